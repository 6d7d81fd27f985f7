"""The meanings of fields, read from the source where somebody asks."""

from __future__ import annotations

import pytest
from pydantic import create_model

from missionlab.strategy.meanings import meanings
from missionlab.strategy.records import Record
from missionlab.strategy.strategy import RECORD_TYPES


class Small(Record):
    told: int = 0
    """What it is,
    on two lines."""
    silent: int = 0


class Smaller(Small):
    silent: int = 0
    """Told at last."""


def test_a_text_under_a_field_is_its_meaning() -> None:
    assert meanings(Small) == {"told": "What it is,\non two lines."}


def test_what_a_parent_told_holds_and_can_be_told_anew() -> None:
    assert meanings(Smaller) == {"told": "What it is,\non two lines.", "silent": "Told at last."}


def test_a_type_without_source_has_what_its_fields_say() -> None:
    assert meanings(create_model("Made", __base__=Small, more=(int, 1)))["told"] == "What it is,\non two lines."


@pytest.mark.parametrize("kind", RECORD_TYPES.values())
def test_fields_of_every_record_are_told_by_their_own_names(kind: type[Record]) -> None:
    assert set(meanings(kind)) <= set(kind.model_fields)
    assert meanings(kind)
