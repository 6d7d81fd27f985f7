"""Findings: what is wrong with an input, where, why it matters and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad a finding is. An *error* is a record that cannot be used; a *warning* is a declared gap in the world
    or something that weakens a result; a *note* is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_ORDER = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input: ``file:line:column`` in text, ``file:sheet!cell`` in a workbook."""

    file: str = ""
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        if self.sheet is not None:
            inside = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
            return f"{self.file}:{inside}" if self.file else inside
        parts = [self.file, *(str(number) for number in (self.line, self.column) if number is not None)]
        return ":".join(part for part in parts if part)

    def sort_key(self) -> tuple[str, str, int, int, str]:
        row = "".join(character for character in self.cell or "" if character.isdigit())
        return (self.file, self.sheet or "", self.line or int(row or 0), self.column or 0, self.cell or "")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: ``code`` is stable and documented, ``message`` says what, ``why`` why it matters."""

    level: Level
    code: str
    place: Place
    message: str
    why: str
    fix: str

    def to_json(self) -> dict[str, str]:
        return {
            "level": str(self.level),
            "code": self.code,
            "place": str(self.place),
            "message": self.message,
            "why": self.why,
            "fix": self.fix,
        }


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings without repeats, by level, then place, then code."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda f: (_ORDER[f.level], f.place.sort_key(), f.code, f.message)))


class InputError(Exception):
    """The input or the call could not be used at all (exit code 2). Carries what, where, why and the fix."""

    def __init__(self, message: str, *, place: Place | None = None, why: str = "", fix: str = "") -> None:
        super().__init__(message)
        self.message, self.place, self.why, self.fix = message, place or Place(), why, fix
