"""All measures of a fund in one table, and those that stand at the top of its chapter."""

from __future__ import annotations

from typing import Any

from missionlab.base.text import Quantity, text
from missionlab.portfolio.finance.results import FundResult, Ranged
from missionlab.report.bank import numbers
from missionlab.report.bank.study import Study
from missionlab.report.charts.figure import Column, Fact, Row, Table

MONEY, SHARE, TIMES, COUNT, YEAR, SPAN = "money", "share", "times", "count", "year", "span"

MEASURES: tuple[tuple[str, str], ...] = (
    ("deals", COUNT),
    ("refused_deals", COUNT),
    ("losses_realised", SHARE),
    ("losses_unrealised", SHARE),
    ("losses", SHARE),
    ("dpi", TIMES),
    ("tvpi", TIMES),
    ("terminal", MONEY),
    ("after", MONEY),
    ("irr", SHARE),
    ("deepest", MONEY),
    ("deepest_year", YEAR),
    ("target_met", SHARE),
    ("income_covers", YEAR),
    ("shortfall", SHARE),
    ("emergency", MONEY),
    ("below_zero", SHARE),
    ("sustaining", MONEY),
    ("patience/tenor", SPAN),
    ("patience/ten_years", SHARE),
    ("patience/drawn", SHARE),
    ("patience/survival", SHARE),
    ("additional/kappa", TIMES),
    ("additional/private", MONEY),
    ("additional/net_private", MONEY),
    ("additional/with_fund", COUNT),
    ("additional/without_fund", COUNT),
    ("additional/effect", COUNT),
)
"""Path of each measure below the fund, and how it is written."""
ON_TOP = ("losses", "dpi", "deepest", "income_covers", "shortfall", "sustaining", "additional/kappa", "patience/tenor")
EXPLAINED = ("deepest", "shortfall")
"""Measures at the top whose name alone could be read as another number of the chapter."""


def at(fund: FundResult, path: str) -> Ranged:
    """The measure at a path such as ``patience/tenor``."""
    here: Any = fund
    for step in path.split("/"):
        here = getattr(here, step)
    return here


def how_of(study: Study, kind: str, one: Ranged) -> numbers.How:
    """How a measure is written: as many decimals as its range knows."""
    match kind:
        case "money":
            return numbers.money(study.fund.currency)
        case "share":
            return numbers.fine_share(one)
        case "year":
            return numbers.year
        case "count":
            return numbers.plain()
        case "span":
            return numbers.years()
    return numbers.plain(max(1, numbers.places([one])))


def facts(study: Study) -> list[Fact]:
    """The measures at the top; what a number rests on stands below its range."""
    out = []
    kinds = dict(MEASURES)
    for path in ON_TOP:
        one = at(study.fund, path)
        key, how = study.pointer(path), how_of(study, kinds[path], one)
        name = text(f"bank.measure.{path.replace('/', '_')}")
        meaning = [text(f"bank.meaning.{path}")] if path in EXPLAINED else []
        out.append(Fact(name, numbers.value(one, key, how), [*numbers.seconds(one, key, how), *meaning]))
    return out


def measures_table(study: Study) -> Table:
    """Every measure with its range, or the reason why there is none."""
    rows = []
    for path, kind in MEASURES:
        one = at(study.fund, path)
        name = text(f"bank.measure.{path.replace('/', '_')}")
        meaning = text(f"bank.meaning.{path.replace('/', '_')}")
        cell = numbers.cell(one, study.pointer(path), how_of(study, kind, one))
        rows.append(Row(numbers.Cell(name, meaning), (cell,)))
    columns = (Column(text("bank.column.measure")), Column(text("bank.column.value"), None, True))
    note = text("bank.measures.note", n=Quantity(study.fund.paths, "", 0))
    return study.table(text("bank.measures.caption", name=study.name), note, columns, rows, "", "fund_measures")
