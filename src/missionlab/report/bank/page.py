"""The bank's chapter: each fund of the strategy in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import Quantity, Text, text
from missionlab.report.bank import measures, numbers, tables, titles
from missionlab.report.bank.cash_figures import assumed, cash_figure, unused_figure
from missionlab.report.bank.compare_figure import compare_figures
from missionlab.report.bank.risk_figures import loss_figure, reward_figure, rewards_table, tails_table
from missionlab.report.bank.rule_figures import missions_figure, queue_figure, rules_figure
from missionlab.report.bank.study import Study
from missionlab.report.bank.track_figure import track_figure
from missionlab.report.bank.upside_table import UpsidePart, upside_part
from missionlab.report.charts.figure import Fact, Figure, Table
from missionlab.report.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class FundPart:
    """One fund, as the template puts it down."""

    id: str
    topic: Text
    title: Text
    lead: list[Text]
    facts: list[Fact]
    money: list[Figure]
    """Where it went and came back, and what lapsed."""
    rules: list[Figure]
    """What the rules cost."""
    risk: list[Figure]
    """How much may be lost, and who bears it."""
    tails: Table | None
    rewards: Table | None
    """Where no share of risk and upside is defined, so that there is no figure."""
    compared: list[Figure]
    """Instruments side by side."""
    exits: Table | None
    values: Table | None
    missions: Figure | None
    aid: Table | None
    record_title: Text
    record: Table | None
    cannot: list[Text]
    track: Figure | None
    measures: Table
    not_modelled: Table | None
    not_modelled_said: Text | None
    assumed: Text
    """How many numbers are assumed; the log of assumptions lists them."""
    assumes: bool
    """Whether any is."""
    remarks: list[Text]


@dataclass(frozen=True, slots=True)
class BankPage:
    """The chapter."""

    funds: list[FundPart]
    upside: UpsidePart | None


def bank_page(desk: Desk) -> BankPage | None:
    """The chapter of the briefing on the desk; nothing without funds and without contracts with an upside."""
    found, upside = desk.briefing.funds, upside_part(desk)
    if not found and upside is None:
        return None
    return BankPage([_part(Study(fund, place, desk)) for place, fund in enumerate(found)], upside)


def _part(study: Study) -> FundPart:
    fund = study.fund
    reward = reward_figure(study)
    return FundPart(
        id="bank" if study.place == 0 else f"bank-{study.place}",
        topic=text("bank.topic", name=study.name, n=fund.horizon, paths=Quantity(fund.paths, "", 0)),
        title=titles.headline(study),
        lead=_lead(study),
        facts=measures.facts(study),
        money=[cash_figure(study), unused_figure(study)],
        rules=[figure for figure in (rules_figure(study), queue_figure(study)) if figure],
        risk=[figure for figure in (loss_figure(study), reward) if figure],
        tails=tails_table(study),
        rewards=None if reward or not fund.rewards else rewards_table(study),
        compared=compare_figures(study),
        exits=tables.exits_table(study),
        values=tables.values_table(study),
        missions=missions_figure(study),
        aid=tables.aid_table(study),
        record_title=titles.record(study),
        record=tables.record_table(study),
        cannot=list(fund.cannot),
        track=track_figure(study) if study.place == 0 else None,
        measures=measures.measures_table(study),
        not_modelled=tables.not_modelled_table(study),
        not_modelled_said=tables.not_modelled_said(study),
        assumed=assumed(study),
        assumes=bool(fund.assumed),
        remarks=[one for one in fund.remarks if one != fund.additional.words],
    )


def _lead(study: Study) -> list[Text]:
    """What is lost, what comes back, and what of the private money is additional."""
    fund = study.fund
    out = []
    if fund.losses.mid is not None:
        shares = numbers.share(numbers.places([fund.losses], 100))
        out.append(text("bank.lead.losses", lost=numbers.said(fund.losses, study.pointer("losses"), shares)))
    if fund.dpi.mid is not None:
        times = numbers.plain(max(1, numbers.places([fund.dpi])))
        out.append(text("bank.lead.returns", times=numbers.said(fund.dpi, study.pointer("dpi"), times)))
    return [*out, fund.additional.words]
