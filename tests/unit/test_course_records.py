"""Reviews, rules, actions and past reviews of a strategy on a day, with every edge of section 4.5."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import missionlab as ml
from missionlab.base.dates import Date, Period
from missionlab.base.findings import InputError
from missionlab.base.text import say
from missionlab.steering import rules_file
from missionlab.steering.choices import Choice, choice_of
from missionlab.steering.option_results import Unit
from missionlab.steering.problem import CHANCE, Problem
from missionlab.steering.problems import problem_of
from missionlab.steering.results import Afterwards, Course, Power, ReviewState, RuleSaid, Says
from missionlab.steering.staged import ways
from missionlab.steering.steer import has_course, steer
from missionlab.strategy.records import Observation, Review
from missionlab.strategy.review_days import after, days_of
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.template import TEMPLATE
from missionlab.strategy.vocabulary import ActionKind, Comparator, GateResult, ProjectStatus, Quality, Stage, Statistic

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def strategy() -> Strategy:
    """The template: one mission with two reviewed subjects, three signposts, three rules and five actions."""
    return ml.load(TEMPLATE)


@pytest.fixture(scope="module")
def course(strategy: Strategy) -> Course:
    return steer(strategy, DAY)


def _changed(strategy: Strategy, name: str, key: str, **update: Any) -> Strategy:
    """The strategy with one record changed."""
    records = tuple(
        one.model_copy(update=update) if one.key.split()[0] == key else one for one in getattr(strategy, name)
    )
    return replace(strategy, **{name: records})


def _said(course: Course, rule: str) -> RuleSaid:
    return next(one for one in course.rules if one.rule == rule)


def test_reviews_are_overdue_due_next_or_over(strategy: Strategy) -> None:
    states = {
        date(2025, 6, 20): ReviewState.NEXT,
        date(2026, 4, 1): ReviewState.DUE,
        date(2026, 6, 15): ReviewState.OVERDUE,
        date(2031, 1, 1): ReviewState.OVERDUE,
    }
    for day, state in states.items():
        found = next(one for one in steer(strategy, day).reviews if one.review == "mission-review")
        assert found.state is state, day
    held = _changed(strategy, "reviews", "mission-review", held=(Date.read("2030-06-15"),))
    found = next(one for one in steer(held, date(2031, 1, 1)).reviews if one.review == "mission-review")
    assert found.state is ReviewState.OVER


def test_an_overdue_review_says_by_how_much_and_who_decides(course: Course) -> None:
    found = next(one for one in course.reviews if one.review == "mission-review")
    assert (found.days_late, found.held, found.missed) == (162, 2, 1)
    assert found.owner_name == "River Office (made up)"
    assert [one.review for one in course.due] == ["filter-review", "mission-review"]


@pytest.mark.parametrize(
    ("start", "months", "then"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-11", 3, "2024-02"),
        ("2020", 24, "2022"),
        ("2024-12-31", 12, "2025-12-31"),
    ],
)
def test_a_steady_pace_counts_months(start: str, months: int, then: str) -> None:
    assert after(Date.read(start), months) == Date.read(then)


def test_steer_and_checks_count_the_same_days(strategy: Strategy) -> None:
    """A month counts as held in the month, a single first day is a day, and a year-long one begins with the year."""
    one = Review(id="r", mission="swim-again", first=Date.read("2024-03"), held=(Date.read("2024-03-05"),))
    assert [str(day) for day in days_of(one, DAY)] == ["2024-03"]
    found = next(one for one in steer(replace(strategy, reviews=(one,)), DAY).reviews if one.review == "r")
    assert (found.state, found.missed) == (ReviewState.OVER, 0)
    assert after(Date.read("2024"), 18) == Date.read("2025")


def test_what_has_no_review_cannot_change_course(course: Course, strategy: Strategy) -> None:
    assert [one.subject.id for one in course.fixed] == ["town-buyers"]
    assert course.fixed[0].money.value == 40_000_000
    none = replace(
        strategy,
        reviews=(),
        missions=tuple(one.model_copy(update={"next_review": None}) for one in strategy.missions),
        projects=tuple(one.model_copy(update={"next_review": None}) for one in strategy.projects),
    )
    assert {one.subject.id for one in steer(none, DAY).fixed} == {"swim-again", "filter-lab", "town-buyers"}


def test_a_rule_says_what_it_read_and_when_that_was_published(course: Course) -> None:
    said = _said(course, "scale-when-behind")
    assert said.says is Says.FIRES
    assert said.latest is not None
    assert said.latest.value == pytest.approx(0.615, abs=0.001)
    assert (said.latest.period, str(said.latest.vintage)) == ("2023", "2024-11")
    assert (said.in_a_row, said.needed) == (2, 2)
    assert "two reviews in a row" in say(said.sentence)
    assert said.action == "scale-buyers"
    assert course.actions[1].asked_by == ("scale-when-behind",)


def test_the_same_figure_read_twice_is_not_two_reviews(strategy: Strategy) -> None:
    """Nothing was published between the reviews of 2025 and 2026, so that both are one."""
    review = _changed(strategy, "reviews", "mission-review", held=(Date.read("2025-06-18"),))
    said = _said(steer(review, DAY), "scale-when-behind")
    assert said.in_a_row == 1
    assert said.says is Says.NOT
    assert "needs two in a row" in say(said.sentence)


def test_a_rule_does_not_fire_before_its_day(strategy: Strategy) -> None:
    assert _said(steer(strategy, DAY), "longer-when-hopeless").says is Says.NOT_YET
    assert _said(steer(strategy, date(2027, 1, 1)), "longer-when-hopeless").says is Says.FIRES


def test_several_rules_fire_at_once_the_most_severe_first(strategy: Strategy) -> None:
    eager = _changed(strategy, "rules", "stop-slow-filter", threshold=1.0)
    course = steer(eager, date(2027, 2, 1))
    assert [one.rule for one in course.firing] == ["stop-slow-filter", "longer-when-hopeless", "scale-when-behind"]
    assert course.firing[0].kind is ActionKind.STOP


def test_a_rule_made_after_its_evidence_is_marked(strategy: Strategy) -> None:
    for made, found in (("2023-05", Afterwards.NO), ("2026-05", Afterwards.YES), (None, Afterwards.UNKNOWN)):
        day = None if made is None else Date.read(made)
        late = _changed(strategy, "rules", "scale-when-behind", made_on=day)
        assert _said(steer(late, DAY), "scale-when-behind").afterwards is found, made


def test_a_rule_that_was_not_made_yet_says_nothing(strategy: Strategy) -> None:
    late = _changed(strategy, "rules", "scale-when-behind", made_on=Date.read("2027-05"))
    assert "scale-when-behind" not in {one.rule for one in steer(late, DAY).rules}


def _revised(strategy: Strategy, value: float) -> Strategy:
    """The newest figure once more, published in 2026."""
    newest = max(strategy.observations, key=lambda one: one.period)
    again = newest.model_copy(update={"value": value, "vintage": Date.read("2026-10-01")})
    return replace(strategy, observations=(*strategy.observations, again))


def test_a_rule_that_fires_on_a_revision_alone_says_so(strategy: Strategy) -> None:
    rule = {"signpost": "level", "comparator": Comparator.LESS_THAN, "threshold": 60.0, "reviews": 1}
    post = strategy.signposts[0].model_copy(
        update={"id": "level", "statistic": Statistic.VALUE, "target": None, "indicator": "clean-stretches"}
    )
    watched = replace(_changed(strategy, "rules", "scale-when-behind", **rule), signposts=(*strategy.signposts, post))
    assert _said(steer(watched, DAY), "scale-when-behind").says is Says.NOT
    said = _said(steer(_revised(watched, 55.0), DAY), "scale-when-behind")
    assert said.says is Says.FIRES
    assert said.by_revision
    assert "only because figures were revised" in say(said.sentence)
    new = Observation(
        indicator="clean-stretches",
        period=Period.read("2024"),
        value=55.0,
        vintage=Date.read("2026-10-01"),
        quality=Quality.OFFICIAL,
    )
    honest = replace(watched, observations=(*watched.observations, new))
    assert not _said(steer(honest, DAY), "scale-when-behind").by_revision


@pytest.mark.parametrize(
    ("update", "words"),
    [
        ({"outside": "Rain by the weather office", "target": None}, "outside the strategy"),
        ({"statistic": Statistic.SPENT, "target": None, "project": "town-buyers"}, "nobody publishes what is spent"),
        ({"statistic": Statistic.AGE, "target": None, "project": "town-buyers"}, "nobody wrote down when"),
        ({"statistic": Statistic.VALUE, "target": None, "indicator": None}, "nothing that could be read"),
    ],
)
def test_what_nobody_publishes_cannot_be_told(strategy: Strategy, update: dict[str, Any], words: str) -> None:
    blind = _changed(strategy, "signposts", "pace-of-nine", **update)
    said = _said(steer(blind, DAY), "scale-when-behind")
    assert said.says is Says.CANNOT_TELL
    assert said.action is None
    assert words in say(said.sentence)


def test_failures_and_ages_are_read_from_dated_records(strategy: Strategy) -> None:
    project = strategy.project_by_id["filter-lab"]
    failed = project.gates[0].model_copy(update={"result": GateResult.FAILED, "decided_on": Date.read("2026-12-01")})
    with_gate = _changed(strategy, "projects", "filter-lab", gates=(*project.gates, failed))
    counted = _changed(with_gate, "signposts", "filter-age", statistic=Statistic.FAILURES)
    counted = _changed(counted, "rules", "stop-slow-filter", comparator=Comparator.AT_LEAST, threshold=1.0)
    assert _said(steer(counted, DAY), "stop-slow-filter").says is Says.NOT
    assert _said(steer(counted, date(2026, 12, 2)), "stop-slow-filter").says is Says.FIRES


def test_actions_stand_beside_going_on(course: Course) -> None:
    cases = {one.action: one for one in course.actions}
    scale = cases["scale-buyers"]
    assert scale.without.value is not None
    assert scale.chance.low is not None
    assert scale.chance.value is not None
    assert scale.chance.high is not None
    assert scale.without.value < scale.chance.low < scale.chance.value < scale.chance.high
    assert scale.money.value is not None
    assert scale.money.value > 500_000
    assert cases["carry-on"].gain.value == 0
    assert cases["carry-on"].worse.value == 0
    assert all(one.regret.value is None or one.regret.value >= 0 for one in course.actions)


def test_a_retarget_is_never_a_target_met(course: Course) -> None:
    case = next(one for one in course.actions if one.action == "two-years-more")
    assert case.retargeted
    assert case.gain.value is None
    assert case.value.value is None
    assert case.chance.value is not None
    assert case.without.value is not None
    assert case.chance.value > case.without.value


def _case(strategy: Strategy, action: str):
    return next(one for one in steer(strategy, DAY).actions if one.action == action)


def test_an_action_without_an_owner_is_in_nobodys_power(strategy: Strategy) -> None:
    case = _case(_changed(strategy, "actions", "scale-buyers", owner=None), "scale-buyers")
    assert case.power is Power.NOBODY
    assert any("nobody has the power" in say(reason) for reason in case.reasons)


def test_changing_course_is_never_free_by_default(strategy: Strategy) -> None:
    case = _case(_changed(strategy, "actions", "scale-buyers", switching_cost=None), "scale-buyers")
    assert case.money.value is None
    assert case.value.value is None
    assert case.money.reason is not None
    assert "never free" in say(case.money.reason)
    found = ml.option_value(_changed(strategy, "actions", "scale-buyers", switching_cost=None), as_of=DAY)
    assert "Twice as many towns buy together" not in found.approaches


def test_all_options_blank(strategy: Strategy) -> None:
    update = {"switching_cost": None, "effect": None, "delay_months": None, "owner": None, "salvage": None}
    bare = replace(strategy, actions=tuple(one.model_copy(update=update) for one in strategy.actions))
    course = steer(bare, DAY, value=True)
    assert course.values == ()
    assert [mission for mission, _ in course.no_value] == ["swim-again"]
    assert "nobody has the power" in say(course.no_value[0][1])
    with pytest.raises(InputError, match="cannot be worked out"):
        ml.option_value(bare, as_of=DAY)


def test_a_stop_of_what_is_stopped_already(strategy: Strategy) -> None:
    stopped = _changed(
        strategy, "projects", "filter-lab", status=ProjectStatus.STOPPED, stopped_on=Date.read("2026-01-15")
    )
    stopped = _changed(stopped, "actions", "stop-filter", target="nine-of-ten")
    case = _case(stopped, "stop-filter")
    assert any("ended already" in say(reason) for reason in case.reasons)
    assert case.gain.value is None


@pytest.mark.parametrize("kind", [ActionKind.SCALE, ActionKind.PAUSE, ActionKind.TRANSFER])
def test_what_comes_after_the_deadline_comes_too_late(strategy: Strategy, kind: ActionKind) -> None:
    case = _case(_changed(strategy, "actions", "scale-buyers", delay_months=120, kind=kind), "scale-buyers")
    assert case.gain.value == 0
    assert any("too late" in say(reason) for reason in case.reasons)


def test_past_reviews_read_only_what_was_published_then(course: Course) -> None:
    rows = [(one.review, str(one.on), one.held) for one in course.replay]
    assert rows == [
        ("mission-review", "2024-06-20", True),
        ("filter-review", "2025-03-15", True),
        ("mission-review", "2025-06-18", True),
        ("filter-review", "2026-03-15", False),
        ("mission-review", "2026-06-15", False),
    ]
    first = course.replay[0].said[0]
    assert first.latest is not None
    assert first.latest.vintage is not None
    assert first.latest.vintage.last <= date(2024, 6, 20)
    assert course.replay[2].followed is False


def test_a_change_after_a_review_is_found_in_the_records(strategy: Strategy) -> None:
    target = strategy.targets[0]
    longer = target.versions[-1].model_copy(update={"number": 3, "set_on": Date.read("2025-09-01"), "year": 2033})
    moved = _changed(strategy, "targets", "nine-of-ten", versions=(*target.versions, longer))
    moved = _changed(moved, "rules", "longer-when-hopeless", not_before=None)
    found = next(one for one in steer(moved, DAY).replay if str(one.on) == "2025-06-18")
    assert [say(one) for one in found.changes] == [
        "Nine of ten stretches clean enough to swim in changed, 1 September 2025"
    ]


def test_without_records_it_says_what_to_add(strategy: Strategy) -> None:
    empty = replace(strategy, reviews=(), signposts=(), rules=(), actions=())
    assert not has_course(empty)
    words = [say(one) for one in steer(empty, DAY).remarks]
    assert [one.split(":")[0] for one in words] == ["Add reviews", "Add signposts", "Add rules", "Add actions"]


def test_results_carry_what_they_were_made_from(course: Course, strategy: Strategy) -> None:
    document = course.to_json()
    assert document["fingerprint"] == strategy.fingerprint
    assert document["seed"] == 0
    assert document["rules"][0]["readings"][0]["value"] == course.rules[0].readings[0].value
    assert list(course.to_frame()["rule"]) == [one.rule for one in course.rules]


def test_rules_of_a_file_are_tried_in_place_of_the_strategys(strategy: Strategy, tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(
        "rules:\n"
        "  - id: early\n    mission: swim-again\n    signpost: chance-of-nine\n"
        "    comparator: less than\n    threshold: 0.5\n    then: scale-buyers\n"
    )
    course = steer(strategy, DAY, rules=rules_file.read(file, strategy), value=True)
    assert [one.rule for one in course.rules] == ["early"]
    assert course.values[0].rules == 1
    assert "less than 50%" in say(course.values[0].rule)


@pytest.mark.parametrize(
    ("written", "message", "line"),
    [
        ("rules:\n  - id: a\n    mission: swim-again\n    signpost: none\n", "has no 'comparator'", 2),
        ("missions:\n  - id: a\n", "no place in a file of rules", 2),
        ("actions: []\n", "has no rules", None),
        (
            "rules:\n  - id: a\n    mission: swim-again\n    signpost: none\n    comparator: less than\n"
            "    threshold: 0.5\n    then: carry-on\n",
            "refers to signpost 'none'",
            4,
        ),
    ],
)
def test_what_is_wrong_with_a_file_of_rules_has_its_line(
    strategy: Strategy, tmp_path: Path, written: str, message: str, line: int | None
) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(written)
    with pytest.raises(InputError, match=message) as error:
        rules_file.read(file, strategy)
    assert error.value.place.file == "rules.yaml"
    assert error.value.place.line == line


def test_a_mission_without_a_stated_worth_is_valued_in_chances(strategy: Strategy) -> None:
    bare = replace(strategy, missions=tuple(one.model_copy(update={"value": None}) for one in strategy.missions))
    project = strategy.project_by_id["town-buyers"]
    stop = strategy.action_by_id["stop-filter"].model_copy(update={"id": "stop-buyers", "project": project.id})
    priced = replace(bare, actions=(*bare.actions, stop))
    found = ml.option_value(priced, as_of=DAY)
    assert found.unit is Unit.CHANCE
    assert found.money_rate is not None
    assert found.money_rate > 0
    with pytest.raises(InputError, match="no chance per unit of money"):
        ml.option_value(bare, as_of=DAY)


def test_a_strategy_with_several_missions_asks_which(strategy: Strategy) -> None:
    with pytest.raises(InputError, match="no mission 'other'"):
        ml.option_value(strategy, "other")


@pytest.mark.parametrize("rate", [float("nan"), -0.9, 35.0])
def test_a_discount_rate_that_is_none_is_refused(strategy: Strategy, rate: float) -> None:
    with pytest.raises(InputError, match="no discount rate"):
        ml.option_value(strategy, as_of=DAY, discount_rate=rate)


def test_a_discount_rate_lowers_what_comes_later(strategy: Strategy) -> None:
    none, some = (ml.option_value(strategy, as_of=DAY, discount_rate=rate, fresh=400) for rate in (0.0, 0.1))
    assert (none.bars[3].value.value or 0.0) > (some.bars[3].value.value or 0.0)


def test_before_anything_was_announced_there_is_nothing(strategy: Strategy) -> None:
    course = steer(strategy, date(2000, 1, 1), value=True, pathways=True, pilots=True)
    assert (course.rules, course.replay, course.values) == ((), (), ())


def test_reviews_stated_in_the_records_of_a_mission_count(strategy: Strategy) -> None:
    own = replace(strategy, reviews=())
    found = {one.subject.id: one for one in steer(own, date(2026, 5, 1)).reviews}
    assert found["swim-again"].state is ReviewState.DUE
    assert found["filter-lab"].state is ReviewState.OVERDUE
    assert not found["filter-lab"].stated


def test_a_pace_of_reviews_ends(strategy: Strategy) -> None:
    review = Review(
        id="r",
        mission="swim-again",
        first=Date.read("2024-01-01"),
        every_months=6,
        until=Date.read("2024"),
        held=(Date.read("2024-01-10"),),
    )
    short = replace(strategy, reviews=(review,))
    for day, state in ((date(2024, 6, 30), ReviewState.DUE), (date(2025, 6, 30), ReviewState.OVERDUE)):
        found = next(one for one in steer(short, day).reviews if one.review == "r")
        assert (str(found.day), found.state) == ("2024-07-01", state)


def test_the_chance_of_a_simulated_future_does_not_know_what_a_project_will_bring(strategy: Strategy) -> None:
    """A project that delivers in 2030 or not; figures of the years before must not tell which."""
    project = strategy.project_by_id["town-buyers"]
    part = project.contributions[0].model_copy(update={"year": 2030, "amount": 20.0, "low": 20.0, "high": 20.0})
    late = _changed(strategy, "projects", "town-buyers", contributions=(part,))
    stop = strategy.action_by_id["stop-filter"].model_copy(update={"id": "stop-buyers", "project": project.id})
    late = replace(late, actions=(stop,))
    choice = choice_of(late.missions[0], late, ml.track(late, DAY), DAY, None)
    assert isinstance(choice, Choice)
    problem = problem_of(choice, late, DAY, "training", 4000, 0)
    assert isinstance(problem, Problem)
    comes = problem.ready[:, 0] >= 0
    assert 0.6 < comes.mean() < 0.8
    early = problem.signals[CHANCE][:, 0]
    assert abs(np.corrcoef(early, comes)[0, 1]) < 0.06
    assert problem.signals[CHANCE][comes, -1].mean() > problem.signals[CHANCE][~comes, -1].mean() + 0.3


def test_stages_show_a_success_and_a_failure_when_they_happen(strategy: Strategy) -> None:
    """The share of ways that succeed is the mean chance that is shown in every year; at the end it is known."""
    model = strategy.outcome_model_by_id["new-technology"]
    made = ways(model, Stage.DEMONSTRATION, 0, 12, "p", "training", 0, 20_000)
    assert made is not None
    succeeded = (made.ready >= 0).mean()
    assert made.shown[:, 0].mean() == pytest.approx(succeeded, abs=0.012)
    assert made.shown[:, 6].mean() == pytest.approx(succeeded, abs=0.012)
    assert set(np.unique(made.shown[:, -1])) == {0.0, 1.0}
    assert (made.over <= 11).all()
    assert ways(model.model_copy(update={"steps": ()}), Stage.BASIC, 0, 5, "p", "training", 0, 10) is None
