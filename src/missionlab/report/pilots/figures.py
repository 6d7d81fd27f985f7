"""The figures of a pilot: beliefs before and after its results, and what more of it is worth by size."""

from __future__ import annotations

from missionlab.base.text import text
from missionlab.report.charts import evsi, posterior
from missionlab.report.charts.drawing import WIDTHS
from missionlab.report.charts.figure import Cell, Column, Figure, Row, Table
from missionlab.report.pilots import numbers, titles
from missionlab.report.pilots.study import Study
from missionlab.steering.learning.results import Belief

SHOWN = (1, 2, 5, 10, 20, 50, 100)
"""Units in each arm that the table beside the figure shows, beside the registered size and the best."""
_REACH = 0.15
"""How much wider than the beliefs an axis of money is, so that a threshold near them is on it."""


def posterior_figure(study: Study) -> Figure | None:
    """Every arm before and after its results; nothing without a prior."""
    pilot = study.pilot
    if not pilot.after:
        return None
    factor = 100.0 if study.is_rate else 1.0
    low, high = (0.0, 100.0) if study.is_rate else _range(pilot.before + pilot.after)
    threshold = None if pilot.threshold is None else factor * pilot.threshold
    if threshold is not None and not low < threshold < high:
        threshold = None
    title = titles.believed(study)
    foot = (
        text("pilots.posterior.foot_rate", units=study.unit) if study.is_rate else text("pilots.posterior.foot_money")
    )
    data = posterior.Posterior(
        id=study.figure_id("posterior"),
        panels=tuple(
            _panel(study, place, before, after, factor)
            for place, (before, after) in enumerate(zip(pilot.before, pilot.after, strict=True))
        ),
        low=low,
        high=high,
        currency=None if study.is_rate else pilot.currency or "",
        threshold=threshold,
        threshold_label=study.words.plain(
            text("pilots.posterior.threshold", at=study.measured(pilot.threshold or 0.0))
        ),
        before_label=study.words.plain(text("pilots.posterior.before")),
        after_label=study.words.plain(text("pilots.posterior.after")),
        foot=study.words.plain(foot),
        words=study.words,
        name=study.words.plain(text("pilots.posterior.name")),
        alt=study.spoken([text("pilots.posterior.alt", n=len(pilot.after)), title]),
    )
    caption = [text("pilots.posterior.cap"), text("pilots.posterior.prior", reason=pilot.prior_reason)]
    if any(belief.places > 1 for belief in pilot.after):
        caption.append(text("pilots.posterior.places"))
    return Figure(
        id=data.id,
        title=title,
        subtitle=[text("pilots.posterior.sub", measure=study.desk.own(pilot.measure or pilot.question))],
        drawings=tuple(posterior.draw(data, width) for width in WIDTHS),
        key=(),
        caption=tuple(caption),
        sources=study.desk.known_sources(pilot.sources),
        table=_beliefs_table(study),
        table_name=text("pilots.posterior.table"),
    )


def _panel(study: Study, place: int, before: Belief, after: Belief, factor: float) -> posterior.PosteriorPanel:
    mean, low, high = (factor * (end or 0.0) for end in (after.mean.value, after.mean.low, after.mean.high))
    key = study.pointer("after", place, "mean")
    said = [text("pilots.posterior.said", mean=numbers.said(after.mean, key, study.measured))]
    kind = "none" if not after.trials else "rate" if after.successes is not None else "benefit"
    said.append(text(f"pilots.posterior.results.{kind}", n=after.trials, successes=after.successes))
    return posterior.PosteriorPanel(
        name=after.arm or "",
        before=_density(before, factor),
        after=_density(after, factor) if after.trials else None,
        low=low,
        mean=mean,
        high=high,
        said=study.spoken(said),
    )


def _density(belief: Belief, factor: float) -> posterior.Density:
    return posterior.Density(tuple(factor * at for at in belief.shape.at), belief.shape.density)


def _range(beliefs: tuple[Belief, ...]) -> tuple[float, float]:
    ends = [at for belief in beliefs for at in (belief.shape.at[0], belief.shape.at[-1])]
    reach = _REACH * (max(ends) - min(ends))
    return min(ends) - reach, max(ends) + reach


def _beliefs_table(study: Study) -> Table:
    rows = []
    for place, (before, after) in enumerate(zip(study.pilot.before, study.pilot.after, strict=True)):
        results = Cell(numbers.DASH, text("pilots.posterior.results.none", n=0))
        if after.trials:
            n = numbers.known(after.trials, study.pointer("after", place, "trials"), numbers.plain(0))
            kind = "benefit" if after.successes is None else "rate"
            results = Cell(n, text(f"pilots.posterior.second.{kind}", n=after.places, successes=after.successes))
        cells = (
            numbers.cell(before.mean, study.pointer("before", place, "mean"), study.measured),
            results,
            numbers.cell(after.mean, study.pointer("after", place, "mean"), study.measured),
        )
        rows.append(Row(Cell(study.arm(after.arm)), cells))
    second = text("pilots.column.nine_tenths")
    columns = (
        Column(text("pilots.column.arm")),
        Column(text("pilots.column.before"), second, True),
        Column(text("pilots.column.results"), text("pilots.column.units"), True),
        Column(text("pilots.column.after"), second, True),
    )
    note = text("pilots.posterior.note", reason=study.pilot.prior_reason)
    return study.table(text("pilots.posterior.name"), note, columns, rows, "after", "pilot_beliefs")


def worth_figure(study: Study) -> Figure | None:
    """Worth by size with the cost; nothing where worth is not known."""
    pilot = study.pilot
    points = tuple(
        evsi.WorthPoint(size.units, size.worth.value, size.worth.low or 0.0, size.worth.high or 0.0)
        for size in pilot.sizes
        if size.worth.value is not None
    )
    if not points or pilot.currency is None:
        return None
    costs = [size.cost.value / size.units for size in pilot.sizes if size.cost.value is not None]
    title = titles.worth(study)
    data = evsi.WorthBySize(
        id=study.figure_id("worth"),
        points=points,
        cost=costs[0] if costs else None,
        perfect=pilot.perfect.value,
        marks=_marks(study),
        currency=pilot.currency,
        worth_label=study.words.plain(text("pilots.worth.label")),
        cost_label=study.words.plain(text("pilots.worth.cost_label")),
        perfect_label=study.words.plain(text("pilots.worth.perfect_label")),
        foot=study.words.plain(text("pilots.worth.foot", units=study.unit)),
        words=study.words,
        name=study.words.plain(text("pilots.worth.name")),
        alt=study.spoken([text("pilots.worth.alt", n=len(points)), title]),
    )
    share = pilot.carry_over[0]
    caption = [text("pilots.worth.cap"), text("pilots.worth.perfect", worth=_perfect(study))]
    caption.append(
        text(f"pilots.worth.carry_{'stated' if share.stated else 'blank'}", share=numbers.share(share.share))
    )
    if pilot.sequential.value == 0:
        caption.append(text("pilots.worth.sequential_none"))
    elif pilot.sequential.value is not None:
        net = numbers.said(pilot.sequential, study.pointer("sequential"), study.money)
        caption.append(text("pilots.worth.sequential", net=net))
    return Figure(
        id=data.id,
        title=title,
        subtitle=[text("pilots.worth.sub", units=study.unit)],
        drawings=tuple(evsi.draw(data, width) for width in WIDTHS),
        key=(),
        caption=tuple(caption),
        sources=study.desk.known_sources(pilot.sources),
        table=_sizes_table(study),
        table_name=text("pilots.worth.table"),
    )


def _perfect(study: Study) -> object:
    return numbers.said(study.pilot.perfect, study.pointer("perfect"), study.money)


def _marks(study: Study) -> tuple[evsi.SizeMark, ...]:
    """The size that is left as registered, and the best; one mark where they are the same."""
    pilot = study.pilot
    found = {"planned": pilot.planned, "best": pilot.best}
    if pilot.planned is not None and pilot.best is not None and pilot.planned.units == pilot.best.units:
        found = {"planned_best": pilot.planned}
    return tuple(
        evsi.SizeMark(size.units, size.worth.value, study.words.plain(text(f"pilots.worth.mark.{name}", n=size.units)))
        for name, size in found.items()
        if size is not None and size.worth.value is not None
    )


def _sizes_table(study: Study) -> Table:
    pilot = study.pilot
    named = {one.units for one in (pilot.planned, pilot.best) if one is not None}
    arms = max(1, len(pilot.after))
    rows = []
    for place, size in enumerate(pilot.sizes):
        if size.units not in named and size.units / arms not in SHOWN:
            continue
        key = study.pointer("sizes", place)
        rows.append(
            Row(
                Cell(numbers.known(size.units, f"{key}/units", numbers.plain(0))),
                (
                    numbers.cell(size.worth, f"{key}/worth", study.money),
                    Cell(numbers.value(size.cost, f"{key}/cost", study.money)),
                    numbers.cell(size.net, f"{key}/net", study.money),
                    numbers.cell(size.changes, f"{key}/changes", numbers.share),
                ),
            )
        )
    columns = (
        Column(study.unit),
        Column(text("pilots.column.worth"), text("pilots.column.half_double"), True),
        Column(text("pilots.column.cost"), text("pilots.column.as_stated"), True),
        Column(text("pilots.column.net"), None, True),
        Column(text("pilots.column.changes"), text("pilots.column.of_cases"), True),
    )
    return study.table(text("pilots.worth.name"), text("pilots.worth.note"), columns, rows, "sizes", "pilot_sizes")
