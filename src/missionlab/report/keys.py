"""Places of numbers in ``results.json``, as JSON Pointers (RFC 6901), for the ``data-key`` attributes of the page."""

from __future__ import annotations

from missionlab.report.words import Known
from missionlab.tracking.results import Standing


def of_target(standing: Standing, path: str, what: object, value: float | int) -> Known:
    """A number of one target, at ``path`` below it, such as ``latest/value``."""
    return Known(what, f"/targets/{standing.target}/{path}", value)
