"""The JSON of ``missionlab check`` is what its schema says, for small strategies and for every shipped pack."""

from __future__ import annotations

import json
from datetime import date
from importlib import resources

import builders as b
import jsonschema
import pytest

from missionlab.checks.check import check
from missionlab.checks.results import Checked
from missionlab.strategy.packs import list_packs
from missionlab.strategy.reader import read

DAY = date(2026, 6, 30)
SCHEMA = json.loads((resources.files("missionlab.checks") / "check.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def valid(checked: Checked) -> dict:
    """The JSON, after it was checked against the schema and survived a round trip without NaN."""
    document = checked.to_json()
    again = json.loads(json.dumps(document, allow_nan=False))
    assert again == document
    VALIDATOR.validate(document)
    return document


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_promised_keys_are_there() -> None:
    document = valid(check(b.strategy(b.mission("m")), DAY))
    assert {"findings", "cards"} <= document.keys()
    assert {"level", "code", "place", "message", "fix"} <= document["findings"][0].keys()
    assert set(document["cards"][0]) == {
        "id", "family", "mission", "question", "verdict", "evidence", "numbers", "records", "sources",
    }  # fmt: skip


def test_an_empty_strategy_fits() -> None:
    document = valid(check(b.strategy(), DAY))
    assert document["cases"] == []


@pytest.mark.parametrize("pack", [pack.id for pack in list_packs()])
def test_every_pack_fits_and_names_only_records_and_sources_that_exist(pack: str) -> None:
    strategy = read(pack)
    document = valid(check(strategy, DAY))
    sources = {source.id for source in strategy.sources}
    cards, cases = document["cards"], document["cases"]
    points = [point for case in cases for side in ("for", "against") for point in case[side]]
    assert {source for item in (*cards, *points) for source in item["sources"]} <= sources
    assert {case["mission"] for case in cases} <= {mission.id for mission in strategy.missions}
    names = [(card["mission"], card["id"]) for card in cards]
    assert len(names) == len(set(names))


def test_the_table_has_a_row_for_each_card() -> None:
    checked = check(b.strategy(b.mission("m")), DAY)
    frame = checked.to_frame()
    assert list(frame["id"]) == [card.id for card in checked.cards]
    assert set(frame["verdict"]) <= {"holds", "fails", "cannot tell"}
