"""Which places and families are left out of all fitting.

Drawn once by a hash of their names, before any forecast was scored, so that nobody could choose them; a data file with
other places is split by the same rule.
"""

from __future__ import annotations

import hashlib

PLACES_LEFT_OUT = 1 / 3
"""Share of places (and of technologies, among cost curves) that no fitting sees."""
FAMILIES_LEFT_OUT = frozenset({"research", "health", "output"})
"""Families that no fitting sees: the three of the reference data's eleven that drew the lowest ``lot``."""
LEARNT_UNTIL = 2010
"""Last year whose outcomes parameters are learnt from, in the places and families that are kept in."""
_SALT = "missionlab backtest 1"


def lot(name: str) -> float:
    """The number between 0 and 1 that ``name`` drew."""
    digest = hashlib.sha256(f"{_SALT}: {name}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def left_out(family: str, cluster: str) -> bool:
    """Whether no parameter may be learnt from series of this family in this cluster (a place or a technology)."""
    return family in FAMILIES_LEFT_OUT or lot(cluster) < PLACES_LEFT_OUT
