"""Canonical JSON: one value has one text, in every language and on every machine, so that it has one hash.

Keys are sorted and plain ASCII (programs disagree about the order of other letters), there are no spaces, text is in
Unicode's composed form NFC, and the only numbers are whole: money, rates and chances are decimal strings, because
floating numbers are written differently by different programs.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from missionlab.base.dates import Date, Period

LARGEST = 2**53 - 1
"""The largest whole number that every reader of JSON takes as it is."""


def canonical(value: Any) -> str:
    """The canonical JSON of ``value``.

    Raises ``ValueError`` for what has none: floating numbers, keys that are not ASCII text, whole numbers beyond
    ``LARGEST``, numbers that are not finite, text that is no Unicode, times without a zone, and unknown types.
    """
    plain = _plain(value)
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def decimal_text(value: Decimal) -> str:
    """A decimal number in the one way it is written here: no exponent, no plus, no zeros at the end, no minus zero."""
    if not value.is_finite():
        raise ValueError(f"{value} is not a finite number")
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return _plain(value.value)
        case None | bool():
            return value
        case str():
            return _text(value)
        case int():
            if abs(value) > LARGEST:
                raise ValueError(f"{value} is too large for a number in JSON; write it as a decimal string")
            return value
        case Decimal():
            return decimal_text(value)
        case datetime():
            return _instant(value)
        case date():
            return value.isoformat()
        case Date() | Period():
            return str(value)
        case Mapping():
            return {_key(name): _plain(inner) for name, inner in value.items()}
        case tuple() | list():
            return [_plain(inner) for inner in value]
    kind = type(value).__name__
    raise ValueError(f"{value!r} ({kind}) has no canonical form; write money and rates as decimal strings")


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"{value!r} is not Unicode text: half of a surrogate pair stands alone") from error
    return unicodedata.normalize("NFC", value)


def _key(name: Any) -> str:
    if not isinstance(name, str) or not name.isascii():
        raise ValueError(f"the key {name!r} is not plain ASCII text")
    return name


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"{value} has no time zone")
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
