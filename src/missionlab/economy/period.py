"""One period of the whole economy, in the order of the specification's timeline."""

from __future__ import annotations

from typing import NamedTuple

from missionlab.economy import capital_goods, consumption_goods, firms, succession
from missionlab.economy.books import Flows
from missionlab.economy.compiled import aggregation, block
from missionlab.economy.equations import fiscal, labour
from missionlab.economy.labour_market import hire
from missionlab.economy.levers import Lever
from missionlab.economy.machines import install
from missionlab.economy.measure import measure_capital_goods, measure_consumption_goods, measure_spread
from missionlab.economy.offers import choose_suppliers
from missionlab.economy.record import record
from missionlab.economy.rules import close_books, household_plan, sell_goods, state_purchases, state_spending
from missionlab.economy.state import Macro

TAX_RATE, BENEFIT_RATE = int(Lever.TAX_RATE), int(Lever.BENEFIT_RATE)
COMPLETED, OVERFLOW, NOBODY_EMPLOYED, NO_FIRM_LEFT = 0, 1, 2, 3
NOBODY = 0.001
"""Below this share of the labour force nobody is employed: what is left are researchers without a sale to pay them."""
JOBLESS_LIMIT = 50.0
LARGEST = 1e150
"""Numbers beyond this are no sense, and their squares are beyond what a number can hold."""


class Found(NamedTuple):
    """What search and production came to."""

    innovators: int
    imitators: int
    machines_made: float
    scrapped: float


@aggregation
def period(rules, p, levers, seed, t, one, two, machines, offers, macro, row):
    """Advance the economy by a period and write its record into `row`; returns (macro, result code)."""
    # 1  Labour force, wage and policy
    force = labour.labour_force(macro.labour_force, p.labour_force_growth)
    wage = max(p.wage_floor, _bargained_wage(p, macro))
    tax_rate = fiscal.policy_rate(p.tax_rate, levers[TAX_RATE])
    benefit_rate = fiscal.policy_rate(p.benefit_rate, levers[BENEFIT_RATE])
    price_index_0 = (1.0 + p.capital_good_markup) * p.wage_floor / p.machines_per_worker

    # 2  Capital-good firms search and set prices
    firms.open_accounts(p, macro, price_index_0, one)
    firms.open_accounts(p, macro, price_index_0, two)
    innovators, imitators = capital_goods.search(p, seed, t, macro, one)
    capital_goods.set_prices(p, wage, one)

    # 3  Brochures, and the choice of suppliers
    brochures, lost = choose_suppliers(p, seed, t, one, two, offers)

    # 4, 5  Consumption-good firms plan, find the money, and order machines
    consumption_goods.plan(rules, p, t, wage, one, two, machines)
    consumption_goods.finance(rules, p, one, two)

    # 6  Capital-good firms take the orders and find the money
    capital_goods.take_orders(one, two)
    capital_goods.finance(rules, p, one)

    # 7, 8  Labour and production
    hired = hire(p, force, wage, one, two)
    employed = hired.capital_goods + hired.consumption_goods
    capital_goods.make_machines(p, wage, one, two)
    consumption_goods.produce(p, t, two, machines)

    # 9  Prices, shares, incomes, and the market for goods
    machines_made, ppi = capital_goods.update_shares(rules, one, macro.ppi)
    mean_price = consumption_goods.set_prices(p, t, macro.mean_unit_cost, two)
    cpi = consumption_goods.compete(rules, p, t, macro.mean_unmet, mean_price, two)
    if cpi <= 0.0:
        return macro, NO_FIRM_LEFT
    benefits, purchases = state_spending(
        rules.spending, force, employed, benefit_rate, wage, macro.purchases, p.spending_growth
    )
    plan = household_plan(
        rules.books, wage * hired.paid, benefits, macro.household_cash, macro.dividends, p.interest_rate
    )
    planned = plan + purchases
    spent = sell_goods(rules.books, planned, cpi, two)
    state_spent = state_purchases(rules.books, purchases, spent, planned)
    mean_unmet = consumption_goods.face_demand(t, two, planned / cpi)

    # 10  Profits, taxes and debts; new machines arrive and old ones go
    settled_1 = capital_goods.settle(rules, p, tax_rate, wage, one)
    settled_2 = consumption_goods.settle(rules, p, tax_rate, wage, two)
    scrapped, merged = install(p, t, one, two, machines)
    made_1 = measure_capital_goods(t, one)
    made_2 = measure_consumption_goods(rules, t, macro.goods_lost, one, two)
    spread = measure_spread(rules, t, two)
    consumption_goods.store(rules, two)

    # 11, 12  Exit, then entry; households, bank and state close their books
    purse = plan - (spent - state_spent) + settled_1.dividends + settled_2.dividends
    index = ppi / price_index_0
    gone_1 = succession.renew_capital_good_firms(rules, p, seed, t, wage, index, purse, one, two, offers, brochures)
    gone_2 = succession.renew_consumption_good_firms(rules, p, seed, t, wage, index, gone_1.purse, one, two)
    held_1, held_2 = firms.holdings(one), firms.holdings(two)
    flows = Flows(
        planned=planned,
        spent=spent,
        benefits=benefits,
        purchases=state_spent,
        dividends=settled_1.dividends + settled_2.dividends,
        taxes=settled_1.taxes + settled_2.taxes,
        purse=gone_2.purse,
        write_offs=gone_1.write_offs + gone_2.write_offs,
        loans=held_1.loans + held_2.loans,
    )
    balance = close_books(rules.books, p, macro, flows)
    output = made_1.process_productivity * hired.capital_goods + made_2.productivity * hired.consumption_goods
    productivity = output / employed if employed > 0.0 else macro.productivity
    jobless_periods = macro.jobless_periods + 1.0 if employed < NOBODY * force else 0.0
    after = Macro(
        wage=wage,
        labour_force=force,
        unemployment=1.0 - employed / force,
        unemployment_before=macro.unemployment,
        cpi=cpi,
        cpi_before=macro.cpi,
        productivity=productivity,
        productivity_before=macro.productivity,
        ppi=ppi,
        mean_unmet=mean_unmet,
        mean_unit_cost=made_2.unit_cost,
        household_cash=balance.household_cash,
        dividends=balance.dividends,
        goods_lost=gone_2.goods_destroyed,
        taxes=balance.taxes,
        public_debt=balance.public_debt,
        bank_equity=balance.bank_equity,
        purchases=purchases,
        jobless_periods=jobless_periods,
        vintages_merged=macro.vintages_merged + merged,
        offers_dropped=macro.offers_dropped + lost + gone_1.offers_dropped,
    )
    found = Found(innovators, imitators, machines_made, scrapped)
    gdp_nominal = record(
        p, row, one, two, price_index_0, macro, after, hired, found, made_1, made_2, spread, spent,
        settled_1, settled_2, gone_1, gone_2, held_1, held_2, flows, balance,
    )  # fmt: skip
    return after, _result_code(after, gdp_nominal)


@block
def _bargained_wage(p, macro):
    limit = p.wage_change_limit
    return labour.wage(
        macro.wage,
        labour.relative_change(macro.cpi, macro.cpi_before, limit),
        labour.relative_change(macro.productivity, macro.productivity_before, limit),
        labour.relative_change(macro.unemployment, macro.unemployment_before, limit),
        p.wage_to_prices,
        p.wage_to_productivity,
        p.wage_to_unemployment,
    )


@block
def _result_code(macro, gdp_nominal):
    if not abs(gdp_nominal) <= LARGEST:  # so written because it holds of no NaN
        return OVERFLOW
    for number in macro:
        if not abs(number) <= LARGEST:
            return OVERFLOW
    if macro.jobless_periods >= JOBLESS_LIMIT:
        return NOBODY_EMPLOYED
    return COMPLETED
