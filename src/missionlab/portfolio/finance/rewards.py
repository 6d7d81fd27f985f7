"""Who bears the risk and who gets the reward."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from missionlab.base.text import Share, Text, text
from missionlab.portfolio.finance.fund_year import FundBooks
from missionlab.portfolio.finance.ranges import fixed, ratio, unknown
from missionlab.portfolio.finance.results import Ranged, RiskReward


def risk_reward_share(
    public_upside: float, total_upside: float, public_capital: float, total_capital: float
) -> float | None:
    """The purse's share of the upside over its share of the capital at risk.

    Upside is E[(value received - capital)^+], both sides on the same paths; capital at risk is drawn money that can be
    lost. None where there is no upside or no public capital at risk. Any one unit of money.
    """
    if total_upside == 0 or public_capital == 0 or total_capital == 0:
        return None
    return (public_upside / total_upside) / (public_capital / total_capital)


def rewards(books: FundBooks, co_finance: float | None) -> tuple[RiskReward, ...]:
    """The whole fund, then its lines. The whole counts the lines whose projects have a law of value."""
    valued = [number for number, line in enumerate(books.setting.lines) if line.value is not None]
    left = sum(line.share for line in books.setting.lines if line.value is None)
    partly = text("fund.reason.partly_valued", share=Share(left)) if left and valued else None
    whole = _reward(
        "",
        None,
        books.public_upside[valued].sum(axis=0),
        books.total_upside[valued].sum(axis=0),
        co_finance,
        valued,
        partly,
    )
    return (
        whole,
        *(
            _reward(
                line.name,
                str(line.instrument),
                books.public_upside[number],
                books.total_upside[number],
                co_finance,
                valued if number in valued else [],
            )
            for number, line in enumerate(books.setting.lines)
        ),
    )


def _reward(
    name: str,
    instrument: str | None,
    public: NDArray[np.float64],
    total: NDArray[np.float64],
    co_finance: float | None,
    valued: list[int],
    partly: Text | None = None,
) -> RiskReward:
    if not valued:
        none = unknown(text("fund.reason.no_value_law"))
        return RiskReward(name, instrument, none, none, none, none)
    if co_finance is None:
        none = unknown(text("fund.reason.no_co_finance"))
        return RiskReward(name, instrument, none, none, none, none)
    risk = 1 / (1 + co_finance)
    upside = ratio(public, total * (1 + co_finance), partly)
    if upside is None or upside.low is None or upside.mid is None or upside.high is None:
        none = unknown(text("fund.reason.no_upside"))
        return RiskReward(name, instrument, fixed(risk), none, none, none)
    low, mid, high = upside.low, upside.mid, upside.high
    rest = Ranged(1 - high, 1 - mid, 1 - low, partly)
    lowest, middle, highest = (risk_reward_share(side, 1.0, risk, 1.0) for side in (low, mid, high))
    return RiskReward(name, instrument, fixed(risk), upside, rest, Ranged(lowest, middle, highest, partly))
