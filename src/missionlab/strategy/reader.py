"""Reads a strategy: a pack's id, a folder, one YAML file or one workbook."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from missionlab.base.findings import Finding, InputError, Level, Place
from missionlab.strategy.assemble import assemble
from missionlab.strategy.catalogue import finding, nearest, shown
from missionlab.strategy.raw import RawStrategy
from missionlab.strategy.strategy import Strategy

MAIN_FILE = "strategy.yaml"
_OBSERVATION_FOLDERS = ("evidence",)
"""Folders whose name is not a list's: their CSV files hold observations."""


def read(source: str | Path) -> Strategy:
    """The strategy at ``source``, with everything that was found wrong with it in ``findings``.

    ``source`` is a path or the id of a pack; a path wins where there is a strategy at it. Raises ``InputError`` only
    when nothing can be read.
    """
    with _collector_at_rest():
        return _read(source)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No garbage collection meanwhile: a large strategy is a million new objects, all of which stay, and looking
    through them again and again takes a third of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _read(source: str | Path) -> Strategy:
    from missionlab.strategy.packs import pack_folder

    path = Path(source)
    try:
        if not _holds_a_strategy(path) and isinstance(source, str) and (pack := pack_folder(source)) is not None:
            path = pack
        if path.is_dir():
            raw = _read_folder(path)
        elif path.is_file():
            raw = _read_file(path)
        else:
            raise _not_found(str(source))
    except (OSError, ValueError) as error:  # a name with a NUL byte, one that is too long, a folder without permission
        raise InputError(
            f"{shown(source)} cannot be opened: {getattr(error, 'strerror', None) or error}.",
            fix="Check the name and the permissions.",
        ) from error
    if raw.about is None and not any(raw.lists.values()):
        raise _nothing_read(path, raw.findings)
    return assemble(raw, _id_from(path))


def _holds_a_strategy(path: Path) -> bool:
    return path.is_file() or (path / MAIN_FILE).is_file()


def _not_found(source: str) -> InputError:
    from missionlab.strategy.packs import list_packs

    packs = [pack.id for pack in list_packs()]
    near = nearest(source, packs)
    fix = f"Did you mean '{near}'? " if near else ""
    return InputError(
        f"There is no strategy {shown(source)}.",
        why="It is neither a folder, a YAML file or a workbook here, nor the id of a pack.",
        fix=f"{fix}The packs are: {', '.join(packs)}. 'missionlab new DIR' starts a strategy of your own.",
    )


def _nothing_read(path: Path, findings: list[Finding]) -> InputError:
    worst = next((found for found in findings if found.level is Level.ERROR), None)
    if worst is None:
        return InputError(
            f"{shown(path.name)} is empty.",
            place=Place(path.name),
            why="A strategy needs at least an id and a name.",
            fix="Begin the file with 'strategy:' and give it an 'id' and a 'name'.",
        )
    return InputError(
        f"Nothing of the strategy can be read. {worst.message}", place=worst.place, why=worst.why, fix=worst.fix
    )


def _id_from(path: Path) -> str:
    name = path.name if path.is_dir() else path.stem
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-._")[:80] or "strategy"


def _read_file(path: Path) -> RawStrategy:
    kind = path.suffix.lower()
    if kind in (".yaml", ".yml"):
        from missionlab.strategy.yaml_reader import read_yaml

        return read_yaml(path, path.name)
    if kind == ".xlsx":
        from missionlab.strategy.workbook_reader import read_workbook

        return read_workbook(path)
    raise InputError(
        f"A strategy cannot be read from {shown(path.name)}.",
        place=Place(path.name),
        why=f"Files of the kind {shown(kind)} are not read."
        if kind
        else "The name does not say what kind of file it is.",
        fix="Give a folder with strategy.yaml in it, a .yaml file or an .xlsx workbook.",
    )


def _read_folder(folder: Path) -> RawStrategy:
    from missionlab.strategy.csv_reader import read_csv
    from missionlab.strategy.nested_rows import finish
    from missionlab.strategy.yaml_reader import read_yaml

    main = folder / MAIN_FILE
    if not main.is_file():
        raise _no_main_file(folder)
    if not _inside(main, folder):
        raise InputError(
            f"{shown(MAIN_FILE)} in {shown(folder.name)} is a link to a file outside the folder.",
            place=Place(MAIN_FILE),
            why="A strategy must be complete in its folder.",
            fix="Replace the link with a copy of the file.",
        )
    raw = read_yaml(main, MAIN_FILE)
    for path in _tables(folder):
        label = path.relative_to(folder).as_posix()
        list_name = _list_of(path, folder)
        if not _inside(path, folder):
            raw.findings.append(finding("file-outside", Place(label), f"{shown(label)} leads outside the folder."))
        elif list_name is None:
            raw.findings.append(_unknown_table(path, label))
        else:
            read_csv(path, list_name, raw, label)
    finish(raw)
    return raw


def _no_main_file(folder: Path) -> InputError:
    others = sorted(file.name for file in folder.iterdir() if file.suffix.lower() in (".yaml", ".yml", ".xlsx"))
    name = folder.name or str(folder)
    if not others:
        fix = f"Put a file called {MAIN_FILE} there; 'missionlab new DIR' writes one to start from."
    elif others[0].endswith(".xlsx"):
        fix = f"Give the workbook itself: {folder / others[0]}"
    else:
        fix = f"Rename {others[0]} to {MAIN_FILE}, or give the file itself."
    return InputError(
        f"The folder {shown(name)} holds no {MAIN_FILE}.",
        place=Place(name),
        why="Reading starts from that file.",
        fix=fix,
    )


def _inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _tables(folder: Path) -> Iterator[Path]:
    """The CSV files in the folder and in the folders directly below it, in the order of their names."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "_")):
            continue
        if path.is_dir() and _inside(path, folder):
            yield from (file for file in sorted(path.iterdir()) if _is_table(file))
        elif _is_table(path) or (path.is_dir() and path.name in _list_names()):
            yield path


def _is_table(path: Path) -> bool:
    return path.suffix.lower() == ".csv" and not path.name.startswith((".", "_")) and path.is_file()


def _list_names() -> tuple[str, ...]:
    from missionlab.strategy.flat import TABLE_NAMES

    return (*(name for name in TABLE_NAMES if name != "strategy"), *_OBSERVATION_FOLDERS)


def _list_of(path: Path, folder: Path) -> str | None:
    """The list that a file continues: by its own name, or by that of the folder it stands in."""
    name = path.stem if path.parent == folder else path.parent.name
    if name in _OBSERVATION_FOLDERS:
        return "observations"
    return name if name in _list_names() else None


def _unknown_table(path: Path, label: str) -> Finding:
    names = _list_names()
    near = nearest(path.stem, names) or nearest(path.parent.name, names)
    fix = f"Did you mean '{near}.csv'?" if near else f"The names are: {', '.join(f'{n}.csv' for n in names)}."
    return finding("file-unknown", Place(label), f"It is not clear what {shown(label)} holds, so it is not read.", fix)
