"""What a number of economies did, in arrays: the one shape that both the data set and the files are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from missionlab.base.findings import InputError
from missionlab.economy.simulate import Run


class RunVariable(NamedTuple):
    """A number that belongs to a whole run, not to a period of it."""

    meaning: str
    unit: str
    kind: str
    dtype: type[np.generic]


RUN_VARIABLES = {
    "code": RunVariable("How the run ended", "1", "code", np.int8),
    "stopped_at": RunVariable(
        "Period in which the run ended early; missing if it was completed", "period", "time", np.float64
    ),
    "vintages_merged": RunVariable("Times that a firm's store of machine vintages was full", "1", "count", np.int64),
    "offers_dropped": RunVariable("Times that a firm's store of suppliers' offers was full", "1", "count", np.int64),
}


@dataclass(frozen=True)
class Recorded:
    """Arrays over economies: `values` has shape (series, economies, periods), the others (economies,).

    `stopped_at` is NaN where a run was completed; `values` are NaN from that period on.
    """

    values: np.ndarray
    code: np.ndarray
    stopped_at: np.ndarray
    vintages_merged: np.ndarray
    offers_dropped: np.ndarray

    @classmethod
    def room_for(cls, economies: int, series: int, periods: int) -> Recorded:
        """Room for so many economies; raises `InputError` where memory cannot hold them."""
        try:
            values = np.empty((series, economies, periods))
        except MemoryError:
            size = 8 * series * economies * periods / 1e9
            raise InputError(
                f"{economies} runs of {periods} periods and {series} series need {size:.0f} GB of memory.",
                why="This machine has less.",
                fix="Name a folder, so that they are written there chunk by chunk, or record fewer series.",
            ) from None
        return cls(values, **{name: np.zeros(economies, entry.dtype) for name, entry in RUN_VARIABLES.items()})

    def put(self, place: int, run: Run) -> None:
        """Set down what one economy did."""
        self.values[:, place, :] = run.series.T
        self.code[place] = run.code
        self.stopped_at[place] = np.nan if run.stopped_at is None else run.stopped_at
        self.vintages_merged[place] = run.vintages_merged
        self.offers_dropped[place] = run.offers_dropped
