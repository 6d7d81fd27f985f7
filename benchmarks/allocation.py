"""What a plan costs: processor time, memory and gap on generated cases, as ratios to the solver's bound and its time.

Run with ``python benchmarks/allocation.py`` (options: ``--seeds``, ``--projects``, ``--scenarios``, ``--explain``).
Each case runs in a process of its own, on one thread, so that its peak of memory is its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

MOST_SECONDS, MOST_MEMORY = 15.0, 400.0
MOST_GAP = {"tight": 0.02, "money": 0.003}


def measured(kind: str, seed: int, projects: int, scenarios: int, *, explain: bool) -> dict[str, float]:
    """One case: seconds to the plan with bound and gap, those of the relaxation alone, megabytes, gap."""
    from allocation_cases import generated

    from missionlab.portfolio.allocation.case import canonical
    from missionlab.portfolio.allocation.choose import chosen
    from missionlab.portfolio.allocation.plan import Asked, planned
    from missionlab.portfolio.allocation.problem import build
    from missionlab.portfolio.allocation.relax import Relaxation
    from missionlab.portfolio.allocation.scenarios import scenarios_of
    from missionlab.steering.allocate import FEWER_DRAWS

    case = generated(seed, projects=projects, scenarios=scenarios, tight=kind == "tight")
    began = time.process_time()
    found = chosen(canonical(case), 0, 0.0)
    whole = time.process_time() - began
    assert found.draft.feasible(), "a rule is broken"
    out = {
        "seconds": whole,
        "gap": found.gap,
        "value": found.value,
        "bound": found.bound,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    ordered = canonical(case)
    problem = build(ordered, scenarios_of(ordered, 0), 0.0)
    began = time.process_time()
    alone = Relaxation(problem).solved()
    out |= {"solver_seconds": time.process_time() - began, "of_bound": found.value / alone.value}
    if explain:
        began = time.process_time()
        planned(case, Asked(draws=FEWER_DRAWS))
        out["explained_seconds"] = time.process_time() - began
    return out


def main() -> int:
    """Prints a line a case and what misses its bar; 1 where something does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--projects", type=int, default=1000)
    parser.add_argument("--scenarios", type=int, default=200)
    parser.add_argument(
        "--explain", action="store_true", help="time the whole command too: prices, weights, near misses and draws"
    )
    parser.add_argument("--one", nargs=2, metavar=("KIND", "SEED"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one is not None:
        kind, seed = asked.one
        print(json.dumps(measured(kind, int(seed), asked.projects, asked.scenarios, explain=asked.explain)))
        return 0
    print(
        f"{asked.projects} projects x 20 years x {asked.scenarios} futures, 8 missions, 48 groups, 50 actors, 1 thread"
    )
    print(f"{'case':<8}{'seed':>5}{'seconds':>9}{'x solver':>9}{'gap':>9}{'of bound':>10}{'MB':>7}{'explained':>11}")
    missed = []
    for kind in MOST_GAP:
        for seed in range(asked.seeds):
            found = _in_a_process(kind, seed, asked)
            explained = f"{found['explained_seconds']:.1f}" if "explained_seconds" in found else "-"
            ratio = found["seconds"] / found["solver_seconds"]
            print(
                f"{kind:<8}{seed:>5}{found['seconds']:>9.2f}{ratio:>9.2f}{100 * found['gap']:>8.3f}%"
                f"{found['of_bound']:>10.5f}{found['megabytes']:>7.0f}{explained:>11}",
                flush=True,
            )
            missed += _missed(kind, seed, found)
    for line in missed:
        print(line)
    print("Every bar is kept." if not missed else f"{len(missed)} missed.")
    return int(bool(missed))


def _in_a_process(kind: str, seed: int, asked: argparse.Namespace) -> dict[str, float]:
    words = [sys.executable, __file__, "--one", kind, str(seed)]
    words += ["--projects", str(asked.projects), "--scenarios", str(asked.scenarios)]
    words += ["--explain"] if asked.explain else []
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def _missed(kind: str, seed: int, found: dict[str, float]) -> list[str]:
    bars = (
        ("seconds", MOST_SECONDS, "{:.1f} s"),
        ("explained_seconds", MOST_SECONDS, "{:.1f} s"),
        ("megabytes", MOST_MEMORY, "{:.0f} MB"),
        ("gap", MOST_GAP[kind], "{:.4f}"),
    )
    return [
        f"Missed: {kind} {seed}: {name} {form.format(found[name])}, bar {form.format(most)}, by "
        f"{form.format(found[name] - most)}"
        for name, most, form in bars
        if found.get(name, 0.0) > most
    ]


if __name__ == "__main__":
    sys.exit(main())
