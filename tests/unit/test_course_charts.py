"""Charts of pilots, stopping and pathways: marks where the numbers are, and labels that keep apart at both widths."""

from __future__ import annotations

import itertools
import random
from xml.etree import ElementTree

import numpy as np
import pytest

from missionlab.base.text import Locale
from missionlab.report.charts import evsi, metro_map, posterior, stop_curve
from missionlab.report.charts.drawing import NARROW, WIDE, text_size
from missionlab.report.charts.labels import Box, text_box
from missionlab.report.words import Words
from missionlab.steering.learning.beta import Beta

WORDS = Words(Locale(), "en")
SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])


def _parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def _labels(svg: str) -> list[str]:
    return [" ".join(part.strip() for part in text.itertext()) for text in _parsed(svg).iter(f"{SVG}text")]


def _boxes(svg: str, width: float) -> list[tuple[str, Box]]:
    """Every label with its box, as estimated."""
    out = []
    for label in _parsed(svg).iter(f"{SVG}text"):
        names = str(label.get("class")).split()
        anchor = "end" if "e" in names else "middle" if "c" in names else "start"
        lines = [str(part.text) for part in label.iter(f"{SVG}tspan")] or [str(label.text)]
        box = text_box(
            float(str(label.get("x"))), float(str(label.get("y"))), lines, anchor, "b" in names, text_size(width)
        )
        out.append((" ".join(lines), box))
    return out


def _apart(svg: str, width: float) -> None:
    found = _boxes(svg, width)
    touching = [(a, b) for (a, one), (b, other) in itertools.combinations(found, 2) if one.overlap(other) > 1]
    assert touching == []
    height = float(str(_parsed(svg).get("height")))
    outside = [
        name
        for name, box in found
        if box.left < -1 or box.right > width + 1 or box.top < -0.2 * text_size(width) or box.bottom > height + 1
    ]
    assert outside == []


def _density(belief: Beta) -> posterior.Density:
    edges = np.linspace(0, 1, 101)
    return posterior.Density(
        tuple(float(x) for x in 100 * (edges[:-1] + edges[1:]) / 2),
        tuple(float(x) for x in np.diff(belief.below(edges)) * 100),
    )


def _panel(name: str, before: Beta, after: Beta | None) -> posterior.PosteriorPanel:
    now = after or before
    low, mean, high = 100 * now.quantile(0.05), 100 * now.mean, 100 * now.quantile(0.95)
    drawn = None if after is None else _density(after)
    return posterior.PosteriorPanel(name, _density(before), drawn, low, mean, high, f"{mean:.0f}% ({low:.0f}% to 90%)")


def _posterior(*panels: posterior.PosteriorPanel, threshold: float | None = 38) -> posterior.Posterior:
    return posterior.Posterior(
        id="p",
        panels=panels,
        low=0,
        high=100,
        currency=None,
        threshold=threshold,
        threshold_label="scaling up pays above 38%",
        before_label="before the results",
        after_label="with the results",
        foot="share of units (treatment work) that succeed",
        words=WORDS,
        name="n",
        alt="a",
    )


@WIDTHS
@pytest.mark.parametrize("before", [Beta(1, 1), Beta(2, 3), Beta(0.5, 0.5), Beta(40, 2)])
@pytest.mark.parametrize("results", [(0, 0), (2, 3), (30, 30), (0, 25)])
def test_beliefs_before_and_after_keep_their_labels_apart(width: float, before: Beta, results: tuple[int, int]) -> None:
    after = before.after(*results) if results[1] else None
    long = "Reed beds behind the treatment works of the upper valley and of the two towns below"
    svg = posterior.draw(_posterior(_panel("Reed bed", before, after), _panel(long, before, None)), width)
    _apart(svg, width)
    said = _labels(svg)
    assert ("with the results" in said) == (after is not None)
    assert "scaling up pays above 38%" in said


@WIDTHS
def test_the_dot_stands_at_the_mean(width: float) -> None:
    svg = posterior.draw(_posterior(_panel("", Beta(2, 2), Beta(2, 2).after(3, 4)), threshold=None), width)
    (dot,) = _parsed(svg).iter(f"{SVG}circle")
    assert float(str(dot.get("cx"))) == pytest.approx(6 + (width - 14) * 5 / 8, abs=0.1)
    assert not [label for label in _labels(svg) if "pays" in label]


def _worth(cost: float | None, best: int | None = None) -> evsi.WorthBySize:
    points = tuple(
        evsi.WorthPoint(n, 2e5 * (1 - 0.8**n), 1.4e5 * (1 - 0.8**n), 2.4e5 * (1 - 0.8**n)) for n in (1, 2, 5, 10, 20)
    )
    marks = [evsi.SizeMark(10, points[3].value, "as registered: 10")]
    if best is not None:
        marks.append(evsi.SizeMark(best, 2e5 * (1 - 0.8**best), f"best: {best}"))
    return evsi.WorthBySize(
        id="e",
        points=points,
        cost=cost,
        perfect=3e5,
        marks=tuple(marks),
        currency="EUR",
        worth_label="worth of the results",
        cost_label="cost",
        perfect_label="knowing for certain",
        foot="further units (treatment work)",
        words=WORDS,
        name="n",
        alt="a",
    )


@WIDTHS
@pytest.mark.parametrize(("cost", "best"), [(None, None), (1e3, 5), (3e4, 2), (1.5e5, None), (1e7, None), (0, 20)])
def test_worth_and_cost_keep_their_labels_apart(width: float, cost: float | None, best: int | None) -> None:
    svg = evsi.draw(_worth(cost, best), width)
    _apart(svg, width)
    said = _labels(svg)
    assert ("cost" in said) == (cost is not None)
    assert "knowing for certain" in said
    assert len(list(_parsed(svg).iter(f"{SVG}circle"))) == 1 + (best is not None)


@WIDTHS
@pytest.mark.parametrize("short", [None, 0, 3, 19])
@pytest.mark.parametrize("best", [0, 5, 20])
def test_marks_of_a_stop_curve_keep_apart(width: float, short: int | None, best: int) -> None:
    points = tuple(stop_curve.StopPoint(n, 1e6 * (n - best) * -abs(n - best), None, None) for n in range(21))
    marks = [stop_curve.StopMark(best, f"best: stop after {best}", best=True)]
    if short is not None and short != best:
        marks.append(stop_curve.StopMark(short, f"looking one year ahead: stop after {short}", best=False))
    chart = stop_curve.StopChart("s", points, tuple(marks), "EUR", "further years without success", WORDS, "n", "a")
    svg = stop_curve.draw(chart, width)
    _apart(svg, width)
    assert len([dot for dot in _parsed(svg).iter(f"{SVG}circle") if float(str(dot.get("r"))) == 6]) == len(marks)


def _map(lines: int, rows: int, seed: int) -> metro_map.MetroMap:
    """A map whose lines go anywhere, several from one station."""
    dice = random.Random(seed)
    names = ["Carry on as now"] + [
        dice.choice(["Twice as many towns buy together", "Filters", "Tanks for storm water in all six towns"])
        for _ in range(rows)
    ]
    made = []
    for _ in range(lines):
        years = sorted(dice.choice([2026.4, 2027.0, 2028.3, 2029.9]) for _ in range(dice.randrange(0, 4)))
        stations = tuple(metro_map.Station(dice.randrange(1, rows + 1), year) for year in years)
        ends = dice.choice([None, 2026.0, 2028.0])
        label = dice.choice(["94%", "0%", "12% retargeted"])
        listed = "Carry on, then " + ", ".join(names[station.row] for station in stations)
        made.append(metro_map.MetroLine(stations, ends, label, listed))
    return metro_map.MetroMap("m", tuple(names), tuple(made), 2026.4, 2030, "goal of 2030", WORDS, "n", "a")


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(("lines", "rows"), [(1, 1), (3, 2), (12, 2), (12, 6)])
@WIDTHS
def test_no_label_of_a_map_touches_another(width: float, lines: int, rows: int, seed: int) -> None:
    svg = metro_map.draw(_map(lines, rows, seed), width)
    _apart(svg, width)


def test_every_line_ends_with_its_number_and_chance_and_has_its_own_look() -> None:
    data = _map(12, 4, 1)
    said = _labels(metro_map.draw(data, WIDE))
    assert all(f"{number + 1}: {line.end_label}" in said for number, line in enumerate(data.lines))
    assert len({metro_map.style(number) for number in range(metro_map.MOST)}) == metro_map.MOST


def test_on_a_telephone_pathways_stand_as_a_list() -> None:
    data = _map(5, 3, 2)
    svg = metro_map.draw(data, NARROW)
    assert not list(_parsed(svg).iter(f"{SVG}circle"))
    assert len(_labels(svg)) == 2 * len(data.lines)
