"""The rules between records: ``findings_of`` checks any strategy, ``all_faults`` serves the reader."""

from __future__ import annotations

from collections.abc import Iterator

from missionlab.base.findings import Finding, Level, in_order
from missionlab.strategy.catalogue import finding
from missionlab.strategy.origins import Origins
from missionlab.strategy.rules.actions import actions
from missionlab.strategy.rules.course import course_rules
from missionlab.strategy.rules.fault import Book, Fault, Rule
from missionlab.strategy.rules.funds import funds
from missionlab.strategy.rules.identity import cycles, duplicates, reserved
from missionlab.strategy.rules.limits import limits
from missionlab.strategy.rules.money import commitments, revisions
from missionlab.strategy.rules.outcomes import aid_rules, outcome_models
from missionlab.strategy.rules.pilots import pilots
from missionlab.strategy.rules.projects import projects, shares
from missionlab.strategy.rules.promises import indicators, missions, strategy_itself
from missionlab.strategy.rules.provenance import provenance
from missionlab.strategy.rules.references import records_of, unknown_references
from missionlab.strategy.rules.reviews import reviews
from missionlab.strategy.rules.signposts import signposts
from missionlab.strategy.rules.stages import proposals, stages
from missionlab.strategy.rules.targets import targets
from missionlab.strategy.rules.terms import terms
from missionlab.strategy.rules.values import observations, rates_and_distances
from missionlab.strategy.strategy import Strategy

RULES: tuple[Rule, ...] = (
    duplicates,
    reserved,
    unknown_references,
    cycles,
    strategy_itself,
    missions,
    indicators,
    targets,
    observations,
    rates_and_distances,
    projects,
    shares,
    commitments,
    revisions,
    stages,
    proposals,
    terms,
    outcome_models,
    aid_rules,
    funds,
    limits,
    reviews,
    signposts,
    course_rules,
    actions,
    pilots,
    provenance,
)


def all_faults(book: Book) -> Iterator[Fault]:
    """Every fault that any rule finds, in the order of the rules."""
    for rule in RULES:
        yield from rule(book)


def findings_of(strategy: Strategy) -> tuple[Finding, ...]:
    """All findings about a strategy, also one that was made or edited in memory.

    A strategy that is as it was read has the reader's findings. In any other, the records are checked anew and have at
    best the place of their record; errors of records that the reader had to leave out still stand.
    """
    origins = strategy.origins
    if not isinstance(origins, Origins):
        book, kept = Book(strategy), strategy.findings
    elif all(records_of(strategy, name) == lists for name, lists in origins.as_read.items()):
        return strategy.findings
    else:
        book = Book(strategy, origins.left_out, origins.promised)
        kept = tuple(found for found in strategy.findings if found.level is Level.ERROR)
    anew = (finding(f.code, strategy.place_of(f.record), f.message, f.fix) for f in all_faults(book))
    return in_order((*kept, *anew))
