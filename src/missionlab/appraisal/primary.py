"""The primary outcome of the extras' simulations, and crossings as estimates."""

from __future__ import annotations

import numpy as np

from missionlab.appraisal.crossing import Crossing
from missionlab.appraisal.estimate import Estimate
from missionlab.appraisal.outcomes import BY_KEY, PRIMARY, PRIMARY_HORIZON
from missionlab.appraisal.recorded import Recorded
from missionlab.appraisal.span import Span
from missionlab.base.text import text


def primary_of(recorded: Recorded) -> np.ndarray:
    """The primary outcome of each policy and run, shape (policies, runs), NaN where a run ended before.

    Where the runs are shorter than its horizon, over all their periods.
    """
    return BY_KEY[PRIMARY].values(Span(recorded, min(PRIMARY_HORIZON, recorded.length)))


def pairs_that_lasted(gaps: np.ndarray) -> np.ndarray:
    """The columns of `gaps`, shape (doses, runs), in which the gap is known at every dose."""
    return gaps[:, np.isfinite(gaps).all(axis=0)]


def at_place(found: Crossing, runs: int, *, below: str, above: str) -> Estimate:
    """A crossing on a log axis as an estimate; `below` and `above` are the reasons where it lies outside the range.

    An end of the interval that lies outside is left out, and the reason says so.
    """
    if not np.isfinite(found.at):
        return Estimate(None, runs=runs, reason=text(below if found.at < 0 else above))
    low, high = (float(np.exp(end)) if np.isfinite(end) else None for end in (found.low, found.high))
    reason = None if low is not None and high is not None else text("appraisal.reason.end_outside")
    return Estimate(float(np.exp(found.at)), low, high, runs, reason)
