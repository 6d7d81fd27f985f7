"""How fast the economy is, as ratios that can be compared between machines and sittings.

The unit is one `calib`: the processor time of `s = 0; for i in range(3_000_000): s += i * i` in CPython, measured on
the same machine just before each figure, best of several. A run is 300 periods of the benchmark (50 + 200 firms), 25
series recorded, unless a row says otherwise; figures of one core are medians over whole ensembles.

    python benchmarks/economy.py            # about three minutes on two cores
    python benchmarks/economy.py --full     # also writes 10,000 runs x 600 periods x 30 series, measuring memory
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import numpy as np

from missionlab.economy import SERIES, Parameters, with_values
from missionlab.ensemble.simulate_many import simulate_many
from missionlab.ensemble.threads import thread_count

RUNS, ENSEMBLES, PERIODS = 20, 15, 300
RECORDED = tuple(entry.name for entry in SERIES[:25])
ROOT = Path(__file__).parents[1]

# Not getrusage: a new process inherits its parent's peak there.
_PEAK_MEMORY = 'int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) / 1024'

_FIRST_USE = """
import json, time
def calib():
    start = time.process_time()
    s = 0
    for i in range(3_000_000):
        s += i * i
    return time.process_time() - start
unit = min(calib() for _ in range(5))
start, wall = time.process_time(), time.perf_counter()
from missionlab.economy import simulate
imported = time.process_time()
simulate(periods=300)
done = time.process_time()
print()
print(json.dumps({
    "unit": unit, "import": imported - start, "first": done - imported, "wall": time.perf_counter() - wall,
    "memory": PEAK_MEMORY,
}))
"""

_TO_FOLDER = """
import json, sys, tempfile, time
from missionlab.economy import SERIES
from missionlab.ensemble.simulate_many import simulate_many
runs = int(sys.argv[1])
start = time.perf_counter()
with tempfile.TemporaryDirectory(dir=sys.argv[2]) as folder:
    names = [entry.name for entry in SERIES[:30]]
    ensemble = simulate_many(seeds=runs, periods=600, series=names, folder=folder)
    float(ensemble["gdp"].isel(period=-1).mean())
    seconds = time.perf_counter() - start
    from pathlib import Path
    size = sum(path.stat().st_size for path in Path(folder).rglob("*.parquet"))
print()
print(json.dumps({
    "seconds": seconds, "size": size, "memory": PEAK_MEMORY,
}))
"""

Row = tuple[str, str, str]


def loop() -> float:
    """Processor seconds of the loop that is one calib."""
    start = time.process_time()
    s = 0
    for i in range(3_000_000):
        s += i * i
    return time.process_time() - start


def calibs(work: Callable[[], object], share: int = 1) -> float:
    """Processor time of `work`, divided by `share`, in calib units of this moment."""
    unit = min(loop() for _ in range(3))
    start = time.process_time()
    work()
    return (time.process_time() - start) / share / unit


def ensemble(
    runs: int,
    periods: int = PERIODS,
    parameters: Parameters | None = None,
    threads: int = 1,
    rules: str = "closed",
) -> None:
    simulate_many(parameters, seeds=runs, periods=periods, series=RECORDED, threads=threads, rules=rules)


def child(code: str, *arguments: str, **environment: str) -> dict[str, float]:
    """What a fresh process prints as JSON on its last line."""
    command = [sys.executable, "-c", code.replace("PEAK_MEMORY", _PEAK_MEMORY), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | environment)
    return json.loads(done.stdout.splitlines()[-1])


def first_use() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as cache:
        fresh = child(_FIRST_USE, MISSIONLAB_CACHE=cache)
        later = [child(_FIRST_USE, MISSIONLAB_CACHE=cache) for _ in range(5)]
    best = min(entry["wall"] for entry in later)
    compiling = fresh["first"] - median(entry["first"] for entry in later)
    yield "compile one rule set, first use", f"{compiling / fresh['unit']:.0f} calib, {compiling:.1f} s", "100 calib"
    yield "memory while compiling", f"{fresh['memory']:.0f} MB", ""
    yield "later process: import and a first run", f"{best:.2f} s", "2 s"


def one_core() -> Iterator[Row]:
    ensemble(2)
    measured = [calibs(lambda: ensemble(RUNS), RUNS) for _ in range(ENSEMBLES)]
    start = time.perf_counter()
    ensemble(RUNS)
    rate = RUNS / (time.perf_counter() - start)
    spread = f"{median(measured):.3f} calib ({min(measured):.3f} to {max(measured):.3f})"
    yield "a run, one core", spread, "0.08 calib"
    yield "runs a second, one core", f"{rate:.0f}", ""


def banks() -> Iterator[Row]:
    """Alternating, so that a noisy neighbour meets both."""
    costs: dict[str, list[float]] = {"closed": [], "closed-banks": []}
    for rules in costs:
        ensemble(2, rules=rules)
    for _ in range(ENSEMBLES):
        for rules, taken in costs.items():
            taken.append(calibs(lambda r=rules: ensemble(RUNS, rules=r), RUNS))
    ratio = median(costs["closed-banks"]) / median(costs["closed"])
    yield "a run of closed-banks over one of closed", f"{ratio:.2f}", "2"


def one_file() -> Iterator[Row]:
    sys.path.insert(0, str(ROOT / "examples"))
    import one_file_ks

    periods = 60
    whole = calibs(lambda: one_file_ks.run(periods)) * PERIODS / periods
    yield f"a run of examples/one_file_ks.py, from {periods} periods", f"{whole:.0f} calib", ""


def cores() -> Iterator[Row]:
    """Alternating, so that a noisy neighbour meets both; the best of each is nearest to what the machine can do.

    Processor time tells threads that hinder each other from a machine that is busy with something else.
    """
    count = thread_count(None)
    seconds: dict[int, list[float]] = {1: [], count: []}
    processor: dict[int, list[float]] = {1: [], count: []}
    for _ in range(7):
        for threads in seconds:
            wall, start = time.perf_counter(), time.process_time()
            ensemble(60, threads=threads)
            seconds[threads].append(time.perf_counter() - wall)
            processor[threads].append(time.process_time() - start)
    alone, together = min(seconds[1]), min(seconds[count])
    dearer = min(processor[count]) / min(processor[1])
    yield f"speed of {count} threads over 1, per thread", f"{alone / together / count:.2f}", "0.90"
    yield f"processor time of a run, {count} threads over 1", f"{dearer:.2f}", ""
    yield f"runs a second, {count} threads", f"{60 / together:.0f}", ""


def firms() -> Iterator[Row]:
    """Firms of both sectors and the labour force grow together; once more without imitation (all research innovates).

    Each imitator weighs every other capital-good firm by its distance: that part of the model is quadratic.
    """
    sizes = (1, 2, 5, 10, 20, 50)
    costs: dict[str, list[float]] = {"": [], ", no imitation": []}
    for size in sizes:
        for which, taken in costs.items():
            scaled = with_values(Parameters(), F1=50 * size, F2=200 * size, Ls0=500_000 * size)
            scaled = with_values(scaled, innovation_share=1.0) if which else scaled
            runs = max(1, 10 // size)
            taken.append(median(calibs(lambda p=scaled, n=runs: ensemble(n, 100, p), runs) for _ in range(3)))
            per_firm = taken[-1] / taken[0] / size
            yield f"firms x {size}, 100 periods{which}", f"{taken[-1]:.3f} calib, {per_firm:.2f} per firm", ""
    for which, taken in costs.items():
        yield f"exponent of cost in firms, 1x to 50x{which}", f"{_slope(sizes, taken):.2f}", "1"


def periods() -> Iterator[Row]:
    lengths = (150, 300, 600, 1200)
    costs = [median(calibs(lambda n=length: ensemble(5, n), 5) for _ in range(3)) for length in lengths]
    said = ", ".join(f"{length}: {cost:.3f}" for length, cost in zip(lengths, costs, strict=True))
    yield "calib by periods", said, ""
    yield "exponent of cost in periods", f"{_slope(lengths, costs):.2f}", "1"


def memory(sizes: tuple[int, ...]) -> Iterator[Row]:
    for runs in sizes:
        with tempfile.TemporaryDirectory() as folder:
            found = child(_TO_FOLDER, str(runs), folder)
        about = f"{found['memory']:.0f} MB, {found['seconds']:.0f} s, {found['size'] / 1e6:.0f} MB of files"
        yield f"{runs} runs x 600 periods x 30 series to a folder", about, "600 MB"


def _slope(sizes: tuple[int, ...], costs: list[float]) -> float:
    return float(np.polyfit(np.log(sizes), np.log(costs), 1)[0])


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast the economy is.")
    parser.add_argument("--full", action="store_true", help="also write 10,000 runs x 600 periods x 30 series")
    full = parser.parse_args().full
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, ", end="")
    print(f"1 calib = {min(loop() for _ in range(5)):.3f} s\n\n| what | measured | limit |\n|---|---|---|")

    def show(rows: Iterator[Row]) -> None:
        for what, measured, limit in rows:
            print(f"| {what} | {measured} | {limit} |", flush=True)

    show(first_use())
    show(one_core())
    show(banks())
    show(one_file())
    show(cores())
    show(firms())
    show(periods())
    show(memory((250, 1000, 10_000) if full else (250, 1000)))


if __name__ == "__main__":
    main()
