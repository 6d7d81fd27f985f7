"""The charts of the bank's chapter: marks stand where the numbers are, words are there, and axes hold what is drawn."""

from __future__ import annotations

import re
from functools import partial
from typing import Any
from xml.etree import ElementTree

import pytest

from missionlab.base.text import Locale
from missionlab.report.charts import forest, j_curve, loss_law, risk_reward, stage_flow, yearly_bars
from missionlab.report.charts.drawing import NARROW, WIDE
from missionlab.report.charts.money_axis import count_axis, money_axis, share_axis, year_axis
from missionlab.report.words import Words

WORDS = Words(Locale(), "en")
SVG = "{http://www.w3.org/2000/svg}"
BOTH = pytest.mark.parametrize("width", [WIDE, NARROW])


def _parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def _said(svg: str) -> str:
    return " | ".join(" ".join(part.strip() for part in text.itertext()) for text in _parsed(svg).iter(f"{SVG}text"))


def _circles(svg: str) -> list[tuple[float, float]]:
    return [(float(one.get("cx", 0)), float(one.get("cy", 0))) for one in _parsed(svg).iter(f"{SVG}circle")]


def _bars(svg: str, ink: str) -> list[tuple[float, float]]:
    """Width and height of the filled bars of an ink."""
    found = [one for one in _parsed(svg).iter(f"{SVG}rect") if one.get("fill") == f"var(--{ink})"]
    return [(float(one.get("width", 0)), float(one.get("height", 0))) for one in found]


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([0.0, 2.1e9], ["0", "500", "1,000", "1,500", "£2,000m"]),
        ([-4e8, 1e8], ["−400", "−300", "−200", "−100", "0", "£100m"]),
        ([0.0, 900_000.0], ["0", "200,000", "400,000", "600,000", "£800,000"]),
    ],
)
def test_money_axes_have_round_ticks_and_the_unit_on_the_last(values: list[float], labels: list[str]) -> None:
    axis = money_axis(values, "GBP", WORDS, most=6)
    assert [label for _, label in axis.ticks] == labels
    assert axis.low <= min(values)
    assert axis.high >= max(values)


def test_axes_of_shares_counts_and_years() -> None:
    assert [label for _, label in share_axis([0.31], WORDS, most=4).ticks] == ["0", "10", "20", "30%"]
    assert [label for _, label in count_axis([834.0], WORDS, most=5).ticks] == ["0", "200", "400", "600", "800"]
    assert [label for _, label in year_axis(2020.6, 2029.4, most=7).ticks] == ["2022", "2024", "2026", "2028"]
    assert money_axis([], "GBP", WORDS, most=3).high > 0


def _curve(width: float, *marks: j_curve.CurveMark) -> str:
    years, middle = (2021, 2022, 2023, 2024), (-1e8, -3e8, -2e8, 1e8)
    band = (tuple(value - 5e7 for value in middle), tuple(value + 5e7 for value in middle))
    return j_curve.draw(j_curve.JCurve("cash", years, (band,), middle, marks, "GBP", WORDS, "Cash", "Alt."), width)


@BOTH
def test_the_deepest_point_is_marked_lowest(width: float) -> None:
    deepest = j_curve.CurveMark(2022, -3e8, "deepest: −£300m in 2022")
    end = j_curve.CurveMark(2024, 1e8, "£100m in 2024")
    svg = _curve(width, deepest, end)
    (x_deep, y_deep), (x_end, y_end) = _circles(svg)
    assert y_deep > y_end
    assert x_deep < x_end
    assert "deepest: −£300m in 2022" in _said(svg)
    assert "£100m in 2024" in _said(svg)


@BOTH
def test_bars_by_year_are_as_tall_as_their_amounts(width: float) -> None:
    one = yearly_bars.YearPanel("Handed back", (1e7, 3e7, 0.0), (5e6, 2e7, 0.0), (2e7, 4e7, 0.0))
    data = yearly_bars.YearlyBars("unused", (2021, 2022, 2023), (one,), "GBP", WORDS, "Unused", "Alt.")
    svg = yearly_bars.draw(data, width)
    (_, low), (_, high) = _bars(svg, "trend")
    assert high / low == pytest.approx(3, rel=0.02)
    assert "Handed back" in _said(svg)
    assert svg.count('stroke="var(--ink)"') == 2


@BOTH
@pytest.mark.parametrize("across", [partial(share_axis), None])
def test_the_law_of_losses_marks_what_is_known(width: float, across: Any) -> None:
    def axis(values: list[float], words: Words, most: int) -> Any:
        return share_axis(values, words, most=most) if across else money_axis(values, "GBP", words, most=most)

    rules = (loss_law.LawRule(0.029, "recorded 2.9%", "ink"), loss_law.LawRule(0.02, "owner expects 2.0%", "need"))
    data = loss_law.LossLaw("losses", (0.0, 0.01, 0.02, 0.03), (0.25, 0.5, 0.25), rules, axis, WORDS, "Losses", "Alt.")
    svg = loss_law.draw(data, width)
    heights = [height for _, height in _bars(svg, "trend")]
    assert heights[1] / heights[0] == pytest.approx(2, rel=0.02)
    assert "recorded" in _said(svg)
    assert 'stroke="var(--need)"' in svg


@BOTH
def test_risk_and_reward_stand_against_the_diagonal(width: float) -> None:
    points = (
        risk_reward.Sharing("The whole fund", 0.36, 0.19, 0.1, 0.25, whole=True),
        risk_reward.Sharing("Equity", 0.7, 0.7),
    )
    data = risk_reward.RiskReward("rewards", points, "reward follows risk", "risk →", "↑ upside", WORDS, "Name", "Alt.")
    svg = risk_reward.draw(data, width)
    (x_whole, y_whole), (x_equity, y_equity) = _circles(svg)
    side = (x_equity - x_whole) / 0.34
    assert (y_whole - y_equity) / 0.51 == pytest.approx(side, rel=0.02)
    assert "reward follows risk" in _said(svg)
    assert "Equity" in _said(svg)


@BOTH
def test_stages_are_as_long_as_their_projects(width: float) -> None:
    rows = (
        stage_flow.StageRow("Applied", 3, 1, 0, "3 on, 1 there", ()),
        stage_flow.StageRow("Demonstration", 1, 0, 1, "1 on, 1 stopped", ("Boiler (2021)",)),
    )
    svg = stage_flow.draw(stage_flow.StageFlow("stages", rows, WORDS, "Name", "Alt."), width)
    (long, _), (short, _) = _bars(svg, "trend")
    assert (long + 2) / (short + 2) == pytest.approx(3, rel=0.02)
    assert "Boiler (2021)" in _said(svg)
    assert svg.index("3 on, 1 there") < svg.index("1 on, 1 stopped")


@BOTH
def test_a_row_without_a_value_keeps_its_record_and_its_reason(width: float) -> None:
    def axis(values: list[float], words: Words, most: int) -> Any:
        return count_axis(values, words, most=most)

    rows = (
        forest.ForestRow("2005", None, None, None, False, "nothing to learn from yet", 115.0),
        forest.ForestRow("2008", 165.0, 90.0, 240.0, True, "165; came 161", 161.0),
    )
    svg = forest.draw(forest.Forest("track", rows, WORDS, "Name", "Alt.", axis), width)
    assert len(_circles(svg)) == 1
    assert len(re.findall(r'<path d="M[^"]*Z" fill="var\(--paper\)" stroke="var\(--ink\)"', svg)) == 2
    assert "nothing to learn" in _said(svg)
