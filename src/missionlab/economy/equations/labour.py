"""Labour: the force, the wage, and who gets workers when there are too few."""

from __future__ import annotations

from missionlab.economy.compiled import equation


@equation
def labour_force(previous: float, growth: float) -> float:
    r"""The labour force of the period.

    Equation: L^S = L^S_{-1} (1 + \delta)
    Source: ks-ee
    Units: previous [workers]; growth [1/period]; returns [workers].
    """
    return previous * (1.0 + growth)


@equation
def relative_change(now: float, before: float, limit: float) -> float:
    r"""A rate of change as the wage rule sees it, kept within a limit (0 = none).

    Equation: \Delta X = \min(\max(X / X_{-1} - 1, -m), m),\ 0 \text{ if } X_{-1} = 0
    Source: ks-ee
    Units: now, before [any, the same]; limit [share]; returns [share].
    """
    if before == 0.0:
        return 0.0
    change = now / before - 1.0
    if limit > 0.0:
        change = min(max(change, -limit), limit)
    return change


@equation
def wage(
    previous: float, prices: float, productivity: float, unemployment: float, psi1: float, psi2: float, psi3: float
) -> float:
    r"""The wage before its floor, from last period's rates of change.

    Equation: w = w_{-1} (1 + \psi_1 \Delta CPI_{-1} + \psi_2 \Delta A_{-1} + \psi_3 \Delta U_{-1})
    Source: dosi2010
    Units: previous [money/worker]; prices, productivity, unemployment (changes) [share]; psi1, psi2, psi3 [1];
    returns [money/worker].
    """
    return previous * (1.0 + psi1 * prices + psi2 * productivity + psi3 * unemployment)


@equation
def research_labour(wanted: float, cap: float, force: float) -> float:
    r"""Workers employed in research.

    Equation: L^{RD} = \min(\sum_i RD_i / w,\ \bar l\, L^S)
    Source: ks-ee
    Units: wanted, force [workers]; cap [share]; returns [workers].
    """
    return min(wanted, cap * force)


@equation
def labour_scale(research: float, capital: float, consumption: float, force: float, cut_cap: float) -> float:
    r"""The factor by which the labour of both sectors is cut when there is too little.

    Equation: s = \max\{(L^S - x)/(y + z),\ 1 - \bar c\} \text{ if } L^S - x < y + z,\ \text{else } 1
    Source: ks-ee
    Units: research x, capital y, consumption z, force [workers]; cut_cap [share]; returns [1].
    """
    x, y, z = min(research, force), min(capital, force), min(consumption, force)
    if force - x < y + z:
        return max((force - x) / (y + z), 1.0 - cut_cap)
    return 1.0


@equation
def capital_good_labour(research: float, capital: float, force: float, scale: float) -> float:
    r"""Workers employed by capital-good firms: research first, then production.

    Equation: L_1 = x + (y - x) s
    Source: ks-ee
    Units: research x, capital y, force [workers]; scale [1]; returns [workers].
    """
    x, y = min(research, force), min(capital, force)
    return x + (y - x) * scale


@equation
def firm_labour(wanted: float, research_wanted: float, research: float, filled: float) -> float:
    r"""Workers of one capital-good firm.

    Equation: L_{1,i} = \min\{L^d_i,\ L^{RD}_i + (L^d_i - RD_i / w)\,\phi\}
    Source: ks-ee
    Units: wanted, research_wanted, research [workers]; filled [share of production jobs filled]; returns [workers].
    """
    return min(wanted, research + (wanted - research_wanted) * filled)
