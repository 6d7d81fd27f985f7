"""What does rationing by banks do? `closed-banks` against the same banks without a limit, same seeds.

Prints the table of docs/explanation/banks.md.

    python benchmarks/credit_rationing.py
"""

from __future__ import annotations

import numpy as np

from missionlab.ensemble.judging import Estimate, mean_over_runs
from missionlab.ensemble.moments import TRANSIENT
from missionlab.ensemble.simulate_many import simulate_many

RUNS, PERIODS = 200, 300
SERIES = (
    "gdp_constant",
    "gdp_nominal",
    "unemployment",
    "credit_rationed",
    "rescue",
    "investment_nominal",
    "bankruptcies",
)
NOTICEABLE = 0.001
"""Refused credit over nominal output from which a period counts as one of rationing."""


def figures(rules: str) -> dict[str, np.ndarray]:
    """Each figure by run."""
    ensemble = simulate_many(seeds=RUNS, periods=PERIODS, rules=rules, series=SERIES)
    found = {name: ensemble[name].transpose("run", "period").values[:, TRANSIENT:] for name in SERIES}
    growth = np.diff(np.log(found["gdp_constant"]), axis=1)
    output = found["gdp_nominal"]
    return {
        "growth of output, per period": growth.mean(axis=1),
        "spread of growth over the periods": growth.std(axis=1),
        "unemployment": found["unemployment"].mean(axis=1),
        "investment over output": (found["investment_nominal"] / output).mean(axis=1),
        "bankruptcies in a period": found["bankruptcies"].mean(axis=1),
        "credit refused over output": (found["credit_rationed"] / output).mean(axis=1),
        "periods in which it is above 0.1 % of output": (found["credit_rationed"] > NOTICEABLE * output).mean(axis=1),
        "periods in which a bank is rescued": (found["rescue"] > 0.0).mean(axis=1),
        "cost of rescues over output": (found["rescue"] / output).mean(axis=1),
    }


def said(estimate: Estimate) -> str:
    return f"{estimate.value:.4f} ({estimate.low:.4f} to {estimate.high:.4f})"


def main() -> None:
    free, rationed = figures("closed-banks-unrationed"), figures("closed-banks")
    print("| | no limit of banks | `closed-banks` | difference (95 % interval, paired) |\n|---|---|---|---|")
    for name, values in rationed.items():
        difference = said(mean_over_runs(values - free[name]))
        print(f"| {name} | {free[name].mean():.4f} | {values.mean():.4f} | {difference} |")


if __name__ == "__main__":
    main()
