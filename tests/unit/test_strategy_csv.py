"""CSV files: separators, encodings, places, and everything that can be wrong with a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from missionlab.base.findings import Level
from missionlab.strategy.csv_reader import read_csv
from missionlab.strategy.nested_rows import finish
from missionlab.strategy.raw import RawStrategy

HEADER = "indicator,period,value,vintage,note\n"


def read(folder: Path, content: str | bytes, name: str = "observations") -> RawStrategy:
    path = folder / f"{name}.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    raw = RawStrategy()
    read_csv(path, name, raw, f"{name}.csv")
    return raw


def found(raw: RawStrategy) -> list[tuple[str, str]]:
    assert all(finding.level is Level.ERROR and finding.why and finding.fix for finding in raw.findings)
    return [(finding.code, str(finding.place)) for finding in raw.findings]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separator_mark_and_line_ends_do_not_matter(tmp_path: Path, mark: str, start: str, end: str) -> None:
    rows = ["indicator,period,value,vintage", "a,2018,2.5,2019-01"]
    raw = read(tmp_path, start + end.join(row.replace(",", mark) for row in rows) + end)
    assert raw.lists["observations"][0].values == {
        "indicator": "a",
        "period": "2018",
        "value": 2.5,
        "vintage": "2019-01",
    }
    assert found(raw) == []


def test_places_are_line_and_character_column_through_quotes_and_line_breaks(tmp_path: Path) -> None:
    raw = read(tmp_path, 'note,indicator,value\n"two, ""lines""\nhere",a,1\nx,b,2\n')
    first, second = raw.lists["observations"]
    assert first.values["note"] == 'two, "lines"\nhere'
    assert str(first.locate(("note",))) == "observations.csv:2:1"
    assert str(first.locate(("value",))) == "observations.csv:3:9"
    assert str(second.locate(("indicator",))) == "observations.csv:4:3"
    assert str(second.locate(("quality",))) == "observations.csv:4:1", "a field without a column: its row"


def test_one_broken_row_hides_no_other(tmp_path: Path) -> None:
    raw = read(tmp_path, HEADER + 'a,2018,1,2019,"x"y\nb,2018,1,2019,\n,,,,\n\nc,2018,1,2019,,,surplus\n')
    assert [(r.values["indicator"], r.broken) for r in raw.lists["observations"]] == [("b", False), ("c", True)]
    assert found(raw) == [("csv-syntax", "observations.csv:2:1"), ("surplus-cells", "observations.csv:6:16")]


def test_a_quote_that_is_never_closed_keeps_the_rows_before_it(tmp_path: Path) -> None:
    raw = read(tmp_path, HEADER + 'a,2018,1,2019,\nb,2018,1,2019,"open\nc,2018,1,2019,\n')
    assert [record.values["indicator"] for record in raw.lists["observations"]] == ["a"]
    assert found(raw) == [("csv-syntax", "observations.csv:3:1")]


def test_unknown_nameless_and_repeated_columns(tmp_path: Path) -> None:
    raw = read(tmp_path, "indicator,vlaue,period,period,,note\na,1,2018,2019,stray,x\n")
    assert found(raw) == [
        ("unknown-column", "observations.csv:1:11"),
        ("repeated-column", "observations.csv:1:24"),
        ("unknown-column", "observations.csv:2:15"),
    ]
    assert "Did you mean 'value'?" in raw.findings[0].fix
    assert raw.lists["observations"][0].values == {"indicator": "a", "period": "2018", "note": "x"}


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (HEADER.encode() + b"a,2018,1,2019,caf\xe9\n", "file-encoding", "observations.csv:2:18"),
        (HEADER.encode() + b"a,20\x0018,1,2019,\n", "file-character", "observations.csv:2:5"),
        (HEADER.encode("utf-16"), "file-encoding", "observations.csv:1:1"),
    ],
)
def test_files_that_are_no_text(tmp_path: Path, content: bytes, code: str, place: str) -> None:
    raw = read(tmp_path, content)
    assert found(raw) == [(code, place)]
    assert raw.lists == {}


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", HEADER, " , ,\n"])
def test_files_without_rows_are_no_error(tmp_path: Path, content: str) -> None:
    raw = read(tmp_path, content)
    assert found(raw) == []
    assert not raw.lists.get("observations")


def test_a_value_longer_than_any_text_is_reported(tmp_path: Path) -> None:
    raw = read(tmp_path, f"{HEADER}a,2018,1,2019,{'x' * 200_000}\nb,2018,1,2019,\n")
    assert found(raw) == [("csv-syntax", "observations.csv:2:1")]
    assert [record.values["indicator"] for record in raw.lists["observations"]] == ["b"]


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    raw = RawStrategy()
    read_csv(tmp_path / "gone.csv", "projects", raw, "gone.csv")
    assert found(raw) == [("file-unreadable", "gone.csv")]


def test_nested_rows_go_into_their_parents_and_keep_their_places(tmp_path: Path) -> None:
    raw = read(tmp_path, "id,name,mission\nt1,One,m\n2018,Two,m\n", "targets")
    path = tmp_path / "target_versions.csv"
    path.write_text(
        "target,number,value,baseline.period\n2018,1,5,2017\nt1,1,3,,surplus\nt9,1,1,\n,2,1,\n2018,2,6,2017\n"
    )
    read_csv(path, "target_versions", raw, path.name)
    finish(raw)
    one, two = raw.lists["targets"]
    assert one.values["versions"] == [{"number": 1, "value": 3.0}]
    assert [version["value"] for version in two.values["versions"]] == [5.0, 6.0]
    assert str(two.locate(("versions", 1, "baseline", "period"))) == "target_versions.csv:6:10"
    assert str(two.locate(("name",))) == "targets.csv:3:6"
    assert (one.broken, two.broken) == (True, False), "a target with an unreadable version is not used"
    assert found(raw) == [
        ("surplus-cells", "target_versions.csv:3:9"),
        ("unknown-reference", "target_versions.csv:4:1"),
        ("missing-field", "target_versions.csv:5:1"),
    ]
    assert "target_versions" not in raw.lists
