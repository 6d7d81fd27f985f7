"""A long CSV of yearly figures as series: one row per place, indicator and year, or per technology and year.

Two headers are known: ``indicator_id, entity, year, value`` (with ``unit``, ``family``, ``kind`` if there are such) and
``technology, year, unit_cost`` (with ``cumulative_production``). What cannot be used is reported with its line and left
out; what is left is used.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from missionlab.base.findings import Finding, InputError, Place
from missionlab.evidence.scale import Transform, begins, bounds_of, transform_for
from missionlab.strategy.records import Indicator
from missionlab.strategy.vocabulary import IndicatorKind
from missionlab.tracking.backtest import data_findings
from missionlab.tracking.backtest.data_findings import Found
from missionlab.tracking.backtest.data_table import NAMES, Cells, content_of, rows_of
from missionlab.tracking.backtest.reference_class import AGGREGATES, cluster_of, entry_of, families, kind_of_unit
from missionlab.tracking.backtest.split import left_out
from missionlab.tracking.forecast.paths import LARGEST

Values = NDArray[np.float64]

YEARS = (1500, 2300)
"""What a year can be."""


@dataclass(frozen=True, slots=True)
class DataSeries:
    """One indicator in one place, by time. ``times`` and ``values`` have shape (n,): years, and the series' unit."""

    indicator: str
    place: str
    family: str
    cluster: str
    """What is resampled, and left out of fitting, together: a place with its parts, or a technology."""
    unit: str
    kind: IndicatorKind
    times: Values
    values: Values
    deployment: Values | None
    """Cumulative production at ``times``, where the series is the cost of a technology and it is known throughout."""

    @property
    def in_points(self) -> bool:
        """Whether its changes are counted in points (a percentage), not in per cent."""
        return self.unit.startswith("%")

    @property
    def left_out(self) -> bool:
        """Whether no parameter may be learnt from it, by rule or because the reference data have no such family."""
        return self.family not in families() or left_out(self.family, self.cluster)

    @property
    def bounds(self) -> tuple[float, float]:
        """What the indicator can be, in its unit."""
        return bounds_of(_record(self.unit, self.kind))

    def transform(self, known: Values) -> Transform:
        """The scale on which forecasts are made by one who knows the values ``known`` and no others."""
        return transform_for(_record(self.unit, self.kind), known)

    def begins(self, known: Values) -> int:
        """Position of the first of the values ``known`` that a forecast is made from."""
        return begins(_record(self.unit, self.kind), known)


@lru_cache(maxsize=256)
def _record(unit: str, kind: IndicatorKind) -> Indicator:
    """The indicator as far as it decides bounds and scale."""
    return Indicator(id="series", name="series", unit=unit or None, kind=kind)


@dataclass(frozen=True, slots=True)
class DataFile:
    """What was read: series by family, indicator and place; what could not be; and which file it was."""

    name: str
    sha256: str
    series: tuple[DataSeries, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Rows:
    """The rows of one series while the file is read: value, deployment and line by time."""

    unit: str
    family: str
    kind: str
    line: int
    by_time: dict[float, tuple[float, float | None, int]] = field(default_factory=dict)


def read_data(path: Path) -> DataFile:
    """Read ``path``. Raises `InputError` where no series can be had from it at all."""
    name = path.name
    content = content_of(path)
    found = Found()
    groups = _groups(content, name, found)
    known = [one for key, group in groups.items() if (one := _series(key, group, name, found)) is not None]
    if not known:
        raise InputError(
            f"{name} holds no series that can be used.",
            place=found.listed[0].place if found.listed else Place(name),
            why=f"{found.listed[0].message}." if found.listed else "It has a header and no rows.",
            fix="Give one row per place, indicator and year, each with a number in the column value.",
        )
    ordered = sorted(known, key=lambda s: (s.family, s.indicator, s.place))
    return DataFile(name, hashlib.sha256(content).hexdigest(), tuple(ordered), found.all(name))


def _groups(content: bytes, name: str, found: Found) -> dict[tuple[str, str], _Rows]:
    """The usable rows by (indicator, place)."""
    groups: dict[tuple[str, str], _Rows] = {}
    for line, cells in rows_of(content, name):
        wrong = _wrong(cells, Place(name, line))
        if wrong is not None:
            found.add(wrong)
            continue
        key = (cells.get("indicator", "unit_cost"), cells["place"])
        rows = groups.get(key)
        if rows is None:
            rows = _Rows(cells.get("unit", ""), cells.get("family", ""), cells.get("kind", ""), line)
            groups[key] = rows
        year, value = float(cells["year"]), float(cells["value"])
        before = rows.by_time.get(year)
        if before is None:
            rows.by_time[year] = (value, _number(cells.get("deployment", "")), line)
        elif before[0] != value:
            found.add(data_findings.twice(Place(name, line), *key, year, before[2]))
    return groups


def _wrong(cells: Cells, place: Place) -> Finding | None:
    """The first thing that keeps a row from being used."""
    for what in ("indicator", "place"):
        if cells.get(what) == "":
            return data_findings.blank(place, NAMES[what][0])
    year = _number(cells["year"])
    if year is None or not YEARS[0] <= year <= YEARS[1]:
        return data_findings.no_year(place, NAMES["year"][0], cells["year"])
    value = _number(cells["value"])
    if value is None:
        return data_findings.no_value(place, NAMES["value"][0], cells["value"])
    return data_findings.too_large(place, NAMES["value"][0], cells["value"]) if abs(value) > LARGEST else None


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and "_" not in text else None


def _series(key: tuple[str, str], rows: _Rows, name: str, found: Found) -> DataSeries | None:
    """The series of ``key``; None for an aggregate of other places, or where nothing of it was observed."""
    indicator, place = key
    if place in AGGREGATES:
        return None
    entry = entry_of(indicator, place)
    kind = _kind(rows, entry.kind if entry is not None else kind_of_unit(rows.unit), name, found)
    last = entry.last_observed if entry is not None else None
    times = np.array(sorted(time for time in rows.by_time if last is None or time < last + 1), dtype=float)
    if not len(times):
        return None
    taken = [rows.by_time[time] for time in times]
    deployment = np.array([math.nan if d is None else d for _, d, _ in taken])
    usable = bool(np.all(np.isfinite(deployment)) and np.all(deployment > 0) and np.all(np.diff(deployment) >= 0))
    return DataSeries(
        indicator=indicator,
        place=place,
        family=rows.family or (entry.family if entry is not None else indicator),
        cluster=cluster_of(indicator, place),
        unit=rows.unit,
        kind=kind,
        times=times,
        values=np.array([value for value, _, _ in taken], dtype=float),
        deployment=deployment if usable else None,
    )


def _kind(rows: _Rows, otherwise: IndicatorKind, name: str, found: Found) -> IndicatorKind:
    if not rows.kind:
        return otherwise
    try:
        return IndicatorKind(rows.kind.lower())
    except ValueError:
        found.add(data_findings.unknown_kind(Place(name, rows.line), rows.kind))
        return otherwise
