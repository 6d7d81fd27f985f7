"""The discount on machines: the largest one whose cost a budget bears, given what firms then order."""

from __future__ import annotations

from missionlab.economy import consumption_goods
from missionlab.economy.compiled import block
from missionlab.economy.equations import policy as equations
from missionlab.economy.equations.rounding import whole_down
from missionlab.economy.rules import lines_kept, restore_lines, turn

MOST = 0.5
HALVINGS = 12
"""The bracket of the search is then a 4000th of the first guess."""


@block
def largest(rules, p, t, wage, budget, one, two, machines, banks):
    """The largest discount whose cost stays within the budget, found by halving a bracket; at most `MOST`.

    Where banks do not ration, a lower price never makes firms order less, so that the budget over what they order at
    the full price is too high or just right. Where they do, a firm that borrows more can leave less to the next, and
    what is found is a discount within the budget.
    """
    low, high = 0.0, MOST
    orders = _orders(rules, p, t, wage, 0.0, one, two, machines, banks)
    if orders > 0.0:
        high = min(budget / orders, MOST)
    if high * _orders(rules, p, t, wage, high, one, two, machines, banks) <= budget:
        return high
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        if middle * _orders(rules, p, t, wage, middle, one, two, machines, banks) <= budget:
            low = middle
        else:
            high = middle
    return low


@block
def _orders(rules, p, t, wage, discount, one, two, machines, banks):
    """Machines that firms would order at this discount, at the full price; nothing is changed."""
    worth, lines = 0.0, lines_kept(rules.banking, banks)
    for n in range(two.size):
        j = turn(rules.banking, two, n)
        firm = two[j]
        maker = one[firm.supplier]
        price = equations.price_after_discount(maker.price, discount)
        _, replacement, expansion = consumption_goods.machine_wishes(
            rules, p, t, wage, machines, j, firm, maker.machine, price
        )
        _, expansion, replacement, _, _ = consumption_goods.financed(
            rules, p, banks, firm, expansion, replacement, price
        )
        worth += maker.price * (whole_down(expansion) + whole_down(replacement))
    restore_lines(rules.banking, banks, lines)
    return worth


@block
def pay(discount, one, two):
    """Set the state's part of every order."""
    for firm in two:
        firm.aid = discount * one[firm.supplier].price * firm.ordered


@block
def spent(two):
    """The state's part of the machines that were made."""
    cost = 0.0
    for firm in two:
        cost += firm.aid
    return cost
