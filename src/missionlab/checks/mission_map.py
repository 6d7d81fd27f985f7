"""The mission map: whether challenge, mission and project connect, without orphans, empty missions or circles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from missionlab.base.text import Text
from missionlab.checks.cards import card
from missionlab.checks.facts import Facts
from missionlab.checks.results import Card, Verdict
from missionlab.checks.wording import sentence, some


def strategy_cards(facts: Facts) -> Iterator[Card]:
    """One card about the whole map."""
    strategy = facts.strategy
    orphans = [p for p in strategy.projects if not set(facts.missions_of(p)) & strategy.mission_by_id.keys()]
    empty = [m.mission for m in facts.missions if not m.projects]
    with_mission = {mission.challenge for mission in strategy.missions}
    bare = [challenge for challenge in strategy.challenges if challenge.id not in with_mission]
    parents = {p.id: p.parent for p in strategy.projects}
    replaced = {m.id: m.supersedes for m in strategy.missions}
    circles = [*circle(parents, parents.get), *circle(replaced, replaced.get)]
    broken = {"orphans": orphans, "empty": empty, "bare": bare}
    evidence: list[Text | None] = [
        sentence(f"map.{name}", n=len(found), names=some([r.name for r in sorted(found, key=lambda r: r.id)]))
        for name, found in broken.items()
        if found
    ]
    if circles:
        evidence.append(sentence("map.circles", n=len(circles), names=some(circles)))
    verdict = Verdict.FAILS
    if not strategy.missions and not strategy.projects:
        verdict = Verdict.CANNOT_TELL
        evidence.append(sentence("map.nothing"))
    elif not evidence:
        verdict = Verdict.HOLDS
        evidence.append(sentence("map.holds", missions=len(strategy.missions), projects=len(strategy.projects)))
    yield card(
        "criteria.map",
        None,
        verdict,
        *evidence,
        numbers={
            "orphan_projects": float(len(orphans)),
            "missions_without_project": float(len(empty)),
            "challenges_without_mission": float(len(bare)),
            "records_in_circles": float(len(circles)),
        },
        records=(*(record.id for found in broken.values() for record in found), *circles),
    )


def circle(ids: Iterable[str], above: Callable[[str], str | None]) -> list[str]:
    """The ids that are their own ancestors, in order; ``above`` gives the next id up."""
    state: dict[str, bool] = {}
    for start in ids:
        path: list[str] = []
        place: dict[str, int] = {}
        current: str | None = start
        while current is not None and current not in state and current not in place:
            place[current] = len(path)
            path.append(current)
            current = above(current)
        first = place.get(current, len(path)) if current is not None else len(path)
        state.update({name: number >= first for number, name in enumerate(path)})
    return sorted(name for name, inside in state.items() if inside)
