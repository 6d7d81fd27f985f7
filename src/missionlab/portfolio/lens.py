"""The money lens: one call that looks at a whole portfolio."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from missionlab.base.findings import Finding, Level, in_order
from missionlab.base.text import Money, say, text
from missionlab.portfolio.blocks import block_of, envelopes_of, project_money
from missionlab.portfolio.classes import classes_of, locale_of, with_figures
from missionlab.portfolio.crowding import Ledgers
from missionlab.portfolio.exchange import Unit, exchange_known_on
from missionlab.portfolio.figures import Purse, own_figures
from missionlab.portfolio.forest import forest_of
from missionlab.portfolio.gaps import credible, empty_missions, orphans, unfunded, with_money
from missionlab.portfolio.missions import mission_money
from missionlab.portfolio.reconcile import reconcile
from missionlab.portfolio.results import Block, Dimension, Envelope, MissionMoney, Portfolio, ProjectMoney
from missionlab.strategy.proposals import counted_on
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import Basis, Payer


def portfolio(strategy: Strategy, as_of: date | None = None, basis: Basis | str | None = None) -> Portfolio:
    """The shape of ``strategy``'s portfolio as known on ``as_of`` (today when blank), on one basis (the strategy's
    own when blank). Raises ``ValueError`` for a word that is no basis.

    Projects and money that are only put forward count on the basis ``proposed`` and nowhere else.

    Public money is what is split; private money stands beside it. Each currency and price year gives a block of its
    own; with exchange rates to the strategy's currency, cash amounts come together in one.
    """
    day = date.today() if as_of is None else as_of
    known = as_known_on(strategy, day)
    on = known.about.basis if basis is None else Basis(basis)
    known = counted_on(known, on)
    forest = forest_of(known.projects)
    classes = classes_of(known, forest)
    exchange = exchange_known_on(known, day)
    figures = own_figures(known, exchange)
    ledgers = {purse: reconcile(forest, own) for purse, own in figures.items()}
    relevance = {
        project: None if stated is None else stated.relevance
        for project, stated in forest.nearest(lambda project: project.relevance is not None).items()
    }

    blocks: list[Block] = []
    missions: list[MissionMoney] = []
    envelopes: list[Envelope] = []
    projects: list[ProjectMoney] = []
    for unit in _units(ledgers, on):
        public = ledgers.get(Purse(Payer.PUBLIC, on, unit), {})
        split_by = with_figures(classes, public)
        blocks.append(block_of(known, ledgers, forest, split_by, relevance, exchange, on, unit))
        missions += mission_money(known, ledgers, split_by, on, unit)
        envelopes += envelopes_of(public, forest, unit)
        for payer in Payer:
            projects += project_money(ledgers.get(Purse(payer, on, unit), {}), forest, payer, unit)

    funded = with_money(figures)
    share, without = unfunded(forest, funded)
    return Portfolio(
        strategy=strategy.about.id,
        as_of=day,
        fingerprint=strategy.fingerprint,
        basis=on,
        main=_main(blocks, known.about.currency),
        blocks=tuple(blocks),
        missions=tuple(missions),
        envelopes=tuple(envelopes),
        projects=tuple(projects),
        unfunded=share,
        unfunded_projects=without,
        orphans=orphans(forest, classes),
        empty_missions=empty_missions(known, classes, funded),
        credible=credible(known),
        findings=_findings(strategy, ledgers),
    )


def _units(ledgers: Mapping[Purse, object], basis: Basis) -> list[Unit]:
    units = {purse.unit for purse in ledgers if purse.basis is basis}
    return sorted(units, key=lambda unit: (unit.currency, unit.price_year or 0))


def _main(blocks: list[Block], currency: str | None) -> Block | None:
    """The block of cash in the strategy's currency, else the one with money for most projects; ties by name."""
    for block in blocks:
        if block.currency == currency and block.price_year is None:
            return block
    return max(blocks, key=lambda block: sum(c.projects for c in block.by[Dimension.PROJECT].classes), default=None)


def _findings(strategy: Strategy, ledgers: Ledgers) -> tuple[Finding, ...]:
    """Programmes whose parts have more money than they have themselves, on any basis."""
    locale = locale_of(strategy)
    found: list[Finding] = []
    for purse, ledger in ledgers.items():
        for counted in ledger.values():
            if not counted.above or counted.own is None:
                continue
            message = text(
                "portfolio.finding.children_above_parent.message",
                project=strategy.project_by_id[counted.project].name,
                children=Money(counted.children, purse.unit.currency),
                own=Money(counted.own, purse.unit.currency),
                payer=text(f"portfolio.payer.{purse.payer}"),
                basis=text(f"portfolio.basis.{purse.basis}"),
            )
            found.append(
                Finding(
                    level=Level.WARNING,
                    code="children-above-parent",
                    place=strategy.place_of(strategy.project_by_id[counted.project]),
                    message=say(message, locale),
                    why=say(text("portfolio.finding.children_above_parent.why"), locale),
                    fix=say(text("portfolio.finding.children_above_parent.fix"), locale),
                )
            )
    return in_order(found)
