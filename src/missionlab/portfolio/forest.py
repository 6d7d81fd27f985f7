"""Projects as programmes with parts: who is inside whom, and what a part takes from its programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from missionlab.strategy.records import Project


@dataclass(frozen=True, slots=True)
class Forest:
    """All projects by their place in a programme. Everything is in the order of ids, never in file order, so that
    sums come out the same however a file is sorted."""

    by_id: Mapping[str, Project]
    parent: Mapping[str, str | None]
    """Blank for a top-level programme, and where the parent is not known on the day."""
    children: Mapping[str, tuple[str, ...]]
    order: tuple[str, ...]
    """Parents before their children."""
    root: Mapping[str, str]
    """The top-level programme that a project is part of; itself when it is one."""

    def nearest(self, states: Callable[[Project], bool]) -> dict[str, Project | None]:
        """For each project itself, or else its nearest ancestor, for which ``states`` is true.

        What a part does not state it takes from its programme: the programme's money is for what the programme says.
        """
        out: dict[str, Project | None] = {}
        for project_id in self.order:
            project, parent = self.by_id[project_id], self.parent[project_id]
            if states(project):
                out[project_id] = project
            else:
                out[project_id] = None if parent is None else out[parent]
        return out


def forest_of(projects: Iterable[Project]) -> Forest:
    """The programmes that ``projects`` make up. Projects that are their own ancestors stand at the top: the reader
    reports the circle, and their money must not be lost meanwhile."""
    by_id = {project.id: project for project in sorted(projects, key=lambda project: project.id)}
    parent = {i: p.parent if p.parent in by_id and p.parent != i else None for i, p in by_id.items()}
    for project_id in _in_circles(parent):
        parent[project_id] = None
    children: dict[str, list[str]] = defaultdict(list)
    for project_id, above in parent.items():
        if above is not None:
            children[above].append(project_id)
    order = [project_id for project_id, above in parent.items() if above is None]
    root = {project_id: project_id for project_id in order}
    for project_id in order:  # grows while it is walked: first the top, then each level below
        for child in children.get(project_id, ()):
            root[child] = root[project_id]
            order.append(child)
    return Forest(by_id, parent, {i: tuple(c) for i, c in children.items()}, tuple(order), root)


def _in_circles(parent: Mapping[str, str | None]) -> set[str]:
    circles: set[str] = set()
    finished: set[str] = set()
    for start in parent:
        path: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in finished and here not in path:
            path[here] = None
            here = parent[here]
        if here is not None and here in path:
            walked = list(path)
            circles.update(walked[walked.index(here) :])
        finished.update(path)
    return circles
