"""One period of the whole economy, in the order of the specification's timeline."""

from __future__ import annotations

from typing import NamedTuple

from missionlab.economy import (
    capital_goods,
    consumption_goods,
    discount,
    firms,
    grants,
    laboratory,
    policy,
    public_bank,
    public_firms,
    public_orders,
    succession,
)
from missionlab.economy.books import Flows
from missionlab.economy.compiled import aggregation, block
from missionlab.economy.equations import fiscal, labour
from missionlab.economy.equations.policy import household_income_from_policy, scrapped_public_machines
from missionlab.economy.labour_market import hire
from missionlab.economy.levers import Lever
from missionlab.economy.machines import install
from missionlab.economy.measure import measure_capital_goods, measure_consumption_goods, measure_spread
from missionlab.economy.offers import choose_suppliers
from missionlab.economy.record import record, record_policy
from missionlab.economy.rules import (
    close_books,
    deposit_rate,
    household_plan,
    next_benefit_cut,
    next_prime_rate,
    open_banks,
    output_remembered,
    record_banks,
    sell_goods,
    settle_banks,
    state_purchases,
    state_spending,
)
from missionlab.economy.state import Macro

TAX_RATE, BENEFIT_RATE = int(Lever.TAX_RATE), int(Lever.BENEFIT_RATE)
PROTECTION = int(Lever.PUBLIC_FIRM_PROTECTION)
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
    chance: float
    machines_made: float
    scrapped: float


@aggregation
def period(rules, p, levers, seed, t, one, two, machines, offers, banks, macro, row):
    """Advance the economy by a period and write its record into `row`; returns (macro, result code)."""
    # 1  Labour force, wage and policy
    force = labour.labour_force(macro.labour_force, p.labour_force_growth)
    wage = max(p.wage_floor, _bargained_wage(p, macro))
    tax_rate = fiscal.policy_rate(p.tax_rate, levers[TAX_RATE])
    benefit_target = fiscal.policy_rate(p.benefit_rate, levers[BENEFIT_RATE])
    benefit_rate = max(benefit_target - macro.benefit_cut, 0.0)
    price_index_0 = (1.0 + p.capital_good_markup) * p.wage_floor / p.machines_per_worker

    # 2  Capital-good firms search and set prices
    firms.open_accounts(p, macro, price_index_0, one)
    firms.open_accounts(p, macro, price_index_0, two)
    open_banks(rules.banking, p, macro, one, two, banks)
    known = laboratory.search(p, levers, seed, t, macro, one)
    programme = public_firms.programme(p, levers, macro.given_up, macro.public_researchers, macro.labour_force, one)
    searched = capital_goods.search(p, seed, t, macro, known, programme, one)
    capital_goods.set_prices(p, wage, one)
    waited, given_up = policy.patience(levers, macro, known.successes + searched.breakthroughs)
    budgets = policy.budgets(levers, wage, force, given_up)
    publics = programme.firms if given_up == 0.0 else 0
    new_capital = public_firms.recapitalise(p, budgets.public_firms, publics, macro.ppi / price_index_0, one)

    # 3  Brochures, and the choice of suppliers
    brochures, lost = choose_suppliers(p, seed, t, one, two, offers)

    # 4, 5  Consumption-good firms plan, find the money, and order machines
    consumption_goods.plan(rules, p, t, wage, one, two, machines)
    cut, discounted = 0.0, 0.0
    if budgets.investment_discount > 0.0:
        cut = discount.largest(rules, p, t, wage, budgets.investment_discount, one, two, machines, banks)
        consumption_goods.plan_at_discount(rules, p, t, wage, cut, one, two, machines)
    consumption_goods.finance(rules, p, cut, one, two, banks)
    if cut > 0.0:
        discount.pay(cut, one, two)

    # 6  Capital-good firms take the orders and find the money
    capital_goods.take_orders(one, two)
    if budgets.machine_purchases > 0.0:
        public_orders.order(levers, budgets.machine_purchases, t, one)
    capital_goods.finance(rules, p, one, banks)
    lent_1 = lent_2 = hiring = public_research = 0.0
    if budgets.public_bank > 0.0:
        lent_1, lent_2 = public_bank.lend(
            rules, p, levers, budgets.public_bank, seed, t, wage, cut, macro, one, two, machines
        )
    if budgets.research_hiring + budgets.public_firms > 0.0:
        hiring, public_research = grants.award(
            budgets.research_hiring, budgets.public_firms - new_capital, publics, one
        )

    # 7, 8  Labour and production
    hired = hire(p, force, wage, (budgets.laboratory + budgets.laboratory_technique) / wage, one, two)
    employed = hired.capital_goods + hired.consumption_goods
    at_work = employed + hired.laboratory
    refunded = grants.refund(budgets.research_refund, wage, one) if budgets.research_refund > 0.0 else 0.0
    capital_goods.make_machines(p, wage, one, two)
    delivered = handed_over = 0.0
    if budgets.machine_purchases > 0.0:
        delivered, handed_over = public_orders.take_delivery(p, levers, one, two)
    consumption_goods.produce(p, t, two, machines)

    # 9  Prices, shares, incomes, and the market for goods
    machines_made, ppi = capital_goods.update_shares(rules, one, macro.ppi)
    mean_price = consumption_goods.set_prices(p, t, macro.mean_unit_cost, two)
    cpi = consumption_goods.compete(rules, p, t, macro.mean_unmet, mean_price, two)
    if cpi <= 0.0:
        return macro, NO_FIRM_LEFT
    benefits, purchases = state_spending(
        rules.spending, force, at_work, benefit_rate, wage, macro.purchases, p.spending_growth
    )
    if cut > 0.0:
        discounted = discount.spent(two)
    costs = policy.Money(
        transfers=budgets.transfers,
        purchases=budgets.purchases,
        research_refund=refunded,
        research_hiring=hiring * hired.researched,
        investment_discount=discounted,
        laboratory=budgets.laboratory * hired.researched,
        laboratory_technique=budgets.laboratory_technique * hired.researched,
        public_firms=new_capital + public_research * hired.researched,
        machine_purchases=delivered,
        public_bank=lent_1 + lent_2,
    )
    plan = household_plan(
        rules.books, wage * hired.paid, benefits, macro.household_cash, macro.dividends, deposit_rate(rules.banking, p)
    )
    laboratory_wages = costs.laboratory + costs.laboratory_technique
    tax = policy.household_tax(
        levers, policy.total(costs), household_income_from_policy(plan, costs.transfers, laboratory_wages, 0.0)
    )
    plan = household_income_from_policy(plan, costs.transfers, laboratory_wages, tax)
    planned = plan + (purchases + budgets.purchases)
    spent = sell_goods(rules.books, planned, cpi, two)
    state_spent = state_purchases(rules.books, purchases + budgets.purchases, spent, planned)
    outlays = policy.with_goods_bought(costs, state_purchases(rules.books, budgets.purchases, spent, planned))
    mean_unmet = consumption_goods.face_demand(t, two, planned / cpi)

    # 10  Profits, taxes and debts; new machines arrive and old ones go
    settled_1 = capital_goods.settle(rules, p, tax_rate, wage, one, banks)
    settled_2 = consumption_goods.settle(rules, p, tax_rate, wage, two, banks)
    paid_1 = due_1 = paid_2 = due_2 = 0.0
    if macro.public_lent + costs.public_bank > 0.0:
        paid_1, due_1 = public_bank.collect(p, levers, one)
        paid_2, due_2 = public_bank.collect(p, levers, two)
    scrapped, merged = install(p, t, one, two, machines)
    made_1 = measure_capital_goods(t, one)
    made_2 = measure_consumption_goods(rules, t, macro.goods_lost, one, two)
    spread = measure_spread(rules, t, two)
    consumption_goods.store(rules, two)

    # 11, 12  Exit, then entry; households, bank and state close their books
    purse = plan - (spent - state_spent) + settled_1.dividends + settled_2.dividends
    index = ppi / price_index_0
    protected = int(publics * levers[PROTECTION])
    gone_1 = succession.renew_capital_good_firms(
        rules, p, seed, t, wage, index, purse, protected, one, two, offers, brochures, banks
    )
    gone_2 = succession.renew_consumption_good_firms(rules, p, seed, t, wage, index, gone_1.purse, one, two, banks)
    held_1, held_2 = firms.holdings(one), firms.holdings(two)
    lending = policy.Lending(
        lent_1, lent_2, due_1, due_2, paid_1 + gone_1.public_paid, paid_2 + gone_2.public_paid, gone_1.public_lost,
        gone_2.public_lost,
    )  # fmt: skip
    outlay, returns = policy.total(outlays), lending.paid_1 + lending.paid_2
    public_scrapped = scrapped_public_machines(macro.public_machines, p.machine_life)
    flows = Flows(
        planned=planned,
        spent=spent,
        benefits=benefits,
        purchases=state_spent,
        dividends=settled_1.dividends + settled_2.dividends,
        taxes=settled_1.taxes + settled_2.taxes + tax,
        purse=gone_2.purse,
        write_offs=gone_1.write_offs + gone_2.write_offs,
        loans=held_1.loans + held_2.loans,
        policy=outlay - outlays.purchases - returns,
    )
    banked = settle_banks(rules.banking, p, tax_rate, wage, macro, flows, one, two, banks)
    balance = close_books(rules.books, macro, flows, banked)
    public_demand = outlays.machine_purchases + laboratory_wages
    gdp_nominal = spent + made_2.investment_nominal + made_2.inventory_investment + public_demand
    price_0 = (1.0 + p.initial_markup) * p.wage_floor
    gdp_constant = price_index_0 * machines_made + price_0 * made_2.made + p.wage_floor * hired.laboratory
    output = made_1.process_productivity * hired.capital_goods + made_2.productivity * hired.consumption_goods
    productivity = output / employed if employed > 0.0 else macro.productivity
    jobless_periods = macro.jobless_periods + 1.0 if at_work < NOBODY * force else 0.0
    after = Macro(
        wage=wage,
        labour_force=force,
        unemployment=1.0 - at_work / force,
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
        prime_rate=next_prime_rate(rules.banking, p, macro),
        benefit_cut=next_benefit_cut(
            rules.banking, p, macro, benefit_target, balance.deficit, balance.public_debt, gdp_nominal, gdp_constant
        ),
        output=output_remembered(rules.banking, gdp_constant),
        vintages_merged=macro.vintages_merged + merged,
        offers_dropped=macro.offers_dropped + lost + gone_1.offers_dropped,
        opportunity_shift=known.shift,
        laboratory_researchers=costs.laboratory / wage,
        technique_researchers=costs.laboratory_technique / wage,
        public_researchers=public_research * hired.researched / wage,
        laboratory_machine=known.machine,
        laboratory_process=known.process,
        laboratory_found=known.found,
        waited=waited,
        given_up=given_up,
        public_lent=macro.public_lent + lent_1 + lent_2,
        public_lost=macro.public_lost + lending.lost_1 + lending.lost_2,
        public_machines=macro.public_machines - public_scrapped + delivered - handed_over,
    )
    found = Found(searched.innovators, searched.imitators, searched.chance, machines_made, scrapped)
    record(
        row, one, two, gdp_nominal, gdp_constant, after, hired, found, made_1, made_2, spread,
        spent, settled_1, settled_2, gone_1, gone_2, held_1, held_2, flows, balance, banked, outlays,
        hiring + public_research,
    )  # fmt: skip
    record_policy(
        row, one, two, after, hired, budgets, outlays, lending, known.successes, tax, new_capital, handed_over,
        public_scrapped,
    )  # fmt: skip
    record_banks(rules.banking, p, row, macro, banks)
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
