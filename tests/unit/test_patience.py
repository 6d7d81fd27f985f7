"""Curves of stopping of a strategy's projects: what is refused, and planted examples."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import builders as b
import pytest

from missionlab.base.text import LANGUAGES, Locale, say
from missionlab.steering.patience import YEARS, StopCurve, stop_curves
from missionlab.strategy.records import Commitment, OutcomeModel, Project

DAY = date(2026, 11, 24)
STEPS = [{"stage": "first-market", "advance": 0.25, "fail": 0.1}]
WORTH = {"value": 200.0, "value_currency": "GBP"}
ADDS = [{"target": "t", "amount": 10.5, "low": 5.25, "high": 21.0}]


def curve(
    steps: list[dict[str, Any]] = STEPS,
    money: dict[str, Any] | None = None,
    mission: dict[str, Any] = WORTH,
    **fields: Any,
) -> StopCurve:
    """A project in its first market at 10 a year, which is to bring half of the 21 points that are needed."""
    defaults = {"id": "x", "name": "X", "missions": {"m": 1}, "stage": "first-market", "outcome_model": "o"}
    paid = {"payer": "public", "basis": "committed", "amount": 40.0, "currency": "GBP", "tenor_years": 4}
    (found,) = stop_curves(
        b.strategy(
            b.mission("m", **mission),
            b.indicator("i"),
            b.target("t", "m", "i"),
            OutcomeModel.model_validate({"id": "o", "name": "Model", "steps": steps, "sources": ["s"]}),
            Project.model_validate({**defaults, "contributions": ADDS, **fields}),
            Commitment.model_validate({"id": "c", "project": "x", **paid, **(money or {})}),
        ),
        DAY,
    )
    return found


def test_cost_and_prize_come_from_the_records():
    found = curve()
    assert found.refused is None
    assert found.cost.value == pytest.approx(10)
    assert (found.prize.value, found.prize.low, found.prize.high) == pytest.approx((100, 50, 200))


def test_constant_chances_go_on_for_good_or_never_start():
    assert curve().best == YEARS
    dear = curve(money={"amount": 400.0})
    assert (dear.best, dear.short_sighted) == (0, 0)
    assert curve().prize_needed.value == pytest.approx(40)
    assert [curve().rises, curve().short_sighted] == [False, None]


def test_first_years_of_the_curve():
    found = curve()
    assert [year.value.value for year in found.years[:3]] == pytest.approx([0, 15, 15 + 0.65 * 15])
    assert [year.value.low for year in found.years[:2]] == pytest.approx([0, 2.5])
    assert [year.going for year in found.years[:3]] == pytest.approx([1, 0.65, 0.65**2])
    assert found.years[1].luck_low == -10
    assert found.years[1].luck_high == 90
    assert found.years[0].lost == 1
    assert found.years[-1].lost == 0


def test_rising_chances_need_patience():
    steps = [*({**STEPS[0], "from_age": age, "advance": chance} for age, chance in ((0, 0.02), (3, 0.4)))]
    found = curve(steps)
    assert (found.rises, found.short_sighted, found.best) == (True, 0, YEARS)
    assert (found.years[3].value.value or 0) < 0 < (found.years[-1].value.value or 0)


def test_age_in_the_stage_counts():
    steps = [{**STEPS[0], "advance": 0.0}, {**STEPS[0], "from_age": 3, "advance": 0.5}]
    found = curve(steps, stage_entered_on="2023-11-01")
    assert found.age == 3
    assert found.years[1].success == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"steps": [{"stage": "applied", "advance": 0.1, "fail": 0.1}]}, "no_steps"),
        ({"money": {"payer": "private"}}, "no_money"),
        ({"money": {"tenor_years": None}}, "no_years"),
        ({"mission": {}}, "no_value"),
        ({"mission": {**WORTH, "value_currency": "EUR"}}, "value_currency"),
        ({"contributions": []}, "no_contribution"),
        ({"outcome_model": "other"}, "no_model"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_blank_is_refused_with_the_reason(fields: dict[str, Any], reason: str, language: str):
    found = curve(**fields)
    assert (found.years, found.best) == ((), None)
    assert found.refused is not None
    assert found.refused.key == f"patience.refused.{reason}"
    assert say(found.refused, Locale(language, language))


def test_ended_projects_and_those_without_a_stage_have_no_curve():
    with pytest.raises(ValueError, match="unpack"):
        curve(status="completed")
    with pytest.raises(ValueError, match="unpack"):
        curve(stage="deployment")


def test_json_holds_the_curve():
    document = json.loads(json.dumps(curve().to_json(), allow_nan=False))
    assert document["years"][1]["value"]["value"] == pytest.approx(15)
    assert document["refused"] is None
