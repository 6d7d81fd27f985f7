"""What a fund does year by year, and what its rules and its queue of deals are worth."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.portfolio.finance.results.ranged import Fan, Ranged


@dataclass(frozen=True, slots=True)
class FundYears:
    """The fund's years, and what happened in each."""

    years: tuple[int, ...]
    """Calendar years in which the financial years end."""
    allocated: tuple[float, ...]
    """What the state gives; it is set, not simulated."""
    committed: Fan
    drawn: Fan
    returns: Fan
    """All that came back: interest, fees, royalties, principal, recoveries and what stakes were sold for."""
    income: Fan
    """Interest, fees, royalties and gains; the part of the returns that is no capital."""
    cost: Fan
    lapsed: Fan
    surrendered: Fan
    losses_realised: Fan
    losses_unrealised: Fan
    """Change of what is set aside for losses that are expected within a year."""
    outstanding: Fan
    """Lent, held or covered at the end of the year, at cost."""
    net_cash: Fan
    """Cumulative: returns less draws, calls and cost. The J-curve."""


@dataclass(frozen=True, slots=True)
class RuleWorth:
    """One combination of the two rules, on the same paths as the others."""

    carry_over: bool
    recycle: bool
    committed_ten: Ranged
    """By the end of the tenth year."""
    committed: Ranged
    """By the horizon."""
    gain_ten: Ranged
    """Committed by the tenth year more than with both rules off, path by path."""
    gain: Ranged
    """Committed by the horizon more than with both rules off, path by path."""
    stated: bool
    """Whether these are the fund's own rules, as its record or the caller states them."""


@dataclass(frozen=True, slots=True)
class QueueWorth:
    """How much authority is left each year when so many deals are ready at a time, without carry-over."""

    waiting: int
    left: Ranged
    """What no waiting deal fits into, in a year with the median allocation; `mid` is the mean over years."""
    share: Ranged
    """Of the year's allocation."""
