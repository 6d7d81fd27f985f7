"""Where the records of a strategy were read, and what of the input could not be used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from missionlab.base.findings import Place
from missionlab.strategy.raw import FieldPath
from missionlab.strategy.records import Record

Locate = Callable[[FieldPath], Place]


@dataclass(frozen=True, eq=False)
class Origins(Mapping[tuple[str, str], Place]):
    """Places of records by the name of their type and their key, worked out only when asked for."""

    records: Sequence[tuple[Record, Locate]]
    """Every record that was read; of those with one key, the first counts."""
    left_out: Mapping[str, Set[str]] = field(default_factory=dict)
    """Ids of records that were read but cannot be used, by list."""
    promised: Set[str] = frozenset()
    """Missions with a target that was read but cannot be used."""
    as_read: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    """The lists as they left the reader: while a strategy has these very ones, the reader's findings are its own."""

    @cached_property
    def _locates(self) -> dict[tuple[str, str], Locate]:
        return {(type(record).__name__, record.key): locate for record, locate in reversed(self.records)}

    def __getitem__(self, key: tuple[str, str]) -> Place:
        return self._locates[key](())

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._locates)

    def __len__(self) -> int:
        return len(self._locates)

    def __bool__(self) -> bool:
        return bool(self.records)
