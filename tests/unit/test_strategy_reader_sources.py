"""What can be given as a strategy, and what is said when it is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from missionlab.base.findings import InputError
from missionlab.strategy.reader import read

HEAD = "strategy: {id: s, name: S}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    out = tmp_path / "mine"
    out.mkdir()
    (out / "strategy.yaml").write_text(
        HEAD
        + "indicators:\n- {id: i, name: I, definition: d, unit: '%', better: higher, level: outcome, kind: share}\n"
    )
    return out


def codes(path: Path | str) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.place)) for finding in read(path).findings if finding.level != "note"]


def test_a_folder_its_main_file_and_a_text_path_are_one_strategy(folder: Path) -> None:
    assert read(folder) == read(folder / "strategy.yaml") == read(str(folder))


def test_the_id_of_a_pack_works_where_a_path_does() -> None:
    assert read("uk-2017").about.id == "uk-2017"


def test_a_folder_wins_over_a_pack_only_when_it_holds_a_strategy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    (folder.parent / "uk-2017").mkdir()
    assert len(read("uk-2017").missions) > 1, "an empty folder of that name, such as one for output, is no strategy"
    (folder.parent / "uk-2017" / "strategy.yaml").write_text(HEAD)
    assert read("uk-2017").about.id == "s"


def test_tables_beside_the_main_file_continue_its_lists(folder: Path) -> None:
    (folder / "evidence").mkdir()
    (folder / "projects").mkdir()
    header = "indicator,period,value,vintage,source\n"
    (folder / "observations.csv").write_text(header + "i,2018,50,2019,\n")
    (folder / "evidence" / "late.csv").write_text(header + "i,2019,51,2020,\n")
    (folder / "projects" / "any name.csv").write_text("id,name,undefined\np,P,not said\n")
    (folder / "README.md").write_text("not a table")
    (folder / ".hidden.csv").write_text("x")
    strategy = read(folder)
    assert sorted(observation.value for observation in strategy.observations) == [50, 51]
    assert [project.id for project in strategy.projects] == ["p"]
    assert str(strategy.place_of(strategy.projects[0])) == "projects/any name.csv:2:1"


def test_a_table_whose_name_says_nothing_is_not_silently_ignored(folder: Path) -> None:
    (folder / "observation.csv").write_text("indicator\n")
    finding = read(folder).findings[0]
    assert (finding.code, str(finding.level), finding.fix) == (
        "file-unknown",
        "warning",
        "Did you mean 'observations.csv'?",
    )


def test_nothing_outside_the_folder_is_read(folder: Path) -> None:
    outside = folder.parent / "secret"
    outside.mkdir()
    (outside / "observations.csv").write_text("indicator,period,value,vintage\ni,2018,50,2019\n")
    (folder / "observations.csv").symlink_to(outside / "observations.csv")
    (folder / "evidence").symlink_to(outside)
    assert not read(folder).observations
    assert codes(folder) == [("file-outside", "evidence"), ("file-outside", "observations.csv")]


def test_a_main_file_outside_the_folder_is_refused(folder: Path) -> None:
    inside = folder.parent / "linked"
    inside.mkdir()
    (inside / "strategy.yaml").symlink_to(folder / "strategy.yaml")
    with pytest.raises(InputError, match="outside the folder"):
        read(inside)


def test_a_link_within_the_folder_is_read(folder: Path) -> None:
    (folder / "_kept").mkdir()
    (folder / "_kept" / "data.csv").write_text("indicator,period,value,vintage\ni,2018,50,2019\n")
    (folder / "observations.csv").symlink_to(folder / "_kept" / "data.csv")
    assert len(read(folder).observations) == 1


@pytest.mark.parametrize(
    ("name", "says", "fix"),
    [
        ("uk-2018", "no strategy 'uk-2018'", "Did you mean 'uk-2017'?"),
        ("notes.txt", "cannot be read from 'notes.txt'", ".yaml file or an .xlsx workbook"),
        ("empty", "holds no strategy.yaml", "missionlab new"),
        ("other", "holds no strategy.yaml", "Rename plan.yml to strategy.yaml"),
        ("nul\0byte", "no strategy 'nul�byte'", "The packs are:"),
        ("x" * 5000, "cannot be opened", "Check the name"),
        ("", "", ""),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(
    name: str, says: str, fix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notes.txt").write_text("x")
    Path("empty").mkdir()
    Path("other").mkdir()
    Path("other", "plan.yml").write_text(HEAD)
    with pytest.raises(InputError) as caught:
        read(name)
    assert says in caught.value.message
    assert fix in caught.value.fix


def test_a_file_that_is_too_large_is_not_read(folder: Path) -> None:
    with (folder / "strategy.yaml").open("r+b") as file:
        file.truncate(65 * 1024 * 1024)
    with pytest.raises(InputError, match="65 MB large; at most 64 MB"):
        read(folder)
