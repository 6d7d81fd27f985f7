"""What `missionlab steer` prints: reviews, what rules say, actions, the option value, and what to add."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence

import typer

from missionlab.base.text import Share, say, text
from missionlab.cli.show import new_table, print_table
from missionlab.cli.show_measured import said
from missionlab.cli.show_pathways import curves_shown, pathways_shown
from missionlab.cli.show_pilots import pilots_shown
from missionlab.portfolio.results import Measured
from missionlab.report.pilots import numbers
from missionlab.steering.option_results import OptionValue
from missionlab.steering.results import Afterwards, Course, Power, ReviewState, Says

_MOST = 12
_MOST_DECIMALS = 2


def course_shown(course: Course, written: Sequence[str]) -> None:
    """The course on a terminal."""
    _reviews(course)
    _rules(course)
    _actions(course)
    for value in course.values:
        _value(value)
    for mission, reason in course.no_value:
        _line(f"{mission}: no option value, because {say(reason)}.")
    curves_shown(course.patience)
    if course.pathways is not None:
        pathways_shown(course.pathways)
    if course.pilots:
        pilots_shown(course.pilots)
    _fixed(course)
    if not (course.reviews or course.rules or course.actions or course.fixed):
        typer.echo(
            f"Nothing could be steered on {course.as_of}: no mission or project was known by then, or all had ended."
        )
    if course.remarks:
        typer.echo("What is missing:")
        for remark in course.remarks:
            _line(say(remark))
    if written:
        typer.echo("Written: " + ", ".join(written))


def _reviews(course: Course) -> None:
    if not course.reviews:
        return
    title = f"Reviews of {course.strategy}, as known on {course.as_of}"
    table = new_table(title, "Review", "Of", "State", "Day", "Owner", "Held", "Rules that fire")
    for one in course.reviews:
        state = str(one.state)
        if one.state is ReviewState.OVERDUE:
            state = f"{state}, {one.days_late} days"
        fire = ", ".join(rule.rule for rule in one.firing)
        day = say(one.day) if one.day is not None else ""
        table.add_row(one.review, one.subject.name, state, day, one.owner_name or "nobody", str(one.held), fire)
    print_table(table)


def _rules(course: Course) -> None:
    if not course.rules:
        return
    typer.echo("What the rules say now:")
    for rule in course.rules:
        _line(f"{rule.rule}: {say(rule.sentence)}")
        notes = []
        if rule.says is Says.FIRES and rule.action_name:
            notes.append(f"due: {rule.action_name}")
        if rule.afterwards is Afterwards.YES:
            notes.append("made after its evidence")
        if notes:
            _line("    " + "; ".join(notes))


def _actions(course: Course) -> None:
    if not course.actions:
        return
    table = new_table("Actions", "Action", "Who", "Money", "Chance going on", "Chance with", "Worth", "Regret", "Worse")
    for one in course.actions:
        owner = (one.owner_name or "") if one.power is Power.OWNER else "nobody has the power"
        unit = one.currency if one.value.value is not None else None
        table.add_row(
            one.name,
            owner,
            _money(one.money, one.currency),
            _share(one.without),
            _share(one.chance) + (" of the new goal" if one.retargeted and one.chance.value is not None else ""),
            _money(one.value, one.currency),
            _money(one.regret, unit) if unit else _share(one.regret),
            _share(one.worse),
        )
    print_table(table)
    if any(one.without.value is not None for one in course.actions):
        _line("Going on counts what projects under way are said to add; the status of a target judges its trend alone.")
    for one in course.actions:
        if one.first_look.value and one.first_look.reason is not None:
            unit = one.currency if one.value.value is not None else None
            worth = _money(one.first_look, unit) if unit else _share(one.first_look)
            _line(f"{one.name}: {worth} is {say(one.first_look.reason)}.")


def _value(value: OptionValue) -> None:
    typer.echo(f"{value.name}: {say(value.sentence)}")
    table = new_table(
        "Worth on futures that nothing was chosen on", "", "Worth", "More than the best fixed plan", "What"
    )
    for bar in value.bars:
        what = say(bar.label)
        table.add_row(
            say(text(f"course.bar.{bar.bar.name.lower()}")), _worth(bar.value, value), _worth(bar.gain, value), what
        )
    print_table(table)
    _line(f"Ends worse than the best fixed plan: {_share(value.worse)} of futures.")
    _line(
        f"With shuffled evidence the rule gains {_worth(value.shuffled, value)}, which must not be more than nothing."
    )
    for reason in value.reasons:
        words = say(reason)
        _line(f"{words[:1].upper()}{words[1:]}.")


def _fixed(course: Course) -> None:
    if not course.fixed:
        return
    names = [f"{one.subject.name} ({one.subject.kind})" for one in course.fixed[:_MOST]]
    more = f", and {len(course.fixed) - _MOST} more" if len(course.fixed) > _MOST else ""
    _line(f"Without a day of review, and so without a way to change course: {', '.join(names)}{more}.")


def _line(words: str) -> None:
    typer.echo(textwrap.fill(words, 110, initial_indent="  ", subsequent_indent="    "))


def _money(one: Measured, currency: str | None) -> str:
    return "" if one.value is None else _ends(one, lambda value, _: said(numbers.money(currency)(value)))


def _share(one: Measured) -> str:
    return "" if one.value is None else _ends(one, lambda value, decimals: say(Share(value, decimals)))


def _worth(one: Measured, value: OptionValue) -> str:
    if one.value is None:
        return ""
    everywhere = " in every future" if one.low is None and one.value else ""
    if value.currency is None:
        return _ends(one, lambda number, decimals: say(Share(number, 1 + decimals))) + everywhere
    return _money(one, value.currency) + everywhere


def _ends(one: Measured, write: Callable[[float, int], str]) -> str:
    """The value and its ends, with as many decimals as tell them apart; half their distance where none do."""
    assert one.value is not None
    if one.low is None or one.high is None or one.low == one.high:
        return write(one.value, 0)
    for decimals in range(_MOST_DECIMALS + 1):
        value, low, high = (write(number, decimals) for number in (one.value, one.low, one.high))
        if low != high:
            return f"{value} ({low} to {high})"
    return f"{write(one.value, 0)} ± {write((one.high - one.low) / 2, 0)}"
