"""Competition among consumption-good firms: competitiveness and market shares."""

from __future__ import annotations

from missionlab.economy.compiled import equation


@equation
def competitiveness(
    price: float, mean_price: float, unmet: float, mean_unmet: float, price_weight: float, unmet_weight: float
) -> float:
    r"""Competitiveness, relative to the mean of the operating firms; always negative.

    Equation: E = -\omega_1 p / \bar{p} - \omega_2 (l_{-1} + 1) / (\bar{l}_{-1} + 1)
    Source: ks-ee
    Units: price, mean_price [money/good]; unmet, mean_unmet [goods]; price_weight, unmet_weight [1]; returns [1].
    """
    shortage = (unmet + 1.0) / (mean_unmet + 1.0) if mean_unmet > 0.0 else 1.0
    return -price_weight * price / mean_price - unmet_weight * shortage


@equation
def market_share(previous: float, fitness: float, mean_fitness: float, intensity: float, smallest: float) -> float:
    r"""Market share by a replicator, before shares are scaled to one.

    Equation: f = \max\{f_{-1} [1 - \chi (E / \bar{E} - 1)],\ 0.99 f^{min}\}
    Source: ks-ee
    Units: previous, smallest [share]; fitness, mean_fitness [1]; intensity [1]; returns [share].
    """
    relative = fitness / mean_fitness if mean_fitness < 0.0 else 1.0
    return max(previous * (1.0 - intensity * (relative - 1.0)), 0.99 * smallest)


@equation
def first_share(capital: float, all_capital: float, smallest: float) -> float:
    r"""Share of a firm in its first producing period; a firm without a machine gets none.

    Equation: f = \max(K_{-1} / \sum K_{-1},\ f^{min})
    Source: ks-ee
    Units: capital, all_capital [goods of capacity]; smallest [share]; returns [share].
    """
    return max(capital / all_capital, smallest) if capital > 0.0 else 0.0


@equation
def normalised_herfindahl(squares: float, firms: int) -> float:
    r"""Concentration: the sum of squared shares, moved to run from 0 (all alike, or no shares at all) to 1 (one firm).

    Equation: H = [(\sum f^2 - 1 / F) / (1 - 1 / F)]^+
    Source: ks-ee
    Units: squares [share]; firms [firms]; returns [share].
    """
    return max((squares - 1.0 / firms) / (1.0 - 1.0 / firms), 0.0) if firms > 1 else 1.0


@equation
def shares_sum_as_coded(total: float) -> float:
    r"""What shares are divided by, as the program has it: small gaps are left.

    Equation: \sum f \text{ if } |\sum f - 1| > 0.001,\ \text{else } 1
    Source: ks-ee
    Units: total [share]; returns [share].
    """
    return total if abs(total - 1.0) > 0.001 else 1.0


@equation
def shares_sum(total: float) -> float:
    r"""What shares are divided by, so that they always add to one.

    Equation: \sum f
    Source: closure
    Units: total [share]; returns [share].
    """
    return total
