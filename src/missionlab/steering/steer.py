"""What is up for review, what the strategy's own rules say now, and what it is worth to be able to change course."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from missionlab.base.text import CountWord, Text, text
from missionlab.portfolio.results import Measured
from missionlab.steering.money import money_of
from missionlab.steering.option_results import OptionValue
from missionlab.steering.option_value import FRESH, TRAINING, values_of
from missionlab.steering.options import Desk, cases
from missionlab.steering.patience import stop_curves
from missionlab.steering.replay import replayed
from missionlab.steering.results import Course, Fixed, ReviewState, ReviewView, RuleSaid, Subject, SubjectKind
from missionlab.steering.reviews import Scheduled, in_force, scheduled
from missionlab.steering.sayings import Speaker, asked_on, by_severity
from missionlab.strategy.records import Action, CourseRule, Mission, Project, Signpost
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import ActionKind
from missionlab.tracking.results import Standings

if TYPE_CHECKING:
    from missionlab.steering.learning.results import PilotWorth
    from missionlab.steering.ledger.view import LogView
    from missionlab.steering.pathways.results import Pathways

R = TypeVar("R", Signpost, Action)
Progress = Callable[[str], None]


def steer(
    strategy: Strategy,
    as_of: date | None = None,
    *,
    rules: Strategy | None = None,
    value: bool = False,
    pathways: bool = False,
    pilots: bool = False,
    discount_rate: float | None = None,
    seed: int = 0,
    standings: Standings | None = None,
    log: LogView | None = None,
    progress: Progress | None = None,
) -> Course:
    """The course of ``strategy`` with what was known at the end of ``as_of`` (default: today).

    ``rules`` holds rules, signposts and actions that are used in place of the strategy's own (``rules_file.read``).
    ``value`` adds what it is worth to be able to change course, ``pathways`` the ways to the goals, ``pilots`` what
    pilots are worth. ``standings`` of the same day and seed saves making them again. A decision in ``log`` about a
    mission or a project is a review of it that was held. ``progress`` is called with the name of each step.
    """
    day, step = as_of or date.today(), progress or _nobody
    whole = strategy if rules is None else _with_rules(strategy, rules)
    known = as_known_on(whole, day)
    if rules is not None:
        # Whoever brings rules asks about them, whenever they were made.
        known = replace(known, rules=whole.rules)
    if standings is None:
        from missionlab.tracking.track import standings_of

        step("Forecasts")
        standings = standings_of(whole, day, seed)
    step("Reviews and rules")
    speaker = Speaker(whole, seed)
    planned = scheduled(known, day, log.decided_about() if log is not None else {})
    reviews = tuple(_view(one, known, speaker, whole, day) for one in planned)
    said = _once(reviews, known, speaker, whole, day)
    step("Past reviews")
    past = replayed(whole, known, planned, speaker, day)
    step("Actions")
    actions = cases(Desk(known, standings, said, day, seed))
    values, no_value = _values(known, day, rules, discount_rate, seed, standings, step) if value else ((), ())
    return Course(
        strategy=strategy.about.id,
        as_of=day,
        fingerprint=strategy.fingerprint,
        seed=seed,
        assumptions=None,
        reviews=reviews,
        rules=said,
        fixed=_fixed(known, reviews, day),
        actions=actions,
        replay=past,
        values=tuple(replace(one, fingerprint=strategy.fingerprint) for one in values),
        no_value=no_value,
        patience=stop_curves(whole, day, standings=standings, seed=seed),
        pathways=_pathways(whole, day, seed, step) if pathways else None,
        pilots=_pilots(whole, day, seed, step) if pilots else (),
        remarks=tuple(_remarks(whole, known)),
    )


def has_course(strategy: Strategy) -> bool:
    """Whether the strategy has records of reviews, rules or actions."""
    return bool(strategy.reviews or strategy.rules or strategy.actions)


def _nobody(_: str) -> None:
    """Hears of no step."""


def _with_rules(strategy: Strategy, rules: Strategy) -> Strategy:
    """The strategy with other rules; signposts and actions of the same id give way to those that came with them."""

    def merged(own: Sequence[R], new: Sequence[R]) -> tuple[R, ...]:
        replaced = {one.id for one in new}
        return (*(one for one in own if one.id not in replaced), *new)

    return replace(
        strategy,
        rules=rules.rules,
        signposts=merged(strategy.signposts, rules.signposts),
        actions=merged(strategy.actions, rules.actions),
    )


def _view(one: Scheduled, known: Strategy, speaker: Speaker, whole: Strategy, day: date) -> ReviewView:
    rules = [rule for rule in known.rules if one.subject.id in (rule.mission, rule.project)]
    owner = known.actor_by_id.get(one.owner or "")
    late = (day - one.day.last).days if one.state is ReviewState.OVERDUE and one.day is not None else None
    return ReviewView(
        review=one.review,
        stated=one.stated,
        subject=one.subject,
        owner=one.owner,
        owner_name=owner.name if owner is not None else None,
        state=one.state,
        day=one.day,
        days_late=late,
        last_held=one.held[-1] if one.held else None,
        held=len(one.held),
        missed=one.missed,
        rules=_said(rules, one, speaker, whole, day),
    )


def _said(
    rules: Sequence[CourseRule], review: Scheduled | None, speaker: Speaker, whole: Strategy, day: date
) -> tuple[RuleSaid, ...]:
    held = review.held if review is not None else ()
    asked = [asked_on(whole, day, held, rule, review.review if review is not None else None) for rule in rules]
    return by_severity([speaker.said(one) for one in asked if one is not None])


def _once(
    reviews: Sequence[ReviewView], known: Strategy, speaker: Speaker, whole: Strategy, day: date
) -> tuple[RuleSaid, ...]:
    """Every rule once; those whose subject has no review speak as well."""
    found: dict[tuple[str, int], RuleSaid] = {}
    for review in reviews:
        for said in review.rules:
            found.setdefault((said.rule, said.version), said)
    rest = [rule for rule in known.rules if (rule.id, rule.version) not in found]
    return by_severity([*found.values(), *_said(rest, None, speaker, whole, day)])


def _fixed(known: Strategy, reviews: Sequence[ReviewView], day: date) -> tuple[Fixed, ...]:
    """What is in force and has no day on which it is decided again, the most money first."""
    open_ones = {one.subject for one in reviews if one.state is not ReviewState.OVER}
    found = [_money(one, known) for one in in_force(known, day) if one not in open_ones]
    return tuple(sorted(found, key=lambda one: (one.subject.kind is SubjectKind.PROJECT, -(one.money.value or 0.0))))


def _money(subject: Subject, known: Strategy) -> Fixed:
    if subject.kind is SubjectKind.PROJECT:
        money = money_of(known.project_by_id[subject.id], known)
        shares = [1.0] * len(money)
    else:
        parts = [(one, p.missions.get(subject.id, 0.0)) for p in known.projects for one in money_of(p, known)]
        parts = [(one, share) for one, share in parts if share]
        money, shares = tuple(one for one, _ in parts), [share for _, share in parts]
    currencies = {one.currency for one in money}
    if len(currencies) != 1:
        key = "none_known" if not currencies else "several"
        return Fixed(subject, Measured(None, reason=text(f"course.money.{key}")), None)
    total = sum((one.amount or 0.0) * share for one, share in zip(money, shares, strict=True))
    return Fixed(subject, Measured(total, reason=text("course.option.as_stated")), currencies.pop())


def _values(
    known: Strategy,
    day: date,
    rules: Strategy | None,
    rate: float | None,
    seed: int,
    standings: Standings,
    step: Progress,
) -> tuple[tuple[OptionValue, ...], tuple[tuple[str, Text], ...]]:
    """By mission that has actions: the option value, or why there is none."""
    step("Option value")
    missions = [mission for mission in known.missions if _has_actions(mission, known)]
    own = None if rules is None else rules.rules
    found = values_of(known, day, missions, own, rate, TRAINING, FRESH, seed, standings)
    values = tuple(one for one in found if isinstance(one, OptionValue))
    none = [(mission.id, one) for mission, one in zip(missions, found, strict=True) if isinstance(one, Text)]
    return values, tuple(none)


def _has_actions(mission: Mission, known: Strategy) -> bool:
    def about(project: Project | None) -> bool:
        return project is not None and bool(project.missions.get(mission.id))

    return any(
        action.kind is not ActionKind.CONTINUE
        and (action.mission == mission.id or about(known.project_by_id.get(action.project or "")))
        for action in known.actions
    )


def _pathways(strategy: Strategy, day: date, seed: int, step: Progress) -> Pathways:
    from missionlab.steering.pathways.pathways import pathways

    step("Pathways")
    return pathways(strategy, day, seed=seed)


def _pilots(strategy: Strategy, day: date, seed: int, step: Progress) -> tuple[PilotWorth, ...]:
    from missionlab.steering.learning.pilots import pilots

    step("Pilots")
    return pilots(strategy, day, seed=seed)


def _remarks(strategy: Strategy, known: Strategy) -> Iterator[Text]:
    """What to add where there is nothing to say, and how many rules were not made yet."""
    if later := len(strategy.rules) - len(known.rules):
        yield text("course.add.later_rules", n=CountWord(later, True))
    for name in ("reviews", "signposts", "rules", "actions"):
        if not getattr(strategy, name):
            yield text(f"course.add.{name}")
