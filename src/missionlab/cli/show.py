"""What the commands print: tables for people on a terminal, JSON documents for machines."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from missionlab.cli.outcome import Outcome

if TYPE_CHECKING:
    from rich.table import Table

    from missionlab.base.findings import Finding
    from missionlab.base.text import Locale
    from missionlab.checks.results import Checked
    from missionlab.portfolio.results import Measured, Portfolio
    from missionlab.report.briefing import Briefing
    from missionlab.strategy.packs import PackInfo
    from missionlab.strategy.strategy import Strategy
    from missionlab.strategy.vocabulary import Basis
    from missionlab.tracking.results import Standing, Standings


def as_json(document: Any) -> None:
    """One JSON document on standard output."""
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))


def basis_named(name: str | None) -> Basis | None:
    """The basis that the user named. Raises ``InputError`` for a word that is none."""
    from missionlab.base.findings import InputError
    from missionlab.strategy.vocabulary import Basis

    if name is None:
        return None
    if name not in list(Basis):
        words = ", ".join(Basis)
        raise InputError(
            f"{name!r} is not a basis of money.", why="Stages of the same money never add.", fix=f"Use one of: {words}."
        )
    return Basis(name)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A function to call with the name of each step, or how far one is; it shows on a terminal and nowhere else."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from missionlab.report.deliver import STEPS

    columns = (TextColumn("{task.description:<28}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(STEPS))

        def step(name: str) -> None:
            bar.update(task, description=name, completed=STEPS.index(name) if name in STEPS else None)

        yield step


def unusable(strategy: Strategy) -> Outcome:
    """Tell on standard error that records could not be used, and the exit code that says so."""
    errors = [finding for finding in strategy.findings if finding.level == "error"]
    if errors:
        what = "1 record or field" if len(errors) == 1 else f"{len(errors)} records or fields"
        typer.echo(f"{what} could not be used; see `missionlab check`.", err=True)
    return Outcome.of(errors)


def refuse_to_lose(strategy: Strategy) -> None:
    """Raise ``InputError`` when the strategy has errors: writing it again would drop those records."""
    from missionlab.base.findings import InputError

    errors = [finding for finding in strategy.findings if finding.level == "error"]
    if errors:
        raise InputError(
            f"The strategy has {len(errors)} error{'s' * (len(errors) != 1)}, "
            "and the records with errors would be lost.",
            place=errors[0].place,
            why=errors[0].message,
            fix="Run `missionlab check`, mend the errors, and convert again.",
        )


def findings(found: Iterable[Finding]) -> None:
    for finding in found:
        place = f"{finding.place}: " if str(finding.place) else ""
        typer.echo(f"{place}{finding.level}: {finding.message} [{finding.code}]")
        for line in (finding.why, finding.fix):
            if line:
                typer.echo(f"    {line}")


def _counts(found: Sequence[Finding]) -> str:
    levels = [str(finding.level) for finding in found]
    numbers = [(levels.count(level), level) for level in ("error", "warning", "note")]
    return ", ".join(f"{number} {level}{'' if number == 1 else 's'}" for number, level in numbers)


def checked(result: Checked) -> None:
    from missionlab.base.text import say

    findings(result.findings)
    locale = _english()
    about: str | None = ""
    for card in sorted(result.cards, key=lambda card: card.mission or ""):
        if card.mission != about:
            about = card.mission
            typer.echo(f"\n{about or 'The whole strategy'}: the method's checks")
        evidence = textwrap.wrap(say(card.evidence, locale), 100)
        for label, line in zip(
            (card.verdict, *[""] * len(evidence)), (say(card.question, locale), *evidence), strict=True
        ):
            typer.echo(f"  {label:<13}{line}")
    typer.echo(f"\n{result.strategy}: {_counts(result.findings)}, as known on {result.as_of}.")


def standings(strategy: Strategy, result: Standings) -> None:
    from missionlab.base.text import Quantity, say
    from missionlab.cli.show_beside import beside

    locale = _english()
    table = new_table(
        f"{strategy.about.name}, as known on {result.as_of}",
        "Target",
        "Status",
        "Chance",
        "Latest",
        "Trend a year",
        "Needed a year",
        "Why",
    )
    for one in result.targets:
        latest = (
            one.latest and f"{say(Quantity(one.latest.value, one.unit), locale)} ({say(one.latest.period, locale)})"
        )
        needed = None if one.needed_rate is None else say(Quantity(one.needed_rate, one.unit, difference=True), locale)
        table.add_row(
            f"{one.mission}/{one.target}",
            one.status,
            _chance(one, locale),
            latest or "–",
            _trend(one, locale),
            needed or "–",
            say(one.reason, locale),
        )
    print_table(table)
    beside(result, locale)


def portfolio(strategy: Strategy, money: Portfolio) -> None:
    from missionlab.base.text import Money, Share, say

    locale = _english()
    if not money.blocks:
        typer.echo(f"{strategy.about.name}: no public money is recorded as {money.basis} on {money.as_of}.")
    for block in money.blocks:
        prices = f"{block.price_year} prices" if block.price_year else "cash"
        total = say(Money(block.total, block.currency), locale)
        table = new_table(
            f"{strategy.about.name}: {total} public, {money.basis}, {prices}, as known on {money.as_of}",
            "By",
            "Class",
            "Money",
            "Share",
        )
        for dimension, split in block.by.items():
            for one in split.classes:
                table.add_row(
                    dimension, one.name, say(Money(one.amount, block.currency), locale), say(Share(one.share), locale)
                )
            if split.unallocated:
                amount = say(Money(split.unallocated, block.currency), locale)
                share = split.unallocated / block.total if block.total else 0.0
                table.add_row(dimension, "unallocated", amount, say(Share(share), locale))
        print_table(table)
        measures = new_table("Shape", "Measure", "Value", "Note")
        for name, measured in (
            *((f"HHI by {dimension}", split.hhi) for dimension, split in block.by.items()),
            ("Coverage of the innovation curve", block.coverage),
            ("Patience, years", block.patience),
            ("Patient share", block.patient_share),
            ("Directionality", block.directionality),
            *((f"Private per public, {c.scope}, {c.on}", c.ratio) for c in block.crowding_in),
        ):
            measures.add_row(name, _measured(measured, locale), say(measured.reason, locale) if measured.reason else "")
        print_table(measures)


def briefing_written(briefing: Briefing, out: Path) -> None:
    standings(briefing.strategy, briefing.standings)
    typer.echo(f"{_counts(briefing.checked.findings)}: see `missionlab check`.")
    from missionlab.base.text import say
    from missionlab.report.deliver import FILES

    found = briefing.appraisal
    for sentence in found.verdicts[:1] if found else (briefing.no_appraisal,):
        if sentence is not None:
            typer.echo(f"Appraisal: {say(sentence)}")

    typer.echo("Written: " + ", ".join(str(out / name) for name in FILES))


def run_document(out: Path) -> dict[str, Any]:
    """What ``run --json`` says: where the files are, and the results as they stand in ``results.json``."""
    from missionlab.report.deliver import FILES

    results = json.loads((out / FILES[-1]).read_text(encoding="utf-8"))
    return {"written": [str(out / name) for name in FILES], "results": results}


def packs(shipped: Sequence[PackInfo]) -> None:
    table = new_table("Strategies that ship with missionlab", "Id", "Name", "Language", "Missions", "Targets")
    for pack in shipped:
        table.add_row(pack.id, pack.name, pack.language, str(pack.missions), str(pack.targets))
    print_table(table)


def pack_document(pack: PackInfo) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(pack)


def written(paths: Iterable[Path], then: str) -> None:
    for path in paths:
        typer.echo(f"Written: {path}")
    typer.echo(f"Next:    {then}")


def examined(report: dict[str, Any]) -> None:
    for name in ("missionlab", "python", "platform", "executable", "cores", "yaml_c_loader"):
        typer.echo(f"{name + ':':<16}{report[name]}")
    typer.echo(f"{'packages:':<16}" + ", ".join(f"{name} {number}" for name, number in report["packages"].items()))
    typer.echo(f"{'packs:':<16}" + ", ".join(report["packs"]))
    if report["compiled_economies"] is not None:
        _compiled(report["compiled_economies"])
    for gap in report["missing"]:
        typer.echo(f"missing: {gap['package']}. Get it with: {gap['get_it']}")
    if not report["missing"]:
        typer.echo("Nothing is missing.")


def _compiled(economies: dict[str, Any]) -> None:
    """Where compiled economies are kept, how large that is, and which rule sets start at once."""
    names = [f"{one['rules']}/{one['spending']}" for one in economies["rule_sets"]]
    held = f"{economies['bytes'] / 1e6:.1f} MB, compiled: {', '.join(names) or 'none yet'}"
    if not economies["kept"]:
        held = "cannot be written, so that each call compiles anew; set MISSIONLAB_CACHE to a folder that can"
    typer.echo(f"{'economies:':<16}{economies['folder']} ({held})")


def _english() -> Locale:
    from missionlab.base.text import ENGLISH

    return ENGLISH


def _chance(one: Standing, locale: Locale) -> str:
    from missionlab.base.text import say
    from missionlab.tracking.export import chance_words

    if one.probability is None:
        return say(one.probability_reason, locale) if one.probability_reason else "–"
    return f"{chance_words(one)} ({one.probability:.2f})"


def _trend(one: Standing, locale: Locale) -> str:
    from missionlab.base.text import Quantity, say

    if one.trend is None:
        return "–"
    rate = say(Quantity(one.trend.rate, one.unit, difference=True), locale)
    if one.trend.low is None or one.trend.high is None:
        return f"{rate} ({say(one.trend.note, locale)})" if one.trend.note else rate
    low, high = (say(Quantity(value, "", 2), locale) for value in (one.trend.low, one.trend.high))
    return f"{rate} ({low} to {high})"


def _measured(measured: Measured, locale: Locale) -> str:
    from missionlab.base.text import say

    if measured.value is None:
        return "–"
    if measured.low is None or measured.high is None or measured.low == measured.high:
        return say(measured.value, locale)
    return f"{say(measured.value, locale)} ({say(measured.low, locale)} to {say(measured.high, locale)})"


def new_table(title: str, *columns: str) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def print_table(table: Table) -> None:
    from rich.console import Console

    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        console.width = 200
    console.print(table)
