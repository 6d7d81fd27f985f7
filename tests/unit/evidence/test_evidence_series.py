"""Series with vintages, differences and breaks, on hand-made figures."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from missionlab.evidence.breaks import break_findings, suspected
from missionlab.evidence.series import series_of
from missionlab.strategy.records import About, Indicator, Observation
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import Quality, Scale


def figure(indicator: str, period: str, value: float, vintage: str) -> Observation:
    return Observation.model_validate({"indicator": indicator, "period": period, "value": value, "vintage": vintage})


def strategy(indicators: tuple[Indicator, ...], *observations: Observation) -> Strategy:
    return Strategy(About(id="s", name="S"), indicators=indicators, observations=observations)


def test_newest_vintage_stands_and_older_ones_are_kept() -> None:
    made = strategy(
        (Indicator(id="i", name="I"),),
        figure("i", "2019", 2.0, "2020-05"),
        figure("i", "2018", 1.7, "2019-05"),
        figure("i", "2018", 2.7, "2022-12"),
    )
    series = series_of(made, "i")
    assert [(str(p.period), p.value) for p in series.points] == [("2018", 2.7), ("2019", 2.0)]
    assert [(p.value, str(p.vintage)) for p in series.earlier] == [(1.7, "2019-05")]
    before = series_of(as_known_on(made, date(2022, 11, 30)), "i")
    assert [p.value for p in before.points] == [1.7, 2.0]
    assert before.earlier == ()


def test_unknown_indicator_and_no_figures_give_an_empty_series() -> None:
    made = strategy((Indicator(id="i", name="I"),))
    assert series_of(made, "i").points == ()
    assert series_of(made, "nowhere").points == ()


GAP = (
    Indicator(id="rich", name="Rich", breaks=({"period": "2019", "reason": "new survey"},)),  # type: ignore[arg-type]
    Indicator(id="poor", name="Poor"),
    Indicator(id="gap", name="Gap", difference_of=("rich", "poor")),
)


def test_a_gap_is_derived_where_both_are_known_with_the_later_vintage() -> None:
    made = strategy(
        GAP,
        figure("rich", "2018", 70.0, "2019-01"),
        figure("rich", "2019", 71.0, "2020-01"),
        figure("poor", "2018", 50.0, "2019-03"),
        figure("poor", "2018", 51.0, "2021"),
        figure("poor", "2017", 49.0, "2019-03"),
    )
    series = series_of(made, "gap")
    assert [(str(p.period), p.value, str(p.vintage)) for p in series.points] == [("2018", 19.0, "2021")]
    assert [(p.value, str(p.vintage)) for p in series.earlier] == [(20.0, "2019-03")]
    assert series.points[0].quality is Quality.COMPUTED
    assert series.points[0].low is None
    assert [(str(b.period), b.declared, b.size) for b in series.breaks] == [("2019", True, None)]


def test_a_gap_defined_by_itself_is_empty_not_endless() -> None:
    ring = (
        Indicator(id="a", name="A", difference_of=("b", "a")),
        Indicator(id="b", name="B", difference_of=("a", "b")),
    )
    assert series_of(strategy(ring), "a").points == ()


RD = (
    "1.575 1.537 1.548 1.623 1.61 1.595 1.614 1.581 1.531 1.55 1.576 1.618 1.609 1.67 1.639 1.647 1.576 1.621 2.265 "
    "2.276 2.321 2.326 2.709 2.671 2.94 2.9 2.752 2.676"
)
"""R&D in the United Kingdom, % of GDP, 1996 to 2023, World Bank; business R&D was re-measured from 2014 on."""


def rd_figures() -> tuple[Observation, ...]:
    return tuple(figure("rd", str(1996 + i), float(v), "2026") for i, v in enumerate(RD.split()))


def test_the_known_jump_of_british_research_is_suspected() -> None:
    made = strategy((Indicator(id="rd", name="R&D", unit="% of GDP"),), *rd_figures())
    found = [b for b in series_of(made, "rd").breaks if not b.declared]
    assert "2014" in [str(b.period) for b in found]
    assert next(b for b in found if str(b.period) == "2014").size == pytest.approx(0.644)
    warning = next(f for f in break_findings(made) if "2014" in f.message)
    assert (warning.level, warning.code) == ("warning", "undeclared-break")


def test_a_declared_break_is_not_suspected_again() -> None:
    indicator = Indicator.model_validate(
        {"id": "rd", "name": "R&D", "unit": "% of GDP", "breaks": [{"period": "2014", "reason": "new survey"}]}
    )
    found = series_of(strategy((indicator,), *rd_figures()), "rd").breaks
    assert [(str(b.period), b.declared) for b in found if str(b.period) == "2014"] == [("2014", True)]
    assert found[0].size == pytest.approx(0.644)


LEVEL = Indicator(id="i", name="I", scale=Scale.LEVEL)


@pytest.mark.parametrize(("steps", "runs"), [(8, 1200), (20, 1200), (40, 800)])
def test_ordinary_series_are_flagged_about_once_in_a_hundred(steps: int, runs: int) -> None:
    random = np.random.default_rng(steps)
    years = [figure("i", str(1980 + i), 0.0, "2026") for i in range(steps + 1)]
    flagged = 0
    for _ in range(runs):
        walk = np.cumsum(random.normal(0.3, 1.0, steps + 1))
        points = [o.model_copy(update={"value": float(v)}) for o, v in zip(years, walk, strict=True)]
        flagged += bool(suspected(LEVEL, points))
    # Three standard errors around the stated rate of 1 %.
    assert abs(flagged / runs - 0.01) < 3 * (0.01 * 0.99 / runs) ** 0.5


def test_a_step_of_ten_spreads_is_found_whatever_the_gaps() -> None:
    random = np.random.default_rng(3)
    years = [1980, 1982, 1983, 1985, 1986, 1989, 1990, 1991, 1993, 1994, 1995]
    values = np.cumsum(random.normal(0, 1, len(years)) * np.sqrt(np.diff(years, prepend=1979)))
    values[6:] += 10
    points = [figure("i", str(y), float(v), "2026") for y, v in zip(years, values, strict=True)]
    assert suspected(LEVEL, points) == (6,)


@pytest.mark.parametrize("values", [[5.0] * 12, [float(i) for i in range(12)]])
def test_flat_and_straight_series_have_no_suspects(values: list[float]) -> None:
    points = [figure("i", str(1990 + i), v, "2026") for i, v in enumerate(values)]
    assert suspected(LEVEL, points) == ()


def test_too_few_steps_cannot_tell() -> None:
    points = [figure("i", str(1990 + i), v, "2026") for i, v in enumerate([1, 2, 1, 2, 1, 90, 91, 90])]
    assert suspected(LEVEL, points) == ()
