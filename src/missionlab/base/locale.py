"""Numbers, dates and money as a locale writes them (CLDR, through Babel)."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

from missionlab.base.dates import Date, Period

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"
_WRITTEN_OUT = 1e15
"""Above this, a number is written with a power of ten."""


def _babel(region: str) -> str:
    return region.replace("-", "_")


def decimals_for(value: float) -> int:
    """Decimals that give a number of this size three figures, none above 100."""
    size = abs(value)
    if size == 0 or not math.isfinite(size):
        return 0
    return min(4, max(0, 2 - math.floor(math.log10(size)))) if size < 100 else 0


def number(value: float, decimals: int | None, region: str, *, sign: bool = False) -> str:
    """A number with ``decimals`` (blank: three figures without trailing zeros), and the true minus sign."""
    from babel.numbers import format_decimal, format_scientific

    places = decimals_for(value) if decimals is None else decimals
    fraction = ("0" if decimals is not None else "#") * places
    pattern = "#,##0" + (f".{fraction}" if places else "")
    rounded = _rounded(value, places)
    if abs(rounded) > _WRITTEN_OUT:
        out = format_scientific(f"{abs(rounded):.2e}", format="0.##E0", locale=_babel(region))
    else:
        out = format_decimal(abs(rounded), format=pattern, locale=_babel(region))
    if rounded < 0:
        return MINUS + out
    return f"+{out}" if sign and rounded > 0 else out


def _rounded(value: float, places: int) -> float:
    """``value`` as it is written, rounded half away from zero: 1.575 is 1.58, although its double lies below."""
    if not math.isfinite(value) or abs(value) > _WRITTEN_OUT:
        return value
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)) + 0.0


def percent(share: float, decimals: int, region: str) -> str:
    return quantity(share * 100, "%", decimals, region)


def quantity(
    value: float,
    unit: str,
    decimals: int | None,
    region: str,
    *,
    sign: bool = False,
    points: str | None = None,
) -> str:
    """A number with its unit: ``2.4%`` in English, ``2,4 %`` in Spanish; a difference of percentages in points."""
    out = number(value, decimals, region, sign=sign)
    if points is not None:
        return f"{out}{NO_BREAK}{points}"
    if unit.startswith("%"):
        gap = "" if region.startswith("en") else NO_BREAK
        return f"{out}{gap}{unit}"
    return f"{out}{NO_BREAK}{unit}" if unit else out


def currency_symbol(currency: str, region: str) -> str:
    from babel.numbers import get_currency_symbol

    return get_currency_symbol(currency, _babel(region))


def money(amount: float, currency: str, region: str) -> str:
    """An amount in millions, or as it is below one million: ``£2,294m``, ``US$50m``; ``50 M US$`` in Spanish."""
    symbol = currency_symbol(currency, region)
    in_millions = abs(amount) >= 1e6
    scaled = amount / 1e6 if in_millions else amount
    places = 0 if abs(scaled) >= 100 or float(round(scaled, 6)).is_integer() else 1
    digits = number(scaled, places, region)
    if region.startswith("en"):
        sign, digits = (MINUS, digits[1:]) if digits.startswith(MINUS) else ("", digits)
        gap = NO_BREAK if symbol == currency else ""
        return f"{sign}{symbol}{gap}{digits}{'m' if in_millions else ''}"
    return f"{digits}{NO_BREAK}{'M' + NO_BREAK if in_millions else ''}{symbol}"


def date(when: Date, region: str) -> str:
    """``24 November 2026``, ``November 2026`` or ``2026``, as precisely as the date is known."""
    from babel.dates import format_date, format_skeleton

    if when.month is None:
        return str(when.year)
    if when.day is None:
        return format_skeleton("yMMMM", when.first, locale=_babel(region))
    return format_date(when.first, format="long", locale=_babel(region))


def period(when: Period, region: str, to: str) -> str:
    """``2018``, ``May 2018``, ``2021/22``, ``2009 to 2011``, ``September 2023 to August 2024``."""
    parts = when.text.split("..")
    if "Q" in when.text or "/" in when.text:
        return when.text
    return f" {to} ".join(date(Date.read(part), region) for part in parts)
