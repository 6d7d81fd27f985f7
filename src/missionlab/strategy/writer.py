"""Writes a strategy as a folder or as a workbook; either reads back to the same records."""

from __future__ import annotations

from pathlib import Path

from missionlab.base.findings import InputError, Level, Place
from missionlab.strategy.atomic_write import put_file, put_folder
from missionlab.strategy.schema import SCHEMA_FILE
from missionlab.strategy.strategy import Strategy

_SCHEMA_LINE = f"# yaml-language-server: $schema={SCHEMA_FILE.name}"
"""The line by which editors find the schema beside the file, to complete and check what is typed."""

_OTHER_FILES = {".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".json", ".yaml", ".yml", ".zip"}
"""Endings of names by which a file is meant, and not a folder, but one that is not written."""


def write(strategy: Strategy, target: str | Path) -> tuple[Path, ...]:
    """Write ``strategy`` as a workbook where ``target`` ends in ``.xlsx``, as a folder otherwise; gives the files."""
    path = Path(target)
    kind = path.suffix.lower()
    if kind in _OTHER_FILES:
        raise InputError(
            f"A strategy cannot be written as a file of the kind '{kind}'.",
            place=Place(str(path)),
            why="It is written as a workbook (.xlsx) or as a folder of YAML and CSV.",
            fix=f"Name {path.with_suffix('.xlsx').name}, or {path.with_suffix('').name} for a folder.",
        )
    return write_workbook(strategy, path) if kind == ".xlsx" else write_folder(strategy, path)


def write_folder(strategy: Strategy, folder: str | Path) -> tuple[Path, ...]:
    """Write ``strategy`` into ``folder``: a new one, an empty one, or that of a strategy, whose records it replaces.

    Other files in the folder stay. When anything fails the folder is as it was, and ``InputError`` is raised.
    """
    from missionlab.strategy.folder_writer import MAIN, folder_files, list_files

    folder = Path(folder)
    _refuse_what_lost_records(strategy)
    if folder.exists() and not folder.is_dir():
        raise _occupied(folder, "is a file")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MAIN).is_file():
        raise _occupied(folder, "holds other things and no strategy")
    files = {**folder_files(strategy, [_SCHEMA_LINE, ""]), SCHEMA_FILE.name: SCHEMA_FILE.read_bytes()}
    put_folder(folder, files, list_files(folder))
    return tuple(folder / name for name in files)


def write_workbook(strategy: Strategy, path: str | Path) -> tuple[Path, ...]:
    """Write ``strategy`` as the workbook ``path``, replacing one that is there; ``InputError`` when it cannot be."""
    from missionlab.strategy.workbook_writer import workbook_bytes

    path = Path(path)
    _refuse_what_lost_records(strategy)
    if path.suffix.lower() != ".xlsx":
        raise InputError(
            f"{path} is not the name of a workbook.",
            place=Place(str(path)),
            why="A spreadsheet program would not open it.",
            fix="Give it a name that ends in .xlsx.",
        )
    put_file(path, workbook_bytes(strategy))
    return (path,)


def _refuse_what_lost_records(strategy: Strategy) -> None:
    errors = [finding for finding in strategy.findings if finding.level is Level.ERROR]
    if errors:
        raise InputError(
            f"The strategy has {len(errors)} error{'s' * (len(errors) != 1)}, so it is not written.",
            place=errors[0].place,
            why="Records with errors are not in the strategy: what is written would be missing them without saying so.",
            fix="Mend what `missionlab check` lists, and write it again.",
        )


def _occupied(folder: Path, what: str) -> InputError:
    return InputError(
        f"{folder} {what}.",
        place=Place(str(folder)),
        why="Writing a strategy there could replace files that have nothing to do with it.",
        fix="Name a new or empty folder, or the folder of a strategy.",
    )
