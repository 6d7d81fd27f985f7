"""Writes the page and simulation.json of a simulation, both or neither."""

from __future__ import annotations

import json
from pathlib import Path

from missionlab.report.simulation.simulation import Simulation
from missionlab.strategy.atomic_write import put_folder

FILES = ("simulation.html", "simulation.json")


def write(simulation: Simulation, out: Path, command: str) -> None:
    """Write the files into the folder `out`; `command` is the call that makes them again.

    Both are complete before either gets its name. Raises `InputError` if they cannot be written.
    """
    from missionlab.report.simulation.document import document
    from missionlab.report.simulation.html import render

    contents = (
        render(simulation, command),
        json.dumps(document(simulation), indent=1, ensure_ascii=False, allow_nan=False) + "\n",
    )
    put_folder(out, {name: text.encode() for name, text in zip(FILES, contents, strict=True)}, stale=())
