"""What is written: readable, whole or not at all, the same bytes each time, and no formulas."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from missionlab.base.findings import Finding, InputError, Level, Place
from missionlab.strategy.reader import read
from missionlab.strategy.records import About, Actor, Location, Observation, Project, Sector
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.writer import write, write_folder, write_workbook

EVIL = "=cmd|'/c calc'!A1"


@pytest.fixture
def small() -> Strategy:
    return Strategy(
        about=About.model_validate({"id": "s", "name": EVIL, "summary": "First line\nsecond: line"}),
        projects=(Project.model_validate({"id": "2018", "name": "no", "sectors": {"1e5": 1}, "announced": "2018-05"}),),
        observations=(
            Observation.model_validate({"indicator": "i", "period": "2018", "value": 0.1 + 0.2, "vintage": "2019"}),
        ),
    )


def test_the_main_file_is_yaml_that_a_person_can_read(small: Strategy, tmp_path: Path) -> None:
    files = write_folder(small, tmp_path / "s")
    assert [file.name for file in files] == ["strategy.yaml", "observations.csv", "strategy.schema.json"]
    assert (tmp_path / "s" / "strategy.yaml").read_text() == (
        "# yaml-language-server: $schema=strategy.schema.json\n"
        "\n"
        "strategy:\n"
        "  id: s\n"
        f'  name: "{EVIL}"\n'
        "  summary: |-\n"
        "    First line\n"
        "    second: line\n"
        "\n"
        "projects:\n"
        '  - id: "2018"\n'
        '    name: "no"\n'
        "    sectors:\n"
        '      "1e5": 1\n'
        "    announced: 2018-05\n"
    )
    assert (tmp_path / "s" / "observations.csv").read_text() == (
        "indicator,period,value,vintage\ni,2018,0.30000000000000004,2019\n"
    )


def test_the_same_strategy_gives_the_same_bytes(small: Strategy, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(small, tmp_path / name)
        write(small, tmp_path / f"{name}.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()


def test_a_workbook_shows_every_sheet_and_runs_nothing(small: Strategy, tmp_path: Path) -> None:
    (path,) = write_workbook(small, tmp_path / "s.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:3] == ["readme", "strategy", "challenges"]
    assert book["strategy"]["B2"].value == f"'{EVIL}"
    assert book["strategy"].freeze_panes == "B2"
    assert book["observations"]["C2"].value == 0.1 + 0.2
    assert [str(rule.sqref) for rule in book["observations"].data_validations.dataValidation] == ["G2:G502"]
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert types <= {"s", "n"}
    explained = {row[1].value for row in book["readme"].iter_rows(min_row=9)}
    assert {"baseline.value", "statement", "unallocated", "trl_in"} - explained == {"unallocated"}
    parts = zipfile.ZipFile(path).namelist()
    assert not [part for part in parts if "external" in part.lower() or "vba" in part.lower()]


def test_long_lists_go_to_csv_and_old_lists_do_not_stay(small: Strategy, tmp_path: Path) -> None:
    folder = tmp_path / "s"
    projects = [
        {"id": f"p{n}", "name": f"P {n}", "contributions": [{"target": "t", "amount": n}]} for n in range(41)
    ]  # fmt: skip
    write_folder(Strategy(small.about, projects=tuple(map(Project.model_validate, projects))), folder)
    (folder / "letter.txt").write_text("keep")
    (folder / "evidence").mkdir()
    (folder / "evidence" / "old.csv").write_text("indicator\n")
    assert (folder / "projects.csv").read_text().splitlines()[:2] == ["id,name", "p0,P 0"]
    assert (folder / "contributions.csv").read_text().splitlines()[:2] == ["project,target,amount", "p0,t,0"]
    write_folder(small, folder)
    assert sorted(str(file.relative_to(folder)) for file in folder.rglob("*.*")) == [
        "letter.txt", "observations.csv", "strategy.schema.json", "strategy.yaml",
    ]  # fmt: skip


def test_a_write_that_fails_half_way_leaves_what_was_there(
    small: Strategy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "s"
    write_folder(small, folder)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if self.parent.name == "new" and self.name == "strategy.schema.json":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(InputError, match="No space left"):
        write_folder(
            Strategy(small.about, actors=(Actor.model_validate({"id": "a", "name": "A", "kind": "firm"}),)), folder
        )
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["s"], "no draft stays behind"


def test_places_that_belong_to_something_else_are_refused(small: Strategy, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "projects.csv").write_text("not ours")
    for target in ("file", "full"):
        with pytest.raises(InputError) as refused:
            write_folder(small, tmp_path / target)
        assert refused.value.fix
    with pytest.raises(InputError):
        write_workbook(small, tmp_path / "s.xls")
    assert (tmp_path / "full" / "projects.csv").read_text() == "not ours"


def test_a_strategy_that_lost_records_to_errors_is_not_written(small: Strategy, tmp_path: Path) -> None:
    error = Finding(Level.ERROR, "x", Place("strategy.yaml", 3), "m", "w", "f")
    with pytest.raises(InputError, match="1 error"):
        write(Strategy(small.about, findings=(error,)), tmp_path / "s")
    assert list(tmp_path.iterdir()) == []


def test_what_no_cell_can_hold_is_refused_as_a_workbook_and_fits_a_folder(small: Strategy, tmp_path: Path) -> None:
    places = tuple(Location.model_validate({"id": f"place-{n:04d}-{'x' * 60}", "name": "P"}) for n in range(500))
    shares = {place.id: 1 / 500 for place in places}
    big = Strategy(
        small.about, places=places, projects=(Project.model_validate({"id": "p", "name": "P", "places": shares}),)
    )
    with pytest.raises(InputError, match="characters do not fit"):
        write_workbook(big, tmp_path / "big.xlsx")
    assert not (tmp_path / "big.xlsx").exists()
    write_folder(big, tmp_path / "big")
    assert read(tmp_path / "big").projects == big.projects


def test_text_that_xlsxwriter_takes_for_markup_cannot_break_the_file(tmp_path: Path) -> None:
    names = ("<r><t>bold</t></r>", "<r>&broken</r>")
    sectors = tuple(Sector.model_validate({"id": f"s{n}", "name": name}) for n, name in enumerate(names))
    strategy = Strategy(About.model_validate({"id": "s", "name": "S"}), sectors=sectors)
    write_workbook(strategy, tmp_path / "s.xlsx")
    assert read(tmp_path / "s.xlsx") == strategy


@pytest.mark.parametrize("name", ["s.xls", "s.ODS", "s.yaml"])
def test_a_name_of_a_file_that_is_not_written_makes_no_folder(name: str, small: Strategy, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written") as refused:
        write(small, tmp_path / name)
    assert refused.value.fix == "Name s.xlsx, or s for a folder."
    assert not list(tmp_path.iterdir())
