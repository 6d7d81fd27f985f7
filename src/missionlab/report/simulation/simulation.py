"""The simulation: one frozen object that holds every result of an ensemble, and from which page and JSON are made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from missionlab.report.simulation.books import Books
from missionlab.report.simulation.firms import Firms
from missionlab.report.simulation.macro import Macro, measure

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True, slots=True)
class About:
    """What was simulated. `one` is the number of the run that is shown by itself, the first that was completed."""

    runs: int
    periods: int
    transient: int
    rules: str
    spending: str
    seed: int
    one: int | None
    one_seed: int | None
    parameters: Mapping[str, float]
    fingerprint: str
    version: str
    made_with: Mapping[str, str]

    @property
    def first(self) -> int:
        """The first period that counts."""
        return self.transient + 1


@dataclass(frozen=True, slots=True)
class Simulation:
    """Everything that the page says. `firms` and `books` are None where no run, or no closed books, can be shown."""

    about: About
    ended: Mapping[str, int]
    """How many runs ended with each result code, by its name in small letters."""
    macro: Macro
    firms: Firms | None
    books: Books | None


def first_completed(ensemble: xr.Dataset) -> int | None:
    """The run that is shown by itself: the first that reached its end, so that nobody picked it."""
    codes = ensemble["code"].values
    return next((place for place, code in enumerate(codes) if code == 0), None)


def gather(
    ensemble: xr.Dataset, *, transient: int, seed: int, firms: Firms | None = None, books: Books | None = None
) -> Simulation:
    """Measure an ensemble that `simulate_many` made from base seed `seed`.

    Raises `InputError` where there are too few periods after the transient.
    """
    from missionlab.ensemble.dataset import endings

    one = first_completed(ensemble)
    return Simulation(
        about=About(
            runs=ensemble.sizes["run"],
            periods=ensemble.sizes["period"],
            transient=transient,
            rules=ensemble.attrs["rules"],
            spending=ensemble.attrs["spending"],
            seed=seed,
            one=one,
            one_seed=None if one is None else int(ensemble["seed"].values[one]),
            parameters=json.loads(ensemble.attrs["parameters"]),
            fingerprint=ensemble.attrs["fingerprint"],
            version=ensemble.attrs["version"],
            made_with=json.loads(ensemble.attrs["made_with"]),
        ),
        ended={code.name.lower(): runs for code, runs in endings(ensemble).items()},
        macro=measure(ensemble, transient, one),
        firms=firms,
        books=books,
    )
