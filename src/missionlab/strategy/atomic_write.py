"""Puts finished files where they belong, so that a write that fails leaves what was there before."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from missionlab.base.findings import InputError, Place


def put_file(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` whole or not at all."""
    with _only_input_errors(path), _beside(path) as draft:
        file = draft / path.name
        file.write_bytes(content)
        file.replace(path)


def put_folder(folder: Path, files: Mapping[str, bytes], stale: Iterable[Path]) -> None:
    """Put ``files`` into ``folder`` and take ``stale`` files out of it; on failure the folder is as it was."""
    with _only_input_errors(folder), _beside(folder) as draft:
        new, old = draft / "new", draft / "old"
        new.mkdir()
        old.mkdir()
        for name, content in files.items():
            (new / name).write_bytes(content)
        if not folder.exists():
            new.rename(folder)
            return
        moved: list[tuple[Path, Path]] = []
        placed: list[Path] = []
        try:
            for number, path in enumerate(dict.fromkeys([*stale, *(folder / name for name in files)])):
                if path.exists():
                    path.rename(old / str(number))
                    moved.append((old / str(number), path))
            for name in files:
                (new / name).rename(folder / name)
                placed.append(folder / name)
        except BaseException:
            for path in placed:
                path.unlink()
            for kept, path in moved:
                kept.rename(path)
            raise


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A draft folder on the same disk as ``path``, gone afterwards."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def _only_input_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror or error}.",
            place=Place(os.fspath(path)),
            why="What was there before is still there, unchanged.",
            fix="Check that the folder exists, may be written to and has space, and that no program has the file open.",
        ) from error
