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
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from claim_page import Answered, Claim, page
from claim_questions import AFTER, ENDS_AFTER, GIVEN_UP, WAITS, WITHOUT_MONEY, Question, questions, scenes, waits

from missionlab.appraisal.appraise import BUDGET, START
from missionlab.appraisal.break_even import break_even
from missionlab.appraisal.comparison import answer
from missionlab.appraisal.context import Context
from missionlab.appraisal.costs import costs
from missionlab.appraisal.course import Course
from missionlab.appraisal.estimate import Estimate
from missionlab.appraisal.family import GROUPS
from missionlab.appraisal.multiplicity import holm_adjusted
from missionlab.appraisal.outcomes import BY_KEY, PRIMARY_HORIZON, SERIES, left
from missionlab.appraisal.paired import Difference, difference, mean_over_runs, share_of_runs
from missionlab.appraisal.recorded import NOTHING, Recorded
from missionlab.appraisal.span import Span
from missionlab.ensemble.seeds import run_seeds

if TYPE_CHECKING:
    import xarray as xr

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "the-claim.md"
RUNS, SEED = 400, 4
"""The questions were drafted on runs of another seed."""


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
        seed=SEED,
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
    keys = [waits(key, periods) for key in GIVEN_UP for periods in WAITS]
    return {key: share_of_runs(at_end[recorded.place(key)] > 0) for key in keys}


def _mean(recorded: Recorded, key: str, name: str) -> Estimate:
    return mean_over_runs(recorded.between(name, 1, recorded.length)[recorded.place(key)].mean(axis=-1))


def _same(dataset: xr.Dataset, left_key: str, right: str) -> bool:
    one, other = (dataset.sel(policy=key) for key in (left_key, right))
    return all(np.array_equal(one[name].values, other[name].values, equal_nan=True) for name in one.data_vars)


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
