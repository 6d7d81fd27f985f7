"""Met by revision, and what revisions gave and took away."""

from __future__ import annotations

import pytest
from small import notes, standing, strategy, yearly

from missionlab.tracking.results import Status

OLD = yearly(2010, [1.64, 1.65, 1.58, 1.62, 1.64, 1.65, 1.66, 1.68, 1.71], "2020-03")
NEW = [("2018", 2.7, "2022-12-06"), ("2019", 2.7, "2022-12-06"), ("2020", 2.9, "2022-12-06")]
PROMISE = {
    "set_on": "2017-11-27", "value": 2.4, "year": 2027,
    "baseline": {"period": "2018", "value": 1.7, "vintage": "2020-03"},
}  # fmt: skip
SHARE = {"kind": "share", "unit": "% of GDP", "scale": None}


def test_british_research_was_not_met_and_then_met_by_revision() -> None:
    made = strategy([*OLD, *NEW], [PROMISE], indicator=SHARE)
    before, after = standing(made, "2021-12-31"), standing(made, "2023-12-31")
    assert before.status is Status.OFF_TRACK
    assert before.over_the_line is False
    assert after.status is Status.MET_BY_REVISION
    assert after.without_revisions == pytest.approx(2.9 - (2.7 - 1.71))
    assert [(str(r.period), r.old, r.new) for r in after.revisions] == [("2018", 1.71, 2.7)]
    assert dict(after.decided_by)["without_revisions"] == after.without_revisions


def test_on_a_log_scale_revisions_are_ratios() -> None:
    made = strategy([*OLD, *NEW], [PROMISE], indicator={"scale": "log"})
    assert standing(made, "2023-12-31").without_revisions == pytest.approx(2.9 * 1.71 / 2.7)


def test_the_stated_baseline_is_an_old_figure_where_the_series_has_none() -> None:
    made = strategy(NEW, [PROMISE], indicator=SHARE)
    one = standing(made, "2023-12-31")
    assert one.status is Status.MET_BY_REVISION
    assert one.without_revisions == pytest.approx(2.9 - (2.7 - 1.7))


def test_swapped_vintages_turn_met_into_met_by_revision() -> None:
    """The same figures: whether 2017 was first published as 10 and then cut to 5, or the other way round."""
    goal = {"set_on": "2015", "value": 10, "year": 2018, "baseline": {"period": "2015", "value": 4, "vintage": "2016"}}
    rest = [("2015", 4, "2016"), ("2018", 10.5, "2019")]
    cut = [*rest, ("2017", 10, "2018"), ("2017", 5, "2019")]
    raised = [*rest, ("2017", 10, "2019"), ("2017", 5, "2018")]
    assert standing(strategy(cut, [goal])).status is Status.MET
    assert standing(strategy(raised, [goal])).status is Status.MET_BY_REVISION


def test_revisions_that_cancel_leave_it_met() -> None:
    goal = {"set_on": "2015", "value": 10, "year": 2018, "baseline": {"period": "2015", "value": 4, "vintage": "2016"}}
    known = [
        ("2015", 4, "2016"), ("2015", 8, "2017"), ("2016", 6, "2017"), ("2016", 2, "2018"), ("2018", 10.5, "2019"),
    ]  # fmt: skip
    one = standing(strategy(known, [goal]))
    assert [r.new - r.old for r in one.revisions] == [4, -4]
    assert (one.status, one.without_revisions) == (Status.MET, 10.5)


def test_revisions_older_than_the_baseline_do_not_count() -> None:
    goal = {"set_on": "2018", "value": 10, "year": 2019, "baseline": {"period": "2017", "value": 8, "vintage": "2018"}}
    known = [("2016", 2, "2017"), ("2016", 8, "2018"), ("2017", 8, "2018"), ("2018", 9, "2019"), ("2019", 11, "2020")]
    assert standing(strategy(known, [goal])).status is Status.MET
    earlier = goal | {"baseline": {"period": "2016", "value": 2, "vintage": "2017"}}
    assert standing(strategy(known, [earlier])).status is Status.MET_BY_REVISION


def test_one_vintage_cannot_tell_and_says_so() -> None:
    goal = {"set_on": "2015", "value": 10, "year": 2018}
    one = standing(strategy(yearly(2015, [4.0, 6.0, 8.0, 10.5]), [goal]))
    assert one.status is Status.MET
    assert "one_vintage" in notes(one)


def test_met_once_and_revised_away() -> None:
    goal = {"set_on": "2015", "value": 10, "year": 2018, "baseline": {"period": "2015", "value": 4, "vintage": "2016"}}
    known = [("2015", 4, "2016"), ("2017", 8, "2018"), ("2018", 10.5, "2019-06"), ("2018", 9.0, "2020-06")]
    made = strategy(known, [goal])
    assert standing(made, "2019-12-31").status is Status.MET
    after = standing(made, "2020-12-31")
    assert after.status is Status.MISSED
    assert "not_met_after_revision" in notes(after)


def test_a_goal_that_moves_with_its_baseline_is_not_met_by_its_revision() -> None:
    """Everything is revised up by one: a goal of 0.7 above the baseline moves along, one that is fixed does not."""
    version = {
        "set_on": "2018", "value": 0.7, "measure": "change", "year": 2021,
        "baseline": {"period": "2018", "value": 1.7, "vintage": "2019"},
    }  # fmt: skip
    known = [
        ("2018", 1.7, "2019"), ("2019", 1.9, "2020"), ("2018", 2.7, "2021-06"), ("2019", 2.9, "2021-06"),
        ("2020", 3.2, "2021-12"), ("2021", 3.5, "2022"),
    ]  # fmt: skip
    moving = standing(strategy(known, [version | {"moves_with_baseline": True}]))
    fixed = standing(strategy(known, [version | {"moves_with_baseline": False}]))
    assert moving.goal is not None
    assert fixed.goal is not None
    assert (moving.goal.value, fixed.goal.value) == pytest.approx((3.4, 2.4))
    assert moving.status is Status.MET
    # 3.5 less a revision of 1.0 is 2.5: still over the fixed goal of 2.4.
    assert fixed.status is Status.MET
    tight = version | {"value": 0.9, "moves_with_baseline": False}
    assert standing(strategy(known, [tight])).status is Status.MET_BY_REVISION


def test_a_rounded_baseline_is_not_a_revision() -> None:
    known = [("2018", 1.71, "2020"), ("2019", 2.5, "2021")]
    promise = PROMISE | {"baseline": {"period": "2018", "value": 1.7, "vintage": "2018"}}
    one = standing(strategy(known, [promise | {"year": 2019}], indicator=SHARE))
    assert (one.status, one.revisions) == (Status.MET, ())
    assert "baseline_revised" not in notes(one)
    other = standing(strategy(known, [promise | {"year": 2019, "baseline": promise["baseline"] | {"value": 1.6}}]))
    assert [(r.old, r.new) for r in other.revisions] == [(1.6, 1.71)]
    assert "baseline_revised" in notes(other)
