"""Projects: shares that add up, dates in order, a mission that they serve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import fsum

from missionlab.strategy.labels import capital, label
from missionlab.strategy.records import Contribution, Project, Target
from missionlab.strategy.rules.fault import Book, Fault, surely_before
from missionlab.strategy.rules.sums import TOLERANCE
from missionlab.strategy.rules.values import outside
from missionlab.strategy.vocabulary import UNALLOCATED

_SHARE_MAPS = ("missions", "sectors", "places", "stages", "recipients")


def shares(book: Book) -> Iterable[Fault]:
    for project in book.strategy.projects:
        for field in _SHARE_MAPS:
            given = getattr(project, field)
            total = fsum(given.values())
            if given and abs(total - 1) > TOLERANCE:
                yield _off_one(project, field, total)


def _off_one(project: Project, field: str, total: float) -> Fault:
    message = f"The shares in '{field}' of {label(project)} add to {total:.6g}, not to 1."
    if total < 1:
        fix = f"Correct them, or add '{UNALLOCATED}: {1 - total:.6g}' for the part that nobody has assigned."
    else:
        fix = f"Lower them by {total - 1:.6g} in all. Shares are written from 0 to 1: 25% is 0.25."
    return Fault("shares-sum", project, message, (field,), fix)


def projects(book: Book) -> Iterable[Fault]:
    by_id = book.strategy.project_by_id
    reaching = _reaching(book.strategy.projects, by_id)
    for project in book.strategy.projects:
        if surely_before(project.ends, project.starts):
            message = f"{capital(label(project))} ends ({project.ends}) before it starts ({project.starts})."
            yield Fault("impossible-date", project, message, ("ends",))
        if project.trl_in is not None and project.trl_out is not None and project.trl_out < project.trl_in:
            message = (
                f"{capital(label(project))} starts from technology readiness level {project.trl_in} "
                f"and ends at {project.trl_out}."
            )
            yield Fault("trl-backwards", project, message, ("trl_out",))
        for number, item in enumerate(project.contributions):
            if outside(item.amount, item.low, item.high):
                message = (
                    f"The contribution of {label(project)} to '{item.target}' is {item.amount:g}, "
                    f"outside its own range ({_range(item.low, item.high)})."
                )
                yield Fault("impossible-interval", project, message, ("contributions", number))
            yield from _contribution(project, number, item, book.strategy.target_by_id.get(item.target))
        if project.id not in reaching and not _inherited(project, by_id):
            yield Fault("project-without-mission", project, f"{capital(label(project))} serves no mission.")
        if project.undefined:
            message = f"The money of {label(project)} is declared not known: {project.undefined}"
            yield Fault("declared-gap", project, message, ("undefined",))


def _contribution(project: Project, number: int, item: Contribution, target: Target | None) -> Iterator[Fault]:
    """Faults of one contribution against the goal that it is to serve."""
    where = ("contributions", number)
    if item.amount < 0:
        message = f"The contribution of {label(project)} to '{item.target}' is {item.amount:g}: away from the goal."
        yield Fault("contribution-backwards", project, message, (*where, "amount"))
    goal = max(target.versions, key=lambda version: version.number, default=None) if target is not None else None
    if goal is not None and goal.year is not None and item.year is not None and item.year > goal.year:
        message = (
            f"The contribution of {label(project)} to '{item.target}' comes in {item.year}, "
            f"after the goal's year {goal.year}."
        )
        yield Fault("contribution-late", project, message, (*where, "year"))


def _range(low: float | None, high: float | None) -> str:
    return f"{'?' if low is None else f'{low:g}'} to {'?' if high is None else f'{high:g}'}"


def _served(project: Project) -> bool:
    return any(mission != UNALLOCATED for mission in project.missions)


def _above(project: Project, by_id: Mapping[str, Project]) -> Iterator[Project]:
    """The programmes above a project, nearest first; ends also where they form a circle."""
    seen = {project.id}
    parent = by_id.get(project.parent or "")
    while parent is not None and parent.id not in seen:
        seen.add(parent.id)
        yield parent
        parent = by_id.get(parent.parent or "")


def _reaching(projects: Iterable[Project], by_id: Mapping[str, Project]) -> set[str]:
    """Projects that serve a mission, and the programmes above them."""
    reaching: set[str] = set()
    for project in projects:
        if _served(project) and project.id not in reaching:
            reaching.add(project.id)
            for above in _above(project, by_id):
                if above.id in reaching:
                    break
                reaching.add(above.id)
    return reaching


def _inherited(project: Project, by_id: Mapping[str, Project]) -> bool:
    """Whether a programme above it serves a mission."""
    return any(_served(above) for above in _above(project, by_id))
