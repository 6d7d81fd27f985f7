"""Single records as they stood on a past day: what came later is taken back."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from missionlab.strategy.records import About, Mission, Project, TargetVersion
from missionlab.strategy.vocabulary import GateResult, MissionStatus, ProjectStatus, Stage, StrategyStatus

_STAGES = list(Stage)
E = TypeVar("E", About, Mission)


def with_known_baseline(version: TargetVersion, as_of: date) -> TargetVersion:
    baseline = version.baseline
    if baseline is None or baseline.vintage is None or baseline.vintage.known_on(as_of):
        return version
    unread = baseline.model_copy(update={"value": None, "low": None, "high": None, "vintage": None})
    return version.model_copy(update={"baseline": unread})


def not_yet_stopped(project: Project, as_of: date) -> Project:
    """The project with the gates decided by then, in the stage in which it was; a stop that had not yet come is taken
    back. The stage before is that of the first gate that was still to be decided, or not known."""
    gates = tuple(gate for gate in project.gates if gate.decided_on.known_on(as_of))
    changes: dict[str, Any] = {"gates": gates}
    if project.stage_entered_on is not None and not project.stage_entered_on.known_on(as_of):
        ahead = [gate for gate in project.gates if gate not in gates]
        first = min(ahead, key=lambda gate: (gate.decided_on.last, _STAGES.index(gate.stage)), default=None)
        changes |= {"stage": None if first is None else first.stage, "stage_entered_on": None}
    stops = [gate.decided_on for gate in project.gates if gate.result is not GateResult.PASSED]
    ends = [project.stopped_on] if project.stopped_on is not None else stops
    if ends and not any(end.known_on(as_of) for end in ends):
        changes |= {"stopped_on": None, "stopped_reason": None}
        if project.status is ProjectStatus.STOPPED:
            changes["status"] = ProjectStatus.ACTIVE
    return project.model_copy(update=changes)


def not_yet_ended(record: E, as_of: date) -> E:
    if record.ended is None or record.ended.known_on(as_of):
        return record
    before = StrategyStatus.ACTIVE if isinstance(record, About) else MissionStatus.ADOPTED
    return record.model_copy(update={"status": before, "ended": None})
