"""What a fund adds up is what the laws give deal by deal: every deal on a path of its own."""

from __future__ import annotations

from typing import Any

import fund_cases
import numpy as np
import pytest

from missionlab.portfolio.finance.fates import chances, curves, ends
from missionlab.portfolio.finance.flows import NEVER, Flows, History
from missionlab.portfolio.finance.laws import flows
from missionlab.portfolio.finance.reading import Asked, read_fund
from missionlab.portfolio.finance.schedule import Lot, Odds, Schedule
from missionlab.portfolio.finance.setting import Line
from missionlab.strategy.records import Fund, OutcomeModel

YEARS, DEALS, START = 16, 3000, 2
MODEL = {**fund_cases.MODEL, "revenue": 5e6, "revenue_growth": 0.1, "revenue_years": 6}
SUCCESS = {"stage": "first-market", "outcome_model": "model", "share": 1.0, "name": "Line"}
HOLD = {"hold_first": 1, "hold_last": 4}
LINES: dict[str, dict[str, Any]] = {
    "loan": fund_cases.LOAN,
    "loan with grace": fund_cases.line(
        fund_cases.LOAN,
        terms={"grace_years": 3, "grace": "capitalised", "recovery_years": 4, "profile": {"1": 0.6, "2": 0.4}},
    ),
    "loan under an outcome model": {**fund_cases.LOAN, **SUCCESS, "default_hazard": None},
    "equity": fund_cases.STAKE,
    "equity in rounds": fund_cases.line(
        fund_cases.STAKE,
        terms={"profile": {"1": 0.5, "2": 0.3, "4": 0.2}, "preference": 1.5, "dilution": {"1": 0.2}},
    ),
    "grant": {**SUCCESS, "instrument": "grant", "terms": {"profile": {"1": 0.5, "3": 0.5}}},
    "guarantee": fund_cases.GUARANTEE,
    "royalty": {
        **SUCCESS,
        "instrument": "royalty",
        "terms": {"profile": {"1": 1.0}, "revenue_share": 0.05, "cap_multiple": 1.5, "last_year": 9},
    },
    "repayable grant": {
        **SUCCESS,
        "instrument": "repayable-grant",
        "terms": {"profile": {"1": 1.0}, "multiple": 1.3, "first_year": 5, "last_year": 7},
    },
    "warrant": {
        **SUCCESS,
        "instrument": "warrant",
        "tenor_years": 8,
        "terms": {**fund_cases.LOAN["terms"], "stake": 0.1, "strike": 2.0, **HOLD},
    },
    "capped convertible": {
        **SUCCESS,
        "instrument": "convertible",
        "tenor_years": 8,
        "terms": {**fund_cases.LOAN["terms"], "stake": 0.3, "strike": 2.0, "cap_multiple": 2.5, **HOLD},
    },
}


def _line(name: str) -> tuple[Line, Fund]:
    model = OutcomeModel.model_validate(MODEL)
    fund = fund_cases.record(lines=[LINES[name]], horizon_years=YEARS)
    read = read_fund(fund_cases.strategy(fund, outcome_models=(model,)), fund, Asked())
    return read.setting.lines[0], fund


def _lot(seed: int) -> Lot:
    random = np.random.default_rng(seed)
    size = random.random(DEALS) * 1e7
    return Lot(np.arange(DEALS), size, random.random(DEALS), random.random(DEALS), random.random(DEALS))


def _cash(schedule: Schedule) -> np.ndarray:
    return schedule.of("income") + schedule.of("principal") - schedule.of("draws") - schedule.of("calls")


def _by_the_schedule(line: Line, lot: Lot) -> Schedule:
    given = chances(line.course, None, (YEARS, DEALS))
    schedule = Schedule(YEARS, DEALS, Odds({0: given}), False)
    schedule.add(START, 0, line, lot, (0, None))
    return schedule


def _by_the_law(line: Line, fund: Fund, lot: Lot) -> Flows:
    """The law, asked for every deal with its own history."""
    ages = YEARS - START
    given = chances(line.course, None, (YEARS, DEALS))
    end = ends(lot.fate, lot.path, *curves(given, START, ages))
    first, last = line.hold
    sold = end.succeeded + first + np.floor(lot.hold * (last - first + 1)).astype(int)
    exited = np.where((end.succeeded != NEVER) & (sold < ages) & line.unit.stake, sold, NEVER)
    multiple = np.zeros(DEALS) if line.value is None else np.where(exited >= 0, line.value.quantile(lot.value), 0.0)
    revenue = np.zeros((DEALS, ages))
    for deal, year in enumerate(end.succeeded):
        if year != NEVER:
            since = np.arange(ages - year)
            revenue[deal, year:] = np.where(since < 6, 5e6 / (fund.deal_mean or 1) * 1.1**since, 0.0)
    history = History(
        end.failed.astype(np.int16), end.succeeded.astype(np.int16), exited.astype(np.int16), multiple, revenue
    )
    found = flows(line.instrument, fund.lines[0].terms, 1.0, fund.lines[0].tenor_years, history, None, fund.starts)
    assert isinstance(found, Flows)
    return found


@pytest.mark.parametrize("name", [name for name in LINES if "capped" not in name])
def test_a_cohort_is_the_sum_of_its_deals(name: str) -> None:
    line, fund = _line(name)
    lot = _lot(11)
    schedule, law = _by_the_schedule(line, lot), _by_the_law(line, fund, lot)
    size = lot.size[:, None]
    assert pytest.approx(law.cash * size, abs=1e-5) == _cash(schedule)[START:].T
    assert pytest.approx(law.loss * size, abs=1e-5) == schedule.of("losses")[START:].T
    assert schedule.whole_of("after") == pytest.approx(law.after * lot.size, abs=1e-5)
    assert not schedule.due[:, :START].any()
    if not line.unit.covers:
        assert (law.balance * size - 1e-5 <= schedule.of("balance")[START:].T).all()


def test_a_cap_on_all_receipts_holds_whenever_the_stake_is_sold() -> None:
    """What the cap takes from later payments is taken at the exit: sums are the law's, single years are not."""
    line, fund = _line("capped convertible")
    lot = _lot(13)
    schedule, law = _by_the_schedule(line, lot), _by_the_law(line, fund, lot)
    cash = _cash(schedule).sum(axis=0) + schedule.whole_of("after")
    assert cash == pytest.approx((law.cash.sum(axis=1) + law.after) * lot.size, abs=1e-5)
    assert (cash <= 1.5 * lot.size + 1e-5).all()
    assert (np.abs(cash - 1.5 * lot.size) < 1e-5).any()


@pytest.mark.parametrize("name", LINES)
def test_what_is_promised_is_paid_open_or_cancelled_in_every_year(name: str) -> None:
    line, _ = _line(name)
    lot = _lot(12)
    schedule = _by_the_schedule(line, lot)
    paid = schedule.of("draws") + schedule.of("calls") + schedule.of("cancelled")
    out = np.cumsum(paid, axis=0) + schedule.of("undrawn")
    assert out[START:] == pytest.approx(np.tile(lot.size, (YEARS - START, 1)), rel=1e-9)
