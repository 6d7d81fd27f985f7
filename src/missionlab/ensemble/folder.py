"""The folder of an ensemble: finished chunks, and a manifest that says of what, so that a stopped one goes on.

`runs/00000.parquet`, `runs/00001.parquet`, ... and `manifest.json`. To query it without missionlab:
`duckdb: select period, avg(gdp) from 'FOLDER/runs/*.parquet' group by period` or
`pyarrow.dataset.dataset("FOLDER/runs").to_table(columns=["run", "period", "gdp"])`.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from missionlab.base.findings import InputError, Place
from missionlab.base.fingerprint import fingerprint
from missionlab.ensemble.parquet import chunk_bytes
from missionlab.ensemble.record import differences, shape_of
from missionlab.ensemble.recorded import Recorded
from missionlab.ensemble.writing import only_writer, remove_drafts, replace

MANIFEST = "manifest.json"
FORMAT = 2
"""Of the folder. In 1 the economies were numbered in another order."""
_CHUNK_BYTES = 32 * 2**20
_LARGEST_CHUNK = 1000


@dataclass
class EnsembleFolder:
    """An ensemble on disk. `hashes` maps the number of a finished chunk to the SHA-256 of its file."""

    path: Path
    inputs: dict[str, Any]
    chunk: int
    written_with: str
    hashes: dict[int, str] = field(default_factory=dict)

    @property
    def economies(self) -> int:
        return math.prod(shape_of(self.inputs))

    @property
    def chunks(self) -> int:
        return -(-self.economies // self.chunk)

    def members(self, number: int) -> range:
        """The economies of a chunk."""
        return range(number * self.chunk, min((number + 1) * self.chunk, self.economies))

    @property
    def runs(self) -> Path:
        return self.path / "runs"

    def file(self, number: int) -> Path:
        return self.runs / f"{number:05d}.parquet"

    def missing(self) -> list[int]:
        """The chunks that are yet to be simulated: never finished, lost or damaged."""
        return [number for number in range(self.chunks) if not self._intact(number)]

    def _intact(self, number: int) -> bool:
        file = self.file(number)
        if number not in self.hashes or not file.is_file():
            return False
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == self.hashes[number]

    def write(self, number: int, recorded: Recorded) -> None:
        """Keep a finished chunk: first its file, then its line in the manifest."""
        content = chunk_bytes(self.inputs, fingerprint(self.inputs), self.members(number).start, recorded)
        replace(self.file(number), content)
        self.hashes[number] = hashlib.sha256(content).hexdigest()
        self.write_manifest()

    def write_manifest(self) -> None:
        chunks = [
            {
                "file": self.file(number).relative_to(self.path).as_posix(),
                "economies": len(self.members(number)),
                "sha256": self.hashes[number],
            }
            for number in sorted(self.hashes)
        ]
        document = {
            "format": FORMAT,
            "fingerprint": fingerprint(self.inputs),
            "inputs": self.inputs,
            "files": {"economies_in_a_chunk": self.chunk, "pyarrow": self.written_with},
            "chunks": chunks,
        }
        text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)
        replace(self.path / MANIFEST, memoryview((text + "\n").encode()))


@contextmanager
def at_work(path: Path, inputs: dict[str, Any], chunk: int | None) -> Iterator[EnsembleFolder]:
    """The folder for this ensemble, made or found as an earlier call left it, and nobody else's while it is written.

    `chunk` is the number of economies in a file; left out, it is what the folder has, or about 32 MB of numbers. Raises
    `InputError` if the folder holds anything but this ensemble or another process is writing it.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refusal(path, f"{path} cannot be a folder.", f"{error.strerror}.") from None
    with only_writer(path):
        folder = _begun(path, inputs, chunk)
        folder.runs.mkdir(exist_ok=True)
        for where in (path, folder.runs):
            remove_drafts(where)
        yield folder


def _begun(path: Path, inputs: dict[str, Any], chunk: int | None) -> EnsembleFolder:
    if (path / MANIFEST).exists():
        found = found_in(path)
        wanted = EnsembleFolder(path, inputs, chunk or found.chunk, version("pyarrow"), found.hashes)
        _must_be_same(found, wanted)
        return wanted
    begun = EnsembleFolder(path, inputs, chunk or default_chunk(inputs), version("pyarrow"))
    if begun.runs.exists():
        raise _refusal(path, f"{path} holds runs but no {MANIFEST}.", "Nobody can say what these runs are.")
    begun.write_manifest()
    return begun


def found_in(path: Path) -> EnsembleFolder:
    """The ensemble that a folder holds, finished or not; raises `InputError` if it holds none."""
    manifest = path / MANIFEST
    try:
        document = json.loads(manifest.read_text(encoding="utf-8"))
        if document["format"] != FORMAT or document["fingerprint"] != fingerprint(document["inputs"]):
            raise ValueError
        files = document["files"]
        hashes = {int(Path(chunk["file"]).stem): str(chunk["sha256"]) for chunk in document["chunks"]}
        return EnsembleFolder(path, document["inputs"], files["economies_in_a_chunk"], files["pyarrow"], hashes)
    except (FileNotFoundError, NotADirectoryError):
        raise _refusal(path, f"{path} holds no ensemble.", f"It has no {MANIFEST}.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        why = "It is no manifest of an ensemble, or it was changed: it must match its own fingerprint."
        raise _refusal(manifest, f"{manifest} cannot be read.", why) from None


def _must_be_same(found: EnsembleFolder, wanted: EnsembleFolder) -> None:
    def described(folder: EnsembleFolder) -> Mapping[str, Any]:
        return {**folder.inputs, "chunk": folder.chunk, "pyarrow": folder.written_with}

    differing = list(islice(differences(described(found), described(wanted)), 7))
    if differing:
        more = "; and more" if differing[6:] else ""
        raise InputError(
            f"{found.path} holds another ensemble ({len(found.hashes)} of its {found.chunks} chunks finished).",
            place=Place(str(found.path / MANIFEST)),
            why=f"It differs in {'; '.join(differing[:6])}{more}.",
            fix="Name another folder, delete this one, or ask for the ensemble that it holds, which then goes on.",
        )


def _refusal(place: Path, message: str, why: str) -> InputError:
    return InputError(message, place=Place(str(place)), why=why, fix="Name another folder, or delete this one.")


def default_chunk(inputs: Mapping[str, Any]) -> int:
    """About 32 MB of numbers, whatever the machine: the chunks are part of what must come out the same.

    A chunk holds all policies of a run if it can, so that what they share is simulated once.
    """
    of_one = 8 * inputs["periods"] * len(inputs["series"])
    most = max(1, min(_LARGEST_CHUNK, _CHUNK_BYTES // of_one))
    together = max(1, len(inputs["policies"]))
    return most - most % together if most >= together else most
