"""Policy: what a budget buys, and what a public loan costs."""

from __future__ import annotations

from missionlab.economy.compiled import equation
from missionlab.economy.equations.rounding import whole_down


@equation
def budget(share: float, wage: float, force: float) -> float:
    r"""The budget of a lever in a period: so many workers' wages, whatever the policy.

    Equation: X = \beta w L^S
    Source: missionlab
    Units: share [share of the labour force's wages]; wage [money/worker]; force [workers]; returns [money].
    """
    return share * wage * force


@equation
def rate(money: float, base: float, most: float) -> float:
    r"""The rate at which a budget is used up on what it is paid for, up to its bound.

    Equation: s = \min(X / Z, \bar s),\ 0 \text{ if } Z = 0
    Source: missionlab
    Units: money, base [money]; most [1]; returns [1].
    """
    return min(money / base, most) if base > 0.0 else 0.0


@equation
def price_after_discount(price: float, discount: float) -> float:
    r"""What a buyer pays for a machine when the state pays a part of its price.

    Equation: (1 - d) p_1
    Source: missionlab
    Units: price [money/machine]; discount [share]; returns [money/machine].
    """
    return (1.0 - discount) * price


@equation
def buyers_refund(price: float, ordered: float, aid: float, lost: float) -> float:
    r"""What a buyer gets back for machines that are not made: what it paid for them, not what the state paid.

    Equation: (p_1 - a / n) k
    Source: missionlab
    Units: price [money/machine]; ordered, lost [machines]; aid [money]; returns [money].
    """
    return (price - aid / ordered) * lost


@equation
def is_new(period: int, found: int, newness: float) -> bool:
    r"""Whether a technique is young enough for a first buyer; at a newness of 0 every technique is.

    Equation: t - t_0 < k \text{ or } k = 0
    Source: missionlab
    Units: period, found, newness [periods]; returns [true or false].
    """
    return newness <= 0.0 or period - found < newness


@equation
def machines_within(money: float, price: float) -> float:
    r"""Whole machines that money buys.

    Equation: \lfloor X / p_1 \rfloor
    Source: missionlab
    Units: money [money]; price [money/machine]; returns [machines].
    """
    return whole_down(max(money, 0.0) / price)


@equation
def in_turn(amount: float, turn: float, turns: float) -> float:
    r"""How much of an amount is handed out by a turn in whole pieces: the last turn hands out all.

    Equation: \lfloor n k / N \rfloor
    Source: missionlab
    Units: amount [machines]; turn, turns [turns]; returns [machines].
    """
    return whole_down(amount * turn / turns)


@equation
def new_capital(cash: float, debt: float, least: float) -> float:
    r"""What a public firm without cash is given: its debt and overdraft are paid, and the least cash is left.

    Equation: NW_{10} PPI / PPI_0 + Deb - NW
    Source: missionlab
    Units: cash, debt, least [money]; returns [money].
    """
    return least + debt - cash


@equation
def loan_costs(loan: float, interest: float, upside: float, profit: float) -> float:
    r"""What a public loan costs its borrower in a period: interest, and a share in profit of at most the loan.

    Equation: \rho L + \min(\upsilon [\Pi]^+, L)
    Source: missionlab
    Units: loan, profit [money]; interest [1/period]; upside [share]; returns [money].
    """
    return interest * loan + min(upside * max(profit, 0.0), loan)


@equation
def loan_payment(loan: float, costs: float, tenor: float, cash: float, coin: float) -> float:
    r"""What a borrower pays on a public loan: costs and an instalment, as far as its cash above the coin reaches.

    Equation: \min(L / T + \text{costs},\ [m - 1]^+)
    Source: missionlab
    Units: loan, costs, cash, coin [money]; tenor [periods]; returns [money].
    """
    return min(loan / max(tenor, 1.0) + costs, max(cash - coin, 0.0))


@equation
def may_lend(lost: float, lent: float, limit: float) -> bool:
    r"""Whether the public bank still lends: its losses have not passed their limit.

    Equation: Z_G \le \bar z \Lambda_G
    Source: missionlab
    Units: lost, lent [money]; limit [share]; returns [true or false].
    """
    return lost <= limit * lent


@equation
def household_tax(share: float, outlay: float, means: float) -> float:
    r"""What households pay towards a policy in the same period: at most what they have.

    Equation: T_h = \min(\tau X, [E]^+)
    Source: missionlab
    Units: share [share]; outlay, means [money]; returns [money].
    """
    return min(share * outlay, max(means, 0.0))


@equation
def household_income_from_policy(plan: float, transfers: float, wages: float, tax: float) -> float:
    r"""What households plan to spend with what a policy pays them and takes from them.

    Equation: E = E^h + X_{tr} + W_{lab} - T_h
    Source: missionlab
    Units: plan, transfers, wages, tax [money]; returns [money].
    """
    return plan + transfers + wages - tax


@equation
def scrapped_public_machines(value: float, life: float) -> float:
    r"""Machines in public stock that are scrapped in a period, at the price paid.

    Equation: K_G / \eta
    Source: missionlab
    Units: value [money]; life [periods]; returns [money].
    """
    return value / life
