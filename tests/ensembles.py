"""A small economy for tests of ensembles: a run takes a millisecond or so."""

from __future__ import annotations

from missionlab.economy.parameters import Parameters, with_values

SMALL = with_values(Parameters(), F1=5, F2=20, Ls0=50_000)
PERIODS = 40
