"""Rules of the central bank and of the treasury: the prime rate, and the benefit rate under a fiscal rule."""

from __future__ import annotations

from missionlab.economy.compiled import equation


@equation
def prime_target(
    base: float,
    inflation: float,
    unemployment: float,
    inflation_target: float,
    unemployment_target: float,
    to_inflation: float,
    to_unemployment: float,
) -> float:
    r"""The prime rate that the central bank aims at.

    Equation: \rho = r_T + \gamma_\pi (\pi_{-1} - \pi_T) + \gamma_U (U_T - U_{-1})
    Source: dosi2015
    Units: base, inflation, inflation_target [1/period]; unemployment, unemployment_target [share];
    to_inflation [1]; to_unemployment [1/period]; returns [1/period].
    """
    return base + to_inflation * (inflation - inflation_target) + to_unemployment * (unemployment_target - unemployment)


@equation
def prime_rate(previous: float, target: float, step: float) -> float:
    r"""The prime rate moves towards its target, by a step at most, and never below nought.

    Equation: r = \max\{r_{-1} + \mathrm{clip}(\rho - r_{-1}, \pm r_{adj}),\ 0\}
    Source: ks-nsl
    Units: previous, target, step [1/period]; returns [1/period].
    """
    return max(previous + min(max(target - previous, -step), step), 0.0)


@equation
def benefit_cut(
    previous: float,
    target: float,
    step: float,
    deficit: float,
    deficit_limit: float,
    debt: float,
    debt_limit: float,
    growth: float,
    growth_floor: float,
) -> float:
    r"""How far the benefit rate is below its target: up a step while a limit is broken, else back by a step.

    A limit counts only after growth of at least the floor: a floor of nought is the escape clause of a soft rule.

    Equation: \varphi_T - \varphi = \mathrm{clip}(\varphi_T - \varphi_{-1} \pm \varphi_{adj},\ 0,\ \varphi_T)
    Source: dosi2015, ks-nsl
    Units: previous, target, step [share]; deficit, deficit_limit, debt, debt_limit [share of output];
    growth, growth_floor [1/period]; returns [share].
    """
    is_broken = (deficit > deficit_limit or debt > debt_limit) and growth >= growth_floor
    return min(max(previous + (step if is_broken else -step), 0.0), target)
