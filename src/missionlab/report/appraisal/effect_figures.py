"""The figures of the verdict: the forest of each comparison, and the gaps over time."""

from __future__ import annotations

from collections.abc import Sequence

from missionlab.appraisal.estimate import Against, Answer
from missionlab.appraisal.family import MIX, MIX_OWN_SIZE, NEVER_PRIMARY, SUBSIDIES, TRANSFERS
from missionlab.appraisal.results import Effect, Path
from missionlab.base.text import Text, text
from missionlab.report.appraisal import numbers, titles
from missionlab.report.appraisal.names import policy, role
from missionlab.report.appraisal.study import Study
from missionlab.report.charts import forest, gap_fans
from missionlab.report.charts.drawing import WIDTHS
from missionlab.report.charts.figure import Cell, Column, Figure, KeyEntry, Row, Table

BANDS = ((0, 6), (1, 5), (2, 4))
"""Places of the quantiles that bound 19 in 20, 8 in 10 and 5 in 10 runs."""
YEARS = (1, 5, 10, 20, 40, 80, 160)
"""Periods that the table beside the gaps shows; the JSON document has every one."""

Placed = Sequence[tuple[int, Effect]]
"""Effects with their places in the record."""


def forest_figure(study: Study, against: Against) -> Figure | None:
    """Every policy against one other use of the money; nothing where none was compared so."""
    effects = study.primary(against)
    if not effects:
        return None
    words = study.words
    ordered = sorted(effects, key=lambda pair: (pair[1].estimate.value is None, -(pair[1].estimate.value or 0.0)))
    decimals = numbers.places([one.estimate for _, one in effects], numbers.PERCENT)
    name = text("appraised.forest.name", other=role(against))
    data = forest.Forest(
        id=f"appraisal-forest-{against.name.lower().replace('_', '-')}",
        rows=tuple(_forest_row(study, place, one, decimals) for place, one in ordered),
        words=words,
        name=words.plain(name),
        alt=study.spoken(_forest_alt(study, ordered, decimals)),
    )
    pairs = max(one.estimate.runs for _, one in effects)
    return Figure(
        id=data.id,
        title=titles.forest(against, effects),
        subtitle=[text("appraised.forest.sub", other=role(against)), text("appraised.forest.pairs", n=pairs)],
        drawings=tuple(forest.draw(data, width) for width in WIDTHS),
        key=(),
        caption=_forest_caption(effects),
        sources=(),
        table=_forest_table(study, against, ordered, decimals),
        table_name=text("appraised.forest.table", other=role(against)),
    )


def _forest_row(study: Study, place: int, one: Effect, decimals: int | None) -> forest.ForestRow:
    estimate = one.estimate
    said = study.words.plain(_said(study, place, one, decimals))
    return forest.ForestRow(
        name=study.words.plain(policy(one.policy)),
        value=estimate.value,
        low=estimate.low,
        high=estimate.high,
        clear=numbers.clear(one),
        said=said,
    )


def _said(study: Study, place: int, one: Effect, decimals: int | None) -> Text:
    return numbers.with_interval(one.estimate, study.pointer("effects", place, "estimate"), numbers.PERCENT, decimals)


def _forest_alt(study: Study, ordered: Placed, decimals: int | None) -> list[Text]:
    """The kind of chart; the largest and the smallest effect; how many cannot be told, and how many are missing."""
    measured = [(place, one) for place, one in ordered if one.estimate.value is not None]
    alt = [text("appraised.forest.alt.kind", n=len(ordered))]
    ends = {"most": measured[:1], "least": measured[1:][-1:]}
    alt += [
        text(f"appraised.forest.alt.{end}", policy=policy(one.policy), effect=_said(study, place, one, decimals))
        for end, found in ends.items()
        for place, one in found
    ]
    unclear = sum(not numbers.clear(one) and not numbers.left_out(one) for _, one in measured)
    alt.append(text("appraised.forest.alt.unclear", n=unclear))
    if short := sum(numbers.left_out(one) for _, one in measured):
        alt.append(text("appraised.forest.alt.not_judged", n=short))
    if missing := len(ordered) - len(measured):
        alt.append(text("appraised.forest.alt.missing", n=missing))
    return alt


def _forest_caption(effects: Placed) -> tuple[Text, ...]:
    out = [text("appraised.forest.cap.dots"), text("appraised.forest.cap.holm"), text("appraised.cap.scale")]
    if any(
        numbers.excludes_zero(one.estimate) and not numbers.left_out(one) and not numbers.clear(one)
        for _, one in effects
    ):
        out.append(text("appraised.forest.cap.not_survived"))
    short = [policy(one.policy) for _, one in effects if numbers.left_out(one)]
    if short:
        out.append(text("appraised.forest.cap.not_judged", policies=short))
    if dropped := max(one.dropped for _, one in effects):
        out.append(text("appraised.forest.cap.dropped", n=dropped))
    return tuple(out)


def _forest_table(study: Study, against: Against, ordered: Placed, decimals: int | None) -> Table:
    rows = []
    for place, one in ordered:
        key = study.pointer("effects", place)
        other = text("appraised.against", other=policy(one.against)) if against is Against.OWN_PLACEBO else None
        why = one.estimate.reason if one.answer is Answer.NOT_MEASURED else numbers.p_value(one, f"{key}/p_adjusted")
        answer = Cell(text(f"appraised.answer.{one.answer.name.lower()}"), why)
        effect = numbers.cell(one.estimate, f"{key}/estimate", numbers.PERCENT, decimals)
        alike = numbers.cell(one.correlation, f"{key}/correlation", numbers.PLAIN, 2)
        rows.append(Row(Cell(policy(one.policy), other), (effect, answer, alike)))
    columns = (
        Column(text("appraised.column.policy")),
        Column(text("appraised.column.effect"), numbers.PERCENT.unit, True),
        Column(text("appraised.column.answer"), text("appraised.column.after_holm")),
        Column(text("appraised.column.correlation"), text("appraised.column.of_pairs"), True),
    )
    note = text("appraised.forest.note", n=study.appraisal.design.runs)
    return study.table(text("appraised.forest.name", other=role(against)), note, columns, rows, "effects", "effects")


def shown_paths(study: Study, most: int) -> list[tuple[int, Path]]:
    """The gaps that are drawn: of the mix, of the direct policy that does most, of subsidies and of transfers first,
    then of the others of the verdict, then of the rest in their order, at most `most` of them.

    A policy that never carries a verdict, because growth rises without bound under it, is not drawn: on its scale all
    others would be flat.
    """
    paths = enumerate(study.appraisal.paths)
    every = [(place, path) for place, path in paths if path.periods and path.policy not in NEVER_PRIMARY]
    effects = [one for _, one in study.primary(Against.PLACEBO) if one.policy in study.direct]
    best = [max(effects, key=lambda one: one.estimate.value or 0.0).policy] if effects else []
    others = sorted(
        (path.policy for _, path in every), key=lambda key: (key not in study.of_verdict, key not in study.direct)
    )
    wanted = dict.fromkeys([MIX_OWN_SIZE, MIX, *best, SUBSIDIES, TRANSFERS, *others])
    rank = {key: number for number, key in enumerate(wanted)}
    return sorted(every, key=lambda pair: rank[pair[1].policy])[:most]


def paths_figure(study: Study, most: int) -> Figure | None:
    """Gaps of log GDP over periods, a panel a policy; nothing where no pair of runs lasted."""
    chosen = shown_paths(study, most)
    if not chosen:
        return None
    words = study.words
    data = gap_fans.GapFans(
        id="appraisal-paths",
        fans=tuple(_fan(study, path) for _, path in chosen),
        words=words,
        name=words.plain(text("appraised.paths.name")),
        alt=words.plain(_paths_alt(len(chosen), chosen[0][1])),
    )
    caption = [text("appraised.paths.cap.spread"), text("appraised.cap.scale"), _alike(study, *chosen[0])]
    if len(chosen) < len(study.appraisal.paths):
        caption.append(text("appraised.paths.cap.some", n=len(study.appraisal.paths)))
    samples = {"k50": "half", "k80": "most", "k95": "nearly"}
    return Figure(
        id=data.id,
        title=titles.paths(study, *chosen[0]),
        subtitle=[text("appraised.paths.sub", other=policy(chosen[0][1].against))],
        drawings=tuple(gap_fans.draw(data, width) for width in WIDTHS),
        key=tuple(KeyEntry(sample, text(f"appraised.paths.key.{name}")) for sample, name in samples.items()),
        caption=tuple(caption),
        sources=(),
        table=_paths_table(study, chosen),
        table_name=text("appraised.paths.table"),
    )


def _fan(study: Study, path: Path) -> gap_fans.GapFan:
    bands = tuple((path.spread[low], path.spread[high]) for low, high in BANDS)
    return gap_fans.GapFan(study.words.plain(policy(path.policy)), path.periods, bands, path.mean)


def _alike(study: Study, place: int, path: Path) -> Text:
    """How alike paired runs are after a quarter, half and all of the periods."""
    last = len(path.periods) - 1
    key = study.pointer("paths", place, "correlation")
    said = [
        text(
            "appraised.paths.cap.at",
            value=numbers.known(path.correlation[at], f"{key}/{at}", numbers.PLAIN, 2),
            period=path.periods[at],
        )
        for at in sorted({round(last * share) for share in (0.25, 0.5, 1.0)})
    ]
    return text("appraised.paths.cap.correlation", policy=policy(path.policy), all=said)


def _paths_alt(panels: int, path: Path) -> Text:
    low, high = (numbers.known(path.spread[edge][-1], "", numbers.PERCENT, 1) for edge in (0, 6))
    period = path.periods[-1]
    return text("appraised.paths.alt", n=panels, policy=policy(path.policy), period=period, low=low, high=high)


def _paths_table(study: Study, chosen: Sequence[tuple[int, Path]]) -> Table:
    """The mean gap of each policy shown, at some periods and the last one."""
    periods = max((path.periods for _, path in chosen), key=len)
    shown = sorted({at - 1 for at in YEARS if at < len(periods)} | {len(periods) - 1})
    columns = (
        Column(text("appraised.column.policy"), numbers.PERCENT.unit),
        *(Column(text("appraised.paths.year", period=periods[at]), None, True) for at in shown),
    )
    rows = [
        Row(Cell(policy(path.policy)), tuple(_mean_gap(study, place, path, at) for at in shown))
        for place, path in chosen
    ]
    return study.table(text("appraised.paths.name"), text("appraised.paths.note"), columns, rows, "paths", "gaps")


def _mean_gap(study: Study, place: int, path: Path, at: int) -> Cell:
    if at >= len(path.periods):
        return Cell(numbers.DASH, text("appraised.paths.over"))
    key = study.pointer("paths", place)
    mean = numbers.known(path.mean[at], f"{key}/mean/{at}", numbers.PERCENT, 1, signed=True)
    low = numbers.known(path.low[at], f"{key}/low/{at}", numbers.PERCENT, 1)
    high = numbers.known(path.high[at], f"{key}/high/{at}", numbers.PERCENT, 1)
    return Cell(mean, text("report.interval", low=low, high=high))
