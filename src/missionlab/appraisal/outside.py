"""Projects whose money is not in the mix: rules and the like, and money that is not recorded or cannot be added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from missionlab.appraisal.instruments import MappingRow, best_row
from missionlab.appraisal.results import MixLine
from missionlab.base.text import Text, say, text
from missionlab.portfolio.exchange import Unit
from missionlab.portfolio.figures import OwnFigures, Purse
from missionlab.portfolio.forest import Forest, forest_of
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import UNALLOCATED, Basis, Payer


def outside(
    strategy: Strategy,
    figures: Mapping[Purse, OwnFigures],
    basis: Basis,
    unit: Unit | None,
    counted: Set[str],
    rows: Sequence[MappingRow],
) -> list[MixLine]:
    """Lines without money: each instrument with the reason why it is not in the mix, and the projects.

    ``counted`` are the projects with money on ``basis`` in ``unit``. A part whose programme's money is counted, and a
    programme whose parts' is, are not outside.
    """
    forest = forest_of(strategy.projects)
    within = _within(forest, counted)
    found: dict[tuple[str, Text | str], list[str]] = defaultdict(list)
    for project in forest.by_id:
        if project in counted:
            continue
        purses = {
            p for p, own in figures.items() if p.payer is Payer.PUBLIC and any(f.amount for f in own.get(project, ()))
        }
        commitments = [c for c in strategy.commitments_by_project.get(project, ()) if c.payer is not Payer.PRIVATE]
        instruments = sorted({str(c.instrument or UNALLOCATED) for c in commitments})
        here = {purse.unit for purse in purses if purse.basis is basis}
        if here - {unit}:
            reasons = dict.fromkeys(instruments, _reason("other_unit"))
        elif here or (project in within and (purses or not instruments)):
            continue
        elif purses:
            reasons = dict.fromkeys(instruments, _reason("other_basis"))
        elif instruments:
            reasons = {name: _of_row(best_row(rows, name, None, None)) for name in instruments}
        elif project in forest.children:
            continue
        else:
            reasons = {UNALLOCATED: _reason("no_money")}
        for name, reason in reasons.items():
            found[name, reason].append(project)
    return [
        MixLine(name, None, None, None, None, None, say(reason), tuple(projects))
        for (name, reason), projects in found.items()
    ]


def _within(forest: Forest, counted: Set[str]) -> set[str]:
    """Projects that are inside a counted one, or have one inside."""
    out = {project for project, above in forest.nearest(lambda one: one.id in counted).items() if above is not None}
    for project in counted:
        parent = forest.parent[project]
        while parent is not None:
            out.add(parent)
            parent = forest.parent[parent]
    return out


def _of_row(row: MappingRow | None) -> Text | str:
    """Why an instrument without money is not in the mix: it is not in the model, or else it lacks money only."""
    return _reason("no_money") if row is None or row.lever is not None else row.reason


def _reason(key: str) -> Text:
    return text(f"appraisal.mapping.reason.{key}")
