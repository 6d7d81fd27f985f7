"""Brochures: which capital-good firms a consumption-good firm knows, and which of them it chooses.

An offer holds in the period in which it is sent and in the next, and a chosen one for as long as it is chosen. So a
firm knows its supplier, and who sent it a brochure in the last two periods. Brochures are kept sender by sender: row
t % 2 of `offers` holds the places of the firms that those of period t went to, from `sent_from` on `sent` of them.
"""

from __future__ import annotations

import numpy as np

from missionlab.economy import random
from missionlab.economy.compiled import block, program
from missionlab.economy.equations.innovation import new_clients
from missionlab.economy.equations.rounding import whole_up

NOBODY = -1
"""The supplier of a firm whose supplier has left."""


@program
def give_first_suppliers(seed, one, two):
    """Every consumption-good firm starts with one supplier."""
    for j in range(two.size):
        u, _ = random.uniforms(seed, 0, random.SUPPLIER, two[j].key, 0)
        two[j].supplier = one[int(u * one.size)].place


@block
def choose_suppliers(p, seed, t, one, two, offers):
    """Every capital-good firm looks for clients, and every firm takes the cheapest offer that it holds.

    Cheapest is the lowest price per unit of productivity; a firm without an offer finds a supplier at random. Returns
    (end of the brochures of the period, brochures lost).
    """
    for maker in one:
        maker.clients = 0
    for firm in two:
        firm.choice, firm.known_to = firm.supplier, NOBODY
        if firm.supplier != NOBODY:
            maker = one[firm.supplier]
            maker.clients += 1
            firm.appeal = maker.appeal
    end = lost = 0
    for i in range(one.size):
        maker = one[i]
        for n in range(maker.sent_from, maker.sent_from + maker.sent):
            firm = two[offers[(t - 1) % 2, n]]
            if firm.entered < t - 1:  # else the brochure went to the firm that was here before
                firm.known_to = i
                maker.clients += firm.supplier != i
                _consider(one, i, maker, firm)
        end, dropped = send_brochures(p, seed, t, random.BROCHURES, i, maker.clients, one, two, offers, end)
        lost += dropped
        for n in range(maker.sent_from, end):
            _consider(one, i, maker, two[offers[t % 2, n]])
    for firm in two:
        if firm.choice == NOBODY:
            u, _ = random.uniforms(seed, t, random.SUPPLIER, firm.key, 0)
            firm.choice = one[int(u * one.size)].place
        firm.supplier = firm.choice
    return end, lost


@block
def _consider(one, i, maker, firm):
    """A firm compares an offer of maker i with the best it knows so far; of equal ones the lowest key wins."""
    first = firm.choice == NOBODY
    if first or maker.appeal < firm.appeal or (maker.appeal == firm.appeal and maker.key < one[firm.choice].key):
        firm.choice, firm.appeal = i, maker.appeal


@block
def forget_makers_that_leave(one, two):
    """Firms whose supplier leaves have none; its brochures are void."""
    for maker in one:
        if maker.leaving == 1:
            maker.sent = 0
    for firm in two:
        firm.known_to = NOBODY
        if one[firm.supplier].leaving == 1:
            firm.supplier = NOBODY


@block
def send_brochures(p, seed, t, stream, i, clients, one, two, offers, end):
    """Firm i finds new clients, uniformly among the firms that do not know it.

    It is known to its clients, the firms whose `known_to` it is or whose supplier. The brochures are written from `end`
    on; returns (their end, brochures lost because there was no room for them).
    """
    wanted = int(new_clients(clients, p.new_client_ratio, two.size, whole_up(two.size / one.size)))
    room = min(wanted, offers.shape[1] - end)
    if 2 * (clients + wanted) <= two.size:
        _send_by_rejection(seed, t, stream, i, room, one, two, offers, end)
    else:
        _send_by_shuffle(seed, t, stream, i, room, one, two, offers, end)
    one[i].sent_from, one[i].sent = end, room
    return end + room, wanted - room


@block
def _send_by_rejection(seed, t, stream, i, wanted, one, two, offers, end):
    lot, spare = 0, 0.0
    while wanted > 0:
        u = spare
        if lot % 2 == 0:
            u, spare = random.uniforms(seed, t, stream, one[i].key, lot // 2)
        lot += 1
        j = two[int(u * two.size)].place
        if two[j].known_to != i and two[j].supplier != i:
            two[j].known_to = i
            offers[t % 2, end] = j
            end += 1
            wanted -= 1


@block
def _send_by_shuffle(seed, t, stream, i, wanted, one, two, offers, end):
    strangers = np.empty(two.size, np.int64)
    count = 0
    for key in range(two.size):
        j = two[key].place
        if two[j].known_to != i and two[j].supplier != i:
            strangers[count] = j
            count += 1
    spare = 0.0
    for n in range(wanted):
        u = spare
        if n % 2 == 0:
            u, spare = random.uniforms(seed, t, stream, one[i].key, n // 2)
        pick = n + int(u * (count - n))
        offers[t % 2, end + n] = strangers[pick]
        strangers[pick] = strangers[n]
