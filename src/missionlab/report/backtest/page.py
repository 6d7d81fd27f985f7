"""The page of a backtest: its sections, from the frozen results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from missionlab.base.text import Quantity, Text, text
from missionlab.report.backtest import figures, numbers, tables
from missionlab.report.charts.figure import Fact, Figure, Table
from missionlab.report.words import Own, Words
from missionlab.tracking.backtest.results import ALL, LATER, Backtest, Row


@dataclass(frozen=True, slots=True)
class Page:
    """What the template puts down, in reading order."""

    topic: Text
    headline: Text
    lead: Text
    warnings: list[Text]
    facts: list[Fact]
    bars: Table
    scores: Table
    losses: Table
    later: Table | None
    chances: list[Figure]
    intervals: Figure
    families: Figure | None
    places: Table | None
    findings: list[Any]
    made_from: list[tuple[Text, Any]]

    @property
    def sections(self) -> list[str]:
        """The sections that have something to say, for the links beside them."""
        said = {"chances": self.chances, "families": self.families, "places": self.places, "findings": self.findings}
        every = ("overview", "bars", "scores", "chances", "intervals", "families", "places", "findings", "method")
        return [name for name in every if said.get(name, True)]


def page(backtest: Backtest, words: Words, command: str) -> Page:
    """Lay the backtest out; ``command`` is the call that makes it again."""
    about = backtest.about
    scope = backtest.scope
    every = backtest.rows_of(scope, ALL)
    main = every[min(1, len(every) - 1)]
    methods = backtest.by_method()
    places = backtest.rows_of(scope, "place")
    return Page(
        topic=text("backtest.topic", data=list(about.data), series=about.series, places=about.places),
        headline=_headline(main),
        lead=text(
            f"backtest.lead.{scope}",
            first=about.origins[0],
            last=about.origins[-1],
            fewest=about.fewest_points,
            most=about.most_points,
        ),
        warnings=[text(f"backtest.warning.{name}") for name in ("interval", "chance", "past")],
        facts=[fact for row in every for fact in _facts(backtest, row)],
        bars=tables.bar_table(backtest),
        scores=tables.score_table(backtest, methods, text("backtest.score.caption"), tables.method_name),
        losses=tables.loss_table(backtest, methods),
        later=_later(backtest),
        chances=figures.reliability_figures(backtest, scope, words),
        intervals=figures.coverage_figure(backtest, scope, words),
        families=figures.family_figure(backtest, scope, words),
        places=tables.score_table(backtest, places, text("backtest.place.caption"), tables.group) if places else None,
        findings=[Own(f"{one.place}: {one.message}. {one.fix}", "en") for one in backtest.findings],
        made_from=_made_from(backtest, command),
    )


def _later(backtest: Backtest) -> Table | None:
    """Scores where places and families were learnt from, but only until earlier; nothing where there are none."""
    rows = backtest.rows_of(LATER, ALL)
    return tables.score_table(backtest, rows, text("backtest.later.caption"), tables.method_name) if rows else None


def _headline(row: Row) -> Text:
    """How much smaller the error is than the benchmark's, and how often the interval held the outcome."""
    relative, held = row.relative_crps, row.coverage_80
    assert relative.value is not None
    assert held.value is not None
    kind = "unclear"
    if relative.high is not None and relative.high < 1:
        kind = "better"
    elif relative.low is not None and relative.low > 1:
        kind = "worse"
    return text(
        f"backtest.headline.{kind}",
        years=text("backtest.ahead", n=row.horizon),
        share=Quantity(100 * abs(1 - relative.value), "%", 0),
        held=tables.percent(held.value),
    )


def _facts(backtest: Backtest, row: Row) -> list[Fact]:
    key = f"/rows/{backtest.rows.index(row)}"
    years = text("backtest.ahead", n=row.horizon)
    return [
        Fact(
            text(f"backtest.measure.{measure}"),
            numbers.value(measure, getattr(row, measure), f"{key}/{measure}"),
            [years, numbers.interval(measure, getattr(row, measure), f"{key}/{measure}")],
        )
        for measure in ("relative_crps", "coverage_80", "brier_skill", "calibration_error")
    ]


def _made_from(backtest: Backtest, command: str) -> list[tuple[Text, Any]]:
    about = backtest.about
    left_out = [*about.families_left_out, *about.clusters_left_out]
    rows: list[tuple[Text, Any]] = [
        (text("backtest.method.command"), command),
        (text("backtest.method.data"), ", ".join(about.data)),
        (text("backtest.method.sha256"), about.sha256),
        (text("backtest.method.left_out"), ", ".join(left_out) or text("backtest.method.none")),
        (text("backtest.method.bootstrap"), text("backtest.method.clusters", n=about.replicates)),
        (text("backtest.method.benchmark"), about.benchmark),
    ]
    rows += [(text("backtest.method.used"), f"{one.id}: {one.source}") for one in about.methods]
    calibration = [
        f"{name}: {value}" for name, value in about.calibration.items() if isinstance(value, str | int | float)
    ]
    rows += [(text("backtest.method.calibration"), "; ".join(calibration))] if calibration else []
    return rows
