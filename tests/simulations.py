"""Made-up ensembles for the tests of the simulation page: seeded numbers with the shape of an economy's, at once."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import numpy as np
import xarray as xr

from missionlab.economy.accounts import ACCOUNTS, SECTORS
from missionlab.economy.parameters import Parameters
from missionlab.report.simulation import firms as firm_measures
from missionlab.report.simulation.books import Books, Matrix
from missionlab.report.simulation.firms import Firms
from missionlab.report.simulation.html import render
from missionlab.report.simulation.simulation import Simulation, gather

SHARES = ("concentration_1", "concentration_2", "utilisation", "innovators", "imitators", "exit_1", "exit_2")
COMMAND = "missionlab simulate --runs 40 --periods 300"


def ensemble(
    runs: int = 40, periods: int = 300, *, rules: str = "closed", stopped: int = 0, drift: float = 0.012
) -> xr.Dataset:
    """Aggregates of economies that grow and cycle; the last `stopped` runs end in period 150 with a code."""
    rng = np.random.default_rng(7)
    shocks = rng.standard_t(4, (runs, periods)) * 0.03
    cycle = np.zeros((runs, periods))
    for t in range(2, periods):
        cycle[:, t] = 1.3 * cycle[:, t - 1] - 0.55 * cycle[:, t - 2] + shocks[:, t]
    trend = np.cumsum(
        drift + 0.004 * rng.standard_normal((runs, periods)) + 0.002 * rng.standard_normal((runs, 1)), axis=1
    )
    noise = rng.standard_normal((runs, periods))
    output = 243_000 * np.exp(trend + cycle)
    level = np.exp(trend)
    unemployment = np.clip(0.09 - 0.5 * cycle + 0.01 * noise, 0, 1)
    series = {
        "gdp": output,
        "gdp_nominal": output * 1.3,
        "consumption": 240_000 * np.exp(trend + 0.8 * cycle),
        "investment": 20_000 * np.exp(trend + 4 * np.roll(cycle, 1, axis=1) + 0.1 * noise),
        "inventory_change": output * (0.2 * cycle + 0.01 * noise),
        "unemployment": unemployment,
        "employment": 500_000 * (1 - unemployment),
        "productivity": level * np.exp(0.4 * cycle),
        "wage_real": level,
        "cpi": np.exp(-0.3 * cycle + 0.002 * noise),
        "markup": 0.33 - 0.02 * cycle,
        "firm_debt": output * 1.2,
        "investment_nominal": output * 0.1,
        "research_spending": output * 0.004,
        "benefits": output * 0.04 * (1 + unemployment),
        "taxes": output * 0.05,
        "deficit": output * 0.03,
        "public_debt": output * 2.4,
        **{name: np.clip(0.1 + 0.02 * noise, 0, 1) for name in SHARES},
        "age_1": 6 + noise,
        "age_2": 15 + noise,
    }  # fmt: skip
    codes = np.zeros(runs, dtype=np.int8)
    if stopped:
        codes[-stopped:] = 2
        for values in series.values():
            values[-stopped:, 150:] = np.nan
    attrs = {
        "rules": rules,
        "spending": "benefit",
        "parameters": json.dumps(Parameters(benefit_rate=0.2)._asdict()),
        "fingerprint": "0" * 64,
        "version": "0.1.0",
        "made_with": json.dumps({"missionlab": "0.1.0", "numba": "0.61"}),
    }
    variables: dict[str, Any] = {name: (("run", "period"), values) for name, values in series.items()}
    variables["code"] = ("run", codes)
    coords = {
        "run": np.arange(runs),
        "period": np.arange(1, periods + 1),
        "seed": ("run", np.arange(1000, 1000 + runs)),
    }
    return xr.Dataset(variables, coords, attrs)


def firms(runs: int = 8) -> Firms:
    """Sizes with a heavier tail than a log-normal law, growth like a tent, investment in lumps."""
    rng = np.random.default_rng(11)
    sales = [np.exp(rng.normal(0, 0.6, 200)) * rng.pareto(3.0, 200) for _ in range(runs)]
    rates = [rng.laplace(0, 0.1, 4000) for _ in range(runs)]
    investment = [np.where(rng.random(4000) < 0.6, 0.0, rng.exponential(0.15, 4000)) for _ in range(runs)]
    return Firms(runs, firm_measures.sizes(sales), firm_measures.growth(rates), firm_measures.investment(investment))


ASSETS = ("Deposits", "Loans", "Public debt", "Machines", "Inventories", "Net worth")
CHANGES = ("Opening", "Bought or stored", "Scrapped", "Lost with firms that left", "Change of price", "Less closing")


def books() -> Books:
    """Tables of the size of the real ones; every row and column adds to zero."""
    rng = np.random.default_rng(13)

    def matrix(rows: tuple[str, ...], columns: tuple[str, ...]) -> Matrix:
        table = rng.normal(0, 0.3, (len(rows), len(columns)))
        table -= table.mean(axis=0) + table.mean(axis=1, keepdims=True) - table.mean()
        return Matrix(rows, columns, tuple(tuple(map(float, row)) for row in table))

    flows = tuple(f"Flow of money {number}" for number in range(17))
    return Books(
        output=7_654_321.0,
        gap=3e-16,
        flows=matrix(flows, ACCOUNTS),
        balance=matrix(ASSETS, SECTORS),
        changes=matrix(("Machines", "Inventories"), CHANGES),
    )


@cache
def simulation(name: str = "closed") -> Simulation:
    """One of the simulations that are tested."""
    if name == "closed":
        return gather(ensemble(), transient=100, seed=0, firms=firms(), books=books())
    if name == "program":
        return gather(ensemble(rules="lsd-0.1", stopped=3), transient=100, seed=5, firms=firms())
    if name == "one-run":
        return gather(ensemble(runs=1), transient=100, seed=0, firms=firms(1), books=books())
    if name == "none-completed":
        return gather(ensemble(runs=3, stopped=3), transient=100, seed=0)
    raise KeyError(name)


ALL = ("closed", "program", "one-run", "none-completed")


@cache
def html(name: str) -> str:
    return render(simulation(name), COMMAND)
