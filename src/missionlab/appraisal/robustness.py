"""Does the order of the policies hold in other worlds: rankings over parameters and rule sets, drivers, conditions.

Worlds spread evenly over `ranges.RANGES`, with and without finance, each known through a few runs. Shares of worlds are
shares of these ranges, not probabilities. What a few runs cannot tell is said: `undecided`, and the rankings count a
world partly for each policy that may be first in it. If no policy did anything, each would come first in one world of
as many as there are policies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from missionlab.appraisal.box import LEVEL, Judged, judged_box
from missionlab.appraisal.context import Context
from missionlab.appraisal.drivers import Influence, elementary_effects, margins, morris, pawn
from missionlab.appraisal.estimate import Estimate
from missionlab.appraisal.family import GROUPS
from missionlab.appraisal.multiplicity import holm_adjusted
from missionlab.appraisal.paired import share_of_runs
from missionlab.appraisal.policies import Policy
from missionlab.appraisal.ranges import RANGES, Range
from missionlab.appraisal.ranking import chances_to_win, decided, rank_shares, usable
from missionlab.appraisal.recorded import NOTHING
from missionlab.appraisal.requested import Condition, Driver, Ranking, Robustness
from missionlab.appraisal.used import used, used_keys
from missionlab.appraisal.worlds import latin_worlds, morris_worlds, outcomes_in_worlds, world

WORLDS = 200
RUNS = 8
TRAJECTORIES = 8
"""Of Morris's screening: each is as many worlds as there are parameters, and one."""
RULES = ("closed", "closed-banks")
TOP = 6
"""Parameters for which PAWN is computed: the strongest in Morris's screening."""
CANDIDATE = 0.1
"""Share of worlds that a policy must win for conditions of its winning to be looked for."""
SEED = 2023


def robustness(
    context: Context,
    policies: Sequence[Policy],
    rules: Sequence[str] = RULES,
    worlds: int = WORLDS,
    runs: int = RUNS,
    trajectories: int = TRAJECTORIES,
    ranges: Sequence[Range] = RANGES,
) -> Robustness:
    """Rank doing nothing, transfers, each instrument and the mix in `worlds` worlds under each rule set.

    `policies` are those of the appraisal; the mix is ranked if it is among them. Morris's screening is done under the
    first rule set only.
    """
    few = replace(context, seeds=context.seeds[:runs])
    keys = ranked(policies)
    levers = {NOTHING: few.no_levers()}
    levers |= {policy.key: few.schedule(None, **policy.values) for policy in used(policies, context.budget)}
    spread = latin_worlds(ranges, worlds, SEED)
    screened = morris_worlds(ranges, trajectories, SEED)
    base = context.parameters
    outcomes = np.array(
        [
            outcomes_in_worlds(
                replace(few, rules=name), f"worlds-{name}", levers, [world(base, ranges, row) for row in spread]
            )
            for name in rules
        ]
    )
    screening = outcomes_in_worlds(
        replace(few, rules=rules[0]), f"screening-{rules[0]}", levers, [world(base, ranges, row) for row in screened]
    )
    chances = np.array([chances_to_win(under, seed=SEED) for under in outcomes])
    there = np.array([usable(under) for under in outcomes])
    told = np.array([decided(under) for under in chances])
    return Robustness(
        worlds=worlds,
        runs=len(few.seeds),
        rules=tuple(rules),
        left_out=int((~there).sum()),
        undecided=share_of_runs(~told[there]),
        rankings=tuple(
            ranking
            for name, under in (
                (None, outcomes),
                *((name, outcomes[[k]]) for k, name in enumerate(rules) if len(rules) > 1),
            )
            for ranking in _rankings(keys, under, name)
        ),
        drivers=drivers(keys, ranges, spread, outcomes[0], screened, screening),
        conditions=conditions(keys, ranges, spread, chances),
    )


def ranked(policies: Sequence[Policy]) -> tuple[str, ...]:
    """The keys of the policies that are ranked."""
    return (NOTHING, *used_keys(policies))


def _rankings(keys: Sequence[str], outcomes: np.ndarray, rules: str | None) -> tuple[Ranking, ...]:
    """The rankings from outcomes of shape (rule sets, worlds, policies, runs), the most frequent winner first."""
    shares = rank_shares(outcomes, seed=SEED)
    there = int(sum(usable(under).sum() for under in outcomes))
    if there == 0:
        return ()
    order = np.argsort(-shares.value[:, 0], kind="stable")
    return tuple(
        Ranking(
            keys[int(place)],
            tuple(
                Estimate(float(value), float(low), float(high), there)
                for value, low, high in zip(shares.value[place], shares.low[place], shares.high[place], strict=True)
            ),
            rules,
        )
        for place in order
    )


def drivers(
    keys: Sequence[str],
    ranges: Sequence[Range],
    spread: np.ndarray,
    outcomes: np.ndarray,
    screened: np.ndarray,
    screening: np.ndarray,
) -> tuple[Driver, ...]:
    """What decides the margin of direct over indirect support: Morris's measure of all parameters, PAWN's of the top.

    `spread` and `screened` are places in the unit cube, `outcomes` and `screening` the outcomes there under one rule
    set, shape (worlds, policies, runs). The strongest first, by how far each is above what chance gives.
    """
    direct, indirect = ([keys.index(key) for key in GROUPS[group]] for group in ("direct", "indirect"))
    effects = elementary_effects(screened, margins(screening, direct, indirect))
    found = morris(effects, seed=SEED)
    order = [int(place) for place in np.argsort(-_above_chance(found), kind="stable")]
    out = [_driver(ranges[place].parameter, "morris", found, place) for place in order]
    margin = margins(outcomes, direct, indirect)
    known = np.isfinite(margin).any(axis=1)
    if known.sum() < 50:
        return tuple(out)
    means = np.nanmean(margin[known], axis=1)
    top = order[:TOP]
    closer = pawn(spread[known][:, top], means, seed=SEED)
    again = [int(place) for place in np.argsort(-_above_chance(closer), kind="stable")]
    return (*out, *(_driver(ranges[top[place]].parameter, "pawn", closer, place) for place in again))


def _above_chance(found: Influence) -> np.ndarray:
    return np.where(found.chance > 0, found.value / np.where(found.chance > 0, found.chance, 1.0), 0.0)


def _driver(parameter: str, measure: str, found: Influence, place: int) -> Driver:
    value, low, high, chance = (float(values[place]) for values in (found.value, found.low, found.high, found.chance))
    return Driver(parameter, measure, value, low, high, chance)


def conditions(
    keys: Sequence[str], ranges: Sequence[Range], spread: np.ndarray, chances: np.ndarray
) -> tuple[Condition, ...]:
    """Boxes of parameters in which a policy comes first more often, with how often on worlds that did not find them.

    `chances`, shape (rule sets, worlds, policies), is averaged over rule sets. Only boxes that hold after Holm's
    correction for the number of policies tried are given.
    """
    there = np.isfinite(chances).all(axis=(0, 2))
    points, wins = spread[there], chances[:, there].mean(axis=0)
    if len(points) < 40:
        return ()
    candidates = [place for place in range(len(keys)) if wins[:, place].mean() >= CANDIDATE]
    found = [(place, judged_box(points, wins[:, place], seed=SEED)) for place in candidates]
    boxes = [(place, box) for place, box in found if box is not None]
    adjusted = holm_adjusted([box.p for _, box in boxes])
    return tuple(
        _condition(keys[place], ranges, box, wins[:, place])
        for (place, box), p in zip(boxes, adjusted, strict=True)
        if p is not None and p < LEVEL
    )


def _condition(winner: str, ranges: Sequence[Range], judged: Judged, wins: np.ndarray) -> Condition:
    bounds = tuple(
        (
            entry.parameter,
            float(entry.value(low)) if np.isfinite(low) else None,
            float(entry.value(high)) if np.isfinite(high) else None,
        )
        for entry, low, high in zip(ranges, judged.box.low, judged.box.high, strict=True)
        if np.isfinite(low) or np.isfinite(high)
    )
    # A world counts by how sure its runs are of it: Wilson's interval, meant for yes and no, is then a little wide.
    of_judges = wins[judged.judges]
    return Condition(
        winner,
        bounds,
        share_of_runs(of_judges[judged.inside]),
        share_of_runs(of_judges[~judged.inside]),
        int(judged.inside.sum()),
    )
