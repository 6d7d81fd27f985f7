"""A small economy for tests of ensembles: a run takes a millisecond or so."""

from __future__ import annotations

from missionlab.economy.parameters import Parameters, with_values

SMALL = with_values(Parameters(), F1=5, F2=20, Ls0=50_000)
PERIODS = 40

PENNILESS = with_values(SMALL, F1=2, F2=3, benefit_rate=0, wage_floor=1e9, NW10=0, NW20=0, credit_floor=0)
"""Nobody can pay a wage: the run ends after 50 periods without work."""
