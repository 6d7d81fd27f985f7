"""The table from instruments to levers: every combination has a row, the most specific wins, reasons are sentences."""

from __future__ import annotations

from itertools import product

import pytest

from missionlab.appraisal.instruments import (
    ACTOR_KINDS,
    INSTRUMENTS,
    LEVERS,
    ROWS,
    SOURCES,
    STAGES,
    MappingRow,
    best_row,
    clash,
)
from missionlab.base.text import Locale, Text, say
from missionlab.economy.levers import BY_NAME, SETTINGS


def lever(instrument: str, stage: str | None = None, actor_kind: str | None = None) -> str | None:
    row = best_row(ROWS, instrument, stage, actor_kind)
    assert row is not None
    return row.lever


def row(instrument: str | None, kinds: tuple[str, ...], stages: tuple[str, ...], to: str | None) -> MappingRow:
    return MappingRow(instrument, kinds, stages, to, (), "Because.")


def test_every_combination_has_a_row_and_no_two_rows_claim_the_same_money() -> None:
    for instrument, stage, kind in product(INSTRUMENTS, (None, *STAGES), (None, *ACTOR_KINDS)):
        best = best_row(ROWS, instrument, stage, kind)
        assert best is not None, (instrument, stage, kind)
        rivals = [one for one in ROWS if one.fits(instrument, stage, kind) and one.rank == best.rank]
        assert rivals == [best], (instrument, stage, kind)
    assert clash(ROWS) is None


def test_every_row_is_the_answer_to_something() -> None:
    combinations = list(product(INSTRUMENTS, (None, *STAGES), (None, *ACTOR_KINDS)))
    answers = {best_row(ROWS, *combination) for combination in combinations}
    assert [one for one in ROWS if one not in answers] == []


@pytest.mark.parametrize(
    ("instrument", "stage", "kind", "expected"),
    [
        ("grant", "applied", "firm", "research_hiring"),
        ("grant", "basic", "firm-large", "research_hiring"),
        ("grant", "basic", None, "laboratory"),
        ("grant", "deployment", "firm-small", "investment_discount"),
        ("grant", "deployment", "university", "laboratory"),
        ("grant", None, "research", "laboratory"),
        ("grant", None, "partnership", "laboratory"),
        ("grant", "demand", None, None),
        ("grant", "demand", "firm", "investment_discount"),
        ("loan", "deployment", "firm", "public_bank"),
        ("equity", None, "bank", "public_bank"),
        ("budget", None, "bank", "public_bank"),
        ("unallocated", None, "bank", "public_bank"),
        ("unallocated", None, "agency", None),
        ("tax-relief", "applied", "firm", "research_refund"),
        ("tax-relief", None, "firm", "investment_discount"),
        ("procurement", "first-market", None, "machine_purchases"),
        ("procurement", "demand", "ministry", "purchases"),
        ("public-research", "applied", "university", "laboratory"),
        ("guarantee", None, "bank", None),
        ("regulation", "demand", "ministry", None),
        ("standard", None, None, None),
        ("convening", None, "agency", None),
        ("royalty", None, "agency", None),
    ],
)
def test_known_cases(instrument: str, stage: str | None, kind: str | None, expected: str | None) -> None:
    assert lever(instrument, stage, kind) == expected


def test_the_first_buyer_wants_new_techniques_and_the_plain_buyer_any() -> None:
    first, plain = (best_row(ROWS, "procurement", stage, None) for stage in ("first-market", "deployment"))
    assert first is not None
    assert plain is not None
    assert dict(first.settings)["machine_newness"] > 0
    assert dict(plain.settings)["machine_newness"] == 0


def test_instrument_counts_more_than_actor_kind_and_that_more_than_stage() -> None:
    rows = [
        row(None, (), (), "transfers"),
        row(None, (), ("basic",), "laboratory"),
        row(None, ("firm",), (), "research_refund"),
        row(None, ("firm",), ("basic",), "research_hiring"),
        row("grant", (), (), "purchases"),
    ]
    assert best_row(rows, "loan", None, None) is rows[0]
    assert best_row(rows, "loan", "basic", None) is rows[1]
    assert best_row(rows, "loan", "applied", "firm") is rows[2]
    assert best_row(rows, "loan", "basic", "firm") is rows[3]
    assert best_row(rows, "grant", "basic", "firm") is rows[4]
    assert best_row(rows[1:2], "loan", "applied", None) is None


def test_rows_clash_only_where_they_are_about_the_same_money() -> None:
    one, other = row("grant", ("firm", "bank"), (), None), row("grant", ("bank",), (), "public_bank")
    assert clash([one, row("loan", ("bank",), (), None), other]) == (0, 2)
    assert clash([one, row("grant", ("region",), (), None)]) is None
    assert clash([one, row("grant", ("bank",), ("basic",), None)]) is None


def test_what_rows_name_is_there() -> None:
    for one in ROWS:
        assert one.instrument in INSTRUMENTS
        assert set(one.actor_kinds) <= set(ACTOR_KINDS)
        assert set(one.stages) <= set(STAGES)
        assert one.lever is None or one.lever in LEVERS
        assert one.source is None or one.source in SOURCES
        for name, value in one.settings:
            assert name in SETTINGS
            assert BY_NAME[name].low <= value <= BY_NAME[name].high
        assert isinstance(one.reason, Text)
        english, spanish = say(one.reason), say(one.reason, Locale("es", "es"))
        assert english.endswith(".")
        assert spanish.endswith(".")
        assert english != spanish
