"""What the rule set `lsd-0.1` does where it differs: the reference program's accounts, which do not close."""

from __future__ import annotations

from missionlab.economy.books import Balance
from missionlab.economy.closed_books import spare_last_capital_good_firm as _most_clients
from missionlab.economy.closed_books import spare_last_consumption_good_firm as _largest_share
from missionlab.economy.compiled import block, equation


@equation
def household_plan(wages: float, benefits: float, cash: float, dividends: float, interest_rate: float) -> float:
    r"""What households plan to spend: income, last period's dividends, and saving that was forced.

    Equation: C = W + G + Div_{-1} + (1 + r) SavAcc_{-1}
    Source: ks-ee
    Units: wages, benefits, cash, dividends [money]; interest_rate [1/period]; returns [money].
    """
    return wages + benefits + dividends + (1.0 + interest_rate) * cash


@equation
def state_purchases(purchases: float, spent: float, planned: float) -> float:  # noqa: ARG001
    r"""The state is charged what it planned; a lack of goods is saving of households.

    Equation: G_p = G_p^*
    Source: ks-ee
    Units: purchases, spent, planned [money]; returns [money].
    """
    return purchases


@equation
def keep_inventory(inventory: float) -> float:
    r"""Inventories, but for a dust that is forgotten.

    Equation: N \text{ if } N \ge 0.001,\ \text{else } 0
    Source: ks-ee
    Units: inventory [goods]; returns [goods].
    """
    return inventory if inventory >= 0.001 else 0.0


@equation
def inventory_investment(price: float, inventory: float, price_before: float, inventory_before: float) -> float:
    r"""Change of inventories in output, with the change of their price.

    Equation: \Delta N = p N - p_{-1} N_{-1}
    Source: ks-ee
    Units: price, price_before [money/good]; inventory, inventory_before [goods]; returns [money].
    """
    return price * inventory - price_before * inventory_before


@equation
def inventory_change(stored: float, lost_before: float) -> float:
    r"""Change of inventories as the program sums it: less what firms held that left a period before.

    Equation: \Delta N = \sum (Q - D) - \sum_{exits, t-1} N
    Source: ks-ee
    Units: stored, lost_before [goods]; returns [goods].
    """
    return stored - lost_before


@equation
def capacity_counted(opening: float, closing: float) -> float:  # noqa: ARG001
    r"""The capacity to which the program compares output: the machines at the end of the period.

    Equation: K
    Source: ks-ee
    Units: opening, closing [goods]; returns [goods].
    """
    return closing


@equation
def equity(wanted: float, purse: float) -> float:  # noqa: ARG001
    r"""Equity of a new firm; nobody is charged for it (defect D11).

    Equation: E = E^*
    Source: ks-ee
    Units: wanted, purse [money]; returns [money].
    """
    return wanted


@block
def sell_goods(spending, cpi, two):
    """Ration in rounds of goods until less than 0.01 is left; returns what was spent, at the price index.

    In a round the demand left is spread by share over the firms that met all of theirs so far and have goods.
    """
    left = spending / cpi
    weight = 1.0
    for firm in two:
        firm.bought = 0.0
    in_play = first = True
    sold = 0.0
    while in_play and (first or (left >= 0.01 and sold > 0.0)):
        sold = next_weight = 0.0
        in_play = False
        for firm in two:
            if firm.share > 0.0 and (first or firm.bought < firm.supply):
                got = min(left * firm.share / weight, firm.supply - firm.bought)
                firm.bought += got
                sold += got
                if firm.bought < firm.supply:
                    next_weight += firm.share
                    in_play = True
        left -= sold
        weight = next_weight
        first = False
    total = 0.0
    for firm in two:
        total += firm.bought
    return cpi * total


@block
def spare_last_capital_good_firm(p, price_index, one):
    """The firm with most clients stays: its debt is cancelled and its cash is made up, at nobody's cost."""
    _keep(one[_most_clients(p, price_index, one)], p.capital_good_cash * price_index)
    return -1


@block
def spare_last_consumption_good_firm(p, price_index, two):
    """The firm with the largest share stays: its debt is cancelled and its cash is made up, at nobody's cost."""
    _keep(two[_largest_share(p, price_index, two)], p.consumption_good_cash * price_index)
    return -1


@block
def _keep(firm, cash):
    """A firm that would leave stays, without its debt and with so much cash beyond it."""
    firm.cash = cash + firm.debt
    firm.debt = 0.0
    firm.leaving = 0


@block
def close_books(macro, flows, banked):
    """Forced saving goes to the households' account; taxes and dividends are booked a period late."""
    deficit = flows.benefits + flows.purchases + banked.interest_state - macro.taxes
    return Balance(
        household_cash=flows.planned - flows.spent,
        dividends=flows.dividends,
        taxes=flows.taxes,
        public_debt=macro.public_debt + deficit,
        bank_equity=0.0,
        rescue=0.0,
        bank_dividend=0.0,
        deficit=deficit,
    )
