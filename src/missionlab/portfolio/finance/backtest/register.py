"""A register of projects with the dates of what was decided about them, as it stood at the end of any year."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from missionlab.base.findings import InputError, Place

Days = NDArray[np.float64]
"""Days as ordinals; infinite where there is none."""

TECHNOLOGIES = ("Wind Onshore", "Solar Photovoltaics")
"""Technologies with chances of their own; all others share one."""
COLUMNS = ("technology", "status", "submitted", "granted", "refused", "operational")
REFUSED = "Application Refused"
STOPPED = frozenset({"Application Withdrawn", "Abandoned", "Planning Permission Expired", "Appeal Withdrawn"})
"""Ends for which the register has no date."""


@dataclass(frozen=True, slots=True)
class Register:
    """Projects with the day of their submission; every array has the shape (projects,)."""

    technology: NDArray[np.int64]
    submitted: Days
    granted: Days
    refused: Days
    operating: Days
    undated: int
    """Projects that ended and of which the register does not say when."""

    def live(self, day: float) -> NDArray[np.bool_]:
        """Submitted, not operating, and not refused unless a later grant was known by that day."""
        appealed = (self.granted <= day) & (self.granted >= self.refused)
        refused = (self.refused <= day) & ~appealed
        return (self.submitted <= day) & ~refused & (self.operating > day)

    def consented(self, day: float) -> NDArray[np.bool_]:
        return self.granted <= day


def year_end(year: int) -> float:
    """The ordinal of its last day."""
    return float(date(year, 12, 31).toordinal())


def read_register(path: Path) -> Register:
    """Reads a register from a CSV file with the columns of `COLUMNS`.

    Projects without a day of submission are left out, and those that were refused on an unknown day. Raises
    ``InputError`` for a file that cannot be read so.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise InputError(
                    f"The register lacks the columns {', '.join(missing)}.",
                    place=Place(str(path), 1),
                    why="Without them nobody can tell what was known when.",
                    fix="Give a CSV file with the columns " + ", ".join(COLUMNS) + "; dates as 2016-08-20.",
                )
            rows = [(number, row) for number, row in enumerate(reader, start=2)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            "The register cannot be read.", place=Place(str(path)), why=str(error), fix="Save it as CSV in UTF-8."
        ) from error
    undated = sum(row["status"] in STOPPED for _, row in rows)
    kept = [(number, row) for number, row in rows if row["submitted"] and (row["status"] != REFUSED or row["refused"])]
    if not kept:
        raise InputError(
            "The register has no project with a day of submission.",
            place=Place(str(path)),
            why="There is nothing to learn chances from.",
            fix="Check the column 'submitted'.",
        )
    names = {name: number for number, name in enumerate(TECHNOLOGIES)}
    technology = np.array([names.get(row["technology"], len(TECHNOLOGIES)) for _, row in kept])
    columns = {
        name: np.array([_day(row[name], path, number, name) for number, row in kept])
        for name in ("submitted", "granted", "refused", "operational")
    }
    return Register(
        technology, columns["submitted"], columns["granted"], columns["refused"], columns["operational"], undated
    )


def _day(cell: str | None, path: Path, line: int, column: str) -> float:
    if not cell:
        return np.inf
    try:
        return float(date.fromisoformat(cell.strip()).toordinal())
    except ValueError as error:
        raise InputError(
            f"'{cell}' in the column '{column}' is no date.",
            place=Place(str(path), line),
            why="A stop or a success without its date ruins every chance that is learnt from it.",
            fix="Write dates as 2016-08-20, or leave the cell empty.",
        ) from error
