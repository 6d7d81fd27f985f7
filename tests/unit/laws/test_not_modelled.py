"""Public money that no law can read: each sum once, with the reason in words."""

from __future__ import annotations

from datetime import date

import pytest
from builders import mission, money, project, strategy
from law_samples import MODEL, terms

from missionlab.base.text import Locale, say
from missionlab.portfolio.finance.not_modelled import not_modelled
from missionlab.portfolio.finance.results import NotModelled
from missionlab.strategy.records import Record
from missionlab.strategy.vocabulary import Basis

ON = date(2026, 1, 1)


def _found(*records: Record, assumptions: str | None = None) -> tuple[NotModelled, ...]:
    return not_modelled(strategy(mission("m"), MODEL, *records), ON, Basis.ANNOUNCED, None, assumptions)


def _whole(instrument: str) -> dict[str, object]:
    return {"instrument": instrument, "terms": terms(instrument).model_dump(exclude_defaults=True), "tenor_years": 10}


READY = {"stage": "demonstration", "outcome_model": "model"}


@pytest.mark.parametrize("instrument", ["grant", "loan", "equity", "royalty", "guarantee", "prize"])
def test_money_with_complete_terms_is_modelled(instrument: str) -> None:
    assert _found(project("p", "m", **READY), money("p", 5.0, **_whole(instrument))) == ()


@pytest.mark.parametrize("instrument", ["tax-relief", "regulation", "standard", "convening"])
def test_what_is_no_contract_is_listed(instrument: str) -> None:
    (one,) = _found(project("p", "m", **READY), money("p", 5.0, instrument=instrument))
    assert (one.id, one.name, one.amount, one.currency) == ("p-money", "Project p", 5.0, "GBP")
    assert "no flow of money" in say(one.reason)
    assert "flujo de dinero" in say(one.reason, Locale("es", "es"))


def test_blank_terms_are_named_until_a_set_fills_them() -> None:
    records = (project("p", "m", **READY), money("p", 5.0))
    (one,) = _found(*records)
    assert say(one.reason) == "Not stated: share paid out in each year."
    assert _found(*records, assumptions="missionlab-2026") == ()


def test_a_projects_own_profile_stands_for_that_of_its_money() -> None:
    assert _found(project("p", "m", profile={"1": 0.5, "2": 0.5}), money("p", 5.0)) == ()


def test_what_depends_on_the_outcome_needs_a_model_and_a_stage() -> None:
    (one,) = _found(project("p", "m"), money("p", 5.0, **_whole("equity")))
    assert say(one.reason) == "Not stated: outcome model and present stage."


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"instrument": None}, "by which instrument"), ({"amount": None}, "how much it is")],
)
def test_money_without_an_instrument_or_an_amount(fields: dict[str, object], words: str) -> None:
    stated = {"amount": 5.0, **fields}
    (one,) = _found(project("p", "m"), money("p", stated.pop("amount"), **stated))  # type: ignore[arg-type]
    assert words in say(one.reason)
    assert one.amount == (None if "amount" in fields else 5.0)


def test_parents_and_children_are_one_sum() -> None:
    records = (
        project("programme", "m"),
        project("part", "m", parent="programme"),
        money("programme", 10.0, instrument=None),
        money("part", 4.0, instrument="tax-relief"),
    )
    found = {one.id: one.amount for one in _found(*records)}
    assert found == pytest.approx({"programme-money": 6.0, "part-money": 4.0})


def test_parts_that_take_all_leave_nothing_of_the_whole() -> None:
    records = (
        project("programme", "m"),
        project("part", "m", parent="programme"),
        money("programme", 10.0, instrument=None),
        money("part", 10.0, instrument="tax-relief"),
    )
    assert [one.id for one in _found(*records)] == ["part-money"]


def test_private_money_and_another_basis_are_not_asked_for() -> None:
    records = (
        project("p", "m"),
        money("p", 5.0, id="private", payer="private", instrument="tax-relief"),
        money("p", 5.0, id="spent", basis="spent", instrument="tax-relief"),
    )
    assert _found(*records) == ()
