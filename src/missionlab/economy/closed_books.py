"""What the rule set `closed` does where it differs: no money, good or machine appears or vanishes."""

from __future__ import annotations

import math

from missionlab.economy.books import Balance
from missionlab.economy.compiled import aggregation, block, equation
from missionlab.economy.equations import fiscal


@equation
def household_plan(wages: float, benefits: float, cash: float, dividends: float, interest_rate: float) -> float:  # noqa: ARG001
    r"""What households plan to spend: income and all that is on their account.

    Equation: E^h = W + G + (1 + r) H_{-1}
    Source: closure
    Units: wages, benefits, cash, dividends (on the account already) [money]; interest_rate [1/period]; returns [money].
    """
    return wages + benefits + (1.0 + interest_rate) * cash


@equation
def state_purchases(purchases: float, spent: float, planned: float) -> float:
    r"""What the state spent on goods when goods were short: as large a part of its plan as households.

    Equation: G_p = G_p^* \sum p D / E
    Source: closure
    Units: purchases, spent, planned [money]; returns [money].
    """
    return purchases * (spent / planned) if planned > 0.0 else 0.0


@equation
def keep_inventory(inventory: float) -> float:
    r"""Inventories are carried over whatever their size.

    Equation: N = N_{-1} + Q - D
    Source: closure
    Units: inventory [goods]; returns [goods].
    """
    return inventory


@equation
def inventory_investment(price: float, inventory: float, price_before: float, inventory_before: float) -> float:  # noqa: ARG001
    r"""Change of inventories in output: goods put in store, at this period's price.

    Equation: \Delta N = p (N - N_{-1})
    Source: closure
    Units: price, price_before [money/good]; inventory, inventory_before [goods]; returns [money].
    """
    return price * (inventory - inventory_before)


@equation
def inventory_change(stored: float, lost_before: float) -> float:  # noqa: ARG001
    r"""Change of inventories by production and sales.

    Equation: \Delta N = \sum (Q - D)
    Source: closure
    Units: stored, lost_before [goods]; returns [goods].
    """
    return stored


@equation
def capacity_counted(opening: float, closing: float) -> float:  # noqa: ARG001
    r"""The capacity that could be used in the period: the machines at hand when it began.

    Equation: K_{-1}
    Source: closure
    Units: opening, closing [goods]; returns [goods].
    """
    return opening


@equation
def equity(wanted: float, purse: float) -> float:
    r"""Equity that households put into a new firm: at most what they hold; the bank lends the rest.

    Equation: E = \min(E^*, [H]^+)
    Source: closure
    Units: wanted, purse [money]; returns [money].
    """
    return min(wanted, max(purse, 0.0))


@equation
def pay_benefits(
    force: float,
    employed: float,
    benefit_rate: float,
    wage: float,
    purchases: float,  # noqa: ARG001
    growth: float,  # noqa: ARG001
) -> tuple[float, float]:
    r"""The state pays unemployment benefits and buys nothing.

    Equation: G = (L^S - L) \varphi w,\ G_p = 0
    Source: dosi2010
    Units: force, employed [workers]; benefit_rate [share]; wage [money/worker]; purchases [money]; growth [1/period];
    returns (benefits, purchases) [money].
    """
    return fiscal.benefit_bill(force, employed, benefit_rate, wage), 0.0


@equation
def buy_goods(
    force: float,  # noqa: ARG001
    employed: float,  # noqa: ARG001
    benefit_rate: float,  # noqa: ARG001
    wage: float,  # noqa: ARG001
    purchases: float,
    growth: float,
) -> tuple[float, float]:
    r"""The state buys goods along a path of its own and pays no benefits.

    Equation: G = 0,\ G_p = (1 + g_G) G_{p,-1}
    Source: ks-ee
    Units: force, employed [workers]; benefit_rate [share]; wage [money/worker]; purchases [money]; growth [1/period];
    returns (benefits, purchases) [money].
    """
    return 0.0, fiscal.growing_purchases(purchases, growth)


@aggregation
def sell_goods(spending, cpi, two):  # noqa: ARG001
    """Ration in money: firms sell in proportion to their shares until their goods are gone; returns what was spent.

    A firm sells min(supply, lambda share), with lambda such that buyers spend what they planned or buy all there is.
    """
    on_offer = 0.0
    for firm in two:
        takes_part = firm.share > 0.0
        firm.sells_out = firm.supply / firm.share if takes_part else 0.0
        firm.worth = firm.price * firm.supply if takes_part else 0.0
        firm.weight = firm.price * firm.share
        on_offer += firm.worth
    level = _level(min(spending, on_offer), two)
    spent = 0.0
    for firm in two:
        left = firm.supply if firm.share > 0.0 else 0.0
        firm.bought = level * firm.share if level < firm.sells_out else left
        spent += firm.price * firm.bought
    return spent


@aggregation
def _level(spending, two):
    """The lambda of `sell_goods`: raise it until no further firm sells out."""
    level = -1.0
    while True:
        sold_out = open_weight = 0.0
        for firm in two:
            gone = firm.sells_out <= level
            sold_out += firm.worth if gone else 0.0
            open_weight += 0.0 if gone else firm.weight
        if open_weight <= 0.0:
            return math.inf
        reached = max(spending - sold_out, 0.0) / open_weight
        if not reached > level:  # so written because it holds of a NaN, which must not go round for ever
            return level
        level = reached


@block
def spare_last_capital_good_firm(p, price_index, one):  # noqa: ARG001
    """The firm with most clients leaves like the others and is founded anew in its place, with its technique."""
    best = 0
    for i in range(1, one.size):
        more = one[i].clients - one[best].clients
        if more > 0 or (more == 0 and one[i].key < one[best].key):
            best = i
    return best


@block
def spare_last_consumption_good_firm(p, price_index, two):  # noqa: ARG001
    """The firm with the largest share leaves like the others and is founded anew in its place, with its share."""
    best = 0
    for j in range(1, two.size):
        more = two[j].share - two[best].share
        if more > 0.0 or (more == 0.0 and two[j].key < two[best].key):
            best = j
    return best


@block
def close_books(macro, flows, banked):
    """The state books its deficit; households get the dividends of banks."""
    taxes = flows.taxes + banked.taxes
    deficit = flows.benefits + flows.purchases + banked.interest_state - taxes + banked.rescue + flows.policy
    return Balance(
        household_cash=flows.purse + banked.dividends,
        dividends=0.0,
        taxes=0.0,
        public_debt=macro.public_debt + deficit,
        bank_equity=banked.equity,
        rescue=banked.rescue,
        bank_dividend=banked.dividends,
        deficit=deficit,
    )
