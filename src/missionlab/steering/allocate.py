"""What to finance next: a strategy's candidates, money, rules and forecasts brought together into a plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from missionlab.base.findings import InputError
from missionlab.base.text import text
from missionlab.portfolio.allocation.case import About, Case, Risk, Targets
from missionlab.portfolio.allocation.plan import Asked, planned, quietly, with_choices
from missionlab.portfolio.allocation.results import Objective, Plan, Remark, RemarkKind
from missionlab.portfolio.exchange import exchange_known_on
from missionlab.steering.planning.candidates import (
    Candidate,
    candidates_of,
    committed_of,
    contributions_of,
    length_of,
    options_of,
    projects_of,
)
from missionlab.steering.planning.limits import asked_limit, limits_of
from missionlab.steering.planning.needs import Need, needs_of
from missionlab.steering.planning.purse import Budget, PlanMoney, charge_of, last_year, money_of, purse_of
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import Bound, ProjectStatus

SCENARIOS, FRESH, DRAWS = 200, 10_000, 20
MANY, FEWER_DRAWS = 400, 10
"""Candidates from which on the plan is chosen anew less often, unless asked: each time takes about half a second."""


def allocate(
    strategy: Strategy,
    as_of: date | None = None,
    *,
    fund: str | None = None,
    budget: Mapping[int, float] | float | None = None,
    objective: Objective | str = Objective.MEAN,
    reach: float = 0.5,
    caps: Sequence[str] = (),
    floors: Sequence[str] = (),
    insist: Sequence[str] = (),
    forbid: Sequence[str] = (),
    explain: Sequence[str] = (),
    seed: int = 0,
    scenarios: int = SCENARIOS,
    fresh: int = FRESH,
    draws: int | None = None,
    final: float | None = None,
    progress: Callable[[str, int, int], None] = quietly,
) -> Plan:
    """What to finance next, when and by which instrument, with what was known at the end of ``as_of`` (today).

    ``budget`` is money by financial year, or one amount for all years; without it that of ``fund`` (the first that has
    capital). ``caps`` and ``floors`` such as ``actor=6%`` are kept beside the strategy's own limits. ``reach`` is the
    chance that every target is to have, for the objective ``cost``. The plan is chosen on ``scenarios`` futures, again
    on ``draws`` of them (20, or 10 with more than 400 candidates), and judged on ``fresh`` others. ``final``: seconds
    for an exact solver that goes on from the plan. Raises ``InputError`` where there are no candidates or no money, or
    the call names what is not there.
    """
    _check_counts(scenarios=scenarios, fresh=fresh, draws=DRAWS if draws is None else draws)
    if not 0 < reach < 1:
        raise InputError("The chance to reach is not between 0 and 1.", fix="Give a chance such as 0.5.")
    case = case_of(strategy, as_of or date.today(), fund, budget, caps, floors, seed, scenarios, fresh)
    _check_ids(case, (*explain, *insist, *forbid))
    if set(insist) & set(forbid):
        raise InputError("The same project is insisted on and forbidden.", fix="Name it in one of the two.")
    if draws is None:
        case, draws = _drawn(case)
    asked = Asked(_objective(objective), seed, draws, reach, final, (*explain, *insist, *forbid))
    return planned(with_choices(case, tuple(insist), tuple(forbid)), asked, progress)


def _drawn(case: Case) -> tuple[Case, int]:
    """How often the plan is chosen anew where nobody says, with a remark where that is less often than usual."""
    if len(case.projects.ids) <= MANY:
        return case, DRAWS
    few = Remark(RemarkKind.FEW_DRAWS, "draws", text("plan_money.remark.few_draws", n=FEWER_DRAWS))
    return replace(case, remarks=(*case.remarks, few)), FEWER_DRAWS


def has_candidates(strategy: Strategy) -> bool:
    """Whether a strategy puts projects forward and has money to plan with."""
    return any(one.status is ProjectStatus.PROPOSED for one in strategy.projects) and any(
        one.capital for one in strategy.funds
    )


def case_of(
    strategy: Strategy,
    day: date,
    fund: str | None,
    budget: Budget,
    caps: Sequence[str],
    floors: Sequence[str],
    seed: int,
    scenarios: int,
    fresh: int,
) -> Case:
    """The arrays of a plan. Raises ``InputError`` where there are no candidates or no money."""
    known = as_known_on(strategy, day)
    if not any(one.status is ProjectStatus.PROPOSED for one in known.projects):
        raise _no_candidates(())
    money = money_of(known, day, fund, budget)
    exchange = exchange_known_on(known, day)
    offers = candidates_of(known, exchange, money.currency)
    if not offers.candidates:
        raise _no_candidates(offers.remarks)
    wanted = _wanted(known, offers.candidates)
    needs, unknown = needs_of(known, wanted, seed, scenarios, fresh)
    committed = committed_of(known, needs)
    years = tuple(range(money.first, last_year(money, _ends(offers.candidates, needs, money)) + 1))
    everybody = (*(one.project for one in offers.candidates), *committed)
    projects = projects_of(offers.candidates, committed, years, money.fund.closed_from if money.fund else None)
    options, not_modelled = options_of(known, offers.candidates, len(committed), money.fund, len(years), seed)
    contributions, chances = contributions_of(known, projects.ids, len(offers.candidates), needs, years)
    purse, about_money = purse_of(money, years, charge_of(known, money.fund, years, exchange, money.currency))
    stated = [
        *known.limits,
        *(asked_limit(one, Bound.MOST, number) for number, one in enumerate(caps)),
        *(asked_limit(one, Bound.LEAST, number) for number, one in enumerate(floors)),
    ]
    limits = limits_of(known, stated, everybody, options.project, options.instrument)
    risk, about_risk = _risk(money)
    return Case(
        projects=projects,
        options=options,
        contributions=contributions,
        targets=_targets(known, needs, years, scenarios, fresh),
        purse=purse,
        years=years,
        rules=limits.rules,
        rivals=limits.rivals,
        risk=risk,
        about=About(
            strategy=known.about.id,
            as_of=day,
            fingerprint=strategy.fingerprint,
            fund=money.fund.id if money.fund is not None else None,
            currency=money.currency,
            assumptions=money.fund.assumptions if money.fund is not None else None,
        ),
        remarks=(*offers.remarks, *unknown, *chances, *not_modelled, *about_money, *about_risk, *limits.remarks),
    )


def _wanted(known: Strategy, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Targets that some candidate adds to; a plan cannot change the others."""
    added_to = {stated.target for one in candidates for stated in one.project.contributions}
    return tuple(target.id for target in known.targets if target.id in added_to)


def _ends(candidates: Sequence[Candidate], needs: Sequence[Need], money: PlanMoney) -> list[int]:
    """Years that the plan must hold: goals, windows of starts, and what is paid after a start in the last of them."""
    longest = max(len(length_of(one.project, offer.commitment)) for one in candidates for offer in one.offers)
    starts = [one.project.latest or one.project.earliest or money.first for one in candidates]
    return [*(need.goal_year for need in needs), *(year + longest - 1 for year in starts), money.first + longest - 1]


def _targets(known: Strategy, needs: Sequence[Need], years: tuple[int, ...], scenarios: int, fresh: int) -> Targets:
    missions = [need.target.mission for need in needs]
    weight = [_weight(known, mission) / missions.count(mission) for mission in missions]
    return Targets(
        ids=tuple(need.target.id for need in needs),
        names=tuple(need.target.name for need in needs),
        missions=tuple(missions),
        need=np.array([need.choose for need in needs]).reshape(len(needs), scenarios),
        fresh=np.array([need.fresh for need in needs]).reshape(len(needs), fresh),
        deadline=np.array([need.goal_year - years[0] for need in needs], dtype=np.intp),
        years=tuple(need.goal_year for need in needs),
        weight=np.array(weight, dtype=float),
        correction=np.array([need.correction for need in needs]) if needs else None,
    )


def _weight(known: Strategy, mission: str) -> float:
    record = known.mission_by_id.get(mission)
    return 1.0 if record is None or record.weight is None else record.weight


def _risk(money: PlanMoney) -> tuple[Risk, tuple[Remark, ...]]:
    fund = money.fund
    common = fund.correlation if fund is not None else None
    sector = fund.sector_correlation if fund is not None else None
    if common is None and sector is None:
        return Risk(), (Remark(RemarkKind.ASSUMED, "correlation", text("plan_money.remark.independent")),)
    shared = (common or 0.0) + (sector or 0.0)
    # Nothing is left for a project's own luck where the two add to 1 or more; the reader reports that.
    shrink = min(1.0, 0.99 / shared) if shared > 0 else 1.0
    return Risk((common or 0.0) * shrink, (sector or 0.0) * shrink), ()


def _objective(word: Objective | str) -> Objective:
    try:
        return Objective(word)
    except ValueError:
        raise InputError(f"There is no objective {str(word)!r}.", fix=f"Use one of: {', '.join(Objective)}.") from None


def _check_counts(**counts: int) -> None:
    least = {"scenarios": 10, "fresh": 100, "draws": 0}
    for name, count in counts.items():
        if not least[name] <= count <= 1_000_000:
            raise InputError(f"{name} is {count}.", fix=f"Give at least {least[name]} and at most a million.")


def _check_ids(case: Case, ids: Sequence[str]) -> None:
    candidates = [one for one, choice in zip(case.projects.ids, case.projects.choice, strict=True) if not choice.taken]
    for one in ids:
        if one not in candidates:
            listed = ", ".join(candidates[:8])
            raise InputError(
                f"Project {one!r} is no candidate of the plan.",
                why="Only projects of status proposed, with public money proposed for them, are chosen or left out.",
                fix=f"Name one of: {listed}{', ...' if len(candidates) > 8 else ''}.",
            )


def _no_candidates(remarks: Sequence[Remark]) -> InputError:
    from missionlab.base.text import say

    found = "; ".join(say(remark.sentence) for remark in remarks[:3])
    return InputError(
        "There is nothing to choose from: the strategy has no candidates.",
        why=found or "A candidate is a project of status proposed with public money of basis proposed.",
        fix="Add projects with status: proposed, each with a commitment of payer: public and basis: proposed, and with "
        "contributions that say what it adds to a target.",
    )
