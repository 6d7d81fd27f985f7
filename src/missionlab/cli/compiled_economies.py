"""Which rule sets of the economy are compiled and kept on this machine, and what that means for the next call."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CompiledEconomies:
    """The folder of compiled economies: `rule_sets` are pairs (rules, spending) that start at once.

    `kept` says whether the folder can be written, so that a rule set is compiled once and not at every call.
    """

    folder: Path
    bytes_used: int
    rule_sets: tuple[tuple[str, str], ...]
    kept: bool


def compiled_economies() -> CompiledEconomies:
    """Look at the folder for the present sources of the economy, this processor and this Python."""
    from missionlab.economy.compiled import cache_folder

    folder = cache_folder()
    used = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) if folder.is_dir() else 0
    found = _rule_sets()
    return CompiledEconomies(folder, used, found or (), found is not None)


def _rule_sets() -> tuple[tuple[str, str], ...] | None:
    """The rule sets in the index that numba keeps beside a compiled function; None where it keeps none.

    Numba has no public way to ask what is in its cache, so its index is read as its dispatcher would read it.
    """
    from numba.core.caching import NullCache

    from missionlab.economy.rules import RULE_SETS, SPENDING
    from missionlab.economy.simulate import advance

    cache = advance._cache  # type: ignore[attr-defined]
    if isinstance(cache, NullCache):
        return None
    rules = {(type(books), type(banking)): name for name, (books, banking) in RULE_SETS.items()}
    spending = {type(kind): name for name, kind in SPENDING.items()}
    here = advance.targetctx.codegen().magic_tuple()  # type: ignore[attr-defined]
    chosen = (
        [kind.instance_class for kind in signature[0].types]
        for signature, processor, *_ in cache._cache_file._load_index()
        if processor == here
    )
    return tuple(sorted({(rules[books, banking], spending[kind]) for books, kind, banking in chosen}))
