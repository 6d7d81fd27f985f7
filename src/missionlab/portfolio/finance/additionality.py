"""Private money beside the fund's: what there is, and what of it and of the successes is there because of the fund.

The counterfactual is simulated: the same projects, on the same draws, begin without public money with the chance that
the private money would have come anyway. It then begins in the same year; no record states a delay.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from missionlab.base.text import text
from missionlab.portfolio.finance.fund_year import FundBooks
from missionlab.portfolio.finance.ranges import fixed, ranged, unknown
from missionlab.portfolio.finance.results import Additional, Ranged


def net_additional(
    private: NDArray[np.float64], anyway: NDArray[np.float64], displacement: float
) -> NDArray[np.float64]:
    """co (1 - anyway) (1 - displacement), in the unit of `private`; arrays of one shape."""
    return private * (1 - anyway) * (1 - displacement)


def additional(books: FundBooks, ratio: float | None) -> Additional:
    """`ratio` is the recorded private money for each unit of the fund's; blank where none is recorded."""
    successes, counted = _successes(books)
    if ratio is None:
        none = unknown(text("fund.reason.no_co_finance"))
        return Additional(none, none, none, counted, *successes, text("fund.additional.no_co_finance"))
    private = ratio * books.year["committed"].sum(axis=0)
    setting = books.setting
    if setting.anyway is None:
        blank = unknown(text("fund.reason.no_anyway"))
        words = text("fund.additional.not_shown")
        return Additional(fixed(ratio), ranged(private), blank, counted, *successes, words)
    net = net_additional(private, books.anyway, setting.displacement)
    return Additional(
        fixed(ratio), ranged(private), ranged(net), counted, *successes, text("fund.additional.simulated")
    )


def _successes(books: FundBooks) -> tuple[tuple[Ranged, Ranged], Ranged]:
    """Without the fund and the effect; and with it."""
    if not any(line.succeeds for line in books.setting.lines):
        none = unknown(text("fund.reason.no_successes"))
        return (none, none), none
    with_fund = ranged(books.with_fund)
    if books.setting.anyway is None:
        blank = unknown(text("fund.reason.no_anyway"))
        return (blank, blank), with_fund
    return (ranged(books.without_fund), ranged(books.with_fund - books.without_fund)), with_fund
