"""``check`` as a whole: small and empty strategies, answers and raters, the map, findings, and the cases."""

from __future__ import annotations

from datetime import date

import builders as b
import pytest

from missionlab.base.text import Locale, say
from missionlab.checks.check import check
from missionlab.checks.facts import bounds
from missionlab.checks.mission_map import circle
from missionlab.checks.questions import ANSWERABLE, OECD_DIMENSIONS
from missionlab.checks.results import Card, Checked, Point, Verdict
from missionlab.portfolio.results import Measured
from missionlab.tracking.track import track

DAY = date(2024, 6, 30)


def card(checked: Checked, question: str, mission: str | None = "m") -> Card:
    return next(c for c in checked.cards if (c.id, c.mission) == (question, mission))


def points(checked: Checked, code: str, mission: str = "m") -> list[Point]:
    found = next(c for c in checked.cases if c.mission == mission)
    return [p for p in (*found.for_, *found.against) if p.code == code]


class TestSmallest:
    def test_an_empty_strategy_has_only_cards_about_itself_and_none_that_holds(self) -> None:
        checked = check(b.strategy(), DAY)
        assert checked.cases == ()
        assert {c.mission for c in checked.cards} == {None}
        assert {c.verdict for c in checked.cards} == {Verdict.CANNOT_TELL}

    def test_a_bare_mission_has_a_case_against_it(self) -> None:
        checked = check(b.strategy(b.mission("m", undefined="nobody said what it would be measured by")), DAY)
        assert 12 <= len([c for c in checked.cards if c.mission == "m"]) <= 16
        assert "nobody said what it would be measured by" in say(points(checked, "unmeasured")[0].text)
        assert say(points(checked, "unfunded")[0].text) == "No project with money is on record."
        assert points(checked, "little-known")[0].weight == 0

    def test_what_becomes_known_later_is_not_used(self) -> None:
        later = b.strategy(
            b.mission("m", announced="2018-05-21"),
            b.project("p", "m", announced="2020-01-01"),
            b.money("p", 5e6, announced="2020-01-01"),
        )
        assert card(check(later, date(2019, 1, 1)), "roar.money").verdict is Verdict.CANNOT_TELL
        assert card(check(later, date(2021, 1, 1)), "roar.money").verdict is Verdict.HOLDS
        assert check(later, date(2018, 1, 1)).cases == ()

    def test_the_day_of_the_standings_counts_when_no_other_is_given(self) -> None:
        young = b.strategy(b.mission("m", announced="2018-05-21"))
        before = date(2018, 1, 1)
        assert check(young, standings=track(young, before)).as_of == before
        assert check(young, standings=track(young, before)).cases == ()


class TestAnswers:
    def test_a_blank_is_not_a_no(self) -> None:
        checked = check(b.strategy(b.mission("m")), DAY)
        oecd = [c for c in checked.cards if c.family == "oecd"]
        assert len(oecd) == sum(map(len, OECD_DIMENSIONS.values())) == 12
        assert {c.verdict for c in oecd} == {Verdict.CANNOT_TELL}

    @pytest.mark.parametrize(
        ("values", "verdict"),
        [
            (["yes"], Verdict.HOLDS),
            (["no"], Verdict.FAILS),
            (["partly"], Verdict.CANNOT_TELL),
            (["unknown"], Verdict.CANNOT_TELL),
            (["yes", "yes"], Verdict.HOLDS),
            (["yes", "unknown"], Verdict.HOLDS),
            (["yes", "no"], Verdict.CANNOT_TELL),
            (["no", "partly"], Verdict.CANNOT_TELL),
        ],
    )
    def test_raters_are_read_together(self, values: list[str], verdict: Verdict) -> None:
        given = [b.answer("oecd.legitimacy", value, by=f"Rater {n}") for n, value in enumerate(values)]
        assert card(check(b.strategy(*given), DAY), "oecd.legitimacy", None).verdict is verdict

    def test_raters_who_disagree_are_shown(self) -> None:
        split = b.strategy(b.answer("oecd.legitimacy", "yes", by="A"), b.answer("oecd.legitimacy", "no", by="B"))
        found = card(check(split, DAY), "oecd.legitimacy", None)
        assert say(found.evidence) == "Those asked disagree: one says yes and one says no."
        assert dict(found.numbers) == {"answers_yes": 1, "answers_partly": 0, "answers_no": 1, "answers_unknown": 0}

    def test_a_rater_who_answers_again_replaces_the_earlier_answer(self) -> None:
        twice = b.strategy(
            b.answer("oecd.legitimacy", "no", on="2020-01-01"), b.answer("oecd.legitimacy", "yes", on="2022-01-01")
        )
        assert card(check(twice, DAY), "oecd.legitimacy", None).verdict is Verdict.HOLDS
        assert card(check(twice, date(2021, 1, 1)), "oecd.legitimacy", None).verdict is Verdict.FAILS

    def test_an_answer_does_not_beat_numbers_that_contradict_it(self) -> None:
        one_sector = b.strategy(
            b.mission("m"),
            b.sector("energy"),
            b.project("p", "m", sectors={"energy": 1}),
            b.money("p", 5e6),
            b.answer("oecd.horizontality", "yes"),
        )
        found = card(check(one_sector, DAY), "oecd.horizontality", None)
        assert found.verdict is Verdict.CANNOT_TELL
        assert "The answer and the numbers contradict each other" in say(found.evidence)

    def test_answers_about_one_mission_make_its_own_card(self) -> None:
        own = b.strategy(b.mission("m"), b.mission("n"), b.answer("oecd.novelty", "no", mission="m"))
        checked = check(own, DAY)
        assert card(checked, "oecd.novelty").verdict is Verdict.FAILS
        assert [c.mission for c in checked.cards if c.id == "oecd.novelty"] == ["m", None]
        assert card(checked, "oecd.novelty", None).verdict is Verdict.CANNOT_TELL

    def test_the_litmus_test_is_a_gate_of_four(self) -> None:
        tests = ("challenge", "support", "objective", "commitment")
        passed = [b.answer(f"litmus.{test}", "yes", mission="m") for test in tests]
        assert card(check(b.strategy(b.mission("m"), *passed), DAY), "litmus.gate").verdict is Verdict.HOLDS
        failed = [*passed[:3], b.answer("litmus.commitment", "no", mission="m")]
        found = card(check(b.strategy(b.mission("m"), *failed), DAY), "litmus.gate")
        assert found.verdict is Verdict.FAILS
        assert (
            say(found.evidence) == "Not passed: the commitment. Passed: the challenge, the support and the objective."
        )

    def test_a_complete_goal_passes_the_objective_without_an_answer(self) -> None:
        whole = b.strategy(b.mission("m"), b.indicator("i"), b.target("t", "m", "i"))
        found = card(check(whole, DAY), "litmus.gate")
        assert found.verdict is Verdict.CANNOT_TELL
        assert dict(found.numbers) == {"challenge": None, "support": None, "objective": 1.0, "commitment": None}

    def test_an_unknown_question_is_a_finding_with_a_suggestion(self) -> None:
        checked = check(b.strategy(b.answer("oecd.legitimcy", "yes"), b.answer("criteria.clear", "yes")), DAY)
        found = [f for f in checked.findings if f.code == "unknown-question"]
        assert {f.level for f in found} == {"warning"}
        assert "Did you mean 'oecd.legitimacy'?" in {f.fix for f in found}
        assert "criteria.clear" not in ANSWERABLE


class TestMap:
    def test_orphans_empty_missions_and_bare_challenges_are_named(self) -> None:
        loose = b.strategy(b.mission("m"), b.project("stray"), b.Challenge(id="bare", name="Bare challenge"))
        found = card(check(loose, DAY), "criteria.map", None)
        assert found.verdict is Verdict.FAILS
        assert dict(found.numbers) == {
            "orphan_projects": 1,
            "missions_without_project": 1,
            "challenges_without_mission": 1,
            "records_in_circles": 0,
        }
        assert "Project stray" in say(found.evidence)

    def test_a_part_of_a_programme_serves_what_the_programme_serves(self) -> None:
        nested = b.strategy(b.mission("m"), b.project("whole", "m"), b.project("part", parent="whole"))
        assert card(check(nested, DAY), "criteria.map", None).verdict is Verdict.HOLDS

    def test_circles_do_not_hang_it(self) -> None:
        ring = b.strategy(b.mission("m"), b.project("a", "m", parent="b"), b.project("b", "m", parent="a"))
        found = card(check(ring, DAY), "criteria.map", None)
        assert dict(found.numbers)["records_in_circles"] == 2

    def test_only_what_is_in_the_circle_counts(self) -> None:
        above = {"a": "b", "b": "c", "c": "b", "d": "d", "e": "f", "f": None}
        assert circle(above, above.get) == ["b", "c", "d"]


class TestRoar:
    def test_public_risk_without_any_upside_fails(self) -> None:
        def build(upside: float | None) -> Card:
            stake = b.money("p", 5e6, instrument="equity", upside_share=upside)
            return card(check(b.strategy(b.mission("m"), b.project("p", "m"), stake), DAY), "roar.rewards")

        assert build(0.4).verdict is Verdict.HOLDS
        assert build(0.0).verdict is Verdict.FAILS
        assert build(None).verdict is Verdict.CANNOT_TELL

    def test_a_need_that_nothing_serves_fails_unless_a_project_is_silent(self) -> None:
        def build(*serves: tuple[str, ...]) -> Card:
            projects = [b.project(f"p{n}", "m", serves=needs) for n, needs in enumerate(serves)]
            wanting = b.mission("m", needs=("Research", "Demand"))
            return card(check(b.strategy(wanting, *projects), DAY), "roar.routes")

        assert build(("Research",), ("Demand",)).verdict is Verdict.HOLDS
        missing = build(("Research",), ("Research",))
        assert missing.verdict is Verdict.FAILS
        assert "Demand" in say(missing.evidence)
        assert build(("Research",), ()).verdict is Verdict.CANNOT_TELL

    def test_a_review_that_was_due_and_not_held_fails(self) -> None:
        def build(**dates: str) -> Card:
            ruled = b.project("p", "m", next_review="2024-12-01", review_rule="Stop below half of the milestones.")
            return card(check(b.strategy(b.mission("m", **dates), ruled), DAY), "roar.assessment")

        assert build(next_review="2023-12-01").verdict is Verdict.FAILS
        assert build(next_review="2023-12-01", reviewed_on="2024-01-15").verdict is Verdict.HOLDS
        assert build(next_review="2025-01-01").verdict is Verdict.HOLDS
        assert build().verdict is Verdict.CANNOT_TELL

    def test_plans_that_can_be_relied_on_are_set_against_what_is_needed(self) -> None:
        """21 points are needed from 54 to 75; 10.5 are planned with owner, money, powers and timetable."""

        def build(amount: float, **known: bool | None) -> Checked:
            grades = {"owner": True, "money": True, "powers": True, "timetable": True, **known}
            plan = b.Contribution(target="t", amount=amount, **grades)
            return check(
                b.strategy(
                    b.mission("m"),
                    b.indicator("i"),
                    b.target("t", "m", "i"),
                    b.project("p", "m", contributions=(plan,)),
                ),
                DAY,
            )

        half = card(build(10.5), "roar.credible")
        assert half.verdict is Verdict.FAILS
        assert say(half.evidence) == "Target t: credible plans cover 50% of what is needed."
        assert card(build(21), "roar.credible").verdict is Verdict.HOLDS
        assert card(build(21, powers=False), "roar.credible").verdict is Verdict.FAILS

    def test_a_practice_that_is_ended_is_named(self) -> None:
        def build(*ends: bool | None) -> Card:
            projects = [b.project(f"p{n}", "m", phases_out=value) for n, value in enumerate(ends)]
            return card(check(b.strategy(b.mission("m"), *projects), DAY), "roar.phase_out", None)

        assert build(True, None).verdict is Verdict.HOLDS
        assert build(False, False).verdict is Verdict.FAILS
        assert build(False, None).verdict is Verdict.CANNOT_TELL

    def test_a_project_without_money_is_named(self) -> None:
        part = b.strategy(b.mission("m"), b.project("p", "m"), b.project("q", "m"), b.money("p", 5e6))
        found = card(check(part, DAY), "roar.money")
        assert found.verdict is Verdict.FAILS
        assert say(found.evidence) == "Projects without money on record: 1 of 2 (Project q). The money comes to £5m."


class TestCases:
    def test_met_by_revision_says_stop_claiming(self) -> None:
        """Swapped vintages: 1.7 % of GDP became 2.7 % by measuring again."""
        revised = b.strategy(
            b.mission("m", announced="2018-05-21"),
            b.indicator("rd", unit="% of GDP", level="input"),
            b.target(
                "t",
                "m",
                "rd",
                b.version(
                    value=2.4,
                    year=2027,
                    baseline=b.Baseline(period=2016, value=1.67, vintage="2018-03"),
                ),
                deadline="by",
            ),
            *b.series("rd", {2014: 1.66, 2015: 1.67, 2016: 1.67}, vintage="2018-03"),
            *b.series("rd", {2014: 2.6, 2015: 2.65, 2016: 2.7, 2017: 2.7}, vintage="2022-11"),
        )
        before, after = check(revised, date(2021, 1, 1)), check(revised, DAY)
        assert points(before, "met-by-revision") == []
        assert "Stop claiming that Target t is met: 2.7% of GDP (2017)" in say(points(after, "met-by-revision")[0].text)
        assert points(after, "met") == points(after, "progress") == []

    def test_a_loosened_goal_is_told_with_its_years(self) -> None:
        moved = b.strategy(
            b.mission("m"),
            b.indicator("i"),
            b.target("t", "m", "i", b.version(1, year=2030), b.version(2, year=2035, set_on="2023-09")),
        )
        assert say(points(check(moved, DAY), "moved")[0].text) == (
            "Target t: the promise changed once. It was loosened from 2030 to 2035 (September 2023)."
        )
        assert points(check(moved, date(2022, 1, 1)), "moved") == []

    def test_a_tightened_goal_speaks_for_it(self) -> None:
        moved = b.strategy(
            b.mission("m"),
            b.indicator("i"),
            b.target("t", "m", "i", b.version(1, year=2030), b.version(2, year=2026, set_on="2023-09")),
        )
        checked = check(moved, DAY)
        assert points(checked, "moved") == []
        assert "tightened once" in say(points(checked, "tightened")[0].text)

    def test_being_under_its_path_is_told_with_both_numbers(self) -> None:
        behind = b.strategy(
            b.mission("m"),
            b.indicator("i"),
            b.target("t", "m", "i", b.version(value=80, year=2030, path={2022: 30.0, 2026: 50.0})),
            *b.series("i", {2018: 10.0, 2022: 20.0}),
        )
        assert say(points(check(behind, DAY), "off-path")[0].text) == (
            "Target t stands at 20% (2022); its path asks for 30%."
        )

    def test_private_money_is_told_with_its_basis_and_never_called_additional(self) -> None:
        beside = b.strategy(
            b.mission("m"),
            b.project("p", "m"),
            b.money("p", 170e6),
            b.money("p", 250e6, id="private", payer="private"),
        )
        text = say(points(check(beside, DAY), "co-investment")[0].text)
        assert text.startswith("£250m of private money stands beside £170m of public money, announced.")
        assert text.endswith("That it would not have come anyway is not shown.")

    def test_progress_is_not_claimed_over_a_level_break(self) -> None:
        def build(*breaks: b.Break) -> Checked:
            return check(
                b.strategy(
                    b.mission("m"),
                    b.indicator("i", breaks=breaks),
                    b.target("t", "m", "i"),
                    *b.series("i", {2018: 54.0, 2022: 58.0}),
                ),
                DAY,
            )

        assert len(points(build(), "progress")) == 1
        broken = build(b.Break(period=2020, reason="commonest cancers only"))
        assert points(broken, "progress") == []
        assert len(points(broken, "level-break")) == 1

    def test_points_come_heaviest_first_and_weights_stay_between_0_and_1(self) -> None:
        found = check(b.strategy(b.mission("m"), b.project("p", "m")), DAY).cases[0]
        weights = [p.weight for p in found.against]
        assert weights == sorted(weights, reverse=True)
        assert all(0 <= weight <= 1 for weight in weights)

    def test_spanish_says_the_same_with_its_own_marks(self) -> None:
        found = check(b.strategy(b.mission("m"), b.project("p", "m")), DAY).cases[0]
        assert say(found.against[0].text, Locale("es", "es-CL")) == "No consta ningún proyecto con dinero."


def test_bounds_of_an_exact_number_are_the_number() -> None:
    assert bounds(Measured(0.4)) == (0.4, 0.4)
    assert bounds(Measured(0.4, 0.2, 0.9)) == (0.2, 0.9)
    assert bounds(Measured(None)) is None
