"""Each mission's money, its age, and what is missing: money, missions, credible plans."""

from __future__ import annotations

from datetime import date

import pytest
from portfolio_records import by_class, looked_at, mission, money, project

from missionlab.base.dates import Date
from missionlab.base.text import say
from missionlab.portfolio.results import Dimension, Measured
from missionlab.strategy.records import Indicator, Observation, Target
from missionlab.strategy.vocabulary import Basis, Stage


def relabelled(*records, announced="2018-05-21", **fields) -> Measured:
    found = looked_at(mission("m", announced=announced), *records, **fields)
    (one,) = found.missions
    return one.relabelled


def test_the_buildings_mission_is_old_money_and_the_clusters_mission_new_money():
    buildings = relabelled(project("a", missions={"m": 1}), money("a", 170e6, announced="2017-11-29"))
    clusters = relabelled(project("a", missions={"m": 1}), money("a", 170e6, announced="2018-12"), announced="2018-12")
    assert (buildings.value, buildings.low, buildings.high) == (1, 1, 1)
    assert (clusters.value, clusters.low, clusters.high) == (0, 0, 0)


@pytest.mark.parametrize(
    ("money_date", "mission_date", "expected"),
    [
        ("2017", "2018-05-21", (1, 1, 1)),
        ("2018-04", "2018-05-21", (1, 1, 1)),
        ("2018-05-21", "2018-05-21", (0, 0, 0)),
        ("2018", "2018", (0, 0, 0)),
        ("2018-06", "2018-05-21", (0, 0, 0)),
        ("2018", "2018-05-21", (None, 0, 1)),
        ("2018-05", "2018-05-21", (None, 0, 1)),
        ("2018-03", "2018", (None, 0, 1)),
        (None, "2018", (None, 0, 1)),
        ("2018", None, (None, None, None)),
    ],
)
def test_money_is_older_only_when_its_date_says_so(money_date, mission_date, expected):
    share = relabelled(project("a", missions={"m": 1}), money("a", 5, announced=money_date), announced=mission_date)
    assert (share.value, share.low, share.high) == expected
    assert (share.reason is None) == (expected[0] is not None)


def test_a_revision_keeps_the_age_of_the_money_that_was_there_before():
    """246 of 2017 became 610 in 2022: 246 / 610 is older than the mission. Cut to 100, all of it is."""
    first = money("a", 246, id="x", announced="2017-04")
    raised = relabelled(project("a", missions={"m": 1}), first, money("a", 610, id="y", revises="x", announced="2022"))
    cut = relabelled(project("a", missions={"m": 1}), first, money("a", 100, id="y", revises="x", announced="2022"))
    assert raised.value == pytest.approx(246 / 610)
    assert cut.value == 1


def test_money_that_was_cut_and_raised_again_is_old_only_as_far_as_it_lasted():
    share = relabelled(
        project("a", missions={"m": 1}),
        money("a", 100, id="x", announced="2016"),
        money("a", 30, id="y", revises="x", announced="2019"),
        money("a", 80, id="z", revises="y", announced="2020"),
    )
    assert share.value == pytest.approx(30 / 80)


def test_the_age_of_a_rest_is_known_as_far_as_it_is_certain():
    """Own 70 old + 30 new; parts took 60. Of the rest of 40, at least 10 is old and nothing certainly new."""
    share = relabelled(
        project("top", missions={"m": 1}),
        project("kid", parent="top", missions={"unallocated": 1}),
        money("top", 70, announced="2016"),
        money("top", 30, announced="2020"),
        money("kid", 60, announced="2019"),
    )
    assert (share.value, share.low, share.high) == (1, pytest.approx(0.25), 1)


def test_the_date_of_a_payment_does_not_make_money_new():
    paid = money("a", 10, basis="spent", announced="2021")
    assert relabelled(project("a", missions={"m": 1}), paid, basis=Basis.SPENT).value is None
    newer = project("a", missions={"m": 1}, announced="2019")
    assert relabelled(newer, paid, basis=Basis.SPENT).value == 0


def test_a_mission_has_its_shares_of_projects():
    found = looked_at(
        mission("m"),
        mission("n"),
        project("a", missions={"m": 0.25, "n": 0.75}, sectors={"x": 0.5, "y": 0.5}, stages={"basic": 1}),
        project("b", missions={"m": 1}, stages={"demand": 1}),
        money("a", 80, announced="2019-07"),
        money("b", 30),
        money("b", 8, payer="private"),
    )
    m, n = found.missions
    assert (m.mission, m.amount, m.private, m.projects, m.oldest) == ("m", 50, 8, 2, Date(2019, 7))
    assert (n.mission, n.amount, n.projects) == ("n", 60, 1)
    assert by_class(m.by[Dimension.SECTOR]) == {"x": 10, "y": 10, "unallocated": 30}
    assert by_class(m.by[Dimension.PROJECT]) == {"b": 30, "a": 20}
    assert Dimension.MISSION not in m.by
    assert [s.amount for s in m.stages] == [20, 0, 0, 0, 0, 30]
    assert m.largest_gap is Stage.APPLIED


def test_unfunded_projects_are_leaves_without_money_on_any_basis():
    found = looked_at(
        project("top"), project("kid", parent="top"), project("got", parent="top"),
        project("none"), project("zero"), project("paid"),
        money("top", 100), money("got", 20), money("zero", 0), money("paid", 3, payer="private", basis="spent"),
    )  # fmt: skip
    assert found.unfunded_projects == ("kid", "none", "zero")
    assert found.unfunded.value == pytest.approx(3 / 5)
    assert (found.unfunded.low, found.unfunded.high) == (pytest.approx(2 / 5), pytest.approx(3 / 5))


def test_orphans_reach_no_mission_by_themselves_or_through_their_family():
    found = looked_at(
        mission("m"),
        project("top"), project("kid", parent="top", missions={"m": 1}), project("under", parent="kid"),
        project("side", parent="top"), project("lost"), project("says", missions={"unallocated": 1}),
        project("low", parent="kid", missions={"unallocated": 1}),
    )  # fmt: skip
    assert found.orphans == ("lost", "says", "side")


def test_missions_without_money():
    found = looked_at(
        mission("m"), mission("n"), mission("o"),
        project("a", missions={"m": 1}), project("b", missions={"n": 1}),
        money("a", 5, basis="spent"),
    )  # fmt: skip
    assert found.empty_missions == ("n", "o")


def plan(target: str, amount: float, sure: bool = True, **fields):
    return {
        "target": target,
        "amount": amount,
        "owner": sure,
        "money": True,
        "powers": True,
        "timetable": True,
        **fields,
    }


def emissions(**version):
    target = {"id": "t", "mission": "m", "name": "T", "indicator": "i"}
    first = {"number": 1, "value": 50, "year": 2030, **version}
    return {
        "indicators": (Indicator.model_validate({"id": "i", "name": "I", "unit": "Mt", "better": "lower"}),),
        "targets": (Target.model_validate({**target, "versions": [first]}),),
    }


def seen(period: int, value: float, vintage: str) -> Observation:
    return Observation.model_validate({"indicator": "i", "period": period, "value": value, "vintage": vintage})


def test_credible_share_of_the_change_still_needed():
    """From 90 to 50 Mt: 40 needed; plans with all four parts bring 12 (10 to 16), the other 20 do not count."""
    projects = [
        project("a", contributions=[plan("t", 12, low=10, high=16)]),
        project("b", contributions=[plan("t", 20, sure=False)]),
    ]
    observations = (seen(2020, 95, "2021-06"), seen(2021, 92, "2022-06"), seen(2021, 90, "2023-06"))
    share = looked_at(mission("m"), *projects, **emissions(), observations=observations).credible["t"]
    assert (share.value, share.low, share.high) == (pytest.approx(0.3), pytest.approx(0.25), pytest.approx(0.4))
    earlier = looked_at(
        mission("m"), *projects, **emissions(), observations=observations, as_of=date(2022, 12, 31)
    ).credible["t"]
    assert earlier.value == pytest.approx(12 / 42)


def test_plans_that_the_figures_show_that_come_too_late_or_were_stopped_are_not_in_the_credible_share():
    """From 90 to 50 Mt in 2030: of four plans of 10 each, one is still to come in time."""
    projects = [
        project("a", contributions=[plan("t", 10, year=2021), plan("t", 10, year=2031), plan("t", 10, year=2028)]),
        project("b", status="stopped", contributions=[plan("t", 10)]),
    ]
    share = looked_at(mission("m"), *projects, **emissions(), observations=(seen(2021, 90, "2022-06"),)).credible["t"]
    assert share.value == pytest.approx(0.25)


def test_credible_share_of_a_relative_goal_from_the_baseline():
    """Halve 80: 40 needed. A programme's own 30 gives way to the 10 of its part."""
    records = [
        project("top", contributions=[plan("t", 30)]),
        project("kid", parent="top", contributions=[plan("t", 10)]),
    ]
    goal = emissions(value=-50, measure="percent change", baseline={"period": 2018, "value": 80})
    assert looked_at(mission("m"), *records, **goal).credible["t"].value == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("contributions", "version", "observations", "words"),
    [
        ([], {}, (), "no project says"),
        ([plan("t", 1)], {"value": None}, (), "no goal"),
        ([plan("t", 1)], {"withdrawn": True}, (), "no goal"),
        ([plan("t", 1)], {}, (), "neither a baseline"),
        ([plan("t", 1)], {}, (seen(2020, 40, "2021"),), "already reached"),
    ],
)
def test_credible_share_is_blank_with_a_reason(contributions, version, observations, words):
    share = looked_at(
        mission("m"), project("a", contributions=contributions), **emissions(**version), observations=observations
    ).credible["t"]
    assert share.value is None
    assert share.reason is not None
    assert words in say(share.reason)
