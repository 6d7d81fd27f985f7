"""What every reader hands over: plain values of each record, and a way to ask where one of them stands.

Readers of YAML, CSV and workbooks all produce ``RawRecord``s; ``assemble`` turns them into records and findings. A
place is computed only when somebody asks, so that a hundred thousand rows cost nothing while they are right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from missionlab.base.findings import Finding, Place

FieldPath = tuple[str | int, ...]
"""From the record inwards: ``("versions", 0, "baseline", "value")``."""


@dataclass(slots=True)
class RawRecord:
    """One record as written: JSON-like ``values``; ``locate`` gives the place of a field, or for ``()`` the record."""

    values: dict[str, Any]
    locate: Callable[[FieldPath], Place]
    broken: bool = False
    """True when part of it could not be read and a finding says so: known by its id, but not usable."""


@dataclass(slots=True)
class RawStrategy:
    """Everything that was read, before any of it is checked."""

    about: RawRecord | None = None
    lists: dict[str, list[RawRecord]] = field(default_factory=dict)
    """By the names of ``strategy.RECORD_TYPES``; nested lists are inside their parents' values."""
    findings: list[Finding] = field(default_factory=list)
    """What could not even be read: broken YAML, unknown sheets, cells that are no value."""
