"""What all simulations of one appraisal share: the economy, the seeds, when policies start, and how large they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import xarray as xr

    from missionlab.economy.parameters import Parameters

Progress = Callable[[int, int], object]
"""Called with the number of economies simulated and the number of all."""


@dataclass(frozen=True, slots=True)
class Context:
    """What all simulations of one appraisal share. `dataclasses.replace` gives another world or another rule set."""

    parameters: Parameters
    seeds: tuple[int, ...]
    """One for each run; the same for all policies: common random numbers."""
    start: int
    """The first period of the policies, counted from 1."""
    horizon: int
    """Periods from the start of the policies to the end of the run."""
    budget: float
    """Of every policy, share of the labour force's wages."""
    rules: str
    threads: int | None = None
    """None = one for each core."""
    folder: Path | None = None
    """Where each simulation gets a folder of its own, from which it resumes; None = memory."""
    progress: Progress | None = None

    @property
    def periods(self) -> int:
        """Of a whole run."""
        return self.start - 1 + self.horizon

    def schedule(self, end: int | None = None, **values: float) -> np.ndarray:
        """Levers of shape (periods, levers) that hold from the start on, as `economy.levers.policy` takes them."""
        from missionlab.economy.levers import policy

        return policy(self.periods, self.start, end, **values)

    def no_levers(self) -> np.ndarray:
        """The schedule without a policy."""
        from missionlab.economy.levers import no_levers

        return no_levers(self.periods)

    def simulate(
        self, name: str, policies: Mapping[str, np.ndarray], series: Sequence[str] | None = None
    ) -> xr.Dataset:
        """Simulate policies, a mapping of keys to levers, all with the same seeds: dims (policy, run, period).

        `name` is a word for the folder; in it, a call that was stopped goes on where it was. `series` is by default
        what the outcomes need (`outcomes.SERIES`); period 1 is the first of the run-in. Runs that end early are NaN
        from then on.
        """
        from missionlab.appraisal.outcomes import SERIES
        from missionlab.ensemble.simulate_many import simulate_many

        return simulate_many(
            self.parameters,
            policies,
            self.seeds,
            periods=self.periods,
            rules=self.rules,
            series=SERIES if series is None else series,
            folder=None if self.folder is None else self.folder / name,
            threads=self.threads,
            progress=self.progress,
        )
