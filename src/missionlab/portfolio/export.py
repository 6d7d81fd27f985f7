"""The portfolio as JSON (described by ``portfolio.schema.json``) and as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from missionlab.base.text import say
from missionlab.portfolio.measures import NO_MONEY
from missionlab.portfolio.results import (
    Block,
    CrowdingIn,
    Dimension,
    Envelope,
    Measured,
    MissionMoney,
    Portfolio,
    Split,
    StageCover,
)
from missionlab.strategy.vocabulary import UNALLOCATED

if TYPE_CHECKING:
    import pandas as pd

SPLIT_METRICS = ("hhi", "effective_number", "shannon", "effective_classes", "evenness", "top_share", "top5_share")
BLOCK_METRICS = ("coverage", "rao_stirling", "patience", "patient_share", "directionality")


def portfolio_json(found: Portfolio) -> dict[str, Any]:
    """The documented JSON: the main block at the top level, then all blocks, missions and programmes.

    Every key is always there; what is not known is ``None``. ``bounds`` has the shape of ``metrics`` and holds for each
    number its bounds and the reason why it is blank or what it rests on.
    """
    whole = {
        "unfunded": found.unfunded,
        "relabelled": _by_main_mission(found),
        "credible": dict(sorted(found.credible.items())),
    }
    return {
        "strategy": found.strategy,
        "as_of": found.as_of.isoformat(),
        "fingerprint": found.fingerprint,
        "basis": str(found.basis),
        **(_block(found.main, whole) if found.main else _no_block(whole)),
        "blocks": [_block(block) for block in found.blocks],
        "missions": [_mission(mission) for mission in found.missions],
        "envelopes": [_envelope(envelope) for envelope in found.envelopes],
        "projects": [
            {
                "project": project.project,
                "parent": project.parent,
                "currency": project.currency,
                "price_year": project.price_year,
                "payer": str(project.payer),
                "own": project.own,
                "counted": project.counted,
                "total": project.total,
                "announced": None if project.announced is None else str(project.announced),
            }
            for project in found.projects
        ],
        "unfunded_projects": list(found.unfunded_projects),
        "orphans": list(found.orphans),
        "empty_missions": list(found.empty_missions),
        "findings": [finding.to_json() for finding in found.findings],
    }


def portfolio_frame(found: Portfolio) -> pd.DataFrame:
    """One row per block, dimension and class, and one for the money of the dimension that is in no class."""
    import pandas as pd

    columns = ["basis", "currency", "price_year", "dimension", "class", "name", "amount", "share", "projects"]
    rows = [
        (str(found.basis), block.currency, block.price_year, str(dimension), *row)
        for block in found.blocks
        for dimension, split in block.by.items()
        for row in _rows(split, block.total)
    ]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({"price_year": "Int64", "projects": "Int64"})


def _rows(split: Split, total: float) -> Iterable[tuple[str, str | None, float, float | None, int | None]]:
    for c in split.classes:
        yield c.key, c.name, c.amount, c.share, c.projects
    yield UNALLOCATED, None, split.unallocated, split.unallocated / total if total else None, None


Metrics = Mapping[str, Any]
"""Measured numbers by name, in mappings by dimension, mission or target where there are several."""


def _block(block: Block, more: Metrics | None = None) -> dict[str, Any]:
    metrics: Metrics = {
        **_split_metrics(block.by),
        "crowding_in": block.crowding_in[0].ratio,
        **{name: getattr(block, name) for name in BLOCK_METRICS},
        **(more or {}),
    }
    return {
        "currency": block.currency,
        "price_year": block.price_year,
        "rates": [rate.model_dump(mode="json") for rate in block.rates],
        "total": block.total,
        "private": block.private,
        "upper": block.upper,
        "against": block.against,
        "by": _amounts(block.by),
        "names": _names(block.by),
        "metrics": _each(metrics, lambda measured: measured.value),
        "bounds": _each(metrics, _bounds),
        "stages": _stages(block.stages),
        "largest_gap": None if block.largest_gap is None else str(block.largest_gap),
        "crowding_in_detail": [_crowding(crowding) for crowding in block.crowding_in],
    }


def _no_block(more: Metrics) -> dict[str, Any]:
    """The same keys for a strategy without money on the basis."""
    blank = Measured(None, reason=NO_MONEY)
    metrics: Metrics = {
        **{name: dict.fromkeys(map(str, Dimension), blank) for name in SPLIT_METRICS},
        "crowding_in": blank,
        **dict.fromkeys(BLOCK_METRICS, blank),
        **more,
    }
    return {
        "currency": None,
        "price_year": None,
        "rates": [],
        "total": None,
        "private": None,
        "upper": False,
        "against": None,
        "by": {str(dimension): {} for dimension in Dimension},
        "names": {str(dimension): {} for dimension in Dimension},
        "metrics": _each(metrics, lambda measured: measured.value),
        "bounds": _each(metrics, _bounds),
        "stages": [],
        "largest_gap": None,
        "crowding_in_detail": [],
    }


def _mission(mission: MissionMoney) -> dict[str, Any]:
    metrics: Metrics = {**_split_metrics(mission.by), "relabelled": mission.relabelled}
    return {
        "mission": mission.mission,
        "currency": mission.currency,
        "price_year": mission.price_year,
        "amount": mission.amount,
        "private": mission.private,
        "projects": mission.projects,
        "oldest": None if mission.oldest is None else str(mission.oldest),
        "by": _amounts(mission.by),
        "metrics": _each(metrics, lambda measured: measured.value),
        "bounds": _each(metrics, _bounds),
        "stages": _stages(mission.stages),
        "largest_gap": None if mission.largest_gap is None else str(mission.largest_gap),
    }


def _envelope(envelope: Envelope) -> dict[str, Any]:
    metrics: Metrics = {name: getattr(envelope, name) for name in SPLIT_METRICS[:4]}
    return {
        "project": envelope.project,
        "currency": envelope.currency,
        "price_year": envelope.price_year,
        "own": envelope.own,
        "children": envelope.children,
        "rest": envelope.rest,
        "metrics": _each(metrics, lambda measured: measured.value),
        "bounds": _each(metrics, _bounds),
    }


def _crowding(crowding: CrowdingIn) -> dict[str, Any]:
    return {
        "scope": crowding.scope,
        "basis": str(crowding.basis),
        "on": None if crowding.on is None else str(crowding.on),
        "public": crowding.public,
        "private": crowding.private,
        "ratio": crowding.ratio.value,
        "reason": None if crowding.ratio.reason is None else say(crowding.ratio.reason),
    }


def _by_main_mission(found: Portfolio) -> dict[str, Measured]:
    unit = (found.main.currency, found.main.price_year) if found.main else None
    return {m.mission: m.relabelled for m in found.missions if (m.currency, m.price_year) == unit}


def _split_metrics(by: Mapping[Dimension, Split]) -> dict[str, dict[str, Measured]]:
    return {name: {str(d): getattr(split, name) for d, split in by.items()} for name in SPLIT_METRICS}


def _amounts(by: Mapping[Dimension, Split]) -> dict[str, dict[str, float]]:
    return {
        str(dimension): {**{c.key: c.amount for c in split.classes}, UNALLOCATED: split.unallocated}
        for dimension, split in by.items()
    }


def _names(by: Mapping[Dimension, Split]) -> dict[str, dict[str, str]]:
    return {str(dimension): {c.key: c.name for c in split.classes} for dimension, split in by.items()}


def _stages(cover: Iterable[StageCover]) -> list[dict[str, Any]]:
    return [
        {"stage": str(stage.stage), "amount": stage.amount, "share": stage.share, "covered": stage.covered}
        for stage in cover
    ]


def _each(metrics: Metrics, show: Callable[[Measured], Any]) -> dict[str, Any]:
    return {
        name: show(value) if isinstance(value, Measured) else {key: show(inner) for key, inner in value.items()}
        for name, value in metrics.items()
    }


def _bounds(measured: Measured) -> dict[str, Any]:
    reason = None if measured.reason is None else say(measured.reason)
    return {"low": measured.low, "high": measured.high, "reason": reason}
