"""Paths of numbers in ``results.json``, as they stand in the ``data-key`` attributes of the page.

A path joins names with dots; in lists of records the name is the record's id, so ``targets.rd.latest.value`` is the
latest value of the target ``rd``.
"""

from __future__ import annotations

from missionlab.report.words import Known
from missionlab.tracking.results import Standing


def of_target(standing: Standing, path: str, what: object, value: float | int) -> Known:
    """A number of one target, at ``path`` below it."""
    return Known(what, f"targets.{standing.target}.{path}", value)


def block_name(currency: str, price_year: int | None) -> str:
    """The name of a block of money: its currency, and the price year where the money is deflated."""
    return currency if price_year is None else f"{currency}-{price_year}"


def of_block(currency: str, price_year: int | None, path: str, what: object, value: float | int) -> Known:
    """A number of one block of the portfolio."""
    return Known(what, f"portfolio.blocks.{block_name(currency, price_year)}.{path}", value)


def of_mission(
    mission: str, currency: str, price_year: int | None, path: str, what: object, value: float | int
) -> Known:
    """A number of one mission's money."""
    return Known(what, f"portfolio.missions.{mission}.{block_name(currency, price_year)}.{path}", value)


def of_portfolio(path: str, what: object, value: float | int) -> Known:
    """A number about the whole portfolio."""
    return Known(what, f"portfolio.{path}", value)
