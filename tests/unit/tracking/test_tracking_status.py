"""Statuses: each rule, their order, and the numbers that decide."""

from __future__ import annotations

import json
from datetime import date

import pytest
from small import notes, standing, strategy, yearly

from missionlab.base.text import Locale, say
from missionlab.strategy.records import About
from missionlab.strategy.strategy import Strategy
from missionlab.tracking.results import Bound, Status
from missionlab.tracking.track import track

GOAL = {"set_on": "2010-12-31", "value": 20, "year": 2020, "baseline": {"period": "2010", "value": 10}}


def status(*args, as_of: str = "2026-11-24", **kwargs) -> Status:
    return standing(strategy(*args, **kwargs), as_of).status


def test_nothing_known() -> None:
    assert track(Strategy(About(id="e", name="E")), date(2026, 1, 1)).targets == ()
    one = standing(strategy([], [GOAL]))
    assert (one.status, one.latest, one.trend, one.probability) == (Status.NO_DATA, None, None, None)
    assert one.reason.key == "tracking.no_data.no_figures"


@pytest.mark.parametrize(
    ("version", "key"),
    [
        ({"year": 2030}, "no_number"),
        ({"value": 5}, "no_year"),
        ({"value": 5, "year": 2030, "measure": "change"}, "no_baseline"),
    ],
)
def test_an_incomplete_goal_has_no_data_and_says_what_is_missing(version: dict, key: str) -> None:
    one = standing(strategy(yearly(2015, [1.0, 2.0, 3.0, 5.0]), [version]))
    assert one.status is Status.NO_DATA
    assert one.reason.key == f"tracking.no_goal.{key}"
    assert one.goal is None


def test_a_declared_gap_is_the_reason() -> None:
    one = standing(strategy([], [{"set_on": "2018", "undefined": "never said by how much"}]))
    assert say(one.reason) == "the goal has no number: never said by how much"


def test_no_version_and_no_indicator() -> None:
    assert status([], []) is Status.NO_DATA
    assert status([], [GOAL], target={"indicator": None}) is Status.NO_DATA


def test_met_in_its_year_and_missed_in_its_year() -> None:
    assert status(yearly(2018, [15.0, 18.0, 20.0, 19.0]), [GOAL]) is Status.MET
    assert status(yearly(2018, [15.0, 21.0, 19.0, 25.0]), [GOAL]) is Status.MISSED


def test_by_its_year_counts_the_first_passage() -> None:
    known = yearly(2018, [15.0, 21.0, 19.0, 25.0])
    assert status(known, [GOAL], target={"deadline": "by"}) is Status.MET
    assert status(yearly(2018, [15.0, 18.0, 19.0, 25.0]), [GOAL], target={"deadline": "by"}) is Status.MISSED
    # Reached before the year has come.
    assert status(known[:2], [GOAL], target={"deadline": "by"}) is Status.MET
    # A value from before the baseline does not count.
    assert status(yearly(2008, [30.0, 25.0, 10.0, 12.0, 13.0]), [GOAL], target={"deadline": "by"}) is not Status.MET


def test_before_the_year_over_the_line_is_on_track() -> None:
    one = standing(strategy(yearly(2014, [15.0, 17.0, 21.0, 22.0], "2018-06"), [GOAL]), "2019-01-01")
    assert one.status is Status.ON_TRACK
    assert one.reason.key == "tracking.reason.over_the_line"
    assert dict(one.decided_by) == {"value": 22.0, "goal": 20.0}
    assert one.probability is not None


def test_after_the_year_without_its_figure_the_forecast_goes_on() -> None:
    one = standing(strategy(yearly(2014, [15.0, 15.5, 15.2, 16.0, 15.9]), [GOAL]))
    assert one.status is Status.OFF_TRACK
    assert "not_published" in notes(one)
    assert one.needed_rate == pytest.approx(4.1 / 2)


def test_a_year_that_the_figures_skip_cannot_be_judged() -> None:
    one = standing(strategy([("2019", 18, "2020"), ("2021", 22, "2022"), ("2023", 23, "2024")], [GOAL]))
    assert (one.status, one.reason.key) == (Status.NO_DATA, "tracking.no_data.skipped")


def test_a_three_year_average_counts_for_the_year_in_which_it_ends() -> None:
    known = [("2015..2017", 15, "2018"), ("2018..2020", 20, "2021"), ("2021..2023", 10, "2024")]
    assert status(known, [GOAL]) is Status.MET


def test_monthly_figures_decide_with_the_last_month() -> None:
    months = [("2019-12", 15, "2020"), ("2020-06", 22, "2020-07"), ("2020-12", 19, "2021-01")]
    assert status(months, [GOAL]) is Status.MISSED
    assert status(months[:2], [GOAL]) is not Status.MET


def test_too_early_by_points_and_by_time() -> None:
    late = GOAL | {"set_on": "2018-12-31", "year": 2048}
    assert status(yearly(2018, [10.0, 11.0]), [late]) is Status.TOO_EARLY
    one = standing(strategy(yearly(2015, [8.0, 9.0, 9.6, 10.0, 11.0]), [late]), "2026-01-01")
    assert one.status is not Status.TOO_EARLY
    known = yearly(2015, [8.0, 9.0, 9.6, 10.0, 11.0], "2021")
    assert status(known, [late], as_of="2024-12-30") is Status.TOO_EARLY
    # 20 % of the thirty years from the end of 2018 is gone at the end of 2024.
    assert status(known, [late], as_of="2025-01-02") is not Status.TOO_EARLY


def test_a_date_known_to_the_year_counts_from_its_end() -> None:
    known = yearly(2015, [8.0, 9.0, 9.6, 10.0, 11.0], "2021")
    late = GOAL | {"year": 2048}
    assert status(known, [late | {"set_on": "2018"}], as_of="2024-12-30") is Status.TOO_EARLY
    assert status(known, [late | {"set_on": "2018-01-01"}], as_of="2024-12-30") is not Status.TOO_EARLY


def test_withdrawn_is_the_target_not_the_strategy_or_mission() -> None:
    known = yearly(2018, [15.0, 18.0, 20.0])
    gone = strategy(known, [GOAL, {"set_on": "2021-03-08", "withdrawn": True}])
    assert standing(gone).status is Status.WITHDRAWN
    assert standing(gone, "2021-03-07").status is not Status.WITHDRAWN
    assert standing(gone).changes[0].kind == "withdrawn"
    ended = strategy(known, [GOAL], mission={"status": "withdrawn", "ended": "2021-03-08"})
    assert standing(ended).status is Status.MET
    assert "mission_withdrawn_on" in notes(standing(ended))


RISING = yearly(2010, [10.0, 11.2, 11.9, 13.1, 14.0, 15.2, 15.8, 17.0, 18.1])


@pytest.mark.parametrize(
    ("goal", "expected"), [(18.5, Status.ON_TRACK), (19.9, Status.AT_RISK), (30.0, Status.OFF_TRACK)]
)
def test_on_track_at_risk_and_off_track_follow_the_chance(goal: float, expected: Status) -> None:
    one = standing(strategy(RISING, [GOAL | {"value": goal}]), "2026-11-24")
    assert one.status is expected
    chance = one.probability
    assert chance is not None
    assert dict(one.decided_by) == {"probability": chance, "on_track": 0.66, "off_track": 0.33}
    assert chance == round(chance, 2)


def test_thresholds_of_the_strategy_decide() -> None:
    chance = standing(strategy(RISING, [GOAL | {"value": 20.1}])).probability
    assert chance is not None
    lax = strategy(RISING, [GOAL | {"value": 20.1}], thresholds={"on_track": chance, "off_track": 0.1})
    assert standing(lax).status is Status.ON_TRACK


def test_same_seed_same_chance_and_other_targets_do_not_matter() -> None:
    one = strategy(RISING, [GOAL | {"value": 20.1}])
    two = strategy(RISING, [GOAL | {"value": 20.1}])
    more = Strategy(
        two.about,
        missions=two.missions,
        indicators=two.indicators,
        targets=(two.targets[0].model_copy(update={"id": "before"}), *two.targets),
        observations=two.observations,
    )
    assert track(one, date(2026, 1, 2)).targets[0].probability == track(more, date(2026, 1, 2)).targets[1].probability
    assert standing(one, seed=0).forecast != standing(one, seed=1).forecast


def proxied(bias: str, goal: float, own: list[float] | None = None):
    proxy = {"id": "p", "name": "Proxy", "proxy_for": "i", "proxy_bias": bias, "scale": "level"}
    return standing(strategy(yearly(2018, own or [15.0]), [GOAL | {"value": goal}], others=((proxy, RISING),)))


def test_a_flattering_proxy_gives_an_upper_bound_that_never_says_on_track() -> None:
    one = proxied("flattering", 16.0)
    assert (one.status, one.probability_bound) == (Status.AT_RISK, Bound.AT_MOST)
    assert one.probability is not None
    assert one.probability > 0.9
    assert proxied("flattering", 40.0).status is Status.OFF_TRACK
    assert one.forecast is not None
    assert (one.forecast.indicator, one.indicator) == ("p", "i")


def test_an_unflattering_proxy_gives_a_lower_bound_that_never_says_off_track() -> None:
    assert proxied("unflattering", 16.0).status is Status.ON_TRACK
    one = proxied("unflattering", 40.0)
    assert (one.status, one.probability_bound) == (Status.AT_RISK, Bound.AT_LEAST)


def test_a_proxy_of_unknown_bias_gives_no_chance() -> None:
    one = proxied("unknown", 16.0)
    assert (one.probability, one.status) == (None, Status.NO_DATA)
    assert one.probability_reason is not None
    assert one.probability_reason.key == "tracking.chance.unknown_bias"


def test_a_proxy_never_meets_a_target() -> None:
    # The proxy passed 14 years ago; the target's own figure has not.
    assert proxied("flattering", 14.0, own=[9.0]).status is Status.AT_RISK


def test_own_figures_come_before_a_proxy() -> None:
    one = proxied("flattering", 16.0, own=[9.0, 9.1, 9.3])
    assert (one.proxy, one.probability_bound) == (None, Bound.EXACT)


def test_any_narrowing_of_a_gap() -> None:
    gap = {"worse_off": "poor", "better_off": "rich"}
    version = {
        "set_on": "2018-05-21", "value": 0, "measure": "change", "comparator": "less than", "year": 2020,
        "moves_with_baseline": True, "baseline": {"period": "2018"},
    }  # fmt: skip
    rich = ({"id": "rich", "name": "Rich"}, yearly(2018, [70.0, 70.5, 71.0]))
    for poor, expected in (([50.0, 50.1, 51.5], Status.MET), ([50.0, 50.1, 51.0], Status.MISSED)):
        one = standing(
            strategy(
                [],
                [version],
                indicator={"better": "lower", "difference_of": ["rich", "poor"]},
                target={"gap": gap},
                others=(rich, ({"id": "poor", "name": "Poor"}, yearly(2018, poor))),
            )
        )
        assert one.status is expected
        assert one.baseline is not None
        assert one.baseline.value == 20.0


def test_a_rank_is_a_whole_number() -> None:
    known = yearly(2010, [9.0, 9.0, 8.0, 8.0, 7.0, 7.0, 6.0, 6.0, 5.0])
    version = {"set_on": "2010-12-31", "value": 4, "year": 2020}
    plain = standing(strategy(known, [version], indicator={"better": "lower"})).probability
    rank = standing(strategy(known, [version], indicator={"kind": "rank", "better": "lower"})).probability
    assert plain is not None
    assert rank is not None
    # A rank of 4.4 is the fourth place.
    assert rank > plain


def test_a_flat_series_cannot_be_forecast_and_says_so() -> None:
    one = standing(strategy(yearly(2010, [5.0] * 9), [GOAL]))
    assert (one.status, one.probability) == (Status.NO_DATA, None)
    assert one.trend is not None
    assert (one.trend.rate, one.trend.low, one.trend.high) == (0.0, 0.0, 0.0)
    assert one.years_to_goal is None


@pytest.mark.parametrize("values", [[0.0, 0.0, 0.1], [-5.0, -4.0, -2.5], [1e-12, 3e-12, 2e-12], [1e12, 2e12, 4e12]])
def test_zeros_negatives_and_extremes_are_judged(values: list[float]) -> None:
    one = standing(strategy(yearly(2010, values), [GOAL]))
    assert isinstance(say(one.reason), str)


def test_every_wording_exists_in_both_languages() -> None:
    from missionlab.base.text import catalogue

    english = {k for k in catalogue("en") if k.startswith("tracking.")}
    assert english == {k for k in catalogue("es") if k.startswith("tracking.")}
    assert len(english) > 30
    one = standing(strategy(RISING, [GOAL | {"value": 20.1}]))
    assert say(one.reason, Locale("es", "es-CL")).startswith("la probabilidad")


@pytest.mark.parametrize("scale", ["level", "log"])
def test_the_largest_and_smallest_figures_give_numbers_that_can_be_written(scale: str) -> None:
    known = [("2010", 1e-300, "2011"), ("2011", 1e18, "2012"), ("2011", 1e-300, "2013"), ("2012", 1e18, "2014")]
    version = {"set_on": "2010", "value": 1e18, "year": 2012, "baseline": {"period": "2010", "value": 1e-300}}
    made = strategy(known, [version], indicator={"scale": scale})
    json.dumps(track(made, date(2026, 1, 1)).to_json(), allow_nan=False)
    assert "nan" not in say(standing(made).reason).lower()


@pytest.mark.parametrize(
    ("goal", "comparator", "indicator", "told"),
    [
        (100, "at least", {"kind": "share", "scale": "logit"}, True),
        (95, "at least", {"kind": "share", "scale": "logit"}, False),
        (0, "at most", {"better": "lower", "scale": "log"}, True),
        (5, "at most", {"better": "lower", "scale": "log"}, False),
    ],
)
def test_a_goal_at_the_limit_of_the_scale_says_that_no_path_reaches_it(
    goal: float, comparator: str, indicator: dict, told: bool
) -> None:
    version = {"set_on": "2010", "value": goal, "year": 2030, "comparator": comparator}
    values = [30.0, 36.0, 40.0, 47.0, 52.0, 58.0]
    if comparator == "at most":
        values.reverse()
    one = standing(strategy(yearly(2018, values), [version], indicator=indicator))
    assert ("goal_at_limit" in notes(one)) is told
    if told:
        assert one.probability == 0
