"""The wordings of a language by dotted key, each file of them parsed when one of its keys is first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

LANGUAGES = ("en", "es")

_HEAD = re.compile(r"^([A-Za-z_]\w*):", re.MULTILINE)
"""A key at the left edge of a file: the first part of all dotted keys below it."""
_PLURALS = {"one", "other"}


class Catalogue(Mapping[str, Any]):
    """Wordings by dotted key. A short command needs a few of the files, and parsing all takes longer than its work."""

    def __init__(self, language: str) -> None:
        self._unread: dict[str, str] = {}
        """The text of each file that was not parsed yet."""
        self._files: dict[str, list[str]] = {}
        """The files that hold keys beginning with this first part."""
        self._known: dict[str, Any] = {}
        folder = resources.files("missionlab.base") / "words" / language
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".yaml"):
                written = file.read_text(encoding="utf-8")
                for head in set(_HEAD.findall(written)):
                    self._files.setdefault(head, []).append(file.name)
                self._unread[file.name] = written

    def __getitem__(self, key: str) -> Any:
        self._read(key.partition(".")[0])
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        for head in self._files:
            self._read(head)
        return iter(self._known)

    def __len__(self) -> int:
        return len(tuple(iter(self)))

    def _read(self, head: str) -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        for name in self._files.get(head, ()):
            if name in self._unread:
                _flatten(yaml.load(self._unread.pop(name), Loader=loader) or {}, "", self._known)


@cache
def catalogue(language: str) -> Mapping[str, Any]:
    """All wordings of a language. Raises ``KeyError`` for a language without a catalogue."""
    if language not in LANGUAGES:
        raise KeyError(language)
    return Catalogue(language)


def _flatten(tree: Mapping[str, Any], prefix: str, out: dict[str, Any]) -> None:
    for name, value in tree.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping) and not set(value) <= _PLURALS:
            _flatten(value, f"{key}.", out)
        else:
            out[key] = value
