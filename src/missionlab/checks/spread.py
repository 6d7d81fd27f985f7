"""Across how many sectors, kinds of actor and rival solutions a mission reaches, as far as its records say.

Money that nobody has assigned could belong to any class. So each count has a least and a most, and only a count that
no assignment could change gives a verdict.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from missionlab.base.text import Money, Text
from missionlab.checks.cards import all_hold, at_least, card
from missionlab.checks.facts import Facts, MissionFacts, sources_of
from missionlab.checks.results import Card, Verdict
from missionlab.checks.wording import sentence, share, some
from missionlab.portfolio.results import Dimension, Split
from missionlab.strategy.records import Project
from missionlab.strategy.vocabulary import ActorKind

_EPSILON = 1e-9


def classes_reached(split: Split, threshold: float, most_classes: int | None = None) -> tuple[int, int]:
    """The least and the most classes that can have ``threshold`` of the money, however the unassigned part falls."""
    total = math.fsum(found.amount for found in split.classes) + split.unallocated
    if total <= 0:
        return 0, 0
    wanted = threshold * total
    now = [found.amount for found in split.classes if found.amount > 0]
    least = sum(amount >= wanted * (1 - _EPSILON) for amount in now)
    left, most = split.unallocated, least
    for short in sorted(wanted - amount for amount in now if amount < wanted * (1 - _EPSILON)):
        if short > left * (1 + _EPSILON):
            break
        left, most = left - short, most + 1
    if wanted > 0:
        most += math.floor(left / wanted + _EPSILON)
    elif left > 0:
        most = max(most, most_classes or most + 1)
    return least, most if most_classes is None else max(least, min(most, most_classes))


def cross(facts: Facts, mission: MissionFacts) -> Card:
    """Whether enough sectors and kinds of actor have a share of the money that counts."""
    limits = facts.thresholds
    money = mission.funded
    sectors, kinds = mission.split(Dimension.SECTOR), mission.split(Dimension.ACTOR_KIND)
    if money is None or sectors is None or kinds is None:
        evidence = [sentence("no_money", basis=sentence(f"basis.{facts.portfolio.basis}"))]
        return card("criteria.cross", mission.mission.id, Verdict.CANNOT_TELL, *evidence)
    reach = classes_reached(sectors, limits.small_class)
    reach_kinds = classes_reached(kinds, limits.small_class, len(ActorKind))
    verdict = all_hold((at_least(limits.fewest_sectors, *reach), at_least(limits.fewest_actor_kinds, *reach_kinds)))
    total, small = Money(money.amount, money.currency), share(limits.small_class)
    evidence = [
        *_counted("sector", sectors, total, n=reach[0], small=small, asked=limits.fewest_sectors),
        *_counted("kind", kinds, total, n=reach_kinds[0], small=small, asked=limits.fewest_actor_kinds),
    ]
    return card(
        "criteria.cross",
        mission.mission.id,
        verdict,
        *evidence,
        numbers={
            "sectors_least": float(reach[0]),
            "sectors_most": float(reach[1]),
            "actor_kinds_least": float(reach_kinds[0]),
            "actor_kinds_most": float(reach_kinds[1]),
            "sector_unallocated": sectors.unallocated,
            "actor_kind_unallocated": kinds.unallocated,
            "money": money.amount,
        },
        records=(
            mission.mission.id,
            *(found.key for found in sectors.classes),
            *(project.id for project in mission.projects),
        ),
        sources=mission.money_sources,
    )


def _counted(what: str, split: Split, total: Money, **counted: Any) -> Iterator[Text]:
    """How many classes have enough of the money, and how much of it is in none."""
    if not split.classes:
        yield sentence(f"cross.no_{what}_at_all", total=total)
        return
    yield sentence(f"cross.{what}s", **counted)
    if split.unallocated > total.amount * _EPSILON:
        yield sentence(f"cross.no_{what}", unallocated=Money(split.unallocated, total.currency), total=total)


def solutions_by_problem(mission: MissionFacts) -> Mapping[str, frozenset[str]]:
    """Different solutions that live projects try, by the problem that they work on."""
    found: dict[str, set[str]] = defaultdict(set)
    for project in mission.live:
        if project.problem is not None:
            found[project.problem].update({project.solution} if project.solution else ())
    return {problem: frozenset(tried) for problem, tried in sorted(found.items())}


def solutions(facts: Facts, mission: MissionFacts) -> Card:
    """Whether each problem has rival solutions in projects that were not stopped."""
    asked = facts.thresholds.fewest_solutions
    found = solutions_by_problem(mission)
    silent = [p for p in mission.leaves if p.problem is None or p.solution is None]
    few = [problem for problem, tried in found.items() if len(tried) < asked]
    verdict, evidence = _solutions_said(mission, found, few, silent, asked)
    return card(
        "criteria.solutions",
        mission.mission.id,
        verdict,
        evidence,
        sentence("solutions.silent", n=len(silent), of=len(mission.leaves)) if found and silent else None,
        numbers={
            "problems": float(len(found)),
            "problems_with_rivals": float(len(found) - len(few)),
            "fewest_solutions": float(min(map(len, found.values()))) if found else None,
            "projects_without_solution": float(len(silent)),
        },
        records=(project.id for project in mission.live),
        sources=sources_of(*mission.live),
    )


def _solutions_said(
    mission: MissionFacts, found: Mapping[str, frozenset[str]], few: list[str], silent: list[Project], asked: int
) -> tuple[Verdict, Text]:
    if not mission.projects:
        return Verdict.CANNOT_TELL, sentence("solutions.no_project")
    if not mission.live:
        return Verdict.FAILS, sentence("solutions.all_stopped", n=len(mission.projects))
    if not found:
        return Verdict.CANNOT_TELL, sentence("solutions.none_recorded", n=len(mission.leaves))
    if not few:
        return Verdict.HOLDS, sentence(
            "solutions.hold", n=len(found), asked=asked, problems=some(_problems(found, found))
        )
    evidence = sentence("solutions.few", problems=some(_problems(few, found)), asked=asked)
    return Verdict.CANNOT_TELL if silent else Verdict.FAILS, evidence


def _problems(problems: Iterable[str], found: Mapping[str, frozenset[str]]) -> list[Text]:
    return [sentence("solutions.problem", problem=problem, n=len(found[problem])) for problem in problems]
