"""The figure of robustness: how often each policy comes first, second, ... over worlds with other parameters."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from missionlab.appraisal.requested import Condition, Ranking, Robustness
from missionlab.base.text import Quantity, Text, text
from missionlab.report.appraisal import numbers, titles
from missionlab.report.appraisal.names import policy
from missionlab.report.appraisal.study import Study
from missionlab.report.charts import ranking
from missionlab.report.charts.drawing import WIDTHS
from missionlab.report.charts.figure import Cell, Column, Figure, KeyEntry, Row, Table
from missionlab.report.words import Own


def ranking_figure(study: Study) -> Figure | None:
    """How often each policy comes first, second, ... over the worlds tried; nothing where none were."""
    robustness = study.appraisal.robustness
    every = [] if robustness is None else [(at, one) for at, one in enumerate(robustness.rankings) if one.rules is None]
    drawn = [pair for pair in every if all(share.value is not None for share in pair[1].shares) and pair[1].shares]
    if robustness is None or not drawn:
        return None
    drawn.sort(key=lambda pair: tuple(-(share.value or 0.0) for share in pair[1].shares))
    words = study.words
    groups = ranking.classes(len(drawn[0][1].shares))
    data = ranking.Ranks(
        id="appraisal-ranking",
        rows=tuple(
            ranking.RankRow(
                words.plain(policy(one.policy)),
                tuple(sum(one.shares[rank].value or 0.0 for rank in group) for group in groups),
            )
            for _, one in drawn
        ),
        words=words,
        name=words.plain(text("appraised.ranking.name")),
        alt=study.spoken(
            [text("appraised.ranking.alt", n=len(drawn), worlds=robustness.worlds), titles.ranking(study, drawn)]
        ),
    )
    undecided = numbers.share(robustness.undecided, study.pointer("robustness", "undecided"))
    caption = [text("appraised.ranking.cap", share=undecided)]
    if robustness.left_out:
        caption.append(text("appraised.ranking.left_out", n=robustness.left_out))
    return Figure(
        id=data.id,
        title=titles.ranking(study, drawn),
        subtitle=[
            text("appraised.ranking.sub", worlds=robustness.worlds, rules=list(robustness.rules), n=robustness.runs)
        ],
        drawings=tuple(ranking.draw(data, width) for width in WIDTHS),
        key=tuple(
            KeyEntry(f"heat{step}", _class_name(group, len(drawn[0][1].shares)))
            for group, step in zip(groups, ranking.steps(len(groups)), strict=True)
        ),
        caption=tuple(caption),
        sources=(),
        table=_ranking_table(study, drawn),
        table_name=text("appraised.ranking.table"),
    )


def _class_name(group: range, ranks: int) -> Text:
    """`first`, `4th to 6th`, `last`."""
    if group.start == 0:
        return text("appraised.ranking.first")
    if group.stop == ranks:
        return text("appraised.ranking.last")
    if len(group) == 1:
        return text("appraised.ranking.rank", rank=group.start + 1)
    return text("appraised.ranking.ranks", low=group.start + 1, high=group.stop)


def _ranking_table(study: Study, drawn: Sequence[tuple[int, Ranking]]) -> Table:
    rows = []
    for place, one in drawn:
        cells = []
        for rank, share in enumerate(one.shares):
            key = study.pointer("robustness", "rankings", place, "shares", rank)
            cells.append(numbers.share_cell(share, key))
        rows.append(Row(Cell(policy(one.policy)), tuple(cells)))
    columns = (
        Column(text("appraised.column.policy")),
        *(Column(text("appraised.ranking.rank", rank=rank + 1), None, True) for rank in range(len(drawn[0][1].shares))),
    )
    note = text("appraised.ranking.note")
    return study.table(text("appraised.ranking.name"), note, columns, rows, "robustness/rankings", "ranking")


def conditions(study: Study) -> list[Text]:
    """In words, the regions of parameters in which another policy wins."""
    robustness = study.appraisal.robustness
    return [] if robustness is None else [_condition(study, at, one) for at, one in enumerate(robustness.conditions)]


def _condition(study: Study, place: int, one: Condition) -> Text:
    key = study.pointer("robustness", "conditions", place)
    inside, outside = (
        numbers.share(estimate, f"{key}/{name}")
        for name, estimate in (("inside", one.inside), ("outside", one.outside))
    )
    bounds = [_bound(*bound) for bound in one.bounds]
    return text(
        "appraised.ranking.condition",
        policy=policy(one.winner),
        bounds=bounds or text("appraised.ranking.anywhere"),
        inside=inside,
        outside=outside,
        n=one.worlds,
    )


def _bound(parameter: str, low: float | None, high: float | None) -> Text:
    named = Own(parameter, "en")
    if low is None and high is None:
        return text("appraised.ranking.any", parameter=named)
    if low is None or high is None:
        branch, end = ("under", high) if low is None else ("over", low)
        return text(f"appraised.ranking.{branch}", parameter=named, value=Quantity(end or 0.0))
    return text("appraised.ranking.within", parameter=named, low=Quantity(low), high=Quantity(high))


def drivers_table(study: Study) -> Table | None:
    """What decides who wins: each parameter with how much it matters, the most first."""
    robustness = study.appraisal.robustness
    if robustness is None or not robustness.drivers:
        return None
    columns = (
        Column(text("appraised.column.parameter")),
        Column(text("appraised.column.measure")),
        Column(text("appraised.column.matters"), None, True),
        Column(text("appraised.column.chance"), text("appraised.column.chance_second"), True),
    )
    note = text("appraised.drivers.note")
    rows = _driver_rows(study, robustness)
    return study.table(text("appraised.drivers.caption"), note, columns, rows, "robustness/drivers", "drivers")


def _driver_rows(study: Study, robustness: Robustness) -> list[Row]:
    order = sorted(
        range(len(robustness.drivers)), key=lambda at: (robustness.drivers[at].measure, -robustness.drivers[at].value)
    )
    rows = []
    for place in order:
        one, key = robustness.drivers[place], study.pointer("robustness", "drivers", place)
        second = text("appraised.drivers.no_chance")
        if one.low is not None and one.high is not None and isfinite(one.low + one.high):
            low, high = (
                numbers.known(end, f"{key}/{name}", numbers.PLAIN, 2)
                for name, end in (("low", one.low), ("high", one.high))
            )
            second = text("report.interval", low=low, high=high)
        chance = numbers.DASH if one.chance is None else numbers.known(one.chance, f"{key}/chance", numbers.PLAIN, 2)
        cells = (
            Cell(Own(one.measure, "en")),
            Cell(numbers.known(one.value, f"{key}/value", numbers.PLAIN, 2), second),
            Cell(chance, text("appraised.drivers.no_chance") if one.chance is None else None),
        )
        rows.append(Row(Cell(Own(one.parameter, "en")), cells))
    return rows
