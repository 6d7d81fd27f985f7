"""The appraisal that `missionlab run` asks for: few runs, the strategy as known, steps that a bar can show."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import appraisal_samples as samples
import briefings
import pytest

import missionlab
from missionlab.cli.chapter import RUNS, appraisal


def test_it_is_the_main_table_with_few_runs_and_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Any, dict[str, Any]]] = []
    compiled: list[int] = []

    def appraise(strategy: Any, **rest: Any) -> Any:
        assert compiled, "compiled first, on the main thread"
        asked.append((strategy, rest))
        rest["progress"](3, 840)
        return samples.appraisal("main-table")

    monkeypatch.setattr(missionlab, "appraise", appraise, raising=False)
    simulation = import_module("missionlab.economy.simulate")
    monkeypatch.setattr(simulation, "simulate", lambda periods: compiled.append(periods))
    told: list[str] = []
    strategy = briefings.strategy("single")
    assert appraisal(7, told.append)(strategy) is samples.appraisal("main-table")
    ((given, rest),) = asked
    assert given is strategy
    assert (rest["runs"], rest["seed"]) == (RUNS, 7)
    assert told == ["Appraisal: 3 of 840"]
