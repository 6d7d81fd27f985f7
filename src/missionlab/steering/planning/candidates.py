"""Candidates of a plan from a strategy's records: projects, options, what they add, and what is promised already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

import numpy as np
from numpy.typing import NDArray

from missionlab.base.text import Money, text
from missionlab.portfolio.allocation.case import Choice, Contributions, Options, Projects
from missionlab.portfolio.allocation.results import Remark, RemarkKind
from missionlab.portfolio.exchange import Exchange
from missionlab.steering.planning.needs import Need
from missionlab.steering.planning.reflows import back_of
from missionlab.strategy.plans import Planned, Timing, plans_of
from missionlab.strategy.records import AidRule, Commitment, Fund, Project
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import UNALLOCATED, Basis, Payer, ProjectStatus

_GONE = (ProjectStatus.STOPPED, ProjectStatus.PROPOSED)


@dataclass(frozen=True)
class Offer:
    """A project by one instrument, with the money for it in the plan's currency."""

    commitment: Commitment
    money: float


@dataclass(frozen=True)
class Candidate:
    """A project that is put forward, with the ways in which it can be financed."""

    project: Project
    offers: tuple[Offer, ...]


@dataclass
class Offers:
    """Candidates, and what was found on the way."""

    candidates: list[Candidate] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def candidates_of(known: Strategy, exchange: Exchange, currency: str) -> Offers:
    """Projects of status proposed with public money that is proposed for them; in file order."""
    out = Offers()
    for project in known.projects:
        if project.status is not ProjectStatus.PROPOSED:
            continue
        offers = tuple(_offers(known, project, exchange, currency, out.remarks))
        if offers:
            out.candidates.append(Candidate(project, offers))
        elif not any(remark.subject == project.id for remark in out.remarks):
            sentence = text("plan_money.remark.no_money", project=project.name)
            out.remarks.append(Remark(RemarkKind.NO_MONEY, project.id, sentence))
    return out


def _offers(
    known: Strategy, project: Project, exchange: Exchange, currency: str, remarks: list[Remark]
) -> Iterator[Offer]:
    stated = known.commitments_by_project.get(project.id, ())
    revised = {one.revises for one in stated if one.revises is not None}
    for one in stated:
        if one.payer is not Payer.PUBLIC or one.basis is not Basis.PROPOSED or one.id in revised or not one.amount:
            continue
        unit, factor = exchange.convert(one.currency or currency, one.price_year)
        if unit.currency != currency or unit.price_year is not None:
            sentence = text(
                "plan_money.remark.other_currency", project=project.name, currency=one.currency or "", to=currency
            )
            remarks.append(Remark(RemarkKind.OTHER_CURRENCY, project.id, sentence))
            continue
        yield Offer(one, _allowed(known.aid_rules, project, one.amount * factor, currency, remarks))


def _allowed(rules: Sequence[AidRule], project: Project, asked: float, currency: str, remarks: list[Remark]) -> float:
    """The money, cut to the largest public share that the rule for the project's stage and size allows."""
    applies = [one for one in rules if one.stage is project.stage and one.size in (None, project.size)]
    if not applies:
        return asked
    if project.eligible_cost is None:
        sentence = text("plan_money.remark.eligible_unknown", project=project.name)
        remarks.append(Remark(RemarkKind.AID_CAPPED, project.id, sentence))
        return asked
    # The rule for the firm's own size goes before the one for any size.
    rule = min(applies, key=lambda one: (one.size is None, one.most))
    most = rule.most * project.eligible_cost
    if asked <= most:
        return asked
    amounts = {"asked": Money(asked, currency), "allowed": Money(most, currency)}
    sentence = text("plan_money.remark.aid_capped", project=project.name, rule=rule.rule, **amounts)
    remarks.append(Remark(RemarkKind.AID_CAPPED, project.id, sentence))
    return most


@dataclass(frozen=True)
class Stated:
    """One contribution that counts: whose, to which need, and how long after the start it is there."""

    project: int
    target: int
    delay: int
    planned: Planned


def committed_of(known: Strategy, needs: Sequence[Need]) -> tuple[Project, ...]:
    """Projects that are promised already and still add to a target in need; in file order."""
    adding = {
        one.project
        for need in needs
        for one in plans_of(known.projects).get(need.target.id, ())
        if one.timing(need.latest, need.goal_year) is Timing.COUNTS
    }
    return tuple(one for one in known.projects if one.id in adding and one.status not in _GONE)


def projects_of(
    candidates: Sequence[Candidate], committed: Sequence[Project], years: tuple[int, ...], closed: int | None
) -> Projects:
    """All of them, candidates first."""
    everybody = [*(one.project for one in candidates), *committed]
    place = {project.id: number for number, project in enumerate(everybody)}
    first, last = [], []
    for number, project in enumerate(everybody):
        ends = _starts(project, years, closed) if number < len(candidates) else (0, 0)
        first.append(ends[0])
        last.append(ends[1])
    after = [
        (place[project.id], place[other])
        for project in everybody
        for other in project.after
        if other in place and place[project.id] < len(candidates)
    ]
    return Projects(
        ids=tuple(one.id for one in everybody),
        names=tuple(one.name for one in everybody),
        missions=tuple(tuple(str(m) for m in one.missions if m != UNALLOCATED) for one in everybody),
        first=np.array(first, dtype=np.intp),
        last=np.array(last, dtype=np.intp),
        choice=tuple(Choice.FREE if n < len(candidates) else Choice.COMMITTED for n in range(len(everybody))),
        after=tuple(sorted(set(after))),
        elsewhere=frozenset(one.id for one in everybody if one.contributions),
    )


def _starts(project: Project, years: tuple[int, ...], closed: int | None) -> tuple[int, int]:
    """First and last year of the plan in which it can start. With a date and no window it starts on that date."""
    dated = project.starts.year if project.starts is not None else None
    windowed = project.earliest is not None or project.latest is not None
    first = project.earliest or dated or years[0]
    last = project.latest or (years[-1] if windowed or dated is None else max(dated, years[0]))
    if closed is not None:
        last = min(last, closed - 1)
    return max(first, years[0]) - years[0], min(last, years[-1]) - years[0]


def length_of(project: Project, commitment: Commitment) -> tuple[float, ...]:
    """Share of the money that is paid in each year from the start."""
    for profile in (commitment.terms.profile, project.profile):
        if profile:
            longest = max(int(year) for year in profile)
            shares = np.array([float(profile.get(str(year), 0.0)) for year in range(1, longest + 1)])
            return tuple(shares / shares.sum()) if shares.sum() > 0 else (1.0,)
    if project.duration_years:
        count = ceil(project.duration_years)
    elif commitment.starts is not None and commitment.ends is not None:
        count = max(1, commitment.ends.year - commitment.starts.year + 1)
    else:
        count = 1
    return (1 / count,) * count


def options_of(
    known: Strategy, candidates: Sequence[Candidate], committed: int, fund: Fund | None, years: int, seed: int
) -> tuple[Options, tuple[Remark, ...]]:
    """The offers as options; a committed project is one option without money, which is charged to the budget."""
    rows = [(number, one, offer) for number, one in enumerate(candidates) for offer in one.offers]
    count = len(rows) + committed
    profiles = [length_of(one.project, offer.commitment) for _, one, offer in rows]
    spend = np.zeros((count, max((len(one) for one in profiles), default=1)))
    back = np.zeros((count, years))
    paths: NDArray[np.float32] | None = None
    remarks: list[Remark] = []
    for row, ((_, one, offer), profile) in enumerate(zip(rows, profiles, strict=True)):
        spend[row, : len(profile)] = offer.money * np.array(profile)
        model = known.outcome_model_by_id.get(one.project.outcome_model or "")
        found = back_of(one.project, offer.commitment, offer.money, model, fund, seed, years)
        if found.reason is not None:
            instrument = text(f"portfolio.instrument.{offer.commitment.instrument}")
            sentence = text(
                "plan_money.remark.not_modelled", project=one.project.name, instrument=instrument, missing=found.reason
            )
            remarks.append(Remark(RemarkKind.NOT_MODELLED, one.project.id, sentence))
        if found.paths is not None:
            back[row] = found.paths.mean(axis=0)
            if paths is None:
                paths = np.zeros((len(found.paths), count, years), dtype=np.float32)
            paths[:, row] = found.paths
    numbers = [number for number, _, _ in rows] + list(range(len(candidates), len(candidates) + committed))
    options = Options(
        project=np.array(numbers, dtype=np.intp),
        instrument=tuple(str(offer.commitment.instrument or "") for _, _, offer in rows) + ("",) * committed,
        money=np.array([offer.money for _, _, offer in rows] + [0.0] * committed),
        spend=spend,
        back=back,
        back_paths=paths,
    )
    return options, tuple(remarks)


def contributions_of(
    known: Strategy, ids: Sequence[str], candidates: int, needs: Sequence[Need], years: tuple[int, ...]
) -> tuple[Contributions, tuple[Remark, ...]]:
    """What projects add to targets in need, less the share that the trend contains already."""
    place = {name: number for number, name in enumerate(ids)}
    stated = plans_of(known.projects)
    found: list[Stated] = []
    for target, need in enumerate(needs):
        for one in stated.get(need.target.id, ()):
            number = place.get(one.project)
            if number is None:
                continue
            promised = number >= candidates
            if promised and one.timing(need.latest, need.goal_year) is not Timing.COUNTS:
                continue
            project = known.project_by_id[one.project]
            found.append(Stated(number, target, _delay(project, one, years[0], promised), one))
    unknown = [one for one in found if one.planned.contribution.chance is None]
    remarks = [] if not unknown else [_chances_unknown(known, unknown)]
    kept = np.array([1 - (needs[one.target].target.overlap or 0.0) for one in found])
    contributions = [one.planned.contribution for one in found]
    return Contributions(
        project=np.array([one.project for one in found], dtype=np.intp),
        target=np.array([one.target for one in found], dtype=np.intp),
        amount=kept * np.array([one.amount for one in contributions], dtype=float),
        low=kept * np.array([one.amount if one.low is None else one.low for one in contributions], dtype=float),
        high=kept * np.array([one.amount if one.high is None else one.high for one in contributions], dtype=float),
        chance=np.array([1.0 if one.chance is None else one.chance for one in contributions]),
        factor=tuple(_sector(known.project_by_id[one.planned.project]) for one in found),
        delay=np.array([one.delay for one in found], dtype=np.intp),
    ), tuple(remarks)


def _delay(project: Project, planned: Planned, first: int, promised: bool) -> int:
    """Years from the start until a contribution is there; of what is promised, from the first year of the plan."""
    year = planned.contribution.year
    if promised:
        return 0 if year is None else max(0, year - first)
    if project.duration_years is not None:
        return ceil(project.duration_years)
    begins = project.earliest or (project.starts.year if project.starts is not None else first)
    return 0 if year is None else max(0, year - max(begins, first))


def _sector(project: Project) -> str:
    """The sector that most of it is in, whose luck it shares."""
    shares = {key: share for key, share in project.sectors.items() if key != UNALLOCATED}
    return max(sorted(shares), key=lambda key: shares[key]) if shares else ""


def _chances_unknown(known: Strategy, unknown: Sequence[Stated]) -> Remark:
    names = list(dict.fromkeys(known.project_by_id[one.planned.project].name for one in unknown))
    sentence = text("plan_money.remark.chance_unknown", n=len(unknown), projects=names[:6])
    return Remark(RemarkKind.CHANCE_UNKNOWN, "contributions", sentence)
