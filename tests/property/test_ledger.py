"""Laws of canonical JSON and of the chain, on made-up values and made-up damage."""

from __future__ import annotations

import json
import shutil
import tempfile
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import missionlab as ml
from missionlab.steering.ledger.canonical import canonical, decimal_text
from missionlab.steering.ledger.chain import Head, verification
from missionlab.steering.ledger.entry import NOTHING, Raw, sealed
from missionlab.steering.ledger.sqlite_store import SqliteStore

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
keys = st.text(st.characters(max_codepoint=127), max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_canonical_json_is_read_back_as_the_same_value_and_written_the_same_again(value: object) -> None:
    text = canonical(value)
    assert canonical(json.loads(text)) == text
    assert unicodedata.is_normalized("NFC", text)


@given(st.dictionaries(keys, values, max_size=6), st.randoms())
def test_the_order_of_keys_does_not_count(value: dict[str, object], chance: object) -> None:
    items = list(value.items())
    chance.shuffle(items)  # type: ignore[attr-defined]
    assert canonical(dict(items)) == canonical(value)


@given(texts)
def test_a_text_and_its_decomposed_form_have_one_body(text: str) -> None:
    assert canonical(unicodedata.normalize("NFD", text)) == canonical(unicodedata.normalize("NFC", text))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_a_decimal_is_written_in_one_way_and_loses_nothing(number: Decimal) -> None:
    text = decimal_text(number)
    assert Decimal(text) == number
    assert decimal_text(Decimal(text + ".000" if "." not in text else text + "000")) == text
    assert "E" not in text
    assert text != "-0"


@given(st.floats())
def test_floating_numbers_have_no_canonical_form(number: float) -> None:
    with pytest.raises(ValueError, match="canonical form"):
        canonical({"rate": number})


def chain(bodies: list[str]) -> list[Raw]:
    rows, prev = [], NOTHING
    for seq, body in enumerate(bodies):
        entry = sealed(seq, prev, body)
        rows.append(Raw(seq, entry.prev.encode(), entry.hash.encode(), body.encode()))
        prev = entry.hash
    return rows


bodies_ = st.lists(texts, min_size=2, max_size=12)


@given(bodies_, st.data())
def test_one_changed_field_of_one_row_is_named_at_that_row(bodies: list[str], data: st.DataObject) -> None:
    rows = chain(bodies)
    at = data.draw(st.integers(0, len(rows) - 1))
    field = data.draw(st.sampled_from(["prev", "hash", "body"]))
    row = rows[at]
    old = getattr(row, field)
    if not old:
        return
    byte = data.draw(st.integers(0, len(old) - 1))
    new = old[:byte] + bytes([old[byte] ^ data.draw(st.integers(1, 255))]) + old[byte + 1 :]
    rows[at] = Raw(row.seq, *(new if name == field else getattr(row, name) for name in ("prev", "hash", "body")))
    found = verification(rows)
    assert not found.intact
    assert found.faults[0].seq == at


@given(bodies_, st.data())
def test_a_missing_row_is_a_gap_and_a_cut_tail_shows_against_any_later_head(
    bodies: list[str], data: st.DataObject
) -> None:
    rows = chain(bodies)
    kept = Head(rows[-1].seq, rows[-1].hash.decode())
    at = data.draw(st.integers(0, len(rows) - 2))
    found = verification([*rows[:at], *rows[at + 1 :]])
    assert (found.faults[0].seq, str(found.faults[0].kind)) == (at, "gap")
    cut = verification(rows[: at + 1], [kept])
    assert [(fault.seq, str(fault.kind)) for fault in cut.faults] == [(at + 1, "truncated")]
    assert verification(rows[: at + 1]).intact


@pytest.fixture(scope="module")
def whole() -> Path:
    folder = Path(tempfile.mkdtemp())
    store = SqliteStore(folder / "log.sqlite", "anna")
    for _ in range(30):
        store.append(lambda seq: f'{{"about":"entry {seq} of the log","type":"test"}}')
    store.close()
    return folder / "log.sqlite"


@settings(max_examples=150)
@given(st.data())
def test_any_flipped_byte_of_the_file_is_named_or_changes_nothing(whole: Path, data: st.DataObject) -> None:
    """Broken, unreadable, or the very same entries: never a traceback, and never another log that looks whole."""
    content = bytearray(whole.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    with ml.Ledger.open(whole) as ledger:
        before = list(ledger._store.rows())
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "log.sqlite"
        path.write_bytes(content)
        try:
            with ml.Ledger.open(path) as ledger:
                found = ledger.verify()
                after = list(ledger._store.rows())
        except ml.InputError:
            return
    assert not found.intact or after == before


def test_the_copy_of_a_log_is_as_good(whole: Path, tmp_path: Path) -> None:
    shutil.copy(whole, tmp_path / "copy.sqlite")
    with ml.Ledger.open(tmp_path / "copy.sqlite") as ledger:
        assert ledger.verify().intact
