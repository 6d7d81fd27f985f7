"""The track record: what hazards learnt on a register of real projects said for four years on, and what came."""

from __future__ import annotations

from missionlab.base.text import Quantity, Text, text
from missionlab.portfolio.finance.results import OriginCheck
from missionlab.report.bank import numbers, titles
from missionlab.report.bank.study import Study
from missionlab.report.charts import forest
from missionlab.report.charts.drawing import WIDTHS
from missionlab.report.charts.figure import Cell, Column, Figure, KeyEntry, Row, Table
from missionlab.report.charts.money_axis import count_axis
from missionlab.report.simulation.plots.axes import Axis
from missionlab.report.words import Known, Own, Words


def track_figure(study: Study) -> Figure | None:
    """Corrected predictions with their intervals, and the outturns; nothing without a register."""
    found = study.fund.track_record
    if not found.origins:
        return None
    name = text("bank.track.name")
    data = forest.Forest(
        id=study.figure_id("track"),
        rows=tuple(_row(study, one) for one in found.origins),
        words=study.words,
        name=study.words.plain(name),
        alt=study.spoken([text("bank.track.alt", n=len(found.origins)), titles.track_record(found), *_ratio(study)]),
        axis=_counts,
    )
    return Figure(
        id=data.id,
        title=titles.track_record(found),
        subtitle=[text("bank.track.sub", register=Own(found.name, "en"), n=Quantity(found.projects, "", 0))],
        drawings=tuple(forest.draw(data, width) for width in WIDTHS),
        key=(KeyEntry("kdot", text("bank.track.key.predicted")), KeyEntry("kdiamond", text("bank.track.key.actual"))),
        caption=(
            found.words,
            *_ratio(study),
            *_correlations(study),
            text("bank.track.source", source=Own(found.source, "en")),
        ),
        sources=(),
        table=_table(study),
        table_name=text("bank.track.table"),
    )


def _counts(values: list[float], words: Words, most: int) -> Axis:
    return count_axis(values, words, most=most)


def _row(study: Study, one: OriginCheck) -> forest.ForestRow:
    low, high = one.within or (None, None)
    count = numbers.plain()
    if one.corrected is None:
        reason = study.words.plain(text("bank.track.first", actual=count(one.actual)))
        return forest.ForestRow(str(one.year), None, None, None, False, reason, one.actual)
    said = study.words.plain(text("bank.track.row", predicted=count(one.corrected), actual=count(one.actual)))
    return forest.ForestRow(str(one.year), one.corrected, low, high, bool(one.covered), said, one.actual)


def _ratio(study: Study) -> list[Text]:
    found, key = study.fund.track_record, study.pointer("track_record")
    raw = Known(numbers.plain(2)(found.median_ratio), f"{key}/median_ratio", found.median_ratio)
    if found.corrected_ratio is None:
        return [text("bank.track.ratio", raw=raw)]
    after = Known(numbers.plain(2)(found.corrected_ratio), f"{key}/corrected_ratio", found.corrected_ratio)
    return [text("bank.track.ratio_corrected", raw=raw, after=after)]


def _correlations(study: Study) -> list[Text]:
    found, key = study.fund.track_record, study.pointer("track_record")
    args = {
        name: Known(numbers.plain(2)(getattr(found, name)), f"{key}/{name}", getattr(found, name))
        for name in ("correlation", "implied_correlation", "around_mean")
    }
    return [text("bank.track.correlation", **args)]


def _table(study: Study) -> Table:
    rows = []
    for place, one in enumerate(study.fund.track_record.origins):
        key = study.pointer("track_record/origins", place)
        count = numbers.plain()
        within: Cell = Cell(numbers.DASH, text("bank.track.no_factor"))
        if one.corrected is not None and one.within is not None:
            ends = _ends(one.within, f"{key}/within")
            within = Cell(Known(count(one.corrected), f"{key}/corrected", one.corrected), ends)
        rows.append(
            Row(
                Cell(str(one.year), text("bank.track.live", n=Known(count(one.live), f"{key}/live", one.live))),
                (
                    Cell(
                        Known(count(one.predicted), f"{key}/predicted", one.predicted),
                        _ends(one.common, f"{key}/common"),
                    ),
                    within,
                    Cell(Known(count(one.actual), f"{key}/actual", one.actual), _answer(one)),
                    _skill(one, key),
                ),
            )
        )
    columns = (
        Column(text("bank.column.origin")),
        Column(text("bank.column.predicted"), text("bank.column.nine_tenths"), True),
        Column(text("bank.column.corrected"), text("bank.column.eight_tenths"), True),
        Column(text("bank.column.actual"), None, True),
        Column(text("bank.column.skill"), None, True),
    )
    note = text("bank.track.note")
    return study.table(text("bank.track.name"), note, columns, rows, "track_record/origins", "fund_track")


def _ends(both: tuple[float, float], key: str) -> Text:
    low, high = (Known(numbers.plain()(end), f"{key}/{at}", end) for at, end in enumerate(both))
    return text("report.interval", low=low, high=high)


def _answer(one: OriginCheck) -> Text | None:
    if one.covered is None:
        return None
    return text("bank.track.covered" if one.covered else "bank.track.not_covered")


def _skill(one: OriginCheck, key: str) -> Cell:
    if one.skill is None:
        return Cell(numbers.DASH, text("bank.track.no_skill"))
    return Cell(Known(numbers.plain(2)(one.skill), f"{key}/skill", one.skill))
