"""The Keynes + Schumpeter (K+S) agent-based model of an economy: numbers in, numbers out."""

from __future__ import annotations

from missionlab.economy.levers import BadLevers, no_levers, schedule
from missionlab.economy.parameters import REGISTRY, BadParameters, Parameters, with_values
from missionlab.economy.series import SERIES, UnknownSeries
from missionlab.economy.simulate import BadRequest, Code, Economy, Firms, Run, simulate, start

__all__ = [
    "REGISTRY",
    "SERIES",
    "BadLevers",
    "BadParameters",
    "BadRequest",
    "Code",
    "Economy",
    "Firms",
    "Parameters",
    "Run",
    "UnknownSeries",
    "no_levers",
    "schedule",
    "simulate",
    "start",
    "with_values",
]
