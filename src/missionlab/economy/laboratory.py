"""Public laboratories: one shifts what firms' searches can find, one finds techniques that every firm may take up.

Their researchers are hired with those of firms, and search in the period after.
"""

from __future__ import annotations

from typing import NamedTuple

from missionlab.economy import random
from missionlab.economy.compiled import block
from missionlab.economy.equations import innovation
from missionlab.economy.equations import laboratory as equations
from missionlab.economy.levers import Lever

YIELD, GAIN, DECAY = int(Lever.LABORATORY_YIELD), int(Lever.LABORATORY_GAIN), int(Lever.LABORATORY_DECAY)
SHIFTING, FINDING = 0, 1
"""The two laboratories, as their random numbers are addressed."""
STEP_ALPHA, STEP_BETA = 3.0, 2.0
"""Shapes of the Beta number in what a success adds."""


class Knowledge(NamedTuple):
    """What laboratories have brought: firms draw on it in their searches."""

    shift: float  # of what an innovation can bring
    machine: float  # the laboratory's technique, 0 = none yet
    process: float
    found: float  # the period in which it was found
    successes: float  # in this period


@block
def search(p, levers, seed, t, macro, one):
    """What the laboratories' researchers of the last period found."""
    steps = successes = 0.0
    machine, process, found = macro.laboratory_machine, macro.laboratory_process, macro.laboratory_found
    if _succeeds(p, levers, seed, t, SHIFTING, macro.laboratory_researchers, macro.labour_force):
        step, _ = _step(levers, seed, t, SHIFTING, 0)
        steps += step
        successes += 1.0
    if _succeeds(p, levers, seed, t, FINDING, macro.technique_researchers, macro.labour_force):
        successes += 1.0
        best_machine, best_process = best_technique(one, one.size)
        step, index = _step(levers, seed, t, FINDING, 0)
        new_machine = equations.found_productivity(best_machine, step)
        step, _ = _step(levers, seed, t, FINDING, index)
        new_process = equations.found_productivity(best_process, step)
        if innovation.is_better_technique(new_machine, new_process, machine, process):
            machine, process, found = new_machine, new_process, float(t)
    shift = macro.opportunity_shift
    if shift != 0.0 or steps != 0.0:
        shift = equations.opportunity_shift(shift, levers[DECAY], steps, p.innovation_low)
    return Knowledge(shift, machine, process, found, successes)


@block
def _succeeds(p, levers, seed, t, laboratory, researchers, force):
    if researchers <= 0.0:
        return False
    lot, _ = random.uniforms(seed, t, random.LABORATORY, laboratory, 0)
    return lot < equations.laboratory_success(levers[YIELD], p.laboratory_efficiency, researchers, force)


@block
def _step(levers, seed, t, laboratory, index):
    draw, index = random.beta_number(STEP_ALPHA, STEP_BETA, seed, t, random.LABORATORY_STEP, laboratory, index)
    return equations.laboratory_step(levers[GAIN], draw), index


@block
def best_technique(one, keys):
    """The technique with the largest product among the places with a key below `keys`; the lowest key wins a tie."""
    machine = process = 0.0
    for key in range(keys):
        maker = one[one[key].place]
        if innovation.is_better_technique(maker.machine, maker.process, machine, process):
            machine, process = maker.machine, maker.process
    return machine, process
