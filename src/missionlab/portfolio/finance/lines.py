"""One line of a fund as the simulation needs it, or in words why it cannot be modelled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.base.text import Text, text
from missionlab.portfolio.finance.assumptions import AssumptionSet, assumed_model, filled_model
from missionlab.portfolio.finance.exits import ExitLaw, exit_law
from missionlab.portfolio.finance.fates import Course, chances, course_of_default, curves
from missionlab.portfolio.finance.flows import Flows, History, Refused
from missionlab.portfolio.finance.hazards import stage_table
from missionlab.portfolio.finance.laws import flows
from missionlab.portfolio.finance.laws.refusals import reason
from missionlab.portfolio.finance.results import Assumed
from missionlab.portfolio.finance.setting import Line
from missionlab.portfolio.finance.unit_flows import STAKES, UnitEnd, unit_flows
from missionlab.strategy.records import Fund, FundLine, OutcomeModel
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Authority, Instrument

BEYOND = 40
"""Years after the horizon for which flows are followed one by one; the laws sum what comes later."""
BY_CALENDAR = frozenset(
    {
        Instrument.PRICE_CAP,
        Instrument.CONTRACT_FOR_DIFFERENCE,
        Instrument.ADVANCE_COMMITMENT,
        Instrument.PROCUREMENT,
        Instrument.PRIZE,
    }
)
"""Instruments whose terms are for one contract in stated calendar years, so that a line of many cannot have them."""
_AFTER_SUCCESS = frozenset({Instrument.REPAYABLE_GRANT, Instrument.ROYALTY})
"""Instruments that wait for the year of a success."""


@dataclass(frozen=True, slots=True)
class LineRead:
    line: Line
    assumed: tuple[Assumed, ...]


def line_of(
    strategy: Strategy, fund: Fund, line: FundLine, chosen: AssumptionSet | None, years: int
) -> LineRead | Text:
    """`line` has its blanks filled where the fund names a set; `chosen` also fills the chances of its projects."""
    if line.instrument in BY_CALENDAR:
        return text("fund.reason.by_calendar")
    model, assumed = _model(strategy, line, chosen)
    course = _course(line, model)
    if isinstance(course, Text):
        return course
    value, hold = _value(line, model)
    stake = line.instrument in STAKES
    if stake and isinstance(value, Refused):
        return reason(value)
    missing = tuple(name for name in ("hold_first", "hold_last") if stake and getattr(line.terms, name) is None)
    if missing:
        return reason(Refused(missing))
    if hold[1] < hold[0]:
        return text("laws.contradiction.hold_reversed")
    earned = _revenue(fund, line, model, years + BEYOND)
    if isinstance(earned, Text):
        return earned

    def law(history: History) -> Flows:
        found = flows(line.instrument, line.terms, 1.0, line.tenor_years, history, fund.reference_rate, fund.starts)
        if isinstance(found, Refused):
            raise _RefusedError(found)
        return found

    try:
        unit = unit_flows(
            law, line.instrument, earned, _end(course, years + BEYOND), capped=line.terms.cap_multiple is not None
        )
    except _RefusedError as refused:
        return reason(refused.why)
    if not unit.covers and unit.draws[0, 0] == 0 and fund.authority is Authority.CASH:
        return text("fund.reason.unbounded")
    read = Line(
        name=line.name,
        instrument=line.instrument,
        share=line.share,
        mission=line.mission,
        sector=line.sector,
        course=course,
        succeeds=model is not None,
        unit=unit,
        value=value if isinstance(value, ExitLaw) else None,
        hold=hold,
    )
    return LineRead(read, assumed)


class _RefusedError(Exception):
    """A law refused; what it lacks is the same for every history."""

    def __init__(self, why: Refused) -> None:
        super().__init__()
        self.why = why


def _model(
    strategy: Strategy, line: FundLine, chosen: AssumptionSet | None
) -> tuple[OutcomeModel | None, tuple[Assumed, ...]]:
    """The line's outcome model; where it names none, a default hazard stands for it, or the model of the set."""
    if line.outcome_model is not None:
        model = strategy.outcome_model_by_id.get(line.outcome_model)
        if model is not None and chosen is not None:
            return filled_model(model, chosen)
        return model, ()
    if line.default_hazard is not None or chosen is None:
        return None, ()
    return assumed_model(chosen)


def _course(line: FundLine, model: OutcomeModel | None) -> Course | Text:
    if model is None:
        if line.default_hazard is None:
            return reason(Refused(("outcome_model",)))
        if line.instrument in STAKES or line.instrument in _AFTER_SUCCESS:
            return reason(Refused(("outcome_model",)))
        return course_of_default(line.default_hazard)
    if line.stage is None:
        return reason(Refused(("stage",)))
    table = stage_table(model)
    place = table.place(line.stage)
    if place is None:
        return text("fund.reason.after_success") if line.instrument in _AFTER_SUCCESS else ()
    return table.bands[place:]


def _value(line: FundLine, model: OutcomeModel | None) -> tuple[ExitLaw | Refused | None, tuple[int, int]]:
    first, last = line.terms.hold_first or 0.0, line.terms.hold_last
    hold = (round(first), round(first if last is None else last))
    return (None if model is None else exit_law(model)), hold


def _revenue(fund: Fund, line: FundLine, model: OutcomeModel | None, ages: int) -> NDArray[np.float64] | Text:
    """Revenue from the year of a success on, for one unit of a deal of mean size; none where no term asks for it."""
    if line.terms.revenue_share is None:
        return np.zeros(ages)
    if model is None or model.revenue is None or model.revenue_growth is None or model.revenue_years is None:
        return reason(Refused(("revenue",)))
    since = np.arange(ages, dtype=np.float64)
    flowing = since < model.revenue_years
    return np.where(flowing, model.revenue / (fund.deal_mean or 1.0) * (1 + model.revenue_growth) ** since, 0.0)


def _end(course: Course, ages: int) -> UnitEnd:
    if not course:
        return UnitEnd(np.zeros((ages, 1)), np.zeros((ages, 1)))
    return UnitEnd(*curves(chances(course, None, (ages, 1)), 0, ages))
