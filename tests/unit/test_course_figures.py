"""Figures of stopping and of pathways: titles in every branch, numbers that point into the data, both languages."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from test_pathways import DAY, action, plan, post
from test_patience import STEPS, curve

from missionlab.base.text import LANGUAGES, Locale, say
from missionlab.cli.show_pathways import curves_shown, pathways_shown
from missionlab.report.charts.figure import Figure, Table
from missionlab.report.course.pathway_figure import actions_table, pathway_figure, pathway_title, signposts_table
from missionlab.report.course.stop_figure import refused_table, stop_figure, stop_title
from missionlab.report.words import Words, bare
from missionlab.steering.pathways.pathways import pathways
from missionlab.steering.pathways.results import TargetPathways
from missionlab.steering.patience import StopCurve

WORDS = Words(Locale(), "en")
SURE = [{"target": "t", "amount": 10.5, "low": 10.0, "high": 11.0}]
RISING = [{**STEPS[0], "advance": 0.02}, {**STEPS[0], "from_age": 3, "advance": 0.5}]
FALLING = [{**STEPS[0], "advance": 0.4}, {**STEPS[0], "from_age": 4, "advance": 0.05}]


def said(what: Any) -> str:
    return say(bare(what)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (curve(contributions=SURE), "X is worth £43 (£39 to £46) as long as it goes on"),
        (curve(RISING, contributions=SURE), "Patience: X is worth £"),
        (curve(FALLING, contributions=SURE), "Stop X after 4 years without success: it is worth £"),
        (
            curve(money={"amount": 400.0}, contributions=SURE),
            "Going on with X is stubbornness: a success is worth £100, and it would have to be worth £400",
        ),
        (
            curve(money={"amount": 400.0}, steps=[{**STEPS[0], "advance": 0.0}], contributions=SURE),
            "By its model X never succeeds",
        ),
        (curve(money={"amount": 100.0}), "It cannot be told whether going on with X is patience or stubbornness"),
        (curve(money={"amount": 120.0}), "It cannot be told whether going on with X is patience or stubbornness"),
        (curve(mission={}), "When to stop X is not known: nobody has stated what its mission is worth"),
    ],
)
def test_title_of_stopping(found: StopCurve, expected: str) -> None:
    assert said(stop_title(found, WORDS, "")).startswith(expected)


def test_a_rule_that_looks_one_year_ahead_is_marked_where_it_errs() -> None:
    figure = stop_figure(curve(RISING, contributions=SURE), WORDS, root="/c", sheet="s", number=0)
    assert figure is not None
    assert all("looking one year" in drawing for drawing in figure.drawings)
    assert any("stops too early" in said(one) for one in figure.caption)
    even = stop_figure(curve(contributions=SURE), WORDS, root="/c", sheet="s", number=0)
    assert even is not None
    assert "looking one year" not in even.drawings[0]


def test_refused_projects_are_listed_with_the_reason() -> None:
    table = refused_table([curve(), curve(mission={})], WORDS, root="/c", sheet="s")
    assert table is not None
    (row,) = table.rows
    assert "nobody has stated what its mission is worth" in said(row.cells[0].value)
    assert refused_table([curve()], WORDS, root="/c", sheet="s") is None


def ways(goal: float, *actions: Any, **fields: Any) -> TargetPathways:
    return pathways(plan(goal, *actions, **fields), DAY).targets[0]


BUYERS = action("buyers", effect=4.0, effect_low=3.0, effect_high=5.0)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (ways(48, BUYERS), "Carrying on will do until 2032 on"),
        (ways(90, action("weak", effect=0.001)), "and no action on record brings the goal nearer"),
        (ways(54, BUYERS), "Carrying on will not do from 2024; Buyers would raise the chance of the goal from"),
        (
            ways(56, action("buyers", effect=3.0, effect_low=0.0, effect_high=6.0)),
            "Carrying on will not do from 2024; whether Buyers would help cannot be told",
        ),
    ],
)
def test_title_of_pathways(found: TargetPathways, expected: str) -> None:
    assert expected in said(pathway_title(found, WORDS, ""))


LATER = action("later", kind="retarget", new_year=2036, effect=None, delay_months=None)
FULL = pathways(plan(53, BUYERS, action("filters", effect=2.0), LATER, posts=(post("p", "value"),)), DAY)


def _numbers(what: Any) -> list[tuple[str, float]]:
    found = re.findall(r'data-key="([^"]+)" data-value="([^"]+)"', str(WORDS.html(what)))
    return [(key, float(value)) for key, value in found]


def _texts(*parts: Figure | Table | None) -> list[Any]:
    tables = [part.table if isinstance(part, Figure) else part for part in parts if part is not None]
    cells = [cell for table in tables for row in table.rows for cell in (row.head, *row.cells)]
    out = [what for cell in cells for what in (cell.value, cell.second)]
    out += [what for table in tables for what in (table.caption, table.note)]
    out += [head for table in tables for column in table.columns for head in (column.head, column.second)]
    for part in parts:
        if isinstance(part, Figure):
            out += [part.title, *part.subtitle, *part.caption]
    return out


def _check(texts: list[Any], document: Any, least: int) -> None:
    numbers = [number for what in texts for number in _numbers(what)]
    assert len(numbers) >= least
    for key, value in numbers:
        at: Any = document
        for step in key.strip("/").split("/"):
            at = at[int(step)] if isinstance(at, list) else at[step]
        assert at == pytest.approx(value), key


def test_every_number_points_to_where_it_stands() -> None:
    found = curve(RISING, contributions=SURE)
    stop = stop_figure(found, WORDS, root="/patience/0", sheet="s", number=0)
    _check(_texts(stop), {"patience": [json.loads(json.dumps(found.to_json()))]}, 50)
    target, root = FULL.targets[0], "/pathways/targets/0"
    parts = (
        pathway_figure(target, WORDS, root=root, sheet="s", number=0),
        actions_table(target, WORDS, root=root, sheet="s"),
        signposts_table(target, WORDS, root=root, sheet="s"),
    )
    _check(_texts(*parts), {"pathways": json.loads(json.dumps(FULL.to_json()))}, 20)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_can_be_said(language: str) -> None:
    words = Words(Locale(language, language), "en")
    target = FULL.targets[0]
    parts = (
        stop_figure(curve(RISING), words, root="", sheet="", number=0),
        refused_table([curve(mission={})], words, root="", sheet=""),
        pathway_figure(target, words, root="", sheet="", number=0),
        actions_table(target, words, root="", sheet=""),
        signposts_table(target, words, root="", sheet=""),
    )
    html = [str(words.html(what)) for what in _texts(*parts) if what is not None]
    assert all("{" not in one for one in html)


def test_what_is_overdue_is_marked() -> None:
    table = actions_table(ways(56, action("slow", delay_months=36)), WORDS, root="", sheet="")
    assert said(table.rows[1].cells[-1].value) == "2021, over"


def test_the_terminal_shows_actions_pathways_signposts_and_stopping(capsys: pytest.CaptureFixture[str]) -> None:
    pathways_shown(FULL)
    curves_shown([curve(RISING, contributions=SURE), curve(mission={})])
    out = capsys.readouterr().out
    for words in ("Carry on as now", "Buyers", "retargeted", "False alarms", "go on", "nobody has stated"):
        assert words in out
