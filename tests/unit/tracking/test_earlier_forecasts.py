"""Earlier forecasts of a series: what was known then, what is compared, and that later figures change nothing."""

from __future__ import annotations

from datetime import date

import builders as b

from missionlab.strategy.records import Break, Observation, Record
from missionlab.tracking.earlier_forecasts import MOST, most_for
from missionlab.tracking.results import EarlierForecast
from missionlab.tracking.track import track

DAY = date(2026, 11, 24)
VALUES = {2008 + i: 50 + 0.9 * i + (0.5 if i % 2 else -0.5) for i in range(12)}


def earlier(
    *records: Record, breaks: tuple[Break, ...] = (), as_of: date = DAY, year: int = 2028
) -> list[EarlierForecast]:
    strategy = b.strategy(
        b.mission("m"), b.indicator("i", breaks=breaks), b.target("t", "m", "i", b.version(year=year)), *records
    )
    return list(track(strategy, as_of).targets[0].earlier)


def test_each_earlier_figure_with_points_enough_is_an_origin_and_the_latest_is_what_came() -> None:
    found = earlier(*b.series("i", VALUES))
    assert [str(one.last) for one in found] == [str(year) for year in range(2010, 2019)]
    assert {one.year for one in found} == {2019}
    assert {one.actual for one in found} == {VALUES[2019]}
    assert [one.points for one in found] == [int(str(one.last)) - 2007 for one in found]
    assert not any(one.at_once for one in found)
    assert [str(one.known_on) for one in found] == [f"{int(str(one.last)) + 1}-06-01" for one in found]
    assert all(one.p10 < one.p50 < one.p90 for one in found)
    assert all(one.held == (one.p10 <= one.actual <= one.p90) for one in found)


def test_a_forecast_knows_nothing_of_what_was_published_later() -> None:
    """Other later values, and a later revision, leave the earlier forecast as it was."""
    changed = {year: value + (7 if year > 2014 else 0) for year, value in VALUES.items()}
    revised = Observation.model_validate({"indicator": "i", "period": 2012, "value": 40, "vintage": "2018-01-01"})
    plain, other = earlier(*b.series("i", VALUES)), earlier(*b.series("i", changed), revised)
    for before, after in zip(plain, other, strict=True):
        if int(str(before.last)) <= 2014:
            assert (before.p10, before.p50, before.p90) == (after.p10, after.p50, after.p90)
            assert before.probability == after.probability
        assert after.actual == VALUES[2019] + 7


def test_a_revision_that_was_known_then_is_used() -> None:
    revised = Observation.model_validate({"indicator": "i", "period": 2012, "value": 40, "vintage": "2014-01-01"})
    plain = {str(one.last): one for one in earlier(*b.series("i", VALUES))}
    other = {str(one.last): one for one in earlier(*b.series("i", VALUES), revised)}
    assert plain["2012"].p50 == other["2012"].p50
    assert plain["2013"].p50 != other["2013"].p50


def test_a_series_that_was_published_at_once_says_so() -> None:
    found = earlier(*b.series("i", VALUES, vintage="2020-06-01"))
    assert found
    assert all(one.at_once for one in found)
    assert [one.points for one in found] == [int(str(one.last)) - 2007 for one in found]


def test_nothing_is_compared_across_a_declared_break() -> None:
    jump = Break.model_validate({"period": 2016, "reason": "New survey."})
    found = earlier(*b.series("i", VALUES), breaks=(jump,))
    before = [one for one in found if int(str(one.last)) < 2015]
    assert before
    assert {one.year for one in before} == {2015}
    assert {one.actual for one in before} == {VALUES[2015]}
    assert "2015" not in {str(one.last) for one in found}


def test_what_is_compared_is_never_after_the_goal_and_never_known_after_the_day() -> None:
    assert {one.year for one in earlier(*b.series("i", VALUES), year=2017)} == {2017}
    assert {one.year for one in earlier(*b.series("i", VALUES), as_of=date(2018, 12, 31))} == {2017}


def test_few_points_have_no_earlier_forecast() -> None:
    assert earlier(*b.series("i", {2018: 54.0, 2019: 55.0, 2020: 57.0})) == []
    assert earlier() == []


def test_many_targets_share_what_is_forecast_again() -> None:
    assert [most_for(n) for n in (0, 1, 20, 40, 200, 201)] == [MOST, MOST, MOST, 5, 1, 0]
    long = b.series("i", {1980 + i: 30 + 0.9 * i + (0.5 if i % 2 else -0.5) for i in range(40)})
    lasts = [int(str(one.last)) for one in earlier(*long)]
    assert len(lasts) == MOST
    assert lasts[0] == 1982
    assert lasts[-1] == 2018
