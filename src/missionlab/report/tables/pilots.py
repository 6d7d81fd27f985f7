"""Tables of pilots: what each is worth, what is believed, worth by size, carry-over and designs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from missionlab.base.text import Locale, say, text
from missionlab.portfolio.results import Measured
from missionlab.report.tables.table import Cell, Table
from missionlab.report.words import locale_of
from missionlab.steering.learning.results import PilotWorth, SizeWorth

if TYPE_CHECKING:
    from missionlab.report.briefing import Briefing

Rows = Iterator[tuple[Cell, ...]]
_PARTS = ("worth", "cost", "net", "changes")


def tables(briefing: Briefing) -> tuple[Table, ...]:
    """The first column names the pilot."""
    to = locale_of(briefing.strategy.about)
    return tuple(
        Table.of(key, f"pilot {columns}", ((one.name, *row) for one in briefing.pilots for row in rows(one, to)))
        for key, (columns, rows) in MAKERS.items()
    )


def _pilots(found: PilotWorth, to: Locale) -> Rows:
    yield (
        found.question,
        found.decision,
        found.measure,
        found.unit,
        found.size,
        found.done,
        found.currency,
        say(text(f"pilots.registered_word.{found.registered.name.lower()}"), to),
        say(found.prior_reason, to),
        found.threshold,
        *_ends(found.perfect, to),
        *_ends(found.sequential, to)[:3],
        None if found.scale_up is None else _yes_no(found.scale_up, to),
        None if found.can_change is None else _yes_no(found.can_change, to),
        found.changed,
        "; ".join(f"{one.field}: {say(one.reason, to)}" for one in found.blank) or None,
    )


def _beliefs(found: PilotWorth, to: Locale) -> Rows:
    for side, beliefs in (("before", found.before), ("after", found.after)):
        for one in beliefs:
            when = say(text(f"pilots.posterior.{side}"), to)
            yield (one.arm, when, *_ends(one.mean, to)[:3], one.deviation.value, one.places, one.trials, one.successes)


def _sizes(found: PilotWorth, to: Locale) -> Rows:
    for one in found.sizes:
        yield (one.units, *_size(one, to))


def _carry_over(found: PilotWorth, to: Locale) -> Rows:
    for one in found.carry_over:
        scale_up = None if one.scale_up is None else _yes_no(one.scale_up, to)
        change = None if one.can_change is None else _yes_no(one.can_change, to)
        planned = _size(one.planned, to) if one.planned else (None,) * (3 * len(_PARTS))
        yield (one.share, scale_up, *_ends(one.decision, to)[:3], *_ends(one.perfect, to), *planned, change)


def _designs(found: PilotWorth, to: Locale) -> Rows:
    for one in found.designs:
        name = say(text(f"pilots.designs.{one.design.split()[-1]}"), to)
        for number, (arms, units) in enumerate(one.rounds, start=1):
            yield (name, number, arms, units, *_ends(one.rate, to)[:3])


def _size(one: SizeWorth, to: Locale) -> tuple[Cell, ...]:
    return tuple(end for part in _PARTS for end in _ends(getattr(one, part), to)[:3])


def _ends(one: Measured, to: Locale) -> tuple[Cell, Cell, Cell, Cell]:
    return one.value, one.low, one.high, None if one.reason is None else say(one.reason, to)


def _yes_no(value: bool, to: Locale) -> str:
    return say(text(f"plan.yes_no.{'yes' if value else 'no'}"), to)


def _three(*names: str) -> str:
    return " ".join(f"pilot_{name}{end}" for name in names for end in ("", "_low", "_high"))


MAKERS: dict[str, tuple[str, Callable[[PilotWorth, Locale], Rows]]] = {
    "pilots": (
        "pilot_question pilot_decision pilot_measure pilot_unit pilot_size pilot_done currency pilot_registered "
        f"pilot_prior pilot_threshold {_three('perfect')} reason {_three('sequential')} pilot_scale_up "
        "pilot_can_change pilot_changed pilot_blank",
        _pilots,
    ),
    "pilot_beliefs": (
        f"pilot_arm pilot_when {_three('mean')} pilot_deviation pilot_places pilot_trials pilot_successes",
        _beliefs,
    ),
    "pilot_sizes": (f"pilot_units {_three(*_PARTS)}", _sizes),
    "pilot_carry_over": (
        f"pilot_share pilot_scale_up {_three('best_decision', 'perfect')} reason {_three(*_PARTS)} pilot_can_change",
        _carry_over,
    ),
    "pilot_designs": (f"pilot_design pilot_round pilot_arms pilot_units {_three('rate')}", _designs),
}
"""Columns and rows of every sheet by its key, in the order of the sheets."""
SHEETS = tuple(MAKERS)
