"""A strategy in memory: its records, where each stands in the file, and what was found while reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from missionlab.base.dates import Date
from missionlab.base.findings import Finding, Place
from missionlab.base.fingerprint import fingerprint
from missionlab.strategy.records import (
    About,
    Action,
    Actor,
    AidRule,
    Answer,
    Assumption,
    Challenge,
    Commitment,
    CourseRule,
    Distance,
    ExchangeRate,
    Fund,
    Indicator,
    Limit,
    Location,
    Mission,
    Observation,
    OutcomeModel,
    Pilot,
    Project,
    Record,
    Review,
    Sector,
    Signpost,
    Source,
    Target,
)
from missionlab.strategy.taken_back import not_yet_ended, not_yet_stopped, with_known_baseline

R = TypeVar("R", bound=Record)

RECORD_TYPES: Mapping[str, type[Record]] = {
    "challenges": Challenge,
    "missions": Mission,
    "indicators": Indicator,
    "targets": Target,
    "observations": Observation,
    "projects": Project,
    "commitments": Commitment,
    "outcome_models": OutcomeModel,
    "funds": Fund,
    "aid_rules": AidRule,
    "limits": Limit,
    "reviews": Review,
    "signposts": Signpost,
    "rules": CourseRule,
    "actions": Action,
    "pilots": Pilot,
    "actors": Actor,
    "sectors": Sector,
    "places": Location,
    "distances": Distance,
    "exchange_rates": ExchangeRate,
    "answers": Answer,
    "assumptions": Assumption,
    "sources": Source,
}
"""Record type by the name of its list in the file and of its sheet in the workbook, in reading order."""


@dataclass(frozen=True)
class Strategy:
    """All records of one strategy. Equal when the records are equal, wherever they were read from."""

    about: About
    challenges: tuple[Challenge, ...] = ()
    missions: tuple[Mission, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    targets: tuple[Target, ...] = ()
    observations: tuple[Observation, ...] = ()
    projects: tuple[Project, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    outcome_models: tuple[OutcomeModel, ...] = ()
    funds: tuple[Fund, ...] = ()
    aid_rules: tuple[AidRule, ...] = ()
    limits: tuple[Limit, ...] = ()
    reviews: tuple[Review, ...] = ()
    signposts: tuple[Signpost, ...] = ()
    rules: tuple[CourseRule, ...] = ()
    actions: tuple[Action, ...] = ()
    pilots: tuple[Pilot, ...] = ()
    actors: tuple[Actor, ...] = ()
    sectors: tuple[Sector, ...] = ()
    places: tuple[Location, ...] = ()
    distances: tuple[Distance, ...] = ()
    exchange_rates: tuple[ExchangeRate, ...] = ()
    answers: tuple[Answer, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    sources: tuple[Source, ...] = ()
    findings: tuple[Finding, ...] = field(default=(), compare=False, repr=False)
    """What the reader found; records with errors are not in the lists above."""
    origins: Mapping[tuple[str, str], Place] = field(default_factory=dict, compare=False, repr=False)
    """Place of each record, by the name of its type and its key."""

    def place_of(self, record: Record) -> Place:
        """Where ``record`` stands in the input; an empty place when it was made in memory."""
        return self.origins.get((type(record).__name__, record.key), Place())

    @cached_property
    def mission_by_id(self) -> Mapping[str, Mission]:
        return _by_id(self.missions)

    @cached_property
    def indicator_by_id(self) -> Mapping[str, Indicator]:
        return _by_id(self.indicators)

    @cached_property
    def target_by_id(self) -> Mapping[str, Target]:
        return _by_id(self.targets)

    @cached_property
    def project_by_id(self) -> Mapping[str, Project]:
        return _by_id(self.projects)

    @cached_property
    def actor_by_id(self) -> Mapping[str, Actor]:
        return _by_id(self.actors)

    def ultimate_owner(self, actor: str) -> str:
        """The actor at the end of the chain of owners; ``actor`` itself where nobody is said to own it."""
        seen = {actor}
        while (known := self.actor_by_id.get(actor)) is not None and known.owner is not None:
            if known.owner in seen:
                break
            actor = known.owner
            seen.add(actor)
        return actor

    @cached_property
    def source_by_id(self) -> Mapping[str, Source]:
        return _by_id(self.sources)

    @cached_property
    def commitment_by_id(self) -> Mapping[str, Commitment]:
        return _by_id(self.commitments)

    @cached_property
    def outcome_model_by_id(self) -> Mapping[str, OutcomeModel]:
        return _by_id(self.outcome_models)

    @cached_property
    def signpost_by_id(self) -> Mapping[str, Signpost]:
        return _by_id(self.signposts)

    @cached_property
    def action_by_id(self) -> Mapping[str, Action]:
        return _by_id(self.actions)

    @cached_property
    def observations_by_indicator(self) -> Mapping[str, tuple[Observation, ...]]:
        return _grouped(self.observations, lambda observation: observation.indicator)

    @cached_property
    def commitments_by_project(self) -> Mapping[str, tuple[Commitment, ...]]:
        return _grouped(self.commitments, lambda commitment: commitment.project)

    @cached_property
    def targets_by_mission(self) -> Mapping[str, tuple[Target, ...]]:
        return _grouped(self.targets, lambda target: target.mission)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over all records in canonical form; the name that results carry of what they came from."""
        return fingerprint(self.to_json())

    def to_json(self) -> dict[str, Any]:
        """All records as JSON values, blank fields left out, lists in file order."""
        out: dict[str, Any] = {"strategy": self.about.model_dump(mode="json", exclude_defaults=True)}
        for name in RECORD_TYPES:
            records = getattr(self, name)
            if records:
                out[name] = [r.model_dump(mode="json", exclude_defaults=True) for r in records]
        return out


def as_known_on(strategy: Strategy, as_of: date) -> Strategy:
    """The strategy as it was known at the end of the day ``as_of``.

    Kept are observations by vintage, target versions by the date they were set, and missions, projects, commitments,
    answers, rules, pilots and breaks by the date they became known; gates, stops, reviews held, results of pilots and
    the record of funds by theirs; an end that had not yet come is taken back, and a baseline of a later vintage loses
    its value. A record without a date is kept: when it became known is not known, and the rules say so with a finding.
    """

    def known(on: Date | None) -> bool:
        return on is None or on.known_on(as_of)

    missions = tuple(not_yet_ended(m, as_of) for m in strategy.missions if known(m.announced))
    kept = {mission.id for mission in missions}
    targets = tuple(
        target.model_copy(
            update={"versions": tuple(with_known_baseline(v, as_of) for v in target.versions if known(v.set_on))}
        )
        for target in strategy.targets
        if target.mission in kept and (not target.versions or any(known(v.set_on) for v in target.versions))
    )
    indicators = tuple(
        indicator.model_copy(update={"breaks": tuple(b for b in indicator.breaks if known(b.known_on))})
        for indicator in strategy.indicators
    )
    projects = tuple(not_yet_stopped(project, as_of) for project in strategy.projects if known(project.announced))
    with_project = {project.id for project in projects}
    return replace(
        strategy,
        about=not_yet_ended(strategy.about, as_of),
        missions=missions,
        indicators=indicators,
        targets=targets,
        observations=tuple(o for o in strategy.observations if o.vintage.known_on(as_of)),
        projects=projects,
        commitments=tuple(c for c in strategy.commitments if c.project in with_project and known(c.announced)),
        answers=tuple(answer for answer in strategy.answers if known(answer.on)),
        funds=tuple(
            fund.model_copy(
                update={"record": tuple(f for f in fund.record if (f.year, fund.year_ends) < (as_of.year, as_of.month))}
            )
            for fund in strategy.funds
        ),
        **_course_known(strategy, as_of, kept, {target.id for target in targets}, with_project),
    )


def _course_known(
    strategy: Strategy, as_of: date, missions: Set[str], targets: Set[str], projects: Set[str]
) -> dict[str, Any]:
    """Reviews, signposts, rules, actions and pilots of what was known by then, with what had come of them."""

    def known(on: Date | None) -> bool:
        return on is None or on.known_on(as_of)

    def of_known(record: Review | Signpost | CourseRule | Action) -> bool:
        links = (("mission", missions), ("project", projects), ("target", targets))
        return all(getattr(record, name, None) is None or getattr(record, name) in ids for name, ids in links)

    signposts = tuple(filter(of_known, strategy.signposts))
    actions = tuple(filter(of_known, strategy.actions))
    watched, possible = {one.id for one in signposts}, {one.id for one in actions}
    return {
        "reviews": tuple(
            review.model_copy(update={"held": tuple(day for day in review.held if known(day))})
            for review in filter(of_known, strategy.reviews)
        ),
        "signposts": signposts,
        "rules": tuple(
            rule if rule.otherwise in possible else rule.model_copy(update={"otherwise": None})
            for rule in filter(of_known, strategy.rules)
            if known(rule.made_on) and rule.signpost in watched and rule.then in possible
        ),
        "actions": actions,
        "pilots": tuple(
            pilot.model_copy(
                update={
                    "results": tuple(one for one in pilot.results if known(one.on)),
                    "project": pilot.project if pilot.project in projects else None,
                }
            )
            for pilot in strategy.pilots
            if known(pilot.registered_on) and (pilot.mission is None or pilot.mission in missions)
        ),
    }


def _by_id(records: tuple[R, ...]) -> dict[str, R]:
    return {record.key: record for record in records}


def _grouped(records: tuple[R, ...], key: Callable[[R], str]) -> dict[str, tuple[R, ...]]:
    groups: dict[str, list[R]] = defaultdict(list)
    for record in records:
        groups[key(record)].append(record)
    return {name: tuple(group) for name, group in groups.items()}
