"""Each mission's money: its shares of projects, and how much of it is older than the mission."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from missionlab.base.dates import Date
from missionlab.base.text import Share, text
from missionlab.portfolio.classes import Classes
from missionlab.portfolio.crowding import Ledgers
from missionlab.portfolio.exchange import Unit
from missionlab.portfolio.figures import Purse
from missionlab.portfolio.measures import largest_gap, share_of_known, stage_cover
from missionlab.portfolio.reconcile import Counted
from missionlab.portfolio.results import Dimension, Measured, MissionMoney
from missionlab.portfolio.split import Slice, splits
from missionlab.strategy.records import Mission
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Basis, Payer

_INSIDE = tuple(dimension for dimension in Dimension if dimension is not Dimension.MISSION)


def mission_money(
    strategy: Strategy, ledgers: Ledgers, classes: Classes, basis: Basis, unit: Unit
) -> list[MissionMoney]:
    """The money of every mission that has any in ``unit``, in the order of the file."""
    public = _by_mission(ledgers.get(Purse(Payer.PUBLIC, basis, unit), {}).values(), classes)
    private = _by_mission(ledgers.get(Purse(Payer.PRIVATE, basis, unit), {}).values(), classes)
    out: list[MissionMoney] = []
    for mission in strategy.missions:
        slices, beside = public.get(mission.id, []), private.get(mission.id, [])
        if not slices and not beside:
            continue
        by = splits(slices, classes, _INSIDE)
        cover = stage_cover(by[Dimension.STAGE], strategy.about.thresholds.small_class)
        dates = [on for piece in slices for figure in piece.of.figures for on, _ in figure.layers if on]
        out.append(
            MissionMoney(
                mission=mission.id,
                currency=unit.currency,
                price_year=unit.price_year,
                amount=math.fsum(piece.amount for piece in slices),
                private=math.fsum(piece.amount for piece in beside),
                projects=len({piece.of.project for piece in (*slices, *beside)}),
                relabelled=_relabelled(mission, slices, strategy, basis),
                oldest=min(dates, default=None),
                by=by,
                stages=cover,
                largest_gap=largest_gap(cover),
            )
        )
    return out


def _by_mission(money: Iterable[Counted], classes: Classes) -> Mapping[str, list[Slice]]:
    out: dict[str, list[Slice]] = defaultdict(list)
    for counted in money:
        if counted.counted:
            for mission, share in classes.shares[Dimension.MISSION][counted.project].items():
                out[mission].append(Slice.cut(counted, share))
    return out


def _relabelled(mission: Mission, slices: Sequence[Slice], strategy: Strategy, basis: Basis) -> Measured:
    """Share of the mission's money that was announced before the mission.

    Money is older when the last day that its date can mean is before the first day that the mission's can, newer
    when its first day is not before the mission's last (or both have the same date), and otherwise uncertain. A
    figure of money committed or spent says when that was, not when the money was announced: such money is newer only
    when its project is.
    """
    if mission.announced is None:
        return Measured(None, reason=text("portfolio.reason.mission_undated"))
    as_announced = basis is Basis.ANNOUNCED
    older: list[float] = []
    newer: list[float] = []
    for piece in slices:
        parts: dict[bool, list[float]] = {True: [], False: []}
        project = strategy.project_by_id[piece.of.project]
        dated = as_announced or _older(project.announced, mission.announced) is False
        for figure in piece.of.figures:
            for on, amount in figure.layers:
                verdict = _older(on, mission.announced)
                if verdict is False and not dated:
                    verdict = None
                if verdict is not None:
                    parts[verdict].append(amount)
        left = piece.of.left_over({verdict: math.fsum(amounts) for verdict, amounts in parts.items()})
        older.append(left.get(True, 0.0) * piece.share)
        newer.append(left.get(False, 0.0) * piece.share)
    old = math.fsum(older)
    return share_of_known(
        old,
        old + math.fsum(newer),
        math.fsum(piece.amount for piece in slices),
        text("portfolio.reason.money_undated"),
        lambda unknown, total: text("portfolio.reason.partly_undated", share=Share(unknown / total)),
    )


def _older(money: Date | None, mission: Date) -> bool | None:
    if money is None:
        return None
    if money.last < mission.first:
        return True
    return False if money.first >= mission.last or money == mission else None
