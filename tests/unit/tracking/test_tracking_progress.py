"""Progress numbers against values worked out by hand."""

from __future__ import annotations

import pytest
from small import notes, standing, strategy, yearly

from missionlab.strategy.vocabulary import Better, Comparator


def healthy_life() -> dict:
    return {
        "set_on": "2018-05-21",
        "value": 5,
        "measure": "change",
        "moves_with_baseline": False,
        "year": 2035,
        "baseline": {"period": "2016..2018", "value": 63.1},
    }


def test_five_more_healthy_years_take_about_88_years() -> None:
    one = standing(
        strategy(
            [("2009..2011", 62.7, "2014"), ("2016..2018", 63.1, "2019-12")],
            [healthy_life()],
            indicator={"unit": "years"},
        )
    )
    assert one.goal is not None
    assert one.trend is not None
    assert one.goal.value == pytest.approx(68.1)
    assert one.trend.rate == pytest.approx(0.4 / 7)
    assert one.years_to_goal == pytest.approx(87.5)
    assert one.needed_rate == pytest.approx(5 / 18)
    assert one.trend.low is None
    assert one.trend.note is not None
    assert one.trend.note.key == "tracking.trend.two_points"


def test_cancers_found_early_needed_two_points_a_year_and_got_less_than_one() -> None:
    one = standing(
        strategy(
            [("2018", 54, "2020"), ("2023-09..2024-08", 58.7, "2025-01")],
            [{"set_on": "2018-05-21", "value": 75, "year": 2028, "baseline": {"period": "2018", "value": 54}}],
            indicator={"breaks": [{"period": "2023-09..2024-08", "reason": "commonest cancers only"}]},
        )
    )
    assert one.trend is not None
    assert one.needed_rate_at_start == pytest.approx(2.1)
    assert one.trend.rate == pytest.approx(0.83, abs=0.005)
    assert one.needed_rate == pytest.approx(16.3 / (2028 - 2023.6667), abs=0.001)
    assert one.gap_closed == pytest.approx(4.7 / 21)
    assert one.gap_due == pytest.approx(5.6667 / 10, abs=0.0001)
    assert one.ambition_ratio == pytest.approx(2.1 / 0.8294, abs=0.001)
    assert one.trend.note is not None
    assert one.trend.note.key == "tracking.trend.crosses_break"


RISING = yearly(2018, [10.0, 12.0, 13.0, 16.0])
TO_TWENTY = {"set_on": "2018-12-31", "value": 20, "year": 2028, "baseline": {"period": "2018", "value": 10}}


@pytest.mark.parametrize("unit", [1.0, 1e-200, 1e200])
def test_a_trend_has_an_interval_in_any_unit(unit: float) -> None:
    """Steps of 1, 3 and 2: two a year, give or take t(0.975; 2) times the root of 1 / 3."""
    figures = [(str(2018 + i), value * unit, "2023") for i, value in enumerate((0.0, 1.0, 4.0, 6.0))]
    one = standing(strategy(figures, [{"value": 9 * unit, "year": 2030}], indicator={"unit": "x", "kind": "level"}))
    assert one.trend is not None
    assert one.trend.low is not None
    assert one.trend.rate / unit == pytest.approx(2)
    assert one.trend.low / unit == pytest.approx(2 - 4.302653 * (1 / 3) ** 0.5)


def test_trend_interval_by_hand() -> None:
    # Steps 2, 1, 3: mean 2, standard error 1/sqrt(3), two degrees of freedom, t = 4.302653.
    trend = standing(strategy(RISING, [TO_TWENTY])).trend
    assert trend is not None
    assert (trend.low, trend.rate, trend.high) == pytest.approx((2 - 4.302653 / 3**0.5, 2, 2 + 4.302653 / 3**0.5))
    assert trend.note is None


def test_unequal_gaps_weigh_as_the_years_they_span() -> None:
    # 10, then 16 after two years, then 17 after one: rate 7/3; residuals (6-14/3)^2/2 + (1-7/3)^2 = 8/3, 1 degree.
    trend = standing(strategy([("2018", 10, "2025"), ("2020", 16, "2025"), ("2021", 17, "2025")], [TO_TWENTY])).trend
    assert trend is not None
    assert trend.high is not None
    assert trend.rate == pytest.approx(7 / 3)
    assert trend.high - trend.rate == pytest.approx(12.7062 * (8 / 3 / 3) ** 0.5, rel=1e-5)


def test_trend_starts_after_the_last_declared_break() -> None:
    made = strategy(
        yearly(2014, [5.0, 6.0, 20.0, 20.5, 21.0]),
        [TO_TWENTY],
        indicator={"breaks": [{"period": "2016", "reason": "new survey"}]},
    )
    trend = standing(made).trend
    assert trend is not None
    assert (str(trend.first), trend.rate, trend.points) == ("2016", 0.5, 3)


def test_trend_looks_back_the_stated_years() -> None:
    made = strategy(yearly(2000, [float(i**2) for i in range(20)]), [TO_TWENTY], thresholds={"trend_years": 3})
    trend = standing(made).trend
    assert trend is not None
    assert trend.rate == pytest.approx((19**2 - 16**2) / 3)


def test_progress_is_measured_on_the_path_where_one_is_given() -> None:
    one = standing(strategy(RISING, [TO_TWENTY | {"path": {2020: 11, 2022: 15}}]))
    assert one.path_value == pytest.approx(13.0)
    assert one.gap_due == pytest.approx(0.3)
    assert one.gap_closed == pytest.approx(0.6)
    assert standing(strategy(RISING, [TO_TWENTY])).gap_due == pytest.approx(0.3)
    assert standing(strategy(RISING, [TO_TWENTY])).path_value is None


def test_lower_is_better() -> None:
    made = strategy(
        yearly(2018, [100.0, 90.0, 85.0]),
        [{"set_on": "2018", "value": -50, "measure": "percent change", "moves_with_baseline": False, "year": 2030,
          "baseline": {"period": "2018", "value": 100}}],
        indicator={"better": "lower"},
    )  # fmt: skip
    one = standing(made)
    assert one.goal is not None
    assert (one.goal.value, one.comparator) == (50.0, Comparator.AT_MOST)
    assert one.gap_closed == pytest.approx(0.3)
    assert one.needed_rate == pytest.approx(-3.5)
    assert one.years_to_goal == pytest.approx(35 / 7.5)


def test_going_back_is_negative_progress_and_never_arrives() -> None:
    one = standing(strategy(yearly(2018, [10.0, 9.0, 8.0]), [TO_TWENTY]))
    assert one.gap_closed == pytest.approx(-0.2)
    assert one.years_to_goal is None
    assert one.ambition_ratio is None


def test_a_satisfied_goal_needs_nothing_more() -> None:
    one = standing(strategy(yearly(2018, [10.0, 15.0, 21.0]), [TO_TWENTY]))
    assert (one.needed_rate, one.years_to_goal, one.over_the_line) == (0.0, 0.0, True)


def test_baseline_equal_to_the_goal_is_undefined_and_says_so() -> None:
    one = standing(strategy(RISING, [TO_TWENTY | {"value": 10}]))
    assert one.gap_closed is None
    assert one.gap_due is None
    assert "baseline_is_goal" in notes(one)


def test_a_rank_is_better_when_lower_unless_it_says_otherwise() -> None:
    one = standing(
        strategy(
            yearly(2018, [9.0, 8.0, 7.0]),
            [{"set_on": "2018", "value": 3, "year": 2040}],
            indicator={"kind": "rank", "unit": "rank", "better": None},
        )
    )
    assert (one.better, one.comparator) == (Better.LOWER, Comparator.AT_MOST)
    assert one.needed_rate == pytest.approx(-4 / 20)


def test_the_paid_sum_of_a_pledge_grows_by_what_is_added_each_year() -> None:
    one = standing(
        strategy(
            yearly(2019, [40.0, 80.0, 120.0]),
            [{"set_on": "2018", "value": 215, "year": 2030, "baseline": {"period": "2018", "value": 0}}],
            indicator={"kind": "cumulative", "unit": "US$m", "scale": None},
        )
    )
    assert one.trend is not None
    assert one.trend.rate == pytest.approx(40)
    assert one.gap_closed == pytest.approx(120 / 215)


def test_moving_baseline_takes_the_newest_vintage_and_a_fixed_one_does_not() -> None:
    known = [("2018", 100.0, "2019"), ("2019", 98.0, "2020"), ("2018", 120.0, "2021"), ("2020", 110.0, "2022")]
    version = {
        "set_on": "2019-12-31", "value": -50, "measure": "percent change", "year": 2030,
        "baseline": {"period": "2018", "value": 100.0, "vintage": "2019"},
    }  # fmt: skip
    fixed = standing(strategy(known, [version | {"moves_with_baseline": False}], indicator={"better": "lower"}))
    moving = standing(strategy(known, [version | {"moves_with_baseline": True}], indicator={"better": "lower"}))
    assert fixed.goal is not None
    assert moving.goal is not None
    assert (fixed.goal.value, moving.goal.value) == (50.0, 60.0)
    assert "baseline_revised" in notes(fixed)
    assert "baseline_revised" not in notes(moving)


def test_three_rival_baselines_give_three_answers() -> None:
    """Sixty per cent of energy: 50.1, about 20 or 9.9 % in 2017, as electricity, primary or final energy."""
    pace = {}
    for start in (50.1, 20.0, 9.9):
        one = standing(
            strategy(
                [("2017", start, "2018")],
                [{"set_on": "2018", "value": 60, "year": 2030, "baseline": {"period": "2017", "value": start}}],
            )
        )
        pace[start] = one.needed_rate
    assert pace == pytest.approx({50.1: 9.9 / 13, 20.0: 40 / 13, 9.9: 50.1 / 13})
