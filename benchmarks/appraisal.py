"""What the default appraisal costs, and what it saves by simulating once what its policies share.

The unit *calib* is that of benchmarks/economy.py: the processor time of a plain loop, measured just before. Plain runs
are the same policies, seeds and series, each policy's runs simulated by themselves from their first period on; both
ways alternate, in one thread.

    python benchmarks/appraisal.py            # about two minutes on two cores
    python benchmarks/appraisal.py --runs 20  # a quicker look
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from economy import loop

from missionlab.appraisal.appraise import BUDGET, PERIODS, RUNS, START, appraise
from missionlab.appraisal.context import Context
from missionlab.appraisal.course import Course
from missionlab.appraisal.policies import main_table
from missionlab.economy.parameters import Parameters
from missionlab.ensemble.seeds import run_seeds
from missionlab.ensemble.threads import thread_count

STRATEGY, SEED = "uk-2017", 0
COMPARED, TIMES = 40, 5
"""Runs of each policy, and how often, when shared and plain runs are compared."""
LIMIT = 90
"""Seconds that the default appraisal may take on two cores, once compiled."""

Row = tuple[str, str, str]


def processor(work: Callable[[], object]) -> float:
    """Processor seconds of `work`."""
    start = time.process_time()
    work()
    return time.process_time() - start


def whole(runs: int) -> Iterator[Row]:
    """The appraisal as a user calls it, on all cores."""
    appraise(STRATEGY, runs=2, seed=SEED)
    wall, start = time.perf_counter(), time.process_time()
    made = appraise(STRATEGY, runs=runs, seed=SEED)
    wall, seconds = time.perf_counter() - wall, time.process_time() - start
    cores = thread_count(None)
    economies = len(made.policies) * runs
    limit = f"{LIMIT} s" if runs == RUNS else ""
    yield f"appraisal, {len(made.policies)} policies x {runs} runs, {cores} cores: wall clock", f"{wall:.0f} s", limit
    yield "the same, processor time", f"{seconds:.0f} s", ""
    yield "the same, for each economy", f"{1000 * seconds / economies:.1f} ms", ""


def shared_and_plain(runs: int) -> Iterator[Row]:
    """The simulations alone, with what policies share simulated once and with every policy by itself."""
    context = Context(Parameters(), run_seeds(runs, SEED), START, PERIODS, BUDGET, "closed", threads=1)
    levers = {policy.key: Course(policy).levers(START, context.periods) for policy in main_table(BUDGET)}
    one, plain_ones = next(iter(levers)), [{key: array} for key, array in levers.items()]
    context.simulate("warm", {one: levers[one]})
    calib = min(loop() for _ in range(3))
    shared, plain = [], []
    for _ in range(TIMES):
        shared.append(processor(lambda: context.simulate("shared", levers)))
        plain.append(processor(lambda: [context.simulate("plain", alone) for alone in plain_ones]))
    ratios = np.array(plain) / np.array(shared)
    each = median(shared) / len(levers) / runs
    yield "a policy's run, start shared", f"{1000 * each:.1f} ms, {each / calib:.3f} calib", ""
    each = median(plain) / len(levers) / runs
    yield "a policy's run, by itself", f"{1000 * each:.1f} ms, {each / calib:.3f} calib", ""
    spread = f"{np.median(ratios):.2f} ({ratios.min():.2f} to {ratios.max():.2f})"
    yield f"plain runs over shared runs, {TIMES} times (range)", spread, ""
    steps = (START - 1 + PERIODS) * len(levers) / (START - 1 + PERIODS * len(levers))
    yield "the same, counted in periods", f"{steps:.2f}", ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=RUNS)
    chosen = parser.parse_args()
    print("| what | measured | limit |\n|---|---|---|")
    for rows in (whole(chosen.runs), shared_and_plain(min(chosen.runs, COMPARED))):
        for row in rows:
            print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
