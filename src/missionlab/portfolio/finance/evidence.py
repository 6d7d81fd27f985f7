"""What is known about how projects and public money turn out: figures with marks and sources, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import yaml

FILE = "evidence.yaml"


class Mark(StrEnum):
    """How a figure is known."""

    SOURCE = "S"
    """Read in a stored public source."""
    COMPUTED = "D"
    """Computed from such facts, or from shipped data."""
    RECALLED = "R"
    """Recalled, not confirmed."""
    NOT_FOUND = "NF"
    """Looked for and not found; a range is then an assumption."""
    ASSUMED = "A"
    """An assumption."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, or the range or the gap in its place."""

    key: str
    step: str
    """What it is about."""
    unit: str
    mark: Mark
    sources: tuple[str, ...]
    value: float | None = None
    low: float | None = None
    high: float | None = None
    computed: str | None = None
    """How it was worked out, where the mark is D."""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """What became of one kind of project in the UK planning register; shares, and median years."""

    kind: str
    projects: int
    consent: float
    operating_if_consent: float
    operating: float
    years_to_consent: float
    years_to_operation: float


@dataclass(frozen=True, slots=True)
class Cited:
    """A source: ``primary``, ``dataset``, ``copy`` (also slides), ``secondary`` or ``press``."""

    key: str
    kind: str
    reference: str


@dataclass(frozen=True, slots=True)
class Evidence:
    figures: tuple[Figure, ...]
    register: tuple[RegisterRow, ...]
    register_note: str
    register_source: str
    sources: tuple[Cited, ...]

    def figure(self, key: str) -> Figure:
        """Raises ``KeyError`` for a key that there is not."""
        for figure in self.figures:
            if figure.key == key:
                return figure
        raise KeyError(key)


@cache
def evidence() -> Evidence:
    """The evidence that ships with missionlab."""
    file = resources.files("missionlab.portfolio.finance").joinpath(FILE)
    raw: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return Evidence(
        tuple(_figure(one) for one in raw["figures"]),
        tuple(RegisterRow(**row) for row in raw["register"]["rows"]),
        raw["register"]["note"],
        raw["register"]["source"],
        tuple(Cited(key, **source) for key, source in raw["sources"].items()),
    )


def _figure(raw: dict[str, Any]) -> Figure:
    return Figure(**{**raw, "mark": Mark(raw["mark"]), "sources": tuple(raw["sources"])})
