"""The base of all records, and the types of their fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints

from missionlab.base.frozen import FrozenMap
from missionlab.strategy.vocabulary import Stage

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=80)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=5000, strip_whitespace=True)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Year = Annotated[int, Field(ge=1800, le=2300)]
Fraction = Annotated[float, Field(ge=0, le=1)]


_Frozen = (AfterValidator(FrozenMap), PlainSerializer(dict))
Shares = Annotated[Mapping[str, Fraction], *_Frozen]
StageShares = Annotated[Mapping[Stage | Literal["unallocated"], Fraction], *_Frozen]
Path = Annotated[Mapping[Year, float], *_Frozen]
Statement = Annotated[Mapping[Language, Prose], *_Frozen]
Ids = tuple[Id, ...]

EMPTY: Mapping[Any, Any] = FrozenMap()


class Record(BaseModel):
    """Base of all records: immutable, no unknown keys, no infinite or undefined numbers.

    A type's validator is built when its first record is read: most strategies use half of the types. For the same
    reason nothing reads the docstrings of fields before somebody asks for their meaning (``strategy.meanings``).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    @property
    def key(self) -> str:
        """What tells this record from others of its type; two records with one key are a duplicate."""
        return self.id  # type: ignore[attr-defined]
