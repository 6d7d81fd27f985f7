"""Makes the track record that ships: the summary of a backtest on the reference data, which do not ship.

    python benchmarks/forecasts.py DATA [DATA ...]            # measure, print the table, write track_record.json
    python benchmarks/forecasts.py DATA --out DIR             # also the page, backtest.json and every forecast

DATA are ``indicators.csv`` and ``experience_curves.csv`` of the project's shared data. One core, minutes.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from importlib import resources
from pathlib import Path

import missionlab as ml
from missionlab.cli.show_backtest import backtested
from missionlab.report.backtest.deliver import write
from missionlab.strategy.atomic_write import put_file
from missionlab.tracking.backtest.results import ALL, LEFT_OUT, Backtest


def shortened(backtest: Backtest) -> Backtest:
    """What ships: forecasts that nothing was learnt from, in total by method, and by era and family for our own; the
    totals over all forecasts; times rounded, because another machine has others."""
    own = backtest.about.method
    rows = [row for row in backtest.rows if row.by == ALL]
    rows += [
        row for row in backtest.rows if row.scope == LEFT_OUT and row.method == own and row.by in ("era", "family")
    ]
    methods = tuple(dataclasses.replace(one, cpu_ms=round(one.cpu_ms, 1)) for one in backtest.about.methods)
    return dataclasses.replace(
        backtest,
        about=dataclasses.replace(backtest.about, methods=methods),
        rows=tuple(rows),
        reliability=tuple(one for one in backtest.reliability if (one.scope, one.method) == (LEFT_OUT, own)),
        scored=None,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()

    def step(done: int, total: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{done} of {total} series", end="", file=sys.stderr)

    backtest = ml.backtest(asked.data, folder=asked.out, progress=step)
    if asked.out is not None:
        write(backtest, asked.out, f"python benchmarks/forecasts.py {' '.join(map(str, asked.data))} --out {asked.out}")
    target = Path(str(resources.files("missionlab.tracking.forecast").joinpath("track_record.json")))
    document = json.dumps(_rounded(shortened(backtest).to_json()), indent=1, ensure_ascii=False, allow_nan=False)
    put_file(target, (document + "\n").encode())
    backtested(backtest, [str(target)], shipped=False)


def _rounded(what: object) -> object:
    """Numbers to six figures: the rest says nothing, and differs between processors."""
    if isinstance(what, dict):
        return {name: _rounded(value) for name, value in what.items()}
    if isinstance(what, list | tuple):
        return [_rounded(value) for value in what]
    return float(f"{what:.6g}") if isinstance(what, float) else what


if __name__ == "__main__":
    main()
