"""The bank's chapter: what it shows, what it leaves out and says, and instruments side by side."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import briefings
import fund_samples
import pytest
from fund_samples import blank, fund, ranged

from missionlab.base.text import say, text
from missionlab.portfolio.finance.compare import RANGED, Comparison, Offered
from missionlab.portfolio.finance.results import Fan, FundResult, Ranged
from missionlab.report.bank import numbers
from missionlab.report.bank.compare_figure import MOST, compare_figures
from missionlab.report.bank.page import BankPage, bank_page
from missionlab.report.bank.study import Study
from missionlab.report.html import render
from missionlab.report.pages.desk import Desk
from missionlab.report.tables.bank import tables
from missionlab.report.words import Words, bare, locale_of

EXACT = Ranged(0.4, 0.4, 0.4)


def _desk(*funds: FundResult, comparisons: tuple[Comparison, ...] = ()) -> Desk:
    briefing = replace(briefings.briefing("single"), funds=funds, comparisons=comparisons, absent={})
    about = briefing.strategy.about
    return Desk(briefing, Words(locale_of(about), about.language))


def _page(*funds: FundResult) -> BankPage:
    page = bank_page(_desk(*funds))
    assert page is not None
    return page


def _said(what: Any) -> str:
    return say(bare(what)).replace("\N{NO-BREAK SPACE}", " ")


def _offer(name: str, net: Ranged, refused: Any = None) -> Offered:
    fields = dict.fromkeys(RANGED, blank()) | {"net": net, "loss": EXACT}
    return Offered(name, "equity", 1.0, refused, cash=Fan((), (), ()), **fields)


def _comparison(line: str, *offers: Offered) -> Comparison:
    return Comparison(
        whose="green-bank",
        name=line,
        currency="GBP",
        stage="applied",
        outcome_model="young",
        capital=4.0,
        rate=None,
        years=31,
        paths=4000,
        seed=0,
        fingerprint="0" * 64,
        assumption_set=None,
        offers=offers,
        assumed=(),
    )


STAKE, LOAN = _offer("Stakes", ranged(-1, -0.06, 4.72)), _offer("Loans", ranged(-0.13, 0.42, 0.42))
REFUSED = _offer("Prizes", blank(), text("bank.no_upside"))


def test_no_fund_is_no_chapter() -> None:
    assert bank_page(_desk()) is None
    assert all(not table.rows for table in tables(_desk().briefing))


def test_every_figure_has_two_drawings_a_table_and_a_place_in_the_results() -> None:
    (part,) = _page(fund()).funds
    figures = [*part.money, *part.rules, *part.risk, part.missions, part.track]
    assert len(figures) == 8
    for figure in figures:
        assert figure is not None
        assert len(figure.drawings) == 2
        assert figure.table.rows
        assert figure.table.pointer.startswith("/bank/funds/green-bank/")
        assert figure.table.sheet
        assert figure.caption


def test_what_is_not_known_is_left_out_or_says_why() -> None:
    empty = fund(
        rules=(),
        queue=(),
        tails=(),
        curve=None,
        record=(),
        rewards=fund().rewards[3:],
        missions=(),
        aid=(),
        not_modelled=(),
        not_modelled_money=(),
        assumed=(),
        assumption_set=None,
        remarks=(),
        present_value=(),
        track_record=fund_samples.track_record(origins=(), asked=0),
    )
    (part,) = _page(empty).funds
    assert (part.rules, part.risk, part.missions, part.track) == ([], [], None, None)
    assert (part.tails, part.record, part.aid, part.not_modelled, part.values) == (None,) * 5
    assert part.rewards is not None
    assert _said(part.rewards.rows[0].cells[3].second) == "no line of the fund has an upside"
    assert _said(part.record_title).startswith("Nothing is known of how the bank did")
    assert _said(part.assumed) == "No number is assumed."
    assert 'id="bank"' in render(_desk(empty).briefing)


def test_two_funds_are_two_sections_and_one_track_record() -> None:
    page = _page(fund(), fund(fund="blue-bank", name="Blue Bank"))
    assert [part.id for part in page.funds] == ["bank", "bank-1"]
    assert page.funds[0].track is not None
    assert page.funds[1].track is None
    ids = re.findall(r'\sid="([^"]+)"', render(_desk(fund(), fund(fund="blue-bank", name="Blue Bank")).briefing))
    assert len(ids) == len(set(ids))


def test_the_tables_of_the_workbook_hold_every_year_and_every_bin() -> None:
    made = {table.key: table for table in tables(_desk(fund()).briefing)}
    assert len(made["fund_years"].rows) == fund_samples.YEARS
    assert len(made["fund_losses"].rows) == 4
    assert all(len(row) == len(table.columns) for table in made.values() for row in table.rows)
    assert all(row[0] == "Green Bank" for table in made.values() for row in table.rows)


@pytest.mark.parametrize(
    ("offers", "said"),
    [
        ((STAKE, LOAN, REFUSED), "Loans leaves most to the purse in the middle case, 0.42 (−0.13 to 0.42)"),
        ((LOAN, REFUSED), "Young firms, Loans leaves 0.42 (−0.13 to 0.42) to the purse for each unit"),
        ((_offer("Stakes", blank()),), "On the projects of Young firms, no instrument can be worked out"),
    ],
)
def test_instruments_side_by_side(offers: tuple[Offered, ...], said: str) -> None:
    desk = _desk(fund(), comparisons=(_comparison("Young firms", *offers),))
    (figure,) = compare_figures(Study(desk.briefing.funds[0], 0, desk))
    assert said in _said(figure.title)
    assert len(figure.table.rows) == len(offers)
    rows = [row for table in tables(desk.briefing) if table.key == "fund_compared" for row in table.rows]
    assert len(rows) == len(offers)


def test_an_instrument_that_refuses_says_why() -> None:
    desk = _desk(fund(), comparisons=(_comparison("Young firms", LOAN, REFUSED),))
    (figure,) = compare_figures(Study(desk.briefing.funds[0], 0, desk))
    assert _said(figure.table.rows[1].cells[0].second) == "no line of the fund has an upside"
    assert "no line of the fund" in figure.drawings[0]


def test_only_the_first_lines_have_a_figure_and_refused_ones_none() -> None:
    many = tuple(_comparison(f"Line {number}", LOAN) for number in range(4))
    desk = _desk(fund(), comparisons=(_comparison("None", REFUSED), *many))
    study = Study(desk.briefing.funds[0], 0, desk)
    assert len(compare_figures(study)) == MOST
    other = Study(fund(fund="blue-bank"), 0, desk)
    assert compare_figures(other) == []


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (ranged(0.2, 0.31, 0.4), "31% (20% to 40%)"),
        (ranged(0.357, 0.3597, 0.361), "36.0% (35.7% to 36.1%)"),
        (Ranged(0.36, 0.36, 0.36), "36%"),
        (Ranged(0.36, 0.36, 0.36, text("bank.no_rules")), "36%"),
        (blank(), "no combination of rules was tried"),
    ],
)
def test_shares_are_as_fine_as_their_range(one: Ranged, said: str) -> None:
    assert _said(numbers.said(one, "", numbers.fine_share(one))) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [(782_733.0, "£780,000"), (-213_611.0, "−£210,000"), (0.0, "£0"), (13_104_412.0, "£13.1m"), (999_999.0, "£1m")],
)
def test_amounts_below_a_million_have_two_figures(amount: float, said: str) -> None:
    assert _said(numbers.money("GBP")(amount)) == said


def test_the_deepest_balance_and_the_lowest_point_of_the_middle_line_are_told_apart() -> None:
    part = _page(fund()).funds[0]
    seconds = {_said(one.name): [_said(line) for line in one.second] for one in part.facts}
    assert "each future in its own lowest year" in seconds["Deepest balance"]
    drawn = " ".join(re.findall(r">([^<]+)<", part.money[0].drawings[0]))
    assert "middle future, lowest:" in drawn
    assert "deepest" not in drawn
    caption = " ".join(_said(one) for one in part.money[0].caption)
    assert "lies at or below the lowest point of the middle line" in caption
