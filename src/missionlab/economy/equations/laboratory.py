"""Public laboratories: whether they find something, what it is worth, and how long the state waits."""

from __future__ import annotations

import math

from missionlab.economy.compiled import equation


@equation
def laboratory_success(multiple: float, efficiency: float, researchers: float, force: float) -> float:
    r"""Chance that a laboratory's search succeeds in this period; it depends on its share of the labour force.

    Equation: \theta_L = 1 - e^{-m \zeta_L l_L / L^S}
    Source: missionlab
    Units: multiple [1]; efficiency [1]; researchers, force [workers]; returns [probability].
    """
    return 1.0 - math.exp(-multiple * efficiency * researchers / force)


@equation
def laboratory_step(gain: float, draw: float) -> float:
    r"""What a success adds: a mean, and a Beta(3, 2) number about its own mean, as wide as the benchmark's innovations.

    Equation: \delta = g + 0.3 (\beta_{3,2} - 0.6)
    Source: missionlab
    Units: gain [share]; draw [a Beta number]; returns [share].
    """
    return gain + 0.3 * (draw - 0.6)


@equation
def opportunity_shift(before: float, decay: float, steps: float, low: float) -> float:
    r"""Shift of both bounds of what an innovation brings; it never takes the lower bound below -0.9.

    Equation: s = \max\{(1 - \lambda) s_{-1} + \delta / 2,\ -0.9 - \underline{x}\}
    Source: missionlab
    Units: before [share]; decay [1/period]; steps [share, the sum of what succeeded]; low [share]; returns [share].
    """
    return max((1.0 - decay) * before + steps / 2.0, -0.9 - low)


@equation
def found_productivity(best: float, step: float) -> float:
    r"""A productivity of the technique that a laboratory finds, from that of the best technique in use.

    Equation: A_L = A^* (1 + \delta)
    Source: missionlab
    Units: best [productivity]; step [share]; returns [productivity].
    """
    return best * (1.0 + step)


@equation
def periods_waited(before: float, successes: float) -> float:
    r"""Periods of a programme that have passed since it began or last had a success.

    Equation: k = 0 \text{ if it succeeds, else } k_{-1}
    Source: missionlab
    Units: before [periods]; successes [1]; returns [periods].
    """
    return 0.0 if successes > 0.0 else before


@equation
def is_given_up(waited: float, patience: float) -> bool:
    r"""Whether the state has waited long enough; with a patience of 0 it never has.

    Equation: \bar k > 0 \text{ and } k \ge \bar k
    Source: missionlab
    Units: waited, patience [periods]; returns [true or false].
    """
    return patience > 0.0 and waited >= patience
