"""A backtest from data file to track record; and the track record that ships."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from importlib.metadata import version
from pathlib import Path

import numpy as np

from missionlab.base.findings import InputError, in_order
from missionlab.tracking.backtest.bars import judged
from missionlab.tracking.backtest.base_rates import BaseRates
from missionlab.tracking.backtest.bootstrap import REPLICATES
from missionlab.tracking.backtest.data import DataFile, DataSeries, read_data
from missionlab.tracking.backtest.forecasters import forecasters
from missionlab.tracking.backtest.origins import ERAS, FEWEST, MOST
from missionlab.tracking.backtest.parts import Parts
from missionlab.tracking.backtest.results import About, Backtest, MethodUsed, of_json
from missionlab.tracking.backtest.scored import Columns, Scored, joined, nothing
from missionlab.tracking.backtest.scoring import Clock, Forecaster, Scoring
from missionlab.tracking.backtest.summary import GROUPINGS, Summary
from missionlab.tracking.forecast import calibration

HORIZONS = (1, 5, 10)
EVERY = 3
"""Years between origins, where none are named: forecasts from neighbouring years are nearly the same forecast."""
LONGEST = 50
"""Years ahead; no series is long enough to score more."""
_BLOCK = 40
"""Series that are scored, and kept, together."""

Progress = Callable[[int, int], None]
"""Called with the number of series done and of all series."""


def backtest(
    data: str | Path | Sequence[str | Path] | None = None,
    *,
    origins: Iterable[int] | None = None,
    horizons: Iterable[int] = HORIZONS,
    by: Iterable[str] = GROUPINGS,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> Backtest:
    """Forecast every series of ``data`` (CSV files) again at past origins, and score what came after.

    Without ``data``, the track record that ships with missionlab is returned as it is. ``origins`` are years (every
    third from 1992 where none are named), ``horizons`` years ahead, ``by`` the groupings to report besides the total.
    Finished blocks are kept in ``folder``, so that a backtest that was stopped goes on from there.
    Raises `InputError` for files that cannot be used, and where there is nothing to score.
    """
    ahead, groupings = _checked(tuple(sorted(set(horizons)))), _known(tuple(by))
    if data is None:
        if origins is not None or ahead != HORIZONS:
            raise InputError(
                "Origins and horizons need a data file to forecast from.",
                why="Without one, the track record that ships is shown as it is.",
                fix="Name the file with --data.",
            )
        return shipped()
    files = [read_data(Path(one)) for one in ([data] if isinstance(data, str | Path) else data)]
    if not files:
        raise InputError(
            "No data file is named.",
            why="There is nothing to forecast from.",
            fix="Name at least one; without data at all, the track record that ships is shown.",
        )
    series = tuple(one for file in files for one in file.series)
    years = tuple(sorted(set(origins))) if origins is not None else _every_third(series)
    used = forecasters()
    digest = _digest(files)
    asked = {"data": digest, "origins": years, "horizons": ahead, "methods": [one.id for one in used]}
    parts, clock = Parts(folder, asked), Clock()
    columns = _scored(series, Scoring(years, ahead, used, BaseRates(series, ahead)), parts, clock, progress, len(used))
    if not len(columns.series):
        raise _nothing_to_score(files, years, ahead)
    scored = Scored(series, tuple(one.id for one in used), columns)
    summary = Summary(scored, used[-1].id, groupings)
    rows = tuple(summary.rows())
    about = _about(files, digest, scored, ahead, used, clock)
    findings = in_order(finding for file in files for finding in file.findings)
    bars = tuple(judged(rows, about.methods[0]))
    return Backtest(about, rows, tuple(summary.reliability()), bars, findings, scored)


def shipped() -> Backtest:
    """The track record that ships: of the forecasts as they ship, on the reference data, which do not ship."""
    text = resources.files("missionlab.tracking.forecast").joinpath("track_record.json").read_text(encoding="utf-8")
    return of_json(json.loads(text))


def _scored(
    series: Sequence[DataSeries], scoring: Scoring, parts: Parts, clock: Clock, progress: Progress | None, methods: int
) -> Columns:
    blocks = []
    for start in range(0, len(series), _BLOCK):
        number = start // _BLOCK
        if progress is not None:
            progress(start, len(series))
        columns = parts.found(number, clock)
        if columns is None:
            spent = Clock()
            made = [
                one
                for place, of in enumerate(series[start : start + _BLOCK], start)
                if (one := scoring.columns_of(of, place, spent)) is not None
            ]
            columns = joined(made) if made else nothing(methods)
            parts.keep(number, columns, spent)
            clock.add(spent)
        blocks.append(columns)
    if progress is not None:
        progress(len(series), len(series))
    return joined(blocks)


def _every_third(series: Sequence[DataSeries]) -> tuple[int, ...]:
    last = max(int(one.times[-1]) for one in series)
    return tuple(range(ERAS[0][0], last, EVERY))


def _digest(files: Sequence[DataFile]) -> str:
    return (
        hashlib.sha256("".join(file.sha256 for file in files).encode()).hexdigest()
        if len(files) > 1
        else files[0].sha256
    )


def _checked(horizons: tuple[int, ...]) -> tuple[int, ...]:
    if horizons and horizons[0] >= 1 and horizons[-1] <= LONGEST:
        return horizons
    raise InputError(
        f"Horizons must be whole years from 1 to {LONGEST}.",
        why=f"These were named: {', '.join(map(str, horizons)) or 'none'}.",
        fix="Write --horizons 1,5,10.",
    )


def _known(by: tuple[str, ...]) -> tuple[str, ...]:
    unknown = [name for name in by if name not in GROUPINGS]
    if unknown:
        raise InputError(
            f"There is no grouping {unknown[0]!r}.",
            why="Nothing was scored.",
            fix=f"Choose among {', '.join(GROUPINGS)}.",
        )
    return by


def _about(
    files: Sequence[DataFile],
    digest: str,
    scored: Scored,
    horizons: tuple[int, ...],
    used: Sequence[Forecaster],
    clock: Clock,
) -> About:
    counted = [scored.series[number] for number in np.unique(scored.columns.series)]
    families = sorted({one.family for one in counted})
    clusters = sorted({(one.family, one.cluster) for one in counted})
    out = {family for family in families if all(one.left_out for one in counted if one.family == family)}
    return About(
        data=tuple(file.name for file in files),
        sha256=digest,
        series=len(counted),
        places=len({cluster for _, cluster in clusters}),
        families=tuple(families),
        families_left_out=tuple(sorted(out)),
        clusters_left_out=tuple(sorted({one.cluster for one in counted if one.left_out and one.family not in out})),
        origins=tuple(np.unique(scored.columns.origin).tolist()),
        horizons=horizons,
        fewest_points=FEWEST,
        most_points=MOST,
        replicates=REPLICATES,
        method=used[0].id,
        benchmark=used[-1].id,
        methods=tuple(MethodUsed(one.id, one.source, clock.mean_ms(one.id)) for one in used),
        calibration=calibration.shipped().provenance,
        version=version("missionlab"),
    )


def _nothing_to_score(files: Sequence[DataFile], years: Sequence[int], horizons: Sequence[int]) -> InputError:
    longest = max(len(one.times) for file in files for one in file.series)
    return InputError(
        f"{' and '.join(file.name for file in files)}: there is nothing to score.",
        why=f"A forecast needs {FEWEST} values up to its origin, one in the origin's year, and one "
        f"{' or '.join(map(str, horizons))} years after it; the longest series has {longest}, "
        f"and origins are {years[0] if years else '–'} to {years[-1] if years else '–'}.",
        fix="Name other origins or shorter horizons, or give longer series.",
    )
