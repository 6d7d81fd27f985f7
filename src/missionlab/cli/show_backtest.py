"""What `missionlab backtest` prints: scores with their intervals, bars that are missed, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import typer

from missionlab.cli.show import findings, new_table, print_table
from missionlab.tracking.backtest.bootstrap import Estimate
from missionlab.tracking.backtest.results import LEFT_OUT, Backtest, Bar, Row

_MEASURES = {
    "relative_crps": "Error",
    "coverage_80": "In 80%",
    "coverage_95": "In 95%",
    "brier_skill": "Skill",
    "calibration_error": "Cal. error",
}
_PERCENT = ("coverage_80", "coverage_95")


def backtested(backtest: Backtest, written: Sequence[str], *, shipped: bool) -> None:
    """Scores by method and group, the bars, findings, and where the files are."""
    about = backtest.about
    scope = backtest.scope
    if shipped:
        typer.echo(
            f"The track record that ships with missionlab {about.version}; --data FILE makes one of your own data."
        )
    typer.echo(
        f"{', '.join(about.data)}: {about.series} series in {about.places} places, forecast from {about.origins[0]} to "
        f"{about.origins[-1]} with the {about.fewest_points} to {about.most_points} values before and nothing else."
    )
    learnt = "from which nothing was learnt" if scope == LEFT_OUT else "among which are those learnt from"
    _print(f"By method, places and families {learnt}", backtest.by_method(), lambda row: row.method)
    for by in ("era", "family"):
        rows = backtest.rows_of(scope, by)
        if rows:
            _print(f"By {by}, {about.method}", rows, lambda row: row.group)
    if backtest.rows_of(scope, "place"):
        typer.echo("Places: in the page, the tables and --json.")
    typer.echo(
        "Below each name: years ahead, and forecasts. Error: CRPS over that of a random walk. In 80%, 95%: outcomes "
        "inside the interval.\nSkill: of probabilities, over the base rate. Cal. error: how far from what happened.\n"
        "Below each number: its 95% interval, from places drawn anew within families; common shocks are not in it."
    )
    _bars(backtest.bars)
    findings(backtest.findings)
    if written:
        typer.echo("Written: " + ", ".join(written))


def _print(title: str, rows: Sequence[Row], name: Callable[[Row], str]) -> None:
    table = new_table(title, "", *_MEASURES.values())
    for row in rows:
        cells = [_cell(measure, getattr(row, measure)) for measure in _MEASURES]
        table.add_row(f"{name(row)}\n{row.horizon} y: {row.forecasts:,}", *cells)
    print_table(table)


def _cell(measure: str, estimate: Estimate) -> str:
    """The value, its interval below; why there is none."""
    if estimate.value is None:
        return "–"
    if estimate.low is None or estimate.high is None:
        return f"{_number(measure, estimate.value)}\nfew places"
    ends = (_number(measure, end) for end in (estimate.low, estimate.high))
    return f"{_number(measure, estimate.value)}\n{'–'.join(ends)}"


def _number(measure: str, value: float) -> str:
    if measure in _PERCENT:
        return f"{100 * value:.0f}%"
    return f"{value:.3f}" if measure == "calibration_error" else f"{value:.2f}".replace("-", "−")


def _bars(bars: Sequence[Bar]) -> None:
    measured = [bar for bar in bars if bar.missed_by is not None]
    missed = [bar for bar in measured if bar.missed_by]
    typer.echo(f"Bars: {len(measured) - len(missed)} of {len(measured)} met.")
    for bar in missed:
        where = "" if bar.horizon is None else f", {bar.horizon} years ahead"
        era = "" if bar.era is None else f", {bar.era}"
        wanted = " to ".join(_number(bar.measure, end) for end in (bar.low, bar.high) if end is not None)
        side = "" if bar.low is not None and bar.high is not None else "at most " if bar.low is None else "at least "
        value = _number(bar.measure, bar.measured.value or 0.0)
        asked = f"{value}, not {side}{wanted}, by {bar.missed_by:.3f}"
        typer.echo(f"  missed: {_MEASURES[bar.measure]}{where}{era}: {asked}")
