"""How long it takes to track 1,000 targets, each on a series of its own, as a ratio to a fixed loop of Python.

A host that is shared is now fast and now slow by a factor of three. So the processor time of tracking is divided by
that of a fixed loop run just before (0.174 s on an idle core here), and the best of several rounds counts. The limit of
the product is 15 s on two cores. Series have 8 to 30 points; a tenth of them has gaps, a tenth a level break.

    python benchmarks/targets.py             # 1,000 targets, three rounds
    python benchmarks/targets.py --targets 200 --rounds 1
"""

from __future__ import annotations

import argparse
import time
from datetime import date

import numpy as np

import missionlab as ml
from missionlab.strategy.records import About, Indicator, Mission, Observation, Target
from missionlab.strategy.strategy import Strategy

DAY = date(2026, 11, 24)
LIMIT_S = 15.0
LOOP_S = 0.174
"""Processor time of the loop on an idle core of the machine on which the limit was set."""
A_MISSION = 4
"""Targets of one mission, so that joint chances are part of what is measured."""


def strategy(targets: int) -> Strategy:
    """Missions of four targets, each target on a random walk of its own; the same every time."""
    random = np.random.Generator(np.random.Philox(5))
    observations: list[Observation] = []
    for number in range(targets):
        points = int(random.integers(8, 31))
        values = 40 + np.cumsum(random.normal(0.4, 1.0, points))
        if number % 10 == 1:
            values[points // 2 :] += 15
        for back, value in enumerate(values[::-1]):
            if number % 10 == 2 and back % 4 == 1:
                continue
            fields = {
                "indicator": f"i{number}",
                "period": str(2025 - back),
                "value": float(value),
                "vintage": "2026-06",
            }
            observations.append(Observation.model_validate(fields))
    return Strategy(
        About(id="many", name="Many targets"),
        missions=tuple(Mission(id=f"m{n}", challenge="c", name=f"M{n}") for n in range(-(-targets // A_MISSION))),
        indicators=tuple(_indicator(number) for number in range(targets)),
        targets=tuple(_target(number) for number in range(targets)),
        observations=tuple(observations),
    )


def _indicator(number: int) -> Indicator:
    return Indicator.model_validate(
        {"id": f"i{number}", "name": f"I{number}", "unit": "points", "better": "higher", "kind": "level"}
    )


def _target(number: int) -> Target:
    version = {"number": 1, "set_on": "2024", "value": 60, "year": 2030 + number % 6, "comparator": "at least"}
    return Target.model_validate(
        {
            "id": f"t{number}", "mission": f"m{number // A_MISSION}", "name": f"T{number}", "indicator": f"i{number}",
            "deadline": "by" if number % 3 == 0 else "in", "versions": [version],
        }
    )  # fmt: skip


def loop() -> float:
    """Processor time of a fixed loop."""
    started, total = time.process_time(), 0
    for number in range(3_000_000):
        total += number * number
    return time.process_time() - started


def measure(targets: int, rounds: int) -> None:
    """Print the ratio of each round and what the best would be on the reference core."""
    made, ratios = strategy(targets), []
    ml.track(strategy(4), DAY)
    for number in range(rounds):
        unit = min(loop() for _ in range(3))
        started, wall = time.process_time(), time.perf_counter()
        found = ml.track(made, DAY)
        took = time.process_time() - started
        ratios.append(took / unit)
        known = sum(one.probability is not None for one in found.targets)
        print(
            f"round {number + 1}: {took:.1f} s of processor time ({time.perf_counter() - wall:.1f} s by the clock), "
            f"{ratios[-1]:.1f} loops; {known} chances, {len(found.joint)} joint ones"
        )
    best = min(ratios) * LOOP_S
    verdict = "within" if best <= LIMIT_S else "over"
    print(f"best: {min(ratios):.1f} loops = {best:.1f} s on an idle core, {verdict} the limit of {LIMIT_S:.0f} s")


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--targets", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    measure(asked.targets, asked.rounds)


if __name__ == "__main__":
    main()
