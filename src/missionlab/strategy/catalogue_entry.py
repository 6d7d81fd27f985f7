"""What is known about the code of a finding."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.findings import Level

ERROR, WARNING, NOTE = Level.ERROR, Level.WARNING, Level.NOTE


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the catalogue. ``fix`` is the general advice; a finding may give a more exact one."""

    level: Level
    meaning: str
    why: str
    fix: str
