"""Tables of the course: reviews, rules, actions, option values, fixed plans, stopping, pathways, past reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from missionlab.base.text import Locale, say, text
from missionlab.portfolio.results import Measured
from missionlab.report.tables.table import Cell, Table
from missionlab.report.words import locale_of
from missionlab.steering.results import Course

if TYPE_CHECKING:
    from missionlab.report.briefing import Briefing

Rows = Iterator[tuple[Cell, ...]]


def tables(briefing: Briefing) -> tuple[Table, ...]:
    """The first column names the subject, the mission or the project; none without a course."""
    course, to = briefing.course, locale_of(briefing.strategy.about)
    if course is None:
        return ()
    return tuple(Table.of(key, columns, rows(course, to)) for key, (columns, rows) in MAKERS.items())


def _reviews(course: Course, to: Locale) -> Rows:
    for one in course.reviews:
        yield (
            one.subject.name,
            one.review,
            say(text(f"course.state.{one.state.name.lower()}"), to),
            None if one.day is None else str(one.day),
            one.days_late,
            one.owner_name,
            one.held,
            None if one.last_held is None else str(one.last_held),
            one.missed,
            ", ".join(said.rule for said in one.firing) or None,
        )


def _rules(course: Course, to: Locale) -> Rows:
    for one in course.rules:
        latest = one.latest
        yield (
            one.subject.name,
            f"{one.rule} {one.version}",
            one.signpost_name,
            say(text(f"course.says.{one.says.name.lower()}"), to),
            None if latest is None else latest.value,
            None if latest is None else latest.low,
            None if latest is None else latest.high,
            say(text(f"course.comparator.{one.comparator.name.lower()}"), to),
            one.threshold,
            one.in_a_row,
            one.needed,
            None if latest is None or latest.vintage is None else str(latest.vintage),
            _yes_no(one.by_revision, to),
            say(text(f"course.afterwards.{one.afterwards.name.lower()}"), to),
            one.action_name,
            say(one.sentence, to),
        )


def _actions(course: Course, to: Locale) -> Rows:
    for one in course.actions:
        chances = (one.without, one.chance, one.gain)
        numbers = (one.switching_cost, one.money, *chances, one.value, one.regret, one.worse, one.first_look)
        yield (
            one.name,
            say(text(f"course.action.{one.kind}"), to),
            one.subject.name if one.subject is not None else None,
            one.owner_name if one.owner_name is not None else say(text("course.mark.nobody_power"), to),
            one.currency,
            *(end for number in numbers for end in (number.value, number.low, number.high)),
            "; ".join(say(reason, to) for reason in one.reasons) or None,
        )


def _values(course: Course, to: Locale) -> Rows:
    for value in course.values:
        for bar in value.bars:
            name = say(text(f"course.bar.{bar.bar.name.lower()}"), to)
            yield (value.name, name, say(bar.label, to), value.currency, *_ends(bar.value), *_ends(bar.gain))
        tests = {"worse": value.worse, "shuffled": value.shuffled, "present": value.against_present}
        for name, one in tests.items():
            yield (
                value.name,
                say(text(f"course.test.{name}"), to),
                None,
                value.currency,
                *_ends(one),
                None,
                None,
                None,
            )


def _statics(course: Course, to: Locale) -> Rows:
    for value in course.values:
        for plan in value.statics:
            yield (value.name, say(plan.label, to), value.currency, *_ends(plan.value), _yes_no(plan.present, to))


def _patience(course: Course, to: Locale) -> Rows:
    for curve in course.patience:
        if curve.refused is not None:
            yield (curve.name, None, None, None, None, None, None, None, say(curve.refused, to))
        for year in curve.years:
            yield (
                curve.name,
                year.n,
                curve.currency,
                *_ends(year.value),
                year.success,
                year.going,
                None if year.value.reason is None else say(year.value.reason, to),
            )


def _pathways(course: Course, _: Locale) -> Rows:
    for target in course.pathways.targets if course.pathways is not None else ():
        for life in target.actions:
            sell, decide = life.sell_by, life.decide_by
            ends = (sell.p05, sell.p50, sell.p95, decide.p05, decide.p50, decide.p95)
            yield (target.name, life.name, *ends, *_ends(life.chance))


def _replay(course: Course, to: Locale) -> Rows:
    for one in course.replay:
        for said in one.said:
            yield (
                one.subject.name,
                str(one.on),
                _yes_no(one.held, to),
                said.rule,
                say(text(f"course.says.{said.says.name.lower()}"), to),
                said.action_name,
                "; ".join(say(change, to) for change in one.changes) or None,
                None if one.followed is None else _yes_no(one.followed, to),
            )


def _fixed(course: Course, to: Locale) -> Rows:
    for one in course.fixed:
        reason = None if one.money.reason is None else say(one.money.reason, to)
        yield (
            one.subject.name,
            say(text(f"course.kind.{one.subject.kind}"), to),
            one.money.value,
            one.currency,
            reason,
        )


def _ends(one: Measured) -> tuple[Cell, Cell, Cell]:
    return one.value, one.low, one.high


def _yes_no(value: bool, to: Locale) -> str:
    return say(text(f"plan.yes_no.{'yes' if value else 'no'}"), to)


def _three(*names: str) -> str:
    return " ".join(f"course_{name}{end}" for name in names for end in ("", "_low", "_high"))


MAKERS: dict[str, tuple[str, Callable[[Course, Locale], Rows]]] = {
    "course_reviews": (
        "course_subject course_review course_state course_day course_late course_owner course_held course_last "
        "course_missed course_fires",
        _reviews,
    ),
    "course_rules": (
        f"course_subject course_rule course_signpost course_says {_three('reading')} course_comparator "
        "course_threshold course_in_a_row course_needed course_vintage course_by_revision course_afterwards "
        "course_due course_sentence",
        _rules,
    ),
    "course_actions": (
        "course_action course_kind course_subject course_owner currency "
        f"{_three('switching', 'money', 'without', 'chance', 'gain', 'worth', 'regret', 'worse', 'first_look')} reason",
        _actions,
    ),
    "course_values": (f"course_mission course_bar course_what currency {_three('worth', 'gain')}", _values),
    "course_statics": (f"course_mission course_plan currency {_three('worth')} course_present", _statics),
    "course_patience": (
        f"course_project course_year currency {_three('worth')} course_success course_going reason",
        _patience,
    ),
    "course_pathways": (
        "course_target course_action course_sell_low course_sell course_sell_high course_decide_low course_decide "
        f"course_decide_high {_three('chance')}",
        _pathways,
    ),
    "course_replay": (
        "course_subject course_day course_was_held course_rule course_says course_due course_changed course_followed",
        _replay,
    ),
    "course_fixed": ("course_subject course_kind course_money currency reason", _fixed),
}
"""Columns and rows of every sheet by its key, in the order of the sheets."""
SHEETS = tuple(MAKERS)
