"""Writes the page, backtest.json and the Parquet files of a backtest, all or none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from missionlab.strategy.atomic_write import put_folder
from missionlab.tracking.backtest.parts import UNFINISHED
from missionlab.tracking.backtest.results import Backtest, flat

if TYPE_CHECKING:
    import pyarrow as pa

SCORES, FORECASTS, EVENTS = "scores.parquet", "forecasts.parquet", "events.parquet"


def write(backtest: Backtest, out: Path, command: str) -> tuple[Path, ...]:
    """Write the files into the folder ``out`` and name them; ``command`` is the call that makes them again.

    ``scores.parquet`` holds the rows of the summary; ``forecasts.parquet`` and ``events.parquet`` every forecast and
    every event by itself, where the backtest has them. Raises `InputError` if they cannot be written.
    """
    import pyarrow as pa

    from missionlab.report.backtest.html import render

    document = json.dumps(backtest.to_json(), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    files = {
        "backtest.html": render(backtest, command).encode(),
        "backtest.json": document.encode(),
        SCORES: _parquet(pa.Table.from_pylist([flat(row) for row in backtest.rows])),
    }
    if backtest.scored is not None:
        files[FORECASTS] = _parquet(backtest.scored.forecasts())
        files[EVENTS] = _parquet(backtest.scored.events())
    stale = [out / name for name in (FORECASTS, EVENTS) if name not in files]
    stale += sorted(out.glob(f"{UNFINISHED}*"))
    put_folder(out, files, stale)
    return tuple(out / name for name in files)


def _parquet(table: pa.Table) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue().to_pybytes()
