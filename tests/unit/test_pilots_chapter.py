"""The chapter of pilots: every title in every branch, tables that point into the data, and pages in both languages."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import briefings
import builders
import pytest

from missionlab.base.text import LANGUAGES, Locale, say
from missionlab.cli.show_pilots import pilots_shown
from missionlab.report.briefing import Briefing
from missionlab.report.pages.desk import Desk
from missionlab.report.pilots import titles
from missionlab.report.pilots.page import PilotsPage, pilots_page
from missionlab.report.pilots.study import Study
from missionlab.report.tables.pilots import MAKERS, tables
from missionlab.report.words import Words, bare, locale_of
from missionlab.steering.learning.pilots import pilots
from missionlab.steering.learning.results import PilotWorth
from missionlab.strategy.records import Pilot

DAY = date(2026, 11, 24)
PILOT = {
    "id": "p",
    "name": "Reed beds at ten works",
    "question": "At how many does it work?",
    "arms": ["Reed bed"],
    "unit": "treatment work",
    "size": 5,
    "cost": 2e4,
    "currency": "EUR",
    "model": "success",
    "prior_successes": 1,
    "prior_failures": 1,
    "benefit": 1e7,
    "scale_cost": 6e6,
    "carries_over": 1,
    "registered_on": "2026-01-01",
}


def result(trials: int, successes: int, **fields: Any) -> dict[str, Any]:
    return {"arm": "Reed bed", "trials": trials, "successes": successes, "on": "2026-02-01", **fields}


def worth(**fields: Any) -> PilotWorth:
    made = builders.strategy(Pilot.model_validate({**PILOT, **fields}))
    return pilots(made, DAY)[0]


@cache
def _briefing(language: str = "en") -> Briefing:
    plain = briefings.briefing("single")
    about = plain.strategy.about.model_copy(update={"language": language, "locale": language})
    return replace(plain, strategy=replace(plain.strategy, about=about))


def desk(*found: PilotWorth, language: str = "en") -> Desk:
    briefing = replace(_briefing(language), pilots=found)
    return Desk(briefing, Words(locale_of(briefing.strategy.about), language))


def page(*found: PilotWorth, language: str = "en") -> PilotsPage:
    made = pilots_page(desk(*found, language=language))
    assert made is not None
    return made


def said(what: Any) -> str:
    return say(bare(what)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (worth(), "5 more units (treatment work) cost €100,000 and are worth €619,000 (€310,000 to €984,000)"),
        (worth(cost=1e6), "cost €5m and are worth only €619,000"),
        (worth(cost=1.2e5), "It cannot be told whether 5 more units (treatment work) for €600,000 are worth it"),
        (worth(cost=None), "what they cost is not stated"),
        (
            worth(prior_successes=90, prior_failures=10, scale_cost=1e6),
            "This evaluation cannot change the decision: 5 more units (treatment work) are worth nothing",
        ),
        (
            worth(prior_successes=90, prior_failures=10, scale_cost=1e6, carries_over=None),
            "are worth nothing, however much of the success holds at scale",
        ),
        (worth(results=[result(5, 5)]), "The pilot is finished after 5 units (treatment work), and no further one"),
        (worth(cost=1e3, results=[result(5, 3)]), "The pilot is finished; "),
        (worth(benefit=None), "What the pilot is worth is not known: what scaling up is worth is not stated"),
        (worth(prior_failures=None), "is not known: without a prior nothing can be said"),
    ],
)
def test_what_a_pilot_is_worth(found: PilotWorth, expected: str) -> None:
    assert expected in said(titles.worth(Study(found, 0, desk(found))))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "Reed bed: 50% (5% to 95%) are expected to succeed, before any result"),
        ({"results": [result(20, 19)]}, "up from 50%"),
        ({"results": [result(20, 1)]}, "down from 50%"),
        ({"results": [result(4, 2)]}, "which does not rule out the 50% believed before"),
        ({"prior_failures": None}, "Nothing can be learnt: only one of the two numbers of the prior is stated"),
    ],
)
def test_what_results_did(fields: dict[str, Any], expected: str) -> None:
    found = worth(**fields)
    assert expected in said(titles.believed(Study(found, 0, desk(found))))


QUANTITY = {"model": "quantity", "prior_mean": -1e6, "prior_deviation": 2e6, "noise": 3e6}


@pytest.mark.parametrize(
    ("mean", "expected"),
    [(9e6, "up from −€1m"), (-9e6, "down from −€1m"), (-1e6, "which does not rule out"), (None, "before any result")],
)
def test_what_measurements_did(mean: float | None, expected: str) -> None:
    results = [] if mean is None else [{"arm": "Reed bed", "trials": 5, "mean": mean, "on": "2026-02-01"}]
    found = worth(**QUANTITY, results=results)
    title = said(titles.believed(Study(found, 0, desk(found))))
    assert expected in title
    assert "a net benefit of" in title


PAYS, COSTS, CANNOT, BLIND, BLANK = (
    worth(),
    worth(cost=1e6),
    worth(cost=1.2e5),
    worth(prior_successes=90, prior_failures=10, scale_cost=1e6),
    worth(benefit=None),
)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((PAYS,), "The pilot is worth more than it costs"),
        ((PAYS, PAYS), "All 2 pilots are worth more than they cost"),
        ((PAYS, COSTS), "Of 2 pilots, 1 are worth more than they cost, out of 2 with a stated cost"),
        ((COSTS,), "What is left of the pilot costs more than it is worth"),
        ((CANNOT,), "It cannot be told whether the pilot is worth what it costs"),
        ((BLIND,), "The pilot cannot change the decision that it serves"),
        ((BLIND, PAYS), "Of 2 pilots, 1 cannot change the decision that they serve"),
        ((BLANK, BLANK), "What the 2 pilots are worth is not known"),
    ],
)
def test_headline(found: tuple[PilotWorth, ...], expected: str) -> None:
    assert said(page(*found).title) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"carries_over": None, "results": [result(4, 2, place="a"), result(4, 4, place="b")]},
        {"arms": list("abcd"), "size": 60},
        {**QUANTITY, "scale_cost": None, "carries_over": None},
        {"prior_failures": None, "registered_on": None},
    ],
)
def test_every_sentence_of_the_page_can_be_said(fields: dict[str, Any], language: str) -> None:
    found = worth(**fields)
    words = Words(Locale(language, language), language)
    (part,) = page(found, language=language).pilots
    sentences = [*part.lead, part.title, part.marked, *part.blank]
    for figure in part.figures:
        sentences += [figure.title, *figure.subtitle, *figure.caption, figure.table.caption, figure.table.note]
        sentences += [column.head for column in figure.table.columns]
        sentences += [cell.second for row in figure.table.rows for cell in row.cells]
    html = [str(words.html(sentence)) for sentence in sentences if sentence is not None]
    assert all(sentence and "{" not in sentence for sentence in html)


def _numbers(what: Any) -> list[tuple[str, float]]:
    import re

    words = Words(Locale(), "en")
    found = re.findall(r'data-key="([^"]+)" data-value="([^"]+)"', str(words.html(what)))
    return [(key, float(value)) for key, value in found]


def test_every_number_points_to_where_it_stands() -> None:
    found = worth(carries_over=None, results=[result(4, 2, place="a"), result(4, 4, place="b")], size=20)
    document = json.loads(json.dumps({"pilots": [found.to_json()]}))
    made = page(found)
    (part,) = made.pilots
    tables_ = [made.overview, part.carry_over, *(figure.table for figure in part.figures)]
    cells = [cell for table in tables_ if table for row in table.rows for cell in (row.head, *row.cells)]
    texts = [what for cell in cells for what in (cell.value, cell.second)]
    texts += [figure.title for figure in part.figures] + [one for figure in part.figures for one in figure.caption]
    numbers = [number for what in texts for number in _numbers(what)]
    assert len(numbers) > 100
    for key, value in numbers:
        at: Any = document
        for step in key.strip("/").split("/"):
            at = at[int(step)] if isinstance(at, list) else at[step]
        assert at == pytest.approx(value), key


def test_the_workbook_has_the_same_sizes() -> None:
    found = worth()
    by_key = {table.key: table for table in tables(replace(_briefing(), pilots=(found,)))}
    assert set(by_key) == set(MAKERS)
    sizes = by_key["pilot_sizes"]
    at = sizes.columns.index("pilot_worth")
    assert [row[at] for row in sizes.rows] == [size.worth.value for size in found.sizes]
    assert all(len(row) == len(table.columns) for table in by_key.values() for row in table.rows)


def test_a_pilot_written_down_after_its_data_is_marked() -> None:
    late = worth(first_data_on="2025-06-01", results=[result(2, 1)])
    (part,) = page(late).pilots
    assert "after its first data" in said(part.marked)
    (other,) = page(worth()).pilots
    assert other.marked is None


def test_the_terminal_says_what_cannot_change_the_decision(capsys: pytest.CaptureFixture[str]) -> None:
    pilots_shown([BLIND, BLANK, PAYS])
    out = capsys.readouterr().out
    assert "This evaluation cannot change the decision" in out
    assert "€619,000" in out
    assert "what scaling up is worth is not stated" in out
    pilots_shown([])
    assert "No pilots" in capsys.readouterr().out
