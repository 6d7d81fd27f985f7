"""The simulation page: its sections, from the frozen simulation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from missionlab.base.text import Text, text
from missionlab.report.charts.figure import Cell, Column, Fact, Figure, Row, Table
from missionlab.report.simulation import book_tables, firm_titles, numbers, titles
from missionlab.report.simulation.cycle_figures import correlations_figure, cycle_figure, spreads_table, tails_figure
from missionlab.report.simulation.estimate import Estimate
from missionlab.report.simulation.firm_figures import firm_figures
from missionlab.report.simulation.growth_figures import estimate_columns, estimate_row, paths_figure, rates_table
from missionlab.report.simulation.simulation import Simulation
from missionlab.report.words import Known, Own, Words

MAIN = (
    "g_GDP", "sd_g_GDP", "p_crisis", "bk_sd_GDP", "bk_ratio_C", "bk_ratio_I", "u_mean", "u_sd", "infl_mean",
    "inv_share", "rd_share", "def_gdp_mean", "debt_gdp_end", "firm_debt_gdp_mean", "mu_mean", "HH1_mean", "HH2_mean",
    "exit1_mean", "exit2_mean",
)  # fmt: skip
"""The moments that everybody looks for first; the others are folded."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the template puts down, in reading order."""

    runs: Text
    periods: Text
    topic: Text
    headline: Text
    lead: Text
    warnings: list[Text]
    facts: list[Fact]
    ended: Table
    growth_title: Text
    growth: Figure
    rates: Table
    cycle_title: Text
    cycle: list[Figure]
    spreads: Table | None
    firms: list[Figure]
    firms_title: Text
    firms_lead: Text | None
    books_title: Text
    books_lead: Text | None
    books: list[Table]
    moments_title: Text
    moments: list[Table]
    moments_more: Text
    made_from: list[tuple[Text, Any]]
    changed: Table | None
    has_moments: bool

    @property
    def sections(self) -> list[str]:
        """The sections that have something to say, for the links beside them."""
        said = {"cycle": self.cycle, "firms": self.firms, "books": self.books_lead, "moments": self.has_moments}
        every = ("overview", "growth", "cycle", "firms", "books", "moments", "method")
        return [name for name in every if said.get(name, True)]


def page(simulation: Simulation, words: Words, command: str) -> Page:
    """Lay the simulation out; `command` is the call that makes it again."""
    about, moments = simulation.about, simulation.macro.moments
    shown = [name for name in MAIN if name in moments]
    further = [name for name in moments if name not in MAIN]
    measured = moments["g_GDP"].runs > 0
    runs, periods = text("simulation.runs", n=about.runs), text("simulation.periods", n=about.periods)
    return Page(
        runs=runs,
        periods=periods,
        topic=text("simulation.topic", rules=about.rules, runs=runs, periods=periods),
        headline=titles.headline(moments),
        lead=_lead(simulation),
        warnings=[text(f"simulation.warning.{name}") for name in ("world", "error")]
        + ([text("simulation.warning.program")] if about.rules == "lsd-0.1" else []),
        facts=_facts(moments) if measured else [],
        ended=_ended(simulation),
        growth_title=titles.growth(moments),
        growth=paths_figure(simulation, words),
        rates=rates_table(simulation),
        cycle_title=titles.cycle(moments),
        cycle=[
            figure
            for figure in (
                cycle_figure(simulation, words),
                correlations_figure(simulation, words),
                tails_figure(simulation, words),
            )
            if figure
        ],
        spreads=spreads_table(simulation) if measured else None,
        firms=firm_figures(simulation, words),
        firms_title=firm_titles.firms(simulation.firms),
        firms_lead=text("simulation.firm.lead", runs=text("simulation.runs", n=simulation.firms.runs))
        if simulation.firms
        else None,
        books_title=book_tables.title(simulation),
        books_lead=_books_lead(simulation),
        books=book_tables.tables(simulation.books) if simulation.books else [],
        moments_title=text("simulation.moments.title", n=len(moments)),
        moments=[
            _moments(simulation, shown, text("simulation.moments.caption")),
            _moments(simulation, further, text("simulation.moments.caption_more")),
        ],
        moments_more=text("simulation.moments.more", n=len(further)),
        made_from=_made_from(simulation, command),
        changed=_changed(simulation),
        has_moments=measured,
    )


def _lead(simulation: Simulation) -> Text:
    about, measured = simulation.about, simulation.macro.moments["g_GDP"].runs
    if not measured:
        runs = text("simulation.runs", n=about.runs)
        return text("simulation.lead.none", runs=runs, transient=about.transient)
    span = {"first": about.first, "last": about.periods}
    if measured == 1:
        return text("simulation.lead.one", **span)
    return text("simulation.lead.counted", runs=text("simulation.runs", n=measured), **span)


def _facts(moments: dict[str, Estimate]) -> list[Fact]:
    named = {
        "growth": ("g_GDP", "a_period"),
        "unemployment": ("u_mean", "of_workers"),
        "volatility": ("bk_sd_GDP", "log_points"),
        "investment": ("bk_ratio_I", "times_output"),
        "consumption": ("bk_ratio_C", "times_output"),
        "inflation": ("infl_mean", "a_period"),
        "crisis": ("p_crisis", "falls"),
        "debt": ("debt_gdp_end", "of_output"),
    }
    percent = {"growth", "unemployment", "inflation", "crisis"}
    facts = []
    for name, (moment, unit) in named.items():
        key = titles.key_of(moment)
        second = [text(f"simulation.fact.{unit}")]
        between = numbers.interval(moments[moment], key, percent=name in percent)
        value = numbers.mean(moments[moment], key, percent=name in percent)
        facts.append(Fact(text(f"simulation.fact.{name}"), value, [*second, between] if between else second))
    return facts


def _ended(simulation: Simulation) -> Table:
    return Table(
        caption=text("simulation.ended.caption"),
        note=text("simulation.ended.note"),
        columns=(Column(text("simulation.ended.column")), Column(text("simulation.ended.runs"), right=True)),
        rows=tuple(
            Row(Cell(text(f"simulation.ended.{code}")), (Cell(Known(str(runs), f"/ended/{code}", runs)),))
            for code, runs in simulation.ended.items()
        ),
        pointer="/ended",
    )


def _books_lead(simulation: Simulation) -> Text | None:
    about, books = simulation.about, simulation.books
    if books is not None:
        output = numbers.output(books.output, "/books/output")
        return text("simulation.books.lead", run=about.one, output=output)
    return text("simulation.books.no_book") if about.rules == "lsd-0.1" else None


def _moments(simulation: Simulation, names: list[str], caption: Text) -> Table:
    from missionlab.ensemble.moments import BY_NAME

    about = simulation.about
    return Table(
        caption=caption,
        note=text("simulation.moments.note", first=about.first, last=about.periods),
        columns=estimate_columns(text("simulation.moments.name")),
        rows=tuple(_moment(simulation, name, BY_NAME[name].meaning, BY_NAME[name].unit) for name in names),
        pointer="/moments",
    )


def _moment(simulation: Simulation, name: str, meaning: str, unit: str) -> Row:
    percent = numbers.in_percent(unit)
    row = estimate_row(simulation, name, Own(meaning, "en"), percent=percent)
    second = name if percent or unit == "1" else f"{name}, {unit}"
    return Row(Cell(row.head.value, second), row.cells)


def _made_from(simulation: Simulation, command: str) -> list[tuple[Text, Any]]:
    about = simulation.about
    made_with = ", ".join(f"{name} {value}" for name, value in about.made_with.items())
    return [
        (text("simulation.method.command"), command),
        (text("simulation.method.rules"), about.rules),
        (text("simulation.method.spending"), about.spending),
        (text("simulation.method.seed"), str(about.seed)),
        (text("simulation.method.fingerprint"), about.fingerprint),
        (text("simulation.method.processor"), made_with),
    ]


def _changed(simulation: Simulation) -> Table | None:
    from missionlab.economy.parameters import REGISTRY

    changed = [entry for entry in REGISTRY.values() if simulation.about.parameters[entry.name] != entry.default]
    if not changed:
        return None
    return Table(
        caption=text("simulation.method.changed"),
        note=text("simulation.method.changed_note"),
        columns=(
            Column(text("simulation.method.parameter")),
            *(Column(text(f"simulation.method.{name}"), right=True) for name in ("value", "default", "bounds")),
        ),
        rows=tuple(
            Row(
                Cell(f"{entry.name} ({entry.symbol})", Own(f"{entry.meaning}, {entry.unit}", "en")),
                (
                    Cell(
                        Known(
                            f"{simulation.about.parameters[entry.name]:g}",
                            f"/about/parameters/{entry.name}",
                            simulation.about.parameters[entry.name],
                        )
                    ),
                    Cell(f"{entry.default:g}"),
                    Cell(entry.bounds),
                ),
            )
            for entry in changed
        ),
        pointer="/about/parameters",
    )
