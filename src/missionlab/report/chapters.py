"""The chapters about money and course, in their order between the portfolio and the appraisal.

A chapter is shown where the strategy has records for it. If its result cannot be made, the chapter says why, and the
rest of the briefing stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from missionlab.base.findings import InputError
from missionlab.base.frozen import FrozenMap
from missionlab.base.text import text
from missionlab.report.bank.page import bank_page
from missionlab.report.briefing import Briefing
from missionlab.report.course.page import course_page
from missionlab.report.log.page import log_page
from missionlab.report.pilots.page import pilots_page
from missionlab.report.plan.page import plan_page
from missionlab.report.tables import bank, course, log, pilots, plan_money
from missionlab.strategy.strategy import Strategy

if TYPE_CHECKING:
    from pathlib import Path

    from missionlab.portfolio.finance.compare import Comparison
    from missionlab.report.pages.desk import Desk
    from missionlab.report.tables.table import Table


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked for beside the strategy."""

    seed: int = 0
    ledger: str | None = None
    """Path or address of the log of decisions; nothing for the usual one."""
    earlier: Path | None = None
    """``results.json`` of the briefing before."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the results of all chapters are made from."""

    strategy: Strategy
    """The whole strategy, before it was cut to the day."""
    briefing: Briefing
    """As far as it is made: standings, money, checks, and the results of the chapters before."""
    asking: Asking


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: how its result is made, and how it is shown on the page, in the workbook and in results.json."""

    key: str
    """Its name in results.json, the id of its section, and its wording below ``chapter``."""
    step: str
    """What progress calls it."""
    wanted: Callable[[Asked], bool]
    """Whether the strategy has records for it."""
    result: Callable[[Asked], dict[str, Any]]
    """The fields of the briefing that it fills."""
    page: Callable[[Desk], Any]
    """What its template puts down; None where there is nothing to say."""
    tables: Callable[[Briefing], tuple[Table, ...]]
    document: Callable[[Briefing], Any]
    """A JSON value; None where the chapter has no result."""

    @property
    def template(self) -> str:
        return f"{self.key}_chapter.html"


KEYS = ("bank", "plan", "course", "pilots", "log")
"""Keys of the chapters in results.json, in their order."""


def _has_money(asked: Asked) -> bool:
    from missionlab.portfolio.finance.upside import upsides

    return bool(asked.strategy.funds or upsides(asked.strategy, asked.briefing.as_of))


def _bank(asked: Asked) -> dict[str, Any]:
    from missionlab.portfolio.finance.fund import funds
    from missionlab.portfolio.finance.upside import upsides

    day, seed = asked.briefing.as_of, asked.asking.seed
    return {
        "funds": funds(asked.strategy, day, seed=seed),
        "upsides": upsides(asked.strategy, day),
        "comparisons": _comparisons(asked.briefing.strategy),
    }


def _comparisons(strategy: Strategy) -> tuple[Comparison, ...]:
    """The instruments of each fund on the projects of its lines; lines whose outcomes have no law are left out."""
    from missionlab.portfolio.finance.comparisons import line_comparison

    found = []
    for fund in strategy.funds:
        for line in fund.lines:
            with suppress(InputError):
                found.append(line_comparison(strategy, fund, line))
    return tuple(found)


def _bank_document(briefing: Briefing) -> Any:
    from missionlab.portfolio.finance.export import upside_json

    if not briefing.funds and not briefing.upsides:
        return None
    return {
        "funds": {fund.fund: fund.to_json() for fund in briefing.funds},
        "comparisons": [one.to_json() for one in briefing.comparisons],
        "upside": [upside_json(one) for one in briefing.upsides],
    }


def _has_candidates(asked: Asked) -> bool:
    from missionlab.steering.allocate import has_candidates

    return has_candidates(asked.strategy)


def _plan(asked: Asked) -> dict[str, Any]:
    from missionlab.steering.allocate import allocate

    return {"plan": allocate(asked.strategy, asked.briefing.as_of, seed=asked.asking.seed)}


def _plan_document(briefing: Briefing) -> Any:
    return briefing.plan.to_json() if briefing.plan else None


def _has_course(asked: Asked) -> bool:
    strategy = asked.strategy
    stated = (strategy.reviews, strategy.rules, strategy.signposts, strategy.actions)
    return any(stated) or any(one.next_review for one in (*strategy.missions, *strategy.projects))


def _course(asked: Asked) -> dict[str, Any]:
    from missionlab.steering.steer import steer

    day, seed, standings = asked.briefing.as_of, asked.asking.seed, asked.briefing.standings
    asked_for = {"value": True, "pathways": True, "seed": seed, "standings": standings, "log": asked.briefing.log}
    return {"course": steer(asked.strategy, day, **asked_for)}


def _course_document(briefing: Briefing) -> Any:
    return briefing.course.to_json() if briefing.course else None


def _has_pilots(asked: Asked) -> bool:
    return bool(asked.strategy.pilots)


def _pilots(asked: Asked) -> dict[str, Any]:
    from missionlab.steering.learning.pilots import pilots as worth

    return {"pilots": worth(asked.strategy, asked.briefing.as_of, seed=asked.asking.seed)}


def _pilots_document(briefing: Briefing) -> Any:
    return [pilot.to_json() for pilot in briefing.pilots] or None


def _log(asked: Asked) -> dict[str, Any]:
    from missionlab.steering.ledger.view import since_of, view

    earlier, day = asked.asking.earlier, asked.briefing.as_of
    since = since_of(earlier, day) if earlier else None
    return {"log": view(asked.strategy, day, place=asked.asking.ledger, since=since)}


def _log_document(briefing: Briefing) -> Any:
    return briefing.log.to_json() if briefing.log else None


def _always(_: Asked) -> bool:
    return True


CHAPTERS: tuple[Chapter, ...] = (
    Chapter("bank", "Bank", _has_money, _bank, bank_page, bank.tables, _bank_document),
    Chapter("plan", "Plan", _has_candidates, _plan, plan_page, plan_money.tables, _plan_document),
    Chapter("course", "Course", _has_course, _course, course_page, course.tables, _course_document),
    Chapter("pilots", "Pilots", _has_pilots, _pilots, pilots_page, pilots.tables, _pilots_document),
    Chapter("log", "Log of decisions", _always, _log, log_page, log.tables, _log_document),
)
"""All of them, in the order of the page. What each is made from is imported when it is made."""


def filled(briefing: Briefing, strategy: Strategy, asking: Asking, progress: Callable[[str], None]) -> Briefing:
    """The briefing with the results of all chapters for which ``strategy`` has records, or the reasons for none."""
    # The log first: a decision in it is a review that was held.
    for chapter in sorted(CHAPTERS, key=lambda one: one.key != "log"):
        asked = Asked(strategy, briefing, asking)
        if chapter.wanted(asked):
            progress(chapter.step)
            briefing = _with(briefing, chapter, asked)
    return briefing


def pages(desk: Desk) -> Iterator[tuple[Chapter, Any]]:
    """The chapters that are shown, each with what its template puts down, or with the reason why it is missing."""
    for chapter in CHAPTERS:
        absent = desk.briefing.absent.get(chapter.key)
        page = None if absent else chapter.page(desk)
        if absent or page is not None:
            yield chapter, page


def tables(briefing: Briefing) -> tuple[Table, ...]:
    """The sheets of all chapters that have a result; none without rows."""
    made = (table for chapter in CHAPTERS if chapter.key not in briefing.absent for table in chapter.tables(briefing))
    return tuple(table for table in made if table.rows)


def documents(briefing: Briefing) -> dict[str, Any]:
    """The results of all chapters by key, for results.json; None where there is none."""
    made = {one.key: one for one in CHAPTERS if one.key not in briefing.absent}
    return {key: made[key].document(briefing) if key in made else None for key in KEYS}


def _with(briefing: Briefing, chapter: Chapter, asked: Asked) -> Briefing:
    """The briefing with a chapter's result, or with the reason why there is none.

    Whatever its making fails on (blank records, a solver, a ledger that is locked), the rest of the briefing stands.
    """
    try:
        return replace(briefing, **chapter.result(asked))
    except InputError as error:
        reason = text("chapter.absent.refused", message=str(error))
    except Exception as error:
        message = f"{type(error).__name__}: {error}".splitlines()[0]
        reason = text("chapter.absent.failed", message=message)
    return replace(briefing, absent=FrozenMap({**briefing.absent, chapter.key: reason}))
