"""Writes the page and simulation.json of a simulation, both or neither."""

from __future__ import annotations

import json
import os
from pathlib import Path

from missionlab.report.simulation.simulation import Simulation

FILES = ("simulation.html", "simulation.json")


def write(simulation: Simulation, out: Path, command: str) -> None:
    """Write the files into the folder `out`, which is there; `command` is the call that makes them again.

    Both are complete before either gets its name.
    """
    from missionlab.report.simulation.document import document
    from missionlab.report.simulation.html import render

    contents = (
        render(simulation, command),
        json.dumps(document(simulation), indent=1, ensure_ascii=False, allow_nan=False) + "\n",
    )
    drafts = [out / f".{name}.{os.getpid()}.part" for name in FILES]
    try:
        for draft, content in zip(drafts, contents, strict=True):
            draft.write_text(content, encoding="utf-8")
        for draft, name in zip(drafts, FILES, strict=True):
            draft.replace(out / name)
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
