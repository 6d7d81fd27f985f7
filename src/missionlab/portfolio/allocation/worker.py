"""Going on from a plan with an exact solver, in a process of its own that can be killed at any instant.

The child writes every better plan to a file as soon as it has it, whole or not at all. The parent waits for the time
limit and 30 seconds, kills what is left, and keeps the best plan it knows: its own, or a file's that keeps every rule.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from missionlab.portfolio.allocation.draft import NONE, Draft
from missionlab.portfolio.allocation.problem import Problem

GRACE = 30.0
"""Seconds after the limit at which the child is killed."""
_BEST, _BOUND, _PROBLEM = "best.npy", "bound.npy", "problem.pickle"


@dataclass(frozen=True)
class Bettered:
    """What an exact solver made of a plan."""

    draft: Draft
    bound: float | None
    """What it showed that no plan exceeds; None where it said nothing."""
    killed: bool


def bettered(draft: Draft, limit: float, grace: float = GRACE) -> Bettered:
    """The best plan known after `limit` seconds of the solver, never worse than `draft`."""
    with tempfile.TemporaryDirectory(prefix="missionlab-plan-") as name:
        folder = Path(name)
        with (folder / _PROBLEM).open("wb") as file:
            pickle.dump((draft.problem, draft.column), file)
        child = start(folder, limit)
        killed = False
        try:
            child.wait(limit + grace)
        except subprocess.TimeoutExpired:
            killed = True
        finally:
            if child.poll() is None:
                child.kill()
            child.wait()
        return _best(draft, folder, killed or child.returncode != 0)


def start(folder: Path, limit: float) -> subprocess.Popen[bytes]:
    """The child, on the problem in ``folder``."""
    return subprocess.Popen(
        [sys.executable, "-m", "missionlab.portfolio.allocation.worker", str(folder), str(limit)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _best(draft: Draft, folder: Path, killed: bool) -> Bettered:
    best = draft
    if (folder / _BEST).exists():
        other = Draft(draft.problem)
        for column in np.load(folder / _BEST):
            if column != NONE:
                other.add(int(column))
        if other.feasible() and other.value() > draft.value():
            best = other
    bound = float(np.load(folder / _BOUND)) if (folder / _BOUND).exists() else None
    return Bettered(best, bound, killed)


def _put(folder: Path, name: str, value: Any) -> None:
    """Writes a file whole, so that a kill leaves the one before."""
    made = folder / f"{name}.part.npy"
    np.save(made, value)
    made.replace(folder / name)


def work(folder: Path, limit: float) -> None:
    """Solves the problem in ``folder`` from its start until `limit` seconds have passed since now."""
    import highspy

    from missionlab.portfolio.allocation.matrix import program_of
    from missionlab.portfolio.allocation.relax import passed, silent

    ends = time.monotonic() + limit
    with (folder / _PROBLEM).open("rb") as file:
        problem, chosen = pickle.load(file)
    program = program_of(problem)
    completed = _completed(problem, program, chosen)
    solver = silent()
    passed(solver, program)
    starts = np.arange(len(problem.option), dtype=np.int32)
    kinds = np.full(len(starts), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
    solver.changeColsIntegrality(len(starts), starts, kinds)
    solution = highspy.HighsSolution()
    solution.col_value = completed.tolist()
    solver.setSolution(solution)
    solver.cbMipImprovingSolution.subscribe(lambda event: _keep(folder, problem, event.data_out.mip_solution))
    solver.setOptionValue("time_limit", max(0.1, ends - time.monotonic()))
    solver.run()
    _keep(folder, problem, solver.getSolution().col_value)
    info = solver.getInfo()
    if np.isfinite(info.mip_dual_bound):
        _put(folder, _BOUND, np.array(info.mip_dual_bound))


def _completed(problem: Problem, program: Any, chosen: Any) -> Any:
    """All columns of a plan: its choices are fixed and the rest follows. A start that is not complete is not used."""
    from missionlab.portfolio.allocation.relax import passed, silent

    solver = silent()
    passed(solver, program)
    fixed = np.zeros(len(problem.option))
    fixed[chosen[chosen != NONE]] = 1.0
    starts = np.arange(len(fixed), dtype=np.int32)
    solver.changeColsBounds(len(starts), starts, fixed, fixed)
    solver.run()
    return np.array(solver.getSolution().col_value)


def _keep(folder: Path, problem: Problem, values: Any) -> None:
    shares = np.asarray(values, dtype=float)
    if len(shares) < len(problem.option):
        return
    column = np.full(len(problem.case.projects.ids), NONE, dtype=np.intp)
    for one in np.flatnonzero(shares[problem.columns.start] > 0.5):
        column[problem.project[one]] = one
    _put(folder, _BEST, column)


if __name__ == "__main__":
    work(Path(sys.argv[1]), float(sys.argv[2]))
