"""Does missionlab's economy bear out what is published of mission policy? Piece by piece, with intervals.

The claim is that of the abstract of Dosi, Lamperti, Mazzucato, Napoletano and Roventini (2023, JEDC 151:104650). Each
piece of it becomes questions about pairs of policies; Holm's correction runs over all questions of the page together.
Writes docs/reference/the-claim.md, which docs/tutorial/judging-the-claim.md judges.

    python benchmarks/claim.py                      # 400 runs, some minutes on one core
    python benchmarks/claim.py --runs 20 --out FILE # a quicker look
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from missionlab.appraisal.appraise import BUDGET, START
from missionlab.appraisal.break_even import break_even
from missionlab.appraisal.comparison import answer
from missionlab.appraisal.context import Context
from missionlab.appraisal.costs import costs
from missionlab.appraisal.course import Course
from missionlab.appraisal.family import DIRECT, GROUPS, INDIRECT, NOISE, SUBSIDIES, TRANSFERS
from missionlab.appraisal.multiplicity import holm_adjusted
from missionlab.appraisal.outcomes import BY_KEY, PRIMARY_HORIZON, SERIES, left
from missionlab.appraisal.paired import Difference, difference, mean_over_runs, share_of_runs
from missionlab.appraisal.policies import Policy, main_table, of_key
from missionlab.appraisal.recorded import NOTHING, Recorded
from missionlab.appraisal.results import Answer, BreakEven, Estimate, PolicyCost
from missionlab.appraisal.span import Span
from missionlab.appraisal.verdict import POINTS_PER_GAP
from missionlab.base.text import say
from missionlab.economy.parameters import Parameters, with_values
from missionlab.ensemble.seeds import run_seeds

if TYPE_CHECKING:
    import xarray as xr

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "the-claim.md"
RUNS, SEED = 400, 4
"""The questions were drafted on runs of another seed."""
ENDS_AFTER, AFTER = 40, 80
"""Periods with money, and periods after it, in the scene that asks what is left."""
WAITS = (5, 20)
"""Periods without a success after which states that are less patient give up."""
HARDER = {"harder": 0.01, "hardest": 0.003}
"""Efficiency of search in worlds that leave more to gain, as a multiple of the default."""
WITHOUT_MONEY = "laboratory-without-money"

INDIRECT_USES = GROUPS[INDIRECT]
DIRECT_USES = ("laboratory", "laboratory-technique", "public-firms", "procurement", "public-bank")
USES = (*INDIRECT_USES, *DIRECT_USES)
VARIANTS = {
    "laboratory-tenth": {"laboratory_yield": 0.1},
    "laboratory-hundredth": {"laboratory_yield": 0.01},
    "laboratory-smaller-finds": {"laboratory_gain": 0.01},
}
"""The laboratory with a tenth and a hundredth of the yield, and with finds a third as large."""
GIVEN_UP = ("laboratory", "laboratory-tenth", "public-firms")


@dataclass(frozen=True)
class Scene:
    """One simulation: its policies, all with the same seeds and the same money."""

    says: str
    policies: tuple[Policy, ...]
    horizon: int = PRIMARY_HORIZON
    ends_after: int | None = None
    parameters: Parameters = field(default_factory=Parameters)


@dataclass(frozen=True)
class Question:
    """Does `policy` do more than `against` on `outcome`? A policy may be ``direct`` or ``indirect``."""

    piece: str
    scene: str
    outcome: str
    policy: str
    against: str

    @property
    def key(self) -> str:
        return " ".join((self.scene, self.outcome, self.policy, self.against))


@dataclass(frozen=True)
class Answered:
    question: Question
    found: Difference
    answer: Answer


@dataclass(frozen=True)
class Claim:
    """All that the page shows."""

    runs: int
    answers: tuple[Answered, ...]
    costs: tuple[PolicyCost, ...]
    break_even: tuple[BreakEven, ...]
    given_up: Mapping[str, Estimate]
    """Share of runs in which a policy of a less patient state was given up."""
    chance: Mapping[str, Estimate]
    """With which a private search succeeds without policy, by scene."""
    nothing_without_money: bool
    """Whether a laboratory without a budget leaves every recorded number as it was, to the bit."""
    ended_early: int
    seconds: float


def scenes() -> dict[str, Scene]:
    firms = of_key("public-firms", BUDGET)
    laboratory = of_key("laboratory", BUDGET)
    variants = tuple(laboratory.using(key, **settings) for key, settings in VARIANTS.items())
    apart = (
        firms.using("public-firms-protection-only", public_firm_diffusion=0.0),
        firms.using("public-firms-diffusion-only", public_firm_protection=0.0),
    )
    less_patient = tuple(
        policy.using(_waits(policy.key, periods), patience=float(periods))
        for policy in (laboratory, variants[0], firms)
        for periods in WAITS
    )
    main = main_table(BUDGET)
    few = tuple(policy for policy in main if policy.key in (NOTHING, TRANSFERS, *USES))
    unpaid = replace(laboratory, key=WITHOUT_MONEY, size=0.0)
    ending = tuple(policy for policy in few if policy.key != "laboratory-technique")
    return {
        "deficit": Scene(
            "Money from deficits, for all 80 periods, in the default world",
            (*main, *variants, *apart, *less_patient, unpaid),
        ),
        "tax": Scene(
            "The same with a matching tax on households",
            tuple(policy.using(policy.key, tax_financed=1.0) if policy.size else policy for policy in few),
        ),
        **{
            name: Scene(
                f"The same as the first with the efficiency of private search times {times:g}",
                few,
                parameters=with_values(Parameters(), innovation_efficiency=times * Parameters().innovation_efficiency),
            )
            for name, times in HARDER.items()
        },
        "ended": Scene(
            f"Money from deficits for {ENDS_AFTER} periods, then {AFTER} without",
            ending,
            ENDS_AFTER + AFTER,
            ENDS_AFTER,
        ),
    }


def _waits(key: str, periods: int) -> str:
    return f"{key}-waits-{periods}"


PIECES = {
    "control": "Controls: what must not be told from nothing",
    "all": "All raise productivity and growth",
    "best": "The direct ones do best",
    "apart": "What does it: the special parts, and the yield of the laboratory",
    "crowding": "Direct ones crowd in private investment",
    "hysteresis": "Direct ones leave something behind",
    "equal": "At equal resources missions do better",
    "patience": "If the state is patient and bears the risk",
}


def questions() -> Iterator[Question]:
    """Every question of the page, fixed before its runs were made."""
    yield Question("control", "deficit", "gap", NOISE, NOTHING)
    yield Question("control", "deficit", "gap", TRANSFERS, NOTHING)
    for outcome in ("gap", "productivity"):
        for use in USES:
            yield Question("all", "deficit", outcome, use, NOTHING)
    for use in USES:
        yield Question("all", "deficit", "gap", use, TRANSFERS)
    for scene in ("deficit", *HARDER):
        yield Question("best", scene, "gap", DIRECT, INDIRECT)
        for use in DIRECT_USES:
            yield Question("best", scene, "gap", use, SUBSIDIES)
        for use in ("laboratory", "public-firms"):
            yield Question("best", scene, "gap", use, "tax-relief")
    for scene in HARDER:
        yield Question("best", scene, "gap", SUBSIDIES, NOTHING)
    for use in DIRECT_USES:
        placebo = of_key(use, BUDGET).placebo or NOTHING
        yield Question("apart", "deficit", "gap", use, placebo)
    for idle in ("laboratory-idle", "laboratory-technique-idle", "public-firms-unprotected"):
        yield Question("apart", "deficit", "gap", idle, SUBSIDIES)
    for part in ("public-firms-protection-only", "public-firms-diffusion-only"):
        yield Question("apart", "deficit", "gap", part, "public-firms-unprotected")
    for key in VARIANTS:
        yield Question("apart", "deficit", "gap", key, SUBSIDIES)
    for outcome in ("investment_crowding", "research_crowding"):
        for use in (TRANSFERS, *USES):
            yield Question("crowding", "deficit", outcome, use, NOTHING)
    for outcome in (f"left_{AFTER}", "after"):
        for use in (TRANSFERS, *(use for use in USES if use != "laboratory-technique")):
            yield Question("hysteresis", "ended", outcome, use, NOTHING)
    yield Question("equal", "deficit", "gap_per_cost", DIRECT, INDIRECT)
    yield Question("equal", "tax", "gap", DIRECT, INDIRECT)
    for use in USES:
        yield Question("equal", "tax", "gap", use, NOTHING)
    for use in DIRECT_USES:
        yield Question("equal", "tax", "gap", use, SUBSIDIES)
    for key in GIVEN_UP:
        for periods in WAITS:
            yield Question("patience", "deficit", "gap", key, _waits(key, periods))
            yield Question("patience", "deficit", "gap", _waits(key, periods), SUBSIDIES)
    yield Question("patience", "deficit", "gap", "public-firms", "public-firms-diffusion-only")


def claim(runs: int, threads: int | None = 1) -> Claim:
    """Simulate so many runs of each scene and answer every question."""
    began = time.process_time()
    asked = tuple(questions())
    answered: dict[str, Difference] = {}
    chance: dict[str, Estimate] = {}
    of_first: dict[str, Any] = {}
    early = 0
    for name, scene in scenes().items():
        context = Context(scene.parameters, run_seeds(runs, SEED), START, scene.horizon, BUDGET, "closed", threads)
        courses = [Course(policy, ends_after=scene.ends_after if policy.size else None) for policy in scene.policies]
        levers = {one.key: one.levers(context.start, context.periods) for one in courses}
        dataset = context.simulate(name, levers, (*SERIES, "given_up"))
        recorded = Recorded(dataset, START)
        answered |= {question.key: _compared(recorded, question) for question in asked if question.scene == name}
        chance[name] = _mean(recorded, NOTHING, "innovation_chance")
        early += int((dataset["code"] != 0).sum())
        if not of_first:
            of_first = {
                "costs": costs(dataset, [one.info(START) for one in courses], START),
                "break_even": break_even(context, scene.policies),
                "given_up": _given_up(recorded),
                "nothing_without_money": _same(dataset, WITHOUT_MONEY, NOTHING),
            }
    return Claim(
        runs=runs,
        answers=tuple(_judged(asked, answered)),
        chance=chance,
        ended_early=early,
        seconds=time.process_time() - began,
        **of_first,
    )


def _compared(recorded: Recorded, question: Question) -> Difference:
    left_side, right = (_values(recorded, question.outcome, key) for key in (question.policy, question.against))
    return difference(left_side, right)


def _values(recorded: Recorded, outcome: str, key: str) -> np.ndarray:
    """The outcome of one policy or group in each run, shape (runs,)."""
    if outcome == f"left_{AFTER}":
        return left(recorded, ENDS_AFTER, AFTER)[recorded.place(key)]
    if outcome == "after":
        logs = left(recorded, ENDS_AFTER, AFTER) - left(recorded, ENDS_AFTER, 10)
        return logs[recorded.place(key)] / (AFTER - 10)
    members = {key: GROUPS[key]} if key in GROUPS else {}
    span = Span(recorded, PRIMARY_HORIZON, members)
    return BY_KEY[outcome].values(span)[span.names.index(key)]


def _judged(asked: tuple[Question, ...], found: Mapping[str, Difference]) -> Iterator[Answered]:
    adjusted = holm_adjusted([found[question.key].p for question in asked])
    for question, p in zip(asked, adjusted, strict=True):
        one = found[question.key]
        yield Answered(question, one, answer(one.estimate, p))


def _given_up(recorded: Recorded) -> dict[str, Estimate]:
    at_end = recorded.between("given_up", recorded.length, recorded.length)[..., 0]
    keys = [_waits(key, periods) for key in GIVEN_UP for periods in WAITS]
    return {key: share_of_runs(at_end[recorded.place(key)] > 0) for key in keys}


def _mean(recorded: Recorded, key: str, name: str) -> Estimate:
    return mean_over_runs(recorded.between(name, 1, recorded.length)[recorded.place(key)].mean(axis=-1))


def _same(dataset: xr.Dataset, left_key: str, right: str) -> bool:
    one, other = (dataset.sel(policy=key) for key in (left_key, right))
    return all(np.array_equal(one[name].values, other[name].values, equal_nan=True) for name in one.data_vars)


OUTCOME_WORDS = {
    "gap": ("output", "points of growth a year", POINTS_PER_GAP),
    "productivity": ("productivity", "points of growth a year", POINTS_PER_GAP),
    "gap_per_cost": ("output for money spent", "log points for each 1 % of wages", 0.01),
    "investment_crowding": ("private investment", "for each unit of money", 1.0),
    "research_crowding": ("private research", "for each unit of money", 1.0),
    f"left_{AFTER}": (f"output {AFTER} years after the end", "%", 100.0),
    "after": (f"growth from year 10 to {AFTER} after the end", "points of growth a year", 100.0),
}
SCENE_WORDS = {
    "deficit": "",
    "tax": ", paid by a tax",
    "harder": ", where search is harder",
    "hardest": ", where search is hardest",
    "ended": "",
}


def shown(estimate: Estimate, factor: float = 1.0, places: int = 2) -> str:
    if estimate.value is None:
        return "not measured"
    if estimate.low is None or estimate.high is None:
        return f"{factor * estimate.value:.{places}f}"
    value, low, high = (f"{factor * number:.{places}f}" for number in (estimate.value, estimate.low, estimate.high))
    return f"{value} ({low} to {high})"


def row(one: Answered) -> str:
    asked = one.question
    words, unit, factor = OUTCOME_WORDS[asked.outcome]
    places = 3 if factor == POINTS_PER_GAP or asked.outcome == "after" else 1 if factor == 100 else 2
    cells = [f"{asked.policy}{SCENE_WORDS[asked.scene]}", asked.against, words]
    return f"| {' | '.join(cells)} | {shown(one.found.estimate, factor, places)} | {unit} | **{one.answer}** |"


def page(made: Claim) -> str:
    parts = [head(made)]
    for piece, title in PIECES.items():
        rows = [row(one) for one in made.answers if one.question.piece == piece]
        header = "| policy | against | outcome | difference (95 %) | unit | more? |\n|---|---|---|---|---|---|"
        parts.append("\n".join([f"## {title}\n", header, *rows]) + "\n")
        parts += {"control": [null(made)], "apart": [ties(made)], "equal": [spent(made)]}.get(piece, [])
        parts += [patience(made)] if piece == "patience" else []
    return "\n".join(parts)


def head(made: Claim) -> str:
    says = "\n".join(f"- **{key}**: {scene.says}." for key, scene in scenes().items())
    chances = "; ".join(f"{key} {shown(value)}" for key, value in made.chance.items())
    return f"""# The published claim, piece by piece

Written by `python benchmarks/claim.py`; do not edit. missionlab {version("missionlab")}, rules `closed`, {made.runs}
runs for each policy with the seeds of `run_seeds({made.runs}, {SEED})`, policies from period {START} on, each with
{100 * BUDGET:g} % of what the labour force would earn. [Judged in words](../tutorial/judging-the-claim.md).
{made.ended_early} economies ended early; {made.seconds / 60:.1f} minutes of processor time.

{says}

**more?** says which sign the runs bear out after Holm's correction over all {len(made.answers)} questions of this page,
which were fixed on a draft of a few other runs. Intervals are 95 % each, uncorrected: the error of a finite number of
runs, not of the model. A period is read as a year. *Points of growth a year* are the mean gap of logs over
{PRIMARY_HORIZON} periods over 40.5. Chance with which a private search succeeds, without policy: {chances}.
"""


def null(made: Claim) -> str:
    word = "is nothing, to the bit" if made.nothing_without_money else "**is not nothing: a defect**"
    return f"A laboratory without a budget {word}.\n"


def ties(made: Claim) -> str:
    lines = ["Yield of a public researcher, as a multiple of a private one's, at which the laboratory ties:\n"]
    lines += ["| with | multiple (95 %) |", "|---|---|"]
    for one in made.break_even:
        reason = f"; {say(one.multiple.reason)}" if one.multiple.reason is not None else ""
        lines.append(f"| {one.against} | {shown(one.multiple, places=4)}{reason} |")
    return "\n".join(lines) + "\n"


def spent(made: Claim) -> str:
    lines = ["Money that was spent, in % of the budget, and what it cost net of returns and taxes:\n"]
    lines += ["| policy | spent | net cost |", "|---|---|---|"]
    for cost in made.costs:
        if cost.policy in (TRANSFERS, *USES):
            percent = 100 / cost.budget
            lines.append(f"| {cost.policy} | {shown(cost.spent, percent, 0)} | {shown(cost.net, percent, 0)} |")
    return "\n".join(lines) + "\n"


def patience(made: Claim) -> str:
    lines = ["Share of runs in which the state gave up, after so many periods without a success:\n"]
    lines += ["| policy | share of runs |", "|---|---|"]
    lines += [f"| {key} | {shown(share)} |" for key, share in made.given_up.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, default=PAGE)
    chosen = parser.parse_args()
    written = page(claim(chosen.runs, chosen.threads))
    temporary = chosen.out.with_suffix(".part")
    temporary.write_text(written, encoding="utf-8")
    temporary.replace(chosen.out)
    print(written)


if __name__ == "__main__":
    main()
