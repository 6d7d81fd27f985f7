"""The parts of an XLSX file, unpacked and parsed as what it may be: a parcel from a stranger.

Nothing is written to disk, nothing outside the file is followed, nothing runs. A file that is damaged, locked, or made
to fill the memory raises ``InputError``, and nothing else is ever raised. Source of the format: ECMA-376, part 2.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.parsers import expat

from missionlab.base.findings import InputError, Place

LARGEST = 200 * 1024 * 1024
"""Bytes of all parts together, unpacked."""
PACKED_AT_MOST = 100
"""A part that unpacks to more than this many times its size is taken for a bomb, unless it is small."""
SMALL = 4 * 1024 * 1024
MOST_PARTS = 2_000
MOST_ELEMENTS = 10_000_000
"""XML elements of one workbook; a cell with a value takes two or three, a blank one with a format takes one."""

Start = Callable[[str, Mapping[str, str]], Any]
_NOTHING_RUNS = "The file is read as data from a stranger: nothing in it may run, unpack without end, or be guessed."


class Parts:
    """An open XLSX file. Names of elements and parts come without namespace prefixes."""

    def __init__(self, path: Path) -> None:
        self.file = path.name
        self._archive = _opened(path)
        self.names = frozenset(self._archive.namelist())
        self._elements_left = MOST_ELEMENTS

    def close(self) -> None:
        self._archive.close()

    def read(
        self,
        part: str,
        start: Start,
        end: Callable[[str], Any] | None = None,
        characters: Callable[[str], Any] | None = None,
    ) -> None:
        """Parse the XML of ``part`` with these handlers."""
        for _ in self.parse(part, start, end, characters):
            pass

    def parse(
        self, part: str, start: Start, end: Callable[[str], Any] | None, characters: Callable[[str], Any] | None
    ) -> Iterator[None]:
        """The same, pausing after every piece so that a caller can pass on what it has."""

        def count_and_start(name: str, attributes: Mapping[str, str]) -> None:
            self._elements_left -= 1
            if self._elements_left < 0:
                raise self._too_many()
            start(name.rpartition(":")[2], attributes)

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = count_and_start
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        if end is not None:
            parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
        if characters is not None:
            parser.CharacterDataHandler = characters
        with _only_input_errors(self.file), self._archive.open(part) as stream:
            while piece := stream.read(1 << 16):
                parser.Parse(piece, False)
                yield
            parser.Parse(b"", True)
            yield

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What ``part`` refers to inside the file: kind and part by relation id."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        out: dict[str, tuple[str, str]] = {}

        def start(name: str, attributes: Mapping[str, str]) -> None:
            if name == "Relationship" and attributes.get("TargetMode") != "External":
                kind = attributes.get("Type", "").rpartition("/")[2]
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                out[attributes.get("Id", "")] = (kind, target.lstrip("/"))

        if relations in self.names:
            self.read(relations, start)
        return out

    def _refuse_doctype(self, *_: object) -> None:
        raise damaged(self.file, "one of its parts declares a document type, where entities without end can hide")

    def _too_many(self) -> InputError:
        return InputError(
            f"The workbook has more than {MOST_ELEMENTS:,} cells and other elements, counting blank cells.",
            place=Place(self.file),
            why="Reading them would take minutes, and nearly all are blank cells that only carry a format.",
            fix="Delete the blank rows and columns after the last record, or use a folder with CSV files.",
        )


def damaged(file: str, what: str) -> InputError:
    return InputError(
        f"The workbook cannot be read: {what}.",
        place=Place(file),
        why=_NOTHING_RUNS,
        fix="Open it in a spreadsheet program and save it again as an XLSX workbook without a password.",
    )


@contextmanager
def _only_input_errors(file: str) -> Iterator[None]:
    """Turns whatever a damaged file makes the standard library raise into an ``InputError``."""
    try:
        yield
    except expat.ExpatError as error:
        raise damaged(file, f"a part is not well-formed XML ({error})") from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        OSError,
        ValueError,
        LookupError,
        OverflowError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise damaged(file, str(error) or type(error).__name__) from error


def _opened(path: Path) -> zipfile.ZipFile:
    file = path.name
    try:
        with path.open("rb") as stream:
            first = stream.read(8)
    except OSError as error:
        raise damaged(file, error.strerror or str(error)) from error
    if first == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise damaged(file, "it is an old XLS file, or locked with a password")
    with _only_input_errors(file):
        archive = zipfile.ZipFile(path)
    try:
        _check(archive, file)
    except InputError:
        archive.close()
        raise
    return archive


def _check(archive: zipfile.ZipFile, file: str) -> None:
    """Refuse what the directory of the archive already gives away, before anything is unpacked."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise damaged(file, f"it has {len(parts):,} parts, more than {MOST_PARTS:,}")
    if len({part.filename for part in parts}) < len(parts):
        raise damaged(file, "two of its parts have one name")
    if sum(part.file_size for part in parts) > LARGEST:
        raise damaged(file, f"it unpacks to more than {LARGEST // 1024**2} MB")
    for part in parts:
        if part.flag_bits & 1:
            raise damaged(file, "it is locked with a password")
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged(file, "a part is packed in a way that workbooks are not")
        if part.file_size > SMALL and part.file_size > PACKED_AT_MOST * part.compress_size:
            raise damaged(file, f"a part unpacks to more than {PACKED_AT_MOST} times its size")
