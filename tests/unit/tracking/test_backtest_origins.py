"""What a forecaster is shown at an origin, and what it is measured by."""

from __future__ import annotations

import numpy as np
import pytest

from missionlab.strategy.vocabulary import IndicatorKind
from missionlab.tracking.backtest.base_rates import BaseRates
from missionlab.tracking.backtest.data import DataSeries
from missionlab.tracking.backtest.events import CUTS, SHIFTS, possible
from missionlab.tracking.backtest.forecasters import forecasters
from missionlab.tracking.backtest.origins import era_name, era_of, origins_of
from missionlab.tracking.backtest.scoring import Clock, Scoring


def _series(
    values: object, first: int = 1980, unit: str = "Mt", kind: IndicatorKind = IndicatorKind.COUNT
) -> DataSeries:
    numbers = np.array(values, dtype=float)
    times = np.arange(first, first + len(numbers), dtype=float)
    return DataSeries("mine", "X", "mine", "X", unit, kind, times, numbers, None)


def _walk(seed: int, count: int = 45) -> np.ndarray:
    return 100 * np.exp(np.cumsum(np.random.default_rng(seed).normal(0.01, 0.03, count)))


def test_changing_the_future_changes_no_forecast() -> None:
    """Every method sees the same history, whatever comes after the origin; only scores may differ."""
    values = _walk(1)
    other = values.copy()
    other[26:] = values[26:][::-1] * 7 + 1000
    first, second = (next(origins_of(_series(v), [2005], [1, 5, 10])) for v in (values, other))
    assert first.outcomes.tolist() != second.outcomes.tolist()
    for method in forecasters():
        before, after = method.quantiles(first), method.quantiles(second)
        assert before is not None
        assert after is not None
        assert np.array_equal(before, after), method.id


def test_changing_the_future_changes_no_base_rate_and_no_probability() -> None:
    values = _walk(2)
    other = values.copy()
    other[26:] *= 0.1
    said = []
    for later in (values, other):
        series = _series(later)
        columns = Scoring([2005], [5], forecasters(), BaseRates([series], [5])).columns_of(series, 0, Clock())
        assert columns is not None
        said.append((columns.base, columns.event_base, columns.said))
    assert all(np.array_equal(a, b) for a, b in zip(*said, strict=True))


def test_training_points_are_the_latest_forty_at_most_and_ten_at_least() -> None:
    series = _series(_walk(3, 80), first=1940)
    origin = next(origins_of(series, [2009], [5]))
    assert (len(origin.times), origin.times[0], origin.times[-1]) == (40, 1970, 2009)
    assert [one.year for one in origins_of(_series(_walk(3, 20)), range(1985, 1995), [1])] == [*range(1989, 1995)]


def test_outcomes_are_those_of_the_very_year() -> None:
    values = _walk(4, 30)
    origin = next(origins_of(_series(values), [2000], [1, 5, 10]))
    assert origin.observed[:2].tolist() == values[[21, 25]].tolist()
    assert np.isnan(origin.observed[2])
    assert np.isnan(origin.outcomes[2])


def test_a_gap_in_the_origin_year_is_no_origin() -> None:
    series = _series(_walk(5, 30))
    kept = series.times != 2000
    gap = DataSeries("mine", "X", "mine", "X", "Mt", IndicatorKind.COUNT, series.times[kept], series.values[kept], None)
    assert [one.year for one in origins_of(gap, [1999, 2000, 2001], [5])] == [1999, 2001]


def test_what_has_not_begun_is_not_history() -> None:
    solar = _series([0.0] * 15 + [*(1.4 ** np.arange(25))])
    years = [one.year for one in origins_of(solar, range(1990, 2015), [5])]
    assert years[0] == 1980 + 15 + 9
    assert next(origins_of(solar, [2010], [5])).times[0] == 1995


def test_a_series_that_hardly_moves_has_no_unit_of_error() -> None:
    assert not list(origins_of(_series([5.0] * 20 + [6, 5, 6] + [5.0] * 10), [2003, 2006], [1]))
    assert not list(origins_of(_series([0.0] * 40), [2003], [1]))


def test_an_outcome_of_zero_on_the_log_scale_counts_as_half_the_smallest_before() -> None:
    values = _walk(6, 30)
    values[25] = 0.0
    origin = next(origins_of(_series(values), [2000], [5]))
    assert origin.outcomes[0] == pytest.approx(np.log(values[:21].min() / 2))


def test_shares_are_asked_about_points_and_quantities_about_cuts() -> None:
    before = np.array([4.0, 50.0, 97.0])
    assert set(possible(_series(before), before)) == set(CUTS)
    share = possible(_series(before, unit="%", kind=IndicatorKind.SHARE), before)
    assert set(share) == set(SHIFTS)
    reachable = {event.id: asked.tolist() for event, asked in share.items()}
    assert reachable["fall-5"] == [False, True, True]
    assert reachable["rise-5"] == [True, True, False]


def test_whether_an_event_happened() -> None:
    events = {event.id: event for event in (*CUTS, *SHIFTS)}
    before, after = np.array([100.0, 100.0]), np.array([80.0, 81.0])
    assert events["cut-20%"].met(before, after).tolist() == [True, False]
    assert events["rise-2"].met(before, np.array([102.0, 101.9])).tolist() == [True, False]
    assert events["fall-2"].met(before, np.array([98.0, 98.1])).tolist() == [True, False]


def test_base_rates_count_windows_that_have_ended() -> None:
    """A series that halves each year until 1990 and then stands still."""
    values = np.concatenate([0.5 ** np.arange(11), np.full(30, 0.5**10) * (1 + 0.001 * np.arange(30))])
    rates = BaseRates([_series(values)], [1])
    half = next(event for event in CUTS if event.id == "cut-50%")
    one = np.array([1])
    assert rates.of_event("mine", half, one, np.array([1990]))[0] == pytest.approx(10.5 / 11)
    assert rates.of_event("mine", half, one, np.array([2010]))[0] == pytest.approx(10.5 / 31)


def test_eras_have_their_names() -> None:
    assert [era_name(era_of(year)) for year in (1992, 1998, 1999, 2010, 2011, 2030)] == [
        "1992-1998", "1992-1998", "1999-2004", "2005-2010", "2011-", "2011-",
    ]  # fmt: skip
    assert era_of(1991) is None
