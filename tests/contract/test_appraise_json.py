"""The JSON of ``missionlab appraise``: its schema, and that the schema knows every field of every record."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from importlib import resources
from typing import Any

import appraisal_samples
import jsonschema
import pytest

from missionlab.appraisal import results

SCHEMA = json.loads(
    resources.files("missionlab.appraisal").joinpath("appraisal.schema.json").read_text(encoding="utf-8")
)
RECORDS = {
    "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_"): record
    for name, record in vars(results).items()
    if is_dataclass(record) and isinstance(record, type) and record.__module__ == results.__name__
}


@pytest.mark.parametrize("name", appraisal_samples.ALL)
def test_every_appraisal_is_described_by_the_schema_and_is_strict_json(name: str) -> None:
    document = appraisal_samples.appraisal(name).to_json()
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(document, SCHEMA)
    assert json.loads(json.dumps(document, allow_nan=False)) == document


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_the_schema_names_the_fields_of_the_records(name: str) -> None:
    described = SCHEMA if name == "appraisal" else SCHEMA["$defs"][name]
    wanted = [field.name for field in fields(RECORDS[name])]
    assert list(described["properties"]) == described["required"] == wanted
    assert described["additionalProperties"] is False


def _broken(document: dict[str, Any]) -> None:
    document["effects"][0]["answer"] = "perhaps"


def _unknown(document: dict[str, Any]) -> None:
    document["design"]["mood"] = 1


@pytest.mark.parametrize("harm", [_broken, _unknown, lambda document: document.pop("mix")])
def test_what_is_not_an_appraisal_is_refused(harm: Any) -> None:
    document = appraisal_samples.appraisal("usual").to_json()
    harm(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA)


def test_numbers_stand_where_the_names_of_the_records_say() -> None:
    appraisal = appraisal_samples.appraisal("usual")
    document = appraisal.to_json()
    assert document["effects"][2]["estimate"]["low"] == appraisal.effects[2].estimate.low
    assert document["mix"]["shares"][0] == ["research_hiring", 0.75]
    assert document["effects"][0]["role"] == "placebo"


def test_the_frame_has_a_row_for_each_effect_with_its_estimate() -> None:
    appraisal = appraisal_samples.appraisal("usual")
    frame = appraisal.to_frame()
    assert len(frame) == len(appraisal.effects)
    assert {"policy", "against", "role", "outcome", "horizon", "value", "low", "high", "p_adjusted", "answer"} <= {
        *frame.columns
    }
    assert frame["value"].iloc[0] == appraisal.effects[0].estimate.value
