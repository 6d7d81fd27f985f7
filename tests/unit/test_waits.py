"""What the strategy's own projects say of how long a stage takes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from missionlab.steering.waits import stage_record, waits_of
from missionlab.strategy.records import Project
from missionlab.strategy.vocabulary import Stage

DAY = date(2026, 1, 1)


def project(*gates: tuple[str, str, str], **fields: Any) -> Project:
    made = [{"stage": stage, "decided_on": on, "result": result} for stage, on, result in gates]
    defaults = {"id": "p", "name": "P", "outcome_model": "o", "starts": "2020-01-01"}
    return Project.model_validate({**defaults, "gates": made, **fields})


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (project(("applied", "2022-01-01", "passed")), [(2, True)]),
        (project(("applied", "2022-01-01", "failed")), [(2, False)]),
        (project(("basic", "2021-01-01", "passed"), ("applied", "2024-01-01", "passed")), [(3, True)]),
        (project(("basic", "2021-01-01", "passed"), stage="applied"), [(5, False)]),
        (project(stage="applied", stage_entered_on="2023-01-01"), [(3, False)]),
        (project(stage="applied", stopped_on="2021-01-01", status="stopped"), [(1, False)]),
        (project(stage="applied", starts=None), []),
        (project(stage="demonstration"), []),
        (project(stage="applied", stage_entered_on="2027-01-01"), []),
    ],
)
def test_waits_of_a_project(of: Project, expected: list[tuple[float, bool]]):
    found = list(waits_of(of, Stage.APPLIED, DAY))
    assert [ended for _, ended in found] == [ended for _, ended in expected]
    assert [years for years, _ in found] == pytest.approx([years for years, _ in expected], abs=0.01)


def test_one_project_of_the_models_own_counts():
    found = stage_record([project(("applied", "2022-01-01", "passed"))], "o", Stage.APPLIED, 0.25, DAY)
    assert found is not None
    assert (found.waits, found.passed) == (1, 1)
    assert found.hazard.value == pytest.approx(2 / (4 + 2), abs=0.001)
    assert found.rises.value is None


def test_whoever_waits_lowers_the_rate():
    passed = project(("applied", "2022-01-01", "passed"))
    waiting = project(stage="applied")
    fast = stage_record([passed], "o", Stage.APPLIED, 0.25, DAY)
    slow = stage_record([passed, waiting, waiting], "o", Stage.APPLIED, 0.25, DAY)
    assert fast is not None
    assert slow is not None
    assert (slow.hazard.high or 0) < (fast.hazard.high or 0)
    assert slow.hazard.value == pytest.approx(2 / (4 + 2 + 12), abs=0.001)


def test_late_successes_say_that_the_rate_rises():
    late = [project(("applied", f"2024-0{month}-01", "passed")) for month in range(1, 8)]
    found = stage_record(late, "o", Stage.APPLIED, 0.25, DAY)
    assert found is not None
    assert (found.rises.value or 0) > 0.95


def test_projects_of_another_model_do_not_count():
    assert stage_record([project(stage="applied", outcome_model="x")], "o", Stage.APPLIED, 0.25, DAY) is None
    assert stage_record([project(stage="applied")], "o", Stage.APPLIED, 0.0, DAY) is None
