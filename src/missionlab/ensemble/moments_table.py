"""The moments of an ensemble: their mean over runs, their spread, and how well the mean is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from missionlab.base.findings import InputError
from missionlab.economy.simulate import Code
from missionlab.ensemble.dataset import endings
from missionlab.ensemble.moments import BY_NAME, TRANSIENT, Moment, moments

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr


@dataclass(frozen=True)
class MomentRow:
    """A moment over runs: mean, standard deviation over runs, and the Monte Carlo standard error of the mean.

    `runs` are those in which the moment exists: a correlation with a constant does not. Of one run, `sd` and `error`
    are NaN; of none, `mean` is too.
    """

    moment: Moment
    mean: float
    sd: float
    error: float
    runs: int


@dataclass(frozen=True)
class MomentsTable:
    """All moments of an ensemble. `runs` were measured; `left_out` counts, by code, those that ended before the end."""

    rows: tuple[MomentRow, ...]
    transient: int
    periods: int
    runs: int
    left_out: dict[Code, int]

    def __getitem__(self, name: str) -> MomentRow:
        return next(row for row in self.rows if row.moment.name == name)

    def to_frame(self) -> pd.DataFrame:
        """One row a moment: meaning, unit, mean, sd, error, runs."""
        import pandas as pd

        records = [(r.moment.name, r.moment.meaning, r.moment.unit, r.mean, r.sd, r.error, r.runs) for r in self.rows]
        names = ["moment", "meaning", "unit", "mean", "sd", "error", "runs"]
        return pd.DataFrame.from_records(records, columns=names).set_index("moment")


def moments_of(ensemble: xr.Dataset, transient: int = TRANSIENT) -> xr.Dataset:
    """Every moment of every run whose series were recorded, with the dims of the ensemble but for the period.

    A run that ended early has NaN throughout. Raises `InputError` if there are too few periods.
    """
    import xarray as xr

    dims = ensemble["code"].dims
    recorded = {str(name): array for name, array in ensemble.data_vars.items() if "period" in array.dims}
    found = moments({name: array.transpose(*dims, "period").values for name, array in recorded.items()}, transient)
    completed = ensemble["code"].values == Code.COMPLETED
    measured = {
        name: (dims, np.where(completed, values, np.nan), {"long_name": moment.meaning, "units": moment.unit})
        for name, values in found.items()
        for moment in (BY_NAME[name],)
    }
    coords = {name: coord for name, coord in ensemble.coords.items() if "period" not in coord.dims}
    return xr.Dataset(measured, coords, {"title": "Moments of runs", "transient": transient})


def moments_table(ensemble: xr.Dataset, transient: int = TRANSIENT) -> MomentsTable:
    """The table of moments over the runs of one policy in one scenario.

    Raises `InputError` if the ensemble still has several policies or scenarios, or too few periods.
    """
    several = [str(dim) for dim in ensemble["code"].dims if dim != "run"]
    if several:
        raise InputError(
            f"The ensemble has several of: {', '.join(several)}.",
            why="A table of moments is about one of each.",
            fix=f"Choose one, such as ensemble.sel({several[0]}={ensemble[several[0]].values[0]!r}).",
        )
    measured = moments_of(ensemble, transient)
    left_out = {code: runs for code, runs in endings(ensemble).items() if code is not Code.COMPLETED}
    rows = tuple(row(BY_NAME[str(name)], values.values) for name, values in measured.data_vars.items())
    return MomentsTable(
        rows=rows,
        transient=transient,
        periods=ensemble.sizes["period"],
        runs=ensemble.sizes["run"] - sum(left_out.values()),
        left_out=left_out,
    )


def row(moment: Moment, values: np.ndarray) -> MomentRow:
    """A moment over runs from its values, shape (runs,)."""
    there = values[np.isfinite(values)]
    mean = float(there.mean()) if len(there) else float("nan")
    sd = float(there.std(ddof=1)) if len(there) > 1 else float("nan")
    return MomentRow(moment, mean, sd, sd / len(there) ** 0.5 if len(there) else sd, len(there))
