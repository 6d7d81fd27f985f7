"""The design of an ensemble: every policy in every scenario with every seed, checked before anything runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import index

import numpy as np

from missionlab.base.findings import InputError
from missionlab.economy import levers as lever_table
from missionlab.economy import parameters as parameter_table
from missionlab.economy import series as series_table
from missionlab.economy.parameters import Parameters
from missionlab.economy.simulate import rule_set
from missionlab.ensemble.seeds import checked_seeds


@dataclass(frozen=True)
class Design:
    """What an ensemble simulates. Economies are numbered scenario by scenario, within it run by run, then policy: the
    policies of a run lie together, because they share what comes before they differ.

    `policy_names` and `scenario_names` are empty where there is only one and it has no name; `schedules` and
    `parameters` hold at least one. A schedule has shape (periods, levers).
    """

    policy_names: tuple[str, ...]
    schedules: tuple[np.ndarray, ...]
    scenario_names: tuple[str, ...]
    parameters: tuple[Parameters, ...]
    seeds: tuple[int, ...]
    periods: int
    rules: str
    spending: str
    series: tuple[str, ...]

    @property
    def economies(self) -> int:
        return len(self.schedules) * len(self.parameters) * len(self.seeds)

    def economy(self, number: int) -> tuple[Parameters, np.ndarray, int]:
        """Parameters, lever schedule and seed of an economy."""
        rest, policy = divmod(number, len(self.schedules))
        scenario, run = divmod(rest, len(self.seeds))
        return self.parameters[scenario], self.schedules[policy], self.seeds[run]


def design(
    parameters: Parameters | Mapping[str, Parameters] | None,
    levers: np.ndarray | Mapping[str, np.ndarray | None] | None,
    seeds: int | Sequence[int],
    *,
    periods: int,
    rules: str,
    spending: str,
    series: Sequence[str] | None,
) -> Design:
    """The design, if every part of it can be run; else the error of the part, which says what is wrong and where."""
    periods = whole(periods, "periods")
    rule_set(rules, spending)
    scenarios = _named(parameters, "scenario")
    policies = _named(levers, "policy")
    return Design(
        policy_names=tuple(policies) if isinstance(levers, Mapping) else (),
        schedules=tuple(_schedule(policy, array, periods) for policy, array in policies.items()),
        scenario_names=tuple(scenarios) if isinstance(parameters, Mapping) else (),
        parameters=tuple(_parameters(scenario, values) for scenario, values in scenarios.items()),
        seeds=checked_seeds(seeds),
        periods=periods,
        rules=rules,
        spending=spending,
        series=_series(series),
    )


def whole(value: object, what: str) -> int:
    """The value as a whole number of at least 1; raises `InputError` if it is not one."""
    try:
        number = index(value)  # type: ignore[arg-type]
    except TypeError:
        number = 0
    if number < 1 or isinstance(value, bool):
        raise InputError(
            f"{what} = {value!r}: it must be a whole number of at least 1.", fix=f"Give {what} such a number."
        )
    return number


def _named(given: object, what: str) -> Mapping[str, object]:
    """The mapping itself, or the one thing given under no name."""
    if not isinstance(given, Mapping):
        return {"": given}
    if not given:
        raise InputError(f"No {what} is given.", fix=f"Name at least one {what}, or leave the argument out.")
    for name in given:
        if not isinstance(name, str) or not name:
            raise InputError(f"{name!r} as the name of a {what}: names are words.", fix="Use a short text as name.")
    return given


def _parameters(scenario: str, values: object) -> Parameters:
    if values is None:
        return parameter_table.checked(Parameters())
    if not isinstance(values, Parameters):
        raise InputError(
            f"{_of('scenario', scenario)}parameters of type {type(values).__name__} cannot be run.",
            fix="Give missionlab.economy.parameters.Parameters, or a mapping of names to them.",
        )
    try:
        return parameter_table.checked(values)
    except parameter_table.BadParameters as error:
        raise parameter_table.BadParameters(f"{_of('scenario', scenario)}{error}") from None


def _schedule(policy: str, array: object, periods: int) -> np.ndarray:
    """The rows that the run reaches: a schedule for longer runs is the same policy."""
    if array is None:
        return lever_table.no_levers(periods)
    try:
        return lever_table.checked(np.asarray(array, dtype=np.float64), periods)[:periods]
    except lever_table.BadLevers as error:
        raise lever_table.BadLevers(f"{_of('policy', policy)}{error}") from None
    except (TypeError, ValueError):
        shape = f"(periods, {len(lever_table.NAMES)})"
        raise lever_table.BadLevers(f"{_of('policy', policy)}levers must be numbers of shape {shape}") from None


def _of(kind: str, name: str) -> str:
    return f"{kind} {name}: " if name else ""


def _series(names: Sequence[str] | None) -> tuple[str, ...]:
    """The series to record, in the order of the table, whatever the order of asking."""
    if names is None:
        return series_table.NAMES
    chosen = (names,) if isinstance(names, str) else tuple(names)
    if not chosen:
        raise InputError("The list of series is empty.", fix="Name at least one series, or leave it out for all.")
    series_table.columns(chosen)
    return tuple(name for name in series_table.NAMES if name in chosen)
