"""The record of a period: one number for each series, in the order of the series table."""

from __future__ import annotations

from missionlab.economy.compiled import block
from missionlab.economy.machines import machines_value
from missionlab.economy.series import Record


@block
def record(
    p, row, one, two, machines, before, after, hired, found, made_1, made_2, spread, spent, settled_1, settled_2,
    gone_1, gone_2, flows, balance,
):  # fmt: skip
    """Write the period's record into `row`, whose length is the number of series; returns nominal output."""
    price_index_0 = (1.0 + p.capital_good_markup) * p.wage_floor / p.machines_per_worker
    price_0 = (1.0 + p.initial_markup) * p.wage_floor
    employed = hired.capital_goods + hired.consumption_goods
    gdp_nominal = spent + made_2.investment_nominal + made_2.inventory_investment
    deposits_1, loans_1, deposits_2, loans_2 = 0.0, 0.0, 0.0, 0.0
    machines_worth, inventories_worth = 0.0, 0.0
    for maker in one:
        deposits_1 += maker.cash
        loans_1 += maker.debt
    for j in range(two.size):
        firm = two[j]
        deposits_2 += firm.cash
        loans_2 += firm.debt
        machines_worth += machines_value(machines[j], firm.vintages)
        inventories_worth += firm.price * firm.inventory
    numbers = Record(
        gdp=found.machines_made + made_2.made,
        gdp_constant=price_index_0 * found.machines_made + price_0 * made_2.made,
        gdp_nominal=gdp_nominal,
        consumption=made_2.bought,
        investment=made_2.investment,
        investment_nominal=made_2.investment_nominal,
        inventory_change=made_2.inventory_change,
        goods_made=made_2.made,
        machines_made=found.machines_made,
        employment=employed,
        unemployment=after.unemployment,
        labour_force=after.labour_force,
        wage=after.wage,
        wage_real=after.wage / after.cpi,
        cpi=after.cpi,
        ppi=after.ppi,
        productivity=after.productivity,
        markup=made_2.markup,
        wage_share=(settled_1.wages + settled_2.wages) / gdp_nominal,
        research_spending=made_1.research_spending,
        research_workers=hired.researchers,
        innovators=found.innovators / one.size,
        imitators=found.imitators / one.size,
        concentration_1=made_1.concentration,
        concentration_2=made_2.concentration,
        utilisation=spread.utilisation,
        exit_1=gone_1.left / one.size,
        exit_2=gone_2.left / two.size,
        bankruptcies=float(gone_1.bankrupt + gone_2.bankrupt),
        age_1=made_1.age,
        age_2=made_2.age,
        productivity_spread=spread.productivity_spread,
        idle_investors=spread.idle_investors,
        investment_spikes=spread.investment_spikes,
        spending_households=spent - flows.purchases,
        spending_state=flows.purchases,
        wages_1=settled_1.wages,
        wages_2=settled_2.wages,
        benefits=flows.benefits,
        inventory_investment=made_2.inventory_investment,
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
        deposits_1=deposits_1,
        deposits_2=deposits_2,
        loans_1=loans_1,
        loans_2=loans_2,
        firm_debt=flows.loans,
        public_debt=after.public_debt,
        bank_equity=after.bank_equity,
        machines_value=machines_worth,
        inventories_value=inventories_worth,
        machines_scrapped=found.scrapped,
        machines_destroyed=gone_2.machines_destroyed,
        inventories_destroyed=gone_2.inventories_destroyed,
        inventories_revalued=made_2.inventories_revalued,
    )
    for k in range(len(numbers)):
        row[k] = numbers[k]
    return gdp_nominal
