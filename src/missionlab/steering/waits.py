"""What the strategy's own projects say of how long a stage takes, beside the chances that their model states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from missionlab.base.dates import Date
from missionlab.base.text import text
from missionlab.portfolio.results import Measured
from missionlab.steering.learning.durations import ageing, of_strength
from missionlab.strategy.records import Project
from missionlab.strategy.vocabulary import GateResult, Stage

_PRIOR_EVENTS = 1.0
"""Projects that went on for which the model's own chance counts."""
_FEWEST_FOR_AGEING = 3
"""Projects that went on without which nothing is said of whether the chance rises with age."""
_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class StageRecord:
    """How long projects of one model waited in one stage, and how many of them went on."""

    waits: int
    passed: int
    years: float
    """Years that all of them waited together; those that failed, were stopped or still wait count their time."""
    hazard: Measured
    """Yearly rate of going on, with one project's worth of the model's own; low and high hold nine tenths of it."""
    rises: Measured
    """Chance that the rate rises with the years in the stage, by a Weibull law."""


def stage_record(projects: Iterable[Project], model: str, stage: Stage, stated: float, day: date) -> StageRecord | None:
    """The record of a stage over all ``projects`` of a model by ``day``, with ``stated`` the model's chance to go on;
    nothing where nobody's time in it is known, or the model's chance is 0."""
    waits = [wait for one in projects if one.outcome_model == model for wait in waits_of(one, stage, day)]
    if not waits or stated <= 0:
        return None
    passed, years = sum(ended for _, ended in waits), sum(length for length, _ in waits)
    hazard = of_strength(stated, _PRIOR_EVENTS).after(passed, years)
    found = ageing(waits) if passed >= _FEWEST_FOR_AGEING else None
    rises = Measured(None, reason=text("patience.reason.few_passed", n=_FEWEST_FOR_AGEING))
    if found is not None:
        rises = Measured(found.rises, reason=text("patience.reason.chance"))
    measured = Measured(hazard.mean, hazard.quantile(0.05), hazard.quantile(0.95))
    return StageRecord(len(waits), passed, years, measured, rises)


def waits_of(project: Project, stage: Stage, day: date) -> Iterator[tuple[float, bool]]:
    """The years that a project waited in a stage, and whether it went on; nothing where its beginning is not known.

    Only one that passed its gate has gone on. A wait that ended otherwise, or that goes on, shows that it took longer.
    """
    gates = sorted(project.gates, key=lambda gate: gate.decided_on)
    began: Date | None = project.starts
    for gate in gates:
        if gate.stage is stage and began is not None:
            yield _years(began, gate.decided_on.last), gate.result is GateResult.PASSED
        began = gate.decided_on if gate.result is GateResult.PASSED else None
    if project.stage is stage and not any(gate.stage is stage for gate in gates):
        began = project.stage_entered_on or began
        if began is not None and began.last <= day:
            end = project.stopped_on.last if project.stopped_on is not None else day
            yield _years(began, min(end, day)), False


def _years(since: Date, until: date) -> float:
    return max(0.0, (until - since.last).days / _YEAR)
