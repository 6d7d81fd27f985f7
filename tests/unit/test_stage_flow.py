"""Projects along the innovation curve: each is counted in the stages that it came through, and exits have dates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import briefings
import builders
import pytest

from missionlab.base.text import say
from missionlab.report.pages.desk import Desk
from missionlab.report.pages.stage_figure import stage_flow_figure, title
from missionlab.report.results import results_document
from missionlab.report.stages import StageState, stage_states
from missionlab.report.tables.stages import stages
from missionlab.report.words import Words, locale_of
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Stage

PASSED = {"stage": "applied", "decided_on": "2019-03-01", "result": "passed"}
FAILED = {"stage": "demonstration", "decided_on": "2021-06-30", "result": "failed"}


def _strategy(*projects: Any) -> Strategy:
    return builders.strategy(builders.mission("heat"), *projects)


def _project(name: str, **fields: Any) -> Any:
    return builders.project(name, "heat", **fields)


FOUR = _strategy(
    _project("went", stage="demonstration", gates=(PASSED,)),
    _project("failed", stage="demonstration", gates=(PASSED, FAILED), status="stopped", stopped_on="2021-07-01"),
    _project("dropped", stage="applied", status="stopped"),
    _project("finished", stage="demonstration", status="completed"),
    _project("idea", stage="applied", status="proposed"),
    _project("unstaged"),
)


def _counts(strategy: Strategy) -> dict[Stage, tuple[int, int, int]]:
    return {one.stage: (len(one.went_on), len(one.there), len(one.stopped)) for one in stage_states(strategy)}


def test_projects_are_counted_where_they_were() -> None:
    assert _counts(FOUR) == {Stage.APPLIED: (2, 0, 1), Stage.DEMONSTRATION: (1, 1, 1)}


def test_an_exit_keeps_the_date_of_its_gate_or_none() -> None:
    exits = {one.project: str(one.on) for state in stage_states(FOUR) for one in state.stopped}
    assert exits == {"failed": "2021-06-30", "dropped": "None"}


def test_without_stages_there_is_no_figure() -> None:
    assert stage_states(_strategy(_project("unstaged"))) == ()
    assert stage_flow_figure(_desk(_strategy(_project("unstaged")))) is None


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (stage_states(FOUR), "2 of 4 projects were stopped on their way along the innovation curve"),
        ((StageState(Stage.APPLIED, ("a",), ("b",), ()),), "None of 2 projects with a stage was ever stopped"),
        ((StageState(Stage.APPLIED, (), ("b",), ()),), "1 project has a stage, and it was not stopped"),
    ],
)
def test_title(states: tuple[StageState, ...], said: str) -> None:
    assert say(title(states)) == said


def _desk(strategy: Strategy) -> Desk:
    briefing = replace(briefings.briefing("single"), strategy=strategy, absent={})
    return Desk(briefing, Words(locale_of(strategy.about), strategy.about.language))


def test_the_figure_its_table_the_workbook_and_the_results_agree() -> None:
    desk = _desk(FOUR)
    figure = stage_flow_figure(desk)
    assert figure is not None
    assert "(30 June 2021)" in figure.drawings[0]
    assert "1 on, 1 there, 1 stopped" in figure.drawings[1]
    assert "One stop has no date" in " ".join(desk.words.plain(one) for one in figure.caption)
    document = results_document(desk.briefing)["stages"]
    assert [one["counts"] for one in document] == [
        {"went_on": 2, "there": 0, "stopped": 1},
        {"went_on": 1, "there": 1, "stopped": 1},
    ]
    assert document[1]["stopped"] == [{"project": "failed", "on": "2021-06-30"}]
    assert len(stages(desk.briefing).rows) == 6
    assert ("Demonstration", "Stopped", "Project failed", "2021-06-30") in stages(desk.briefing).rows
