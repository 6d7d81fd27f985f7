"""Which stylised facts do `closed` and `closed-banks` show? Each judged by 200 runs, with intervals and failures.

Writes docs/reference/stylised-facts.md. The criteria stand in missionlab/ensemble/facts.py.

    python benchmarks/stylised_facts.py                      # 200 runs, a few minutes
    python benchmarks/stylised_facts.py --runs 24 --out FILE # a quicker look
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from missionlab.economy.parameters import Parameters, with_values
from missionlab.economy.simulate import Code
from missionlab.ensemble.bank_facts import NEEDED as NEEDED_OF_BANKS
from missionlab.ensemble.bank_facts import bank_figures
from missionlab.ensemble.dataset import in_words
from missionlab.ensemble.facts import FACTS, FACTS_OF_BANKS
from missionlab.ensemble.firm_facts import firm_figures
from missionlab.ensemble.judging import Criterion, Estimate, Judged, judge, mean_over_runs
from missionlab.ensemble.macro_facts import NEEDED, macro_figures, policy_figures
from missionlab.ensemble.moments import MOMENTS, TRANSIENT
from missionlab.ensemble.panel import firm_panel
from missionlab.ensemble.simulate_many import simulate_many
from missionlab.ensemble.threads import in_order, thread_count

if TYPE_CHECKING:
    import xarray as xr

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "stylised-facts.md"
RUNS, PERIODS = 200, 600
PANEL_PERIODS = 200
"""Periods after the transient in which firms are followed one by one."""

SERIES = tuple(
    dict.fromkeys(
        [name for moment in MOMENTS for quantity in moment.quantities for name in quantity.series]
        + [*NEEDED, *NEEDED_OF_BANKS, "gdp_constant", "public_debt", "banks_rescued"]
    )
)

NO_SEARCH = with_values(Parameters(), innovation_efficiency=1e-300, imitation_efficiency=1e-300)
NO_STATE = with_values(Parameters(), tax_rate=0.0, benefit_rate=0.0)
SCENARIOS = {"all": Parameters(), "no search": NO_SEARCH, "no state": NO_STATE}


@dataclass(frozen=True)
class Shown:
    """What the runs show: every fact judged, and how the runs of each scenario ended.

    `unweighted` judges the same runs with output as the reference program counts it, machines and goods unweighted;
    `figures` are those of the runs with everything, by name, each of shape (runs,).
    """

    facts: tuple[Judged, ...]
    unweighted: tuple[Judged, ...]
    runs: int
    endings: dict[str, str]
    figures: dict[str, np.ndarray]


def stylised_facts(
    runs: int, periods: int = PERIODS, panel_periods: int = PANEL_PERIODS, rules: str = "closed"
) -> Shown:
    """Simulate so many runs of each scenario, and so many panels of firms, and judge the facts."""
    ensemble = simulate_many(SCENARIOS, seeds=runs, periods=periods, series=SERIES, rules=rules)
    everything = ensemble.sel(scenario="all")
    completed = everything["code"].values == Code.COMPLETED
    endings = {name: in_words(ensemble["code"].sel(scenario=name).values) for name in SCENARIOS}
    firms = _firms([int(seed) for seed in everything["seed"].values[completed]], panel_periods, rules)
    facts, unweighted = (
        judge(
            FACTS_OF_BANKS if rules == "closed-banks" else FACTS,
            firms | _figures({name: _series(ensemble.sel(scenario=name), output) for name in SCENARIOS}, completed),
        )
        for output in ("gdp_constant", "gdp")
    )
    series = _series(everything, "gdp_constant")
    return Shown(facts, unweighted, runs, endings, _beside({n: values[completed] for n, values in series.items()}))


def _figures(series: dict[str, dict[str, np.ndarray]], completed: np.ndarray) -> dict[str, np.ndarray]:
    everything = {name: values[completed] for name, values in series["all"].items()}
    return macro_figures(everything) | bank_figures(everything) | policy_figures(series)


BESIDE = {
    "g_GDP": ("Growth of output", "1/period"),
    "sd_g_GDP": ("Growth of output: spread over the periods", "1/period"),
    "u_mean": ("Unemployment", "share"),
    "p_crisis": ("Periods in which output falls by more than 3 %", "share"),
    "bk_sd_GDP": ("Cycle of log output: spread", "log points"),
    "bk_ratio_I": ("Cycle of log investment: spread over that of output", "1"),
    "debt_share": ("Debt of firms over nominal output", "share"),
    "public_debt_share": ("Public debt over nominal output", "share"),
    "bad_debt": ("Bad debt over nominal output", "share"),
    "bankruptcies": ("Bankruptcies in a period", "firms"),
    "rationed_share": ("Credit refused by banks over nominal output", "share"),
    "crisis_share": ("Periods in which a bank is rescued", "share"),
    "crisis_mean": ("Periods that a banking crisis lasts", "periods"),
    "crisis_cost": ("Fiscal cost of a banking crisis over nominal output of a period", "share"),
}
"""Figures that are shown beside each other under both rule sets."""


def _beside(series: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    counted = {name: values[..., TRANSIENT:] for name, values in series.items()}
    output = counted["gdp_nominal"]
    found = macro_figures(series) | bank_figures(series)
    found |= {
        "debt_share": (counted["firm_debt"] / output).mean(axis=-1),
        "public_debt_share": (counted["public_debt"] / output).mean(axis=-1),
        "bad_debt": ((counted["write_offs_1"] + counted["write_offs_2"]) / output).mean(axis=-1),
        "bankruptcies": counted["bankruptcies"].mean(axis=-1),
    }
    return {name: found[name] for name in BESIDE}


def _series(ensemble: xr.Dataset, output: str) -> dict[str, np.ndarray]:
    values = {name: ensemble[name].transpose("run", "period").values for name in SERIES}
    return values | {"gdp": values[output]}


def _firms(seeds: list[int], periods: int, rules: str) -> dict[str, np.ndarray]:
    def figures(seed: int) -> dict[str, float]:
        return firm_figures(firm_panel(seed, TRANSIENT + 1, TRANSIENT + periods, rules=rules))

    threads = thread_count(None)
    found = list(in_order(figures, seeds, threads, ahead=threads))
    return {name: np.array([one[name] for one in found]) for name in found[0]}


def number(value: float) -> str:
    return "none" if not np.isfinite(value) else f"{value:.3g}"


def measured(criterion: Criterion, estimate: Estimate) -> str:
    """The figure with its interval, a lag without decimals."""
    if criterion.lag_of:
        return f"{estimate.value:+.0f} ({estimate.low:+.0f} to {estimate.high:+.0f})"
    return f"{number(estimate.value)} ({number(estimate.low)} to {number(estimate.high)})"


def summary(facts: tuple[Judged, ...]) -> str:
    lines = ["| fact | says | verdict |", "|---|---|---|"]
    for judged in facts:
        beyond = f"; {judged.fact.beyond}" if judged.fact.beyond else ""
        lines.append(f"| {judged.fact.key} | {judged.fact.statement} | **{judged.verdict}**{beyond} |")
    return "\n".join(lines) + "\n"


def detail(judged: Judged) -> str:
    lines = [
        f"## {judged.fact.key}. {judged.fact.statement}: {judged.verdict}\n",
        "| figure | unit | value (95 % interval) | must be | verdict | published |",
        "|---|---|---|---|---|---|",
    ]
    for criterion, estimate, verdict in judged.criteria:
        cells = [criterion.says, criterion.unit, measured(criterion, estimate), criterion.bounds, verdict]
        lines.append(f"| {' | '.join(cells)} | {criterion.published} |")
    if judged.fact.beyond:
        lines.append(f"\nBeyond this economy: {judged.fact.beyond}.")
    return "\n".join(lines) + "\n"


def head(shown: Shown) -> str:
    return f"""# Stylised facts

Written by `python benchmarks/stylised_facts.py`; do not edit. {shown.runs} runs of {PERIODS} periods under `closed`
with the default parameters, the first {TRANSIENT} dropped; firms are followed one by one in periods {TRANSIENT + 1}
to {TRANSIENT + PANEL_PERIODS}.
Endings: {"; ".join(f"{name}: {endings}" for name, endings in shown.endings.items())}.

- **Criteria** were written down before the figures were looked at (one exception is told there), in
  `missionlab/ensemble/facts.py`, and nothing was tuned. One holds if the whole interval lies within its bounds,
  fails if all of it lies outside, and is open otherwise. A fact holds if all its criteria hold, fails if all fail,
  and holds in part otherwise.
- **Intervals** are 95 % Monte Carlo intervals of the mean over runs: they say how well these runs know the model's
  mean, not how far the model is from any country. Each stands alone, uncorrected for how many there are.
- **Published** figures are those that the specification quotes from memory; they could not be checked. A period
  there is read as a quarter for the filter and as a year for growth, so sizes compare loosely.
- **Output** is at the prices of period 0, as `closed` defines it. The program counts machines and goods unweighted, so
  that a machine, worth about eight goods, counts as one. A first look at fewer runs used its count; what that changes
  is listed below.
- **no search**: no firm innovates or imitates; entrants still draw techniques. **no state**: no tax, no benefit.
  Both run the same seeds as the base (**all**), and differences are within seeds, over runs completed in both.
- **Lags** in periods, negative where the series leads output; the interval of a lag is over runs drawn anew.
"""


def with_program_count(shown: Shown) -> str:
    """The criteria whose verdict changes when output is counted as the program counts it."""
    lines = []
    for weighted, unweighted in zip(shown.facts, shown.unweighted, strict=True):
        for (criterion, _, verdict), (_, estimate, other) in zip(weighted.criteria, unweighted.criteria, strict=True):
            if verdict is not other:
                figure = measured(criterion, estimate)
                lines.append(f"- {weighted.fact.key}, {criterion.says}: {figure}, {other} instead of {verdict}")
    return "\n".join(["## With output counted as the program counts it\n", *(lines or ["- no verdict changes"])]) + "\n"


NOTES = """## What does not hold, and what is known of it

- **Investment leads output (SF3)**, by two periods. It does in the reference program too, by three (`cc_I_-3` in
  [parity](parity.md)). Machines delivered in a period add to capacity from the next on, which may be why; it was not
  tested.
- **Debt of firms is counter-cyclical (SF6)**, as in the reference program (`cc_DebF_+0`). Every entrant starts on
  credit, firms in distress borrow, and neither waits for a boom. Banks that can refuse a loan, below, do not turn it.
- **Recessions end a little sooner the longer they last (SF5)**: the shape is at the edge of what was called roughly
  exponential.
- **Without taxes and benefits (Policy 2)** most runs end with nobody employed for 50 periods (see the endings
  above) and are left out, so the figures are those of the luckier ones and flatter. Even among these, unemployment
  is above a half on average and output lies below 1 % of its past peak in 4 periods of 10. From there it cannot
  fall often, so the criterion on the number of falls fails, and it rebounds far, so no loss of growth shows; but
  falls are vast: by more than half in 6 % of periods, against 0.5 % with the state (37 survivors of 100 runs).
"""
"""Read off the runs of 24 November 2026; to be read again when a verdict changes."""


def with_banks(shown: Shown, banks: Shown) -> str:
    """The facts under `closed-banks`: what is other than under `closed`, the facts of finance, and sizes beside."""
    lines = [
        "## The same under `closed-banks`\n",
        f"{banks.runs} runs of the same seeds with banks as agents ([banks](../explanation/banks.md)). Endings: "
        + "; ".join(f"{name}: {endings}" for name, endings in banks.endings.items())
        + ".\n",
        "| fact | `closed` | `closed-banks` |",
        "|---|---|---|",
    ]
    lines += [
        f"| {one.fact.key} | {one.verdict} | **{other.verdict}** |"
        for one, other in zip(shown.facts, banks.facts, strict=True)
    ]
    lines += ["\nCriteria whose verdict is another one with banks:\n"]
    before = {(judged.fact.key, c): verdict for judged in shown.facts for c, _, verdict in judged.criteria}
    changed = [
        f"- {judged.fact.key}, {c.says}: {measured(c, estimate)}, {verdict} instead of {before[judged.fact.key, c]}"
        for judged in banks.facts
        for c, estimate, verdict in judged.criteria
        if before.get((judged.fact.key, c), verdict) is not verdict
    ]
    lines += changed or ["- none"]
    finance = next(judged for judged in banks.facts if judged.fact.key == "SF6")
    lines += [f"\n#{detail(finance).replace('## SF6. ', '## SF6 with banks: ')}", BANK_NOTES]
    lines += ["| figure | unit | `closed` | `closed-banks` |", "|---|---|---|---|"]
    for name, (says, unit) in BESIDE.items():
        cells = [_interval(mean_over_runs(figures[name])) for figures in (shown.figures, banks.figures)]
        lines.append(f"| {says} | {unit} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _interval(estimate: Estimate) -> str:
    return f"{number(estimate.value)} ({number(estimate.low)} to {number(estimate.high)})"


BANK_NOTES = """\
- **Debt of firms stays counter-cyclical** with banks that refuse loans. The loans with which firms are founded are
  never refused, which may be why; it was not tested.
- **Lumpy credit holds by a small margin**: nearly all firms borrow nothing in a period, and the share of those that
  borrow much is just above the line.
- **Longer crises** are neighbouring periods in which one bank or another is rescued; under `closed` a rescue restores
  the one bank, so that nearly every crisis lasts a period.
- **Without taxes and benefits (Policy 2)** no run ends early, other than under `closed`; why was not tested. Growth
  is not lost at all, against the fact.
- The four shares of output that are stocks or losses have wide intervals, because nominal output nearly vanishes for
  some periods of some runs.
"""
"""Read off the runs of 24 November 2026; to be read again when a verdict changes."""


def page(shown: Shown, banks: Shown) -> str:
    details = [detail(judged) for judged in shown.facts]
    return "\n".join(
        [head(shown), summary(shown.facts), NOTES, with_program_count(shown), with_banks(shown, banks), *details]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Judge the stylised facts of the closed economy.")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--out", type=Path, default=PAGE)
    chosen = parser.parse_args()
    shown = stylised_facts(chosen.runs)
    banks = stylised_facts(chosen.runs, rules="closed-banks")
    temporary = chosen.out.with_suffix(".part")
    temporary.write_text(page(shown, banks), encoding="utf-8")
    temporary.replace(chosen.out)
    print(summary(shown.facts))
    print(summary(banks.facts))


if __name__ == "__main__":
    main()
