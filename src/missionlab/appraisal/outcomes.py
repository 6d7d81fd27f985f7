"""The outcomes of an appraisal: one table that says of each what it is, in which unit, and how it is computed.

An outcome is one number for each policy and run at a horizon, computed from the first periods of the policies. Effects
are differences of these numbers between two policies with the same seeds (`comparison`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from missionlab.appraisal.recorded import Recorded
from missionlab.appraisal.span import Span
from missionlab.base.text import Text, text
from missionlab.ensemble.filters import TRUNCATION, band_pass
from missionlab.ensemble.moments import CRISIS

HORIZONS = (10, 20, 40, 80, 160)
"""Periods from the start of the policies, beside the whole run."""
PRIMARY, PRIMARY_HORIZON = "gap", 80
"""The primary outcome, fixed beforehand: the gap of log GDP averaged over the periods 1 to 80."""

LEFT_AFTER = (20, 40, 80)
"""Periods after the end of a policy, for what is left of its effect."""
LEFT_OVER = 10
"""Periods, the last ones up to then, over which it is averaged."""

LOG, SHARE, RATE = "log points", "share", "1/period"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome. `of` gives it for each policy and run, shape (policies, runs), and for groups too if it is per cost.

    The unit is ``log points`` (0.01 is about 1 %), ``share`` (of what, `meaning` says), ``1/period``, or as it stands.
    """

    key: str
    unit: str
    needs: tuple[str, ...]
    of: Callable[[Span], np.ndarray]
    shortest: int = 1
    """Periods from which it is computed."""
    per_cost: bool = False
    """Whether it is set against what the policy cost: then it is blank for a policy that cost nothing."""

    @property
    def name(self) -> Text:
        """What it is called, for a table or an axis."""
        return text(f"appraisal.outcome.{self.key}")

    @property
    def meaning(self) -> Text:
        """How it is computed, in a sentence."""
        return text(f"appraisal.outcome_meaning.{self.key}")

    def values(self, span: Span) -> np.ndarray:
        """The outcome of each of `span.names` and run, shape (names, runs), NaN where a run lacks a period."""
        covered = np.all([np.isfinite(span[name]).all(axis=-1) for name in self.needs], axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            found = self.of(span)
        values = found if self.per_cost else span.extended(np.where(covered, found, np.nan))
        return np.where(np.isfinite(values), values, np.nan)


def _mean(key: str, unit: str, name: str | None = None) -> Outcome:
    series = name or key
    return Outcome(key, unit, (series,), lambda span: span[series].mean(axis=-1))


def _log_mean(key: str, name: str) -> Outcome:
    return Outcome(key, LOG, (name,), lambda span: span.log_gain(name).mean(axis=-1))


def _cycle(span: Span) -> np.ndarray:
    # The filter loses twelve periods at both ends; before the start there are some to lose.
    logs = span.recorded.log_gain("gdp_constant", span.length, first=1 - TRUNCATION)
    return band_pass(logs).std(axis=-1, ddof=1)


def private_research(span: Span) -> np.ndarray:
    """Research that firms pay for themselves, share of the labour force's wages, shape (policies, runs)."""
    return span.workers("research_private").mean(axis=-1)


def private_investment(span: Span) -> np.ndarray:
    """Machines that firms pay for themselves, share of the labour force's wages, shape (policies, runs)."""
    paid = span["investment_nominal"] - span["outlay_investment_discount"]
    return (paid / (span["wage"] * span["labour_force"])).mean(axis=-1)


_COST = ("outlay", "wage", "labour_force")
_NET = (*_COST, "returns", "taxes", "taxes_households")
_RESEARCH = ("research_private",)
_INVESTMENT = ("investment_nominal", "outlay_investment_discount")
_OUTPUT = ("gdp_constant",)


def _set_against_cost(
    key: str, unit: str, needs: tuple[str, ...], of: Callable[[Span], np.ndarray], cost: Callable[[Span], np.ndarray]
) -> Outcome:
    return Outcome(key, unit, needs, lambda span: span.per_cost(of(span), cost(span)), per_cost=True)


def _gap(span: Span) -> np.ndarray:
    return span.log_gain("gdp_constant").mean(axis=-1)


def _debt(span: Span) -> np.ndarray:
    return span.over_output("public_debt")[..., -1]


OUTCOMES = (
    Outcome("gap", LOG, _OUTPUT, _gap),
    Outcome("level", LOG, _OUTPUT, lambda span: span.log_gain("gdp_constant")[..., -1]),
    Outcome("growth", RATE, _OUTPUT, lambda span: span.trend("gdp_constant")),
    _set_against_cost("gap_per_cost", "log points per unit", (*_OUTPUT, *_COST), _gap, Span.gross_cost),
    _log_mean("productivity", "productivity"),
    _mean("unemployment", SHARE),
    Outcome("volatility", RATE, _OUTPUT, lambda span: span.growth("gdp_constant").std(axis=-1, ddof=1), shortest=10),
    Outcome("cycle", LOG, _OUTPUT, _cycle, shortest=40),
    Outcome("crises", SHARE, _OUTPUT, lambda span: (span.growth("gdp_constant") < CRISIS).mean(axis=-1)),
    _mean("wage_share", SHARE),
    _log_mean("real_wage", "wage_real"),
    Outcome("public_debt", "periods of output", ("public_debt", "gdp_nominal"), _debt),
    Outcome("deficit", SHARE, ("deficit", "gdp_nominal"), lambda span: span.over_output("deficit").mean(axis=-1)),
    Outcome("private_research", SHARE, (*_RESEARCH, "wage", "labour_force"), private_research),
    Outcome("private_investment", SHARE, (*_INVESTMENT, "wage", "labour_force"), private_investment),
    _set_against_cost("research_crowding", "per unit", (*_RESEARCH, *_COST), private_research, Span.gross_cost),
    _set_against_cost("research_crowding_net", "per unit", (*_RESEARCH, *_NET), private_research, Span.net_cost),
    _set_against_cost("investment_crowding", "per unit", (*_INVESTMENT, *_COST), private_investment, Span.gross_cost),
    _set_against_cost("investment_crowding_net", "per unit", (*_INVESTMENT, *_NET), private_investment, Span.net_cost),
    _mean("bankruptcies", "firms"),
    _mean("concentration_1", "index"),
    _mean("concentration_2", "index"),
)  # fmt: skip

BY_KEY = {outcome.key: outcome for outcome in OUTCOMES}

SERIES = tuple(
    dict.fromkeys(
        (
            *(name for outcome in OUTCOMES for name in outcome.needs),
            *("outlay", "unspent", "returns", "taxes", "taxes_households", "gdp_nominal"),
            *("innovation_chance", "research_workers", "research_spending", "utilisation", "unemployment"),
        )
    )
)
"""The series that an appraisal needs to be recorded."""


def left_key(periods: int) -> str:
    """The key of what is left of an effect so many periods after the end of the policy."""
    return f"left_{periods}"


def left(recorded: Recorded, ended: int, periods: int) -> np.ndarray:
    """Log GDP less that before the start, averaged over the last ten of `periods` after the policies' end.

    `ended` is counted from the start of the policies; shape (policies, runs), NaN where a run ended before.
    """
    last = ended + periods
    return recorded.log_gain("gdp_constant", last, first=last - LEFT_OVER + 1).mean(axis=-1)
