"""Made-up data files for the tests of backtests: walks with drift in three families and six places."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from missionlab.tracking.backtest.results import Backtest
from missionlab.tracking.backtest.run import backtest

FAMILIES = {"rd_gdp": "% of GDP", "co2_per_capita_t": "t", "elec_generation_twh": "TWh"}
PLACES = ("GBR", "FRA", "DEU", "ESP", "ITA", "CHL")
COMMAND = "missionlab backtest --data walks.csv"


def walks(seed: int = 11, years: int = 32) -> str:
    """The text of a data file: 18 series from 1985 on."""
    random = np.random.default_rng(seed)
    lines = ["indicator_id,entity,year,value,unit"]
    for indicator, unit in FAMILIES.items():
        for place in PLACES:
            values = 2.5 * np.exp(np.cumsum(random.normal(0.005, 0.04, years)))
            lines += [f"{indicator},{place},{1985 + t},{value:.6g},{unit}" for t, value in enumerate(values)]
    return "\n".join(lines) + "\n"


def write(folder: Path) -> Path:
    """The data file in ``folder``."""
    path = folder / "walks.csv"
    path.write_text(walks(), encoding="utf-8")
    return path


@cache
def one() -> Backtest:
    """The backtest of the walks, made once in a process."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return backtest(write(Path(folder)), origins=(1998, 2010), horizons=(1, 5))
