"""Funds made in memory for the tests of the bank: the trial bank of the specification, and parts of it."""

from __future__ import annotations

from typing import Any

from missionlab.portfolio.finance.deals import Deals
from missionlab.portfolio.finance.fund_year import FundBooks
from missionlab.portfolio.finance.reading import Asked, Read, read_fund
from missionlab.portfolio.finance.runs import draws
from missionlab.strategy.records import About, Fund, OutcomeModel
from missionlab.strategy.strategy import Strategy

PAID_AT_ONCE = {"1": 1.0}
LOAN: dict[str, Any] = {
    "name": "Loans",
    "instrument": "loan",
    "share": 1.0,
    "tenor_years": 10,
    "default_hazard": 0.025,
    "terms": {"profile": PAID_AT_ONCE, "rate": 0.07, "grace_years": 0, "security": 0.45, "recovery_years": 1},
}
STAKE: dict[str, Any] = {
    "name": "Stakes",
    "instrument": "equity",
    "share": 1.0,
    "stage": "first-market",
    "outcome_model": "model",
    "terms": {"profile": PAID_AT_ONCE, "pre_money": 3.0, "preference": 0.0, "hold_first": 1, "hold_last": 4},
}
GUARANTEE: dict[str, Any] = {
    "name": "Guarantees",
    "instrument": "guarantee",
    "share": 1.0,
    "tenor_years": 5,
    "default_hazard": 0.02,
    "terms": {
        "covered": 0.8,
        "fee": 0.01,
        "loss_given_default": 0.5,
        "guaranteed": 1.0,
        "grace_years": 4,
        "grace": "paid",
        "rate": 0.0,
    },
}
MODEL: dict[str, Any] = {
    "id": "model",
    "name": "Outcomes",
    "steps": [{"stage": "first-market", "advance": 0.12, "fail": 0.05}],
    "value_nothing": 0.35,
    "value_below": 0.17,
    "value_exponent": 1.24,
    "value_cap": 100,
}
MILLION = 1_000_000.0


def line(
    base: dict[str, Any], share: float = 1.0, terms: dict[str, Any] | None = None, **changes: Any
) -> dict[str, Any]:
    """A line with other terms or fields."""
    return {**base, "share": share, "terms": {**base["terms"], **(terms or {})}, **changes}


def record(**changes: Any) -> Fund:
    """The trial bank: 90, then nine times 200 million; deals of 18.26 million, one at a time; no rule in force."""
    base: dict[str, Any] = {
        "id": "bank",
        "name": "Bank",
        "actor": "bank",
        "currency": "GBP",
        "starts": 2021,
        "capital": {2021: 90 * MILLION, **dict.fromkeys(range(2022, 2031), 200 * MILLION)},
        "carry_over": "off",
        "recycle": "off",
        "deal_mean": 18.26 * MILLION,
        "deal_spread": 0.8,
        "deal_cap": 50 * MILLION,
        "deals_waiting": 1,
        "correlation": 0.17,
        "lines": [line(LOAN, 0.55), line(STAKE, 0.45)],
    }
    return Fund.model_validate({**base, **changes})


def strategy(*funds: Fund, **lists: Any) -> Strategy:
    about = About.model_validate(
        {"id": "case", "name": "Case", "language": "en", "locale": "en-GB", "currency": "GBP", "basis": "committed"}
    )
    models = lists.pop("outcome_models", (OutcomeModel.model_validate(MODEL),))
    return Strategy(about=about, funds=funds, outcome_models=models, **lists)


def read(asked: Asked | None = None, **changes: Any) -> Read:
    fund = record(**changes)
    return read_fund(strategy(fund), fund, asked or Asked())


def books(read_: Read, paths: int = 500, seed: int = 0) -> FundBooks:
    """The fund simulated on so many paths."""
    setting = read_.setting
    return draws(setting, seed, Deals(seed, setting.fund, paths)).run(setting)
