"""Learns the calibration of forecasts across series: from the past, and only from what is not left out.

Three things are learnt, each from outcomes that had come by `LEARNT_UNTIL`, in places and families that the rule of
`missionlab.tracking.backtest.split` keeps in; families weigh alike.

- Weights of the methods: of those on a grid whose CRPS is within one standard error (over families) of the least, the
  most even (the one-standard-error rule of L. Breiman et al., Classification and Regression Trees, 1984).
- Stretch of the quantiles, a line in the horizon: that with which 80 % and 95 % intervals hold what they say.
- Correction of probabilities, by beta calibration, drawn towards none at all. How strongly is chosen by leaving out one
  family at a time: it must help a family that it has not seen.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.tracking.backtest import benchmark
from missionlab.tracking.backtest.data import DataFile, DataSeries
from missionlab.tracking.backtest.events import possible
from missionlab.tracking.backtest.origins import FEWEST as FEWEST_POINTS
from missionlab.tracking.backtest.origins import Origin, origins_of
from missionlab.tracking.backtest.scores import INTERVALS, chance_at_most
from missionlab.tracking.backtest.split import LEARNT_UNTIL
from missionlab.tracking.forecast import pool
from missionlab.tracking.forecast.calibration import Calibration, Line
from missionlab.tracking.forecast.history import history_of
from missionlab.tracking.forecast.levels import MEDIAN, crps_of, position_of, stretched

Values = NDArray[np.float64]
Numbers = NDArray[np.int64]

ORIGINS = range(1970, LEARNT_UNTIL, 3)
HORIZONS = (1, 2, 3, 5, 7, 10)
FEWEST = 30
"""Outcomes of a family at a horizon; with fewer they would weigh as much as hundreds elsewhere, and do not count."""
_PARTS = 6
"""Weights of methods are multiples of one over this."""
_STARTS = np.arange(0.8, 1.4001, 0.02)
_SLOPES = np.arange(-0.04, 0.0601, 0.005)
_PULLS = (0.0, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1.0, np.inf)
"""How strongly probabilities are drawn towards what they were, per event; infinitely is not to correct them."""


@dataclass(frozen=True, slots=True)
class Sample:
    """N outcomes that were forecast, and E events among them."""

    quantiles: Values
    """(N, M, 199) by the pool's methods, on the scale; NaN where one has nothing to say."""
    outcomes: Values
    benchmark: Values
    """CRPS of the benchmark, (N,)."""
    families: Numbers
    horizons: Values
    """Years."""
    rows: Numbers
    """Of which outcome each event is, (E,)."""
    thresholds: Values
    at_most: NDArray[np.bool_]
    happened: Values
    names: tuple[str, ...]
    """Names of the families."""
    series: int
    clusters: int

    def cells(self) -> list[tuple[int, NDArray[np.bool_]]]:
        """The outcomes of each family at each horizon, where there are enough; with the family's number."""
        out = []
        for family, horizon in itertools.product(range(len(self.names)), HORIZONS):
            of = (self.families == family) & (self.horizons == horizon)
            if of.sum() >= FEWEST:
                out.append((family, of))
        return out


def learn(files: Sequence[DataFile], *, learnt_on: str) -> Calibration:
    """The calibration from ``files``; ``learnt_on`` is the day, for its provenance."""
    sample = sample_of([one for file in files for one in file.series if not one.left_out])
    weights = weights_of(sample)
    pooled = pooled_by(sample, weights)
    stretch = stretch_of(pooled, sample)
    met, not_met, shift, pull = correction_of(stretched(pooled, stretch.at(sample.horizons)), sample)
    provenance = {
        "data": {file.name: file.sha256 for file in files},
        "learnt_on": learnt_on,
        "last_outcome": LEARNT_UNTIL,
        "origins": [ORIGINS[0], ORIGINS[-1]],
        "horizons": list(HORIZONS),
        "families": list(sample.names),
        "series": sample.series,
        "clusters": sample.clusters,
        "outcomes": len(sample.outcomes),
        "events": len(sample.rows),
        "pull_of_the_correction": None if np.isinf(pull) else pull,
    }
    return Calibration(
        fewest_points=FEWEST_POINTS,
        weights={one.METHOD: round(float(w), 4) for one, w in zip(pool.METHODS, weights, strict=True)},
        stretch=stretch,
        met=met,
        not_met=not_met,
        shift=shift,
        provenance=provenance,
    )


# ---- what is learnt from --------------------------------------------------------------------------------------------


def sample_of(series: Sequence[DataSeries]) -> Sample:
    """Every forecast of ``series`` whose outcome had come by `LEARNT_UNTIL`, by each method of the pool."""
    names = tuple(sorted({one.family for one in series}))
    rows: list[tuple[Values, float, float, int, int]] = []
    events: list[tuple[int, float, bool, bool]] = []
    used: dict[int, DataSeries] = {}
    for one, origin in _origins(series):
        known = np.isfinite(origin.outcomes) & (origin.times[-1] + origin.horizons < LEARNT_UNTIL + 1)
        if not known.any():
            continue
        made = _by_methods(origin)
        plain = origin.possible(benchmark.quantiles(origin.times, origin.values, origin.horizons))
        crps = crps_of(plain, origin.outcomes)
        used[id(one)] = one
        for at in np.flatnonzero(known).tolist():
            events.extend((len(rows), *event) for event in _events(one, origin, at))
            rows.append((made[at], origin.outcomes[at], crps[at], names.index(one.family), HORIZONS[at]))
    quantiles, outcomes, crps, families, horizons = (list(column) for column in zip(*rows, strict=True))
    of, thresholds, at_most, happened = (list(column) for column in zip(*events, strict=True))
    return Sample(
        quantiles=np.stack(quantiles),
        outcomes=np.array(outcomes),
        benchmark=np.array(crps),
        families=np.array(families),
        horizons=np.array(horizons, dtype=float),
        rows=np.array(of),
        thresholds=np.array(thresholds),
        at_most=np.array(at_most),
        happened=np.array(happened, dtype=float),
        names=names,
        series=len(used),
        clusters=len({one.cluster for one in used.values()}),
    )


def _origins(series: Sequence[DataSeries]) -> Iterator[tuple[DataSeries, Origin]]:
    for one in series:
        yield from ((one, origin) for origin in origins_of(one, ORIGINS, HORIZONS))


def _by_methods(origin: Origin) -> Values:
    """Quantiles (H, M, 199) of every method of the pool."""
    history = history_of(origin.times, origin.values, origin.transform)
    empty = np.full((len(HORIZONS), 199), np.nan)
    found = [pool.member(one, history, origin.horizons) for one in pool.METHODS]
    return np.stack([empty if one is None else origin.possible(one) for one in found], axis=1)


def _events(series: DataSeries, origin: Origin, at: int) -> Iterator[tuple[float, bool, bool]]:
    """Threshold on the scale, side, and whether it happened, of each event asked about ``origin`` at a horizon."""
    before, after = np.array([origin.last]), origin.observed[at : at + 1]
    for event, asked in possible(series, before).items():
        if asked[0]:
            yield origin.threshold(float(event.goal(before)[0])), event.at_most, bool(event.met(before, after)[0])


# ---- what is learnt -------------------------------------------------------------------------------------------------


def weights_of(sample: Sample) -> Values:
    """Weights (M,) of the methods; they sum to 1."""
    count = sample.quantiles.shape[1]
    grid = np.array([w for w in itertools.product(range(_PARTS + 1), repeat=count) if sum(w) == _PARTS]) / _PARTS
    cells = sample.cells()
    families = sorted({family for family, _ in cells})
    losses = np.empty((len(grid), len(families)))
    for place, weights in enumerate(grid):
        crps = crps_of(pooled_by(sample, weights), sample.outcomes)
        ratios = [(family, np.log(crps[of].mean() / sample.benchmark[of].mean())) for family, of in cells]
        losses[place] = [np.mean([ratio for one, ratio in ratios if one == family]) for family in families]
    best = losses.mean(axis=1).argmin()
    if len(families) < 2:  # one family has no spread to be within
        return grid[best]
    worse = losses - losses[best]
    error = worse.std(axis=1, ddof=1) / np.sqrt(len(families))
    near = np.flatnonzero(worse.mean(axis=1) <= error)
    return grid[near[(grid[near] ** 2).sum(axis=1).argmin()]]


def pooled_by(sample: Sample, weights: Values) -> Values:
    """The weighted mean of the methods' quantiles, (N, 199), as the pool makes it: over those that say something."""
    says = np.isfinite(sample.quantiles[:, :, 0])
    each = np.where(says, weights, 0.0)
    silent = each.sum(axis=1) == 0
    each[silent] = says[silent]
    each /= each.sum(axis=1, keepdims=True)
    return np.einsum("nm,nml->nl", each, np.where(says[:, :, None], sample.quantiles, 0.0))


def stretch_of(pooled: Values, sample: Sample) -> Line:
    """The line of stretches for which intervals hold, on average over families, nearest to what they say."""
    cells = [of for _, of in sample.cells()]
    middle = pooled[:, MEDIAN]
    ends = {
        percent / 100: [pooled[:, position_of(end)] - middle for end in both] for percent, both in INTERVALS.items()
    }
    miss = sample.outcomes - middle

    def loss(line: Line) -> float:
        factor, total = line.at(sample.horizons), 0.0
        for level, (low, high) in ends.items():
            inside = (factor * low <= miss) & (miss <= factor * high)
            for horizon in HORIZONS:
                held = [inside[of].mean() for of in cells if sample.horizons[of][0] == horizon]
                total += (float(np.mean(held)) - level) ** 2
        return total

    lines = [Line(float(a), float(b), float(max(HORIZONS))) for a in _STARTS for b in _SLOPES]
    best = min(lines, key=loss)
    return Line(round(best.start, 4), round(best.per_year, 4), best.longest)


def correction_of(pooled: Values, sample: Sample) -> tuple[Line, Line, Line, float]:
    """The three lines of the correction, and the pull with which it helps unseen families most."""
    below = chance_at_most(pooled[sample.rows], sample.thresholds)
    said = np.where(sample.at_most, below, 1 - below)
    family, years = sample.families[sample.rows], sample.horizons[sample.rows]
    cell = family * 100 + years.astype(int)
    counts = np.bincount(cell)
    weight = np.where(counts[cell] >= FEWEST, 1 / counts[cell], 0.0)
    weight *= len(said) / weight.sum()
    inner = np.clip(said, 1e-12, 1 - 1e-12)
    plain = np.stack([np.log(inner), -np.log1p(-inner), np.ones_like(inner)], axis=1)
    features: Values = np.concatenate([plain, plain * years[:, None]], axis=1)

    def unseen(pull: float) -> float:
        total = 0.0
        for one in range(len(sample.names)):
            out = family == one
            fitted = _beta(features[~out], sample.happened[~out], weight[~out], pull)
            miss = _sigmoid(features[out] @ fitted) - sample.happened[out]
            total += float((weight[out] * miss**2).sum())
        return total

    pull = min(reversed(_PULLS), key=unseen)
    found = np.round(_beta(features, sample.happened, weight, pull), 4)
    met, not_met, shift = (Line(float(found[i]), float(found[i + 3]), float(max(HORIZONS))) for i in range(3))
    return met, not_met, shift, pull


def _beta(features: Values, happened: Values, weight: Values, pull: float) -> Values:
    """Logistic regression by Newton's method, drawn towards the coefficients that change nothing."""
    nothing = np.array([1.0, 1.0, 0.0, 0.0, 0.0, 0.0])
    if np.isinf(pull):
        return nothing
    found = nothing.copy()
    # A coefficient of the horizon counts for ten years of it.
    ridge = pull * weight.sum() * np.array([1.0, 1, 1, 100, 100, 100])
    for _ in range(25):
        said = _sigmoid(features @ found)
        slope = features.T @ (weight * (happened - said)) - ridge * (found - nothing)
        curve = (features * (weight * said * (1 - said))[:, None]).T @ features + np.diag(ridge + 1e-9)
        found = found + np.linalg.solve(curve, slope)
    return found


def _sigmoid(odds: Values) -> Values:
    return 1 / (1 + np.exp(-odds))
