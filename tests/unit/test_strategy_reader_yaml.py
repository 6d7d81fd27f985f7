"""What YAML means to the reader, where each thing stands, and how little a broken place hides."""

from __future__ import annotations

from pathlib import Path

import pytest

from missionlab.base.findings import Finding, InputError, Place
from missionlab.strategy.reader import read
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.yaml_reader import read_yaml_bytes
from missionlab.strategy.yaml_values import plain_value

HEAD = "strategy: {id: s, name: S}\nchallenges:\n- {id: c, name: C}\n"


def reading(text: str | bytes, folder: Path) -> Strategy:
    file = folder / "strategy.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(file)


def found(strategy: Strategy, code: str) -> Finding:
    (finding,) = [finding for finding in strategy.findings if finding.code == code]
    return finding


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("2018-05-21", "2018-05-21"),
        ("1:30", "1:30"),
        ("01", "01"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000_000", 1_000_000),
        ("-5", -5),
        ("1__0", "1__0"),
        ("2.40", 2.4),
        ("1.5e6", 1.5e6),
        (".5", 0.5),
        (".inf", ".inf"),
        ("true", True),
        ("~", None),
        ("", None),
        ("9" * 301, "9" * 301),
    ],
)
def test_only_numbers_true_false_and_nothing_are_more_than_text(text: str, value: object) -> None:
    read_value = plain_value(text)
    assert read_value == value
    assert type(read_value) is type(value)


def test_every_field_has_its_line_and_column() -> None:
    text = (
        "# comment\n"
        "strategy: {id: s, name: S}\n"
        "targets:\n"
        "  - id: t\n"
        "    versions:\n"
        "      - {number: 1, path: {2025: 1, 2030: 2}}\n"
    )
    (record,) = read_yaml_bytes(text.encode(), "strategy.yaml").lists["targets"]
    assert record.locate(()) == Place("strategy.yaml", 4, 5)
    assert record.locate(("id",)) == Place("strategy.yaml", 4, 5)
    assert record.locate(("versions",)) == Place("strategy.yaml", 5, 5)
    assert record.locate(("versions", 0)) == Place("strategy.yaml", 6, 9)
    assert record.locate(("versions", 0, "path", 2030)) == Place("strategy.yaml", 6, 37)
    assert record.locate(("versions", 0, "year")) == Place("strategy.yaml", 6, 9), "what is missing has its record's"
    assert record.locate(("mission",)) == Place("strategy.yaml", 4, 5)


def test_letters_count_as_one_column_each_however_many_bytes_they_have(tmp_path: Path) -> None:
    strategy = reading(HEAD + "- {id: d, name: áéíñ€, nme: x}\n", tmp_path)
    assert found(strategy, "unknown-key").place == Place("strategy.yaml", 4, 24)


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    plain = reading(HEAD, tmp_path)
    marked = reading(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode(), tmp_path)
    assert marked == plain
    assert not marked.findings


@pytest.mark.parametrize(
    ("broken", "line", "says"),
    [
        ('- id: b\n  name: "never closed\n', 5, "not closed"),
        ("- {id: b, name: never closed\n", 4, "not closed"),
        ("- id: b\n\tname: tab\n", 5, "tab"),
        ("- id: b\n  name: Jobs: more of them\n", 5, "second colon"),
        ("- id: b\n  name: @home\n", 5, "cannot begin with the character '@'"),
        ("- id: b\n    name: further in\n", 5, "second colon"),
        ("- id: b\n name: too far out\n", 5, "does not fit"),
        ('- id: b\n  name: "C:\\quarter"\n', 5, "backslash"),
    ],
)
def test_a_broken_record_hides_no_other(broken: str, line: int, says: str, tmp_path: Path) -> None:
    """The one before it, the one after it, the next list, and a reference to the broken one are all read."""
    rest = "- {id: a, name: After}\nmissions:\n- {id: m, challenge: a, name: M, undefined: x, sources: [s]}\n"
    strategy = reading(HEAD + broken + rest + "- {id: n, challenge: b, name: N, undefined: x}\n", tmp_path)
    finding = found(strategy, "yaml-syntax")
    assert finding.place.line == line
    assert says in finding.message
    assert [challenge.id for challenge in strategy.challenges] == ["c", "a"]
    assert [mission.id for mission in strategy.missions] == ["m"]
    assert "1 mission" in found(strategy, "left-out-with-it").message
    assert not [finding for finding in strategy.findings if finding.code == "unknown-reference"]


def test_a_quotation_that_swallows_later_records_is_blamed_where_it_opens(tmp_path: Path) -> None:
    text = HEAD + "- id: b\n  name: 'open\n- id: d\n  name: D\n- {id: e, name: 'E'}\n- {id: f, name: F}\n"
    strategy = reading(text, tmp_path)
    assert found(strategy, "yaml-syntax").place.line == 5
    assert [challenge.id for challenge in strategy.challenges] == ["c", "d", "e", "f"]


@pytest.mark.parametrize(
    ("record", "code", "place"),
    [
        ("- {id: b, name: &x B}", "yaml-alias", "4:17"),
        ("- {id: b, name: *x}", "yaml-alias", "4:17"),
        ("- {id: b, name: !!python/name:os.system B}", "yaml-tag", "4:17"),
        ("- {id: b, name: !note B}", "yaml-tag", "4:17"),
        ("- {id: b, name: B, name: B}", "yaml-duplicate-key", "4:20"),
        ("- {id: b, name: B, ? [x] : 1}", "yaml-key", "4:22"),
    ],
)
def test_what_a_strategy_may_not_contain_costs_its_record(record: str, code: str, place: str, tmp_path: Path) -> None:
    strategy = reading(HEAD + record + "\n- {id: d, name: D}\n", tmp_path)
    assert str(found(strategy, code).place) == f"strategy.yaml:{place}"
    assert [challenge.id for challenge in strategy.challenges] == ["c", "d"]


def test_core_tags_are_plain_values(tmp_path: Path) -> None:
    strategy = reading(HEAD + "- {id: !!str 2030, name: ! 7}\n", tmp_path)
    assert [(challenge.id, challenge.name) for challenge in strategy.challenges] == [("c", "C"), ("2030", "7")]


def test_a_list_that_stands_twice_is_an_error_and_both_are_read(tmp_path: Path) -> None:
    strategy = reading(HEAD + "challenges:\n- {id: d, name: D}\n", tmp_path)
    assert found(strategy, "yaml-duplicate-key").place.line == 4
    assert [challenge.id for challenge in strategy.challenges] == ["c", "d"]


def test_only_the_first_document_is_read(tmp_path: Path) -> None:
    strategy = reading("---\n" + HEAD + "---\nstrategy: {id: t, name: T}\n", tmp_path)
    assert strategy.about.id == "s"
    assert found(strategy, "yaml-documents").place.line == 5


def test_garbled_letters_cost_only_their_records(tmp_path: Path) -> None:
    text = HEAD + "- {id: b, name: Energía}\n- {id: d, name: D}\n- {id: e, name: Año}\n"
    strategy = reading(text.encode("latin-1"), tmp_path)
    finding = found(strategy, "file-encoding")
    assert str(finding.place) == "strategy.yaml:4:22"
    assert finding.message == "This line and 1 other cannot be read as UTF-8."
    assert [challenge.id for challenge in strategy.challenges] == ["c", "d"]


def test_an_invisible_character_is_found(tmp_path: Path) -> None:
    strategy = reading(HEAD + "- {id: b, name: B\x07}\n- {id: d, name: D}\n", tmp_path)
    assert str(found(strategy, "file-character").place) == "strategy.yaml:4:18"
    assert [challenge.id for challenge in strategy.challenges] == ["c", "d"]


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("strategy: {id: s, name: S}\nmissions: {id: m}\n", "wrong-shape", "'missions' must be a list"),
        ("strategy: [a]\nchallenges:\n- {id: c, name: C}\n", "wrong-shape", "'strategy' must be one record"),
        ("strategy: {id: s, name: S}\nmissions: [m1]\n", "wrong-shape", "Item 1 of 'missions' is no record"),
        ("strategy: {id: s, name: S}\nmisions: []\n", "unknown-list", "'misions'"),
        ("challenges:\n- {id: c, name: C}\n", "strategy-missing", "no record 'strategy'"),
    ],
)
def test_lists_and_records_in_the_wrong_place(text: str, code: str, says: str, tmp_path: Path) -> None:
    finding = found(reading(text, tmp_path), code)
    assert says in finding.message


def test_a_strategy_that_is_no_record_is_shown_how_one_begins(tmp_path: Path) -> None:
    fix = found(reading("strategy: ports\nchallenges:\n- {id: c, name: C}\n", tmp_path), "wrong-shape").fix
    assert "'strategy:' on a line of its own" in fix


def test_blank_lists_and_a_strategy_alone_are_a_strategy(tmp_path: Path) -> None:
    strategy = reading("strategy: {id: s, name: S}\nmissions:\nprojects: []\n", tmp_path)
    assert strategy == Strategy(strategy.about)
    assert not strategy.findings


@pytest.mark.parametrize("text", ["", "\n# nothing\n", "just words\n", "- a\n- b\n", "[", "\x00\x01"])
def test_where_nothing_can_be_read_the_call_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        reading(text, tmp_path)
    assert caught.value.fix
    assert caught.value.place.file == "strategy.yaml"
