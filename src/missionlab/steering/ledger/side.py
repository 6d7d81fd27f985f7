"""What concerns persons stays out of the chain: free text is looked through before it is stored, and restricted annexes
lie in a side table from which they can be erased while the chain still verifies."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from missionlab.base.findings import InputError
from missionlab.steering.ledger.canonical import canonical
from missionlab.steering.ledger.entry import Person, SideRow

_ADDRESS = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_HASH_SIZED = re.compile(r"[0-9a-f]{64}")


def annex(content: Any) -> tuple[SideRow, str]:
    """A row for the side table with a fresh 128-bit salt, and the hash that goes into the body.

    Without a salt whoever guesses a name could confirm it by its hash.
    """
    salt, text = secrets.token_bytes(16), canonical(content)
    ref = f"s-{secrets.token_hex(6)}"
    return SideRow(ref, salt.hex(), text), annex_hash(salt.hex(), text)


def annex_hash(salt: str, content: str) -> str:
    """SHA-256 of the salt's bytes and the canonical content."""
    return hashlib.sha256(bytes.fromhex(salt) + content.encode()).hexdigest()


def known_names(people: Iterable[Person]) -> tuple[str, ...]:
    """Names of persons that free text must not hold: those of the side table, if they are more than one word."""
    return tuple(one.name for one in people if one.name and " " in one.name.strip())


def personal(body: Any, names: Sequence[str], allowed: Sequence[str] = ()) -> tuple[str, ...]:
    """E-mail addresses and known names in the texts of ``body``, in order, but for those ``allowed``."""
    found: dict[str, None] = {}
    wanted = [(name, re.compile(rf"\b{re.escape(_folded(name))}\b")) for name in names]
    for text in _texts(body):
        found |= dict.fromkeys(_ADDRESS.findall(text))
        found |= dict.fromkeys(name for name, pattern in wanted if pattern.search(_folded(text)))
    spared = {_folded(one) for one in allowed}
    return tuple(one for one in found if _folded(one) not in spared)


def refuse_personal(found: Sequence[str]) -> None:
    """Raises ``InputError`` where text to be stored names persons; nothing is altered silently."""
    if found:
        raise InputError(
            f"The text names persons: {', '.join(found)}.",
            why="Entries can never be erased, so they hold roles and no names. Nothing was recorded.",
            fix="Say it by role (the chief engineer), put names into an annex (--annex FILE), which can be erased, "
            "or, for a name that is public anyway, add --allow NAME.",
        )


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            if not _HASH_SIZED.fullmatch(value):
                yield value
        case dict():
            for inner in value.values():
                yield from _texts(inner)
        case list() | tuple():
            for inner in value:
                yield from _texts(inner)
