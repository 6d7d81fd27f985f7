"""The strategies that ship with missionlab, by id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "packs"


@dataclass(frozen=True, slots=True)
class PackInfo:
    """What the list of packs shows of one."""

    id: str
    name: str
    language: str
    missions: int
    targets: int
    summary: str


def pack_folder(id: str) -> Path | None:  # noqa: A002 - the word of the command line
    """The folder of the pack ``id``; None when there is none of that name."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", id):
        return None
    folder = _FOLDER / id
    return folder if (folder / "strategy.yaml").is_file() else None


def list_packs() -> tuple[PackInfo, ...]:
    """All packs in the order of their ids; only their main files are read, and nothing is checked."""
    return tuple(_info(file.parent) for file in sorted(_FOLDER.glob("*/strategy.yaml")))


def _info(folder: Path) -> PackInfo:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    tree: dict[str, Any] = yaml.load((folder / "strategy.yaml").read_text(encoding="utf-8"), Loader=loader)
    about = tree["strategy"]
    return PackInfo(
        id=folder.name,
        name=about["name"],
        language=about.get("language", "en"),
        missions=len(tree.get("missions") or ()),
        targets=len(tree.get("targets") or ()),
        summary=" ".join(about.get("summary", "").split()),
    )
