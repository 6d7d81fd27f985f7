"""What `missionlab allocate` prints: the plan, its bound, chances, what rules cost, and what is nearly financed."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import typer

from missionlab.base.text import Money, Share, Text, say, text
from missionlab.cli.show import new_table, print_table
from missionlab.portfolio.allocation.results import Objective, Plan
from missionlab.portfolio.results import Measured


def plan_shown(plan: Plan, written: Sequence[str]) -> None:
    """The plan on a terminal; rules that clash where there is none."""
    if plan.infeasible:
        typer.echo("The rules cannot all be kept. The least that would have to give way:")
        for one in plan.infeasible:
            _line(say(one.sentence))
    elif plan.value is not None:
        _funded(plan)
        _bound(plan)
        _chances(plan)
        _nearly(plan)
        _rules(plan)
        _money(plan)
        _robust(plan)
    if plan.remarks:
        typer.echo("What to know:")
        for remark in plan.remarks:
            _line(say(remark.sentence))
    if written:
        typer.echo("Written: " + ", ".join(written))


def explained(plan: Plan, project: str) -> None:
    """Why a project is in the plan or not."""
    typer.echo(f"{project}:")
    for sentence in plan.explain(project):
        _line(say(sentence))


def _line(words: str) -> None:
    typer.echo(textwrap.fill(words, 110, initial_indent="  ", subsequent_indent="    "))


def _funded(plan: Plan) -> None:
    table = new_table(f"Plan for {plan.strategy}, as known on {plan.as_of}", "Project", "From", "By", "Money", "Robust")
    for one in plan.funded:
        by = "committed before" if one.committed else say(_instrument(one.instrument))
        money = "" if one.committed else say(Money(one.money, plan.currency))
        table.add_row(one.name, str(one.start), by, money, "" if one.committed else _share(one.robust))
    print_table(table)


def _instrument(name: str) -> Text:
    return text(f"portfolio.instrument.{name}") if name else text("plan_money.no_instrument")


def _bound(plan: Plan) -> None:
    cost = say(Money(plan.cost.value or 0.0, plan.currency))
    if plan.objective is Objective.COST:
        typer.echo(f"It costs {cost}; no bound is known for the least money.")
    else:
        assert plan.value is not None
        assert plan.bound is not None
        assert plan.gap is not None
        typer.echo(
            f"It costs {cost} and scores {plan.value:.4f}. No plan under these rules can score more than "
            f"{plan.bound:.4f}; it misses {100 * plan.gap:.2f}% of that bound, and no better plan can make up more."
        )
    for sentence in plan.binding:
        typer.echo(say(sentence))


def _chances(plan: Plan) -> None:
    title = f"Chance of meeting each target, on {plan.fresh:,} futures that the plan was not chosen on"
    table = new_table(title, "Target", "Without", "With", "Weight")
    for one in plan.targets:
        table.add_row(one.name, _share(one.before), _share(one.after), say(Share(one.weight)))
    print_table(table)


def _share(measured: Measured) -> str:
    if measured.value is None:
        return "not known"
    at = say(Share(measured.value))
    if measured.low is None or measured.high is None:
        return at
    return f"{at} ({say(Share(measured.low))} to {say(Share(measured.high))})"


def _nearly(plan: Plan) -> None:
    if not plan.nearly:
        return
    table = new_table("Nearly financed", "Project", "Money", "Would be if it cost less by", "or added more by", "Alike")
    for one in plan.nearly:
        cut, extra = (say(Share(measured.value or 0.0, 1)) for measured in (one.price_cut, one.extra))
        if not one.price_cut.value:
            # The prices would take it as it is; a cut of nothing would be said of what no cut brings in.
            cut, extra = "does not fit whole", ""
        alike = ", ".join(one.interchangeable)
        table.add_row(one.name, say(Money(one.money, plan.currency)), cut, extra, alike)
    print_table(table)


def _rules(plan: Plan) -> None:
    if not plan.rules:
        return
    table = new_table("What the rules cost", "Rules", "Lowers the bound by")
    for one in plan.rules:
        name = say(text(f"plan_money.family.{one.family}"))
        if one.dimension is not None:
            name = f"{name} ({say(text(f'plan_money.dimension.{one.dimension}'))})"
        table.add_row(name, say(Share(one.cost.value or 0.0, 1)))
    print_table(table)
    _line("The bound may finance parts of projects; a rule that does not lower it can still cost whole ones something.")


def _money(plan: Plan) -> None:
    for one in plan.money:
        if one.goes_to:
            names = ", ".join(swing.name for swing in one.goes_to)
            typer.echo(f"If one more {say(Money(one.more, plan.currency))} came in {one.year} it would go to {names}.")
    lapsed = sum(one.lapsed for one in plan.money)
    if lapsed > 0:
        typer.echo(f"Money that would lapse unused: {say(Money(lapsed, plan.currency))}.")


def _robust(plan: Plan) -> None:
    for label, names in (("Robust core", plan.core), ("Contested", plan.contested), ("Out", plan.out)):
        if names:
            shown = ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "")
            _line(f"{label}: {shown}")
