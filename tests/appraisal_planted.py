"""A planted economy: log GDP is a hand-known function of the levers, plus noise that depends on seed and policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import xarray as xr

from missionlab.appraisal.context import Context
from missionlab.economy.levers import NAMES
from missionlab.economy.parameters import Parameters

Response = Callable[[Mapping[str, float]], float]
"""The lasting gap of log GDP under levers by name, those of the last period."""


@dataclass(frozen=True, slots=True)
class Planted(Context):
    """A context whose simulations are the response, noise, and nothing else: GDP is 1.25 times the wages of all."""

    response: Response = field(default=lambda _: 0.0)
    noise: float = 0.0
    debt: Response = field(default=lambda _: 0.0)
    """Public debt under levers by name, in the unit of the wages."""
    gives_up: Callable[[Mapping[str, float], int], bool] = field(default=lambda *_: False)

    def simulate(self, _name, policies, _series=None) -> xr.Dataset:  # type: ignore[override]
        shape = (len(policies), len(self.seeds), self.periods)
        log_gdp, given_up, outlay, unspent, debt = (np.zeros(shape) for _ in range(5))
        before = self.start - 1
        for place, (key, schedule) in enumerate(policies.items()):
            levers = dict(zip(NAMES, schedule[-1] if len(schedule) else np.zeros(len(NAMES)), strict=True))
            draw = np.random.default_rng([len(key), *key.encode()])
            log_gdp[place, :, before:] = self.response(levers)
            log_gdp[place, :, before:] += self.noise * draw.standard_normal(len(self.seeds))[:, None]
            given_up[place, :, -1:] = np.array([self.gives_up(levers, run) for run in range(len(self.seeds))])[:, None]
            debt[place] = self.debt(levers)
            outlay[place, :, before:], unspent[place, :, before:] = 3.0, 1.0
        one = np.ones(shape)
        known = {
            "gdp_constant": np.exp(log_gdp),
            "gdp_nominal": 1.25 * one,
            "wage": one,
            "labour_force": one,
            "public_debt": debt,
            "given_up": given_up,
            "outlay": outlay,
            "unspent": unspent,
        }
        dims = ("policy", "run", "period")
        return xr.Dataset({key: (dims, values) for key, values in known.items()}, coords={"policy": list(policies)})


def planted(response: Response, noise: float = 0.0, runs: int = 40, **more: object) -> Planted:
    """A short planted context: 5 periods of run-in, 10 of policy."""
    return Planted(
        parameters=Parameters(),
        seeds=tuple(range(runs)),
        start=6,
        horizon=10,
        budget=0.01,
        rules="closed",
        response=response,
        noise=noise,
        **more,  # type: ignore[arg-type]
    )
