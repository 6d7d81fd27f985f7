"""The recorded runs of an appraisal as arrays of policies x runs x periods, counted from the start of the policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from missionlab.base.findings import InputError

if TYPE_CHECKING:
    import xarray as xr

NOTHING = "nothing"
"""Key of the economy without policy."""


class Recorded:
    """Series of all policies and runs. Period 1 is the first in which policies act, period 0 the last before.

    `dataset` has the dims (policy, run, period) of `ensemble.simulate_many`, `start` is the first period of the
    policies. Raises `InputError` where there is no period before the start, or none from it on.
    """

    def __init__(self, dataset: xr.Dataset, start: int) -> None:
        if "policy" not in dataset.dims:
            raise InputError(
                "The runs have no policies to compare.",
                why="An appraisal compares policies that were simulated with the same seeds.",
                fix="Simulate a mapping of names to levers.",
            )
        self.policies = tuple(str(key) for key in dataset["policy"].values)
        self.runs = int(dataset.sizes["run"])
        self.start = start
        self.length = int(dataset.sizes["period"]) - start + 1
        if start < 2 or self.length < 1:
            raise InputError(
                f"Policies that start in period {start} cannot be appraised in {dataset.sizes['period']} periods.",
                why="Their effect is measured against the last period before they start.",
                fix="Start between period 2 and the last one.",
            )
        self._dataset = dataset
        self._arrays: dict[str, np.ndarray] = {}

    def array(self, name: str) -> np.ndarray:
        """A series in all periods simulated, shape (policies, runs, all periods); NaN once a run has ended early."""
        if name not in self._arrays:
            if name not in self._dataset:
                raise InputError(
                    f"The series {name} was not recorded.",
                    why="The appraisal needs it.",
                    fix="Record all series, or those of appraisal.outcomes.SERIES.",
                )
            there = self._dataset[name].transpose("policy", "run", "period").values
            self._arrays[name] = np.asarray(there, dtype=float)
        return self._arrays[name]

    def between(self, name: str, first: int, last: int) -> np.ndarray:
        """A series in the periods `first` to `last` from the start of the policies, both included."""
        return self.array(name)[..., self.start + first - 2 : self.start + last - 1]

    def log_gain(self, name: str, last: int, first: int = 1) -> np.ndarray:
        """The log of a series less its log just before the start, in the periods `first` to `last`."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.log(self.between(name, first, last)) - np.log(self.between(name, 0, 0))

    def place(self, policy: str) -> int:
        """The row of a policy; raises `InputError` if it was not simulated."""
        if policy not in self.policies:
            raise InputError(
                f"The policy {policy} was not simulated.",
                why="It is needed for a comparison.",
                fix=f"Simulate it together with the others: {', '.join(self.policies)}.",
            )
        return self.policies.index(policy)
