"""From single scores to the rows of a track record: groups, means over families, intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from missionlab.tracking.backtest.bootstrap import NOTHING, Clusters, Estimate
from missionlab.tracking.backtest.origins import ERAS, era_name, era_of
from missionlab.tracking.backtest.results import ALL, ESTIMATES, LATER, LEFT_OUT, Bin, Row
from missionlab.tracking.backtest.scored import Scored
from missionlab.tracking.backtest.scores import brier
from missionlab.tracking.backtest.split import LEARNT_UNTIL

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]

BINS = 10
"""Classes of probability of equal width."""
FEWEST_OF_A_PLACE = 30
"""A place with fewer forecasts at a horizon has no row of its own."""
GROUPINGS = ("era", "family", "place")
_LEAST = 1e-6
"""Yearly changes: an error below this is rounding, and counts as this where errors are compared."""


@dataclass(frozen=True, slots=True)
class _Group:
    scope: str
    by: str
    name: str
    members: Mask
    """Over outcomes."""


class Summary:
    """The rows and reliability of what was scored."""

    def __init__(self, scored: Scored, benchmark: str, by: Sequence[str]) -> None:
        self._scored, self._by = scored, tuple(by)
        self._benchmark = scored.methods.index(benchmark)
        columns = scored.columns
        self._family = _numbered([one.family for one in scored.series])[columns.series]
        self._cluster = _numbered([one.cluster for one in scored.series])[columns.series]
        self._groups = tuple(self._all_groups())

    def rows(self) -> Iterator[Row]:
        """Every group at every horizon: for the first method in all groupings, for the others in total and by era."""
        columns = self._scored.columns
        for group in self._groups:
            for horizon in np.unique(columns.horizon).tolist():
                of = group.members & (columns.horizon == horizon)
                if not of.any() or (group.by == "place" and int(of.sum()) < FEWEST_OF_A_PLACE):
                    continue
                for method, name in enumerate(self._scored.methods):
                    if method == 0 or group.by in (ALL, "era"):
                        row = self._row(group, horizon, of, method, name)
                        if row is not None:
                            yield row

    def reliability(self) -> Iterator[Bin]:
        """What happened by class of probability, for every method, horizon and scope."""
        columns = self._scored.columns
        for group in self._groups:
            if group.by != ALL:
                continue
            for horizon in np.unique(columns.horizon).tolist():
                of = group.members & (columns.horizon == horizon)
                for method, name in enumerate(self._scored.methods):
                    yield from self._bins(group, horizon, of, method, name)

    # ---- groups -----------------------------------------------------------------------------------------------------

    def _all_groups(self) -> Iterator[_Group]:
        columns, series = self._scored.columns, self._scored.series
        every = np.ones(len(columns.series), dtype=bool)
        left_out = np.array([one.left_out for one in series], dtype=bool)[columns.series]
        for scope, within in ((ALL, every), (LEFT_OUT, left_out)):
            yield _Group(scope, ALL, ALL, within)
            if "era" in self._by:
                eras = np.array([-1 if (era := era_of(int(y))) is None else era for y in columns.origin])
                for era in range(len(ERAS)):
                    yield _Group(scope, "era", era_name(era), within & (eras == era))
            if "family" in self._by:
                yield from self._named(scope, "family", [one.family for one in series], within)
            if "place" in self._by:
                yield from self._named(scope, "place", [one.cluster for one in series], within)
        later = ~left_out & (columns.origin + columns.horizon > LEARNT_UNTIL)
        yield _Group(LATER, ALL, ALL, later)

    def _named(self, scope: str, by: str, names: list[str], within: Mask) -> Iterator[_Group]:
        of = np.array(names, dtype=object)[self._scored.columns.series]
        for name in sorted(set(names)):
            yield _Group(scope, by, name, within & (of == name))

    # ---- rows -------------------------------------------------------------------------------------------------------

    def _row(self, group: _Group, horizon: int, of: Mask, method: int, name: str) -> Row | None:
        columns = self._scored.columns
        of = of & np.isfinite(columns.crps[:, method])
        if not of.any():
            return None
        clusters = Clusters(self._family[of], self._cluster[of])
        values = np.column_stack(
            [
                columns.crps[of, method],
                columns.crps[of, self._benchmark],
                *(a[of, method] for a in (columns.inside_80, columns.inside_95, columns.width_80, columns.width_95)),
                columns.pinball[of, method],
            ]
        )
        estimates = clusters.estimate(values, _quantile_measures)
        events, chances = self._chances(of, method)
        measures: dict[str, Any] = dict(zip(ESTIMATES, [*estimates, *chances], strict=True))
        return Row(
            scope=group.scope,
            by=group.by,
            group=group.name,
            method=name,
            horizon=horizon,
            forecasts=int(of.sum()),
            series=len(np.unique(columns.series[of])),
            families=clusters.families,
            clusters=clusters.count,
            events=events,
            **measures,
        )

    def _events(self, of: Mask, method: int) -> NDArray[np.int64]:
        """The events of outcomes ``of`` to which ``method`` gave a probability."""
        columns = self._scored.columns
        return np.flatnonzero(of[columns.row] & np.isfinite(columns.said[:, method]))

    def _chances(self, of: Mask, method: int) -> tuple[int, list[Estimate]]:
        """Events, Brier score, its skill against both base rates, and calibration error."""
        columns = self._scored.columns
        events = self._events(of, method)
        if not len(events):
            return 0, [NOTHING] * 4
        said, happened = columns.said[events, method], columns.happened[events]
        values = np.column_stack(
            [
                brier(said, happened),
                brier(columns.base[events], happened),
                brier(columns.event_base[events], happened),
                _by_bin(said, said - happened),
            ]
        )
        row = columns.row[events]
        return len(events), Clusters(self._family[row], self._cluster[row]).estimate(values, _chance_measures)

    def _bins(self, group: _Group, horizon: int, of: Mask, method: int, name: str) -> Iterator[Bin]:
        columns = self._scored.columns
        events = self._events(of, method)
        if not len(events):
            return
        said, happened, row = columns.said[events, method], columns.happened[events], columns.row[events]
        values = np.column_stack([_by_bin(said, what) for what in (np.ones_like(said), said, happened)])
        estimates = Clusters(self._family[row], self._cluster[row]).estimate(values, _shares)
        counts = np.bincount(bin_of(said), minlength=BINS)
        for number in np.flatnonzero(counts).tolist():
            mean_said = estimates[number].value
            assert mean_said is not None
            low, high = number / BINS, (number + 1) / BINS
            happened_there = estimates[BINS + number]
            yield Bin(group.scope, name, horizon, low, high, int(counts[number]), mean_said, happened_there)


def bin_of(said: Values) -> NDArray[np.int64]:
    """The class of each probability; 1 is in the last."""
    return np.minimum((said * BINS).astype(np.int64), BINS - 1)


def _by_bin(said: Values, values: Values) -> Values:
    """``values`` (N,) each in the column of its class, 0 in the others: (N, BINS)."""
    out = np.zeros((len(said), BINS))
    out[np.arange(len(said)), bin_of(said)] = values
    return out


def _numbered(names: list[str]) -> NDArray[np.int64]:
    """Each name as a number, in order of the alphabet."""
    return np.unique(np.array(names, dtype=object), return_inverse=True)[1].reshape(-1)


# ---- statistics of family means (B, families, K) with their weights (B, families) -----------------------------------


def _mean(means: Values, weights: Values) -> Values:
    return np.einsum("bfk,bf->bk", means, weights)


def _quantile_measures(means: Values, weights: Values) -> Values:
    """CRPS over the benchmark's (columns 0 and 1), as geometric mean over families; then the mean of 0 and of 2 on."""
    logs = np.log(np.maximum(means[:, :, 0], _LEAST)) - np.log(np.maximum(means[:, :, 1], _LEAST))
    relative = np.exp((logs * weights).sum(axis=1))
    plain = _mean(means, weights)
    return np.column_stack([relative, plain[:, 0], plain[:, 2:]])


def _chance_measures(means: Values, weights: Values) -> Values:
    """Brier score, its skill against two base rates, and the expected calibration error."""
    plain = _mean(means, weights)
    skills = 1 - plain[:, :1] / plain[:, 1:3]
    return np.column_stack([plain[:, 0], skills, np.abs(plain[:, 3:]).sum(axis=1)])


def _shares(means: Values, weights: Values) -> Values:
    """By class: mean probability, then share that happened; NaN in a class that is empty."""
    plain = _mean(means, weights)
    count = np.where(plain[:, :BINS] > 0, plain[:, :BINS], np.nan)
    return np.column_stack([plain[:, BINS : 2 * BINS] / count, plain[:, 2 * BINS :] / count])
