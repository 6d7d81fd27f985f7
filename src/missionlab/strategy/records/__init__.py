"""The records of a strategy: frozen, typed, each with the sources of its facts.

Optional fields are blank when the world does not say. A gap that was looked for and not found is declared as
``undefined: reason``: it turns an error into a warning and feeds the case against. The rules between records
(references, sums of shares, dates in order) are in ``rules``; a single record only checks its own types.
"""

from missionlab.strategy.records.context import (
    Actor,
    Answer,
    Assumption,
    Distance,
    ExchangeRate,
    Location,
    Sector,
    Source,
)
from missionlab.strategy.records.course import (
    Action,
    CourseRule,
    Limit,
    Pilot,
    PilotResult,
    Review,
    Signpost,
)
from missionlab.strategy.records.finance import (
    AidRule,
    Fund,
    FundFact,
    FundLine,
    OutcomeModel,
    OutcomeStep,
    Terms,
)
from missionlab.strategy.records.measure import Baseline, Break, Gap, Indicator, Observation, Target, TargetVersion
from missionlab.strategy.records.promise import About, Challenge, Mission, Thresholds
from missionlab.strategy.records.record import Record
from missionlab.strategy.records.spending import CoFinance, Commitment, Contribution, Gate, Project

__all__ = [
    "About",
    "Action",
    "Actor",
    "AidRule",
    "Answer",
    "Assumption",
    "Baseline",
    "Break",
    "Challenge",
    "CoFinance",
    "Commitment",
    "Contribution",
    "CourseRule",
    "Distance",
    "ExchangeRate",
    "Fund",
    "FundFact",
    "FundLine",
    "Gap",
    "Gate",
    "Indicator",
    "Limit",
    "Location",
    "Mission",
    "Observation",
    "OutcomeModel",
    "OutcomeStep",
    "Pilot",
    "PilotResult",
    "Project",
    "Record",
    "Review",
    "Sector",
    "Signpost",
    "Source",
    "Target",
    "TargetVersion",
    "Terms",
    "Thresholds",
]
