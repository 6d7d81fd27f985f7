"""The markets, set up by hand: who gets goods when they are short, who gets workers, whose orders are cut."""

from __future__ import annotations

import numpy as np
import pytest
from economies import small

from missionlab.economy import capital_goods, closed_books, labour_market, program_books
from missionlab.economy.beginning import beginning
from missionlab.economy.parameters import as_record
from missionlab.economy.simulate import rule_set
from missionlab.economy.state import CONSUMPTION_GOOD_RECORD


def _counter(shares: list[float], supplies: list[float], prices: list[float]) -> np.ndarray:
    firms = np.zeros(len(shares), CONSUMPTION_GOOD_RECORD)
    firms["share"], firms["supply"], firms["price"] = shares, supplies, prices
    return firms


def test_with_goods_enough_everybody_buys_by_share_and_spends_all() -> None:
    # Shares 0.5, 0.3, 0.2 at prices 2, 1, 1: index 1.5. 150 buys 100 goods: 50, 30, 20.
    now = _counter([0.5, 0.3, 0.2], [90.0, 90.0, 90.0], [2.0, 1.0, 1.0])
    assert closed_books.sell_goods(150.0, 1.5, now) == pytest.approx(150.0, rel=1e-12)
    np.testing.assert_allclose(now["bought"], [50.0, 30.0, 20.0], rtol=1e-12)


def test_what_one_firm_lacks_is_bought_from_the_others_in_money() -> None:
    # The first has 20 of its 50 goods: 40 of 100 spent there. 110 are left for shares 0.3 and 0.2 at price 1:
    # lambda = 110 / 0.5 = 220: 66 and 44 goods. The third has 30 and sells out; 150 - 40 - 30 = 80 go to the second.
    now = _counter([0.5, 0.3, 0.2], [20.0, 90.0, 30.0], [2.0, 1.0, 1.0])
    assert closed_books.sell_goods(150.0, 1.5, now) == pytest.approx(150.0, rel=1e-12)
    np.testing.assert_allclose(now["bought"], [20.0, 80.0, 30.0], rtol=1e-12)


def test_money_that_finds_no_goods_is_not_spent() -> None:
    now = _counter([0.5, 0.3, 0.2], [20.0, 10.0, 5.0], [2.0, 1.0, 1.0])
    assert closed_books.sell_goods(150.0, 1.5, now) == 55.0
    assert now["bought"].tolist() == [20.0, 10.0, 5.0]


def test_nobody_buys_from_a_firm_without_a_share() -> None:
    now = _counter([1.0, 0.0], [20.0, 500.0], [1.0, 1.0])
    assert closed_books.sell_goods(100.0, 1.0, now) == 20.0
    assert now["bought"].tolist() == [20.0, 0.0]


def test_a_firm_with_nothing_to_sell_sells_nothing() -> None:
    now = _counter([0.5, 0.5], [0.0, 60.0], [1.0, 1.0])
    assert closed_books.sell_goods(50.0, 1.0, now) == 50.0
    assert now["bought"].tolist() == [0.0, 50.0]
    assert closed_books.sell_goods(0.0, 1.0, now) == 0.0
    assert now["bought"].tolist() == [0.0, 0.0]


def test_sold_to_the_last_good_when_spending_is_exactly_what_is_on_offer() -> None:
    now = _counter([0.25, 0.75], [30.0, 50.0], [2.0, 1.0])
    assert closed_books.sell_goods(110.0, 1.25, now) == pytest.approx(110.0, rel=1e-12)
    np.testing.assert_allclose(now["bought"], [30.0, 50.0], rtol=1e-12)


def test_the_program_shares_out_goods_in_rounds_at_the_index() -> None:
    # 100 goods are wanted: 50, 30, 20. The first has 20: 30 are left, over 0.3 and 0.2: 18 and 12, so 48 and 32;
    # the third has 30, so 2 go round once more: 50.
    now = _counter([0.5, 0.3, 0.2], [20.0, 90.0, 30.0], [2.0, 1.0, 1.0])
    assert program_books.sell_goods(150.0, 1.5, now) == pytest.approx(150.0, abs=0.015)
    np.testing.assert_allclose(now["bought"], [20.0, 50.0, 30.0], atol=0.01)


def test_the_program_stops_when_all_is_sold() -> None:
    now = _counter([0.5, 0.3, 0.2], [20.0, 10.0, 5.0], [2.0, 1.0, 1.0])
    assert program_books.sell_goods(150.0, 1.5, now) == pytest.approx(35 * 1.5)
    assert now["bought"].tolist() == [20.0, 10.0, 5.0]


def test_dust_in_store_is_kept_where_books_close_and_forgotten_by_the_program() -> None:
    assert closed_books.keep_inventory(0.0009) == 0.0009
    assert program_books.keep_inventory(0.0009) == 0.0
    assert program_books.keep_inventory(0.001) == 0.001


def _jobs(research: list[float], machines: list[float], goods: list[float], **changes: float):  # type: ignore[no-untyped-def]
    """Wage 2, process productivity 1, ten workers a machine; research in money; goods wanted at one good a worker."""
    parameters = small(len(research), len(goods), **changes)
    one, two, *_ = beginning(parameters, 0, rule_set())
    one["research"], one["planned"] = research, machines
    two["planned"], two["productivity"] = goods, 1.0
    return as_record(parameters)[0], one, two


def test_everybody_finds_workers_when_there_are_enough() -> None:
    p, one, two = _jobs([20.0, 0.0], [3.0, 5.0], [60.0, 40.0])
    # Research 10 + 0, machines 30 + 50, goods 100 workers; 1000 - 10 is more than 90 + 100.
    hired = labour_market.hire(p, 1000.0, 2.0, 0.0, one, two)
    assert (hired.researchers, hired.capital_goods, hired.consumption_goods) == (10.0, 90.0, 100.0)
    assert one["workers"].tolist() == [40.0, 50.0]
    assert two["workers"].tolist() == [60.0, 40.0]
    assert one["researchers"].tolist() == [10.0, 0.0]


def test_a_shortage_is_shared_in_proportion_with_research_first() -> None:
    # Force 200: research 10; sector 1 wants 90, sector 2 wants 150. 190 < 90 + 150: s = 190/240.
    # Sector 1: 10 + 80 x 190/240 = 73.33. Sector 2: the smaller of 150 and 200 - 73.33 = 126.67.
    p, one, two = _jobs([20.0, 0.0], [3.0, 5.0], [60.0, 90.0], labour_cut_cap=1.0)
    hired = labour_market.hire(p, 200.0, 2.0, 0.0, one, two)
    sector_1 = 10 + 80 * 190 / 240
    assert hired.researchers == 10.0
    assert hired.capital_goods == pytest.approx(sector_1, rel=1e-12)
    assert hired.consumption_goods == pytest.approx(200 - sector_1, rel=1e-12)
    # Firms: 10 + 30 x 190/240 and 50 x 190/240; 60/150 and 90/150 of what sector 2 got.
    np.testing.assert_allclose(one["workers"], [10 + 30 * 190 / 240, 50 * 190 / 240], rtol=1e-12)
    np.testing.assert_allclose(two["workers"], [0.4 * (200 - sector_1), 0.6 * (200 - sector_1)], rtol=1e-12)


def test_research_beyond_its_cap_is_cut_in_proportion() -> None:
    # 30 + 10 researchers are wanted, a fifth of 100 may do research: 15 + 5. The cut is charged to research alone.
    p, one, two = _jobs([60.0, 20.0], [1.0, 1.0], [20.0, 10.0])
    hired = labour_market.hire(p, 100.0, 2.0, 0.0, one, two)
    assert hired.researchers == pytest.approx(20.0)
    np.testing.assert_allclose(one["researchers"], [15.0, 5.0], rtol=1e-12)


def test_orders_are_cut_where_workers_are_missing() -> None:
    # Firm 0 wants 100 workers for 10 machines and gets 64: 36 % are cut. Orders of 6, 3 and 1 from it lose
    # floor(2.16) = 2, floor(1.08) = 1 and min(0, 0) = 0; firm 1 is fully staffed.
    p, one, two = _jobs([0.0, 0.0], [10.0, 4.0], [1.0] * 4)
    one["wanted"], one["workers"], one["price"] = [100.0, 40.0], [64.0, 40.0], [11.0, 12.0]
    one["researchers"] = 0.0
    two["supplier"], two["ordered"] = [0, 0, 0, 1], [6.0, 3.0, 1.0, 4.0]
    two["replacement"], two["expansion"] = [40.0, 120.0, 40.0, 160.0], [200.0, 0.0, 0.0, 0.0]
    capital_goods.make_machines(p, 2.0, one, two)
    assert two["delivered"].tolist() == [4.0, 2.0, 1.0, 4.0]
    assert one["made"].tolist() == [7.0, 4.0]
    # Two machines are 80 goods of capacity: replacement is cut first (40), then expansion (40).
    assert two["replacement"].tolist() == [0.0, 80.0, 40.0, 160.0]
    assert two["expansion"].tolist() == [160.0, 0.0, 0.0, 0.0]
    assert two["refund"].tolist() == [22.0, 11.0, 0.0, 0.0]


def test_orders_of_a_firm_that_cancelled_all_are_refunded() -> None:
    p, one, two = _jobs([0.0, 0.0], [0.0, 0.0], [1.0] * 2)
    one["price"] = [11.0, 12.0]
    two["supplier"], two["ordered"] = [0, 1], [6.0, 0.0]
    two["replacement"], two["expansion"] = [40.0, 0.0], [200.0, 0.0]
    capital_goods.make_machines(p, 2.0, one, two)
    assert two["delivered"].tolist() == [0.0, 0.0]
    assert two["refund"].tolist() == [66.0, 0.0]
    assert (two["replacement"].tolist(), two["expansion"].tolist()) == ([0.0, 0.0], [0.0, 0.0])
