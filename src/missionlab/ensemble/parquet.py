"""A chunk of an ensemble as a Parquet file: wide, one row per economy and period, same inputs, same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from missionlab.ensemble.dataset import meaning
from missionlab.ensemble.record import labels_of, places_of
from missionlab.ensemble.recorded import Recorded

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa


def chunk_bytes(inputs: Mapping[str, Any], fingerprint: str, first: int, recorded: Recorded) -> memoryview:
    """The file of the economies from number `first` on.

    Columns: policy and scenario where the ensemble names them, run, seed, period, the series, then what belongs to a
    whole run. A value is null where the run had ended, so that SQL leaves it out of means. Series are stored byte by
    byte apart (byte stream split), which lets zstd find the little that repeats in simulated numbers.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = _table(inputs, fingerprint, first, recorded)
    sink = pa.BufferOutputStream()
    pq.write_table(
        table,
        sink,
        compression="zstd",
        use_dictionary=[name for name in table.column_names if name not in inputs["series"]],  # type: ignore[arg-type]
        use_byte_stream_split=list(inputs["series"]),  # type: ignore[arg-type]
    )
    return memoryview(sink.getvalue())


def _table(inputs: Mapping[str, Any], fingerprint: str, first: int, recorded: Recorded) -> pa.Table:
    import pyarrow as pa

    _, economies, periods = recorded.values.shape
    labels = labels_of(inputs)
    places = places_of(inputs, np.arange(first, first + economies))

    def each_period(values: np.ndarray) -> np.ndarray:
        return np.repeat(values, periods)

    columns: dict[str, pa.Array] = {
        dim: pa.DictionaryArray.from_arrays(each_period(places[dim].astype(np.int32)), list(labels[dim]))
        for dim in ("policy", "scenario")
        if dim in labels
    }
    columns["run"] = pa.array(each_period(places["run"].astype(np.int32)))
    columns["seed"] = pa.array(each_period(np.array(inputs["seeds"], dtype=np.int64)[places["run"]]))
    columns["period"] = pa.array(np.tile(np.arange(1, periods + 1, dtype=np.int32), economies))
    for name, values in zip(inputs["series"], recorded.values, strict=True):
        columns[name] = pa.array(values.reshape(-1), from_pandas=True)
    columns["code"] = pa.array(each_period(recorded.code))
    columns["stopped_at"] = pa.array(each_period(recorded.stopped_at), from_pandas=True).cast(pa.int32())
    for name in ("vintages_merged", "offers_dropped"):
        columns[name] = pa.array(each_period(getattr(recorded, name)))
    fields = [pa.field(name, column.type, metadata=meaning(name)) for name, column in columns.items()]
    return pa.table(list(columns.values()), schema=pa.schema(fields, metadata={"fingerprint": fingerprint}))


def read_series(path: Path, name: str, periods: int) -> np.ndarray:
    """One series of a chunk, shape (economies, periods); NaN where the file has no value."""
    return _column(path, name).reshape(-1, periods)


def read_run_variable(path: Path, name: str, periods: int) -> np.ndarray:
    """What a chunk says of whole runs under `name`, shape (economies,)."""
    return _column(path, name)[::periods]


def _column(path: Path, name: str) -> np.ndarray:
    import pyarrow.parquet as pq

    return pq.read_table(path, columns=[name]).column(0).to_numpy()
