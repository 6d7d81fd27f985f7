"""The exact solver in a process of its own: never worse than its start, never late, killed without loss."""

from __future__ import annotations

import os
import pickle
import signal
import time
from pathlib import Path

import numpy as np
import pytest
from allocation_cases import generated, knapsack

from missionlab.portfolio.allocation import worker
from missionlab.portfolio.allocation.case import canonical
from missionlab.portfolio.allocation.choose import chosen
from missionlab.portfolio.allocation.draft import NONE, Draft
from missionlab.portfolio.allocation.plan import Asked, planned
from missionlab.portfolio.allocation.problem import Problem, build
from missionlab.portfolio.allocation.scenarios import scenarios_of

GENEROUS = 60.0
"""Seconds within which a child that is asked for one is done, on a loaded machine."""


def _problem(projects: int = 40) -> Problem:
    case = canonical(generated(2, projects=projects, years=8, scenarios=60, tight=False, fresh=200))
    return build(case, scenarios_of(case, 0), 0.0)


def _poor(problem: Problem) -> Draft:
    """A plan of one project, which leaves much to better."""
    draft = Draft(problem)
    for column in range(len(problem.option)):
        if draft.fits(column):
            draft.add(column)
            if draft.feasible():
                return draft
            draft.drop(int(problem.project[column]))
    return draft


def test_it_betters_a_poor_start_and_gives_a_bound() -> None:
    draft = Draft(_problem())
    found = worker.bettered(draft, 8.0, GENEROUS)
    assert found.draft.feasible()
    assert found.draft.value() > draft.value()
    assert found.bound is not None
    assert found.bound >= found.draft.value() - 1e-9


def test_it_proves_the_knapsack() -> None:
    plan = planned(knapsack([5, 4, 3, 2], [10, 7.5, 5, 3], 8), Asked(draws=0, final=5.0))
    assert plan.final
    assert {one.project for one in plan.funded} == {"a", "c"}
    assert plan.gap == pytest.approx(0.0, abs=1e-9)


def test_it_is_never_worse_than_its_start() -> None:
    case = canonical(generated(4, projects=60, years=8, scenarios=60, tight=True, fresh=200))
    found = chosen(case, 0, 0.0)
    assert worker.bettered(found.draft, 1.0, GENEROUS).draft.value() >= found.draft.value()


def test_a_child_that_overruns_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = _poor(_problem())
    monkeypatch.setattr(worker, "start", _asleep)
    began = time.monotonic()
    found = worker.bettered(draft, 0.2, 0.5)
    assert found.killed
    assert found.draft is draft
    assert time.monotonic() - began < 5


def _asleep(folder: Path, limit: float) -> object:
    import subprocess
    import sys

    del folder, limit
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])


def test_kill_9_loses_nothing(tmp_path: Path) -> None:
    """Whatever the child had written by then is read back; half a file is never there."""
    problem = _problem(120)
    start = _poor(problem)
    with (tmp_path / "problem.pickle").open("wb") as file:
        pickle.dump((problem, start.column), file)
    child = worker.start(tmp_path, 60.0)
    try:
        until = time.monotonic() + GENEROUS
        while not (tmp_path / "best.npy").exists() and child.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        os.kill(child.pid, signal.SIGKILL)
    finally:
        child.kill()
        child.wait()
    columns = np.load(tmp_path / "best.npy")
    draft = Draft(problem)
    for column in columns[columns != NONE]:
        draft.add(int(column))
    assert draft.feasible()
    assert draft.value() >= start.value()


def test_a_file_that_breaks_rules_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = _problem()
    start = _poor(problem)
    everything = np.array([columns[0] if len(columns) else NONE for columns in problem.of_project])

    def lying(folder: Path, limit: float) -> object:
        np.save(folder / "best.npy", everything)
        return _done(folder, limit)

    monkeypatch.setattr(worker, "start", lying)
    assert worker.bettered(start, 0.1, 5.0).draft is start


def _done(folder: Path, limit: float) -> object:
    import subprocess
    import sys

    del folder, limit
    return subprocess.Popen([sys.executable, "-c", "pass"])
