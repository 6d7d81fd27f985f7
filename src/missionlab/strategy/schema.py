"""The JSON Schema of a ``strategy.yaml``, from the record types, so that editors complete and check while one writes.

``python -m missionlab.strategy.schema`` writes it anew after a change of the records.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, create_model
from pydantic.json_schema import GenerateJsonSchema

from missionlab.strategy.meanings import meanings
from missionlab.strategy.records import About, Record
from missionlab.strategy.strategy import RECORD_TYPES

SCHEMA_FILE = Path(__file__).with_name("strategy.schema.json")
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_NUMBER_AS_TEXT = r"^[-+]?[0-9][0-9_]*(\.[0-9]+)?([eE][-+]?[0-9]+)?$"
_YEAR = "^[12][0-9]{3}$"


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, with empty maps as defaults and with ``246_000_000`` as a number.

    Editors read YAML 1.2, in which a number with underscores is a text; the reader takes it as the number it is.
    """

    def encode_default(self, dft: Any) -> Any:
        return dict(dft) if isinstance(dft, Mapping) else super().encode_default(dft)

    def float_schema(self, schema: Any) -> dict[str, Any]:
        return _or_text(super().float_schema(schema))

    def int_schema(self, schema: Any) -> dict[str, Any]:
        return _or_text(super().int_schema(schema))

    def model_schema(self, schema: Any) -> dict[str, Any]:
        """A record, with the meaning of each field."""
        out = super().model_schema(schema)
        for name, meaning in meanings(schema["cls"]).items():
            out.get("properties", {}).get(name, {}).setdefault("description", meaning)
        return out

    def dict_schema(self, schema: Any) -> dict[str, Any]:
        """A map with its keys checked as well: one of some words, a year, or what the pattern of the key says."""
        out = super().dict_schema(schema)
        keys = self.generate_inner(schema["keys_schema"])
        if "integer" in keys.get("type", ()):
            (values,) = out["patternProperties"].values()
            out["patternProperties"] = {_YEAR: values}
        elif "anyOf" in keys:
            out["propertyNames"] = keys
        if "patternProperties" in out:
            out["additionalProperties"] = False
        return out


def _or_text(schema: dict[str, Any]) -> dict[str, Any]:
    return schema | {"type": [schema["type"], "string"], "pattern": _NUMBER_AS_TEXT}


def strategy_schema() -> dict[str, Any]:
    """The schema of a whole ``strategy.yaml``: the strategy's own record and a list for each type of record."""
    lists: dict[str, Any] = {
        name: (list[kind] | None, Field(None, description=_about(kind))) for name, kind in RECORD_TYPES.items()
    }
    model = create_model(
        "Strategy", __base__=Record, strategy=(About, Field(description="The strategy itself.")), **lists
    )
    schema = model.model_json_schema(schema_generator=_Generator)
    schema.pop("description", None)
    for part in (schema, *schema["$defs"].values()):
        _tidy(part)
    return {
        "$schema": DIALECT,
        "title": "A mission-oriented strategy",
        "description": "The file strategy.yaml of missionlab. Long lists may stand in CSV files beside it instead.",
        **{key: value for key, value in schema.items() if key != "title"},
    }


def _about(kind: type[Record]) -> str:
    return " ".join((kind.__doc__ or "").split())


def _tidy(part: dict[str, Any]) -> None:
    """Docstrings on one line, and no titles that only repeat the name of a field."""
    if "description" in part:
        part["description"] = " ".join(part["description"].split())
    for field in part.get("properties", {}).values():
        field.pop("title", None)
        if "description" in field:
            field["description"] = " ".join(field["description"].split())


def schema_text() -> str:
    """The schema as the shipped file holds it."""
    return json.dumps(strategy_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
