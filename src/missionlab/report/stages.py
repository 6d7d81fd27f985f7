"""How far projects came along the innovation curve, by the dated decisions at the ends of stages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from missionlab.base.dates import Date
from missionlab.strategy.records import Project
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import GateResult, ProjectStatus, Stage


@dataclass(frozen=True, slots=True)
class Exit:
    """A project that was stopped in a stage; ``on`` is blank where nobody wrote down when."""

    project: str
    name: str
    on: Date | None


@dataclass(frozen=True, slots=True)
class StageState:
    """The projects that were in one stage: those that went on, that are still there, and that were stopped."""

    stage: Stage
    went_on: tuple[str, ...]
    there: tuple[str, ...]
    stopped: tuple[Exit, ...]

    def to_json(self) -> dict[str, Any]:
        stopped = [{"project": one.project, "on": None if one.on is None else str(one.on)} for one in self.stopped]
        return {
            "stage": str(self.stage),
            "went_on": list(self.went_on),
            "there": list(self.there),
            "stopped": stopped,
            "counts": {"went_on": len(self.went_on), "there": len(self.there), "stopped": len(self.stopped)},
        }


def stage_states(strategy: Strategy) -> tuple[StageState, ...]:
    """The stages in which any project was, in the order of the curve; nothing where no stage or gate is recorded.

    Projects that are only put forward are in no stage yet, and those that ran their course went on from theirs.
    """
    known = [one for one in strategy.projects if one.status is not ProjectStatus.PROPOSED and (one.stage or one.gates)]
    states = (_state(stage, known) for stage in Stage)
    return tuple(one for one in states if one.went_on or one.there or one.stopped)


def _state(stage: Stage, projects: list[Project]) -> StageState:
    went_on, there, stopped = [], [], []
    for one in projects:
        ended = _stop_in(stage, one)
        if ended is not None:
            stopped.append(ended)
        elif _passed(stage, one):
            went_on.append(one.id)
        elif one.stage is stage:
            there.append(one.id)
    return StageState(
        stage, tuple(went_on), tuple(there), tuple(sorted(stopped, key=lambda exit_: str(exit_.on or "")))
    )


def _passed(stage: Stage, project: Project) -> bool:
    gates = any(gate.stage is stage and gate.result is GateResult.PASSED for gate in project.gates)
    return gates or (project.stage is stage and project.status is ProjectStatus.COMPLETED)


def _stop_in(stage: Stage, project: Project) -> Exit | None:
    """The end of a project in a stage: at a gate that it did not pass, or by being stopped while it was there."""
    for gate in project.gates:
        if gate.stage is stage and gate.result is not GateResult.PASSED:
            return Exit(project.id, project.name, gate.decided_on)
    if project.status is ProjectStatus.STOPPED and project.stage is stage:
        return Exit(project.id, project.name, project.stopped_on)
    return None
