"""The OECD framework: twelve dimensions in three blocks, answered by people, with the numbers that bear on each.

A blank is not a zero: without an answer a dimension cannot be told, whatever the numbers beside it say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from missionlab.base.text import Money, Text
from missionlab.checks.answers import read_answers, weighed
from missionlab.checks.cards import at_least, card
from missionlab.checks.facts import Facts, bounds
from missionlab.checks.goals import OUTCOMES, indicators_of, lacking
from missionlab.checks.questions import OECD_DIMENSIONS
from missionlab.checks.results import Card, Verdict
from missionlab.checks.spread import classes_reached
from missionlab.checks.wording import sentence, share
from missionlab.portfolio.results import Dimension
from missionlab.strategy.vocabulary import ProjectStatus

Evidence = tuple[Verdict, Text | None, Mapping[str, float | None]]
_NOTHING: Evidence = (Verdict.CANNOT_TELL, None, {})


def strategy_cards(facts: Facts) -> Iterator[Card]:
    """Twelve cards about the strategy."""
    for dimensions in OECD_DIMENSIONS.values():
        for dimension in dimensions:
            computed = _COMPUTED.get(dimension, _no_numbers)(facts)
            yield _card(facts, dimension, None, computed)


def cards(facts: Facts, mission: str) -> Iterator[Card]:
    """Cards for the dimensions on which ``mission`` has answers of its own."""
    for dimensions in OECD_DIMENSIONS.values():
        for dimension in dimensions:
            if (f"oecd.{dimension}", mission) in facts.answers:
                yield _card(facts, dimension, mission, _NOTHING)


def _card(facts: Facts, dimension: str, mission: str | None, computed: Evidence) -> Card:
    question = f"oecd.{dimension}"
    reading = read_answers(facts, question, mission)
    counted, said, numbers = computed
    verdict, conflict = weighed(reading, counted)
    return card(
        question,
        mission,
        verdict,
        reading.text,
        said,
        conflict,
        numbers=reading.numbers | dict(numbers),
        records=reading.records,
        sources=reading.sources,
    )


def _no_numbers(facts: Facts) -> Evidence:
    del facts
    return _NOTHING


def _directionality(facts: Facts) -> Evidence:
    measured = bounds(facts.block.directionality) if facts.block else None
    if measured is None or measured == (0.0, 1.0):
        return _NOTHING
    said = sentence("oecd.directionality", low=share(measured[0]), high=share(measured[1]))
    if measured[0] == measured[1]:
        said = sentence("oecd.directionality_exact", serves=share(measured[0]))
    return Verdict.CANNOT_TELL, said, {"directionality_low": measured[0], "directionality_high": measured[1]}


def _intentionality(facts: Facts) -> Evidence:
    missions = facts.missions
    if not missions:
        return _NOTHING
    complete = sum(bool(m.targets) and not any(lacking(facts, s) for s in m.targets) for m in missions)
    verdict = Verdict.FAILS if complete == 0 else Verdict.CANNOT_TELL
    said = sentence("oecd.intentionality", k=complete, n=len(missions))
    return verdict, said, {"missions": float(len(missions)), "missions_with_complete_goals": float(complete)}


def _flexibility(facts: Facts) -> Evidence:
    projects = facts.strategy.projects
    if not projects:
        return _NOTHING
    stopped = sum(project.status is ProjectStatus.STOPPED for project in projects)
    said = sentence("oecd.flexibility", k=stopped, n=len(projects))
    return Verdict.CANNOT_TELL, said, {"projects": float(len(projects)), "stopped": float(stopped)}


def _horizontality(facts: Facts) -> Evidence:
    split = facts.block.by.get(Dimension.SECTOR) if facts.block else None
    if facts.block is None or split is None:
        return _NOTHING
    reach = classes_reached(split, facts.thresholds.small_class)
    small = share(facts.thresholds.small_class)
    said = sentence("oecd.horizontality_all", k=reach[0], small=small)
    if split.unallocated > 0:
        unallocated = share(split.unallocated / facts.block.total)
        said = sentence("oecd.horizontality", k=reach[0], small=small, unallocated=unallocated)
    numbers = {"sectors_least": float(reach[0]), "sectors_most": float(reach[1])}
    return at_least(facts.thresholds.fewest_sectors, *reach), said, numbers


def _intensity(facts: Facts) -> Evidence:
    if facts.block is None:
        return _NOTHING
    said = sentence(
        "oecd.intensity",
        amount=Money(facts.block.total, facts.block.currency),
        basis=sentence(f"basis.{facts.portfolio.basis}"),
    )
    return Verdict.CANNOT_TELL, said, {"money": facts.block.total}


def _fundability(facts: Facts) -> Evidence:
    unfunded = facts.portfolio.unfunded.value
    projects = len(facts.strategy.projects)
    if unfunded is None or not projects:
        return _NOTHING
    without = len(facts.portfolio.unfunded_projects)
    said = sentence("oecd.fundability", k=without, n=projects)
    verdict = Verdict.FAILS if without == projects else Verdict.CANNOT_TELL
    numbers: dict[str, float | None] = {"projects": float(projects), "unfunded": float(without)}
    patient = bounds(facts.block.patient_share) if facts.block else None
    if patient is not None:
        numbers |= {"patient_share_low": patient[0], "patient_share_high": patient[1]}
    return verdict, said, numbers


def _evaluability(facts: Facts) -> Evidence:
    missions = facts.missions
    if not missions:
        return _NOTHING
    levels = [{indicator.level for indicator in indicators_of(facts, mission)} for mission in missions]
    measured = sum(bool(found & OUTCOMES) for found in levels)
    unknown = sum(None in found and not found & OUTCOMES for found in levels)
    said = sentence("oecd.evaluability", k=measured, n=len(missions))
    verdict = Verdict.FAILS if measured == 0 and unknown == 0 else Verdict.CANNOT_TELL
    return verdict, said, {"missions": float(len(missions)), "missions_with_outcome": float(measured)}


def _reflexivity(facts: Facts) -> Evidence:
    missions = facts.missions
    if not missions:
        return _NOTHING
    dated = sum(mission.mission.next_review is not None for mission in missions)
    said = sentence("oecd.reflexivity", k=dated, n=len(missions))
    return Verdict.CANNOT_TELL, said, {"missions": float(len(missions)), "missions_with_review": float(dated)}


_COMPUTED: Mapping[str, Callable[[Facts], Evidence]] = {
    "directionality": _directionality,
    "intentionality": _intentionality,
    "flexibility": _flexibility,
    "horizontality": _horizontality,
    "intensity": _intensity,
    "fundability": _fundability,
    "evaluability": _evaluability,
    "reflexivity": _reflexivity,
}
