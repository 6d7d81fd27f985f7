"""From what a strategy uses to what the model has: one table from instrument, stage and actor kind to a lever.

A row says what it is about and leaves blank what it does not mind. The most specific row that fits wins: one that
names the instrument before one that does not, then one that names who gets the money, then one that names the stage.
What the model does not have is in the table too, with the reason. The whole table is an assumption: nobody has
observed it. `--mapping FILE` replaces it (`mapping.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from missionlab.appraisal.policies import NEWNESS
from missionlab.base.text import Text, text
from missionlab.economy.levers import BUDGETS
from missionlab.strategy.vocabulary import UNALLOCATED, ActorKind, Instrument, Stage

INSTRUMENTS = (*map(str, Instrument), UNALLOCATED)
"""Every instrument that a row may name; ``unallocated`` is money for which no instrument is stated."""
STAGES = tuple(map(str, Stage))
ACTOR_KINDS = tuple(map(str, ActorKind))
LEVERS = BUDGETS


SOURCES = {
    "dosi2023": (
        "Dosi, G., Lamperti, F., Mazzucato, M., Napoletano, M. and Roventini, A. (2023), Mission-oriented policies and "
        "the entrepreneurial state at work: An agent-based exploration. Journal of Economic Dynamics and Control 151, "
        "104650, doi 10.1016/j.jedc.2023.104650 (the abstract: which instruments the model's family has)"
    ),
    "U23": (
        "UKRI's pages of the Faraday battery challenge (source U23 of the pack uk-2017): grants pay 25 to 70 % of what "
        "firms spend on industrial research and experimental development"
    ),
    "U33": "Scottish National Investment Bank, implementation plan (source U33 of the pack snib): debt and equity",
}
"""Where the reason of a row is from. A row without a source rests on what the model's levers are."""


@dataclass(frozen=True, slots=True)
class MappingRow:
    """What one kind of money becomes in the model."""

    instrument: str | None
    """None: any."""
    actor_kinds: tuple[str, ...]
    """Empty: any, also when it is not known."""
    stages: tuple[str, ...]
    """Empty: any, also when it is not known."""
    lever: str | None
    """One of the model's budgets; None: not in the model."""
    settings: tuple[tuple[str, float], ...]
    """How the lever is used, where that differs from its defaults."""
    reason: Text | str
    """Why, as a sentence of missionlab's own or in the words of whoever wrote the mapping."""
    source: str | None = None

    def fits(self, instrument: str, stage: str | None, actor_kind: str | None) -> bool:
        """Whether this row is about such money; None is what is not known."""
        return (
            self.instrument in (None, instrument)
            and (not self.actor_kinds or actor_kind in self.actor_kinds)
            and (not self.stages or stage in self.stages)
        )

    @property
    def rank(self) -> tuple[bool, bool, bool]:
        """The more specific row has the greater rank."""
        return (self.instrument is not None, bool(self.actor_kinds), bool(self.stages))


def best_row(
    rows: Iterable[MappingRow], instrument: str, stage: str | None, actor_kind: str | None
) -> MappingRow | None:
    """The most specific row that fits, None where no row does."""
    return max((row for row in rows if row.fits(instrument, stage, actor_kind)), key=lambda row: row.rank, default=None)


def clash(rows: Sequence[MappingRow]) -> tuple[int, int] | None:
    """Two rows, by their places, that are equally specific and about the same money."""
    for later, row in enumerate(rows):
        for earlier, other in enumerate(rows[:later]):
            if (
                row.rank == other.rank
                and row.instrument == other.instrument
                and _meet(row.actor_kinds, other.actor_kinds)
                and _meet(row.stages, other.stages)
            ):
                return earlier, later
    return None


def _meet(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    return not (first or second) or bool(set(first) & set(second))


ANY = ()
_FIRMS = ("firm", "firm-small", "firm-large")
_PUBLIC_RESEARCH = ("university", "research")
_RESEARCH = ("basic", "applied", "demonstration")
_SPREAD = ("first-market", "deployment")


def _row(
    instrument: str,
    kinds: tuple[str, ...],
    stages: tuple[str, ...],
    lever: str | None,
    reason: str,
    source: str | None = None,
    **settings: float,
) -> MappingRow:
    why = text(f"appraisal.mapping.reason.{reason}")
    return MappingRow(instrument, kinds, stages, lever, tuple(sorted(settings.items())), why, source)


ROWS = (
    _row("grant", ANY, ANY, "research_hiring", "grant", "U23"),
    _row("grant", ANY, ("basic",), "laboratory", "basic_research"),
    _row("grant", ANY, _SPREAD, "investment_discount", "grant_for_equipment"),
    _row("grant", ANY, ("demand",), None, "grant_to_buyers"),
    _row("grant", _FIRMS, ("basic",), "research_hiring", "grant", "U23"),
    _row("grant", _FIRMS, ("demand",), "investment_discount", "grant_for_equipment"),
    _row("grant", _PUBLIC_RESEARCH, ANY, "laboratory", "public_research", "dosi2023"),
    _row("grant", ("partnership",), ANY, "laboratory", "joint_institute"),
    _row("grant", ("bank",), ANY, "public_bank", "bank", "U33"),
    _row("grant", ("region",), ANY, "purchases", "region"),
    _row("repayable-grant", ANY, ANY, "public_bank", "repayable"),
    _row("loan", ANY, ANY, "public_bank", "loan"),
    _row("equity", ANY, ANY, "public_bank", "equity"),
    _row("guarantee", ANY, ANY, None, "guarantee"),
    _row("tax-relief", ANY, ANY, "investment_discount", "tax_relief", "dosi2023"),
    _row("tax-relief", ANY, _RESEARCH, "research_refund", "tax_credit"),
    _row("procurement", ANY, ANY, "purchases", "purchases"),
    _row("procurement", ANY, _RESEARCH, "research_hiring", "before_the_market"),
    _row("procurement", ANY, ("first-market",), "machine_purchases", "first_buyer", machine_newness=NEWNESS),
    _row("procurement", ANY, ("deployment",), "machine_purchases", "plain_buyer", machine_newness=0.0),
    _row("prize", ANY, ANY, "research_refund", "prize"),
    _row("regulation", ANY, ANY, None, "regulation"),
    _row("standard", ANY, ANY, None, "standard"),
    _row("public-research", ANY, ANY, "laboratory", "public_research", "dosi2023"),
    _row("royalty", ANY, ANY, None, "royalty"),
    _row("convening", ANY, ANY, None, "convening"),
    _row("convertible", ANY, ANY, "public_bank", "convertible"),
    _row("warrant", ANY, ANY, "public_bank", "convertible"),
    _row("price-cap", ANY, ANY, None, "contingent"),
    _row("contract-for-difference", ANY, ANY, None, "contingent"),
    _row("advance-market-commitment", ANY, ANY, None, "contingent"),
    _row("budget", ANY, ANY, None, "budget"),
    _row("budget", _PUBLIC_RESEARCH, ANY, "laboratory", "public_research", "dosi2023"),
    _row("budget", ("bank",), ANY, "public_bank", "bank", "U33"),
    _row(UNALLOCATED, ANY, ANY, None, "no_instrument"),
    _row(UNALLOCATED, _PUBLIC_RESEARCH, ANY, "laboratory", "public_research", "dosi2023"),
    _row(UNALLOCATED, ("bank",), ANY, "public_bank", "bank", "U33"),
)
"""missionlab's own mapping. No row leads to `public_firms`, because records do not tell a public firm from another,
nor to `transfers`, which are the placebo, nor to `laboratory_technique`, whose successes nobody can tell beforehand."""
