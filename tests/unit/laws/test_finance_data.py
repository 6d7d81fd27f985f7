"""The evidence and the named assumptions that ship as data."""

from __future__ import annotations

import re

import pytest
from law_samples import COMPLETE, MODEL

from missionlab.base.findings import InputError
from missionlab.base.text import LANGUAGES, Locale, catalogue, say
from missionlab.portfolio.finance.assumptions import (
    assumed_model,
    assumption_set,
    filled_fund,
    filled_line,
    filled_model,
    filled_terms,
)
from missionlab.portfolio.finance.evidence import Mark, evidence
from missionlab.portfolio.finance.exits import ExitLaw, exit_law
from missionlab.portfolio.finance.flows import Refused
from missionlab.portfolio.finance.hazards import prospects, stage_table
from missionlab.strategy.records import Fund, FundLine, OutcomeModel, Terms
from missionlab.strategy.vocabulary import Grace, Instrument

CHOSEN = assumption_set("missionlab-2026")
FILLED = Terms.model_validate(
    {"profile": {"1": 1}, "grace_years": 0, "security": 0.45, "recovery_years": 2, "rate": 0.06}
)


def test_every_figure_has_its_sources_or_was_not_found() -> None:
    known = evidence()
    keys = {one.key for one in known.sources}
    for figure in known.figures:
        assert set(figure.sources) <= keys
        assert bool(figure.sources) is (figure.mark is not Mark.NOT_FOUND), figure.key
        assert (figure.computed is not None) is (figure.mark is Mark.COMPUTED), figure.key
        if figure.mark is Mark.NOT_FOUND:
            assert figure.value is None
    used = {key for figure in known.figures for key in figure.sources} | {known.register_source}
    assert used == keys
    assert len({figure.key for figure in known.figures}) == len(known.figures)


def test_computed_figures_follow_from_what_they_are_computed_from() -> None:
    for figure in evidence().figures:
        if figure.computed is not None:
            assert re.fullmatch(r"[\d\s.+\-*/()^]+", figure.computed)
            worked_out = eval(figure.computed.replace("^", "**"))
            assert figure.value is not None
            decimals = len(f"{figure.value}".partition(".")[2])
            assert round(worked_out, decimals) == figure.value, figure.key


def test_the_pharmaceutical_steps_multiply_to_the_whole() -> None:
    steps = [evidence().figure(f"pharma-{step}").value or 0 for step in ("1", "2", "3", "approval")]
    product = steps[0] * steps[1] * steps[2] * steps[3]
    assert product == pytest.approx(0.096283, abs=5e-7)
    assert round(product, 3) == evidence().figure("pharma-all").value


def test_what_operates_with_a_consent_is_a_part_of_what_operates() -> None:
    # some that operate have no date of consent, so the product falls short of the whole
    for row in evidence().register:
        slack = row.operating - row.consent * row.operating_if_consent
        assert -0.001 <= slack < 0.03, row.kind


def test_every_range_holds_its_value_and_every_reason_is_worded() -> None:
    keys = {figure.key for figure in evidence().figures}
    for one in CHOSEN.everything:
        if isinstance(one.value, float | int) and one.low is not None and one.high is not None:
            assert one.low <= one.value <= one.high, one.field
        assert set(one.evidence) <= keys
        for language in LANGUAGES:
            assert say(one.reason, Locale(language, language))
            assert f"laws.term.{one.field}" in catalogue(language) or one in (*CHOSEN.advance, *CHOSEN.fail)


def test_blanks_are_filled_and_told() -> None:
    terms, assumed = filled_terms(Instrument.LOAN, Terms.model_validate({"rate": 0.06}), CHOSEN, "Loans")
    assert terms == FILLED
    assert [one.field for one in assumed] == ["profile", "grace_years", "security", "recovery_years"]
    assert say(assumed[2].words).startswith(
        "Loans, not stated: share recovered after a default. Assumed: 0.45 (range 0.2 to 0.8)."
    )
    assert say(assumed[2].words, Locale("es", "es")).startswith("Loans, no consta: parte que se recupera")


def test_what_is_stated_is_never_replaced() -> None:
    for instrument, stated in COMPLETE.items():
        terms = Terms.model_validate(stated)
        assert filled_terms(instrument, terms, CHOSEN, "x") == (terms, ())


def test_interest_in_a_grace_is_filled_where_there_is_a_grace() -> None:
    stated = Terms.model_validate({"grace_years": 3})
    terms, assumed = filled_terms(Instrument.LOAN, stated, CHOSEN, "Loans")
    assert terms.grace is Grace.PAID
    assert "grace" in [one.field for one in assumed]


@pytest.mark.parametrize(
    "field", ["rate", "margin", "pre_money", "fee", "covered", "guaranteed", "revenue_share", "cap_multiple", "price"]
)
def test_nobody_assumes_what_was_agreed(field: str) -> None:
    assert field not in {one.field for one in CHOSEN.terms}


def test_a_fund_has_its_lines_filled_and_its_rules_left_alone() -> None:
    fund = Fund.model_validate(
        {
            "id": "fund",
            "name": "Fund",
            "currency": "GBP",
            "starts": 2021,
            "capital": {2021: 1e6},
            "lines": [{"name": "Loans", "instrument": "loan", "share": 1}],
        }
    )
    filled, assumed = filled_fund(fund, CHOSEN)
    assert (filled.correlation, filled.carry_over, filled.recycle, filled.discount_rate) == (0.17, None, None, None)
    assert filled.lines[0].default_hazard == 0.025
    assert filled.lines[0].terms.security == 0.45
    assert {"correlation", "default_hazard", "security"} <= {one.field for one in assumed}
    assert len(assumed) == len({(one.field, str(one.words)) for one in assumed})


def test_a_line_with_an_outcome_model_gets_no_chance_of_default() -> None:
    line = FundLine.model_validate({"name": "x", "instrument": "loan", "share": 1, "outcome_model": "m"})
    assert filled_line(line, CHOSEN, "x")[0].default_hazard is None


def test_the_assumed_model_is_told_number_by_number() -> None:
    model, assumed = assumed_model(CHOSEN)
    assert len(assumed) == 8 + 4
    assert [one.success for one in prospects(stage_table(model))] == [
        one.success for one in prospects(stage_table(MODEL))
    ]
    law = exit_law(model)
    assert isinstance(law, ExitLaw)
    assert law.mean == pytest.approx(1.749, abs=5e-4)
    assert all(say(one.words, Locale("es", "es")) for one in assumed)


def test_stated_chances_of_a_model_are_left_alone() -> None:
    stated = OutcomeModel.model_validate(
        {"id": "m", "name": "m", "steps": [{"stage": "first-market", "advance": 0.5, "fail": 0.1}]}
    )
    model, assumed = filled_model(stated, CHOSEN)
    assert model.steps == stated.steps
    assert [one.field for one in assumed] == ["value_nothing", "value_below", "value_exponent", "value_cap"]
    assert isinstance(exit_law(stated), Refused)


def test_an_unknown_set_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(InputError) as raised:
        assumption_set("missionlab-1999")
    assert "missionlab-2026" in raised.value.fix
