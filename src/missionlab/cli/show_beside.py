"""What stands beside the chances on a terminal: what plans add, the needed rate against history, earlier forecasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from missionlab.base.text import Locale
    from missionlab.tracking.results import PlanOutlook, Reach, Standings


def beside(result: Standings, locale: Locale) -> None:
    """The tables that follow the statuses, each only where there is something to say."""
    _records(result, locale)
    _joint(result, locale)
    _plans(result, locale)
    _history(result, locale)


def _records(result: Standings, locale: Locale) -> None:
    """The track record of the chances, once for each distance that was tested."""
    import textwrap

    import typer

    from missionlab.base.text import say
    from missionlab.tracking.track_record import records_said

    for said in records_said(result.targets):
        typer.echo("\n".join(textwrap.wrap(f"{say(said, locale)}.", 120)) + "\n")


def _joint(result: Standings, locale: Locale) -> None:
    """How likely all targets of a mission are to be met together, where it has several."""
    import textwrap

    import typer

    from missionlab.base.text import say, text

    if not result.joint:
        return
    typer.echo(f"{say(text('joint.title'), locale)}\n")
    for one in result.joint:
        told = textwrap.wrap(f"{one.mission}: {say(one.said, locale)}", 118, subsequent_indent="  ")
        typer.echo("\n".join(f"  {line}" for line in told))
    typer.echo("")
    if any(one.leaves_open for one in result.joint):
        typer.echo("\n".join(textwrap.wrap(say(text("joint.why"), locale), 120)) + "\n")


def _plans(result: Standings, locale: Locale) -> None:
    """The chances with the plan and how far it can be relied on, where projects say what they add."""
    from missionlab.base.text import Share, say, text
    from missionlab.cli.show import new_table, print_table

    with_plan = [(one, one.plan) for one in result.targets if one.plan is not None]
    if not with_plan:
        return
    table = new_table(
        say(text("plan.name"), locale),
        "Target",
        *(say(text(f"plan.part.{part}"), locale) for part in ("trend", "with_credible", "with_whole")),
        "Of what is needed",
        "Overlap with the trend",
    )
    for one, plan in with_plan:
        named = [(str(grade), share) for grade, share in plan.shares]
        named += [("gap", plan.gap)] if plan.gap is not None else []
        shares = (f"{say(text(f'plan.part.{part}'), locale)} {say(Share(share), locale)}" for part, share in named)
        table.add_row(
            f"{one.mission}/{one.target}",
            "–" if plan.trend is None else f"{plan.trend:.2f}",
            *(_reach(reach, plan, locale) for reach in (plan.credible, plan.whole)),
            ", ".join(shares) or "–",
            "not stated: from all to none" if plan.overlap is None else say(Share(plan.overlap), locale),
        )
    print_table(table)


def _reach(reach: Reach | None, plan: PlanOutlook, locale: Locale) -> str:
    from missionlab.base.text import say

    if reach is None:
        return say(plan.reason, locale) if plan.reason is not None else "–"
    return f"{reach.low:.2f}" if reach.low == reach.high else f"{reach.low:.2f} to {reach.high:.2f}"


def _history(result: Standings, locale: Locale) -> None:
    """The needed rate against what other places did, and how many earlier intervals held."""
    from missionlab.base.text import say, text
    from missionlab.cli.show import new_table, print_table

    known = [one for one in result.targets if one.speed is not None or one.earlier]
    if not known:
        return
    heads = (say(text(f"history.terminal.{name}"), locale) for name in ("speed", "earlier"))
    table = new_table(say(text("history.terminal.title"), locale), "Target", *heads)
    for one in known:
        held = text("history.held", held=sum(e.held for e in one.earlier), n=len(one.earlier))
        table.add_row(
            f"{one.mission}/{one.target}",
            "–" if one.speed is None else say(one.speed.said, locale),
            say(held, locale) if one.earlier else "–",
        )
    print_table(table)
