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
from missionlab.strategy.records.measure import Baseline, Break, Gap, Indicator, Observation, Target, TargetVersion
from missionlab.strategy.records.promise import About, Challenge, Mission, Thresholds
from missionlab.strategy.records.record import Record
from missionlab.strategy.records.spending import Commitment, Contribution, Project

__all__ = [
    "About",
    "Actor",
    "Answer",
    "Assumption",
    "Baseline",
    "Break",
    "Challenge",
    "Commitment",
    "Contribution",
    "Distance",
    "ExchangeRate",
    "Gap",
    "Indicator",
    "Location",
    "Mission",
    "Observation",
    "Project",
    "Record",
    "Sector",
    "Source",
    "Target",
    "TargetVersion",
    "Thresholds",
]
