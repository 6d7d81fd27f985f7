"""Whatever a strategy holds: its rules end in findings, and what was known on a day holds together."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records import strategies

from missionlab.strategy.catalogue import CATALOGUE
from missionlab.strategy.proposals import without_proposals
from missionlab.strategy.rules import findings_of
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import Basis, ProjectStatus

DAYS = st.dates(date(1800, 1, 1), date(2300, 12, 31))
THOROUGH = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


@THOROUGH
@given(strategies())
def test_every_strategy_has_findings_in_words(strategy: Strategy) -> None:
    for finding in findings_of(strategy):
        assert finding.code in CATALOGUE
        assert finding.message[:1] != " "
        assert finding.message.strip()
        assert finding.fix.strip()


@THOROUGH
@given(strategies(), DAYS)
def test_cutting_twice_changes_nothing_and_adds_nothing(strategy: Strategy, day: date) -> None:
    then = as_known_on(strategy, day)
    assert as_known_on(then, day) == then
    for name in ("missions", "projects", "reviews", "signposts", "rules", "actions", "pilots"):
        assert {r.key for r in getattr(then, name)} <= {r.key for r in getattr(strategy, name)}
    kept = {"missions": then.mission_by_id, "projects": then.project_by_id}
    for record in (*then.reviews, *then.signposts, *then.rules, *then.actions):
        for field, known in (("mission", kept["missions"]), ("project", kept["projects"])):
            named = getattr(record, field, None)
            assert named is None or named in known
    for rule in then.rules:
        assert rule.signpost in then.signpost_by_id
        assert rule.then in then.action_by_id
        assert rule.otherwise is None or rule.otherwise in then.action_by_id
    for project in then.projects:
        assert all(gate.decided_on.known_on(day) for gate in project.gates)
        assert project.stopped_on is None or project.stopped_on.known_on(day)


@THOROUGH
@given(strategies())
def test_nothing_is_left_of_proposals(strategy: Strategy) -> None:
    promised = without_proposals(strategy)
    assert without_proposals(promised) == promised
    assert not [project for project in promised.projects if project.status is ProjectStatus.PROPOSED]
    assert not [money for money in promised.commitments if money.basis is Basis.PROPOSED]
    proposed = {project.id for project in strategy.projects} - {project.id for project in promised.projects}
    assert not [money for money in promised.commitments if money.project in proposed]
