"""The words of a plan: what it is chosen for, how a project fares, families of rules, kinds of remarks."""

from __future__ import annotations

from enum import StrEnum

CORE, OUT = 0.9, 0.1
"""Shares of draws from which on a project is in the robust core, and below which it is out."""


class Objective(StrEnum):
    """What a plan is chosen for. The others are always shown beside it."""

    MEAN = "mean"
    """The mean over futures of how far targets are reached."""
    TAIL = "tail"
    """The mean, and as much the mean of the worst tenth of futures."""
    COST = "cost"
    """The least money with which every target that can be is met with the stated chance."""


class Standing(StrEnum):
    """How a project fares when the futures that the plan is chosen on are drawn again."""

    CORE = "core"
    """Financed in at least nine of ten draws."""
    CONTESTED = "contested"
    """Financed in some: this is what people should discuss."""
    OUT = "out"
    """Financed in fewer than one of ten."""


class Weights(StrEnum):
    """Whose weights an answer is for."""

    EQUAL = "equal"
    STATED = "stated"
    DOUBLED = "doubled"
    """One mission counts twice."""


class Family(StrEnum):
    """Rules that are dropped together to learn what they cost."""

    CAPS = "caps"
    FLOORS = "floors"
    AFTER = "after"
    """One project needs another."""
    CARRY_OVER = "carry-over"
    RECYCLING = "recycling"
    LIQUIDITY = "liquidity"
    INSISTED = "insisted"
    """What people asked to be in or out."""


class RemarkKind(StrEnum):
    """What was found about a project, a target or the plan that a reader must know."""

    NO_CONTRIBUTION = "no contribution"
    """Nobody says what it adds: people can keep it, but it is never chosen for what it is worth."""
    NOTHING_COUNTS = "nothing counts"
    """What it adds is to targets of which no future can be drawn."""
    DEADLINE_PASSED = "deadline passed"
    """What it adds comes too late in any year in which it can start."""
    ALREADY_MET = "already met"
    """Nothing is needed any more: the target counts for nothing."""
    TOO_LARGE = "too large"
    """It needs more than all the money there is."""
    NO_MONEY = "no money stated"
    NO_FORECAST = "no forecast"
    """No future of the target can be drawn, so nothing counts towards it."""
    NOT_MODELLED = "not modelled"
    """What comes back cannot be worked out; it is taken as nothing."""
    OVERLAP_UNKNOWN = "overlap unknown"
    CHANCE_UNKNOWN = "chance unknown"
    AID_CAPPED = "aid capped"
    """The public share was cut to what the rules on aid allow."""
    OTHER_CURRENCY = "other currency"
    LIMIT_UNKNOWN = "limit unknown"
    """A limit is about something that nothing in the plan is."""
    TOO_FEW = "too few"
    """A cap on the share of each holds for so few that no money can keep it."""
    TIE = "tie"
    """Another project would do exactly as well."""
    NO_START = "no start"
    """There is no year in which it can start."""
    ASSUMED = "assumed"
    NO_WHOLE_PLAN = "no whole plan"
    """Parts of projects could keep all rules; no plan of whole ones that does was found."""
    SHORT_OF_CASH = "short of cash"
    """No more cash could be held back, and it still falls short more often than is accepted."""
    OUT_OF_REACH = "out of reach"
    """The chance that was asked for is not reached with all the money."""
    LESS_MONEY = "less money"
    """For the objective cost: what is shown of the money is of the part that was found to be enough."""
    FEW_DRAWS = "few draws"
    OVERCOMMITTED = "overcommitted"
    """More was committed before than some years' money; what goes beyond it is taken from nothing."""
