"""Is `lsd-0.1` the reference program? Every moment of 200 of our runs beside those of its runs.

Writes docs/reference/parity.md. Nothing is tuned and no run is dropped: what differs stands in the table as it is.

    python benchmarks/parity.py                      # 200 runs a set-up, a few minutes
    python benchmarks/parity.py --runs 60 --out FILE # a quicker look
"""

from __future__ import annotations

import argparse
import csv
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from missionlab.economy.parameters import Parameters, with_values
from missionlab.ensemble.compare import LEVEL, Comparison, compare
from missionlab.ensemble.dataset import in_words
from missionlab.ensemble.moments import BY_NAME, CORRELATED, MOMENTS, TRANSIENT
from missionlab.ensemble.moments_table import moments_of
from missionlab.ensemble.power import POWER, Alarms, alarms, smallest_shift_found
from missionlab.ensemble.simulate_many import simulate_many
from missionlab.ensemble.window import QUANTITIES

REFERENCE = Path("/work/shared/reference/ks")
PAGE = Path(__file__).parents[1] / "docs" / "reference" / "parity.md"

RUNS = 200
SIMULATIONS = 200
"""Pairs of samples from which a power is judged."""

DIGITS = 7
"""Significant digits of the reference files."""

SERIES = tuple(dict.fromkeys(name for moment in MOMENTS for quantity in moment.quantities for name in quantity.series))

SAME = {
    "cc_GDP_+0": "1 by definition",
    "cc_GDP_-1": "the same number as `ac1_bk_GDP`",
    **{f"cc_GDP_{lag:+d}": f"the same number as that at {-lag:+d}" for lag in (2, 3, 4)},
    "cc_GDP_+1": "the same number as `ac1_bk_GDP`",
}
"""Moments that are another one under a second name: tested once."""


@dataclass(frozen=True)
class SetUp:
    """One set-up of the reference program: which of its files, and the same economy here."""

    title: str
    file: str
    whose: str
    parameters: Parameters
    periods: int


SET_UPS = (
    SetUp(
        "500,000 workers, 300 periods",
        "ours_v01_Benchmark_T300.csv",
        "the reference program, run by us",
        Parameters(),
        300,
    ),
    SetUp(
        "500,000 workers, 600 periods", "ours_v01_Benchmark_T600.csv", "the same runs, to their end", Parameters(), 600
    ),
    SetUp(
        "250,000 workers, 600 periods",
        "authors_ee_Benchmark_2to10_250k_T600.csv",
        "the authors' own output",
        with_values(Parameters(), labour_force=250_000.0),
        600,
    ),
)


@dataclass(frozen=True)
class Parity:
    """One set-up compared: each moment, the shift of it that would be found, and all moments together.

    `above` and `below` are the shares of our runs beyond the largest and smallest value of the program's runs.
    """

    set_up: SetUp
    ours: int
    theirs: int
    endings: str
    rows: tuple[Comparison, ...]
    shifts: dict[str, float]
    together: Alarms
    above: float
    below: float

    @property
    def tested(self) -> tuple[Comparison, ...]:
        return tuple(row for row in self.rows if not row.untested)

    @property
    def differing(self) -> tuple[Comparison, ...]:
        return tuple(row for row in self.rows if row.differs)


def reference_moments(file: str) -> dict[str, np.ndarray]:
    """The moments of the reference runs of a file, each an array over runs."""
    with (REFERENCE / file).open(encoding="utf-8", newline="") as lines:
        records = list(csv.DictReader(lines))
    return {name: np.array([float(record[name] or "nan") for record in records]) for name in BY_NAME}


def as_stored(values: np.ndarray) -> np.ndarray:
    """The values with the digits that the reference files keep, so that equal values are equal there too."""
    return np.array([float(f"{value:.{DIGITS}g}") for value in values])


def our_moments(set_up: SetUp, runs: int) -> tuple[dict[str, np.ndarray], str]:
    """The moments of so many runs of ours, and how these ended."""
    ensemble = simulate_many(set_up.parameters, seeds=runs, periods=set_up.periods, rules="lsd-0.1", series=SERIES)
    measured = moments_of(ensemble, TRANSIENT)
    completed = ensemble["code"].values == 0
    found = {str(name): as_stored(values.values[completed]) for name, values in measured.data_vars.items()}
    return found, in_words(ensemble["code"].values)


def parity(set_up: SetUp, runs: int) -> Parity:
    """Simulate one set-up and compare."""
    left, endings = our_moments(set_up, runs)
    right = reference_moments(set_up.file)
    ours, theirs = (len(next(iter(side.values()))) for side in (left, right))
    rows = compare({name: values for name, values in left.items() if name not in SAME}, right)
    tested = [row.name for row in rows if not row.untested]
    everywhere = [name for name in tested if np.isfinite(np.concatenate([left[name], right[name]])).all()]
    shifts = {
        row.name: smallest_shift_found(
            left[row.name], row.left.runs, row.right.runs, LEVEL / len(tested), simulations=SIMULATIONS
        )
        for row in rows
        if row.name in everywhere
    }
    together = alarms({name: left[name] for name in everywhere}, {name: right[name] for name in everywhere})
    above, below = (
        float(np.mean([beyond(left[name], right[name]) for name in everywhere]))
        for beyond in (lambda ours, theirs: ours > theirs.max(), lambda ours, theirs: ours < theirs.min())
    )
    return Parity(set_up, ours, theirs, endings, rows, shifts, together, above, below)


def number(value: float) -> str:
    return "" if not np.isfinite(value) else f"{value:.4g}"


def chance(p: float) -> str:
    if not np.isfinite(p):
        return ""
    return "< 0.0001" if p < 1e-4 else f"{p:.4f}" if p < 0.01 else f"{p:.3f}"


COLUMNS = (
    "moment", "unit", "ours: mean", "sd", "program: mean", "sd", "largest gap", "p", "p, corrected", "shift found, sd",
    "shift found, in the unit",
)  # fmt: skip


def table(found: Parity) -> str:
    lines = [f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|"]
    for row in found.rows:
        shift = found.shifts.get(row.name, float("nan"))
        cells = [
            f"**`{row.name}`**" if row.differs else f"`{row.name}`",
            BY_NAME[row.name].unit,
            number(row.left.mean),
            number(row.left.sd),
            number(row.right.mean),
            number(row.right.sd),
            row.untested or number(row.gap),
            chance(row.p),
            chance(row.corrected),
            "none" if np.isinf(shift) else number(round(shift, 2)),
            number(shift * row.left.sd),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def verdict(found: Parity) -> str:
    """What the comparison says, as the list above each table."""
    names = ", ".join(f"`{row.name}`" for row in found.differing) or "none"
    shifts = [shift for shift in found.shifts.values() if np.isfinite(shift)]
    seen = (
        f"{min(shifts):.2f} to {max(shifts):.2f} standard deviations over runs, {np.median(shifts):.2f} in the middle"
        if shifts
        else "none, however large: the sets are too small for so many tests"
    )
    together = found.together
    lines = [
        f"{found.ours} runs of ours ({found.endings}) against {found.theirs} ({found.set_up.whose})",
        f"moments tested: {len(found.tested)}; different at {LEVEL:.0%} after the correction: {names}",
        f"with p at most 5 % before it: {together.found}, where chance gives {together.expected:.1f} on average",
        f"all moments together: p = {chance(together.chance)}",
        f"our runs beyond the program's largest value: {found.above:.1%}, its smallest: {found.below:.1%}, "
        f"on average over moments; of one model {1 / (found.theirs + 1):.1%} each",
        f"shift of a moment that this would find: {seen}",
    ]
    return "\n".join(f"- {line}" for line in lines) + "\n"


HEAD = f"""# Parity with the reference program

Written by `python benchmarks/parity.py`; do not edit. The rule set `lsd-0.1` was written from a specification,
which was written from reading the program, version 0.1. Where first comparisons of these moments disagreed, the
rule or the measurement at fault was looked for and corrected (`economy/deviations.md`); no number was tuned. The
program gives other paths for the same seed on another compiler, so only distributions over runs can be compared.

- **Runs.** All runs of the reference files, against {RUNS} of ours with seeds of their own. The first {TRANSIENT}
  periods are dropped. The program's runs of 300 periods are its runs of 600 cut short, and so are ours: the first
  two tables are no independent evidence.
- **Test.** The two-sample test of Kolmogorov and Smirnov with its exact p-value, ties included. It sees differences
  of any kind, shifts best. Holm's correction holds the chance of any false alarm in a table at {LEVEL:.0%} whatever
  the dependence of the moments; moments at neighbouring lags depend strongly, so it is cautious.
- **All together.** Whole runs are dealt anew into two sets 2,000 times, which keeps that dependence, and Fisher's
  sum of the logarithms of the p-values is compared with those of the deals.
- **Shift found.** The smallest shift of a moment that the corrected test, at its hardest step ({LEVEL:.0%} over the
  number of moments), finds with a chance of {POWER:.0%}: by simulation, from the distribution of our runs. A
  smaller difference may be there and go unseen. sd is the standard deviation over runs.
- **A measure that differs.** Debt of firms is recorded after entries, as the balance sheet has it; the program sums
  it before exits. In a trial that did so too (200 runs of 300 periods) its mean over output was 1.288 against the
  program's 1.286, and its correlations with output agreed within 0.02.
- **Left out.** Numbers of firms (constant), entries (equal to exits), and six correlations of output with itself
  that are another moment under a second name. {DIGITS} digits are compared, as many as the files have.

What the moments mean stands at the end.
"""


def page(found: list[Parity]) -> str:
    parts = [HEAD]
    for one in found:
        parts += [f"## {one.set_up.title}\n", verdict(one), table(one)]
    return "\n".join([*parts, meanings()])


def meanings() -> str:
    """The moments in words; the correlations at lags by their symbols."""
    lines = ["## What the moments mean\n", "| moment | means | unit |", "|---|---|---|"]
    lines += [f"| `{m.name}` | {m.meaning} | {m.unit} |" for m in MOMENTS if not m.name.startswith("cc_")]
    for symbol in CORRELATED:
        what = QUANTITIES[symbol].meaning
        lines.append(
            f"| `cc_{symbol}_k` | Correlation of the cycle of {what}, k periods later, with that of log output | 1 |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare lsd-0.1 with the reference program.")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--out", type=Path, default=PAGE)
    chosen = parser.parse_args()
    if not REFERENCE.exists():
        sys.exit(f"The reference runs are not here: {REFERENCE}")
    found = []
    for set_up in SET_UPS:
        found.append(parity(set_up, chosen.runs))
        print(set_up.title, verdict(found[-1]), sep="\n", flush=True)
    temporary = chosen.out.with_suffix(".part")
    temporary.write_text(page(found), encoding="utf-8")
    temporary.replace(chosen.out)


if __name__ == "__main__":
    main()
