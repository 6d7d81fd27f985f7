"""In which classes each project's money is, and what the classes are called.

Shares that a project does not state it takes from its nearest ancestor that states them: a programme's shares hold
for each of its parts that says nothing else. What is then still not stated stays unallocated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from missionlab.base.text import Locale, locale_for, say, text
from missionlab.portfolio.figures import Figure
from missionlab.portfolio.forest import Forest
from missionlab.portfolio.reconcile import Counted
from missionlab.portfolio.results import Dimension
from missionlab.strategy.records import Project
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import UNALLOCATED, ActorKind, Instrument, Stage

ClassShares = Mapping[str, float]
"""Shares by class; what they lack to 1 is unallocated."""

NOTHING: ClassShares = {}


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of every project's money in each dimension."""

    shares: Mapping[Dimension, Mapping[str, ClassShares]]
    """By dimension and project."""
    names: Mapping[Dimension, Mapping[str, str]]
    """What the classes are called, where they have a name."""


def classes_of(strategy: Strategy, forest: Forest) -> Classes:
    """The classes of all projects, in the dimensions that projects decide. A share of a mission that is not (yet)
    known is unallocated."""
    missions = {
        project: {m: share for m, share in shares.items() if m in strategy.mission_by_id}
        for project, shares in _stated(forest, "missions").items()
    }
    actors = _actors(forest)
    shares = {
        Dimension.MISSION: missions,
        Dimension.PROJECT: {project: {root: 1.0} for project, root in forest.root.items()},
        Dimension.SECTOR: _stated(forest, "sectors"),
        Dimension.ACTOR: actors,
        Dimension.ACTOR_KIND: {project: _kinds(strategy, shares) for project, shares in actors.items()},
        Dimension.PLACE: _stated(forest, "places"),
        Dimension.STAGE: _stated(forest, "stages"),
    }
    return Classes(shares, _names(strategy))


def with_figures(classes: Classes, ledger: Mapping[str, Counted]) -> Classes:
    """``classes`` with the two dimensions that a purse's single figures decide: the instrument and the year."""

    def of_figures(key: Callable[[Figure], str | None]) -> dict[str, ClassShares]:
        return {
            project: {name: amount / counted.counted for name, amount in counted.certain(key).items()}
            for project, counted in ledger.items()
        }

    instruments, years = of_figures(_instrument), of_figures(_year)
    shares = {**classes.shares, Dimension.INSTRUMENT: instruments, Dimension.YEAR: years}
    return Classes(shares, classes.names)


def _instrument(figure: Figure) -> str | None:
    return None if figure.instrument is None else figure.instrument.value


def _year(figure: Figure) -> str | None:
    return None if figure.announced is None else str(figure.announced.year)


def _assigned(shares: Mapping[str, float]) -> ClassShares:
    return {str(key): share for key, share in shares.items() if key != UNALLOCATED and share > 0}


def _stated(forest: Forest, field: str) -> dict[str, ClassShares]:
    nearest = forest.nearest(lambda project: bool(getattr(project, field)))
    return {i: NOTHING if p is None else _assigned(getattr(p, field)) for i, p in nearest.items()}


def _actors(forest: Forest) -> dict[str, ClassShares]:
    """Who gets the money: the stated recipients, else a lead without partners; a group shares it in unknown parts."""

    def recipients(project: Project | None) -> ClassShares:
        if project is None:
            return NOTHING
        if project.recipients:
            return _assigned(project.recipients)
        return {project.lead: 1.0} if project.lead is not None and not project.partners else NOTHING

    nearest = forest.nearest(lambda p: bool(p.recipients or p.lead or p.partners))
    return {i: recipients(project) for i, project in nearest.items()}


def _kinds(strategy: Strategy, actors: ClassShares) -> ClassShares:
    kinds: dict[str, float] = {}
    for actor_id, share in actors.items():
        actor = strategy.actor_by_id.get(actor_id)
        if actor is not None:
            kinds[str(actor.kind)] = kinds.get(str(actor.kind), 0.0) + share
    return kinds


def locale_of(strategy: Strategy) -> Locale:
    """The locale in which the strategy's own names are written; English words where its language has no catalogue."""
    return locale_for(strategy.about.language, strategy.about.locale)


def _names(strategy: Strategy) -> dict[Dimension, Mapping[str, str]]:
    locale = locale_of(strategy)
    return {
        Dimension.MISSION: {mission.id: mission.name for mission in strategy.missions},
        Dimension.PROJECT: {project.id: project.name for project in strategy.projects},
        Dimension.SECTOR: {sector.id: sector.name for sector in strategy.sectors},
        Dimension.ACTOR: {actor.id: actor.name for actor in strategy.actors},
        Dimension.PLACE: {place.id: place.name for place in strategy.places},
        Dimension.ACTOR_KIND: {k: say(text(f"portfolio.actor_kind.{k}"), locale) for k in ActorKind},
        Dimension.STAGE: {k: say(text(f"portfolio.stage.{k}"), locale) for k in Stage},
        Dimension.INSTRUMENT: {k: say(text(f"portfolio.instrument.{k}"), locale) for k in Instrument},
    }
