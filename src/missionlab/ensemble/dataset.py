"""An ensemble as an xarray Dataset: names, units and meanings from the one table of series."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from missionlab.base.fingerprint import canonical_json, fingerprint
from missionlab.economy.series import BY_NAME
from missionlab.economy.simulate import Code
from missionlab.ensemble.record import by_label, labels_of
from missionlab.ensemble.recorded import RUN_VARIABLES

if TYPE_CHECKING:
    import xarray as xr


def dataset(inputs: Mapping[str, Any], series: Mapping[str, Any], runs: Mapping[str, np.ndarray]) -> xr.Dataset:
    """The Dataset of an ensemble from its record of inputs and its arrays.

    Dims are (policy, scenario, run, period), without policy or scenario where the ensemble has only one, unnamed:
    `simulate_many({"low": p, "high": q}).sel(scenario="low")` holds the numbers of `simulate_many(p)`. `series` maps
    names to arrays of all these dims; `runs` maps the names of `RUN_VARIABLES` to arrays (economies,), by number.
    """
    import xarray as xr

    labels = labels_of(inputs)
    dims = tuple(labels)
    coords: dict[str, Any] = {
        **{dim: (dim, np.array(labels[dim]), {"long_name": dim.capitalize()}) for dim in dims},
        "period": ("period", np.arange(1, inputs["periods"] + 1), {"long_name": "Period"}),
        "seed": ("run", np.array(inputs["seeds"], dtype=np.int64), {"long_name": "Seed of the run"}),
    }
    variables: dict[str, Any] = {name: ((*dims, "period"), values, meaning(name)) for name, values in series.items()}
    variables.update({name: (dims, by_label(inputs, runs[name]), meaning(name)) for name in RUN_VARIABLES})
    variables["code"][2]["flag_values"] = np.array([int(code) for code in Code], dtype=np.int8)
    variables["code"][2]["flag_meanings"] = " ".join(code.name.lower() for code in Code)
    about_all = {
        "title": "Ensemble of Keynes + Schumpeter economies",
        "rules": inputs["rules"],
        "spending": inputs["spending"],
        "parameters": canonical_json(inputs["parameters"]),
        "levers": canonical_json(inputs["levers"]),
        "version": inputs["made_with"]["missionlab"],
        "made_with": canonical_json(inputs["made_with"]),
        "fingerprint": fingerprint(dict(inputs)),
        "endings": in_words(runs["code"]),
    }
    return xr.Dataset(variables, coords, about_all)


def endings(ensemble: xr.Dataset) -> dict[Code, int]:
    """How many runs ended with each result code; codes that did not occur are left out."""
    return _counted(ensemble["code"].values)


def in_words(codes: np.ndarray) -> str:
    """The count of result codes as text, such as `97 completed, 3 overflow`."""
    return ", ".join(f"{runs} {code.name.lower().replace('_', ' ')}" for code, runs in _counted(codes).items())


def _counted(codes: np.ndarray) -> dict[Code, int]:
    return {Code(int(code)): int(runs) for code, runs in zip(*np.unique(codes, return_counts=True), strict=True)}


def meaning(name: str) -> dict[str, Any]:
    """The attributes of a variable; empty if it is a coordinate."""
    if name in BY_NAME:
        series = BY_NAME[name]
        return {"long_name": series.meaning, "units": series.unit, "kind": series.kind, "symbol": series.symbol}
    if name in RUN_VARIABLES:
        variable = RUN_VARIABLES[name]
        return {"long_name": variable.meaning, "units": variable.unit, "kind": variable.kind}
    return {}
