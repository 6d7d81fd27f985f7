"""Every forecast of a backtest with its scores, as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from missionlab.tracking.backtest.data import DataSeries
from missionlab.tracking.backtest.events import EVENTS
from missionlab.tracking.backtest.origins import era_name, era_of
from missionlab.tracking.backtest.scores import PINBALL_LEVELS

if TYPE_CHECKING:
    import pyarrow as pa

Values = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Columns:
    """N outcomes that M methods forecast, and E events among them; NaN where a method made no forecast.

    ``series`` counts the series of the data file; ``row`` says of which outcome an event is.
    """

    series: Numbers
    origin: Numbers
    horizon: Numbers
    crps: Values
    """(N, M), like the five below."""
    inside_80: Values
    inside_95: Values
    width_80: Values
    width_95: Values
    below: Values
    pinball: Values
    """(N, M, 5)."""
    row: Numbers
    event: Numbers
    happened: Values
    base: Values
    """Base rate of the family."""
    event_base: Values
    """Base rate of the event in the family."""
    said: Values
    """(E, M)."""

    def arrays(self) -> dict[str, Any]:
        """The columns by name."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


def joined(parts: Sequence[Columns]) -> Columns:
    """Parts one below the other."""
    starts = np.cumsum([0, *(len(part.series) for part in parts[:-1])])
    out = {one.name: np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Columns)}
    out["row"] = np.concatenate([part.row + start for part, start in zip(parts, starts, strict=True)])
    return Columns(**out)


def nothing(methods: int) -> Columns:
    """No outcome at all."""
    whole, none = np.zeros(0, dtype=np.int64), np.zeros(0)
    each = np.zeros((0, methods))
    return Columns(
        series=whole, origin=whole, horizon=whole,
        crps=each, inside_80=each, inside_95=each, width_80=each, width_95=each, below=each,
        pinball=np.zeros((0, methods, len(PINBALL_LEVELS))),
        row=whole, event=whole, happened=none, base=none, event_base=none, said=each,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scored:
    """The columns with what they are of: the series of the data file and the methods, the product's own first."""

    series: tuple[DataSeries, ...]
    methods: tuple[str, ...]
    columns: Columns

    def forecasts(self) -> pa.Table:
        """One row per outcome and method: what was forecast, and every score."""
        import pyarrow as pa

        columns, methods = self.columns, len(self.methods)
        counts = np.arange(len(columns.series)).repeat(methods)
        made = np.isfinite(columns.crps).reshape(-1)
        counts = counts[made]
        out = self._labels(counts) | {"method": self._methods(len(columns.series), made)}
        for name in ("crps", "width_80", "width_95", "below"):
            out[name] = pa.array(getattr(columns, name).reshape(-1)[made])
        for name in ("inside_80", "inside_95"):
            out[name] = pa.array(getattr(columns, name).reshape(-1)[made] == 1)
        for place, level in enumerate(PINBALL_LEVELS):
            out[f"pinball_{level * 100:.0f}"] = pa.array(columns.pinball[:, :, place].reshape(-1)[made])
        return pa.table(out)

    def events(self) -> pa.Table:
        """One row per event and method: its probability, the base rate, and whether it happened."""
        import pyarrow as pa

        columns, methods = self.columns, len(self.methods)
        made = np.isfinite(columns.said).reshape(-1)
        counts = np.arange(len(columns.row)).repeat(methods)[made]
        ids = pa.array([event.id for event in EVENTS])
        out = self._labels(columns.row[counts])
        out["event"] = pa.DictionaryArray.from_arrays(columns.event[counts].astype(np.int32), ids)
        out["method"] = self._methods(len(columns.row), made)
        out["probability"] = pa.array(columns.said.reshape(-1)[made])
        out["base_rate"] = pa.array(columns.base[counts])
        out["event_base_rate"] = pa.array(columns.event_base[counts])
        out["happened"] = pa.array(columns.happened[counts] == 1)
        return pa.table(out)

    def _methods(self, count: int, made: NDArray[np.bool_]) -> pa.Array:
        import pyarrow as pa

        places = np.tile(np.arange(len(self.methods), dtype=np.int32), count)[made]
        return pa.DictionaryArray.from_arrays(places, pa.array(self.methods))

    def _labels(self, rows: Numbers) -> dict[str, pa.Array]:
        """What the outcomes ``rows`` are of."""
        import pyarrow as pa

        columns = self.columns
        of = columns.series[rows]
        out: dict[str, pa.Array] = {}
        for name in ("family", "indicator", "place", "cluster"):
            names, number = np.unique([getattr(one, name) for one in self.series], return_inverse=True)
            out[name] = pa.DictionaryArray.from_arrays(number.astype(np.int32)[of], pa.array(names.tolist()))
        out["left_out"] = pa.array(np.array([one.left_out for one in self.series])[of])
        eras = {year: era_of(year) for year in np.unique(columns.origin).tolist()}
        names = {year: "" if era is None else era_name(era) for year, era in eras.items()}
        out["era"] = pa.array([names[year] for year in columns.origin[rows].tolist()])
        out["origin"] = pa.array(columns.origin[rows].astype(np.int32))
        out["horizon"] = pa.array(columns.horizon[rows].astype(np.int32))
        return out
