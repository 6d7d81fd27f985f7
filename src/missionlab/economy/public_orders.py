"""Machines that the state buys: they become public stock, or are handed to the clients of their maker."""

from __future__ import annotations

from missionlab.economy.compiled import block
from missionlab.economy.equations import investment
from missionlab.economy.equations import policy as equations
from missionlab.economy.equations.rounding import whole_down
from missionlab.economy.levers import Lever

NEWNESS, HANDED_OVER = int(Lever.MACHINE_NEWNESS), int(Lever.MACHINES_HANDED_OVER)


@block
def order(levers, money, t, one):
    """Order whole machines from makers whose technique is young enough, for equal money, in the order of keys."""
    eligible = 0
    for maker in one:
        eligible += equations.is_new(t, maker.found, levers[NEWNESS])
    spent, turn = 0.0, 0
    for key in range(one.size):
        maker = one[one[key].place]
        if equations.is_new(t, maker.found, levers[NEWNESS]):
            turn += 1
            maker.public_orders = equations.machines_within(money * turn / eligible - spent, maker.price)
            spent += maker.public_orders * maker.price
            maker.orders += maker.public_orders
            maker.customers += maker.public_orders > 0.0


@block
def take_delivery(p, levers, one, two):
    """The machines that were made; returns (paid for them, value of those handed to firms)."""
    paid = handed_over = 0.0
    for i in range(one.size):
        maker = one[i]
        if maker.public_orders == 0.0:
            continue
        lost = maker.public_orders
        if maker.planned > 0.0:
            lost = investment.machines_lost(maker.public_orders, maker.cut)
            maker.made -= lost
        delivered = maker.public_orders - lost
        paid += maker.price * delivered
        handed_over += maker.price * _hand_over(p, i, whole_down(levers[HANDED_OVER] * delivered), two)
    return paid, handed_over


@block
def _hand_over(p, i, number, two):
    """Give machines of maker i to its clients, in turn; returns how many found a taker."""
    clients = 0
    for firm in two:
        clients += firm.supplier == i
    given, turn = 0.0, 0
    for key in range(two.size):
        firm = two[two[key].place]
        if firm.supplier == i and number > 0.0:
            turn += 1
            gift = equations.in_turn(number, turn, clients) - given
            given += gift
            firm.given = gift
            firm.delivered += gift
            firm.expansion += gift * p.machine_capacity
    return given
