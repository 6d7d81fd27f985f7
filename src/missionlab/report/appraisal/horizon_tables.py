"""Effects by horizon: what direct support and the mix move over the years, and for how long pairing helps."""

from __future__ import annotations

from collections.abc import Iterable

from missionlab.appraisal.estimate import Against
from missionlab.appraisal.family import DIRECT, MIX, MIX_OWN_SIZE, NOISE, SUBSIDIES, TRANSFERS
from missionlab.appraisal.outcomes import BY_KEY, PRIMARY
from missionlab.appraisal.results import Effect
from missionlab.base.text import Text, text
from missionlab.report.appraisal import numbers
from missionlab.report.appraisal.names import outcome, policy
from missionlab.report.appraisal.study import Study
from missionlab.report.appraisal.tables import told_cell
from missionlab.report.charts.figure import Cell, Column, Row, Table

COMPARED = ((DIRECT, Against.OTHER), (MIX, Against.PLACEBO))
"""Whose effects are laid out by horizon, and in which comparison; all others are in the data."""

Placed = tuple[int, Effect]


def horizon_tables(study: Study) -> list[Table]:
    """Outcomes by horizons for direct against indirect support and for the mix, where they were compared."""
    return [table for key, role in COMPARED if (table := _horizon_table(study, key, role)) is not None]


def _horizon_table(study: Study, key: str, role: Against) -> Table | None:
    found = {
        (one.outcome, one.horizon): (place, one)
        for place, one in study.effects()
        if one.policy == key and one.role is role and one.outcome in BY_KEY
    }
    horizons = _in_order(horizon for _, horizon in found)
    if len(horizons) < 2:
        return None
    rows, too_short = [], text("appraised.horizons.too_short")
    for name in (one for one in BY_KEY if any((one, horizon) in found for horizon in horizons)):
        measure = numbers.measure_of(name)
        cells = tuple(told_cell(study, found.get((name, horizon)), measure, too_short) for horizon in horizons)
        rows.append(Row(Cell(outcome(name), measure.unit), cells))
    _, first = next(iter(found.values()))
    caption = text("appraised.horizons.caption", policy=policy(key), other=policy(first.against))
    columns = (Column(text("appraised.column.outcome")), *_heads(study, horizons))
    return study.table(caption, text("appraised.horizons.note"), columns, rows, "effects", "effects")


def pairing_table(study: Study) -> Table | None:
    """How alike paired runs are with doing nothing, and what pairing takes off the variance, by horizon."""
    found = {
        (one.policy, one.horizon): (place, one)
        for place, one in study.effects()
        if one.role is Against.NOTHING and one.outcome == PRIMARY and one.correlation.value is not None
    }
    direct = (one.key for one in study.appraisal.policies if one.key in study.direct & study.of_verdict)
    shown = dict.fromkeys([NOISE, MIX_OWN_SIZE, MIX, TRANSFERS, SUBSIDIES, *direct])
    horizons = _in_order(horizon for _, horizon in found)
    policies = [key for key in shown if any((key, horizon) in found for horizon in horizons)]
    if not policies:
        return None
    rows = [
        Row(Cell(policy(key)), tuple(_pairing_cell(study, found.get((key, horizon))) for horizon in horizons))
        for key in policies
    ]
    columns = (Column(text("appraised.column.policy")), *_heads(study, horizons))
    caption, note = text("appraised.pairing.caption"), text("appraised.pairing.note")
    return study.table(caption, note, columns, rows, "effects", "effects")


def _pairing_cell(study: Study, found: Placed | None) -> Cell:
    if found is None:
        return Cell(numbers.DASH, text("appraised.horizons.too_short"))
    place, one = found
    key = study.pointer("effects", place)
    alike = numbers.value(one.correlation, f"{key}/correlation", numbers.PLAIN, 2)
    if one.variance_gained is None:
        return Cell(alike)
    gained = numbers.known(one.variance_gained, f"{key}/variance_gained", numbers.SHARE, 0)
    return Cell(alike, text("appraised.pairing.gained", share=gained))


def _in_order(horizons: Iterable[int | None]) -> list[int | None]:
    """The horizons, each once, the whole run last."""
    return sorted(set(horizons), key=lambda horizon: (horizon is None, horizon or 0))


def _heads(study: Study, horizons: list[int | None]) -> list[Column]:
    def named(horizon: int | None) -> Text:
        return text("appraised.horizons.years", n=study.appraisal.design.periods if horizon is None else horizon)

    return [Column(named(horizon), None, True) for horizon in horizons]
