"""What `missionlab appraise --with dose,patience,break-even` prints: effects by budget, by patience and by yield."""

from __future__ import annotations

from missionlab.appraisal.estimate import Estimate
from missionlab.appraisal.requested import BreakEven, Dose, Patience
from missionlab.appraisal.results import Appraisal
from missionlab.base.text import say
from missionlab.cli.show import new_table, print_table
from missionlab.cli.show_appraisal_cells import interval, name, percentage


def sizes(appraisal: Appraisal) -> None:
    """The tables of what was asked for, and nothing of what was not."""
    for dose in appraisal.dose:
        _dose(dose)
    for patience in appraisal.patience:
        _patience(patience)
    for break_even in appraisal.break_even:
        _break_even(break_even)


def _dose(dose: Dose) -> None:
    title = f"{name(dose.policy)} against {name(dose.against)}, by budget: gap of GDP, in per cent"
    table = new_table(title, "Budget, % of GDP a year", "Effect", "Spent, % of the budget")
    for point in dose.points:
        table.add_row(f"{100 * point.share_of_gdp:.3g}", interval(point.effect), percentage(point.spent))
    print_table(table)


def _patience(patience: Patience) -> None:
    title = f"{name(patience.policy)} against {name(patience.against)}, by patience and budget: gap of GDP, in per cent"
    heads = (f"{100 * budget:.3g}% of wages" for budget in patience.budgets)
    table = new_table(title, "Gives up after", *heads)
    for rule, effects in zip(patience.rules, patience.effects, strict=True):
        table.add_row(f"{rule} years" if rule else "never", *map(interval, effects))
    print_table(table)


def _break_even(found: BreakEven) -> None:
    title = f"Public laboratory against {name(found.against)}, by the yield of its researchers: gap of GDP, in per cent"
    table = new_table(title, "Yield, times a private one's", "Effect")
    for multiple, effect in zip(found.yields, found.effects, strict=True):
        table.add_row(f"{multiple:.3g}", interval(effect))
    table.add_row("Ties at", _tie(found.multiple))
    print_table(table)


def _tie(multiple: Estimate) -> str:
    if multiple.value is None:
        return "–" if multiple.reason is None else say(multiple.reason)
    ends = ("?" if end is None else f"{end:.2g}" for end in (multiple.low, multiple.high))
    return f"{multiple.value:.2g} ({' to '.join(ends)})"
