"""Starts a strategy from a commented template: a small made-up one in which every record is explained."""

from __future__ import annotations

from pathlib import Path

from missionlab.base.findings import InputError, Place

TEMPLATE = Path(__file__).parent / "template_files"
WORKBOOK_NAME = "strategy.xlsx"


def write_template(folder: str | Path, *, workbook: bool = False) -> tuple[Path, ...]:
    """Write the template into the new or empty ``folder``, as YAML and CSV or as one workbook; gives the files."""
    from missionlab.strategy.atomic_write import put_folder
    from missionlab.strategy.schema import SCHEMA_FILE

    folder = Path(folder)
    _refuse_what_is_not_empty(folder)
    if workbook:
        files = {WORKBOOK_NAME: _workbook()}
    else:
        files = {file.name: file.read_bytes() for file in (*_template_files(), SCHEMA_FILE)}
    put_folder(folder, files, ())
    return tuple(folder / name for name in files)


def _template_files() -> tuple[Path, ...]:
    """The main file first, then its CSV files."""
    return (TEMPLATE / "strategy.yaml", *sorted(TEMPLATE.glob("*.csv")))


def _workbook() -> bytes:
    from missionlab.strategy.reader import read
    from missionlab.strategy.workbook_writer import workbook_bytes

    return workbook_bytes(read(TEMPLATE))


def _refuse_what_is_not_empty(folder: Path) -> None:
    taken = folder.is_file() or (folder.is_dir() and any(folder.iterdir()))
    if taken:
        raise InputError(
            f"{folder} is not empty." if folder.is_dir() else f"{folder} is a file.",
            place=Place(str(folder)),
            why="The template could replace something that is still needed.",
            fix="Name a new or an empty folder.",
        )
