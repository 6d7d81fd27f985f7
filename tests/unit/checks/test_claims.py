"""Tests that would kill our own claims: the checks must object where there is something to object to."""

from __future__ import annotations

from datetime import date

import builders as b
import pytest

from missionlab.base.text import say
from missionlab.checks.check import check
from missionlab.checks.results import Card, Case, Checked, Verdict

DAY = date(2024, 6, 30)


def card(checked: Checked, question: str, mission: str | None = "m") -> Card:
    found = [c for c in checked.cards if (c.id, c.mission) == (question, mission)]
    assert len(found) == 1, [c.id for c in checked.cards]
    return found[0]


def case(checked: Checked, mission: str = "m") -> Case:
    return next(c for c in checked.cases if c.mission == mission)


def codes(points: tuple) -> set[str]:
    return {point.code for point in points}


def said(points: tuple, code: str) -> str:
    return next(say(point.text) for point in points if point.code == code)


def three_firms() -> list:
    """Three sectors, three kinds of actor, 100 million each, all newer than the mission."""
    return [
        b.actor("firm", "firm"),
        b.actor("lab", "university"),
        b.actor("town", "region"),
        b.sector("energy"),
        b.sector("steel"),
        b.sector("homes"),
        b.project("p1", "m", sectors={"energy": 1}, recipients={"firm": 1}),
        b.project("p2", "m", sectors={"steel": 1}, recipients={"lab": 1}),
        b.project("p3", "m", sectors={"homes": 1}, recipients={"town": 1}),
        b.money("p1", 100e6),
        b.money("p2", 100e6),
        b.money("p3", 100e6),
    ]


class TestRelabelling:
    def test_an_old_programme_under_a_new_name_is_objected_to(self) -> None:
        old = b.strategy(
            b.mission("m", announced="2018-05-21"),
            b.project("p", "m", announced="2017-11-29"),
            b.money("p", 170e6, announced="2017-11-29"),
        )
        checked = check(old, DAY)
        assert card(checked, "washing.money").verdict is Verdict.FAILS
        assert "All of the £170m is older than the mission" in said(case(checked).against, "relabelled")
        assert "new-money" not in codes(case(checked).for_)

    def test_the_same_money_announced_with_the_mission_is_not(self) -> None:
        new = b.strategy(
            b.mission("m", announced="2018-05-21"),
            b.project("p", "m", announced="2018-05-21"),
            b.money("p", 170e6, announced="2018-05-21"),
        )
        checked = check(new, DAY)
        assert card(checked, "washing.money").verdict is Verdict.HOLDS
        assert "relabelled" not in codes(case(checked).against)

    def test_money_without_a_date_cannot_be_told(self) -> None:
        undated = b.strategy(b.mission("m"), b.project("p", "m", announced=None), b.money("p", 170e6, announced=None))
        assert card(check(undated, DAY), "washing.money").verdict is Verdict.CANNOT_TELL

    def test_money_of_unknown_age_is_not_said_to_be_older(self) -> None:
        """The year of the mission, and no better: half of the money may be older, none of it certainly is."""
        vague = b.strategy(
            b.mission("m", announced="2018-05-21"),
            b.project("p", "m"),
            b.project("q", "m", announced="2018"),
            b.money("p", 50e6),
            b.money("q", 50e6, announced="2018"),
        )
        checked = check(vague, DAY)
        assert dict(card(checked, "washing.money").numbers)["relabelled_high"] == pytest.approx(0.5)
        assert "relabelled" not in codes(case(checked).against)

    def test_three_quarters_old_says_at_least_three_quarters(self) -> None:
        mixed = b.strategy(
            b.mission("m", announced="2018-05-21"),
            b.project("old", "m", announced="2015"),
            b.project("undated", "m", announced=None),
            b.money("old", 300e6, announced="2015"),
            b.money("undated", 100e6, announced=None),
        )
        checked = check(mixed, DAY)
        found = card(checked, "washing.money")
        assert found.verdict is Verdict.FAILS
        assert dict(found.numbers)["relabelled_low"] == pytest.approx(0.75)
        assert "At least 75% of the money is older than the mission: £300m of £400m" in say(found.evidence)

    def test_a_goal_older_than_the_mission_is_objected_to(self) -> None:
        repeated = b.strategy(
            b.mission("m", announced="2018-07-09"),
            b.indicator("i"),
            b.target("t", "m", "i", b.version(set_on="2017-07-26", value=100, year=2040)),
        )
        checked = check(repeated, DAY)
        assert card(checked, "washing.target").verdict is Verdict.FAILS
        assert "old-goal" in codes(case(checked).against)

    def test_a_goal_set_on_the_day_of_the_mission_is_not_called_older(self) -> None:
        same_day = b.strategy(b.mission("m"), b.indicator("i"), b.target("t", "m", "i"))
        assert card(check(same_day, DAY), "washing.target").verdict is Verdict.HOLDS

    def test_a_goal_known_only_to_the_year_of_the_mission_is_not_called_older(self) -> None:
        vague = b.strategy(
            b.mission("m", announced="2018-07-09"),
            b.indicator("i"),
            b.target("t", "m", "i", b.version(set_on="2018")),
        )
        assert card(check(vague, DAY), "washing.target").verdict is Verdict.HOLDS


class TestConcentration:
    def test_all_money_to_one_firm_is_objected_to(self) -> None:
        one = b.strategy(
            b.mission("m"), b.actor("giant"), b.project("p", "m", recipients={"giant": 1}), b.money("p", 50e6)
        )
        checked = check(one, DAY)
        assert card(checked, "capture.concentration").verdict is Verdict.FAILS
        assert card(checked, "capture.portfolio", None).verdict is Verdict.FAILS
        assert "Giant gets all of the £50m" in said(case(checked).against, "concentrated")

    def test_three_equal_recipients_are_not(self) -> None:
        checked = check(b.strategy(b.mission("m"), *three_firms()), DAY)
        found = card(checked, "capture.concentration")
        assert found.verdict is Verdict.HOLDS
        assert dict(found.numbers)["hhi"] == pytest.approx(1 / 3)
        assert "concentrated" not in codes(case(checked).against)

    def test_money_without_recipient_makes_it_open_instead_of_wrong(self) -> None:
        half = b.strategy(
            b.mission("m"),
            b.actor("giant"),
            b.project("p", "m", recipients={"giant": 0.4, "unallocated": 0.6}),
            b.money("p", 50e6),
        )
        found = card(check(half, DAY), "capture.concentration")
        assert found.verdict is Verdict.CANNOT_TELL
        assert dict(found.numbers)["top_share_low"] == pytest.approx(0.4)

    def test_one_project_with_most_of_the_money_is_objected_to(self) -> None:
        lumpy = b.strategy(
            b.mission("m"), b.project("big", "m"), b.project("small", "m"), b.money("big", 90e6), b.money("small", 10e6)
        )
        assert "Project big, has 90% of the £100m" in said(case(check(lumpy, DAY)).against, "one-project")

    def test_an_adviser_who_is_paid_is_objected_to(self) -> None:
        paid = b.strategy(
            b.mission("m"),
            b.actor("giant", advises=("m",)),
            b.actor("other"),
            b.project("p", "m", recipients={"giant": 0.3, "other": 0.7}),
            b.money("p", 50e6),
        )
        checked = check(paid, DAY)
        assert card(checked, "capture.advice").verdict is Verdict.FAILS
        assert "Giant advises on the mission and gets 30% of its money" in said(case(checked).against, "capture")

    def test_winning_again_and_again_is_objected_to(self) -> None:
        again = b.strategy(
            b.mission("m"),
            b.actor("giant"),
            b.actor("other"),
            *(b.project(f"p{n}", "m", recipients={"giant": 1}) for n in range(3)),
            *(b.money(f"p{n}", 20e6) for n in range(3)),
            b.project("q", "m", recipients={"other": 1}),
            b.money("q", 20e6),
        )
        found = card(check(again, DAY), "capture.repeat", None)
        assert found.verdict is Verdict.FAILS
        assert dict(found.numbers)["repeat_share_low"] == pytest.approx(0.75)


class TestSpread:
    def test_three_sectors_and_three_kinds_hold(self) -> None:
        found = card(check(b.strategy(b.mission("m"), *three_firms()), DAY), "criteria.cross")
        assert found.verdict is Verdict.HOLDS

    def test_one_sector_and_one_kind_fail(self) -> None:
        narrow = b.strategy(
            b.mission("m"),
            b.actor("firm"),
            b.sector("energy"),
            b.project("p", "m", sectors={"energy": 1}, recipients={"firm": 1}),
            b.money("p", 50e6),
        )
        assert card(check(narrow, DAY), "criteria.cross").verdict is Verdict.FAILS

    def test_unassigned_money_that_could_change_it_makes_it_open(self) -> None:
        open_ = b.strategy(
            b.mission("m"),
            b.actor("firm"),
            b.sector("energy"),
            b.project("p", "m", sectors={"energy": 1}, recipients={"firm": 1}),
            b.project("q", "m"),
            b.money("p", 50e6),
            b.money("q", 20e6),
        )
        found = card(check(open_, DAY), "criteria.cross")
        assert found.verdict is Verdict.CANNOT_TELL
        assert "£20m of £70m has no sector recorded" in say(found.evidence)

    def test_unassigned_money_too_small_to_change_it_leaves_the_failure(self) -> None:
        small = b.strategy(
            b.mission("m"),
            b.actor("firm"),
            b.sector("energy"),
            b.project("p", "m", sectors={"energy": 1}, recipients={"firm": 1}),
            b.project("q", "m"),
            b.money("p", 96e6),
            b.money("q", 4e6),
        )
        assert card(check(small, DAY), "criteria.cross").verdict is Verdict.FAILS

    def test_shuffled_links_change_the_results(self) -> None:
        """Two missions with three sectors and kinds each; swapping one project between them must show."""
        records = [
            b.mission("m"),
            b.mission("n"),
            *(b.sector(f"s{k}") for k in range(6)),
            *(b.actor(f"a{k}", kind) for k, kind in enumerate(("firm", "university", "region") * 2)),
        ]
        homes = ["m", "m", "m", "n", "n", "n"]
        shuffled = ["n", "n", "m", "m", "n", "n"]

        def build(missions: list[str]) -> Checked:
            projects = [
                b.project(f"p{k}", home, sectors={f"s{k}": 1}, recipients={f"a{k}": 1})
                for k, home in enumerate(missions)
            ]
            return check(b.strategy(*records, *projects, *(b.money(f"p{k}", 10e6) for k in range(6))), DAY)

        as_it_is, moved = build(homes), build(shuffled)
        assert card(as_it_is, "criteria.cross").verdict is Verdict.HOLDS
        assert card(moved, "criteria.cross").verdict is Verdict.FAILS
        assert case(as_it_is) != case(moved)

    def test_rival_solutions_are_counted_by_problem_and_only_while_they_live(self) -> None:
        def build(status: str) -> Checked:
            return check(
                b.strategy(
                    b.mission("m"),
                    b.project("p", "m", problem="Storage", solution="Batteries"),
                    b.project("q", "m", problem="Storage", solution="Hydrogen", status=status),
                ),
                DAY,
            )

        assert card(build("active"), "criteria.solutions").verdict is Verdict.HOLDS
        stopped = card(build("stopped"), "criteria.solutions")
        assert stopped.verdict is Verdict.FAILS
        assert "Storage (1 solution)" in say(stopped.evidence)

    def test_projects_that_do_not_say_leave_solutions_open(self) -> None:
        silent = b.strategy(
            b.mission("m"), b.project("p", "m", problem="Storage", solution="Batteries"), b.project("q", "m")
        )
        assert card(check(silent, DAY), "criteria.solutions").verdict is Verdict.CANNOT_TELL


class TestGoals:
    def test_labels_only_means_no_outcome_indicator(self) -> None:
        labels = b.strategy(
            b.mission("m"),
            b.indicator("labels", name="Cities with a label", unit="labels", level="activity", kind="cumulative"),
            b.target("t", "m", "labels", b.version(value=100, year=2030)),
        )
        checked = check(labels, DAY)
        found = card(checked, "criteria.outcome")
        assert found.verdict is Verdict.FAILS
        assert say(found.evidence) == (
            "There is no outcome indicator. What is measured: Cities with a label (activity)."
        )
        assert "no-outcome" in codes(case(checked).against)

    def test_an_indicator_without_a_level_cannot_be_told(self) -> None:
        blank = b.strategy(b.mission("m"), b.indicator("i", level=None), b.target("t", "m", "i"))
        assert card(check(blank, DAY), "criteria.outcome").verdict is Verdict.CANNOT_TELL

    def test_a_complete_goal_holds_and_each_missing_part_is_named(self) -> None:
        whole = b.strategy(b.mission("m"), b.indicator("i"), b.target("t", "m", "i"))
        assert card(check(whole, DAY), "criteria.clear").verdict is Verdict.HOLDS
        vague = b.strategy(
            b.mission("m"),
            b.indicator("i"),
            b.target("t", "m", "i", b.version(value=None, baseline=None, undefined="no number was ever published")),
        )
        checked = check(vague, DAY)
        found = card(checked, "criteria.clear")
        assert found.verdict is Verdict.FAILS
        assert "Target t (a baseline and a number to reach)" in say(found.evidence)
        assert "no number was ever published" in said(case(checked).against, "unmeasured")

    @pytest.mark.parametrize(("year", "verdict"), [(2020, "fails"), (2021, "holds"), (2048, "holds"), (2049, "fails")])
    def test_the_goal_lies_three_to_thirty_years_ahead(self, year: int, verdict: str) -> None:
        promised = b.strategy(b.mission("m"), b.indicator("i"), b.target("t", "m", "i", b.version(year=year)))
        assert card(check(promised, DAY), "criteria.clear").verdict == verdict

    @pytest.mark.parametrize(
        ("last", "verdict", "word"),
        [
            (60.0, "holds", "Stretching"),  # 2.1 a year needed, 1.0 got: 2.1 times
            (64.5, "fails", "Trivial"),  # 1.75 got: 1.2 times
            (57.0, "fails", "Implausible"),  # 0.5 got: 4.2 times
            (52.0, "fails", "does not lead to the goal"),
        ],
    )
    def test_ambition_by_the_limits_in_use(self, last: float, verdict: str, word: str) -> None:
        two_points = b.strategy(
            b.mission("m"), b.indicator("i"), b.target("t", "m", "i"), *b.series("i", {2017: 54.0, 2023: last})
        )
        found = card(check(two_points, date(2025, 1, 1)), "criteria.ambitious")
        assert found.verdict == verdict
        assert word in say(found.evidence)

    def test_a_trend_that_may_be_anything_decides_nothing(self) -> None:
        """Ups and downs around a slow rise: the interval of the trend reaches from backwards to fast."""
        values = {2015: 50.0, 2016: 58.0, 2017: 49.0, 2018: 54.0, 2019: 61.0, 2020: 52.0, 2021: 60.0, 2022: 57.0}
        noisy = b.strategy(b.mission("m"), b.indicator("i"), b.target("t", "m", "i"), *b.series("i", values))
        found = card(check(noisy, DAY), "criteria.ambitious")
        assert found.verdict is Verdict.CANNOT_TELL
        assert "With so wide an interval" in say(found.evidence)
        assert "implausible" not in codes(case(check(noisy, DAY)).against)
