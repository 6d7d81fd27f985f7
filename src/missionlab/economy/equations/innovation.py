"""Search: whether a capital-good firm finds a new technique, and which."""

from __future__ import annotations

import math

from missionlab.economy.compiled import equation
from missionlab.economy.equations.rounding import whole_up


@equation
def search_success(efficiency: float, share: float, workers: float) -> float:
    r"""Chance that a search succeeds in this period.

    Equation: \theta = 1 - e^{-\zeta s l}
    Source: dosi2010
    Units: efficiency [1/worker]; share [share of research]; workers [workers, at the initial labour force];
    returns [probability].
    """
    return 1.0 - math.exp(-efficiency * share * workers)


@equation
def innovation_step(productivity: float, low: float, high: float, draw: float) -> float:
    r"""The productivity that an innovation offers.

    Equation: A' = A (1 + \underline{x} + \beta (\bar{x} - \underline{x}))
    Source: dosi2010
    Units: productivity [any]; low, high [share]; draw [a Beta number]; returns [as productivity].
    """
    return productivity * (1.0 + low + draw * (high - low))


@equation
def technical_distance(machine: float, process: float, other_machine: float, other_process: float) -> float:
    r"""Distance between two techniques.

    Equation: d = \sqrt{(A_k - A_i)^2 + (B_k - B_i)^2}
    Source: dosi2010
    Units: machine, process, other_machine, other_process [productivity]; returns [productivity].
    """
    across = other_machine - machine
    along = other_process - process
    return math.sqrt(across * across + along * along)


@equation
def imitation_weight(distance: float) -> float:
    r"""Weight of a technique among those that may be imitated.

    Equation: 1/d,\ 0 \text{ if } d = 0
    Source: dosi2010
    Units: distance [productivity]; returns [1/productivity].
    """
    return 1.0 / distance if distance > 0.0 else 0.0


@equation
def is_better_technique(machine: float, process: float, than_machine: float, than_process: float) -> bool:
    r"""Whether a prototype replaces the technique at hand.

    Equation: A' B' > A B
    Source: ks-ee
    Units: all [productivity]; returns [true or false].
    """
    return machine * process > than_machine * than_process


@equation
def entrant_productivity(draw: float, best: float, advantage: float) -> float:
    r"""Productivity that an entrant brings.

    Equation: A = a \, A^{max} (1 + x_5)
    Source: ks-ee
    Units: draw [a Beta number]; best [productivity]; advantage [share]; returns [productivity].
    """
    return draw * best * (1.0 + advantage)


@equation
def research_budget(sales: float, share: float, previous: float) -> float:
    r"""Research budget: a share of last period's sales, or what it was if there were none.

    Equation: RD = \nu S_{-1} \text{ if } S_{-1} > 0,\ \text{else } RD_{-1}
    Source: dosi2010
    Units: sales, previous [money]; share [share]; returns [money].
    """
    return share * sales if sales > 0.0 else previous


@equation
def new_clients(clients: float, ratio: float, all_clients: float, fair_share: float) -> float:
    r"""How many firms a capital-good firm sends a brochure.

    Equation: \min(\max(\lceil \gamma HC \rceil, 1), F_2 - HC), \text{ at least } \lceil F_2 / F_1 \rceil - HC
    Source: ks-ee
    Units: clients, all_clients, fair_share [firms]; ratio [1]; returns [firms].
    """
    wanted = min(max(whole_up(ratio * clients), 1.0), all_clients - clients)
    return max(wanted, fair_share - clients)
