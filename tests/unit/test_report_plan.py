"""The plan, the history and the track record of a target on its page, in the workbook and on a terminal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import briefings
import builders as b
import openpyxl
import pytest
from test_report_titles import ENGLISH

import missionlab as ml
from missionlab.base.text import Text
from missionlab.cli import show
from missionlab.report.html import render
from missionlab.report.titles import plan as titles
from missionlab.report.workbook import write_workbook
from missionlab.strategy.plans import Grade
from missionlab.strategy.records import Contribution
from missionlab.tracking.results import PlanOutlook, Reach, Standing

SURE = {"owner": True, "money": True, "powers": True, "timetable": True}


def outlook(credible: float | None, low: float = 0.1, high: float = 0.1, needed: float | None = 10) -> PlanOutlook:
    shares = () if credible is None else ((Grade.CREDIBLE, credible),)
    return PlanOutlook(0.0, needed, (), shares, 0.0, 0.1, Reach(low, high), Reach(low, high), None)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (outlook(None, needed=None), "Whether the plans are enough cannot be said"),
        (outlook(None, needed=-1), "Nothing more is needed now, and the plans add to it"),
        (outlook(0), "No credible plan covers any of what is needed"),
        (outlook(0.34), "Credible plans cover 34% of what is needed"),
        (outlook(1.2), "Credible plans cover all of what is needed"),
        (
            outlook(0.34, 0.4, 0.4),
            "Credible plans cover 34% of what is needed; the chance goes from 10% to 40% with them",
        ),
        (
            outlook(0.34, 0.1, 0.4),
            "Credible plans cover 34% of what is needed; "
            "the chance with them is 10% to 40%, by how much of them the trend contains already",
        ),
    ],
)
def test_title_of_the_plan(plan: PlanOutlook, said: str) -> None:
    standing = briefings.briefing("single").standings.targets[0]
    assert ENGLISH.plain(titles.plan(standing, plan)) == said


def _page(**target: object) -> str:
    plan = (
        Contribution.model_validate({"target": "t", "amount": 2, "low": 1, "high": 3, "chance": 0.5, **SURE}),
        Contribution.model_validate({"target": "t", "amount": 3}),
        Contribution.model_validate({"target": "t", "amount": 1, "year": 2050}),
    )
    strategy = b.strategy(
        b.mission("m"),
        b.indicator("i"),
        b.target("t", "m", "i", **target),
        *b.series("i", {2014 + i: 60 + 0.9 * i + (0.5 if i % 2 else -0.5) for i in range(11)}),
        b.project("p", "m", contributions=plan),
    )
    return render(ml.brief(strategy, briefings.DAY))


def test_the_page_says_what_is_assumed_of_the_plan() -> None:
    page = _page(overlap=0.4)
    assert "Overlap: 40% of the plan is taken to be in the trend already" in page
    assert "1 contribution that counts states no chance of delivery and is taken as delivered" in page
    assert "1 states no range and is taken as exact" in page
    assert "1 does not count" in page
    assert "nobody has said how much of the plan the trend contains" in _page()


def test_a_page_without_plans_has_no_figure_of_them() -> None:
    assert 'id="plan-' not in briefings.html("labour-2017")
    assert 'id="plan-0"' in briefings.html("single")


def _with_record(standings: tuple[Standing, ...]) -> list[Standing]:
    return [one for one in standings if one.record is not None]


@pytest.mark.parametrize("name", ["uk-2017", "labour-2017", "single"])
def test_every_chance_has_its_track_record_beside_it(name: str) -> None:
    """On the first page for each distance, and in the caption of each target's own chart."""
    standings = briefings.briefing(name).standings.targets
    with_chance = [one for one in standings if one.probability is not None]
    assert with_chance == _with_record(standings)
    assert with_chance
    distances = {one.record.horizon for one in with_chance if one.record is not None}
    assert briefings.html(name).count("Track record:") == len(distances) + len(with_chance)


def test_the_workbook_has_plan_earlier_forecasts_and_track_record(tmp_path: Path) -> None:
    path = tmp_path / "briefing.xlsx"
    briefing = briefings.briefing("single")
    (one,) = briefing.standings.targets
    write_workbook(briefing, path)
    book = openpyxl.load_workbook(path)
    plan = list(book["Plan"].iter_rows(min_row=5, values_only=True))
    assert [dict(zip(plan[0], row, strict=True))["Amount"] for row in plan[1:]] == [4, 3, 1]
    assert [dict(zip(plan[0], row, strict=True))["Timetable"] for row in plan[1:]] == ["yes", None, None]
    earlier = list(book["Earlier forecasts"].iter_rows(min_row=6, values_only=True))
    assert len(earlier) == len(one.earlier) > 3
    heads, row = list(book["Overview"].iter_rows(min_row=5, max_row=6, values_only=True))
    overview = dict(zip(heads, row, strict=True))
    assert one.plan is not None
    assert one.plan.whole is not None
    assert overview["Chance with the whole plan, high"] == one.plan.whole.high
    assert one.record is not None
    assert overview["Track record, 80% intervals held"] == one.record.held_80.value
    assert overview["Needed rate against history"].startswith("cannot say")


def test_a_terminal_shows_them_below_the_statuses(capsys: pytest.CaptureFixture[str]) -> None:
    briefing = briefings.briefing("single")
    show.standings(briefing.strategy, briefing.standings)
    shown = " ".join(capsys.readouterr().out.split())
    assert "Track record: of forecasts made" in shown
    assert "With the credible plan" in shown
    assert "not stated: from all to none" in shown
    assert "earlier forecasts of this series held" in shown


def test_a_suspected_break_is_told_with_its_rate_of_false_alarms() -> None:
    values = {2000 + i: 40 + 0.5 * i + (0.2 if i % 2 else -0.2) + (9 if i >= 12 else 0) for i in range(20)}
    strategy = b.strategy(b.mission("m"), b.indicator("i"), b.target("t", "m", "i"), *b.series("i", values))
    (one,) = ml.track(strategy, date(2026, 11, 24)).targets
    notes = [ENGLISH.plain(note) for note in one.notes if isinstance(note, Text)]
    assert any("with even chances" in note and "1%" in note for note in notes)
