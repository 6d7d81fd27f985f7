"""The JSON Schema that editors use agrees with the reader and with the shipped file."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from missionlab.strategy.packs import list_packs, pack_folder
from missionlab.strategy.schema import SCHEMA_FILE, schema_text, strategy_schema
from missionlab.strategy.yaml_reader import read_yaml

SAMPLE = Path(__file__).parents[1] / "strategy_sample.yaml"


def document(path: Path) -> dict[str, Any]:
    raw = read_yaml(path, path.name)
    assert raw.about is not None
    return {"strategy": raw.about.values, **{name: [r.values for r in records] for name, records in raw.lists.items()}}


def validator() -> Any:
    return jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


def test_the_shipped_schema_is_up_to_date() -> None:
    """After a change of the records: ``python -m missionlab.strategy.schema``."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


def test_it_is_a_schema_of_the_2020_dialect() -> None:
    schema = strategy_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_every_field_is_explained() -> None:
    unexplained = [
        f"{name}.{field}"
        for name, part in strategy_schema()["$defs"].items()
        for field, about in part.get("properties", {}).items()
        if "description" not in about
    ]
    assert not unexplained


@pytest.mark.parametrize("path", [SAMPLE, *(pack_folder(pack.id) / "strategy.yaml" for pack in list_packs())], ids=str)  # type: ignore[operator]
def test_what_the_reader_takes_the_schema_takes(path: Path) -> None:
    errors = [f"{list(error.absolute_path)}: {error.message}" for error in validator().iter_errors(document(path))]
    assert not errors


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("missions", 0, "challange"), "c1"),
        (("missions", 0, "status"), "adoptd"),
        (("missions", 0, "id"), "two words"),
        (("missions", 0, "statement"), {"English": "x"}),
        (("projects", 1, "sectors"), {"s1": 60}),
        (("projects", 1, "stages"), {"aplied": 1}),
        (("projects", 1, "trl_in"), 12),
        (("targets", 0, "versions", 0, "path"), {"soon": 1}),
        (("targets", 0, "versions", 0, "year"), "next year"),
        (("commitments", 0, "amount"), "£3m"),
        (("commitments", 0, "currency"), "pounds"),
        (("commitments", 0, "announced"), "spring 2018"),
        (("misions",), []),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(path: tuple[str | int, ...], value: Any) -> None:
    tree = document(SAMPLE)
    holder: Any = tree
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    assert not validator().is_valid(tree)


def test_an_editor_may_read_a_number_with_underscores_as_text() -> None:
    tree = document(SAMPLE)
    tree["commitments"][0]["amount"] = "246_000_000"
    assert validator().is_valid(tree)
