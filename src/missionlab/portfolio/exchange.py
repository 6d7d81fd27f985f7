"""Currencies and price years: which amounts may be added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from missionlab.strategy.records import ExchangeRate
from missionlab.strategy.strategy import Strategy


class Unit(NamedTuple):
    """What an amount is counted in; amounts of different units are never added."""

    currency: str
    price_year: int | None
    """Blank for cash amounts."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Into which unit, and with which factor, each currency's cash amounts are brought."""

    to: str | None
    rates: Mapping[str, ExchangeRate]
    """By foreign currency: the newest rate known on the day."""

    def convert(self, currency: str, price_year: int | None) -> tuple[Unit, float]:
        """The unit in which an amount is counted, and what to multiply it with.

        Amounts in prices of a year are not converted: today's rate does not fit them.
        """
        rate = self.rates.get(currency) if price_year is None else None
        if rate is None or self.to is None:
            return Unit(currency, price_year), 1.0
        return Unit(self.to, None), rate.rate if rate.base == currency else 1 / rate.rate


def exchange_known_on(strategy: Strategy, as_of: date) -> Exchange:
    """The exchange to the strategy's currency with the rates known on ``as_of``, stated either way round."""
    to = strategy.about.currency
    rates: dict[str, ExchangeRate] = {}
    for rate in sorted(strategy.exchange_rates, key=lambda rate: (rate.on, rate.key)):
        if to not in (rate.base, rate.quote) or rate.base == rate.quote or not rate.on.known_on(as_of):
            continue
        rates[rate.quote if rate.base == to else rate.base] = rate
    return Exchange(to, rates)
