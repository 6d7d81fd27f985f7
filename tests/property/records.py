"""Generators of records and strategies for property tests, derived from the record types themselves.

Every field of every record gets values, the awkward ones first: texts that look like numbers, formulas, YAML or CSV,
floats to the last bit, dates of all precisions. References point to ids that need not exist: codecs do not follow them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from missionlab.base.dates import Date, Period
from missionlab.strategy.records import About, Record
from missionlab.strategy.strategy import RECORD_TYPES, Strategy

_AWKWARD = (
    "no", "null", "~", "2018", "007", "1e5", "1_000", "0x1F", "2018-05-21", "12:30", "=1+1", "'=1+1", "''@x",
    "-5", "+5", "@x", "a; b", "a: b", "a:b", "a\\;b", "\\", "x\\", "\"", "'", "it's", "say \"no\"", "# x",
    "a # b", "- x", "? x", "! x", "& x", "* x", "{a}", "[a]", "a, b", "a,b;c\td", "line\nbreak", "a\n\nb",
    "a\n  b\n c", "a\r\nb", "a  b", "x:", "<r>b</r>", "_x000D_", "_x005F_", "x005F_", "%", "% of GDP",
    "Mt CO₂e", "naïve", "日本語", "🌍", "\xa0x\xa0y", "a\u2028b", "a\x85b", "|-", ">", "yes", "off", "NaN", ".inf",
    "TRUE", "<<", "=",
    "word " * 60 + "end", "a  b " * 60 + "end",
)  # fmt: skip
_TEXT_CHARACTERS = st.characters(
    blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff\ufffe\uffff", whitelist_characters="\n\t"
)
_TEXTS = st.sampled_from(_AWKWARD) | st.text(_TEXT_CHARACTERS, min_size=1, max_size=40)
_IDS = st.sampled_from(
    ["2018", "007", "1e5", "no", "yes", "null", "a", "uk-age", "0x1F", "1.0", "1_0", "E"]
) | st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,6}", fullmatch=True)
_NUMBERS = st.sampled_from(
    [0.0, -0.0, 0.1, 0.1 + 0.2, 1 / 3, 1e-7, 1e16, 123456789.123, 246_000_000.0, 5e-324]
) | st.floats(allow_nan=False, allow_infinity=False)
_YEARS = st.integers(1800, 2300)


@st.composite
def dates(draw: st.DrawFn) -> str:
    year, month, day = draw(_YEARS), draw(st.integers(1, 12)), draw(st.integers(1, 28))
    return f"{year:04d}-{month:02d}-{day:02d}"[: draw(st.sampled_from([4, 7, 10]))]


@st.composite
def periods(draw: st.DrawFn) -> str:
    year = draw(st.integers(1800, 2299))
    later = draw(st.integers(year + 1, min(year + 3, 2300)))
    month = draw(st.integers(1, 12))
    forms = [f"{year}", f"{year}-{month:02d}", f"{year}-Q{(month + 2) // 3}", f"{year}/{(year + 1) % 100:02d}"]
    return draw(st.sampled_from([*forms, f"{year}..{later}", f"{year}-{month:02d}..{later}-{month:02d}"]))


def _legal(values: st.SearchStrategy[Any], kind: Any) -> st.SearchStrategy[Any]:
    """Those of ``values`` that the constraints of the type allow."""
    adapter = TypeAdapter(kind)

    def passes(value: Any) -> bool:
        try:
            adapter.validate_python(value)
        except ValidationError:
            return False
        return True

    return values.filter(passes)


def _values(kind: Any) -> st.SearchStrategy[Any]:
    """Values for a type as it stands in a record: with constraints, unions, enums, maps and tuples."""
    arguments = get_args(kind)
    if hasattr(kind, "__metadata__"):
        bare = arguments[0]
        if bare is str:
            return _legal(_texts_for(kind), kind)
        if bare is int:
            bounds = [limit for info in kind.__metadata__ for limit in (info, *getattr(info, "metadata", ()))]
            low = max((b.ge for b in bounds if hasattr(b, "ge")), default=-(10**20))
            high = min((b.le for b in bounds if hasattr(b, "le")), default=10**20)
            return st.integers(int(low), int(high))
        if bare is float:
            return _legal(_NUMBERS | st.floats(0, 1), kind)
        return _values(bare)
    if get_origin(kind) is tuple:
        if arguments[-1] is Ellipsis:
            return st.lists(_values(arguments[0]), max_size=3)
        return st.tuples(*map(_values, arguments)).map(list)
    if get_origin(kind) is Literal:
        return st.sampled_from(arguments)
    origin = get_origin(kind)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return st.dictionaries(_values(arguments[0]), _values(arguments[1]), max_size=3)
    if arguments:
        return st.one_of(*(_values(each) for each in arguments if each is not type(None)))
    if isinstance(kind, type) and issubclass(kind, Record):
        return values_of(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from([str(word) for word in kind])
    by_type = {Date: dates(), Period: periods(), bool: st.booleans(), int: st.integers(), float: _NUMBERS, str: _IDS}
    return by_type[kind]


def _texts_for(kind: Any) -> st.SearchStrategy[str]:
    pattern = next((info.pattern for info in kind.__metadata__ if getattr(info, "pattern", None)), None)
    if pattern is None:
        return _TEXTS
    return _IDS if "._-" in pattern else st.from_regex(pattern.replace("$", r"\Z"), fullmatch=True)


@cache
def values_of(record: type[Record]) -> st.SearchStrategy[dict[str, Any]]:
    """JSON-like values of a record: every required field, any of the others."""
    fields = record.model_fields
    return st.fixed_dictionaries(
        {name: _field(info) for name, info in fields.items() if info.is_required()},
        optional={name: _field(info) for name, info in fields.items() if not info.is_required()},
    )


def _field(info: FieldInfo) -> st.SearchStrategy[Any]:
    return _values(Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation)


@st.composite
def strategies(draw: st.DrawFn) -> Strategy:
    """Strategies with up to three records of each of some types, ids without repeats."""
    about = About.model_validate(draw(values_of(About)))
    lists: dict[str, tuple[Record, ...]] = {}
    for name in draw(st.lists(st.sampled_from(sorted(RECORD_TYPES)), unique=True, max_size=4)):
        kind = RECORD_TYPES[name]
        records = [kind.model_validate(values) for values in draw(st.lists(values_of(kind), min_size=1, max_size=3))]
        lists[name] = tuple({record.key: record for record in records}.values())
    return Strategy(about=about, **lists)  # type: ignore[arg-type]
