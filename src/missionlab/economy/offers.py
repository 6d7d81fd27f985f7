"""Brochures: which capital-good firms a consumption-good firm knows, kept as short lists and never as a matrix."""

from __future__ import annotations

import numpy as np

from missionlab.economy import random
from missionlab.economy.compiled import block, program
from missionlab.economy.equations.innovation import new_clients
from missionlab.economy.equations.rounding import whole_up


@block
def drop_stale_offers(t, one, two, offers):
    """Forget offers that were neither sent nor chosen since t-1, and count the clients of each capital-good firm."""
    for maker in one:
        maker.clients = 0
    for j in range(two.size):
        kept = 0
        for n in range(two[j].offers):
            alive = int(offers[j, n].period >= t - 1)  # counted, not branched on: nobody can guess it
            one[offers[j, n].sender].clients += alive
            _move(offers, j, n, kept)
            kept += alive
        two[j].offers = kept


@block
def forget_makers_that_leave(one, two, offers):
    """Take the offers of capital-good firms that leave out of every list."""
    for j in range(two.size):
        kept = 0
        for n in range(two[j].offers):
            stays = 1 - one[offers[j, n].sender].leaving
            _move(offers, j, n, kept)
            kept += stays
        two[j].offers = kept


@block
def _move(offers, j, source, target):
    offers[j, target].sender = offers[j, source].sender
    offers[j, target].period = offers[j, source].period


@block
def holds_offer(two, offers, j, i):
    """Whether firm j knows of firm i."""
    for n in range(two[j].offers):  # noqa: SIM110  numba knows no any()
        if offers[j, n].sender == i:
            return True
    return False


@program
def give_first_offers(seed, one, two, offers):
    """Every consumption-good firm starts with one supplier, as if it had sent a brochure in period 0."""
    for j in range(two.size):
        u, _ = random.uniforms(seed, 0, random.SUPPLIER, two[j].key, 0)
        add_offer(two, offers, j, one[int(u * one.size)].place, 0)


@block
def add_offer(two, offers, j, i, t):
    """Give firm j a brochure of firm i; returns 1 if j's list is full and the brochure is lost, else 0."""
    n = two[j].offers
    if n == offers.shape[1]:
        return 1
    offers[j, n].sender = i
    offers[j, n].period = t
    two[j].offers = n + 1
    return 0


@block
def send_brochures(p, seed, t, stream, i, clients, one, two, offers):
    """Firm i finds new clients, uniformly among the firms that do not know it; returns brochures lost."""
    wanted = int(new_clients(clients, p.new_client_ratio, two.size, whole_up(two.size / one.size)))
    if 2 * (clients + wanted) <= two.size:
        return _send_by_rejection(seed, t, stream, i, wanted, one, two, offers)
    return _send_by_shuffle(seed, t, stream, i, wanted, one, two, offers)


@block
def _send_by_rejection(seed, t, stream, i, wanted, one, two, offers):
    dropped = lot = 0
    while wanted > 0:
        u, _ = random.uniforms(seed, t, stream, one[i].key, lot)
        lot += 1
        j = two[int(u * two.size)].place
        if not holds_offer(two, offers, j, i):
            dropped += add_offer(two, offers, j, i, t)
            wanted -= 1
    return dropped


@block
def _send_by_shuffle(seed, t, stream, i, wanted, one, two, offers):
    strangers = np.empty(two.size, np.int64)
    count = dropped = 0
    for key in range(two.size):
        j = two[key].place
        if not holds_offer(two, offers, j, i):
            strangers[count] = j
            count += 1
    for n in range(wanted):
        u, _ = random.uniforms(seed, t, stream, one[i].key, n)
        pick = n + int(u * (count - n))
        j = strangers[pick]
        strangers[pick] = strangers[n]
        dropped += add_offer(two, offers, j, i, t)
    return dropped


@block
def send_all_brochures(p, seed, t, one, two, offers):
    """Every capital-good firm looks for clients; returns brochures lost."""
    dropped = 0
    for i in range(one.size):
        dropped += send_brochures(p, seed, t, random.BROCHURES, i, one[i].clients, one, two, offers)
    return dropped


@block
def choose_suppliers(seed, t, one, two, offers):
    """Each firm takes the cheapest offer per unit of productivity; without an offer, a supplier at random."""
    for j in range(two.size):
        firm = two[j]
        if firm.offers == 0:
            u, _ = random.uniforms(seed, t, random.SUPPLIER, firm.key, 0)
            firm.supplier = one[int(u * one.size)].place
            add_offer(two, offers, j, firm.supplier, t)
            continue
        best = 0
        leader = one[offers[j, 0].sender]
        for n in range(1, firm.offers):
            rival = one[offers[j, n].sender]
            if rival.appeal < leader.appeal or (rival.appeal == leader.appeal and rival.key < leader.key):
                best = n
                leader = rival
        offers[j, best].period = t
        firm.supplier = offers[j, best].sender
