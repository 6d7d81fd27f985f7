"""The record of an ensemble's inputs: what its fingerprint is of, and how two of them differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from missionlab.economy.levers import NAMES as LEVERS
from missionlab.ensemble.design import Design


def inputs_of(design: Design) -> dict[str, Any]:
    """Everything that the numbers depend on, ready for JSON: the same inputs give the same bits.

    `policies` and `scenarios` are names in order; `levers` and `parameters` then hold a record per name, else just one.
    A lever is recorded by its steps, [period, value from then on], as `economy.levers.schedule` takes them; one that
    stays at zero is left out.
    """
    parameters = [dict(values._asdict()) for values in design.parameters]
    levers = [_steps(schedule) for schedule in design.schedules]
    return {
        "policies": list(design.policy_names),
        "scenarios": list(design.scenario_names),
        "parameters": _named(design.scenario_names, parameters),
        "levers": _named(design.policy_names, levers),
        "seeds": list(design.seeds),
        "periods": design.periods,
        "rules": design.rules,
        "spending": design.spending,
        "series": list(design.series),
        "made_with": dict(made_with()),
    }


@cache
def made_with() -> tuple[tuple[str, str], ...]:
    """What the bits of a run depend on besides its inputs: the program, its libraries and the type of processor."""
    from importlib.metadata import version

    from llvmlite.binding import get_host_cpu_name

    from missionlab.economy.compiled import sources_hash

    packages = tuple((package, version(package)) for package in ("missionlab", "numba", "numpy"))
    return (*packages, ("economy", sources_hash()), ("processor", get_host_cpu_name()))


def labels_of(inputs: Mapping[str, Any]) -> dict[str, Sequence[str] | range]:
    """The labels along each dim of the ensemble but the period: policy and scenario where they have names, and run."""
    named = {"policy": inputs["policies"], "scenario": inputs["scenarios"]}
    return {dim: names for dim, names in named.items() if names} | {"run": range(len(inputs["seeds"]))}


def shape_of(inputs: Mapping[str, Any]) -> tuple[int, ...]:
    """How many labels each of these dims has; their product is the number of economies."""
    return tuple(len(labels) for labels in labels_of(inputs).values())


def by_label(inputs: Mapping[str, Any], of_economies: np.ndarray) -> np.ndarray:
    """An array over economies in the order of their numbers, (economies, ...), as one over labels: no copy.

    The policies of a run have neighbouring numbers (see design.py), and are the first dim of the labels.
    """
    shape = shape_of(inputs)
    policies = len(inputs["policies"])
    if not policies:
        return of_economies.reshape(*shape, *of_economies.shape[1:])
    apart = of_economies.reshape(*shape[1:], policies, *of_economies.shape[1:])
    return np.moveaxis(apart, len(shape) - 1, 0)


def places_of(inputs: Mapping[str, Any], numbers: np.ndarray) -> dict[str, np.ndarray]:
    """For each dim of the labels, the places of the economies with these numbers, shape (numbers,)."""
    labels, shape = labels_of(inputs), shape_of(inputs)
    if not inputs["policies"]:
        return dict(zip(labels, np.unravel_index(numbers, shape), strict=True))
    *others, policies = np.unravel_index(numbers, (*shape[1:], shape[0]))
    return dict(zip(labels, (policies, *others), strict=True))


def _named(names: tuple[str, ...], records: list[dict[str, Any]]) -> dict[str, Any]:
    return dict(zip(names, records, strict=True)) if names else records[0]


def _steps(schedule: np.ndarray) -> dict[str, list[list[float]]]:
    padded = np.vstack([np.zeros(schedule.shape[1]), schedule])
    changes = padded[1:] != padded[:-1]
    return {
        lever: [[int(row) + 1, float(schedule[row, column])] for row in np.flatnonzero(changes[:, column])]
        for column, lever in enumerate(LEVERS)
        if changes[:, column].any()
    }


def differences(there: Any, here: Any, place: str = "") -> Iterator[str]:
    """In words, where two records differ: what stands there and what is asked for here."""
    if isinstance(there, dict) and isinstance(here, dict):
        for key in [*there, *(key for key in here if key not in there)]:
            inside = f"{place} {key}".strip()
            if key not in here:
                yield f"{inside}: {_short(there[key])} there, nothing here"
            elif key not in there:
                yield f"{inside}: nothing there, {_short(here[key])} here"
            else:
                yield from differences(there[key], here[key], inside)
    elif isinstance(there, list) and isinstance(here, list):
        yield from _lists(there, here, place)
    elif there != here:
        yield f"{place}: {_short(there)} there, {_short(here)} here"


def _lists(there: list[Any], here: list[Any], place: str) -> Iterator[str]:
    if there == here:
        return
    entries_there, entries_here = {str(entry) for entry in there}, {str(entry) for entry in here}
    only_there = [entry for entry in there if str(entry) not in entries_here]
    only_here = [entry for entry in here if str(entry) not in entries_there]
    if only_there:
        yield f"{place}: {_short(only_there)} only there"
    if only_here:
        yield f"{place}: {_short(only_here)} only here"
    if not only_there and not only_here:
        yield f"{place}: another order"


def _short(value: Any) -> str:
    if isinstance(value, list):
        first = ", ".join(str(entry) for entry in value[:3])
        return f"{first}, ... ({len(value)} in all)" if value[3:] else first
    if isinstance(value, dict):
        return ", ".join(str(key) for key in value) or "nothing"
    return str(value)
