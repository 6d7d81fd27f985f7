"""The log's chapter: what its titles claim, what its lists hold, and a drawing in which nothing touches."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import briefings
import log_samples
import pytest
from log_samples import DAY, line, nothing_open, view

from missionlab.base.text import Locale, say
from missionlab.report.charts import decision_timeline
from missionlab.report.charts.drawing import NARROW, WIDE
from missionlab.report.charts.labels import text_box, text_width
from missionlab.report.html import render
from missionlab.report.log import titles
from missionlab.report.log.page import log_page
from missionlab.report.log.timeline_figure import MOST, timeline_figure
from missionlab.report.pages.desk import Desk
from missionlab.report.tables import log as tables
from missionlab.report.words import Words, bare
from missionlab.steering.ledger.view import LogView
from missionlab.strategy.records import Action

ENGLISH = Words(Locale(), "en")


def desk(shown: LogView | None) -> Desk:
    return Desk(replace(briefings.briefing("single"), log=shown), ENGLISH)


def said(what: Any) -> str:
    return say(bare(what))


class TestTitles:
    def test_the_worst_comes_first(self) -> None:
        usual = view("heat")
        assert said(titles.headline(log_samples.broken("heat"))) == "The log of decisions is not as it was written"
        assert said(titles.headline(usual)) == "One decision should have been looked at again"
        assert said(titles.headline(replace(usual, overdue=()))) == "One decision went against a rule"
        calm = replace(usual, overdue=(), overridden=())
        assert said(titles.headline(calm)) == "2 decisions since the briefing of 26 August 2026"
        assert (
            said(titles.headline(replace(calm, new=()))) == "Nothing was decided since the briefing of 26 August 2026"
        )
        assert said(titles.headline(replace(calm, since=None))) == "7 decisions are on record"

    def test_the_days_that_a_review_is_late_are_counted(self) -> None:
        late = (line(7, "heat", review_on=DAY - timedelta(days=3)), line(8, "heat", review_on=DAY - timedelta(days=41)))
        assert said(titles.timeline(view("heat", overdue=late))) == "2 reviews are late, the oldest by 41 days"
        assert said(titles.timeline(view("heat", overdue=late[:1]))) == "A review is 3 days late"
        yesterday = (line(7, "heat", review_on=DAY - timedelta(days=1)),)
        assert said(titles.timeline(view("heat", overdue=yesterday))) == "A review is 1 day late"
        assert said(titles.timeline(view("heat", overdue=()))) == "One review is due within three months"
        assert "no review due within three months" in said(titles.timeline(nothing_open("heat")))
        never = nothing_open("heat", decisions=(line(1, "heat"), line(2, "heat")))
        assert said(titles.timeline(never)) == "2 decisions, and no day on which any is looked at again"


class TestPage:
    def test_every_list_is_there_and_says_so_where_it_is_empty(self) -> None:
        page = log_page(desk(nothing_open("heat")))
        assert page is not None
        assert [one.lines for one in page.lists] == [[]] * 5
        assert all(said(one.empty) for one in page.lists)
        full = log_page(desk(view("heat")))
        assert full is not None
        assert [len(one.lines) for one in full.lists] == [1, 1, 2, 1, 1]
        overridden = said(full.lists[3].lines[0])
        assert overridden.startswith("Decision d7 of 27 July 2026, adjust: continue (Warm homes)")
        assert "where the rule slow says Stop it" in overridden

    def test_an_option_called_like_its_kind_stands_once_and_an_action_by_its_name(self) -> None:
        end = Action.model_validate({"id": "end", "name": "End it now", "kind": "stop", "mission": "heat"})
        briefing = briefings.briefing("single")
        against = line(3, "heat", rule="slow", rule_says="end", overridden=True, kind="continue")
        shown = view("heat", overridden=(against, line(4, "heat", kind="continue")))
        strategy = replace(briefing.strategy, actions=(end,))
        page = log_page(Desk(replace(briefing, log=shown, strategy=strategy), ENGLISH))
        assert page is not None
        one, other = (said(text) for text in page.lists[3].lines)
        assert ": continue (Warm homes), where the rule slow says End it now; " in one
        assert ": continue (Warm homes); " in other
        assert "continue: continue" not in one + other

    def test_a_long_list_says_how_many_came_before(self) -> None:
        many = tuple(line(number, "heat") for number in range(9, -1, -1)) * 2
        page = log_page(desk(view("heat", decisions=many, new=many, due=(), overdue=(), overridden=(), proposed=())))
        assert page is not None
        assert len(page.lists[2].lines) == MOST + 1
        assert said(page.lists[2].lines[-1]) == "8 earlier ones stand in the table"

    def test_nothing_is_shown_of_a_log_that_is_not_whole_but_what_is_wrong(self) -> None:
        page = log_page(desk(log_samples.broken("heat")))
        assert page is not None
        assert (page.facts, page.lists, page.timeline, page.head) == ([], [], None, [])
        assert [said(one) for one in page.faults] == [
            "Entry 3 does not fit its own hash: it was altered after it was written."
        ]
        html = render(desk(log_samples.broken("heat")).briefing)
        assert "The gap closes." not in html
        assert "it is not as it was written" in html

    def test_without_a_log_there_is_no_chapter_and_the_method_page_says_so(self) -> None:
        assert log_page(desk(None)) is None
        html = render(desk(None).briefing)
        assert 'id="log"' not in html
        assert "missionlab decide begins one" in html

    def test_the_head_is_printed_in_fours_and_carried_whole(self) -> None:
        page = log_page(desk(view("heat")))
        assert page is not None
        assert "0123 4567 89ab cdef" in said(page.head[0])
        assert view("heat").to_json()["head"]["hash"] == log_samples.HASH

    def test_sheets_hold_every_decision_and_every_count(self) -> None:
        decisions, head = tables.tables(desk(view("heat")).briefing)
        assert len(decisions.rows) == 7
        assert decisions.rows[2][decisions.columns.index("dissent")] == "the treasury: Stop it"
        assert ("Overdue", 1) in head.rows
        broken = tables.tables(desk(log_samples.broken("heat")).briefing)[1]
        (wrong,) = [row for row in broken.rows if row[0] == "What is wrong"]
        assert "altered" in str(wrong[1])
        assert tables.tables(desk(None).briefing) == ()


class TestTimeline:
    @pytest.mark.parametrize("width", [WIDE, NARROW])
    @pytest.mark.parametrize("span", [1, 40, 400, 4000, 30000])
    @pytest.mark.parametrize("language", ["en", "es"])
    def test_no_label_touches_another_or_leaves_the_drawing(self, width: float, span: int, language: str) -> None:
        start = DAY - timedelta(days=span)
        rows = tuple(
            decision_timeline.TimelineRow(
                name="A decision with a very long name about a mission with a very long name",
                said="to be looked at again on 24 November 2026",
                evidence=start,
                decided=start + timedelta(days=span // 3),
                review=DAY + timedelta(days=span // 2),
                reviewed=None,
                firm=True,
                late=False,
            )
            for _ in range(3)
        )
        words = Words(Locale(language, language), language)
        data = decision_timeline.Timeline("t", rows, DAY, "24 November 2026", words, "n", "a")
        svg = decision_timeline.draw(data, width)
        size = 17 if width == WIDE else 13
        boxes = []
        for classes, x, y, label in re.findall(r'<text class="([^"]+)" x="([^"]+)" y="([^"]+)"[^>]*>([^<]*)<', svg):
            anchor = "middle" if " c" in classes else "end" if " e" in classes else "start"
            boxes.append(text_box(float(x), float(y), [label], anchor, " b" in classes, size))
            assert text_width(label, size, " b" in classes) <= width
        assert len(boxes) >= 8
        for number, one in enumerate(boxes):
            assert one.left >= -0.5
            assert one.right <= width + 0.5
            assert [other for other in boxes[:number] if one.overlap(other) > 0] == []

    def test_marks_say_what_the_record_says(self) -> None:
        figure = timeline_figure(desk(view("heat")), view("heat"))
        wide = figure.drawings[0]
        hollow = 'fill="var(--paper)"'
        dots = re.findall(r"<circle [^>]*>", wide)
        assert len(dots) == 7
        assert sum(hollow in one for one in dots) == 1, "one decision is only proposed"
        assert len(figure.table.rows) == 7
        assert len(figure.drawings) == 2

    def test_only_the_last_are_drawn_and_the_caption_says_so(self) -> None:
        many = tuple(line(number % 9, "heat") for number in range(30))
        figure = timeline_figure(desk(nothing_open("heat", decisions=many)), nothing_open("heat", decisions=many))
        assert figure.drawings[0].count("<circle") == MOST
        assert len(figure.table.rows) == 30
        assert "12 of 30" in said(figure.caption[-1])

    def test_a_single_decision_of_today_can_be_drawn(self) -> None:
        one = replace(line(0, "heat"), as_of=DAY)
        assert "<circle" in timeline_figure(desk(view("heat")), nothing_open("heat", decisions=(one,))).drawings[1]
        assert date(2026, 11, 24) == DAY
