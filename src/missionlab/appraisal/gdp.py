"""The GDP of a strategy's place, in the currency of its money, from the strategy's own evidence.

An indicator is read as GDP when its id is, or ends after a hyphen in, one of `NAMES`, its kind is ``level``, and its
unit is an amount of money, such as "billion pounds" or "US$ bn". It must be at current prices.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import isfinite

from missionlab.base.text import Text, text
from missionlab.evidence.series import series_of
from missionlab.strategy.records import ExchangeRate, Indicator
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import IndicatorKind

NAMES = ("gdp", "pib", "gva", "vab")
"""Gross domestic product, or gross value added where a place publishes only that, in English and Spanish."""

_CURRENCIES = {
    "us$": "USD", "us dollars": "USD", "dollars": "USD", "dólares": "USD", "£": "GBP", "pounds": "GBP",
    "€": "EUR", "euros": "EUR",
}  # fmt: skip
_SCALES = {
    "": 1.0, "m": 1e6, "million": 1e6, "millones": 1e6, "bn": 1e9, "billion": 1e9, "miles de millones": 1e9,
    "trillion": 1e12, "trn": 1e12, "billones": 1e12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gdp:
    """GDP of one year in whole units of the money's currency."""

    value: float
    year: int
    source: str
    """The indicator's name, and who publishes it."""
    rate: ExchangeRate | None
    """With which it was converted."""


def gdp_near(strategy: Strategy, currency: str, near: float, price_year: int | None, on: date) -> Gdp | Text:
    """GDP in ``currency`` of the known year nearest to ``near``, or the reason why there is none.

    ``strategy`` is cut to what was known on the day ``on``. Cash is set against GDP at current prices; money in prices
    of a year against the GDP of that year, which is in the same prices.
    """
    found = [
        (indicator, unit)
        for indicator in strategy.indicators
        if (unit := _unit_of(indicator)) is not None and _years(strategy, indicator)
    ]
    if not found:
        return text("appraisal.mix.reason.no_gdp")
    indicator, (own, scale) = min(found, key=lambda item: (item[1][0] != currency, item[0].id))
    years = _years(strategy, indicator)
    year = price_year if price_year is not None else min(years, key=lambda known: (abs(known + 0.5 - near), known))
    if year not in years:
        return text("appraisal.mix.reason.no_gdp_of_prices", year=year)
    rate = None if own == currency else _rate(strategy, own, currency, year, on)
    if own != currency and rate is None:
        return text("appraisal.mix.reason.no_rate", money=currency, gdp=own)
    factor = 1.0 if rate is None else rate.rate if rate.base == own else 1 / rate.rate
    value = years[year][0] * scale * factor
    return Gdp(value, year, _source(strategy, indicator, years[year][1]), rate)


def _unit_of(indicator: Indicator) -> tuple[str, float] | None:
    """Currency and scale of an indicator that is GDP; None of any other."""
    named = re.search(rf"(?:^|[-_.])(?:{'|'.join(NAMES)})$", indicator.id.lower())
    if named is None or indicator.kind is not IndicatorKind.LEVEL or indicator.unit is None:
        return None
    return money_unit(indicator.unit)


def money_unit(unit: str) -> tuple[str, float] | None:
    """The currency and the scale that a unit names: ``("GBP", 1e9)`` of "billion pounds"; None of what is no money."""
    words = " ".join(unit.split())
    for name, currency in (*_CURRENCIES.items(), *((code, code) for code in re.findall(r"\b[A-Z]{3}\b", words))):
        at = words.lower().find(name.lower())
        if at < 0:
            continue
        rest = f"{words[:at]} {words[at + len(name) :]}".lower().strip()
        scale = _SCALES.get(re.sub(r"\s+de$", "", " ".join(rest.split())))
        if scale is not None:
            return currency, scale
    return None


def _years(strategy: Strategy, indicator: Indicator) -> dict[int, tuple[float, str | None]]:
    """Positive figures of calendar and financial years, by the year in which they begin, with their source."""
    return {
        point.period.start.year: (point.value, point.source)
        for point in series_of(strategy, indicator.id).points
        if point.period.length == 1 and isfinite(point.value) and point.value > 0
    }


def _rate(strategy: Strategy, base: str, quote: str, year: int, on: date) -> ExchangeRate | None:
    """The rate between two currencies nearest to the year, of those with a source that were known on the day."""
    usable: Iterable[ExchangeRate] = (
        rate
        for rate in strategy.exchange_rates
        if {rate.base, rate.quote} == {base, quote} and rate.source is not None and rate.on.known_on(on)
    )
    return min(usable, key=lambda rate: (abs(rate.on.year - year), rate.on, rate.key), default=None)


def _source(strategy: Strategy, indicator: Indicator, stated: str | None) -> str:
    key = stated or next(iter(indicator.sources), None)
    source = None if key is None else strategy.source_by_id.get(key)
    publisher = None if source is None else source.publisher or source.title
    return ", ".join(part for part in (indicator.name, publisher) if part)
