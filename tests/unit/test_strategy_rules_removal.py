"""What an error costs: its record, what makes no sense without it, and no more; also when changed in memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from missionlab.base.findings import Place
from missionlab.strategy.reader import read
from missionlab.strategy.records import About, Commitment, Mission
from missionlab.strategy.rules import findings_of
from missionlab.strategy.strategy import RECORD_TYPES, Strategy

SAMPLE = Path(__file__).parents[1] / "strategy_sample.yaml"


def changed(folder: Path, *changes: tuple[str, str]) -> Strategy:
    text = SAMPLE.read_text()
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / "strategy.yaml").write_text(text)
    return read(folder)


def lost(strategy: Strategy) -> dict[str, int]:
    whole = read(SAMPLE)
    counts = {name: len(getattr(whole, name)) - len(getattr(strategy, name)) for name in RECORD_TYPES}
    return {name: count for name, count in counts.items() if count}


def left_out(strategy: Strategy) -> list[str]:
    return [finding.message for finding in strategy.findings if finding.code == "left-out-with-it"]


def test_a_project_with_an_error_takes_its_money_and_leaves_its_parts(tmp_path: Path) -> None:
    strategy = changed(
        tmp_path, ("{id: p1, name: Programme, missions: {m1: 1}", "{id: p1, name: Programme, missions: {m1: 0.9}")
    )
    assert lost(strategy) == {"projects": 1, "commitments": 2}
    part = strategy.projects[0]
    assert part.id == "p2"
    assert part.parent is None
    assert left_out(strategy) == [
        "Because project 'p1' has errors, these are left out as well: 2 commitments and 1 link to it."
    ]


@pytest.mark.parametrize(
    "change", [("kind: level\n    lowest", "kind: levle\n    lowest"), ("    unit: years\n    better", "    better")]
)
def test_an_indicator_with_an_error_takes_what_it_measures(change: tuple[str, str], tmp_path: Path) -> None:
    """Whether it is no record or breaks a rule: its observations, proxy, difference and targets, in a chain."""
    strategy = changed(tmp_path, change)
    assert lost(strategy) == {
        "indicators": 3,
        "targets": 2,
        "observations": 3,
        "signposts": 2,
        "rules": 2,
    }
    assert left_out(strategy) == [
        "Because indicator 'i1' has errors, these are left out as well: "
        "2 indicators, 2 targets, 3 observations, 2 signposts, 2 rules and 4 links to it."
    ]
    (project,) = [project for project in strategy.projects if project.id == "p2"]
    assert not project.contributions
    assert {one.id: one for one in strategy.assumptions}["as1"].about == ("p2", "sample")
    assert not [f for f in strategy.findings if f.code in ("mission-without-target", "unknown-reference")]


def test_shares_of_what_is_left_out_become_unallocated(tmp_path: Path) -> None:
    strategy = changed(tmp_path, ("{id: s2, name: Software}", "{id: s2, nme: Software}"))
    (project,) = [project for project in strategy.projects if project.id == "p2"]
    assert project.sectors == {"s1": 0.5, "unallocated": 0.5}
    assert lost(strategy) == {"sectors": 1, "distances": 1}
    strategy = changed(tmp_path, ("missions: {m1: 0.6, unallocated: 0.4}", "missions: {m3: 0.6, unallocated: 0.4}"))
    (project,) = [project for project in strategy.projects if project.id == "p2"]
    assert project.missions == {"unallocated": 1.0}


def test_the_first_of_two_records_with_one_id_stays_with_what_refers_to_it(tmp_path: Path) -> None:
    strategy = changed(
        tmp_path,
        ("{id: a2, name: Firm, kind: firm-large", "{id: a1, name: Firm, kind: firm-large"),
    )
    assert [actor.name for actor in strategy.actors] == ["Ministry"]
    assert strategy.about.owner == "a1"
    assert str(strategy.place_of(strategy.actors[0])) == "strategy.yaml:240:5"


def test_a_circle_is_left_out_and_nothing_hangs(tmp_path: Path) -> None:
    strategy = changed(tmp_path, ("- {id: p1, name: Programme,", "- {id: p1, name: Programme, parent: p2,"))
    assert lost(strategy) == {
        "projects": 2,
        "commitments": 3,
        "reviews": 1,
        "signposts": 1,
        "rules": 2,
        "actions": 2,
    }


def test_a_limit_goes_with_what_it_is_about(tmp_path: Path) -> None:
    strategy = changed(tmp_path, ("{id: s1, name: Health, code: Q86}", "{id: s1, nme: Health, code: Q86}"))
    assert lost(strategy) == {"sectors": 1, "distances": 1, "limits": 1}
    assert "l-sector" not in {limit.id for limit in strategy.limits}
    strategy = changed(tmp_path, ("dimension: actor, share: 0.2,", "dimension: actor, which: a2, share: 0.2,"))
    assert lost(strategy) == {}, "an actor is looked for among the actors, and found"


def test_a_rule_goes_with_its_action_and_loses_the_other(tmp_path: Path) -> None:
    strategy = changed(tmp_path, ("{id: x3, name: End it, kind: stop,", "{id: x3, name: End it, kind: stpo,"))
    assert lost(strategy) == {"actions": 1, "rules": 1}
    strategy = changed(tmp_path, ("{id: x2, name: Carry on,", "{id: x2, nme: Carry on,"))
    assert lost(strategy) == {"actions": 1}
    assert strategy.rules[0].otherwise is None


def test_a_line_of_a_fund_stays_without_a_model_that_cannot_be_used(tmp_path: Path) -> None:
    strategy = changed(
        tmp_path, ("{stage: applied, advance: 0.2, fail: 0.1}", "{stage: applied, advance: 0.9, fail: 0.2}")
    )
    assert lost(strategy) == {"outcome_models": 1}
    assert [line.outcome_model for line in strategy.funds[0].lines] == [None, None]
    assert sum(line.share for line in strategy.funds[0].lines) == 1
    assert strategy.project_by_id["p2"].outcome_model is None


def test_places_of_records_are_known_and_equal_strategies_are_equal(tmp_path: Path) -> None:
    strategy = changed(tmp_path)
    assert str(strategy.place_of(strategy.missions[0])) == "strategy.yaml:15:5"
    assert strategy.place_of(Mission(id="new", challenge="c1", name="New")) == Place()
    assert strategy == read(SAMPLE)


def test_a_strategy_made_in_memory_is_checked_by_the_same_rules() -> None:
    strategy = Strategy(
        About(id="s", name="S"),
        missions=(Mission(id="m", challenge="c", name="M"),),
        commitments=(Commitment(id="k", project="p", amount=5),),
    )
    assert [(f.code, str(f.place)) for f in findings_of(strategy) if f.level == "error"] == [
        ("mission-without-target", ""),
        ("money-incomplete", ""),
        ("unknown-reference", ""),
        ("unknown-reference", ""),
    ]


def test_a_strategy_as_it_was_read_keeps_the_readers_findings(tmp_path: Path) -> None:
    strategy = changed(tmp_path, ("{id: s2, name: Software}", "{id: s2, nme: Software}"))
    assert findings_of(strategy) == strategy.findings


def test_a_strategy_that_is_edited_is_checked_anew(tmp_path: Path) -> None:
    """Errors of what could not be read stay; warnings that were mended go; what is new has its record's place."""
    strategy = changed(tmp_path, ("{id: s2, name: Software}", "{id: s2, nme: Software}"), ("trl_in: 3", "trl_in: 8"))
    project = strategy.projects[1]
    edited = replace(
        strategy,
        projects=(strategy.projects[0], project.model_copy(update={"trl_in": 1, "missions": {}, "parent": None})),
    )
    before, after = ({f.code for f in findings_of(each)} for each in (strategy, edited))
    assert "trl-backwards" in before
    assert "trl-backwards" not in after
    assert "unknown-key" in after
    (finding,) = [f for f in findings_of(edited) if f.code == "project-without-mission"]
    assert str(finding.place) == "strategy.yaml:75:5"


def test_an_edited_strategy_does_not_forget_that_a_target_could_not_be_read(tmp_path: Path) -> None:
    strategy = changed(tmp_path, ("kind: level\n    lowest", "kind: levle\n    lowest"))
    edited = replace(strategy, actors=())
    assert "mission-without-target" not in {finding.code for finding in findings_of(edited)}
