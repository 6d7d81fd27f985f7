"""The track record: what was predicted from a register at several years' ends, and what came.

The correction learns only from outturns that were known at the origin: origins at least four years earlier. The
delivery factor is the median over them of actual over predicted, and the width of the interval comes from the common
factor that their errors imply.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from missionlab.base.findings import InputError
from missionlab.base.text import Quantity, Share, Text, text
from missionlab.portfolio.finance.backtest.pipeline import AHEAD, WINDOW, Forecast, forecast
from missionlab.portfolio.finance.backtest.register import Register, year_end
from missionlab.portfolio.finance.backtest.spread import implied_correlation, interval
from missionlab.portfolio.finance.results import OriginCheck, TrackRecord

FILE = "register_uk.json"
NAME = "UK Renewable Energy Planning Database, Q2 2021"
SOURCE = "ledger_repd_uk (Open Government Licence v3)"
ORIGINS = (2005, 2008, 2010, 2012, 2014, 2016)
FEWEST = 50
"""Live projects that there must be at an origin, and at the end of every year from which its chances are learnt."""
COMMON = 0.10
"""Correlation of the intervals that are shown beside the independent ones."""
LEVEL, CORRECTED_LEVEL = 0.9, 0.8
COVER, CLOSEST, FARTHEST = 4, 0.85, 1.15
"""The bar: origins of six that are covered, and between which bounds the median ratio lies."""
FIRST_RATIO = 0.826
"""Median ratio of a first run on the planning register, which asked for `FEWEST` live projects at the origin alone. The
rule was settled after that run had missed the bar, so wherever the bar is said to be met, this is said with it."""


def measured(register: Register, name: str = NAME, source: str = SOURCE) -> TrackRecord:
    """The track record on a register. Raises ``InputError`` where it reaches over too few years."""
    known = _last_day(register)
    years = range(_year(float(register.submitted.min())) + WINDOW, _year(known))
    able = [year for year in years if year_end(year + AHEAD) <= known]
    enough = {year for year in range(years.start - WINDOW, years.stop) if register.live(year_end(year)).sum() >= FEWEST}
    tried = (forecast(register, year) for year in able if enough >= set(range(year - WINDOW, year + 1)))
    made = {one.origin: one for one in tried if one.chance.sum() >= 1}
    shown = [made[year] for year in ORIGINS if year in made]
    if not shown:
        raise InputError(
            "The register cannot be tested: at no origin are there enough projects whose outturn is known.",
            why=f"Each origin needs {FEWEST} live projects and {AHEAD} years of outturn after it.",
            fix="Give a register that reaches over more years.",
        )
    origins = tuple(_origin(one, [f for year, f in made.items() if year <= one.origin - AHEAD]) for one in shown)
    ratios = [one.actual / one.corrected for one in origins if one.corrected]
    return _with_verdict(
        name=name,
        source=source,
        projects=len(register.submitted),
        undated=register.undated,
        correlation=COMMON,
        implied_correlation=implied_correlation(shown, around_mean=False),
        around_mean=implied_correlation(shown, around_mean=True),
        median_ratio=float(np.median([one.actual / one.predicted for one in origins])),
        factors=tuple(one.actual / one.predicted for one in origins),
        origins=origins,
        corrected_ratio=float(np.median(ratios)) if ratios else None,
    )


@cache
def track_record() -> TrackRecord:
    """The one that ships: figures measured once on the planning register, without its data."""
    file = resources.files("missionlab.portfolio.finance.backtest").joinpath(FILE)
    raw: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    origins = tuple(OriginCheck(**_with_pairs(one)) for one in raw.pop("origins"))
    return _with_verdict(origins=origins, **{**raw, "factors": tuple(raw["factors"])})


def _with_pairs(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}


def figures(found: TrackRecord) -> dict[str, Any]:
    """What is shipped of a track record: its figures, without what follows from them."""
    derived = ("covered", "asked", "met", "words")
    return {name: value for name, value in asdict(found).items() if name not in derived}


def _origin(one: Forecast, earlier: Sequence[Forecast]) -> OriginCheck:
    actual, predicted = int(one.operated.sum()), float(one.chance.sum())
    share = actual / len(one.chance)
    brier = float(np.mean((one.chance - one.operated) ** 2))
    factor, within = _correction(one, earlier) if earlier else (None, None)
    return OriginCheck(
        year=one.origin,
        live=len(one.chance),
        predicted=predicted,
        actual=actual,
        independent=interval(one.chance, 0.0, LEVEL),
        common=interval(one.chance, COMMON, LEVEL),
        skill=1 - brier / (share * (1 - share)) if 0 < share < 1 else None,
        factor=factor,
        corrected=None if factor is None else factor * predicted,
        within=within,
        covered=None if within is None else within[0] <= actual <= within[1],
    )


def _correction(one: Forecast, earlier: Sequence[Forecast]) -> tuple[float, tuple[float, float]]:
    """The delivery factor of the earlier origins, and the interval of the prediction that is multiplied by it."""
    factor = float(np.median([f.operated.sum() / f.chance.sum() for f in earlier]))
    width = implied_correlation(earlier, around_mean=False)
    return factor, interval(one.chance, width, CORRECTED_LEVEL, factor)


def _with_verdict(*, origins: tuple[OriginCheck, ...], corrected_ratio: float | None, **rest: Any) -> TrackRecord:
    covered = sum(bool(one.covered) for one in origins)
    asked = sum(one.covered is not None for one in origins)
    enough = asked == len(ORIGINS) and covered >= COVER
    close = corrected_ratio is not None and CLOSEST <= corrected_ratio <= FARTHEST
    return TrackRecord(
        origins=origins,
        corrected_ratio=corrected_ratio,
        covered=covered,
        asked=asked,
        met=enough and close,
        words=_words(covered, asked, corrected_ratio, enough and close, rest["name"]),
        **rest,
    )


def _words(covered: int, asked: int, ratio: float | None, met: bool, name: str) -> Text:
    if ratio is None:
        return text("fund.track.untested", name=name)
    gap = max(CLOSEST - ratio, ratio - FARTHEST, 0.0)
    return text(
        "fund.track.met" if met else "fund.track.missed",
        name=name,
        covered=covered,
        asked=asked,
        level=Share(CORRECTED_LEVEL),
        ratio=Quantity(ratio, decimals=3),
        low=Quantity(CLOSEST, decimals=2),
        high=Quantity(FARTHEST, decimals=2),
        gap=Quantity(gap, decimals=3),
        room=Quantity(min(abs(ratio - CLOSEST), abs(FARTHEST - ratio)), decimals=3),
        short=max(COVER - covered, 0),
        missed=Quantity(CLOSEST - FIRST_RATIO, decimals=3),
    )


def _last_day(register: Register) -> float:
    """The last day of which the register knows anything."""
    days = np.concatenate([register.submitted, register.granted, register.refused, register.operating])
    return float(days[np.isfinite(days)].max())


def _year(day: float) -> int:
    from datetime import date

    return date.fromordinal(int(day)).year
