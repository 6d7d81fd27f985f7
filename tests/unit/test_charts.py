"""The drawing kit and the charts: round numbers on axes, labels that keep apart, marks where the numbers are."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import builders
import pytest

from missionlab.base.text import Locale
from missionlab.report.charts import credibility, mission_map, money, pace, promise, trajectory, vintages, way
from missionlab.report.charts.drawing import NARROW, WIDE, Drawing
from missionlab.report.charts.labels import Box, Placer, balanced, text_box, text_width, wrap
from missionlab.report.charts.scales import Scale, natural_range, tick_decimals, ticks, year_ticks
from missionlab.report.words import Words
from missionlab.tracking.results import Standing
from missionlab.tracking.track import track

WORDS = Words(Locale(), "en")
SVG = "{http://www.w3.org/2000/svg}"


def _standing(values: dict[Any, float], *more: Any, **fields: Any) -> Standing:
    made = builders.strategy(
        builders.mission("m"),
        builders.indicator("i"),
        builders.target("t", "m", "i", *fields.pop("versions", ())),
        *builders.series("i", values),
        *more,
    )
    return replace(track(made, date(2026, 11, 24)).targets[0], **fields)


def _parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def _labels(svg: str) -> list[str]:
    return [" ".join(part.strip() for part in text.itertext()) for text in _parsed(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 100, [0, 25, 50, 75, 100]),
        (0, 3.1, [0, 1, 2, 3]),
        (18.7, 21.2, [19, 19.5, 20, 20.5, 21]),
        (-0.4, 0.7, [-0.25, 0, 0.25, 0.5]),
        (5, 5, [5]),
    ],
)
def test_ticks_are_round_and_at_most_five(low: float, high: float, expected: list[float]) -> None:
    assert ticks(low, high) == expected


def test_years_are_whole_and_decimals_enough() -> None:
    assert (
        year_ticks(2009.4, 2035.6) == [2010, 2015, 2020, 2025, 2030, 2035][:0] or len(year_ticks(2009.4, 2035.6)) <= 5
    )
    assert year_ticks(2017.6, 2020.2) == [2018, 2019, 2020]
    assert tick_decimals([19, 19.5]) == 1
    assert tick_decimals([0, 0.25]) == 2


@pytest.mark.parametrize(
    ("values", "from_zero", "of_hundred", "low", "high"),
    [
        ([3, 60], False, True, 0, 100),
        ([2, 9], False, True, 0, 9.54),
        ([62, 63], False, False, 61.92, 63.08),
        ([900, 1000], True, False, 0, 1060),
    ],
)
def test_axes_have_their_natural_range(
    values: list[float], from_zero: bool, of_hundred: bool, low: float, high: float
) -> None:
    assert natural_range(values, from_zero=from_zero, of_hundred=of_hundred) == pytest.approx((low, high))


def test_words_break_and_are_cut_with_an_ellipsis() -> None:
    assert wrap("Zero emission cars for everybody everywhere", 100, 13) == ["Zero emission", "cars for…"]
    assert all(text_width(line, 13) <= 60 for line in wrap("Gesundheitsdatenverarbeitung", 60, 13))
    assert balanced("Goal 80% in 2030", 100) == ["Goal 80% in 2030"]
    assert balanced("Goal 80% in 2030", 5) == ["Goal 80%", "in 2030"]


def test_labels_find_room_beside_each_other() -> None:
    placer = Placer(Box(0, 0, 400, 300), 13)
    placer.block_line([(0, 150), (400, 150)])
    boxes = []
    for _ in range(6):
        spot = placer.place(200, 150, ["a label", "of two lines"])
        boxes.append(text_box(spot.x, spot.y, ["a label", "of two lines"], spot.anchor, False, 13))
    assert all(one.overlap(other) == 0 for one, other in itertools.combinations(boxes, 2))
    assert not any(box.top < 150 < box.bottom for box in boxes)


def test_names_are_escaped_and_ids_are_the_drawings_own() -> None:
    drawing = Drawing("c1", WIDE, 100)
    drawing.text(1, 2, "<b>&</b>")
    drawing.path([(1.04, 2.06), (3, 2.06), (3, 1)], "ink")
    svg = drawing.svg("A <name>", 'what "it" shows')
    assert _labels(svg) == ["<b>&</b>"]
    assert 'd="M1 2.1l2 0l0-1.1"' in svg
    assert set(re.findall(r' id="([^"]*)"', svg)) == {"c1-w-t", "c1-d"}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_one_observation_is_a_dot_and_never_a_line(width: float) -> None:
    standing = _standing({2020: 58.0})
    svg = trajectory.draw(trajectory.Trajectory("c", standing, None, WORDS, "n", "a"), width)
    inked = [p for p in _parsed(svg).iter(f"{SVG}path") if p.get("stroke") == "var(--ink)"]
    assert inked == []
    assert [c.get("fill") for c in _parsed(svg).iter(f"{SVG}circle")] == ["var(--ink)"] * 2
    assert "58% in 2020" in _labels(svg)


def test_a_level_break_is_a_gap_with_a_rule_and_a_label() -> None:
    jump = builders.Break(period="2014", reason="New method.")
    made = builders.strategy(
        builders.mission("m"),
        builders.indicator("i", breaks=(jump,)),
        builders.target("t", "m", "i"),
        *builders.series("i", {year: 10.0 + year % 3 + 20 * (year >= 2014) for year in range(2008, 2022)}),
    )
    standing = track(made, date(2026, 11, 24)).targets[0]
    assert [len(part) for part in trajectory.segments(standing.series)] == [6, 8]  # type: ignore[arg-type]
    svg = trajectory.draw(trajectory.Trajectory("c", standing, made.indicators[0], WORDS, "n", "a"), WIDE)
    assert any("level break in 2014" in label for label in _labels(svg))
    lines = [p.get("d", "") for p in _parsed(svg).iter(f"{SVG}path") if p.get("stroke") == "var(--ink)"]
    assert sorted(d.count("l") for d in lines) == [5, 7]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_trajectory_names_its_latest_value_and_its_goal(width: float) -> None:
    standing = _standing({2010 + i: 40 + 1.5 * i + (i % 3) for i in range(14)})
    svg = trajectory.draw(trajectory.Trajectory("c", standing, None, WORDS, "n", "a"), width)
    labels = " | ".join(_labels(svg))
    assert "60.5% in 2023" in labels
    assert "Goal 75% in 2028" in labels
    assert "forecast →" in labels
    assert svg.count("fill-opacity") == 3


def test_the_promise_shows_tighter_down_and_filled_looser_up_and_open() -> None:
    steps = [(1, "2018-05", 2040), (2, "2020-02", 2035), (3, "2023-09", 2040)]
    made = [builders.version(number, set_on=on, year=year) for number, on, year in steps]
    standing = _standing({2018: 54.0}, versions=made)
    svg = promise.draw(promise.Promise("c", standing, date(2026, 11, 24), WORDS, "n", "a"), WIDE)
    assert promise.drawable(standing)
    triangles = [p for p in _parsed(svg).iter(f"{SVG}path") if p.get("d", "").endswith("Z")]
    assert [(p.get("fill"), p.get("stroke")) for p in triangles] == [
        ("var(--good)", None),
        ("var(--paper)", "var(--off)"),
    ]
    assert {"first promise: 2040", "tighter", "looser", "in force: 2040"} <= set(_labels(svg))


def test_the_revision_with_the_largest_step_is_drawn_from_old_to_new() -> None:
    later = builders.series("i", {2018: 57.0, 2019: 59.0}, vintage="2022-11-01")
    standing = _standing({2018: 54.0, 2019: 55.0, 2020: 60.0}, *later)
    pair = vintages.remeasured(standing)
    assert pair is not None
    assert (str(pair.old.period), pair.old.value, pair.new.value) == ("2019", 55.0, 59.0)
    svg = vintages.draw(vintages.Vintages("c", standing, WORDS, "n", "a"), WIDE)
    hollow = [c for c in _parsed(svg).iter(f"{SVG}circle") if c.get("stroke") == "var(--record)"]
    assert len(hollow) == 3
    assert any(label.endswith("59%") for label in _labels(svg))


def test_nothing_was_remeasured_in_one_vintage() -> None:
    assert vintages.remeasured(_standing({2018: 54.0, 2019: 55.0})) is None


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_paces_below_zero_go_left_and_those_above_two_are_cut_and_said(width: float) -> None:
    rows = pace.ordered(
        [pace.Pace("Fast", "g", 3.0, None, None, "+9 of +3"), pace.Pace("Back", "g", -0.4, -0.8, 0.1, "−1 of +3")]
    )
    assert [row.name for row in rows] == ["Back", "Fast"]
    svg = pace.draw(pace.Paces("c", rows, WORDS, "n", "a"), width)
    bars = list(_parsed(svg).iter(f"{SVG}rect"))
    starts = [float(bar.get("x", 0)) for bar in bars]
    widths = [float(bar.get("width", 0)) for bar in bars]
    assert starts[0] + widths[0] == pytest.approx(starts[1], abs=0.2)
    assert widths[1] == pytest.approx(5 * widths[0], rel=0.02)
    assert "+9 of +3, over 200%" in _labels(svg)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_stage_without_money_is_a_dashed_empty_bar(width: float) -> None:
    bars = (money.Bar("Research", 40e6), money.Bar("Demand", 0, True), money.Bar("Market", 1e6, True))
    svg = money.draw(money.Bars("c", bars, "GBP", WORDS, "n", "a"), width)
    dashed = [r for r in _parsed(svg).iter(f"{SVG}rect") if r.get("stroke-dasharray")]
    assert [r.get("stroke") for r in dashed] == ["var(--off)"] * 2
    assert {"£40m", "nothing traced", "£1m"} <= set(_labels(svg))


def test_the_way_to_a_goal_shows_distance_and_what_is_due() -> None:
    def places(svg: str) -> tuple[float, float]:
        dot = re.search(r'cx="([\d.]+)"', svg)
        tick = re.search(r'd="M([\d.]+) 1V15"', svg)
        assert dot
        assert tick
        return float(dot[1]), float(tick[1])

    assert way.draw(None, 0.5) == ""
    near, far = places(way.draw(0.2, 0.5)), places(way.draw(0.8, 0.5))
    assert near[0] < near[1] == far[1] < far[0]
    back = re.search(r'M([\d.]+) 8H([\d.]+)" stroke="var\(--ink\)"', way.draw(-0.1, 0.5))
    assert back
    assert float(back[2]) < float(back[1])


def _plan_svg(shares: dict[str, float], chances: tuple[credibility.ChanceLine, ...], width: float) -> str:
    return credibility.draw(credibility.Credibility("c", shares, chances, WORDS, "n", "a"), width)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_plans_are_stacked_to_what_is_needed_and_the_gap_is_an_empty_frame(width: float) -> None:
    shares = {"credible": 0.25, "some risk": 0.25, "significant risk": 0.0, "gap": 0.5}
    boxes = [r for r in _parsed(_plan_svg(shares, (), width)).iter(f"{SVG}rect") if r.get("y") == "28"]
    assert [r.get("stroke-dasharray") for r in boxes] == [None, None, "4 3"]
    credible, risk, gap = (float(r.get("width", "")) for r in boxes)
    assert credible == pytest.approx(risk)
    assert gap == pytest.approx(credible + risk + 2, abs=0.2)
    over = _plan_svg({"credible": 1.5, "some risk": 0.0, "significant risk": -0.2, "gap": 0.0}, (), width)
    (only,) = [r for r in _parsed(over).iter(f"{SVG}rect") if r.get("y") == "28"]
    assert float(only.get("x", "")) + float(only.get("width", "")) <= width


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_chance_that_depends_on_the_overlap_has_two_ends(width: float) -> None:
    one = credibility.ChanceLine("With the whole plan", "20% to 80%", 0.2, 0.8)
    dots = [float(d.get("cx", "")) for d in _parsed(_plan_svg({}, (one,), width)).iter(f"{SVG}circle")]
    assert dots == pytest.approx([8 + 0.2 * (width - 16), 8 + 0.8 * (width - 16)], abs=0.1)
    known = credibility.ChanceLine("With the whole plan", "80%", 0.8, 0.8)
    assert len(list(_parsed(_plan_svg({}, (known,), width)).iter(f"{SVG}circle"))) == 1


def test_the_map_says_where_money_is_missing_and_leaves_telephones_to_the_list() -> None:
    some = mission_map.MapMission("With", (mission_map.MapProject("A", "£9m", 9e6), mission_map.MapProject("B", "", 0)))
    none = mission_map.MapMission("Without", ())
    lost = (mission_map.MapProject("Lost", "£1m", 1e6),)
    data = mission_map.MissionMap("map", (mission_map.MapChallenge("C", (some, none)),), lost, "Money", WORDS, "n", "a")
    assert mission_map.draw(data, NARROW) == ""
    svg = mission_map.draw(data, WIDE)
    assert {"No project with money traced", "no money known", "Reaches no mission", "£9m"} <= set(_labels(svg))
    dashed = [p for p in _parsed(svg).iter(f"{SVG}path") if p.get("stroke-dasharray")]
    assert len(dashed) == 3


def test_equal_data_gives_equal_bytes() -> None:
    standing = _standing({2010 + i: 40 + i for i in range(10)})
    drawn = {trajectory.draw(trajectory.Trajectory("c", standing, None, WORDS, "n", "a"), WIDE) for _ in range(3)}
    assert len(drawn) == 1


def test_a_scale_clamps_only_when_asked() -> None:
    scale = Scale(0, 10, 100, 200)
    assert (scale(5), scale(20), scale.clamped(20)) == (150, 300, 200)
