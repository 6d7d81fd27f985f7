"""A long CSV of yearly figures as series: one row per place, indicator and year, or per technology and year.

Two headers are known: ``indicator_id, entity, year, value`` (with ``unit``, ``family``, ``kind`` if there are such) and
``technology, year, unit_cost`` (with ``cumulative_production``). What cannot be used is reported with its line and left
out; what is left is used.
"""

from __future__ import annotations

import csv
import hashlib
import io
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from missionlab.base.findings import Finding, InputError, Level, Place, in_order
from missionlab.evidence.scale import Transform, bounds_of, transform_for
from missionlab.strategy.records import Indicator
from missionlab.strategy.vocabulary import IndicatorKind
from missionlab.tracking.backtest.reference_class import AGGREGATES, cluster_of, entry_of, families, kind_of_unit
from missionlab.tracking.backtest.split import left_out

Values = NDArray[np.float64]

LARGEST = 256 * 1024 * 1024
"""Bytes; a longer file is refused rather than read for minutes."""
SHOWN = 20
"""Findings of one code that are listed one by one; the others are counted."""
YEARS = (1500, 2300)
_NAMES = {
    "indicator": ("indicator_id", "indicator"),
    "place": ("entity", "place", "country", "geo", "technology"),
    "year": ("year", "time"),
    "value": ("value", "unit_cost"),
    "unit": ("unit", "unit_cost_unit"),
    "family": ("family",),
    "kind": ("kind",),
    "deployment": ("cumulative_production",),
}


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
        return bounds_of(self._record())

    def transform(self, known: Values) -> Transform:
        """The scale on which forecasts are made by one who knows the values ``known`` and no others."""
        return transform_for(self._record(), known)

    def _record(self) -> Indicator:
        return Indicator(id="series", name="series", unit=self.unit or None, kind=self.kind)


@dataclass(frozen=True, slots=True)
class DataFile:
    """What was read: series by family, indicator and place; what could not be; and which file it was."""

    name: str
    sha256: str
    rows: int
    series: tuple[DataSeries, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Found:
    """Findings as they come up, with those of a code beyond the first few only counted."""

    listed: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, finding: Finding) -> None:
        self.counts[finding.code] += 1
        if self.counts[finding.code] <= SHOWN:
            self.listed.append(finding)

    def all(self, name: str) -> tuple[Finding, ...]:
        last = {finding.code: finding for finding in self.listed}
        more = [
            Finding(
                last[code].level,
                code,
                Place(name),
                f"{count - SHOWN} more like this",
                last[code].why,
                last[code].fix,
            )
            for code, count in self.counts.items()
            if count > SHOWN
        ]
        return in_order([*self.listed, *more])


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
    content = _content(path)
    found = _Found()
    table = _table(_text(content, name), name)
    columns = _columns(table, name)
    groups = _groups(table, columns, name, found)
    known = [one for key, group in groups.items() if (one := _series(key, group, name, found)) is not None]
    if not known:
        raise InputError(
            f"{name} holds no series that can be used.",
            place=found.listed[0].place if found.listed else Place(name),
            why=f"{found.listed[0].message}." if found.listed else "It has a header and no rows.",
            fix="Give one row per place, indicator and year, each with a number in the column value.",
        )
    ordered = sorted(known, key=lambda s: (s.family, s.indicator, s.place))
    digest = hashlib.sha256(content).hexdigest()
    return DataFile(name, digest, sum(len(s.times) for s in known), tuple(ordered), found.all(name))


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(
                f"{path.name} is larger than {LARGEST // 1024**2} MB.",
                place=Place(path.name),
                why="It would be read for minutes.",
                fix="Leave out what is not to be forecast.",
            )
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror or error}.",
            place=Place(str(path)),
            why="Nothing was scored.",
            fix="Give the path of a CSV file with columns indicator_id, entity, year, value.",
        ) from error


def _text(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is not UTF-8 text.",
            place=Place(name, content[: error.start].count(b"\n") + 1),
            why="Letters outside ASCII would be read wrongly.",
            fix="Save it again as CSV UTF-8.",
        ) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise InputError(
            f"{name} contains a NUL character.", place=Place(name, line), why="It is not a CSV.", fix="Export it again."
        )
    return text


def _table(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the line on which it starts. The separator is that of the first line."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(
                f"{name} is not well-formed CSV: {error}.",
                place=Place(name, line),
                why="Where a quote is not closed, everything after it is one value.",
                fix="Close the quote, or write a quote inside a text as two quotes.",
            ) from error
        if any(cell.strip() for cell in row):
            yield line, [cell.strip() for cell in row]


def _columns(table: Iterator[tuple[int, list[str]]], name: str) -> dict[str, int]:
    """Where each known field is, by the header; raises where one that is needed is missing."""
    line, header = next(table, (1, []))
    names = [cell.lower() for cell in header]
    places = {}
    for what, aliases in _NAMES.items():
        position = next((names.index(alias) for alias in aliases if alias in names), None)
        if position is not None:
            places[what] = position
    needed = ["place", "year", "value"] + ([] if "technology" in names else ["indicator"])
    missing = [_NAMES[what][0] for what in needed if what not in places]
    if missing:
        raise InputError(
            f"{name} has no column {' and no column '.join(missing)}.",
            place=Place(name, line),
            why=f"Its header reads: {', '.join(header)[:200] or 'nothing'}.",
            fix="Name the columns indicator_id, entity, year, value (and unit), or technology, year, unit_cost.",
        )
    return places


def _groups(
    table: Iterator[tuple[int, list[str]]], columns: dict[str, int], name: str, found: _Found
) -> dict[tuple[str, str], _Rows]:
    """The usable rows by (indicator, place)."""
    groups: dict[tuple[str, str], _Rows] = {}
    for line, row in table:
        cells = {what: row[position] if position < len(row) else "" for what, position in columns.items()}
        wrong = _wrong(cells)
        if wrong is not None:
            what, code, message = wrong
            found.add(_unusable(code, Place(name, line), f"{_NAMES[what][0]}: {message}"))
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
            found.add(_twice(Place(name, line), *key, year, before[2]))
    return groups


def _wrong(cells: dict[str, str]) -> tuple[str, str, str] | None:
    """Field, code and message of the first thing that keeps a row from being used; None where nothing does."""
    for what in ("indicator", "place"):
        if cells.get(what) == "":
            return what, "data-blank", "the cell is blank"
    year = _number(cells["year"])
    if year is None or not YEARS[0] <= year <= YEARS[1]:
        return "year", "data-year", f"{cells['year']!r} is not a year"
    if _number(cells["value"]) is None:
        return "value", "data-value", f"{cells['value']!r} is not a number"
    return None


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and "_" not in text else None


def _series(key: tuple[str, str], rows: _Rows, name: str, found: _Found) -> DataSeries | None:
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


def _kind(rows: _Rows, otherwise: IndicatorKind, name: str, found: _Found) -> IndicatorKind:
    if not rows.kind:
        return otherwise
    try:
        return IndicatorKind(rows.kind.lower())
    except ValueError:
        found.add(
            Finding(
                Level.ERROR,
                "data-kind",
                Place(name, rows.line),
                f"{rows.kind!r} is not a kind of indicator",
                "The kind decides bounds and scale; the unit was used instead.",
                f"Write one of {', '.join(IndicatorKind)}, or leave the cell blank.",
            )
        )
        return otherwise


def _unusable(code: str, place: Place, message: str) -> Finding:
    return Finding(
        Level.ERROR,
        code,
        place,
        message,
        "The row was not used, so its series has a gap or is missing.",
        "Write the number or name itself, with a decimal point and no thousands separator; or delete the row.",
    )


def _twice(place: Place, indicator: str, where: str, year: float, first: int) -> Finding:
    return Finding(
        Level.ERROR,
        "data-twice",
        place,
        f"{indicator} of {where} has a second value for {year:g}; the first is in line {first}",
        "Only one can be what was measured; the first was used.",
        "Delete one of the two rows.",
    )
