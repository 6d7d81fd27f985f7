"""What a series of a data file is of: its family, kind of number, cluster, and the last year that was observed.

The table ``kinds.csv`` knows the indicators of the reference data by patterns (first match holds). What it does not
know is told by the file's own columns ``family`` and ``kind``; failing those, a series is a family of its own and its
unit tells its kind.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from importlib.resources import files

from missionlab.strategy.vocabulary import IndicatorKind

AGGREGATES = frozenset({"WLD", "EU27"})
"""Places that contain others: their series repeat those of their parts and are not counted again."""
PART_OF = {"GB-SCT": "GBR"}
"""Places inside another: they are resampled, and left out, together with it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table: which series (patterns), and what they are."""

    indicator: str
    place: str
    family: str
    kind: IndicatorKind
    last_observed: int | None
    """Later values in the source are projections, and are not read; None where all are observed."""
    cluster: str
    """What is resampled together, where it is not the place itself."""


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """The table, in order."""
    text = files("missionlab.tracking.backtest").joinpath("kinds.csv").read_text(encoding="utf-8")
    return tuple(
        Entry(
            indicator=row["indicator"],
            place=row["place"],
            family=row["family"],
            kind=IndicatorKind(row["kind"]),
            last_observed=int(row["last_observed"]) if row["last_observed"] else None,
            cluster=row["cluster"],
        )
        for row in csv.DictReader(text.splitlines())
    )


@lru_cache(maxsize=1)
def families() -> frozenset[str]:
    """The families of the reference data."""
    return frozenset(entry.family for entry in entries())


@lru_cache(maxsize=4096)
def entry_of(indicator: str, place: str) -> Entry | None:
    """The first row that fits; None for a series that the table does not know."""
    return next(
        (e for e in entries() if fnmatchcase(indicator, e.indicator) and fnmatchcase(place, e.place)),
        None,
    )


def kind_of_unit(unit: str) -> IndicatorKind:
    """The kind that a unit suggests, for a series of which nothing else is known.

    A percentage of something is a share; a percentage change and everything else may take any value.
    """
    percent = unit.strip().startswith("%")
    change = any(word in unit.lower() for word in ("y/y", "growth", "change"))
    return IndicatorKind.SHARE if percent and not change else IndicatorKind.LEVEL


def cluster_of(indicator: str, place: str) -> str:
    """What is resampled, and left out of fitting, together with this series: its place, or its technology."""
    entry = entry_of(indicator, place)
    if entry is not None and entry.cluster:
        return entry.cluster
    return PART_OF.get(place, place)
