"""The record of a period: one number for each series of the series table."""

from __future__ import annotations

from missionlab.economy import policy, public_bank
from missionlab.economy.compiled import block


@block
def record(
    row, one, two, gdp_nominal, gdp_constant, after, hired, found, made_1, made_2, spread,
    spent, settled_1, settled_2, gone_1, gone_2, held_1, held_2, flows, balance, banked, outlays, grants,
):  # fmt: skip
    """Write the period's record but for banks and levers into `row`, which has a field for each series."""
    employed = hired.capital_goods + hired.consumption_goods + hired.laboratory
    laboratory_wages = outlays.laboratory + outlays.laboratory_technique
    machines_worth = inventories_worth = 0.0
    for firm in two:
        machines_worth += firm.machines_value
        inventories_worth += firm.price * firm.inventory
    row.gdp = found.machines_made + made_2.made
    row.gdp_constant = gdp_constant
    row.gdp_nominal = gdp_nominal
    row.consumption = made_2.bought
    row.investment = made_2.investment
    row.investment_nominal = made_2.investment_nominal
    row.inventory_change = made_2.inventory_change
    row.goods_made = made_2.made
    row.machines_made = found.machines_made
    row.employment = employed
    row.unemployment = after.unemployment
    row.labour_force = after.labour_force
    row.wage = after.wage
    row.wage_real = after.wage / after.cpi
    row.cpi = after.cpi
    row.ppi = after.ppi
    row.productivity = after.productivity
    row.markup = made_2.markup
    wages = settled_1.wages + settled_2.wages + laboratory_wages
    row.wage_share = wages / gdp_nominal if gdp_nominal != 0.0 else 0.0
    row.research_spending = made_1.research_spending + grants
    row.research_workers = hired.researchers
    row.innovators = found.innovators / one.size
    row.imitators = found.imitators / one.size
    row.concentration_1 = made_1.concentration
    row.concentration_2 = made_2.concentration
    row.utilisation = spread.utilisation
    row.exit_1 = gone_1.left / one.size
    row.exit_2 = gone_2.left / two.size
    row.bankruptcies = float(gone_1.bankrupt + gone_2.bankrupt)
    row.age_1 = made_1.age
    row.age_2 = made_2.age
    row.productivity_spread = spread.productivity_spread
    row.idle_investors = spread.idle_investors
    row.investment_spikes = spread.investment_spikes
    row.spending_households = spent - flows.purchases
    row.spending_state = flows.purchases
    row.wages_1 = settled_1.wages
    row.wages_2 = settled_2.wages
    row.benefits = flows.benefits
    row.inventory_investment = made_2.inventory_investment
    row.taxes_1 = settled_1.taxes
    row.taxes_2 = settled_2.taxes
    row.interest_households = banked.interest_households
    row.interest_1 = settled_1.interest
    row.interest_2 = settled_2.interest
    row.interest_state = banked.interest_state
    row.dividends_1 = settled_1.dividends
    row.dividends_2 = settled_2.dividends
    row.dividends_bank = balance.bank_dividend
    row.liquidation_1 = gone_1.liquidation
    row.liquidation_2 = gone_2.liquidation
    row.equity_1 = gone_1.equity
    row.equity_2 = gone_2.equity
    row.write_offs_1 = gone_1.write_offs
    row.write_offs_2 = gone_2.write_offs
    row.rescue = balance.rescue
    row.taxes_bank = banked.taxes
    row.taxes = flows.taxes + banked.taxes
    row.deficit = balance.deficit
    row.deposits_households = after.household_cash
    row.deposits_1 = held_1.deposits
    row.deposits_2 = held_2.deposits
    row.loans_1 = held_1.loans
    row.loans_2 = held_2.loans
    row.firm_debt = flows.loans
    row.public_debt = after.public_debt
    row.bank_equity = after.bank_equity
    row.machines_value = machines_worth
    row.inventories_value = inventories_worth
    row.machines_scrapped = found.scrapped
    row.machines_destroyed = gone_2.machines_destroyed
    row.inventories_destroyed = gone_2.inventories_destroyed
    row.inventories_revalued = made_2.inventories_revalued
    row.innovation_chance = found.chance


@block
def record_policy(
    row, one, two, after, hired, budgets, outlays, lending, successes, tax, new_capital, handed_over, scrapped
):
    """Write what the levers cost, whom they paid and what they brought."""
    row.outlay = policy.total(outlays)
    row.unspent = max(policy.total(budgets) - row.outlay, 0.0)
    row.outlay_transfers = outlays.transfers
    row.outlay_purchases = outlays.purchases
    row.outlay_research_refund = outlays.research_refund
    row.outlay_research_hiring = outlays.research_hiring
    row.outlay_investment_discount = outlays.investment_discount
    row.outlay_laboratory = outlays.laboratory
    row.outlay_laboratory_technique = outlays.laboratory_technique
    row.outlay_public_firms = outlays.public_firms
    row.outlay_machine_purchases = outlays.machine_purchases
    row.outlay_public_bank = outlays.public_bank
    row.public_firm_capital = new_capital
    row.public_lending_1 = lending.lent_1
    row.public_lending_2 = lending.lent_2
    row.public_interest_1 = lending.due_1
    row.public_interest_2 = lending.due_2
    row.public_payments_1 = lending.paid_1
    row.public_payments_2 = lending.paid_2
    row.public_losses_1 = lending.lost_1
    row.public_losses_2 = lending.lost_2
    row.returns = lending.paid_1 + lending.paid_2
    row.public_loans_1 = public_bank.owed(one)
    row.public_loans_2 = public_bank.owed(two)
    row.public_loans = row.public_loans_1 + row.public_loans_2
    row.public_loan_losses = lending.lost_1 + lending.lost_2
    row.public_machines = after.public_machines
    row.machines_handed_over = handed_over
    row.public_machines_scrapped = scrapped
    row.laboratory_workers = hired.laboratory
    row.laboratory_successes = successes
    row.opportunity_shift = after.opportunity_shift
    row.research_private = after.wage * hired.researchers - _research_paid_by_state(outlays, new_capital)
    row.taxes_households = tax
    row.given_up = after.given_up


@block
def _research_paid_by_state(outlays, new_capital):
    return outlays.research_refund + outlays.research_hiring + outlays.public_firms - new_capital
