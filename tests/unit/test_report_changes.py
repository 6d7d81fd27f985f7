"""What changed last, as the first page of the briefing tells it."""

from __future__ import annotations

from datetime import date

import builders

import missionlab as ml
from missionlab.base.text import Locale, say
from missionlab.report.pages.changes import events
from missionlab.report.pages.desk import Desk
from missionlab.report.words import Words


def _revisions_of(*values: float) -> list[str]:
    """What is told about one figure for 2018, published as each of the values in turn."""
    made = builders.strategy(
        builders.mission("m"),
        builders.indicator("i", unit="% of cases"),
        builders.target("t", "m", "i"),
        *builders.series("i", {2016: 50.0, 2017: 52.0}),
        *(
            figure
            for number, value in enumerate(values)
            for figure in builders.series("i", {2018: value}, vintage=f"{2019 + number}-06-01")
        ),
    )
    desk = Desk(ml.brief(made, date(2026, 11, 24)), Words(Locale(), "en"))
    return [said for event in events(desk) if "2018" in (said := say(event.what)) and "revised" in said]


def test_a_revision_is_told_with_both_figures() -> None:
    assert _revisions_of(54.0, 54.6) == ["the figure for 2018 was revised from 54% of cases to 54.6% of cases"]


def test_a_revision_too_small_for_the_printed_figure_is_not_told() -> None:
    assert _revisions_of(54.61, 54.58) == []
