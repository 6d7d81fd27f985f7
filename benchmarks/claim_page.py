"""The page of the published claim: its answers, piece by piece, in tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

from claim_questions import AFTER, PIECES, USES, Question, scenes

from missionlab.appraisal.answers import POINTS_PER_GAP
from missionlab.appraisal.appraise import BUDGET, START
from missionlab.appraisal.estimate import Answer, Estimate
from missionlab.appraisal.family import TRANSFERS
from missionlab.appraisal.outcomes import PRIMARY_HORIZON
from missionlab.appraisal.paired import Difference
from missionlab.appraisal.requested import BreakEven
from missionlab.appraisal.results import PolicyCost
from missionlab.base.text import say


@dataclass(frozen=True)
class Answered:
    question: Question
    found: Difference
    answer: Answer


@dataclass(frozen=True)
class Claim:
    """All that the page shows."""

    runs: int
    seed: int
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
runs for each policy with the seeds of `run_seeds({made.runs}, {made.seed})`, policies from period {START} on, each with
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
