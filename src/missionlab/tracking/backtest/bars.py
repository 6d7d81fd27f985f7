"""The bars that missionlab's forecasts are held to, on places and families that nothing was learnt from.

They were set before the forecasts were built (issue 5 of the project). One that is missed stays here and is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from missionlab.tracking.backtest.bootstrap import Estimate
from missionlab.tracking.backtest.results import ALL, LEFT_OUT, Bar, MethodUsed, Row

_BY_HORIZON: dict[str, dict[int, tuple[float | None, float | None]]] = {
    "relative_crps": {5: (None, 0.84), 10: (None, 0.78)},
    "coverage_80": {5: (0.76, 0.86), 10: (0.76, 0.86)},
    "coverage_95": {5: (0.92, 0.97), 10: (0.92, 0.97)},
    "brier_skill": {5: (0.38, None), 10: (0.27, None)},
    "calibration_error": {5: (None, 0.05), 10: (None, 0.08)},
}
_BY_ERA: dict[str, tuple[float, float]] = {"coverage_80": (0.70, 0.88), "coverage_95": (0.88, 0.98)}
_CPU_MS = 10.0


def judged(rows: Sequence[Row], method: MethodUsed) -> Iterator[Bar]:
    """Every bar with what was measured of ``method``, over forecasts that nothing was learnt from."""
    own = [row for row in rows if row.scope == LEFT_OUT and row.method == method.id]
    for measure, by_horizon in _BY_HORIZON.items():
        for row in (row for row in own if row.by == ALL and row.horizon in by_horizon):
            yield Bar(measure, row.horizon, None, *by_horizon[row.horizon], getattr(row, measure))
    for measure, (low, high) in _BY_ERA.items():
        for row in (row for row in own if row.by == "era" and row.horizon in _BY_HORIZON[measure]):
            yield Bar(measure, row.horizon, row.group, low, high, getattr(row, measure))
    yield Bar("cpu_ms", None, None, None, _CPU_MS, Estimate(method.cpu_ms, None, None))
