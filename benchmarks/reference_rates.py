"""Makes ``tracking/forecast/reference_rates.json``: how fast indicators of each class have changed in other places.

Only quantiles and their intervals are written, with where they come from; the data are read in place and do not ship.

    python benchmarks/reference_rates.py DATA.csv --on 2026-11-24             # print the classes
    python benchmarks/reference_rates.py DATA.csv --on 2026-11-24 --write     # write the file that ships
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from missionlab.strategy.atomic_write import put_file
from missionlab.tracking.backtest.data import read_data
from missionlab.tracking.historic_speed import RATES_FILE
from missionlab.tracking.reference_rates import LEVELS, distributions

SEED = 2026


def document(path: Path, on: date) -> dict[str, Any]:
    """The file that ships, from the data at ``path``, made ``on`` a day."""
    data = read_data(path)
    sources = _sources(path)
    classes = distributions(data.series, SEED)
    for one in classes.values():
        one["sources"] = sorted({source for indicator in one["indicators"] for source in sources[indicator]})
    return {
        "made_on": on.isoformat(),
        "made_by": "benchmarks/reference_rates.py",
        "data": {"file": data.name, "sha256": data.sha256},
        "seed": SEED,
        "levels": list(LEVELS),
        "classes": classes,
    }


def _sources(path: Path) -> dict[str, set[str]]:
    """Publishers by indicator, as the data file names them."""
    out: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            out[row["indicator_id"]].add(row["source"])
    return out


def text_of(made: dict[str, Any]) -> str:
    """As JSON, a line for each entry and for each class, so that a change can be read."""
    head = [f'"{key}": {json.dumps(value)}' for key, value in made.items() if key != "classes"]
    classes = [f' "{name}": {json.dumps(one, ensure_ascii=False)}' for name, one in made["classes"].items()]
    return "{\n" + ",\n".join([*head, '"classes": {\n' + ",\n".join(classes) + "}"]) + "}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--on", type=date.fromisoformat, required=True, help="the day on which it is made")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    made = document(given.data, given.on)
    for name, one in made["classes"].items():
        ten = one["by_years"].get("10", {"places": 0, "spans": 0})
        spans = f"{ten['spans']} spans of 10 years in {ten['places']} places"
        print(f"{name:<20}{len(one['indicators']):>3} indicators, {one['first_year']}-{one['last_year']}, {spans}")
    if given.write:
        put_file(RATES_FILE, text_of(made).encode())


if __name__ == "__main__":
    main()
