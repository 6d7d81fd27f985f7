"""What was known on a day, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from missionlab.strategy.reader import read
from missionlab.strategy.records import (
    About,
    Break,
    Challenge,
    Commitment,
    Indicator,
    Mission,
    Observation,
    Project,
    Target,
)
from missionlab.strategy.strategy import Strategy, as_known_on


def _strategy() -> Strategy:
    read = {
        "versions": [
            {
                "number": 1,
                "set_on": "2018-05",
                "value": 5,
                "year": 2030,
                "comparator": "at least",
                "baseline": {"period": 2018, "value": 1.7, "vintage": 2020},
            },
            {"number": 2, "set_on": 2021, "value": 6, "year": 2030, "comparator": "at least"},
        ]
    }
    return Strategy(
        about=About.model_validate({"id": "s", "name": "S", "status": "withdrawn", "ended": "2021-03"}),
        challenges=(Challenge(id="c", name="C"),),
        missions=(
            Mission.model_validate({"id": "m", "challenge": "c", "name": "M", "announced": "2018-05-21"}),
            Mission.model_validate({"id": "late", "challenge": "c", "name": "Late", "announced": 2022}),
        ),
        indicators=(
            Indicator(
                id="i",
                name="I",
                breaks=(Break.model_validate({"period": 2014, "reason": "r", "known_on": "2022-12-06"}),),
            ),
        ),
        targets=(
            Target.model_validate({"id": "t", "mission": "m", "name": "T", "indicator": "i", **read}),
            Target.model_validate({"id": "u", "mission": "late", "name": "U", "indicator": "i"}),
        ),
        observations=tuple(
            Observation.model_validate({"indicator": "i", "period": 2018, "value": value, "vintage": vintage})
            for value, vintage in ((1.7, "2019-06"), (2.7, "2022-12-06"))
        ),
        projects=(
            Project.model_validate({"id": "p", "name": "P", "announced": 2017}),
            Project.model_validate({"id": "q", "name": "Q", "announced": "2020-06"}),
        ),
        commitments=tuple(
            Commitment.model_validate({"id": name, "project": project, "amount": 1, "announced": day})
            for name, project, day in (("a", "p", 2017), ("b", "p", "2021-02"), ("c", "q", "2019-01"))
        ),
    )


def test_a_day_in_2019_knows_only_what_was_out_by_then() -> None:
    then = as_known_on(_strategy(), date(2019, 12, 31))
    assert then.about.status == "active"
    assert then.about.ended is None
    assert [mission.id for mission in then.missions] == ["m"]
    assert [target.id for target in then.targets] == ["t"]
    assert [version.number for version in then.targets[0].versions] == [1]
    assert then.targets[0].versions[0].baseline is not None
    assert then.targets[0].versions[0].baseline.value is None
    assert [observation.value for observation in then.observations] == [1.7]
    assert then.indicators[0].breaks == ()
    assert [project.id for project in then.projects] == ["p"]
    assert [commitment.id for commitment in then.commitments] == ["a"]


def test_a_year_is_known_on_its_last_day_and_not_before() -> None:
    assert len(as_known_on(_strategy(), date(2021, 12, 30)).targets[0].versions) == 1
    assert len(as_known_on(_strategy(), date(2021, 12, 31)).targets[0].versions) == 2


def test_today_nothing_is_lost_and_cutting_twice_changes_nothing() -> None:
    strategy = _strategy()
    assert as_known_on(strategy, date(2026, 11, 24)) == strategy
    then = as_known_on(strategy, date(2020, 12, 31))
    assert as_known_on(then, date(2020, 12, 31)) == then
    assert as_known_on(as_known_on(strategy, date(2022, 1, 1)), date(2020, 12, 31)) == then


SAMPLE = read(Path(__file__).parents[1] / "strategy_sample.yaml")


def test_gates_and_stops_that_had_not_come_are_taken_back() -> None:
    then = as_known_on(SAMPLE, date(2019, 5, 30))
    assert [gate.stage for gate in then.project_by_id["p2"].gates] == ["basic"]
    dropped = then.project_by_id["p4"]
    assert (dropped.status, dropped.stopped_on, dropped.stopped_reason) == ("active", None, None)
    later = as_known_on(SAMPLE, date(2019, 5, 31))
    assert later.project_by_id["p4"] == SAMPLE.project_by_id["p4"]


def test_a_project_is_in_the_stage_in_which_it_was() -> None:
    def stage(day: date) -> tuple[str | None, str | None]:
        project = as_known_on(SAMPLE, day).project_by_id["p2"]
        return project.stage, None if project.stage_entered_on is None else str(project.stage_entered_on)

    assert stage(date(2020, 2, 29)) == ("demonstration", "2020-02")
    assert stage(date(2020, 1, 31)) == ("applied", None)
    assert stage(date(2018, 11, 30)) == ("basic", None)
    moved = SAMPLE.project_by_id["p2"].model_copy(update={"gates": ()})
    alone = Strategy(about=About(id="s", name="S"), projects=(moved,))
    assert as_known_on(alone, date(2020, 1, 31)).projects[0].stage is None, "nobody says where it was before"


def test_a_stop_that_a_gate_dates_is_taken_back_as_well() -> None:
    gates = [{"stage": "applied", "decided_on": 2020, "result": "failed"}]
    stopped = Project.model_validate({"id": "p", "name": "P", "announced": 2017, "status": "stopped", "gates": gates})
    whole = Strategy(about=About(id="s", name="S"), projects=(stopped,))
    assert as_known_on(whole, date(2020, 6, 1)).projects[0].status == "active"
    assert as_known_on(whole, date(2020, 6, 1)).projects[0].gates == ()
    assert as_known_on(whole, date(2020, 12, 31)) == whole


def test_reviews_held_results_of_pilots_and_the_record_of_funds_come_with_their_days() -> None:
    then = as_known_on(SAMPLE, date(2019, 6, 2))
    assert [review.held for review in then.reviews] == [(), ()]
    assert [review.dates for review in then.reviews] == [review.dates for review in SAMPLE.reviews], "dates are a plan"
    assert [len(pilot.results) for pilot in then.pilots] == [0, 0]
    assert [len(fund.record) for fund in then.funds] == [1]
    assert [len(fund.record) for fund in as_known_on(SAMPLE, date(2019, 3, 31)).funds] == [0]
    later = as_known_on(SAMPLE, date(2019, 6, 30))
    assert [str(day) for day in later.reviews[0].held] == ["2019-06-03"]
    assert [len(pilot.results) for pilot in later.pilots] == [1, 0]


def test_rules_and_pilots_exist_from_the_day_on_which_they_were_made() -> None:
    then = as_known_on(SAMPLE, date(2018, 9, 29))
    assert [rule.id for rule in then.rules] == []
    assert [pilot.id for pilot in then.pilots] == ["q2"], "one without a day is kept"
    assert [rule.id for rule in as_known_on(SAMPLE, date(2018, 9, 30)).rules] == ["u1"]
    assert [rule.id for rule in as_known_on(SAMPLE, date(2018, 12, 31)).rules] == ["u1", "u2", "u3"]


def test_nothing_is_kept_that_is_about_what_was_not_known() -> None:
    then = as_known_on(SAMPLE, date(2018, 5, 20))
    assert then.missions == ()
    assert then.reviews == ()
    assert then.signposts == (SAMPLE.signposts[1], SAMPLE.signposts[3]), "the indicator and the series are known"
    assert then.actions == ()
    assert then.rules == ()


def test_a_pilot_of_a_project_that_came_later_stands_without_it() -> None:
    then = as_known_on(SAMPLE, date(2019, 6, 30))
    assert "p3" not in then.project_by_id
    assert [pilot.project for pilot in then.pilots] == [None, None]
    assert as_known_on(SAMPLE, date(2026, 1, 1)) == SAMPLE
