"""What `laboratory_efficiency` is measured from: how often firms' searches succeed, and how many researchers they have.

    python benchmarks/laboratory.py --runs 200

At a yield of 1 a laboratory with as many researchers as all capital-good firms have together, on average, succeeds as
often as the average capital-good firm's search for an innovation does: efficiency = -ln(1 - chance) / share, with the
chance averaged over firms and periods, and the researchers as a share of the labour force.
"""

from __future__ import annotations

import argparse
import math

import numpy as np

from missionlab.economy import Parameters, start

FIRST, LAST = 101, 300


def one_run(seed: int) -> tuple[float, float]:
    """(Chance that a firm's search for an innovation succeeds, researchers per worker), means over the periods."""
    p = Parameters()
    economy = start(p, seed=seed)
    economy.advance(FIRST - 2)
    chances, shares = [], []
    for _ in range(FIRST - 1, LAST):
        economy.advance(1)
        researchers = economy.state.capital_goods["researchers"]
        workers = researchers * (p.labour_force / economy.state.macro.labour_force)
        chances.append(np.mean(1.0 - np.exp(-p.innovation_efficiency * p.innovation_share * workers)))
        shares.append(researchers.sum() / economy.state.macro.labour_force)
    return float(np.mean(chances)), float(np.mean(shares))


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the search efficiency of a laboratory.")
    parser.add_argument("--runs", type=int, default=200)
    chances, shares = np.array([one_run(seed) for seed in range(parser.parse_args().runs)]).T
    runs = chances.size
    draws = np.random.default_rng(0).integers(0, runs, (2000, runs))
    efficiencies = -np.log1p(-chances[draws].mean(axis=1)) / shares[draws].mean(axis=1)
    low, high = np.quantile(efficiencies, [0.025, 0.975])
    print(f"runs {runs}, periods {FIRST} to {LAST}")
    print(
        f"chance of a firm's search {chances.mean():.4f} (standard error {chances.std(ddof=1) / math.sqrt(runs):.4f})"
    )
    print(f"researchers, share of the labour force {shares.mean():.5f} ({shares.std(ddof=1) / math.sqrt(runs):.5f})")
    print(
        f"efficiency {-math.log1p(-chances.mean()) / shares.mean():.2f} (bootstrap over runs {low:.2f} to {high:.2f})"
    )


if __name__ == "__main__":
    main()
