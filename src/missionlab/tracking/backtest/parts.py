"""Finished blocks of a backtest in a folder, so that one that was stopped goes on where it was.

They stay until the files that are made of them are written (`missionlab.report.backtest.deliver`).
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from missionlab.strategy.atomic_write import put_file
from missionlab.tracking.backtest.scored import Columns
from missionlab.tracking.backtest.scoring import Clock

UNFINISHED = ".unfinished-"
"""How the names of folders with finished blocks begin."""


class Parts:
    """The blocks of one backtest, told from those of another by ``asked``: data, origins, horizons, methods.

    Without a folder nothing is kept.
    """

    def __init__(self, folder: Path | None, asked: dict[str, Any]) -> None:
        self._folder: Path | None = None
        if folder is None:
            return
        words = json.dumps(asked | {"version": version("missionlab"), "sources": _sources()}, sort_keys=True)
        key = hashlib.sha256(words.encode()).hexdigest()[:16]
        self._folder = folder / f"{UNFINISHED}{key}"

    def found(self, block: int, clock: Clock) -> Columns | None:
        """A block that was finished before, its time added to ``clock``; None where it was not."""
        if self._folder is None:
            return None
        try:
            with np.load(io.BytesIO(self._file(block).read_bytes()), allow_pickle=False) as stored:
                arrays = dict(stored)
                spent = json.loads(str(arrays.pop("clock")))
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            return None
        clock.add(Clock(**spent))
        return Columns(**arrays)

    def keep(self, block: int, columns: Columns, spent: Clock) -> None:
        """Write a finished block, whole or not at all."""
        if self._folder is None:
            return
        sink = io.BytesIO()
        clock = json.dumps({"seconds": spent.seconds, "forecasts": spent.forecasts})
        np.savez(sink, clock=np.array(clock), **columns.arrays())
        put_file(self._file(block), sink.getvalue())

    def _file(self, block: int) -> Path:
        assert self._folder is not None
        return self._folder / f"{block:05d}.npz"


def _sources() -> str:
    """A hash of everything that decides a score: the program of tracking and of the scales, and its parameters."""
    digest = hashlib.sha256()
    for package in ("missionlab.tracking", "missionlab.evidence"):
        root = Path(str(resources.files(package)))
        for file in sorted(path for path in root.rglob("*") if path.suffix in (".py", ".json", ".csv")):
            digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
