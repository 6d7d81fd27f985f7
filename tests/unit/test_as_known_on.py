"""What was known on a day, and nothing else."""

from __future__ import annotations

from datetime import date

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
