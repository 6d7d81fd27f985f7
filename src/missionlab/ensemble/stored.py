"""An ensemble on disk as a Dataset that reads a number when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from xarray.backends import BackendArray
from xarray.core import indexing

from missionlab.base.findings import InputError, Place
from missionlab.ensemble.dataset import dataset
from missionlab.ensemble.folder import EnsembleFolder, found_in
from missionlab.ensemble.parquet import read_run_variable, read_series
from missionlab.ensemble.record import by_label, shape_of
from missionlab.ensemble.recorded import RUN_VARIABLES

if TYPE_CHECKING:
    import xarray as xr


def open_ensemble(folder: str | Path, series: Sequence[str] | None = None) -> xr.Dataset:
    """The ensemble that `simulate_many` wrote into `folder`, with all series that it recorded or with these.

    A series is read from the files each time its numbers are used, and only it, so that an ensemble may be larger than
    memory; `.load()` keeps it. Other tools read the files too: folder.py says how. Raises `InputError` if the folder
    holds no finished ensemble or not these series.
    """
    held = found_in(Path(folder).absolute())
    unfinished = [number for number in range(held.chunks) if not (number in held.hashes and held.file(number).exists())]
    if unfinished:
        raise InputError(
            f"{folder} holds an unfinished ensemble: {held.chunks - len(unfinished)} of {held.chunks} chunks are done.",
            place=Place(str(folder)),
            why="It was stopped, or is still being written.",
            fix="Call simulate_many again with the same arguments and folder: it goes on at the first missing chunk.",
        )
    shape = (*shape_of(held.inputs), held.inputs["periods"])
    lazy = {name: indexing.LazilyIndexedArray(_Stored(held, name, shape)) for name in _chosen(held, series)}
    runs = {name: _of_runs(held, name) for name in RUN_VARIABLES}
    return dataset(held.inputs, lazy, runs)


def _chosen(held: EnsembleFolder, series: Sequence[str] | None) -> tuple[str, ...]:
    recorded = tuple(held.inputs["series"])
    if series is None:
        return recorded
    wanted = (series,) if isinstance(series, str) else tuple(series)
    for name in wanted:
        if name not in recorded:
            near = get_close_matches(name, recorded, n=1)
            raise InputError(
                f"{name} was not recorded{f'; did you mean {near[0]}?' if near else '.'}",
                place=Place(str(held.path)),
                why=f"The ensemble recorded {', '.join(recorded)}.",
                fix="Choose among these, or simulate again with the series that you need.",
            )
    return tuple(name for name in recorded if name in wanted)


def _of_runs(held: EnsembleFolder, name: str) -> np.ndarray:
    files = (held.file(number) for number in range(held.chunks))
    whole = np.concatenate([read_run_variable(file, name, held.inputs["periods"]) for file in files])
    return whole.astype(RUN_VARIABLES[name].dtype)


class _Stored(BackendArray):
    """One series over all economies and periods, in chunks on disk."""

    def __init__(self, held: EnsembleFolder, name: str, shape: tuple[int, ...]) -> None:
        self.held, self.name, self.shape, self.dtype = held, name, shape, np.dtype(np.float64)

    def __getitem__(self, key: indexing.ExplicitIndexer) -> Any:
        return indexing.explicit_indexing_adapter(key, self.shape, indexing.IndexingSupport.OUTER, self._read)

    def _read(self, key: tuple[Any, ...]) -> np.ndarray:
        """The numbers at `key`, an int, a slice or a list of places for each dim; an int takes its dim away."""
        picked = [np.arange(size)[of_dim] for size, of_dim in zip(self.shape, key, strict=True)]
        kept = tuple(np.size(places) for places in picked if np.ndim(places))
        *economies, periods = (np.atleast_1d(places) for places in picked)
        numbers = by_label(self.held.inputs, np.arange(self.held.economies))[np.ix_(*economies)].reshape(-1)
        out = np.empty((numbers.size, periods.size))
        chunk_of = numbers // self.held.chunk
        for chunk in np.unique(chunk_of):
            here = chunk_of == chunk
            of_chunk = read_series(self.held.file(int(chunk)), self.name, self.shape[-1])
            out[here] = of_chunk[np.ix_(numbers[here] - chunk * self.held.chunk, periods)]
        return out.reshape(kept)
