"""How fast indicators of each reference class have changed in other places, as the quantiles that ship.

A rate is the change on the scale of the class (proportions, or log odds for shares) over exactly so many years, a year.
All such spans of all series of a class are taken, overlapping ones as well. What ships is, for each number of years,
the rates at ``LEVELS`` and an interval of the share of spans below each of them, by a bootstrap that draws whole places
(a place with its parts), because spans of one place overlap and places are what was sampled. ``benchmarks/
reference_rates.py`` makes the file; the data themselves do not ship.

Source of the idea: reference class forecasting (D. Kahneman and A. Tversky 1979; B. Flyvbjerg, "From Nobel Prize to
project management", Project Management Journal 37(3), 2006).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

import numpy as np
from numpy.typing import NDArray

from missionlab.strategy.vocabulary import ReferenceClass, Scale
from missionlab.tracking.backtest.data import DataSeries
from missionlab.tracking.historic_speed import on_scale

Values = NDArray[np.float64]

_TAIL = (0.0, 0.001, 0.005, 0.01, 0.025, 0.05)
LEVELS = (*_TAIL, *(step / 10 for step in range(1, 10)), *(1 - level for level in reversed(_TAIL)))
LONGEST = 30
"""Years; over longer spans too few are independent."""
FEWEST_PLACES = 10
FEWEST_SPANS = 50
DRAWS = 1000
_INTERVAL = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Members:
    """Which indicators of the reference data make up a class, by pattern, and on which scale they are compared."""

    scale: Scale
    indicators: tuple[str, ...]
    without: tuple[str, ...] = ()

    def has(self, indicator: str) -> bool:
        """Whether an indicator of the reference data is of the class."""
        return any(fnmatchcase(indicator, pattern) for pattern in self.indicators) and not any(
            fnmatchcase(indicator, pattern) for pattern in self.without
        )


CLASSES: Mapping[ReferenceClass, Members] = {
    ReferenceClass.EMISSIONS: Members(
        Scale.LOG,
        ("co2_*", "ghg_total_*", "ghg_per_capita_*", "sct_ghg_total_*", "uk_ghg_*"),
        without=("co2_per_gdp_*",),
    ),
    ReferenceClass.SECTOR_EMISSIONS: Members(
        Scale.LOG,
        ("ghg_sector_*", "sct_ghg_*"),
        without=("ghg_sector_land_use_*", "sct_ghg_total_*"),  # land use is a sink in many places
    ),
    ReferenceClass.CARBON_INTENSITY: Members(
        Scale.LOG, ("co2_per_gdp_*", "elec_carbon_intensity_*", "energy_intensity_*")
    ),
    ReferenceClass.ELECTRICITY: Members(Scale.LOG, ("elec_*_twh",)),
    ReferenceClass.CLEAN_SHARE: Members(
        Scale.LOGIT,
        (
            "elec_*share*",
            "energy_lowcarbon_share*",
            "energy_renewables_share*",
            "sct_renewable_*",
            "uk_lowcarbon_share*",
        ),
    ),
    ReferenceClass.DIFFUSION: Members(Scale.LOGIT, ("ev_*_share", "internet_users")),
    ReferenceClass.RESEARCH_SPENDING: Members(Scale.LOGIT, ("rd_gdp",)),
    ReferenceClass.RESEARCHERS: Members(Scale.LOG, ("researchers_*",)),
    ReferenceClass.PATENTS: Members(Scale.LOG, ("patent*", "green_patents_uspto")),
    ReferenceClass.LIFE_EXPECTANCY: Members(Scale.LOG, ("life_expectancy",)),
    ReferenceClass.PREMATURE_MORTALITY: Members(Scale.LOGIT, ("ncd_mortality*",)),
    ReferenceClass.OUTPUT: Members(Scale.LOG, ("gdp_*real*", "productivity_*", "bcl_labor*", "pwt_gdp_real")),
    ReferenceClass.UNEMPLOYMENT: Members(Scale.LOGIT, ("unemployment_*",)),
    ReferenceClass.PUBLIC_DEBT: Members(Scale.LOG, ("public_debt_gdp",)),
}


def rates_over(series: DataSeries, scale: Scale, years: int) -> Values:
    """Changes a year on ``scale`` over each span of exactly ``years`` of which both ends were observed."""
    values = on_scale(series.values, scale, *series.bounds)
    at = {float(time): float(value) for time, value in zip(series.times, values, strict=True) if np.isfinite(value)}
    return np.array([(at[end] - value) / years for time, value in at.items() if (end := time + years) in at])


def distributions(series: Iterable[DataSeries], seed: int) -> dict[str, Any]:
    """The classes as they ship: where they come from, and rates and intervals by number of years."""
    known = list(series)
    return {
        str(name): _class([one for one in known if members.has(one.indicator)], members, seed)
        for name, members in CLASSES.items()
    }


def _class(series: list[DataSeries], members: Members, seed: int) -> dict[str, Any]:
    over: dict[str, Any] = {}
    for years in range(1, LONGEST + 1):
        by_cluster: dict[str, list[Values]] = {}
        for one in series:
            found = rates_over(one, members.scale, years)
            if len(found):
                by_cluster.setdefault(one.cluster, []).append(found)
        places = [np.concatenate(found) for _, found in sorted(by_cluster.items())]
        if len(places) >= FEWEST_PLACES and sum(map(len, places)) >= FEWEST_SPANS:
            over[str(years)] = _distribution(places, seed + years)
    return {
        "scale": str(members.scale),
        "indicators": sorted({one.indicator for one in series}),
        "first_year": int(min(one.times[0] for one in series)),
        "last_year": int(max(one.times[-1] for one in series)),
        "by_years": over,
    }


def _distribution(places: list[Values], seed: int) -> dict[str, Any]:
    """Rates at ``LEVELS``, and the interval of the share of spans below each, over draws of whole places."""
    everything = np.concatenate(places)
    rates = np.array([float(f"{rate:.4g}") for rate in np.quantile(everything, LEVELS)])
    below = np.array([[np.mean(place < rate) * len(place) for rate in rates] for place in places])
    sizes = np.array([len(place) for place in places], dtype=float)
    drawn = np.random.Generator(np.random.Philox(seed)).integers(len(places), size=(DRAWS, len(places)))
    shares = below[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)[:, None]
    low, high = np.quantile(shares, _INTERVAL, axis=0)
    return {
        "places": len(places),
        "spans": len(everything),
        "rates": rates.tolist(),
        "low": np.round(low, 3).tolist(),
        "high": np.round(high, 3).tolist(),
    }
