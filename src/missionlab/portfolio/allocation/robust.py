"""Whether the plan hangs on the futures that were drawn, and on whose weights missions have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.base.fingerprint import seed_of
from missionlab.base.text import text
from missionlab.portfolio.allocation.case import Floats
from missionlab.portfolio.allocation.choose import Chosen, starts
from missionlab.portfolio.allocation.draft import NONE, Draft
from missionlab.portfolio.allocation.evaluate import Judge, interval_of
from missionlab.portfolio.allocation.problem import Problem
from missionlab.portfolio.allocation.results import CORE, OUT, Answer, Standing, Weights
from missionlab.portfolio.allocation.round import rounded
from missionlab.portfolio.allocation.swap import improved
from missionlab.portfolio.results import Measured


@dataclass(frozen=True)
class Robustness:
    """In which of the draws each project was financed; shape (draws, P)."""

    inside: NDArray[np.bool_]

    def share(self, project: int) -> Measured:
        if not len(self.inside):
            return Measured(None, reason=text("plan_money.not_drawn_again"))
        share = float(self.inside[:, project].mean())
        return Measured(share, *interval_of(share, len(self.inside)))

    def standing(self, project: int) -> Standing | None:
        share = self.share(project).value
        if share is None:
            return None
        return Standing.CORE if share >= CORE else Standing.CONTESTED if share >= OUT else Standing.OUT


def robustness(chosen: Chosen, seed: int, draws: int, progress: Callable[[], None]) -> Robustness:
    """The plan chosen anew on futures drawn again, with replacement, from those it was chosen on."""
    problem = chosen.problem
    count = len(problem.futures)
    random = np.random.Generator(np.random.Philox(seed_of("plan", "draws", seed)))
    inside = []
    for _ in range(draws):
        futures = random.multinomial(count, np.full(count, 1 / count)) / count
        inside.append(_again(chosen, problem.weighing(problem.weight, futures)).column != NONE)
        progress()
    return Robustness(np.array(inside, dtype=bool).reshape(len(inside), len(problem.case.projects.ids)))


def _again(chosen: Chosen, problem: Problem) -> Draft:
    """The plan on other weights: from what is found anew or from the plan itself, whichever is better there. Swaps cost
    most, so only that one is bettered."""
    with chosen.relaxation.weighing(problem.weight, problem.futures):
        found = rounded(problem, chosen.relaxation.solved(), by=(chosen.less,))
    own = chosen.draft.on(problem)
    return improved(own if found is None or own.value() > found.draft.value() else found.draft)


def answers(chosen: Chosen, judge: Judge) -> tuple[Answer, ...]:
    """The plan under equal weights, as stated, and with each mission doubled."""
    problem = chosen.problem
    targets = problem.case.targets
    live: NDArray[np.bool_] = np.asarray(problem.needed.any(axis=1))
    size = np.array([targets.missions.count(mission) for mission in targets.missions], dtype=float)
    out = [_answer(chosen, judge, Weights.EQUAL, None, live / np.maximum(size, 1))]
    if np.ptp(problem.weight[live] * size[live]) > 1e-9 if live.any() else False:
        out.append(_answer(chosen, judge, Weights.STATED, None, problem.weight))
    missions = list(dict.fromkeys(m for m, some in zip(targets.missions, live, strict=True) if some))
    if len(missions) > 1:
        for mission in missions:
            doubled = np.array([2.0 if one == mission else 1.0 for one in targets.missions])
            out.append(_answer(chosen, judge, Weights.DOUBLED, mission, problem.weight * doubled))
    return tuple(out)


def _answer(chosen: Chosen, judge: Judge, whose: Weights, mission: str | None, weight: Floats) -> Answer:
    weight = weight / weight.sum() if weight.sum() > 0 else weight
    problem = chosen.problem.weighing(weight, chosen.problem.futures)
    own = np.allclose(weight, chosen.problem.weight, rtol=0, atol=1e-12)
    draft = chosen.draft if own else _again(chosen, problem)
    outcome = judge.outcome(starts(problem, draft.column))
    both = (draft.column != NONE) & (chosen.draft.column != NONE)
    return Answer(
        weights=whose,
        mission=mission,
        value=judge.mean(outcome),
        money=draft.whole * problem.unit,
        projects=int((draft.column != NONE).sum()),
        shared=int(both.sum()),
        chances=tuple(
            (target, judge.chance(number, outcome).value or 0.0)
            for number, target in enumerate(problem.case.targets.ids)
        ),
    )
