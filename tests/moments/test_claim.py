"""The published claim: a smaller version of what docs/reference/the-claim.md shows.

Few runs may leave open what many decide, but they must not decide the other way. What the tutorial says in words is
held by name below: the large effects must be told even of few runs.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmark_programs import benchmark

from missionlab.appraisal.estimate import Answer

pytestmark = pytest.mark.moments

RUNS = 40
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "the-claim.md"
OPPOSITE = {Answer.MORE: Answer.LESS, Answer.LESS: Answer.MORE}


@pytest.fixture(scope="module")
def made():
    return benchmark("claim").claim(RUNS)


@pytest.fixture(scope="module")
def answers(made) -> dict[str, Answer]:
    return {one.question.key: one.answer for one in made.answers}


def labels(one) -> tuple[str, ...]:
    """Policy, other and outcome as the page writes them."""
    return tuple(cell.strip() for cell in benchmark("claim_page").row(one).split("|")[1:4])


def answers_of_the_page() -> dict[tuple[str, ...], Answer]:
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in PAGE.read_text("utf-8").splitlines()]
    return {tuple(row[:3]): Answer(row[5].strip("*")) for row in rows if len(row) == 6 and row[5].startswith("**")}


def test_the_page_answers_every_question_and_each_once(made) -> None:
    asked = [labels(one) for one in made.answers]
    assert len(asked) == len(set(asked)) > 100
    assert set(asked) == set(answers_of_the_page())


def test_no_answer_of_the_page_is_turned_round(made) -> None:
    page = answers_of_the_page()
    turned = [labels(one) for one in made.answers if OPPOSITE.get(one.answer) is page[labels(one)]]
    assert turned == []


def test_noise_is_not_told_and_no_money_is_nothing_to_the_bit(made, answers: dict[str, Answer]) -> None:
    assert answers["deficit gap noise nothing"] is Answer.CANNOT_TELL
    assert made.nothing_without_money
    assert made.ended_early == 0


@pytest.mark.parametrize("policy", ["laboratory", "laboratory-technique", "public-firms"])
@pytest.mark.parametrize("question", ["deficit gap {} subsidies", "tax gap {} subsidies", "deficit gap {} transfers"])
def test_laboratory_and_public_firms_do_more(answers: dict[str, Answer], policy: str, question: str) -> None:
    assert answers[question.format(policy)] is Answer.MORE


def test_not_everything_direct_does_more(answers: dict[str, Answer]) -> None:
    """The bank finds nobody to lend to, and without its special part or its yield the laboratory is no better."""
    for question in (
        "deficit gap public-bank subsidies",
        "deficit gap laboratory-idle subsidies",
        "deficit gap public-firms-unprotected subsidies",
        "deficit gap laboratory-tenth subsidies",
        "deficit gap laboratory-hundredth subsidies",
    ):
        assert answers[question] is not Answer.MORE, question


def test_the_verdict_on_the_laboratory_turns_within_the_yields_tried(made) -> None:
    multiple = next(one.multiple.value for one in made.break_even if one.against == "subsidies")
    assert multiple is not None
    assert 0.02 < multiple < 0.5


def test_teaching_imitators_is_the_larger_part_of_public_firms(made, answers: dict[str, Answer]) -> None:
    found = {one.question.key: one.found.estimate for one in made.answers}
    assert answers["deficit gap public-firms-diffusion-only public-firms-unprotected"] is Answer.MORE
    taught = found["deficit gap public-firms-diffusion-only public-firms-unprotected"]
    kept = found["deficit gap public-firms-protection-only public-firms-unprotected"]
    assert taught.value > kept.value > 0


def test_impatience_costs_and_twenty_years_are_patient_enough(made, answers: dict[str, Answer]) -> None:
    found = {one.question.key: one.found.estimate for one in made.answers}
    assert answers["deficit gap public-firms public-firms-waits-5"] is Answer.MORE
    assert found["deficit gap laboratory laboratory-waits-5"].low > 0
    assert made.given_up["laboratory-waits-5"].low > 0.5
    assert made.given_up["laboratory-waits-20"].high < 0.2


def test_refunds_replace_private_research_and_some_money_cannot_be_spent(made, answers: dict[str, Answer]) -> None:
    assert answers["deficit research_crowding refunds nothing"] is Answer.LESS
    spent = {cost.policy: cost.spent.value / cost.budget for cost in made.costs if cost.budget}
    assert spent["public-bank"] < 0.2 < spent["refunds"] < 0.6
    assert spent["laboratory"] == pytest.approx(1.0)


def test_what_is_left_is_a_level_and_not_growth(answers: dict[str, Answer]) -> None:
    for policy in ("laboratory", "public-firms"):
        assert answers[f"ended left_80 {policy} nothing"] is Answer.MORE
        assert answers[f"ended after {policy} nothing"] is Answer.CANNOT_TELL


def test_investment_is_crowded_in_by_what_makes_the_economy_grow(made, answers: dict[str, Answer]) -> None:
    found = {one.question.key: one.found.estimate for one in made.answers}
    for policy in ("laboratory", "public-firms"):
        assert found[f"deficit investment_crowding {policy} nothing"].low > 0
    for policy in ("transfers", "tax-relief", "procurement"):
        assert answers[f"deficit investment_crowding {policy} nothing"] is not Answer.MORE
    assert answers["deficit gap tax-relief nothing"] is not Answer.MORE
