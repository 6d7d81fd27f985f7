"""The charts of an appraisal: marks where the numbers are, filled where they are told apart, ticks that can be read."""

from __future__ import annotations

import math
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missionlab.base.text import Locale
from missionlab.report.charts import effect_curve, forest, gap_fans, heat_map, ranking
from missionlab.report.charts.alone import alone
from missionlab.report.charts.drawing import HEAT_STEPS, NARROW, WIDE, Drawing
from missionlab.report.charts.effect_axis import gap_axis, log_ticks
from missionlab.report.words import Words

WORDS = Words(Locale(), "en")
SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])


def _parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def _labels(svg: str) -> list[str]:
    return [" ".join(part.strip() for part in text.itertext()) for text in _parsed(svg).iter(f"{SVG}text")]


def _dots(svg: str) -> list[tuple[float, str]]:
    """Where each dot is from the left, and whether it is filled with the page or with ink."""
    return [(float(dot.get("cx", "")), str(dot.get("fill"))) for dot in _parsed(svg).iter(f"{SVG}circle")]


@pytest.mark.parametrize(
    ("values", "most", "labels"),
    [
        ([-0.01, 0.02], 5, ["−1%", "0%", "+1%", "+2%"]),
        ([0.0, 0.0], 5, ["−0.005%", "0.000%", "+0.005%", "+0.010%"]),
        ([-0.3, 0.98], 5, ["−25%", "0%", "+50%", "+100%"]),
        ([0.0, 4.0], 5, ["0%", "+200%", "+900%", "+4,900%"]),
        ([-2.4, 0.1], 3, ["−75%", "0%"]),
    ],
)
def test_ticks_of_gaps_are_round_percentages(values: list[float], most: int, labels: list[str]) -> None:
    ticks = gap_axis(values, WORDS, most=most).ticks
    assert [label for _, label in ticks] == labels
    for at, label in ticks:
        percent = float(label.replace("−", "-").replace("%", "").replace(",", ""))
        assert 100 * math.expm1(at) == pytest.approx(percent, abs=1e-9)


@given(st.lists(st.floats(-5, 6), min_size=1, max_size=8), st.sampled_from([3, 5]))
def test_an_axis_of_gaps_holds_its_values_and_zero_and_has_few_ticks(values: list[float], most: int) -> None:
    axis = gap_axis(values, WORDS, most=most)
    assert axis.low <= min(0, *values)
    assert axis.high >= max(0, *values)
    assert 1 <= len(axis.ticks) <= most
    assert all(axis.low - 1e-9 <= at <= axis.high + 1e-9 for at, _ in axis.ticks)
    assert len({label for _, label in axis.ticks}) == len(axis.ticks)


@given(st.lists(st.floats(1e-6, 1e4), min_size=1, max_size=8), st.sampled_from([4, 6]))
def test_an_axis_of_sizes_names_sizes_that_are_on_it(values: list[float], most: int) -> None:
    axis = log_ticks(values, WORDS, most=most)
    assert axis.low < math.log10(min(values))
    assert axis.high > math.log10(max(values))
    assert 1 <= len(axis.ticks) <= most
    assert all(axis.low - 1e-9 <= at <= axis.high + 1e-9 for at, _ in axis.ticks)


def _row(name: str, value: float | None, half: float = 0.01, clear: bool = False, said: str = "") -> forest.ForestRow:
    ends = (None, None) if value is None else (value - half, value + half)
    return forest.ForestRow(name, value, *ends, clear, said or f"said {name}")


@WIDTHS
def test_the_forest_fills_what_is_told_and_says_why_there_is_none(width: float) -> None:
    rows = forest.ordered([_row("none", None, said="too few runs"), _row("low", -0.02), _row("high", 0.05, clear=True)])
    assert [row.name for row in rows] == ["high", "low", "none"]
    svg = forest.draw(forest.Forest("f", rows, WORDS, "n", "a"), width)
    (high, filled), (low, hollow) = _dots(svg)
    assert (filled, hollow) == ("var(--trend)", "var(--paper)")
    zero = next(
        float(found[1])
        for path in _parsed(svg).iter(f"{SVG}path")
        if path.get("stroke") == "var(--ink)" and (found := re.match(r"M([\d.]+) ", path.get("d", "")))
    )
    assert low < zero < high
    assert (high - zero) == pytest.approx(2.5 * (zero - low), rel=0.01)
    assert {"high", "low", "none", "said high", "said low", "too few runs"} <= set(_labels(svg))


def _curve(effects: list[tuple[float, float]], rules: tuple[effect_curve.CurveRule, ...] = ()) -> Any:
    points = tuple(
        effect_curve.CurvePoint(at, value, value - 0.01, value + 0.01, abs(value) > 0.01) for at, value in effects
    )
    return effect_curve.EffectCurve("c", points, rules, "budget (log scale)", WORDS, "n", "a")


@WIDTHS
def test_a_curve_has_a_dot_a_size_at_equal_steps_and_its_rules_are_labelled(width: float) -> None:
    rules = (
        effect_curve.CurveRule(0.02, "this strategy: 0.02%", "need"),
        effect_curve.CurveRule(0.5, "smallest that can be told: 0.5%", "need"),
    )
    svg = effect_curve.draw(_curve([(0.01, 0.0), (0.1, 0.005), (1.0, 0.05)], rules), width)
    dots = _dots(svg)
    assert [fill for _, fill in dots] == ["var(--paper)", "var(--paper)", "var(--trend)"]
    assert dots[1][0] - dots[0][0] == pytest.approx(dots[2][0] - dots[1][0], abs=0.2)
    labels = " | ".join(_labels(svg))
    assert "this strategy: 0.02%" in labels
    assert "smallest that can be told: 0.5%" in labels
    assert "budget (log scale)" in labels
    dashed = [p for p in _parsed(svg).iter(f"{SVG}path") if p.get("stroke-dasharray") == "4 3"]
    assert [p.get("stroke") for p in dashed] == ["var(--need)"] * 2


@WIDTHS
def test_one_size_is_a_dot_with_its_interval(width: float) -> None:
    svg = effect_curve.draw(_curve([(1.0, 0.05)]), width)
    assert len(_dots(svg)) == 1
    assert any(p.get("stroke-width") == "3" for p in _parsed(svg).iter(f"{SVG}path"))


@WIDTHS
def test_gaps_have_a_panel_a_policy_with_three_bands_on_one_scale(width: float) -> None:
    periods = tuple(range(1, 101))
    flat = tuple(0.0 for _ in periods)

    def fan(name: str, reach: float) -> gap_fans.GapFan:
        bands = tuple((tuple(-r for _ in periods), tuple(r for _ in periods)) for r in (reach, reach / 2, reach / 4))
        return gap_fans.GapFan(name, periods, bands, flat)

    data = gap_fans.GapFans("g", (fan("one", 0.1), fan("two", 0.02), fan("three", 0.05)), WORDS, "n", "a")
    svg = gap_fans.draw(data, width)
    assert svg.count("fill-opacity") == 9
    assert {"one", "two", "three"} <= set(_labels(svg))
    heights = []
    for path in _parsed(svg).iter(f"{SVG}path"):
        if path.get("fill-opacity") == "0.13":
            steps = re.findall(r"[Ml]-?[\d.]+[ -]?(-?[\d.]+)", path.get("d", ""))
            heights.append(max(abs(float(step)) for step in steps[1:]))
    assert heights[0] == pytest.approx(5 * heights[1], rel=0.03)
    assert heights[2] == pytest.approx(2.5 * heights[1], rel=0.03)


def test_a_path_is_drawn_with_few_points_and_keeps_its_ends() -> None:
    assert gap_fans.thinned(1) == [0]
    assert gap_fans.thinned(5) == [0, 1, 2, 3, 4]
    for periods in (33, 80, 160, 161, 1000):
        kept = gap_fans.thinned(periods)
        assert (kept[0], kept[-1]) == (0, periods - 1)
        assert len(kept) <= 33


def test_the_ramp_has_five_steps_and_none_for_what_is_not_above_zero() -> None:
    assert [heat_map.step_of(effect, 1.0) for effect in (None, -0.5, 0.0, 0.1, 0.3, 0.6, 1.0)] == [1, 1, 1, 2, 3, 4, 5]
    assert heat_map.step_of(0.5, 0.0) == 1
    assert heat_map.step_of(1.0, 1.0) == HEAT_STEPS


@WIDTHS
def test_every_cell_of_the_map_says_its_effect_and_one_is_framed(width: float) -> None:
    cells = (
        heat_map.HeatCell("≈ 0", None),
        heat_map.HeatCell("+0.40", 0.4, own=True),
        heat_map.HeatCell("−0.20", -0.2),
        heat_map.HeatCell("–", None),
    )
    rows = (heat_map.HeatRow("never", cells), heat_map.HeatRow("5 years", cells[::-1]))
    data = heat_map.HeatMap("h", ("0.02%", "0.1%", "1%", "3%"), rows, WORDS, "n", "a")
    svg = heat_map.draw(data, width)
    labels = _labels(svg)
    assert [labels.count(cell.label) for cell in cells] == [2, 2, 2, 2]
    rects = list(_parsed(svg).iter(f"{SVG}rect"))
    assert sum(r.get("fill") == "var(--heat5)" for r in rects) == 2
    framed = [r for r in rects if r.get("stroke") == "var(--ink)" and r.get("stroke-width") == "3"]
    assert len(framed) == 2
    assert sum(r.get("stroke-dasharray") == "4 3" and r.get("stroke") == "var(--off)" for r in rects) == 2


def test_columns_that_do_not_fit_stand_below_each_other() -> None:
    row = heat_map.HeatRow("never", tuple(heat_map.HeatCell(f"+{i}.00", float(i)) for i in range(1, 8)))
    data = heat_map.HeatMap("h", tuple(f"{i}%" for i in range(7)), (row,), WORDS, "n", "a")
    svg = heat_map.draw(data, NARROW)
    assert [_labels(svg).count(cell.label) for cell in row.cells] == [1] * 7
    assert len({r.get("y") for r in _parsed(svg).iter(f"{SVG}rect")}) == 2


def test_ranks_are_at_most_five_classes_that_hold_every_rank_once() -> None:
    for ranks in range(1, 16):
        groups = ranking.classes(ranks)
        assert [rank for group in groups for rank in group] == list(range(ranks))
        assert len(groups) <= HEAT_STEPS
    assert [len(group) for group in ranking.classes(9)] == [1, 1, 1, 5, 1]
    assert ranking.steps(3) == [5, 4, 3]


@WIDTHS
def test_a_bar_of_ranks_is_as_long_as_all_worlds(width: float) -> None:
    rows = (ranking.RankRow("a", (0.7, 0.2, 0.1)), ranking.RankRow("b", (0.0, 0.5, 0.5)))
    svg = ranking.draw(ranking.Ranks("r", rows, WORDS, "n", "a"), width)
    bars: dict[str, list[float]] = {}
    for r in _parsed(svg).iter(f"{SVG}rect"):
        bars.setdefault(r.get("y", ""), []).append(float(r.get("width", "")))
    first, second = bars.values()
    assert sum(first) + 2 * 3 == pytest.approx(sum(second) + 2 * 2, abs=0.5)
    assert first[0] + 2 == pytest.approx(0.7 * (sum(first) + 6), abs=0.5)
    assert {"70%", "20%", "50%"} <= set(_labels(svg))


def test_a_label_wider_than_its_cell_is_left_out() -> None:
    drawing = Drawing("d", WIDE, 50)
    drawing.cell(0, 0, 20, 20, 1, "far too long")
    drawing.cell(0, 0, 200, 20, 1, "short")
    assert _labels(drawing.svg("n", "a")) == ["short"]


def test_a_drawing_by_itself_needs_no_style_from_outside() -> None:
    drawing = Drawing("d", WIDE, 50)
    drawing.line(0, 0, 5, 5, "trend")
    drawing.text(1, 2, "a var(--word)")
    drawing.cell(0, 0, 200, 20, 5, "cell")
    svg = alone(drawing.svg("A name", "what it shows"))
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title") == "A name"
    assert root.findtext(f"{SVG}desc") == "what it shows"
    strokes = {p.get("stroke") for p in root.iter(f"{SVG}path")}
    assert strokes == {"#1565b8"}
    assert {r.get("fill") for r in root.iter(f"{SVG}rect")} == {"#fff", "#1565b7"}
    assert "fill:#15202b" in str(root.findtext(f"{SVG}style"))
