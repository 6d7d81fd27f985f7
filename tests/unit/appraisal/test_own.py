"""Policies of the caller's own: from words, mappings and files, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from missionlab.appraisal.own import own_policies
from missionlab.base.findings import InputError


def test_words_a_mapping_and_a_file_say_the_same(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text("laboratory: 0.01\npatience: 20\nramp: 5\n", encoding="utf-8")
    levers = {"laboratory": 0.01, "patience": 20, "ramp": 5}
    words = own_policies("laboratory=0.01, patience=20,ramp=5")
    assert own_policies(levers) == own_policies(file) == own_policies(str(file)) == words
    (course,) = words
    assert course.key == "own"
    assert course.policy.values == {"laboratory": 0.01, "patience": 20.0}
    assert course.ramp == 5


def test_a_file_may_hold_several_and_a_change_of_course(tmp_path: Path) -> None:
    file = tmp_path / "policies.yaml"
    file.write_text(
        "patient: {laboratory: 0.01, patience: 40, ends_after: 60}\n"
        "turn: {laboratory: 0.01, then: {40: {research_hiring: 0.02, transfers: 0.02}}}\n",
        encoding="utf-8",
    )
    patient, turn = own_policies(file)
    assert (patient.key, patient.ends_after) == ("patient", 60)
    ((after, following),) = turn.then
    assert after == 40
    assert following.values == {"research_hiring": 0.02, "transfers": 0.02}


def test_a_rate_is_no_budget_and_a_budget_of_zero_is_none() -> None:
    (course,) = own_policies({"tax_rate": -0.05, "transfers": 0.0})
    assert course.policy.shares == ()
    assert course.policy.values == {"tax_rate": -0.05}


def test_without_any_there_are_none() -> None:
    assert own_policies(None) == ()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("labratory=0.01", "did you mean laboratory"),
        ("laboratory=much", "laboratory = much"),
        ("laboratory=0.9", "from 0 to 0.5"),
        ("laboratory=nan", "laboratory = nan"),
        ("laboratory=0.1,laboratory=0.2", "given twice"),
        ("laboratory=0.01,ramp=2.5", "ramp = '2.5'"),
        ({"laboratory": True}, "laboratory = True"),
        ({"laboratory": 0.01, "ends_after": 0}, "ends_after = 0"),
        ({"laboratory": 0.01, "then": 4}, "then = 4"),
        ({"laboratory": 0.01, "then": {"soon": {"transfers": 0.1}}}, "then = 'soon'"),
        ({"laboratory": 0.01, "then": {5: 3}}, "no such lever"),
        ({"mix": {"laboratory": 0.01}}, "cannot be called 'mix'"),
        ({"mine": 4}, "mine: there is no such lever"),
        ({}, "No lever"),
    ],
)
def test_what_cannot_be_used_is_named_with_the_fix(given: object, said: str) -> None:
    with pytest.raises(InputError) as refused:
        own_policies(given)  # type: ignore[arg-type]
    assert said in refused.value.message
    assert refused.value.why
    assert refused.value.fix


@pytest.mark.parametrize(
    ("content", "said"), [("a: [1\n", "is no YAML"), ("- 1\n", "holds no policy"), ("", "no policy")]
)
def test_a_file_that_holds_no_policy_is_named(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said) as refused:
        own_policies(file)
    assert str(file) in str(refused.value.place)
    with pytest.raises(InputError, match="cannot be read"):
        own_policies(tmp_path / "missing.yaml")


@pytest.mark.parametrize("words", ["", "  "])
def test_no_words_are_no_levers(words: str) -> None:
    with pytest.raises(InputError, match="No lever is given"):
        own_policies(words)
