"""The codec between fields and cells, on values worked out by hand."""

from __future__ import annotations

import pytest

from missionlab.strategy.flat import DECODERS, TABLE_NAMES, Shape, cells, columns_for, encode, table


def back(value: object, shape: Shape) -> object:
    cell = encode(value, shape)
    return DECODERS[shape](str(cell))


@pytest.mark.parametrize(
    ("cell", "shape", "value"),
    [
        ("007", Shape.TEXT, "007"),
        ("1e5", Shape.TEXT, "1e5"),
        ("  padded ", Shape.TEXT, "padded"),
        ("'=1+1", Shape.TEXT, "=1+1"),
        ("''=1+1", Shape.TEXT, "'=1+1"),
        ("'tis", Shape.TEXT, "'tis"),
        ("246_000_000", Shape.NUMBER, 246_000_000.0),
        ("-1.5e-3", Shape.NUMBER, -0.0015),
        ("2018.0", Shape.WHOLE, 2018),
        ("Yes", Shape.YES_NO, True),
        ("FALSE", Shape.YES_NO, False),
        ("a; b ;c;", Shape.TEXTS, ["a", "b", "c"]),
        (r"a\; b; c\\", Shape.TEXTS, ["a; b", "c\\"]),
        (r"C:\data", Shape.TEXTS, [r"C:\data"]),
        ("basic: 0.25; applied:0.75", Shape.SHARES, {"basic": 0.25, "applied": 0.75}),
        ("2025: 28; 2026: 33", Shape.BY_YEAR, {2025: 28.0, 2026: 33.0}),
        (r"a\:b: 1", Shape.SHARES, {"a:b": 1.0}),
    ],
)
def test_what_a_person_writes_is_read_by_the_type_of_its_field(cell: str, shape: Shape, value: object) -> None:
    assert DECODERS[shape](cell) == value


@pytest.mark.parametrize(
    ("cell", "shape"),
    [
        ("2,4", Shape.NUMBER),
        ("nan", Shape.NUMBER),
        ("inf", Shape.NUMBER),
        ("1 000", Shape.NUMBER),
        ("١٢", Shape.NUMBER),
        ("2018.5", Shape.WHOLE),
        ("maybe", Shape.YES_NO),
        ("basic 0.5", Shape.SHARES),
        ("a: 0.5; a: 0.5", Shape.SHARES),
        ("a: 0.5: 0.5", Shape.SHARES),
    ],
)
def test_a_cell_that_does_not_fit_stays_text_so_that_it_is_reported_and_not_guessed(cell: str, shape: Shape) -> None:
    assert DECODERS[shape](cell) == cell


def test_no_cell_that_goes_out_is_a_formula() -> None:
    for start in ("=", "+", "-", "@", "'=", "''-"):
        for value, shape in (
            (f"{start}1", Shape.TEXT),
            ([f"{start}1", "b"], Shape.TEXTS),
            ({f"{start}1": 1.0}, Shape.SHARES),
        ):
            cell = encode(value, shape)
            assert isinstance(cell, str)
            assert cell.lstrip("'") != cell, "an apostrophe stands before it"
            assert back(value, shape) == value


@pytest.mark.parametrize("value", [0.1 + 0.2, 1 / 3, 5e-324, 1.7976931348623157e308, -0.0, 1e16, 123456789012345.6])
def test_numbers_come_back_to_the_last_bit(value: float) -> None:
    from missionlab.strategy.flat import written

    read = DECODERS[Shape.NUMBER](written(value))
    assert read.hex() == value.hex()


def test_every_field_of_every_record_has_a_column_with_a_meaning_for_words() -> None:
    headers = {name: [column.header for column in table(name).all_columns] for name in TABLE_NAMES}
    assert headers["target_versions"][:2] == ["target", "number"]
    assert "baseline.value" in headers["target_versions"]
    assert headers["breaks"] == ["indicator", "period", "reason", "known_on", "source"]
    assert "thresholds.on_track" in headers["strategy"]
    assert {"gap.worse_off", "gap.better_off"} <= set(headers["targets"])
    assert "versions" not in headers["targets"]
    better = table("indicators").column("better")
    assert better is not None
    assert better.words == ("higher", "lower")


def test_a_language_has_a_column_of_its_own() -> None:
    missions = table("missions")
    column = missions.column("statement[pt-BR]")
    assert column is not None
    assert column.path == ("statement", "pt-BR")
    assert missions.column("statement") is None
    assert missions.column("name[en]") is None
    record = {"id": "m", "statement": {"es": "hola", "en": "hello"}}
    columns = columns_for(missions, [record])
    row = dict(zip([c.header for c in columns], cells(record, columns), strict=True))
    assert (row["statement[en]"], row["statement[es]"], row["owner"]) == ("hello", "hola", None)
