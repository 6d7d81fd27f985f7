"""The record of a period: one number for each series, in the order of the series table."""

from __future__ import annotations

from missionlab.economy.compiled import block
from missionlab.economy.machines import machines_value
from missionlab.economy.series import Record


@block
def record(p, row, one, two, before, after, hired, found, measured, spent, settled_1, settled_2, gone_1, gone_2, flows, balance):
    """Write the period's record into `row`, whose length is the number of series."""
    price_index_0 = (1.0 + p.capital_good_markup) * p.wage_floor / p.machines_per_worker
    price_0 = (1.0 + p.initial_markup) * p.wage_floor
    employed = hired.capital_goods + hired.consumption_goods
    gdp_nominal = spent + measured.investment_nominal + measured.inventory_investment
    machines = inventories = deposits_2 = loans_2 = 0.0
    for j in range(two.key.size):
        machines += machines_value(two, j)
        inventories += two.price[j] * two.inventory[j]
        deposits_2 += two.cash[j]
        loans_2 += two.debt[j]
    numbers = Record(
        gdp=found.machines_made + measured.goods_made,
        gdp_constant=price_index_0 * found.machines_made + price_0 * measured.goods_made,
        gdp_nominal=gdp_nominal,
        consumption=measured.goods_bought,
        investment=measured.investment,
        investment_nominal=measured.investment_nominal,
        inventory_change=measured.inventory_change,
        goods_made=measured.goods_made,
        machines_made=found.machines_made,
        employment=employed,
        unemployment=after.unemployment,
        labour_force=after.labour_force,
        wage=after.wage,
        wage_real=after.wage / after.cpi,
        cpi=after.cpi,
        ppi=after.ppi,
        productivity=after.productivity,
        markup=measured.markup,
        wage_share=(settled_1.wages + settled_2.wages) / gdp_nominal,
        research_spending=measured.research_spending,
        research_workers=hired.researchers,
        innovators=found.innovators / one.key.size,
        imitators=found.imitators / one.key.size,
        concentration_1=measured.concentration_1,
        concentration_2=measured.concentration_2,
        utilisation=measured.utilisation,
        exit_1=gone_1.left / one.key.size,
        exit_2=gone_2.left / two.key.size,
        bankruptcies=float(gone_1.bankrupt + gone_2.bankrupt),
        age_1=measured.age_1,
        age_2=measured.age_2,
        productivity_spread=measured.productivity_spread,
        idle_investors=measured.idle_investors,
        investment_spikes=measured.investment_spikes,
        spending_households=spent - flows.purchases,
        spending_state=flows.purchases,
        wages_1=settled_1.wages,
        wages_2=settled_2.wages,
        benefits=flows.benefits,
        inventory_investment=measured.inventory_investment,
        taxes_1=settled_1.taxes,
        taxes_2=settled_2.taxes,
        interest_households=p.interest_rate * before.household_cash,
        interest_1=settled_1.interest,
        interest_2=settled_2.interest,
        interest_state=p.interest_rate * before.public_debt,
        dividends_1=settled_1.dividends,
        dividends_2=settled_2.dividends,
        dividends_bank=balance.bank_dividend,
        liquidation_1=gone_1.liquidation,
        liquidation_2=gone_2.liquidation,
        equity_1=gone_1.equity,
        equity_2=gone_2.equity,
        write_offs_1=gone_1.write_offs,
        write_offs_2=gone_2.write_offs,
        rescue=balance.rescue,
        taxes=flows.taxes,
        deficit=balance.deficit,
        deposits_households=after.household_cash,
        deposits_1=one.cash.sum(),
        deposits_2=deposits_2,
        loans_1=one.debt.sum(),
        loans_2=loans_2,
        firm_debt=flows.loans,
        public_debt=after.public_debt,
        bank_equity=after.bank_equity,
        machines_value=machines,
        inventories_value=inventories,
        machines_scrapped=found.scrapped,
        machines_destroyed=gone_2.machines_destroyed,
        inventories_destroyed=gone_2.inventories_destroyed,
        inventories_revalued=measured.inventories_revalued,
    )
    for k in range(len(numbers)):
        row[k] = numbers[k]
    return gdp_nominal
