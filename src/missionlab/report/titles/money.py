"""What the money says: the largest gap on the innovation curve, and where money is piled up."""

from __future__ import annotations

from collections.abc import Sequence

from missionlab.base.text import CountWord, Money, Share, Text, text
from missionlab.portfolio.results import Dimension, Split, StageCover


def stages(cover: Sequence[StageCover], threshold: float, unallocated: float, total: float, currency: str) -> Text:
    """The largest gap on the innovation curve, of the money that is assigned to a stage."""
    if total <= 0:
        return text("report.money.title.none")
    if total - unallocated <= 1e-6 * total:
        return text("report.money.title.no_stage", total=Money(total, currency))
    gaps = [stage for stage in cover if not stage.covered]
    if not gaps:
        return text("report.money.title.every_stage")
    empty = [stage for stage in gaps if stage.amount <= 0]
    named = [text(f"report.stage.{stage.stage}") for stage in (empty or gaps)]
    if empty:
        key = "report.money.title.empty_stages" if len(empty) <= 3 else "report.money.title.most_empty"
        return text(key, stages=named, n=CountWord(len(empty)))
    worst = min(gaps, key=lambda stage: stage.amount)
    return text(
        "report.money.title.thin_stage",
        stage=text(f"report.stage.{worst.stage}"),
        share=Share(worst.share or 0.0, 1),
        threshold=Share(threshold),
    )


def classes(split: Split, total: float, currency: str, names: Sequence[object]) -> Text:
    """Where the money of one dimension is piled up, unless more of it is in no class."""
    key = f"report.money.by.{split.dimension}"
    what = text(key)
    if total <= 0:
        return text("report.money.title.none")
    if not split.classes:
        return text("report.money.title.no_class", what=what, total=Money(total, currency))
    top = split.classes[0]
    missing = split.unallocated / total
    if missing > top.share:
        return text("report.money.title.mostly_unknown", what=what, share=Share(missing))
    if len(split.classes) == 1 and missing == 0:
        return text("report.money.title.all_in_one", name=names[0])
    if len(split.classes) > 1 and abs(split.classes[1].share - top.share) < 0.005:
        return text("report.money.title.tie", first=names[0], second=names[1], share=Share(top.share))
    return text("report.money.title.top", name=names[0], share=Share(top.share))


def portfolio(split: Split, total: float, names: Sequence[object], unserved: int) -> Text:
    """The title of the portfolio page: where the money of all missions went."""
    if total <= 0:
        return text("report.portfolio.title.none")
    if not split.classes:
        return text("report.portfolio.title.no_mission")
    top = split.classes[0]
    if len(split.classes) == 1 and split.unallocated == 0:
        key = "report.portfolio.title.one_mission_others" if unserved else "report.portfolio.title.one_mission"
        return text(key, name=names[0], n=CountWord(unserved))
    missing = split.unallocated / total
    if missing > 0.5:
        return text("report.portfolio.title.mostly_untied", share=Share(missing))
    return text("report.portfolio.title.top", name=names[0], share=Share(top.share))


def mission_map(empty: int, orphans: int, missions: int) -> Text:
    """The title of the map: where money is missing."""
    if empty and empty == missions:
        return text("report.map.title.all_empty")
    if empty:
        return text("report.map.title.empty", n=CountWord(empty, True), total=CountWord(missions))
    if orphans:
        return text("report.map.title.orphans", n=orphans)
    return text("report.map.title.complete")


def dimension_order() -> tuple[Dimension, ...]:
    """The dimensions of the portfolio page, in its order; stages have their own chart."""
    return (Dimension.SECTOR, Dimension.PLACE, Dimension.ACTOR, Dimension.INSTRUMENT)
