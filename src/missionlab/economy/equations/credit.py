"""Credit: how much a firm may borrow, what it can pay for, and how a loss is met."""

from __future__ import annotations

from missionlab.economy.compiled import equation
from missionlab.economy.equations.rounding import whole_down


@equation
def credit_limit(cash: float, sales: float, wages: float, multiple: float, floor: float) -> float:
    r"""The most a firm may owe.

    Equation: D^{max} = \max\{\Lambda \max(NW_{-1}, S_{-1} - W_{-1}),\ \Lambda_0 PPI_{-1} / PPI_0\}
    Source: ks-ee
    Units: cash, sales, wages, floor [money]; multiple [1]; returns [money].
    """
    return max(multiple * max(cash, sales - wages), floor)


@equation
def plan(
    wanted: float, unit_cost: float, lot: float, cash: float, credit: float, coin: float
) -> tuple[float, float, float]:
    r"""What a plan gets; the remainder of a cut plan stays in cash.

    Equation: c q \le m - 1 + cr: q,\ \text{else } q' = lot \lfloor [(m - 1 + cr) / c]^+ / lot \rfloor,\ m + cr - c q'
    Source: closure
    Units: wanted, lot [units]; unit_cost [money/unit]; cash, credit, coin [money];
    returns (units granted, cash left, new debt).
    """
    cost = wanted * unit_cost
    if cost <= cash - coin:
        return wanted, cash - cost, 0.0
    if cost <= cash - coin + credit:
        return wanted, coin, cost - cash + coin
    part = lot * whole_down(max((cash - coin + credit) / unit_cost, 0.0) / lot)
    if part <= 0.0:
        return 0.0, cash, 0.0
    return part, cash + credit - part * unit_cost, credit


@equation
def plan_with_loss(
    wanted: float, unit_cost: float, lot: float, cash: float, credit: float, coin: float
) -> tuple[float, float, float]:
    r"""What a plan gets, as the program has it: the remainder of a cut plan is lost (defect D1).

    Equation: c q \le m - 1 + cr: q,\ \text{else } lot \lfloor [(m - 1 + cr) / c]^+ / lot \rfloor \text{ and } m = 1
    Source: ks-ee
    Units: wanted, lot [units]; unit_cost [money/unit]; cash, credit, coin [money];
    returns (units granted, cash left, new debt).
    """
    granted, left, new_debt = plan(wanted, unit_cost, lot, cash, credit, coin)
    is_cut = wanted * unit_cost > cash - coin + credit
    return granted, coin if is_cut and granted > 0.0 else left, new_debt


@equation
def make_all_or_cancel(
    orders: float, unit_cost: float, price: float, budget: float, cash: float, credit: float, coin: float
) -> tuple[float, float, float, float]:
    r"""Output and research of a capital-good firm, as the program has it: if illiquid it cancels all (defect D2).

    Equation: Q_1 = D_1 \text{ if } D_1 (c_1 - p_1) + RD \le \max(m - 1 + cr, 0),\ \text{else } 0
    Source: ks-ee
    Units: orders [machines]; unit_cost, price [money/machine]; budget, cash, credit, coin [money];
    returns (machines planned, research budget, cash left, new debt).
    """
    need = orders * (unit_cost - price) + budget
    if need < 0.0 or need <= cash - coin:
        return orders, budget, cash - need, 0.0
    if need <= cash - coin + credit:
        return orders, budget, coin, need - cash + coin
    return 0.0, budget, cash - budget + credit, credit


@equation
def cut_research_first(
    orders: float, unit_cost: float, price: float, budget: float, cash: float, credit: float, coin: float
) -> tuple[float, float, float, float]:
    r"""Output and research of a capital-good firm: prepaid orders are made, research is cut to what is left.

    Equation: RD' = \min(RD, [m - 1 + cr + D_1 (p_1 - c_1)]^+),\ Q_1 = D_1
    Source: closure
    Units: orders [machines]; unit_cost, price [money/machine]; budget, cash, credit, coin [money];
    returns (machines planned, research budget, cash left, new debt).
    """
    margin = orders * (price - unit_cost)
    research = min(budget, max(cash - coin + credit + margin, 0.0))
    need = research - margin
    if need < 0.0 or need <= cash - coin:
        return orders, research, cash - need, 0.0
    borrowed = min(need - cash + coin, credit)
    return orders, research, cash - need + borrowed, borrowed


@equation
def settle(flow: float, cash: float, debt: float, credit: float, coin: float, refund: float) -> tuple[float, float]:
    r"""Cash and debt after profit; refunds come first, and a last loan is paid out.

    Equation: F < 0: m + F,\ \text{or borrow to } m = 1,\ \text{or } m + F + cr;\ F \ge 0: \text{repay } \min(Deb, F)
    Source: closure
    Units: all [money]; returns (cash, debt).
    """
    cash += refund
    if flow >= 0.0:
        repaid = min(debt, flow)
        return cash + flow - repaid, debt - repaid
    if cash >= coin - flow:
        return cash + flow, debt
    want = coin - flow - cash
    if credit >= want:
        return coin, debt + want
    return cash + flow + credit, debt + credit


@equation
def settle_with_loss(
    flow: float, cash: float, debt: float, credit: float, coin: float, refund: float
) -> tuple[float, float]:
    r"""Cash and debt after profit, as the program has it: a last loan is lost (D4), refunds come late (D12).

    Equation: F < 0: m + F,\ \text{or borrow to } m = 1,\ \text{or } m + F - cr;\ F \ge 0: \text{repay } \min(Deb, F)
    Source: ks-ee
    Units: all [money]; returns (cash, debt).
    """
    after, owed = settle(flow, cash, debt, credit, coin, 0.0)
    if flow < 0.0 and credit < coin - flow - cash:
        after = cash + flow - credit
    return after + refund, owed
