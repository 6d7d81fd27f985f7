"""Each rule, on one change to a strategy that has no error: the code, the level, the line, and what is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from builders import project, strategy

from missionlab.base.findings import Finding
from missionlab.strategy import rules as rule_package
from missionlab.strategy.catalogue import CATALOGUE
from missionlab.strategy.reader import read
from missionlab.strategy.records import Limit
from missionlab.strategy.rules.fault import Book
from missionlab.strategy.rules.limits import limits
from missionlab.strategy.strategy import Strategy

SAMPLE = Path(__file__).parents[1].joinpath("strategy_sample.yaml").read_text()


def changed(folder: Path, *changes: tuple[str, str]) -> tuple[str, Strategy]:
    text = SAMPLE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file = folder / "strategy.yaml"
    file.write_text(text)
    return text, read(file)


def new_findings(strategy: Strategy, code: str) -> list[Finding]:
    before = {
        (finding.code, finding.message) for finding in read(Path(__file__).parents[1] / "strategy_sample.yaml").findings
    }
    return [f for f in strategy.findings if f.code == code and (f.code, f.message) not in before]


def test_the_sample_has_no_error_and_two_declared_gaps(tmp_path: Path) -> None:
    _, strategy = changed(tmp_path)
    assert [(str(finding.level), finding.code) for finding in strategy.findings] == [("warning", "declared-gap")] * 2


CASES = yaml.safe_load(Path(__file__).with_name("strategy_rule_cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['code']} {case['line']}" for case in CASES])
def test_one_change_is_found_where_it_stands(case: dict[str, str], tmp_path: Path) -> None:
    changes = [(case[f"old{n}"], case[f"new{n}"]) for n in ("", 2, 3) if f"old{n}" in case]
    text, strategy = changed(tmp_path, *changes)
    finding = new_findings(strategy, case["code"])[0]
    assert str(finding.level) == case["level"]
    assert finding.place.file == "strategy.yaml"
    assert finding.place.line
    assert case["line"] in text.split("\n")[finding.place.line - 1]
    assert case["says"] in finding.message


def test_every_rule_has_a_case() -> None:
    """All codes that rules give, as opposed to readers; one that takes more than one change has its own test."""
    rules = "\n".join(file.read_text() for file in Path(rule_package.__file__).parent.glob("*.py"))
    codes = {code for code in CATALOGUE if f'"{code}"' in rules}
    assert codes - {case["code"] for case in CASES} == {"baseline-missing"}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("{s1: 0.5, s2: 0.5}", "{s1: 0.3333333, s2: 0.6666667}", "rounding within a millionth"),
        ("sectors: {s1: 0.5, s2: 0.5}", "sectors: {}", "nothing known is wholly unallocated"),
        ("value: 63.1, vintage: 2020-01,", "value: 63.1, vintage: 2018-12-01,", "the last month counts"),
        ("announced: 2019-03, revises: k1", "announced: 2018, revises: k1", "2018 may be after March 2018"),
        ("ends: 2024-03-31", "ends: 2018-01-31", "starts 2018 may be January"),
        ("    missions: {m1: 0.6, unallocated: 0.4}\n", "", "a part of a programme that serves a mission"),
        ("- {id: p1, name: Programme, missions: {m1: 1},", "- {id: p1, name: Programme,", "its part serves one"),
        ("set_on: 2020-01-01", "set_on: 2018", "2018 may be after 21 May 2018"),
        ("tenor_years: 8", "tenor_years: 2.5", "half a year is left in which to pay back"),
        ("terms: {profile: {1: 0.7, 2: 0.3}, rate: 0.04,", "terms: {", "blank terms are not known, and no fault"),
        ("announced: 2018-03-13, instrument: grant,", "announced: 2018-03-13, instrument: regulation,", "no terms"),
        ("value_below: 0.17", "value_below: 0.65", "chances may add to exactly one"),
        ("{stage: applied, advance: 0.2, fail: 0.1}", "{stage: applied, advance: 0.2, fail: 0.8}", "exactly one"),
        ("stopped_on: 2019-05", "gates: [{stage: applied, decided_on: 2019, result: failed}]", "the gate has the date"),
        ("stage_entered_on: 2020-02\n", "stage_entered_on: 2020\n", "2020 may be after 1 February"),
        ("    carry_limit: 0.1\n", "    carry_limit: 0\n", "nothing may be a part"),
        ("closed_from: 2030", "closed_from: 2018", "a fund that was closed as it opened"),
        ("capital: {2018: 50_000_000, 2019: 60_000_000}", "capital: {}", "no allocation yet"),
        (
            "dimension: stage, which: applied, share: 0.2",
            "dimension: stage, which: applied, share: 1",
            "a floor of all",
        ),
        ("bound: most, dimension: actor, share: 0.2", "bound: most, dimension: sector, share: 0.3", "cap meets floor"),
        ("until: 2021-06-01", "until: 2019-06", "one review is one"),
        ("    lowest: 0\n    highest: 120\n", "", "without bounds any threshold may be met"),
        ("threshold: 0.2, reviews: 2", "threshold: 0.2, not_before: 2036, reviews: 2", "2036 may be its first day"),
        ("made_on: 2018-09, made_by", "made_on: 2025, made_by", "what it is for has not ended"),
        (
            "{id: x3, name: End it, kind: stop,",
            "{id: x3, name: End it, kind: transfer,",
            "a project can be transferred",
        ),
        ("registered_on: 2019-01-15", "registered_on: 2019-03", "the same month may be before"),
        ("trials: 5, successes: 3", "trials: 0, successes: 0", "none of none"),
        ("    prior_successes: 1\n    prior_failures: 2.5\n", "    reference_class: SBIR\n", "the class has the prior"),
        ("{arm: Rails, place: Leeds, trials: 5, successes: 3,", "{arm: Rails, place: Leeds,", "not known yet"),
    ],
)
def test_what_may_be_right_is_not_found_wrong(old: str, new: str, why: str, tmp_path: Path) -> None:
    _, strategy = changed(tmp_path, (old, new))
    codes = [finding.code for finding in strategy.findings if finding.code != "declared-gap"]
    assert not codes, why


def test_a_project_that_states_its_next_review_can_change_course(tmp_path: Path) -> None:
    _, strategy = changed(
        tmp_path,
        ("{id: r2, project: p2,", "{id: r2, project: p1,"),
        ("    status: active\n", "    status: active\n    next_review: 2021\n"),
    )
    assert not new_findings(strategy, "cannot-change-course")


@pytest.mark.parametrize(
    ("old", "new", "code", "fix"),
    [
        ("rate: 0.04, grace_years", "ratee: 0.04, grace_years", "unknown-key", "Did you mean 'rate'?"),
        ("grace: paid", "grace: payed", "wrong-word", "Did you mean 'paid'?"),
        ("security: 0.5", "security: 50", "wrong-value", "Shares are written from 0 to 1"),
        ("advance: 0.2, fail: 0.1", "advance: 1.2, fail: 0.1", "wrong-value", "Shares are written from 0 to 1"),
        ("advance: 0.2, fail: 0.1", "advance: -0.2, fail: 0.1", "wrong-value", ""),
        ("amount: 1_500_000, basis: spent", "amount: -1, basis: spent", "wrong-value", ""),
        ("deal_mean: 4_000_000", "deal_mean: -4", "wrong-value", ""),
        ("switching_cost: 0,", "switching_cost: -1,", "wrong-value", ""),
        ("trials: 5, successes: 3", "trials: 5, successes: -3", "wrong-value", ""),
        ("prior_successes: 1\n", "prior_successes: 0\n", "wrong-value", ""),
        ("decided_on: 2018-12, ", "", "missing-field", "decided_on"),
    ],
)
def test_numbers_and_words_that_cannot_be_are_refused_by_their_fields(
    old: str, new: str, code: str, fix: str, tmp_path: Path
) -> None:
    _, strategy = changed(tmp_path, (old, new))
    (finding,) = new_findings(strategy, code)
    assert finding.level == "error"
    assert finding.place.line
    assert fix in finding.fix


def test_a_misspelt_id_is_answered_with_the_nearest(tmp_path: Path) -> None:
    _, strategy = changed(tmp_path, ("payer_actor: a1", "payer_actor: A1"))
    assert [finding.fix for finding in new_findings(strategy, "unknown-link")] == ["Did you mean 'a1'?"]


def test_a_record_that_many_refer_to_is_missed_once(tmp_path: Path) -> None:
    _, strategy = changed(tmp_path, ("- {id: S1, title: A paper", "- {id: S2, title: A paper"))
    (finding,) = new_findings(strategy, "unknown-link")
    assert "source 'S1', which does not exist. Nor does it for" in finding.message
    assert len(strategy.missions) == 2, "what was said with that source is still used"
    assert not any(mission.sources for mission in strategy.missions)
    assert not strategy.about.sources


def test_a_declared_gap_is_told_once_a_target(tmp_path: Path) -> None:
    baseline = "baseline: {period: 2018, undefined: not published}"
    _, strategy = changed(
        tmp_path,
        ("baseline: {period: 2009..2011, value: 62.7, low: 62.5, high: 62.9, vintage: 2013-09, source: S1}", baseline),
        ("year: 2036,", f"year: 2036, {baseline},"),
        ("        moves_with_baseline: false\n", ""),
    )
    (finding,) = new_findings(strategy, "declared-gap")
    assert finding.message == "The baseline of target 't1' is declared not known: not published"
    assert not new_findings(strategy, "goal-relative-unsaid"), "there is no baseline that the goal could move with"


def test_a_goal_without_any_baseline_is_warned_about_unless_it_is_observed(tmp_path: Path) -> None:
    old = "baseline: {period: 2009..2011, value: 62.7, low: 62.5, high: 62.9, vintage: 2013-09, source: S1}"
    _, strategy = changed(tmp_path, (old, "baseline: {period: 2008..2010}"))
    assert [finding.message for finding in new_findings(strategy, "baseline-missing")] == [
        "Target 't1' has no baseline value."
    ]
    _, strategy = changed(tmp_path, (old, "baseline: {period: 2009..2011}"))
    assert not new_findings(strategy, "baseline-missing"), "an observation has the value of that period"


def test_shares_of_a_kind_share_lie_between_0_and_100_unless_bounds_say_otherwise(tmp_path: Path) -> None:
    share = "unit: '%'\n    better: higher\n    level: outcome\n    kind: share\n"
    level = "unit: years\n    better: higher\n    level: outcome\n    kind: level\n"
    too_much = ("value: 63.1, vintage", "value: 101, vintage")
    _, strategy = changed(tmp_path, (level, share), ("    lowest: 0\n    highest: 120\n", ""), too_much)
    assert "but 'i1' goes from 0 to 100" in new_findings(strategy, "impossible-value")[0].message
    _, strategy = changed(tmp_path, (level, share), too_much)
    assert not new_findings(strategy, "impossible-value")


def test_findings_hold_for_records_that_are_equal(tmp_path: Path) -> None:
    """Reading twice gives the same findings, in order, whatever else changed in memory."""
    _, first = changed(tmp_path, ("payer_actor: a1", "payer_actor: A1"))
    again = read(tmp_path / "strategy.yaml")
    assert first.findings == again.findings
    assert replace(first, findings=()) == again, "findings are no part of a strategy"


def test_floors_for_solutions_of_problems_cannot_add_to_more_than_all_money() -> None:
    floors = [Limit(id=f"l{one}", dimension="problem", bound="least", which=one, share=0.7) for one in "ab"]
    parts = [project(f"p-{one}", problem=one) for one in "ab"]
    found = [fault for fault in limits(Book(strategy(*parts, *floors))) if fault.code == "limits-contradict"]
    assert [fault.message for fault in found] == ["The floors for problem add to 1.4 of all money."]
