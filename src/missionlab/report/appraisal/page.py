"""What is laid out of an appraisal, in reading order, for the chapter of a briefing and for the page by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from missionlab.base.text import Text, text
from missionlab.report.appraisal import after_tables, horizon_tables, numbers, rank_figure, size_figures, tables, titles
from missionlab.report.appraisal.effect_figures import forest_figure, paths_figure
from missionlab.report.appraisal.study import ROLES, Study
from missionlab.report.charts.figure import Fact, Figure, Table
from missionlab.report.words import Own

LIMITS = ("one_good", "no_country", "year", "levels", "politics", "headroom", "error")
"""The model card's limits that bear on an appraisal, each a sentence."""
ON_REQUEST = {
    "dose": "dose",
    "patience": "patience",
    "break_even": "break-even",
    "robustness": "robustness",
    "financing": "financing",
    "hysteresis": "hysteresis",
}
"""What is made only when it is asked for, and the word that asks for it."""


@dataclass(frozen=True, slots=True)
class Laid:
    """An appraisal in reading order."""

    headline: Text
    verdicts: list[Text]
    limits: list[Text]
    facts: list[Fact]
    forests: list[Figure]
    costs: Table | None
    moved: Table | None
    horizons: list[Table]
    moved_counts: Text | None
    paths: Figure | None
    overtaking: Table | None
    pairing: Table | None
    dose: list[Figure]
    patience: list[Figure]
    ranking: Figure | None
    conditions: list[Text]
    drivers: Table | None
    break_even: list[Figure]
    financing: Table | None
    hysteresis: Table | None
    headroom: Table | None
    mix: Table | None
    mix_notes: list[Text]
    not_asked: list[str]
    findings: list[Any]


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is shown: panels of gaps over time, columns of policies, and rows of cost of the placebos as well."""

    panels: int
    columns: int
    placebos: bool


CHAPTER = Extent(panels=4, columns=5, placebos=False)
ALONE = Extent(panels=12, columns=6, placebos=True)


def lay_out(study: Study, extent: Extent) -> Laid:
    """Every part of the appraisal, as far as `extent` goes; all of it is in the data."""
    found = study.appraisal
    return Laid(
        headline=titles.headline(study),
        verdicts=list(found.verdicts),
        limits=[text(f"appraised.limit.{name}") for name in LIMITS],
        facts=_facts(study),
        forests=[figure for against in ROLES if (figure := forest_figure(study, against))],
        costs=tables.cost_table(study, placebos=extent.placebos),
        moved=tables.moved_table(study, extent.columns),
        moved_counts=tables.moved_counts(study),
        horizons=horizon_tables.horizon_tables(study),
        paths=paths_figure(study, extent.panels),
        overtaking=tables.overtaking_table(study),
        pairing=horizon_tables.pairing_table(study),
        dose=[figure for at, one in enumerate(found.dose) if (figure := size_figures.dose_figure(study, at, one))],
        patience=[size_figures.patience_figure(study, at, one) for at, one in enumerate(found.patience)],
        ranking=rank_figure.ranking_figure(study),
        conditions=rank_figure.conditions(study),
        drivers=rank_figure.drivers_table(study),
        break_even=[
            figure
            for at, one in enumerate(found.break_even)
            if (figure := size_figures.break_even_figure(study, at, one))
        ],
        financing=after_tables.financing_table(study),
        hysteresis=after_tables.hysteresis_table(study),
        headroom=tables.headroom_table(study),
        mix=tables.mix_table(study),
        mix_notes=tables.mix_notes(study),
        not_asked=[word for name, word in ON_REQUEST.items() if not getattr(found, name)],
        findings=[Own(f"{one.message} {one.fix}", "en") for one in found.findings],
    )


def _facts(study: Study) -> list[Fact]:
    """What was simulated, and how finely it can tell."""
    design = study.appraisal.design
    key = study.pointer("design")
    budget = numbers.known(design.budget, f"{key}/budget", numbers.OF_WAGES, titles.figures(100 * design.budget))
    of_gdp = numbers.cell(design.budget_share_of_gdp, f"{key}/budget_share_of_gdp", numbers.OF_GDP, signed=False)
    half = numbers.PERCENT.of(design.reached.value or 0.0)
    reached = numbers.cell(design.reached, f"{key}/reached", numbers.PERCENT, titles.figures(half), signed=False)
    pairs = numbers.known(design.runs, f"{key}/runs", numbers.PLAIN, 0)
    ended = (
        text("appraised.fact.ended", n=design.ended_early) if design.ended_early else text("appraised.fact.all_lasted")
    )
    asked = None
    if design.precision is not None:
        asked = text(
            "appraised.fact.asked", half=numbers.known(design.precision, f"{key}/precision", numbers.PERCENT, 2)
        )
    return [
        Fact(
            text("appraised.fact.runs"),
            pairs,
            [text("appraised.fact.periods", n=design.periods, start=design.start), ended],
        ),
        Fact(
            text("appraised.fact.budget"),
            text("appraised.with_percent", value=budget),
            [text("appraised.unit.of_wages_long"), _of_gdp(of_gdp.value, of_gdp.second)],
        ),
        Fact(
            text("appraised.fact.reached"),
            reached.value if design.reached.value is None else text("appraised.plus_minus", value=reached.value),
            [asked or text("appraised.fact.widest")],
        ),
    ]


def _of_gdp(value: Any, second: Any) -> Text:
    return text("appraised.fact.of_gdp", value=value, interval=second)
