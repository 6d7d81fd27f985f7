"""Which parameters decide whether direct policies do better than indirect ones: Morris's screening, then PAWN.

What is explained is the margin of the best direct over the best indirect policy. The best of several noisy means is too
good, more so the more there are; so the best is chosen on one half of the runs and measured on the other, both ways.

Both measures are positive even for a parameter that does nothing, for runs are noisy. So each comes with what chance
alone would give, found by undoing what a real effect would leave: for Morris the sign of each run's differences is
dealt anew, for PAWN the order of the worlds.

Sources: Morris (1991), Technometrics 33; Campolongo, Cariboni and Saltelli (2007), Environmental Modelling & Software
22; Pianosi and Wagener (2018), Environmental Modelling & Software 108. The tests compare both with SALib's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from missionlab.appraisal.crossing import interval

CHANCE = 0.95
"""Quantile of what chance alone gives."""
DRAWS = 500
SLICES = 8
"""Of a parameter's range, for PAWN: two hundred worlds give 25 in each."""


@dataclass(frozen=True)
class Influence:
    """How much each parameter matters, its 95 % interval and what chance alone would give; shapes (parameters,)."""

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    chance: np.ndarray


def margins(outcomes: np.ndarray, direct: list[int], indirect: list[int]) -> np.ndarray:
    """By how much the best direct policy exceeds the best indirect one in each run, shape (worlds, runs).

    `outcomes` has shape (worlds, policies, runs). Which policy is best in a world is judged by its runs of the other
    half. NaN where a run did not reach its end under some policy, or no run of the other half did.
    """
    worlds, _, runs = outcomes.shape
    there = np.isfinite(outcomes).all(axis=1)
    half = np.arange(runs) % 2
    margin = np.full((worlds, runs), np.nan)
    for measured in (0, 1):
        judging = there & (half != measured)
        sums = np.where(judging[:, None], outcomes, 0.0).sum(axis=-1)
        best = [np.array(group)[np.argmax(sums[:, group], axis=1)] for group in (direct, indirect)]
        pair = [np.take_along_axis(outcomes, which[:, None, None], 1)[:, 0] for which in best]
        usable = there & (half == measured) & judging.any(axis=1)[:, None]
        margin = np.where(usable, pair[0] - pair[1], margin)
    return margin


def elementary_effects(points: np.ndarray, margin: np.ndarray) -> np.ndarray:
    """Change of the margin per change of one parameter over its whole range: shape (trajectories, parameters, runs).

    `points`, in the unit cube, has shape (trajectories x (parameters + 1), parameters): along a trajectory one
    parameter changes at a time. `margin` has shape (points, runs).
    """
    parameters = points.shape[1]
    paths = points.reshape(-1, parameters + 1, parameters)
    values = margin.reshape(-1, parameters + 1, margin.shape[1])
    steps = np.diff(paths, axis=1)
    changed = np.abs(steps).argmax(axis=2)
    size = np.take_along_axis(steps, changed[:, :, None], 2)
    effects = np.empty((len(paths), parameters, margin.shape[1]))
    np.put_along_axis(effects, changed[:, :, None], np.diff(values, axis=1) / size, 1)
    return effects


def morris(effects: np.ndarray, *, draws: int = DRAWS, seed: int = 0) -> Influence:
    """The mean over trajectories of the size of each parameter's effect, `effects` as `elementary_effects` gives them.

    The interval is over trajectories. Chance: the differences of a run keep their size and lose their sign.
    """
    random = np.random.default_rng(seed)
    trajectories, parameters, runs = effects.shape
    again = np.empty((draws, parameters))
    nothing = np.empty((draws, parameters))
    sizes = np.abs(_mean(effects, axis=2))
    for draw in range(draws):
        again[draw] = _mean(sizes[random.integers(trajectories, size=trajectories)], axis=0)
        signs = random.choice([-1.0, 1.0], size=(trajectories, 1, runs))
        nothing[draw] = _mean(np.abs(_mean(effects * signs, axis=2)), axis=0)
    low, high = np.apply_along_axis(interval, 0, again)
    return Influence(_mean(sizes, axis=0), low, high, np.quantile(nothing, CHANCE, axis=0))


def pawn(points: np.ndarray, margin: np.ndarray, *, draws: int = DRAWS, seed: int = 0) -> Influence:
    """How far the distribution of the margin in one slice of a parameter's range can be from that in all worlds.

    The largest over slices of the statistic of Kolmogorov and Smirnov. `points` has shape (worlds, parameters), the
    `margin` shape (worlds,). The interval is over worlds drawn again, moved by the surplus that drawing again adds.
    """
    random = np.random.default_rng(seed)
    worlds = len(margin)
    value = _largest_gaps(points, margin)
    again = np.empty((draws, points.shape[1]))
    nothing = np.empty((draws, points.shape[1]))
    for draw in range(draws):
        drawn = random.integers(worlds, size=worlds)
        again[draw] = _largest_gaps(points[drawn], margin[drawn])
        nothing[draw] = _largest_gaps(points, random.permutation(margin))
    low, high = np.apply_along_axis(interval, 0, again - again.mean(axis=0))
    low, high = np.clip(value + low, 0.0, 1.0), np.clip(value + high, 0.0, 1.0)
    return Influence(value, low, high, np.quantile(nothing, CHANCE, axis=0))


def _largest_gaps(points: np.ndarray, margin: np.ndarray) -> np.ndarray:
    """The largest over slices of the gap between distribution functions, one for each column of `points`."""
    worlds = len(margin)
    order = np.argsort(margin, kind="stable")
    ends = np.append(np.diff(margin[order]) > 0, True)
    everywhere = np.arange(1, worlds + 1) / worlds
    ranks = np.argsort(np.argsort(points, axis=0, kind="stable"), axis=0, kind="stable")
    slices = (ranks * SLICES // worlds)[order]
    inside = slices[:, :, None] == np.arange(SLICES)
    shares = np.cumsum(inside, axis=0) / inside.sum(axis=0)
    return np.abs(shares - everywhere[:, None, None])[ends].max(axis=(0, 2))


def _mean(values: np.ndarray, axis: int) -> np.ndarray:
    """The mean of the numbers that are there; NaN, without a warning, where none is."""
    there = np.isfinite(values)
    count = there.sum(axis=axis)
    return np.where(count > 0, np.where(there, values, 0.0).sum(axis=axis) / np.maximum(count, 1), np.nan)
