"""What can be wrong with a row of a data file, each with its line, why it matters and the fix."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from missionlab.base.findings import Finding, Level, Place, in_order
from missionlab.strategy.vocabulary import IndicatorKind

SHOWN = 20
"""Findings of one code that are listed one by one; the others are counted."""
_WHY = "The row was not used, so its series has a gap or is missing."


@dataclass(slots=True)
class Found:
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


def blank(place: Place, column: str) -> Finding:
    """A row without indicator or place."""
    return Finding(
        Level.ERROR,
        "data-blank",
        place,
        f"{column}: the cell is blank",
        _WHY,
        "Write what the row is about, or delete the row.",
    )


def no_year(place: Place, column: str, text: str) -> Finding:
    """A row whose year is none."""
    return Finding(
        Level.ERROR,
        "data-year",
        place,
        f"{column}: {text!r} is not a year",
        _WHY,
        "Write the year in digits, such as 2015; a financial year by the year in which it ends.",
    )


def no_value(place: Place, column: str, text: str) -> Finding:
    """A row whose value is no number."""
    return Finding(
        Level.ERROR,
        "data-value",
        place,
        f"{column}: {text!r} is not a number",
        _WHY,
        "Write the number with a decimal point and no thousands separator; where nothing was measured, delete the row.",
    )


def too_large(place: Place, column: str, text: str) -> Finding:
    """A row whose value is a number that nothing has."""
    return Finding(
        Level.ERROR,
        "data-value",
        place,
        f"{column}: {text!r} is too large to be a measurement",
        _WHY,
        "Correct the number; where nothing was measured, delete the row.",
    )


def twice(place: Place, indicator: str, where: str, year: float, first: int) -> Finding:
    """A second value for the same place, indicator and year; ``first`` is the line of the other."""
    return Finding(
        Level.ERROR,
        "data-twice",
        place,
        f"{indicator} of {where} has a second value for {year:g}; the first is in line {first}",
        "Only one can be what was measured; the first was used.",
        "Delete one of the two rows.",
    )


def unknown_kind(place: Place, text: str) -> Finding:
    """A kind of indicator that there is not."""
    return Finding(
        Level.ERROR,
        "data-kind",
        place,
        f"{text!r} is not a kind of indicator",
        "The kind decides bounds and scale; what the unit suggests was used instead.",
        f"Write one of {', '.join(IndicatorKind)}, or leave the cell blank.",
    )
