"""How missionlab copes with a strategy far larger than any real one.

Generates 500 missions, 10,000 projects and 100,000 observations, then checks, tracks and profiles them in one fresh
process, and prints seconds and peak memory beside the floor: plain reading of the same files with ``yaml`` and ``csv``,
which any tool must do. Limits of the product: 20 s and 1 GB for check + track + portfolio.

    python benchmarks/large_strategy.py            # measure and print a table
    python benchmarks/large_strategy.py --keep DIR # also keep the generated strategy in DIR
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

MISSIONS, PROJECTS, OBSERVATIONS = 500, 10_000, 100_000
YEARS = range(2000, 2020)
STAGES = ("basic", "applied", "demonstration", "first-market", "deployment", "demand")
INSTRUMENTS = ("grant", "loan", "equity", "procurement", "public-research")
KINDS = ("ministry", "agency", "firm-small", "firm-large", "university", "civil")


def generate(folder: Path) -> None:
    """Write the strategy into ``folder``; the same strategy every time."""
    random = np.random.Generator(np.random.Philox(2026))
    folder.mkdir(parents=True, exist_ok=True)
    _write_yaml(folder)
    vintages = OBSERVATIONS // MISSIONS // len(YEARS)
    with (folder / "observations.csv").open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["indicator", "period", "value", "vintage", "quality", "source"])
        for mission in range(MISSIONS):
            level = 20 + np.cumsum(random.normal(0.6, 1.0, len(YEARS)))
            for vintage in range(vintages):
                shift = random.normal(0, 0.05, len(YEARS))
                for year, value in zip(YEARS, level + shift, strict=True):
                    out.writerow([f"i{mission}", year, round(float(value), 4), year + 1 + vintage, "official", "s"])
    with (folder / "projects.csv").open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["id", "name", "missions", "sectors", "stages", "lead", "announced", "sources"])
        for project in range(PROJECTS):
            sector, stage, lead = random.integers(20), random.integers(6), random.integers(300)
            share = random.integers(1, 10) / 10
            missions = f"m{project % MISSIONS}: {share}; m{(project + 7) % MISSIONS}: {round(1 - share, 1)}"
            sectors = f"sector{sector}: 0.6; unallocated: 0.4"
            row = [f"p{project}", f"Project {project}", missions, sectors, f"{STAGES[stage]}: 1", f"a{lead}", 2005, "s"]
            out.writerow(row)
    with (folder / "commitments.csv").open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(
            [
                "id",
                "project",
                "payer",
                "basis",
                "amount",
                "currency",
                "announced",
                "tenor_years",
                "instrument",
                "sources",
            ]
        )
        for project in range(PROJECTS):
            amount, instrument = int(random.lognormal(14, 1.5)), INSTRUMENTS[random.integers(len(INSTRUMENTS))]
            row = [f"c{project}", f"p{project}", "public", "announced", amount, "GBP", 2006, 5, instrument, "s"]
            out.writerow(row)


def _write_yaml(folder: Path) -> None:
    lines = [
        "strategy: {id: large, name: A large strategy, currency: GBP, announced: 2004, sources: [s]}",
        "challenges:",
    ]
    lines += [f"  - {{id: c{number}, name: Challenge {number}, sources: [s]}}" for number in range(20)]
    lines.append("missions:")
    for mission in range(MISSIONS):
        lines.append(
            f"  - {{id: m{mission}, challenge: c{mission % 20}, name: Mission {mission}, announced: 2004-06-01, "
            f"statement: {{en: Do thing number {mission}.}}, sources: [s]}}"
        )
    lines.append("indicators:")
    for mission in range(MISSIONS):
        lines.append(
            f"  - {{id: i{mission}, name: Indicator {mission}, definition: Share of things {mission}, unit: '%', "
            "better: higher, level: outcome, kind: share, sources: [s]}"
        )
    lines.append("targets:")
    for mission in range(MISSIONS):
        lines.append(
            f"  - {{id: t{mission}, mission: m{mission}, name: Target {mission}, indicator: i{mission}, sources: [s], "
            "versions: [{number: 1, set_on: 2004-06-01, value: 45, comparator: at least, year: 2032, "
            "baseline: {period: 2004, value: 22, vintage: 2005}}]}"
        )
    lines.append("actors:")
    lines += [f"  - {{id: a{n}, name: Actor {n}, kind: {KINDS[n % len(KINDS)]}, sources: [s]}}" for n in range(300)]
    lines.append("sectors:")
    lines += [f"  - {{id: sector{number}, name: Sector {number}}}" for number in range(20)]
    lines += ["sources:", "  - {id: s, title: Generated by the benchmark}"]
    (folder / "strategy.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


MEASURE = """
import json, resource, sys, time
started = time.perf_counter()
import missionlab as ml
from datetime import date
marks = {}
def mark(name, since):
    marks[name] = time.perf_counter() - since
    return time.perf_counter()
day = date(2026, 11, 24)
now = mark("import", started)
strategy = ml.load(sys.argv[1]); now = mark("load", now)
standings = ml.track(strategy, day); now = mark("track", now)
money = ml.portfolio(strategy, day); now = mark("portfolio", now)
checked = ml.check(strategy, day, standings=standings, money=money); now = mark("check", now)
marks["all"] = time.perf_counter() - started
marks["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
marks["errors"] = sum(finding.level == "error" for finding in checked.findings)
marks["targets"] = len(standings.targets)
print(json.dumps(marks))
"""

FLOOR = """
import csv, json, pathlib, sys, time
started = time.perf_counter()
import yaml
folder = pathlib.Path(sys.argv[1])
yaml.load((folder / "strategy.yaml").read_text(), Loader=yaml.CSafeLoader)
for file in folder.glob("*.csv"):
    with file.open(newline="") as opened:
        rows = list(csv.DictReader(opened))
print(json.dumps({"all": time.perf_counter() - started}))
"""


def measure(script: str, folder: Path) -> dict[str, float]:
    """Run ``script`` on ``folder`` in a fresh interpreter and return what it prints."""
    done = subprocess.run([sys.executable, "-c", script, str(folder)], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the generated strategy here")
    kept = parser.parse_args().keep
    with tempfile.TemporaryDirectory() as scratch:
        folder = kept or Path(scratch) / "large"
        generate(folder)
        floor = measure(FLOOR, folder)["all"]
        got = measure(MEASURE, folder)
    print(f"{MISSIONS} missions, {PROJECTS:,} projects, {OBSERVATIONS:,} observations; {got['errors']:.0f} errors")
    for name in ("import", "load", "track", "portfolio", "check", "all"):
        print(f"  {name:<10}{got[name]:7.2f} s   {got[name] / floor:6.1f} x plain reading")
    print(f"  plain reading of the same files {floor:.2f} s")
    print(f"  limit 20 s: {got['all'] / 20:.0%} used; peak memory {got['peak_mb']:.0f} MB of 1,000")


if __name__ == "__main__":
    main()
