"""What `missionlab appraise` prints: effects with their intervals, the verdict in words, and what weakens it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import typer

from missionlab.appraisal.estimate import Against, Answer, Estimate
from missionlab.appraisal.results import Appraisal, Effect, Mix
from missionlab.base.text import catalogue, say
from missionlab.cli.show import findings, new_table, print_table
from missionlab.cli.show_appraisal_cells import interval, name, percentage
from missionlab.cli.show_appraisal_sizes import sizes
from missionlab.strategy.vocabulary import UNALLOCATED

_COLUMNS = {
    Against.NOTHING: "Against nothing",
    Against.PLACEBO: "Transfers",
    Against.OWN_PLACEBO: "Own placebo",
    Against.SUBSIDIES: "Subsidies",
}
_COSTS = {"spent": "Spent", "returns": "Came back", "net": "Net"}
_ANSWERS = {
    Answer.MORE: "more",
    Answer.LESS: "less",
    Answer.CANNOT_TELL: "cannot tell",
    Answer.NOT_MEASURED: "not measured",
}


def appraised(appraisal: Appraisal, written: Sequence[str]) -> None:
    """The effects of the primary outcome, the mix, the verdict in words, findings, and where the files are."""
    _effects(appraisal)
    _costs(appraisal)
    sizes(appraisal)
    _financing(appraisal)
    _hysteresis(appraisal)
    _robustness(appraisal)
    if appraisal.mix is not None:
        _mix(appraisal.mix)
    typer.echo("Verdict:")
    for sentence in appraisal.verdicts:
        typer.echo(f"  {say(sentence)}")
    findings(appraisal.findings)
    if written:
        typer.echo("Written: " + ", ".join(written))


def _effects(appraisal: Appraisal) -> None:
    from missionlab.appraisal.outcomes import PRIMARY

    design, horizon = appraisal.design, _horizon(appraisal)
    of_gap = [one for one in appraisal.effects if one.outcome == PRIMARY and one.horizon in (horizon, None)]
    by_place: dict[tuple[str, Against], Effect] = {}
    for one in of_gap:
        by_place.setdefault((one.policy, one.role), one)
    title = f"Gap of GDP averaged over years 1 to {horizon}, in per cent"
    table = new_table(title, "", *_COLUMNS.values())
    for key in (info.key for info in appraisal.policies if (info.key, Against.NOTHING) in by_place):
        table.add_row(name(key), *(_cell(by_place.get((key, role))) for role in _COLUMNS))
    print_table(table)
    share = design.budget_share_of_gdp
    of_gdp = "" if share.value is None else f", about {100 * share.value:.2g}% of GDP"
    typer.echo(
        f"{design.runs} pairs of runs with the same seeds; each policy spends {100 * design.budget:.3g}% of what the "
        f"labour force would earn{of_gdp}, a year. One period is read as one year.\n"
        "In brackets: the 95% interval; below: what can be said after the correction for how many are asked about."
    )


def _horizon(appraisal: Appraisal) -> int:
    """The periods over which the primary outcome is averaged, or as many as there are."""
    from missionlab.appraisal.outcomes import PRIMARY_HORIZON

    return min(PRIMARY_HORIZON, appraisal.design.periods)


def _costs(appraisal: Appraisal) -> None:
    """What each policy could spend, what came back, and what is left of the cost; of the placebos, only transfers."""
    special = {info.placebo for info in appraisal.policies} - {None}
    table = new_table("Cost a year, in per cent of what the labour force would earn", "", "Budget", *_COSTS.values())
    for cost in appraisal.costs:
        if cost.policy not in special:
            shown = (_share(getattr(cost, name)) for name in _COSTS)
            table.add_row(name(cost.policy), f"{100 * cost.budget:.3g}", *shown)
    if table.row_count:
        print_table(table)


def _financing(appraisal: Appraisal) -> None:
    """Every policy under a deficit and under a matching tax, where that was asked for."""
    if not appraisal.financing:
        return
    heads = ("Deficit", "Over transfers", "Matching tax", "Over transfers", "Tax less deficit")
    table = new_table(
        f"How it is paid for: gap of GDP averaged over years 1 to {_horizon(appraisal)}, in per cent", "", *heads
    )
    for one in appraisal.financing:
        paid = (one.deficit.effect, one.deficit.special, one.tax.effect, one.tax.special, one.difference)
        table.add_row(name(one.policy), *map(interval, paid))
    print_table(table)


def _hysteresis(appraisal: Appraisal) -> None:
    """What is left of every policy after its money has stopped, where that was asked for."""
    if not any(one.after for one in appraisal.hysteresis):
        return
    first = appraisal.hysteresis[0]
    heads = [head for after in first.after for head in (f"{after.periods} years after", "Over transfers")]
    table = new_table(f"What is left after {first.ended} years of money: gap of GDP, in per cent", "", *heads)
    for one in appraisal.hysteresis:
        shown = (estimate for after in one.after for estimate in (after.effect, after.special))
        table.add_row(name(one.policy), *map(interval, shown))
    print_table(table)


def _robustness(appraisal: Appraisal) -> None:
    """In which share of other worlds each policy comes first, where that was asked for."""
    found = appraisal.robustness
    if found is None:
        return
    by_rules = {name: {one.policy: one for one in found.rankings if one.rules == name} for name in (None, *found.rules)}
    columns = {name: ranked for name, ranked in by_rules.items() if ranked}
    title = f"Share of {found.worlds} other worlds in which a policy comes first, in per cent"
    table = new_table(title, "", *("All" if name is None else name for name in columns))
    for key in next(iter(columns.values()), {}):
        table.add_row(name(key), *(percentage(ranked[key].shares[0]) for ranked in columns.values()))
    print_table(table)
    typer.echo(f"In {percentage(found.undecided)}% of the worlds their few runs cannot tell the first from the second.")


def _share(estimate: Estimate) -> str:
    if estimate.value is None:
        return "–" if estimate.reason is None else say(estimate.reason)
    ends = [estimate.value] + [end for end in (estimate.low, estimate.high) if end is not None]
    value, *interval = (f"{100 * end:.3f}".replace("-", "−") for end in ends)
    return f"{value} ({' to '.join(interval)})" if interval else value


def _cell(effect: Effect | None) -> str:
    if effect is None:
        return "–"
    return f"{interval(effect.estimate)}\n{_ANSWERS[effect.answer]}"


def _mix(mix: Mix) -> None:
    named = (f"{100 * share:.0f}% {_lever(lever)}" for lever, share in mix.shares)
    shares = ", ".join(named) or "none of it is in the model"
    size = "" if mix.share_of_gdp is None else f"; {100 * mix.share_of_gdp:.2g}% of GDP a year"
    typer.echo(f"The mix, by {mix.mapping}: {shares}{size}.")
    if mix.share_of_gdp is None and mix.reason is not None:
        typer.echo(f"  {say(mix.reason)}")
    left_out = _unique(_instrument(line.instrument) for line in mix.lines if line.lever is None)
    if left_out:
        typer.echo(f"  Not in the model: {', '.join(left_out)}.")


def _lever(key: str) -> str:
    return str(catalogue("en").get(f"appraised.lever.{key}", key))


def _instrument(key: str) -> str:
    name = "portfolio.unallocated" if key == UNALLOCATED else f"portfolio.instrument.{key}"
    return str(catalogue("en").get(name, key))


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
