"""The needed rate against history: by hand on made-up places; and the file that ships, against the data."""

from __future__ import annotations

import json
import math
from datetime import date
from pathlib import Path

import builders as b
import numpy as np
import pytest
from benchmark_programs import benchmark

from missionlab.base.text import LANGUAGES, Locale, say
from missionlab.strategy.vocabulary import IndicatorKind, ReferenceClass, Scale
from missionlab.tracking import historic_speed as speed
from missionlab.tracking.backtest.data import DataSeries
from missionlab.tracking.reference_rates import CLASSES, LEVELS, distributions, rates_over
from missionlab.tracking.results import HistoricSpeed, Standing
from missionlab.tracking.track import track

DATA = Path("/work/shared/data/indicators.csv")


def place(name: str, values: dict[float, float], indicator: str = "rd_gdp", kind: str = "share") -> DataSeries:
    times, levels = np.array(list(values), dtype=float), np.array(list(values.values()), dtype=float)
    return DataSeries(indicator, name, "f", name, "%", IndicatorKind(kind), times, levels, None)


def test_rates_are_over_spans_of_exactly_so_many_years_of_which_both_ends_are_seen() -> None:
    one = place("A", {2000: 100, 2001: 200, 2003: 400}, kind="count")
    assert rates_over(one, Scale.LOG, 1) == pytest.approx([math.log(2)])
    assert rates_over(one, Scale.LOG, 2) == pytest.approx([math.log(2) / 2])
    assert rates_over(one, Scale.LOG, 3) == pytest.approx([math.log(4) / 3])
    assert len(rates_over(one, Scale.LOG, 4)) == 0


def test_values_at_a_bound_have_no_place_on_the_scale_and_take_part_in_no_span() -> None:
    share = place("A", {2000: 0, 2001: 50, 2002: 75, 2003: 100})
    assert rates_over(share, Scale.LOGIT, 1) == pytest.approx([math.log(3)])
    assert len(rates_over(share, Scale.LOGIT, 2)) == 0


def _made_up(places: int) -> list[DataSeries]:
    """Place k grows by k per cent a year, on the log-odds scale of R&D, over 21 years."""
    odds = np.log(2 / 98)
    return [
        place(f"P{k}", {2000 + t: float(100 / (1 + np.exp(-(odds + k / 100 * t)))) for t in range(21)})
        for k in range(places)
    ]


def test_quantiles_of_places_that_each_have_one_rate() -> None:
    with pytest.MonkeyPatch.context() as patch:
        only = {ReferenceClass.RESEARCH_SPENDING: CLASSES[ReferenceClass.RESEARCH_SPENDING]}
        patch.setattr("missionlab.tracking.reference_rates.CLASSES", only)
        (found,) = distributions(_made_up(21), 1).values()
    ten = found["by_years"]["10"]
    assert (ten["places"], ten["spans"]) == (21, 21 * 11)
    assert (found["first_year"], found["last_year"]) == (2000, 2020)
    assert dict(zip(LEVELS, ten["rates"], strict=True))[0.5] == pytest.approx(0.10)
    assert ten["rates"][0] == pytest.approx(0, abs=1e-6)
    assert ten["rates"][-1] == pytest.approx(0.20)
    middle = LEVELS.index(0.5)
    assert 0.2 < ten["low"][middle] < 0.45 < 0.55 < ten["high"][middle] < 0.8


def test_a_class_that_too_few_places_have_been_seen_in_has_no_rates() -> None:
    with pytest.MonkeyPatch.context() as patch:
        only = {ReferenceClass.RESEARCH_SPENDING: CLASSES[ReferenceClass.RESEARCH_SPENDING]}
        patch.setattr("missionlab.tracking.reference_rates.CLASSES", only)
        (found,) = distributions(_made_up(9), 1).values()
    assert found["by_years"] == {}


MADE_UP = {
    "levels": [0.0, 0.5, 1.0],
    "classes": {
        "research-spending": {
            "scale": "logit", "first_year": 1990, "last_year": 2024,
            "by_years": {
                "4": {"places": 25, "spans": 400, "rates": [-0.1, 0.0, 0.1], "low": [0, 0.4, 1], "high": [0, 0.6, 1]}
            },
        }
    },
}  # fmt: skip


def standing(latest: float, goal: float, better: str = "higher", **indicator: object) -> Standing:
    versions = b.version(value=goal, comparator="at least" if better == "higher" else "at most")
    strategy = b.strategy(
        b.mission("m"),
        b.indicator("i", better=better, **{"reference_class": "research-spending", **indicator}),
        b.target("t", "m", "i", versions),
        *b.series("i", {2020: 20.0, 2022: 22.0, 2024: latest}),
    )
    return track(strategy, date(2026, 11, 24)).targets[0]


def _logit(value: float) -> float:
    return math.log(value / (100 - value))


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "reference_rates", lambda: MADE_UP)


def found(one: Standing) -> HistoricSpeed:
    assert one.speed is not None
    return one.speed


@pytest.mark.usefixtures("made_up")
class TestComparison:
    def test_upwards_by_hand(self) -> None:
        """From 24 in 2024 to 27 in 2028: a rate that stands by interpolation between the middle and the top."""
        one = found(standing(24, 27))
        rate = (_logit(27) - _logit(24)) / 4
        assert one.rate == pytest.approx(rate)
        assert one.share == pytest.approx(0.5 + 0.5 * rate / 0.1)
        assert one.low == pytest.approx(0.4 + 0.6 * rate / 0.1)
        assert one.high == pytest.approx(0.6 + 0.4 * rate / 0.1)
        assert (one.years, one.spans, one.places) == (4, 400, 25)
        assert f"faster than {one.share:.0%}" in say(one.said)

    def test_downwards_is_the_mirror(self) -> None:
        one = found(standing(27, 24, better="lower"))
        rate = (_logit(27) - _logit(24)) / 4
        assert one.rate == pytest.approx(rate)
        assert one.share == pytest.approx(0.5 + 0.5 * rate / 0.1)
        assert one.low is not None
        assert one.high is not None
        assert one.low < one.share < one.high

    def test_faster_than_anything_says_what_so_many_places_can_say(self) -> None:
        """None of 25: the lower end of Clopper and Pearson's 95 % interval is the 25th root of 0.025."""
        one = found(standing(24, 60))
        assert one.share == 1
        assert one.low == pytest.approx(0.025 ** (1 / 25))
        for language in LANGUAGES:
            assert "86" in say(one.said, Locale(language, language))

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"reference_class": None}, "names no kind"),
            ({"unit": "points", "kind": "level"}, "has no place on the scale"),
        ],
    )
    def test_cannot_say_is_said_with_its_reason(self, fields: dict[str, object], words: str) -> None:
        one = found(standing(24, 27, **fields))
        assert (one.share, one.rate) == (None, None)
        assert words in say(one.said)

    def test_over_too_many_years_it_cannot_be_said(self) -> None:
        strategy = b.strategy(
            b.mission("m"),
            b.indicator("i", reference_class="research-spending"),
            b.target("t", "m", "i", b.version(year=2080)),
            *b.series("i", {2020: 20.0, 2022: 22.0, 2024: 24.0}),
        )
        one = found(track(strategy, date(2026, 11, 24)).targets[0])
        assert "over 56 years" in say(one.said)

    def test_where_nothing_is_needed_there_is_nothing_to_compare(self) -> None:
        assert standing(28, 27).speed is None


def test_the_file_that_ships_is_in_order() -> None:
    shipped = speed.reference_rates()
    assert set(shipped["classes"]) == {str(name) for name in ReferenceClass}
    assert tuple(shipped["levels"]) == LEVELS
    assert len(shipped["data"]["sha256"]) == 64
    for name, one in shipped["classes"].items():
        assert one["sources"], name
        for years, known in one["by_years"].items():
            assert known["places"] >= 10, (name, years)
            assert known["rates"] == sorted(known["rates"]), (name, years)
            for low, level, high in zip(known["low"], LEVELS, known["high"], strict=True):
                assert low - 0.02 <= level <= high + 0.02, (name, years, level)


@pytest.mark.slow
def test_the_program_makes_the_file_that_ships() -> None:
    """From the reference data in place, to the last digit."""
    if not DATA.is_file():
        pytest.skip(f"{DATA} is not on this machine")
    program = benchmark("reference_rates")
    shipped = speed.reference_rates()
    made = program.document(DATA, date.fromisoformat(shipped["made_on"]))
    assert made["data"] == shipped["data"]
    assert json.loads(program.text_of(made)) == shipped
