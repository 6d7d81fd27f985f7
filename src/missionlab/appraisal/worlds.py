"""Worlds: parametrisations spread over the ranges, for rankings (Latin hypercube) and for screening (Morris)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from missionlab.appraisal.context import Context
from missionlab.appraisal.primary import primary_of
from missionlab.appraisal.ranges import Range
from missionlab.appraisal.recorded import Recorded
from missionlab.economy.parameters import Parameters, with_values

LEVELS = 4
"""Of the grid on which Morris's trajectories move."""


def latin_worlds(ranges: Sequence[Range], worlds: int, seed: int) -> np.ndarray:
    """Places in the unit cube, shape (worlds, parameters): each parameter visits each of `worlds` slices once.

    Source: McKay, Beckman and Conover (1979), Technometrics 21; sampled by SALib.
    """
    from SALib.sample import latin

    return latin.sample(_unit_cube(ranges), worlds, seed=seed)


def morris_worlds(ranges: Sequence[Range], trajectories: int, seed: int) -> np.ndarray:
    """Places in the unit cube, shape (trajectories x (parameters + 1), parameters), one parameter changed at a time.

    Source: Morris (1991), Technometrics 33; sampled by SALib.
    """
    from SALib.sample import morris

    return morris.sample(_unit_cube(ranges), trajectories, num_levels=LEVELS, seed=seed)


def world(base: Parameters, ranges: Sequence[Range], places: np.ndarray) -> Parameters:
    """The parameters of `base` with those of `ranges` at `places` of the unit cube, shape (parameters,)."""
    values = {entry.parameter: float(entry.value(place)) for entry, place in zip(ranges, places, strict=True)}
    return with_values(base, **values)


def _unit_cube(ranges: Sequence[Range]) -> dict[str, object]:
    names = [entry.parameter for entry in ranges]
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def outcomes_in_worlds(
    context: Context, name: str, policies: Mapping[str, np.ndarray], worlds: Sequence[Parameters]
) -> np.ndarray:
    """The primary outcome in every world, policy and run, shape (worlds, policies, runs), NaN where a run ended early.

    One ensemble, whose scenarios are the worlds: with the context's folder it goes on where a stopped one was.
    """
    from missionlab.ensemble.simulate_many import simulate_many

    scenarios = {f"{number:04d}": parameters for number, parameters in enumerate(worlds)}
    runs = simulate_many(
        scenarios,
        policies,
        context.seeds,
        periods=context.periods,
        rules=context.rules,
        series=("gdp_constant",),
        folder=None if context.folder is None else context.folder / name,
        threads=context.threads,
        progress=context.progress,
    )
    return np.array([primary_of(Recorded(runs.sel(scenario=world), context.start)) for world in scenarios])
