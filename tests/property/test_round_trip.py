"""Nothing is lost: any strategy comes back equal from a folder, from a workbook, and from one by way of the other."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from records import strategies

from missionlab.strategy import folder_writer
from missionlab.strategy.csv_reader import read_csv
from missionlab.strategy.nested_rows import finish
from missionlab.strategy.packs import list_packs
from missionlab.strategy.raw import RawStrategy
from missionlab.strategy.reader import read
from missionlab.strategy.records import About
from missionlab.strategy.strategy import RECORD_TYPES, Strategy
from missionlab.strategy.workbook_reader import read_workbook
from missionlab.strategy.workbook_writer import workbook_bytes
from missionlab.strategy.writer import write
from missionlab.strategy.yaml_reader import read_yaml_bytes

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def built(raw: RawStrategy) -> Strategy:
    """The records without the rules between them: the codec is tested on references that lead nowhere, too."""
    assert raw.findings == []
    assert raw.about is not None
    records = {
        name: tuple(RECORD_TYPES[name].model_validate(record.values) for record in raw.lists[name])
        for name in raw.lists
    }
    return Strategy(about=About.model_validate(raw.about.values), **records)  # type: ignore[arg-type]


def through_folder(strategy: Strategy) -> Strategy:
    files = folder_writer.folder_files(strategy)
    raw = read_yaml_bytes(files.pop("strategy.yaml"), "strategy.yaml")
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, name)
            path.write_bytes(content)
            read_csv(path, path.stem, raw, name)
    finish(raw)
    return built(raw)


def through_workbook(strategy: Strategy) -> Strategy:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "strategy.xlsx")
        path.write_bytes(workbook_bytes(strategy))
        return built(read_workbook(path))


@SLOW
@given(strategy=strategies())
def test_folder(strategy: Strategy) -> None:
    back = through_folder(strategy)
    assert back == strategy
    assert back.fingerprint == strategy.fingerprint


@SLOW
@given(strategy=strategies())
def test_folder_with_every_list_as_csv(strategy: Strategy) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder_writer, "LONGEST_IN_YAML", dict.fromkeys(RECORD_TYPES, 0))
        back = through_folder(strategy)
    assert back == strategy
    assert back.fingerprint == strategy.fingerprint


@SLOW
@given(strategy=strategies())
def test_workbook_and_from_there_to_a_folder(strategy: Strategy) -> None:
    back = through_workbook(strategy)
    assert back == strategy
    assert through_folder(back).fingerprint == strategy.fingerprint


@pytest.mark.parametrize("pack", [pack.id for pack in list_packs()])
def test_packs_from_folder_to_workbook_to_folder(pack: str, tmp_path: Path) -> None:
    strategy = read(pack)
    write(strategy, tmp_path / "s.xlsx")
    book = read(tmp_path / "s.xlsx")
    write(book, tmp_path / "s")
    folder = read(tmp_path / "s")
    assert strategy == book == folder
    assert strategy.fingerprint == book.fingerprint == folder.fingerprint
    codes = sorted((f.level, f.code) for f in strategy.findings)
    assert sorted((f.level, f.code) for f in folder.findings) == codes
