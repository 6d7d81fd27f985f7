"""The JSON of ``missionlab portfolio`` keeps the shape that its schema documents."""

from __future__ import annotations

import json
from datetime import date
from importlib import resources

import jsonschema
import pytest

from missionlab.portfolio.lens import portfolio
from missionlab.strategy.records import About, Commitment, Distance, ExchangeRate, Mission, Project
from missionlab.strategy.strategy import Strategy

SCHEMA = json.loads((resources.files("missionlab.portfolio") / "portfolio.schema.json").read_text("utf-8"))
DAY = date(2024, 6, 30)


def commitment(number: str, project: str, amount: float, **fields) -> Commitment:
    plain = {"payer": "public", "basis": "announced", "currency": "GBP", "announced": "2020-03"}
    return Commitment.model_validate({"id": number, "project": project, "amount": amount, **plain, **fields})


def rich() -> Strategy:
    return Strategy(
        About.model_validate({"id": "rich", "name": "Rich", "currency": "GBP"}),
        missions=(Mission.model_validate({"id": "m", "challenge": "c", "name": "M", "announced": "2021"}),),
        projects=(
            Project.model_validate(
                {
                    "id": "top",
                    "name": "Top",
                    "missions": {"m": 1},
                    "sectors": {"x": 0.5, "y": 0.25, "unallocated": 0.25},
                }
            ),
            Project.model_validate({"id": "kid", "name": "Kid", "parent": "top", "stages": {"basic": 1}}),
            Project.model_validate({"id": "none", "name": "None"}),
        ),
        commitments=(
            commitment("a", "top", 5e6, precision="up to", tenor_years=4),
            commitment("b", "kid", 8e6, instrument="grant"),
            commitment("c", "kid", 3e6, payer="private"),
            commitment("d", "kid", 1e6, currency="USD"),
            commitment("e", "kid", 1e6, currency="EUR", price_year=2019),
        ),
        distances=(Distance(first="x", second="y", value=0.5),),
        exchange_rates=(ExchangeRate.model_validate({"base": "GBP", "quote": "USD", "rate": 1.25, "on": "2023"}),),
    )


STRATEGIES = {
    "empty": Strategy(About(id="empty", name="Empty")),
    "one mission": Strategy(About(id="one", name="One"), missions=rich().missions),
    "rich": rich(),
}


def test_the_schema_is_valid_and_closed():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["additionalProperties"] is False
    assert set(SCHEMA["required"]) == set(SCHEMA["properties"])


@pytest.mark.parametrize("name", STRATEGIES)
def test_output_follows_the_schema(name):
    found = portfolio(STRATEGIES[name], DAY).to_json()
    jsonschema.validate(json.loads(json.dumps(found, allow_nan=False)), SCHEMA)


def test_the_keys_that_others_rely_on():
    found = portfolio(rich(), DAY).to_json()
    assert (found["basis"], found["currency"], found["total"]) == ("announced", "GBP", 8.8e6)
    assert found["by"]["sector"] == pytest.approx({"x": 4.4e6, "y": 2.2e6, "unallocated": 2.2e6})
    assert found["metrics"]["hhi"]["sector"] == pytest.approx(5 / 9)
    assert found["metrics"]["effective_number"]["sector"] == pytest.approx(9 / 5)
    assert set(found["metrics"]["shannon"]) == set(found["by"])
    assert found["metrics"]["crowding_in"] == pytest.approx(3 / 8.8)
    assert found["metrics"]["patience"] is None
    assert found["metrics"]["rao_stirling"] == pytest.approx(2 * (2 / 3) * (1 / 3) * 0.5)
    assert found["bounds"]["patience"]["reason"] == "no figure says for how many years the money is given"
    assert [rate["rate"] for rate in found["rates"]] == [1.25]
    assert [f["code"] for f in found["findings"]] == ["children-above-parent"]
    assert found["unfunded_projects"] == ["none"]


def test_the_table_holds_each_block_once_in_every_dimension():
    found = portfolio(rich(), DAY)
    frame = found.to_frame()
    sums = frame.groupby(["currency", "dimension"])["amount"].sum()
    assert {block.currency for block in found.blocks} == {"GBP", "EUR"}
    for block in found.blocks:
        assert sums[block.currency].tolist() == pytest.approx([block.total] * 9)
    assert list(portfolio(STRATEGIES["empty"], DAY).to_frame().columns) == list(frame.columns)
