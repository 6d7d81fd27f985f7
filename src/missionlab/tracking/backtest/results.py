"""What a backtest found: frozen records with every figure's interval, as JSON and as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any

from missionlab.base.findings import Finding, Level, Place
from missionlab.tracking.backtest.bootstrap import Estimate

if TYPE_CHECKING:
    import pandas as pd

    from missionlab.tracking.backtest.scored import Scored

ALL, LEFT_OUT, LATER = "all", "left-out", "later"
"""Scopes: every forecast; those of places and families that no parameter was learnt from; those of the other places and
families whose outcomes came after the last that was learnt from."""

ESTIMATES = (
    "relative_crps", "crps", "coverage_80", "coverage_95", "width_80", "width_95", "pinball_10", "pinball_25",
    "pinball_50", "pinball_75", "pinball_90", "brier", "brier_skill", "event_skill", "calibration_error",
)  # fmt: skip
"""The measures of a row that carry an interval, in the order in which they are worked out."""


@dataclass(frozen=True, slots=True)
class Row:
    """How one method fared at one horizon over one group of forecasts. Every mean weighs families alike."""

    scope: str
    by: str
    """What the groups are: ``all``, ``era``, ``family`` or ``place``."""
    group: str
    method: str
    horizon: int
    forecasts: int
    series: int
    families: int
    clusters: int
    """Places within families: what is drawn for the intervals."""
    relative_crps: Estimate
    """Over the benchmark's; geometric mean over families. Below 1 is better than the benchmark."""
    crps: Estimate
    """In mean absolute yearly changes of the training points."""
    coverage_80: Estimate
    coverage_95: Estimate
    width_80: Estimate
    """Sharpness: mean width of the interval, in mean absolute yearly changes."""
    width_95: Estimate
    pinball_10: Estimate
    pinball_25: Estimate
    pinball_50: Estimate
    pinball_75: Estimate
    pinball_90: Estimate
    events: int
    """Events whose probability was scored."""
    brier: Estimate
    brier_skill: Estimate
    """Against the family's base rate before the origin. 0 is no better than that, 1 is knowing."""
    event_skill: Estimate
    """Against the base rate of each event in the family, which is much harder to beat."""
    calibration_error: Estimate
    """Mean distance, over ten classes of probability, between what was said and what happened."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Events to which one method gave a probability from ``low`` to ``high``, and how many of them happened."""

    scope: str
    method: str
    horizon: int
    low: float
    high: float
    events: int
    said: float
    """Their mean probability."""
    happened: Estimate


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that forecasts must clear, and whether they did."""

    measure: str
    horizon: int | None
    era: str | None
    low: float | None
    high: float | None
    measured: Estimate

    @property
    def missed_by(self) -> float | None:
        """How far outside the bar; 0 where it is cleared, None where nothing was measured."""
        value = self.measured.value
        if value is None:
            return None
        below = 0.0 if self.low is None else max(0.0, self.low - value)
        above = 0.0 if self.high is None else max(0.0, value - self.high)
        return below + above


@dataclass(frozen=True, slots=True)
class MethodUsed:
    """A method that forecast: its id, its source, and what it cost."""

    id: str
    source: str
    cpu_ms: float
    """Mean processor time of one forecast of all horizons, milliseconds, on the machine that measured it."""


@dataclass(frozen=True, slots=True)
class About:
    """What was forecast, from when, and by what."""

    data: tuple[str, ...]
    """Names of the files."""
    sha256: str
    """Of their contents, one after the other."""
    series: int
    places: int
    families: tuple[str, ...]
    families_left_out: tuple[str, ...]
    clusters_left_out: tuple[str, ...]
    """Places and technologies of the data that no parameter was learnt from."""
    origins: tuple[int, ...]
    """Origin years at which at least one forecast could be scored."""
    horizons: tuple[int, ...]
    fewest_points: int
    most_points: int
    replicates: int
    method: str
    """The method that missionlab uses."""
    benchmark: str
    methods: tuple[MethodUsed, ...]
    calibration: Mapping[str, Any]
    """Where the parameters come from, as they ship."""
    version: str


@dataclass(frozen=True, slots=True)
class Backtest:
    """The track record of the forecasts on one data file."""

    about: About
    rows: tuple[Row, ...]
    reliability: tuple[Bin, ...]
    bars: tuple[Bar, ...]
    findings: tuple[Finding, ...] = ()
    scored: Scored | None = field(default=None, compare=False, repr=False)
    """Every forecast by itself; None where only the summary is known, as of the track record that ships."""

    def rows_of(self, scope: str, by: str, method: str | None = None) -> tuple[Row, ...]:
        """The rows of one scope and grouping, of missionlab's own method unless another is named."""
        wanted = method or self.about.method
        return tuple(r for r in self.rows if (r.scope, r.by, r.method) == (scope, by, wanted))

    @property
    def scope(self) -> str:
        """What the record is told of first: what was left out of all learning, or everything where nothing was."""
        return LEFT_OUT if self.rows_of(LEFT_OUT, ALL) else ALL

    def by_method(self) -> list[Row]:
        """The rows over all forecasts of that scope, of every method."""
        return [row for row in self.rows if (row.scope, row.by) == (self.scope, ALL)]

    def row(self, horizon: int, scope: str = LEFT_OUT, method: str | None = None) -> Row | None:
        """The row over all forecasts of a scope at ``horizon``; None where there are none."""
        return next((r for r in self.rows_of(scope, ALL, method) if r.horizon == horizon), None)

    def to_json(self) -> dict[str, Any]:
        """The backtest without its single forecasts, ready for JSON."""
        about = asdict(self.about)
        about["calibration"] = dict(self.about.calibration)
        return {
            "about": about,
            "rows": [asdict(row) for row in self.rows],
            "reliability": [asdict(one) for one in self.reliability],
            "bars": [{**asdict(bar), "missed_by": bar.missed_by} for bar in self.bars],
            "findings": [finding.to_json() for finding in self.findings],
        }

    def to_frame(self) -> pd.DataFrame:
        """One row per scope, group, method and horizon; each estimate as value, ``_low`` and ``_high``."""
        import pandas as pd

        return pd.DataFrame([flat(row) for row in self.rows])


def flat(row: Row) -> dict[str, Any]:
    """A row with each estimate spread over three columns."""
    out: dict[str, Any] = {}
    for one in fields(row):
        value = getattr(row, one.name)
        if isinstance(value, Estimate):
            out |= {one.name: value.value, f"{one.name}_low": value.low, f"{one.name}_high": value.high}
        else:
            out[one.name] = value
    return out


def of_json(document: Mapping[str, Any]) -> Backtest:
    """The backtest of a document that `Backtest.to_json` made."""
    about = dict(document["about"])
    about["methods"] = tuple(MethodUsed(**method) for method in about["methods"])
    for name in ("data", "families", "families_left_out", "clusters_left_out", "origins", "horizons"):
        about[name] = tuple(about[name])
    return Backtest(
        about=About(**about),
        rows=tuple(Row(**_read(row)) for row in document["rows"]),
        reliability=tuple(Bin(**_read(one)) for one in document["reliability"]),
        bars=tuple(Bar(**_read(bar, leave="missed_by")) for bar in document["bars"]),
        findings=tuple(
            Finding(Level(one["level"]), one["code"], Place(one["place"]), one["message"], one["why"], one["fix"])
            for one in document["findings"]
        ),
    )


def _read(record: Mapping[str, Any], leave: str = "") -> dict[str, Any]:
    """The fields of a record, its objects as estimates."""
    return {
        name: Estimate(**value) if isinstance(value, Mapping) else value
        for name, value in record.items()
        if name != leave
    }
