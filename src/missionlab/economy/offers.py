"""Brochures: which capital-good firms a consumption-good firm knows, kept as short lists and never as a matrix."""

from __future__ import annotations

import numpy as np

from missionlab.economy import random
from missionlab.economy.compiled import block
from missionlab.economy.equations.innovation import new_clients
from missionlab.economy.equations.rounding import whole_up


@block
def drop_stale_offers(t, two, now_1):
    """Forget offers that were neither sent nor chosen since t-1, and count the clients of each capital-good firm."""
    now_1.clients[:] = 0
    for j in range(two.key.size):
        kept = 0
        for n in range(two.offers[j]):
            if two.offer_period[j, n] >= t - 1:
                sender = two.offer_from[j, n]
                two.offer_from[j, kept] = sender
                two.offer_period[j, kept] = two.offer_period[j, n]
                now_1.clients[sender] += 1
                kept += 1
        two.offers[j] = kept


@block
def holds_offer(two, j, i):
    """Whether firm j knows of firm i."""
    for n in range(two.offers[j]):
        if two.offer_from[j, n] == i:
            return True
    return False


@block
def add_offer(two, j, i, t):
    """Give firm j a brochure of firm i; returns 1 if j's list is full and the brochure is lost, else 0."""
    n = two.offers[j]
    if n == two.offer_from.shape[1]:
        return 1
    two.offer_from[j, n] = i
    two.offer_period[j, n] = t
    two.offers[j] = n + 1
    return 0


@block
def send_brochures(p, seed, t, stream, i, clients, one, two):
    """Firm i finds new clients, uniformly among the firms that do not know it; returns brochures lost."""
    firms = two.key.size
    wanted = int(new_clients(clients, p.new_client_ratio, firms, whole_up(firms / one.key.size)))
    if 2 * (clients + wanted) <= firms:
        return _send_by_rejection(seed, t, stream, i, wanted, one, two)
    return _send_by_shuffle(seed, t, stream, i, wanted, one, two)


@block
def _send_by_rejection(seed, t, stream, i, wanted, one, two):
    firms = two.key.size
    dropped = 0
    lot = 0
    while wanted > 0:
        u, _ = random.uniforms(seed, t, stream, one.key[i], lot)
        lot += 1
        j = two.place_of[int(u * firms)]
        if not holds_offer(two, j, i):
            full = add_offer(two, j, i, t)
            dropped += full
            wanted -= 1
    return dropped


@block
def _send_by_shuffle(seed, t, stream, i, wanted, one, two):
    strangers = np.empty(two.key.size, np.int64)
    count = 0
    for key in range(two.key.size):
        j = two.place_of[key]
        if not holds_offer(two, j, i):
            strangers[count] = j
            count += 1
    dropped = 0
    for n in range(wanted):
        u, _ = random.uniforms(seed, t, stream, one.key[i], n)
        pick = n + int(u * (count - n))
        j = strangers[pick]
        strangers[pick] = strangers[n]
        dropped += add_offer(two, j, i, t)
    return dropped


@block
def send_all_brochures(p, seed, t, one, two, now_1):
    """Every capital-good firm looks for clients; returns brochures lost."""
    dropped = 0
    for i in range(one.key.size):
        dropped += send_brochures(p, seed, t, random.BROCHURES, i, now_1.clients[i], one, two)
    return dropped


@block
def choose_supplier(seed, t, j, one, two, now_1):
    """The cheapest offer per unit of productivity; a firm without an offer finds a supplier at random."""
    if two.offers[j] == 0:
        u, _ = random.uniforms(seed, t, random.SUPPLIER, two.key[j], 0)
        i = one.place_of[int(u * one.key.size)]
        add_offer(two, j, i, t)
        return i
    best = 0
    for n in range(1, two.offers[j]):
        rival, leader = two.offer_from[j, n], two.offer_from[j, best]
        gap = now_1.appeal[rival] - now_1.appeal[leader]
        if gap < 0.0 or (gap == 0.0 and one.key[rival] < one.key[leader]):
            best = n
    two.offer_period[j, best] = t
    return two.offer_from[j, best]


@block
def forget_suppliers_that_leave(two, now_1):
    """Take the offers of capital-good firms that leave out of every list."""
    for j in range(two.key.size):
        kept = 0
        for n in range(two.offers[j]):
            sender = two.offer_from[j, n]
            if now_1.leaving[sender] == 0:
                two.offer_from[j, kept] = sender
                two.offer_period[j, kept] = two.offer_period[j, n]
                kept += 1
        two.offers[j] = kept
