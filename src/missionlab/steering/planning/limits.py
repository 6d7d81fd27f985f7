"""Caps and floors of a strategy as rules on the options of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.base.findings import InputError
from missionlab.base.text import Share, text
from missionlab.portfolio.allocation.case import Rivals, Rule
from missionlab.portfolio.allocation.results import Remark, RemarkKind
from missionlab.portfolio.classes import classes_of
from missionlab.portfolio.forest import forest_of
from missionlab.portfolio.results import Dimension
from missionlab.strategy.records import Limit, Project
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Bound, LimitDimension

_OF_PROJECTS = {
    LimitDimension.ACTOR: Dimension.ACTOR,
    LimitDimension.SECTOR: Dimension.SECTOR,
    LimitDimension.STAGE: Dimension.STAGE,
    LimitDimension.PLACE: Dimension.PLACE,
    LimitDimension.MISSION: Dimension.MISSION,
}


@dataclass(frozen=True)
class Limits:
    """The rules of a plan."""

    rules: tuple[Rule, ...]
    rivals: tuple[Rivals, ...]
    remarks: tuple[Remark, ...]


def asked_limit(words: str, bound: Bound, number: int) -> Limit:
    """A limit from the command line: ``actor=6%``, ``stage:basic=8%`` or ``place:north=20m``.

    Raises ``InputError`` for a dimension or an amount that cannot be read.
    """
    name, _, value = words.partition("=")
    dimension, _, which = name.strip().partition(":")
    if dimension not in set(LimitDimension):
        raise InputError(
            f"{words!r} names no dimension of the plan.",
            why="A limit is written as DIMENSION=SHARE, such as actor=6%.",
            fix=f"Use one of: {', '.join(LimitDimension)}.",
        )
    share, amount = _level(words, value.strip())
    return Limit(
        id=f"asked-{bound}-{number}",
        bound=bound,
        dimension=LimitDimension(dimension),
        which=which.strip() or None,
        share=share,
        amount=amount,
    )


def amount_of(words: str) -> float:
    """A number with k, m or bn after it. Raises ``ValueError``."""
    for ending, size in (("bn", 1e9), ("m", 1e6), ("k", 1e3)):
        if words.lower().endswith(ending):
            return float(words[: -len(ending)].replace(",", "")) * size
    return float(words.replace(",", ""))


def _level(words: str, value: str) -> tuple[float | None, float | None]:
    try:
        share = float(value[:-1]) / 100 if value.endswith("%") else None
        amount = None if share is not None else amount_of(value)
    except ValueError:
        share, amount = -1.0, None
    if (share is not None and not 0 <= share <= 1) or (amount is not None and not 0 <= amount < 1e21):
        raise InputError(
            f"{words!r} states no share or amount.",
            why="A limit is a share of all money, from 0% to 100%, or an amount.",
            fix="Write it as actor=6% or place:north=20m.",
        )
    return share, amount


def limits_of(
    known: Strategy,
    stated: Sequence[Limit],
    projects: Sequence[Project],
    option_project: NDArray[np.intp],
    instruments: Sequence[str],
) -> Limits:
    """The rules that ``stated`` limits make on the options of ``projects``."""
    forest = forest_of(known.projects)
    classes = classes_of(known, forest)
    rules: list[Rule] = []
    rivals: list[Rivals] = []
    remarks: list[Remark] = []
    for limit in stated:
        if limit.dimension is LimitDimension.PROBLEM and limit.count is not None and limit.bound is Bound.LEAST:
            rivals += _rivals(limit, projects)
            continue
        if limit.dimension in _OF_PROJECTS:
            dimension = _OF_PROJECTS[limit.dimension]
            shares = [_shares(project, classes.shares[dimension], limit.dimension) for project in projects]
            if limit.dimension is LimitDimension.ACTOR:
                shares = [_by_owner(known, one) for one in shares]
            parts = _parts([shares[one] for one in option_project])
            names = classes.names.get(dimension, {})
        elif limit.dimension is LimitDimension.INSTRUMENT:
            parts = _parts([{name: 1.0} if name else {} for name in instruments])
            names = classes.names[Dimension.INSTRUMENT]
        else:
            problems = [{p.problem: 1.0} if p.problem else {} for p in projects]
            parts = _parts([problems[one] for one in option_project])
            names = {}
        rules += _rules(limit, parts, names)
        remarks += _remarks(limit, parts, names)
    return Limits(tuple(rules), tuple(rivals), tuple(remarks))


def _shares(
    project: Project, by_project: Mapping[str, Mapping[str, float]], dimension: LimitDimension
) -> dict[str, float]:
    stated = dict(by_project.get(project.id, {}))
    if not stated and dimension is LimitDimension.STAGE and project.stage is not None:
        return {str(project.stage): 1.0}
    return stated


def _by_owner(known: Strategy, shares: Mapping[str, float]) -> dict[str, float]:
    """Shares by ultimate owner, so that money to several firms of one owner counts as one."""
    out: dict[str, float] = {}
    for actor, share in shares.items():
        owner = known.ultimate_owner(actor)
        out[owner] = out.get(owner, 0.0) + share
    return out


def _parts(shares: Sequence[Mapping[str, float]]) -> dict[str, NDArray[np.float64]]:
    """By class: the share of each option in it; shape (O,)."""
    names = sorted({name for one in shares for name in one})
    return {name: np.array([one.get(name, 0.0) for one in shares]) for name in names}


def _matches(limit: Limit, name: str, names: Mapping[str, str]) -> bool:
    return limit.which is None or limit.which in (name, names.get(name))


def _rules(limit: Limit, parts: Mapping[str, NDArray[np.float64]], names: Mapping[str, str]) -> Iterator[Rule]:
    if limit.share is None and limit.amount is None and limit.count is None:
        return
    for name, part in parts.items():
        if _matches(limit, name, names):
            yield Rule(
                id=limit.id,
                bound=limit.bound,
                dimension=limit.dimension,
                which=names.get(name, name),
                part=part,
                share=limit.share,
                amount=limit.amount,
                count=limit.count,
            )


def _remarks(limit: Limit, parts: Mapping[str, NDArray[np.float64]], names: Mapping[str, str]) -> Iterator[Remark]:
    matched = [name for name in parts if _matches(limit, name, names)]
    if limit.which is not None and not matched:
        sentence = text("plan_money.remark.limit_unknown", limit=limit.id, which=limit.which)
        yield Remark(RemarkKind.LIMIT_UNKNOWN, limit.id, sentence)
    everything = np.sum(list(parts.values()), axis=0) if parts else np.zeros(0)
    covers_all = bool(len(everything)) and bool((everything > 1 - 1e-9).all())
    if (
        limit.bound is Bound.MOST
        and limit.which is None
        and limit.share is not None
        and covers_all
        and len(matched) * limit.share < 1 - 1e-9
    ):
        sentence = text(
            "plan_money.remark.too_few",
            share=Share(limit.share),
            n=len(matched),
            dimension=text(f"plan_money.dimension.{limit.dimension}"),
        )
        yield Remark(RemarkKind.TOO_FEW, limit.id, sentence)


def _rivals(limit: Limit, projects: Sequence[Project]) -> Iterator[Rivals]:
    problems: dict[str, dict[str, list[int]]] = {}
    for number, project in enumerate(projects):
        if project.problem:
            solution = project.solution or project.id
            problems.setdefault(project.problem, {}).setdefault(solution, []).append(number)
    for problem, solutions in sorted(problems.items()):
        # Of a problem with one solution nobody can keep two alive: where each problem is meant, it is left alone.
        if limit.which in (None, problem) and (limit.which == problem or len(solutions) > 1):
            some = tuple(tuple(members) for _, members in sorted(solutions.items()))
            least = limit.count or 0
            yield Rivals(limit.id, problem, some, least if limit.which else min(least, len(some)))
