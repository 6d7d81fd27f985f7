"""How much there is left to gain for each lever, in the economy without policy."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from missionlab.appraisal.outcomes import private_investment, private_research
from missionlab.appraisal.paired import mean_over_runs
from missionlab.appraisal.recorded import NOTHING, Recorded
from missionlab.appraisal.results import Headroom, PolicyInfo
from missionlab.appraisal.span import Span
from missionlab.base.text import text

if TYPE_CHECKING:
    import xarray as xr

_RESEARCHERS = ("research_hiring", "laboratory", "laboratory_technique", "public_firms")
_SEARCHES = ("research_hiring", "research_refund", "public_firms")
_SPENDING = ("transfers", "purchases", "machine_purchases")


def headroom(dataset: xr.Dataset, policies: Sequence[PolicyInfo], start: int) -> tuple[Headroom, ...]:
    """What limits each lever that a policy uses, without policy: means over the periods from the start on, then runs.

    `dataset` as in `comparison.effects`, with `nothing` among its policies.
    """
    recorded = Recorded(dataset, start)
    span, row = Span(recorded, recorded.length), recorded.place(NOTHING)
    used = {lever for info in policies for lever, _ in info.budgets}
    cap = _research_cap(dataset)

    def found(lever: str, outcome: str, of: Callable[[Span], np.ndarray]) -> Headroom:
        return Headroom(lever, outcome, mean_over_runs(of(span)[row]), text(f"appraisal.headroom.{outcome}"))

    rows = [found(lever, "innovation_chance", _innovation) for lever in _SEARCHES if lever in used]
    if "research_refund" in used:
        rows.append(found("research_refund", "private_research", private_research))
    if "investment_discount" in used:
        rows.append(found("investment_discount", "private_investment", private_investment))
    if cap is not None:
        rows += [found(lever, "research_labour", partial(_room_under, cap)) for lever in _RESEARCHERS if lever in used]
    rows += [found(lever, "unemployment", _unemployment) for lever in _SPENDING if lever in used]
    if "public_bank" in used:
        rows.append(found("public_bank", "idle_capacity", _idle))
    return tuple(rows)


def _research_cap(dataset: xr.Dataset) -> float | None:
    """The largest share of the labour force in research; None where the runs do not say, or say it of many worlds."""
    return json.loads(dataset.attrs.get("parameters", "{}")).get("research_labour_cap")


def _innovation(span: Span) -> np.ndarray:
    return span["innovation_chance"].mean(axis=-1)


def _unemployment(span: Span) -> np.ndarray:
    return span["unemployment"].mean(axis=-1)


def _room_under(cap: float, span: Span) -> np.ndarray:
    return cap - (span["research_workers"] / span["labour_force"]).mean(axis=-1)


def _idle(span: Span) -> np.ndarray:
    return 1 - span["utilisation"].mean(axis=-1)
