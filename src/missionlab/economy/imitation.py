"""Whom a capital-good firm imitates: another one, the likelier the nearer its technique of t-1.

The chance is proportional to 1/d, d the distance of the techniques, 0 where they are the same. Among few firms all
distances are looked at. Among many that would make a period quadratic in firms, so the techniques are cut into blocks
that are small on the map of (machine, process), and a block far away is judged by its distance alone: a choice that
this bound makes too likely is taken back with the chance that makes up for it, and drawn again (rejection sampling:
Devroye 1986, "Non-uniform random variate generation", II.3). So the chances are the same as if all were looked at, and
a choice takes about the square root of the number of firms.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from missionlab.economy import random
from missionlab.economy.compiled import block
from missionlab.economy.equations import innovation

FEW = 256
"""Up to so many firms an imitator looks at all of them."""
_NEAR_BLOCKS = 20.0
"""Blocks near an imitator in a wide cloud: as many blocks as it then looks at members, so that neither outweighs."""


class Blocks(NamedTuple):
    """The techniques block by block: F1 of them in B blocks; B = 0 among few firms."""

    keys: np.ndarray  # of the firms, shape (F1,)
    machine: np.ndarray  # their techniques, shape (F1,)
    process: np.ndarray
    first: np.ndarray  # where a block begins, and the end of the last: shape (B + 1,)
    low_machine: np.ndarray  # the box round a block, shape (B,)
    high_machine: np.ndarray
    low_process: np.ndarray
    high_process: np.ndarray
    diameter: np.ndarray  # from corner to corner


class Techniques(NamedTuple):
    """The techniques of t-1 in the order of keys, side by side in memory: shape (F1,) each, and their blocks."""

    machine: np.ndarray
    process: np.ndarray
    blocks: Blocks


@block
def techniques_before_search(one):
    """The techniques that the firms hold before any of them has searched, as an imitator reads them."""
    machine, process = np.empty(one.size), np.empty(one.size)
    for key in range(one.size):
        maker = one[one[key].place]
        machine[key], process[key] = maker.machine, maker.process
    strips = int((_NEAR_BLOCKS * one.size) ** 0.25) if one.size > FEW else 0
    return Techniques(machine, process, _cut(machine, process, strips))


@block
def among_few(seed, t, machines, processes, weights, agent):
    """The key whose technique of t-1 `agent` meets, with a chance that falls with distance; -1 if all are the same.

    `machines` and `processes`, shape (F1,), are the techniques; `weights`, shape (F1,), is overwritten.
    """
    machine, process = machines[agent], processes[agent]
    for key in range(weights.size):
        weights[key] = innovation.imitation_weight(
            innovation.technical_distance(machine, process, machines[key], processes[key])
        )
    total = _running_sums(weights)
    if total == 0.0:
        return -1
    u, _ = random.uniforms(seed, t, random.IMITATION, agent, 0)
    return np.searchsorted(weights, min(u * total, np.nextafter(total, 0.0)), side="right")


@block
def among_many(seed, t, blocks, weights, agent, machine, process):
    """The same among many, by blocks; `agent` holds the technique (machine, process)."""
    sums = weights[: blocks.diameter.size]
    for number in range(sums.size):
        members = blocks.first[number + 1] - blocks.first[number]
        sums[number] = members * innovation.imitation_weight(_gap(blocks, number, machine, process))
    for number in range(sums.size):
        if _gap(blocks, number, machine, process) < blocks.diameter[number]:
            sums[number] = _weight_of_block(blocks, number, machine, process)
    total = _running_sums(sums)
    if total == 0.0:
        return -1
    index = 0
    while True:
        u, lot = random.uniforms(seed, t, random.IMITATION, agent, index)
        target = min(u * total, np.nextafter(total, 0.0))
        number = np.searchsorted(sums, target, side="right")
        inside = target - sums[number - 1] if number > 0 else target
        gap = _gap(blocks, number, machine, process)
        if gap < blocks.diameter[number]:
            return blocks.keys[_member_at(blocks, number, inside, machine, process)]
        # Every member has the bound 1 / gap. It is at most 2 gap away, so that at least one choice in two stands.
        member = min(blocks.first[number] + int(inside * gap), blocks.first[number + 1] - 1)
        distance = innovation.technical_distance(machine, process, blocks.machine[member], blocks.process[member])
        if lot * distance < gap:
            return blocks.keys[member]
        index += 1


@block
def _running_sums(weights):
    total = 0.0
    for place in range(weights.size):
        total += weights[place]
        weights[place] = total
    return total


@block
def _gap(blocks, number, machine, process):
    """Distance from a technique to the box of a block: 0 inside, and never above the distance to a member."""
    nearest_machine = min(max(machine, blocks.low_machine[number]), blocks.high_machine[number])
    nearest_process = min(max(process, blocks.low_process[number]), blocks.high_process[number])
    return innovation.technical_distance(machine, process, nearest_machine, nearest_process)


@block
def _weight_of_block(blocks, number, machine, process):
    total = 0.0
    for member in range(blocks.first[number], blocks.first[number + 1]):
        total += innovation.imitation_weight(
            innovation.technical_distance(machine, process, blocks.machine[member], blocks.process[member])
        )
    return total


@block
def _member_at(blocks, number, inside, machine, process):
    """The member of a block at which the running sum of weights passes `inside`."""
    total, last = 0.0, -1
    for member in range(blocks.first[number], blocks.first[number + 1]):
        weight = innovation.imitation_weight(
            innovation.technical_distance(machine, process, blocks.machine[member], blocks.process[member])
        )
        if weight > 0.0:
            total, last = total + weight, member
            if total > inside:
                break
    return last


@block
def _cut(machine, process, strips):
    """Cut the map into `strips` strips across its longer side, and each into as many blocks across its own."""
    keys = np.empty(machine.size if strips > 0 else 0, np.int64)
    for key in range(keys.size):
        keys[key] = key
    first = np.zeros(strips * strips + 1, np.int64)
    _sort_along_longer_side(machine, process, keys, 0, keys.size)
    for strip in range(strips):
        begin, end = keys.size * strip // strips, keys.size * (strip + 1) // strips
        _sort_along_longer_side(machine, process, keys, begin, end)
        for part in range(strips):
            first[strip * strips + part + 1] = begin + (end - begin) * (part + 1) // strips
    in_order_machine, in_order_process = np.empty(keys.size), np.empty(keys.size)
    for place in range(keys.size):
        in_order_machine[place], in_order_process[place] = machine[keys[place]], process[keys[place]]
    blocks = first.size - 1
    low_machine, high_machine = np.empty(blocks), np.empty(blocks)
    low_process, high_process = np.empty(blocks), np.empty(blocks)
    diameter = np.empty(blocks)
    for number in range(blocks):
        begin, end = first[number], first[number + 1]
        low_machine[number], high_machine[number] = _range(machine, keys, begin, end)
        low_process[number], high_process[number] = _range(process, keys, begin, end)
        diameter[number] = innovation.technical_distance(
            low_machine[number], low_process[number], high_machine[number], high_process[number]
        )
    return Blocks(
        keys, in_order_machine, in_order_process, first, low_machine, high_machine, low_process, high_process, diameter
    )


@block
def _range(values, keys, begin, end):
    """The smallest and the largest of the values of some keys."""
    low, high = math.inf, -math.inf
    for place in range(begin, end):
        low, high = min(low, values[keys[place]]), max(high, values[keys[place]])
    return low, high


@block
def _sort_along_longer_side(machine, process, keys, begin, end):
    """Sort some of the keys by the productivity that differs more; equals stay in the order in which they are."""
    low_machine, high_machine = _range(machine, keys, begin, end)
    low_process, high_process = _range(process, keys, begin, end)
    values = machine if high_machine - low_machine >= high_process - low_process else process
    side, before = np.empty(end - begin), np.empty(end - begin, np.int64)
    for place in range(side.size):
        before[place] = keys[begin + place]
        side[place] = values[before[place]]
    order = np.argsort(side, kind="mergesort")
    for place in range(side.size):
        keys[begin + place] = before[order[place]]
