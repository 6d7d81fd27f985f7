"""Patience or stubbornness: what it is worth to stop each project after so many more years without success.

The years to a success come from the project's outcome model, from the stage and the age that it has; its cost a year
from its public money; the prize from what the mission is worth to whoever stated it, as far as the project is to close
the gap. What is blank is not guessed: the project is refused with the reason. What is spent already counts nowhere.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from missionlab.base.findings import InputError
from missionlab.base.text import Text, text
from missionlab.portfolio.finance.hazards import BEFORE_SUCCESS, Band, band_at, stage_table
from missionlab.portfolio.results import Measured
from missionlab.steering.project_money import cost_of, prize_of
from missionlab.steering.stopping import (
    Course,
    first_year_not_worth_it,
    outcomes,
    prize_needed,
    quantile,
    through_stages,
    values,
)
from missionlab.steering.waits import StageRecord, stage_record
from missionlab.strategy.records import OutcomeModel, Project
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import ProjectStatus, Stage

if TYPE_CHECKING:
    from missionlab.tracking.results import Standings

YEARS = 20
"""Years that are looked at."""
_ENDED = (ProjectStatus.COMPLETED, ProjectStatus.STOPPED)


@dataclass(frozen=True, slots=True)
class StopYear:
    """Stopping after ``n`` more years without success."""

    n: int
    value: Measured
    """Expected value; low and high with the least and the most that the project is said to add."""
    luck_low: float
    """With bad luck it brings less than this in one case of twenty, at the central prize."""
    luck_high: float
    """With good luck it brings more than this in one case of twenty."""
    success: float
    """Chance of a success by then."""
    going: float
    """Chance that it still goes on, if it is not stopped."""
    later: float | None
    """Chance of a success in the years after, for a project that still goes on; blank where none does."""
    lost: float | None
    """Share of all successes of the years looked at that a stop then gives up: the rule's error. Blank without any."""


@dataclass(frozen=True, slots=True)
class StopCurve:
    """One project: the value of stopping after each year, and the best one; or why that cannot be said."""

    project: str
    name: str
    stage: Stage
    age: int
    """Full years in the stage by the day."""
    age_known: bool
    """Whether it is on record when it came into the stage; its age counts as 0 where it is not."""
    currency: str | None
    cost: Measured
    """Public money a year."""
    prize: Measured
    """What a success is worth."""
    model: str
    model_name: str
    assumption: str | None
    """Assumption on which the model's chances rest, where no source gives them."""
    sources: tuple[str, ...]
    """Sources of the model."""
    years: tuple[StopYear, ...]
    """From 0, stopping now; empty where it is refused."""
    best: int | None
    """Years after which it is best to stop; the last one looked at: go on as long as it goes."""
    short_sighted: int | None
    """Years after which the rule stops that looks one year ahead; blank where it never does."""
    prize_needed: Measured
    """The prize from which on it pays to go on at all."""
    rises: bool | None
    """Whether the chance of a success in the next year rises with time, at some time."""
    record: StageRecord | None
    """What the strategy's own projects of this model say of its present stage; blank where nothing is on record."""
    refused: Text | None
    """Why there is no curve."""
    as_of: str
    seed: int
    fingerprint: str

    @property
    def can_be_told(self) -> bool:
        """Whether the best year to stop is on the same side of not going on with the least and the most that the
        project is said to add."""
        if self.best is None:
            return False
        if self.best == 0:
            return not any((one.value.high or 0.0) > 0 for one in self.years)
        low = self.years[self.best].value.low
        return low is None or low >= 0

    def to_json(self) -> dict[str, Any]:
        """The documented JSON of one curve; unknown numbers are ``None``."""
        from missionlab.steering.patience_export import curve_json

        return curve_json(self)


def stop_curves(
    strategy: Strategy, as_of: date | None = None, *, standings: Standings | None = None, seed: int = 0
) -> tuple[StopCurve, ...]:
    """A curve for every project that has a stage before its success and an outcome model, and has not ended.

    ``standings`` of the same day saves making them again. Nothing is drawn at random but the forecasts in them, of
    which only the needed change is used.
    """
    day = as_of or date.today()
    known = as_known_on(strategy, day)
    found = [
        one for one in known.projects if one.outcome_model and one.stage in BEFORE_SUCCESS and one.status not in _ENDED
    ]
    if not found:
        return ()
    if standings is None:
        from missionlab.tracking.track import standings_of

        standings = standings_of(strategy, day, seed)
    return tuple(_curve(project, known, standings, day, strategy.fingerprint) for project in found)


def _curve(project: Project, known: Strategy, standings: Standings, day: date, fingerprint: str) -> StopCurve:
    assert project.stage is not None
    assert project.outcome_model is not None
    model = known.outcome_model_by_id.get(project.outcome_model)
    currency, cost = cost_of(project, known)
    prize = prize_of(project, known, standings, currency)
    age = _age(project, day)
    course = _course(model, project.stage, age) if model is not None else text("patience.refused.no_model")
    refused = next((one for one in (course, cost.reason, prize.reason) if isinstance(one, Text)), None)
    if isinstance(course, Text) or cost.value is None:
        needed = Measured(None, reason=refused)
    else:
        value = prize_needed(course[0], cost.value)
        needed = Measured(value, reason=text("patience.reason.model" if value is not None else "patience.never"))
    years: tuple[StopYear, ...] = ()
    best = short = rises = None
    if refused is None and not isinstance(course, Text) and cost.value is not None and prize.value is not None:
        years = _years(course, cost.value, prize)
        best = max(years, key=lambda year: year.value.value or 0.0).n
        short = first_year_not_worth_it(course[0], cost.value, prize.value)
        hazard = course[0].hazard[course[0].going > 1e-12]
        rises = bool((hazard[1:] > hazard[:-1] * (1 + 1e-9)).any())
    return StopCurve(
        project=project.id,
        name=project.name,
        stage=project.stage,
        age=age,
        age_known=project.stage_entered_on is not None,
        currency=currency,
        cost=Measured(cost.value, reason=cost.reason or text("patience.reason.stated")),
        prize=prize,
        model=project.outcome_model,
        model_name=model.name if model is not None else project.outcome_model,
        assumption=model.assumption if model is not None else None,
        sources=model.sources if model is not None else (),
        years=years,
        best=best,
        short_sighted=short,
        prize_needed=needed,
        rises=rises,
        record=_record(known, model, project.stage, day) if model is not None else None,
        refused=refused,
        as_of=day.isoformat(),
        seed=standings.seed,
        fingerprint=fingerprint,
    )


def _years(made: tuple[Course, Any], cost: float, prize: Measured) -> tuple[StopYear, ...]:
    course, failed = made
    assert prize.value is not None
    ends = (prize.low, prize.value, prize.high)
    low, middle, high = (None if end is None else values(course, cost, end) for end in ends)
    assert middle is not None
    won = [0.0, *(float(x) for x in course.success.cumsum())]
    going = [*(float(x) for x in course.going), 1.0 - won[-1] - float(failed[-1])]
    out: list[StopYear] = []
    for n in range(len(middle)):
        brings, chance = outcomes(course, failed, cost, prize.value, n)
        later = won[-1] - won[n]
        value = Measured(float(middle[n]), reason=text("patience.reason.no_range"))
        if low is not None and high is not None:
            value = Measured(float(middle[n]), float(low[n]), float(high[n]))
        out.append(
            StopYear(
                n=n,
                value=value,
                luck_low=quantile(brings, chance, 0.05),
                luck_high=quantile(brings, chance, 0.95),
                success=won[n],
                going=going[n],
                later=later / going[n] if going[n] > 1e-12 else None,
                lost=later / won[-1] if won[-1] > 0 else None,
            )
        )
    return tuple(out)


def _course(model: OutcomeModel, stage: Stage, age: int) -> tuple[Course, Any] | Text:
    """The course of the years from a stage and an age on, or the stage for which the model has no chances."""
    try:
        table = stage_table(model)
        place = table.place(stage)
    except InputError:
        return text("patience.refused.no_steps", stage=text(f"patience.stage.{stage.name.lower()}"))
    assert place is not None
    return through_stages([_chances(bands) for bands in table.bands[place:]], age, YEARS)


def _record(known: Strategy, model: OutcomeModel, stage: Stage, day: date) -> StageRecord | None:
    """The record beside the model's chance in the first years of the stage."""
    stated = next((step.advance for step in model.steps if step.stage is stage and step.from_age == 0), 0.0)
    return stage_record(known.projects, model.id, stage, stated, day)


def _chances(bands: tuple[Band, ...]) -> Callable[[int], tuple[float, float]]:
    def at(age: int) -> tuple[float, float]:
        band = bands[band_at(bands, age)]
        return band.advance, band.fail

    return at


def _age(project: Project, day: date) -> int:
    """Full years in the stage; 0 where it is not known when it came there."""
    if project.stage_entered_on is None:
        return 0
    return max(0, math.floor((day - project.stage_entered_on.last).days / 365.25))
