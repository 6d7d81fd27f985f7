"""The way of a project: gates in order, dated stops, proposals that are proposals, years in which it can start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from missionlab.strategy.labels import capital, label
from missionlab.strategy.records import Project
from missionlab.strategy.rules.fault import Book, Fault, surely_before
from missionlab.strategy.rules.identity import comes_back
from missionlab.strategy.rules.sums import dated_shares, item_of, three
from missionlab.strategy.vocabulary import Basis, GateResult, ProjectStatus, Stage

_ORDER = list(Stage)


def stages(book: Book) -> Iterable[Fault]:
    after = {project.id: project.after for project in book.strategy.projects}
    for project in book.strategy.projects:
        yield from _stop(project)
        yield from _gates(project)
        yield from dated_shares(project, label(project), ("profile",), project.profile, whole=True)
        for number, money in enumerate(project.co_finance):
            mine = item_of(project, "co-finance", number)
            yield from three(project, mine, ("co_finance", number), money, "anyway_low", "anyway", "anyway_high")
        if comes_back(project.id, after):
            yield Fault("cycle", project, f"{capital(label(project))} must be financed before itself.", ("after",))
        if project.earliest is not None and project.latest is not None and project.earliest > project.latest:
            message = (
                f"{capital(label(project))} can start from {project.earliest} on, and until {project.latest} only."
            )
            yield Fault("impossible-date", project, message, ("latest",))


def _stop(project: Project) -> Iterator[Fault]:
    name, stopped = capital(label(project)), project.status is ProjectStatus.STOPPED
    ended = any(gate.result is not GateResult.PASSED for gate in project.gates)
    if stopped and project.stopped_on is None and not ended:
        if project.stopped_undefined:
            message = (
                f"The day on which {label(project)} was stopped is declared not known: {project.stopped_undefined}"
            )
            yield Fault("declared-gap", project, message, ("stopped_undefined",))
        else:
            yield Fault("stop-undated", project, f"{name} was stopped, without a date.", ("status",))
    if not stopped and project.stopped_on is not None:
        message = f"{name} has a day on which it was stopped ({project.stopped_on}), and is {project.status}."
        yield Fault("stop-against-status", project, message, ("stopped_on",))
    if surely_before(project.stopped_on, project.announced):
        message = f"{name} was stopped ({project.stopped_on}) before it was announced ({project.announced})."
        yield Fault("impossible-date", project, message, ("stopped_on",))


def _gates(project: Project) -> Iterator[Fault]:
    name = capital(label(project))
    now, entered = project.stage, project.stage_entered_on
    for number, gate in enumerate(project.gates):
        where, place = ("gates", number), _ORDER.index(gate.stage)
        if now is not None and place > _ORDER.index(now):
            message = f"{name} has a decision at the end of '{gate.stage}', and is only in '{now}'."
            yield Fault("gate-order", project, message, (*where, "stage"))
        elif gate.stage is now and surely_before(gate.decided_on, entered):
            message = f"{name} entered '{now}' ({entered}) after the decision at its end ({gate.decided_on})."
            yield Fault("gate-order", project, message, (*where, "decided_on"))
        elif now is not None and place < _ORDER.index(now) and surely_before(entered, gate.decided_on):
            message = f"{name} entered '{now}' ({entered}) before '{gate.stage}' was decided on ({gate.decided_on})."
            yield Fault("gate-order", project, message, (*where, "decided_on"))
    by_stage = sorted(enumerate(project.gates), key=lambda pair: _ORDER.index(pair[1].stage))
    for (_, earlier), (number, later) in pairwise(by_stage):
        if earlier.stage is not later.stage and surely_before(later.decided_on, earlier.decided_on):
            message = (
                f"{name} was decided on at the end of '{later.stage}' ({later.decided_on}) "
                f"before the end of '{earlier.stage}' ({earlier.decided_on})."
            )
            yield Fault("gate-order", project, message, ("gates", number, "decided_on"))


def proposals(book: Book) -> Iterable[Fault]:
    """Money that is only put forward belongs to a project that is, and the other way round."""
    by_id = book.strategy.project_by_id
    for money in book.strategy.commitments:
        project = by_id.get(money.project)
        if project is None or money.basis is None:
            continue
        candidate = project.status is ProjectStatus.PROPOSED
        if candidate and money.basis is not Basis.PROPOSED:
            message = f"{capital(label(money))} is {money.basis}, and its project '{project.id}' is only proposed."
            fix = f"Write 'status: planned' on '{project.id}' if somebody promised it, or 'basis: proposed' here."
            yield Fault("proposed-mixed", money, message, ("basis",), fix)
        elif not candidate and money.basis is Basis.PROPOSED:
            message = f"{capital(label(money))} is proposed, and its project '{project.id}' is {project.status}."
            fix = "Make what it would add a project of its own with 'status: proposed' and this one as 'parent'."
            yield Fault("proposed-mixed", money, message, ("basis",), fix)
