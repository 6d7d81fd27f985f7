"""The rule sets, and the one table that says what each of them does where they differ."""

from __future__ import annotations

from typing import Any, NamedTuple

from missionlab.economy import banks, closed_books, one_bank, program_books
from missionlab.economy.compiled import decision
from missionlab.economy.equations import competition, credit, demand


class Closed(NamedTuple):
    """The published behaviour with closed books: the default, for every appraisal."""

    edition: int = 1


class Lsd01(NamedTuple):
    """What the reference program does, oddities included, to be compared with it."""

    edition: int = 1


class OneBank(NamedTuple):
    """One bank, which lends whatever firms' own limits allow."""

    edition: int = 1


class ManyBanks(NamedTuple):
    """Banks as agents, which lend what their equity carries, in a pecking order (flagCreditRule 1)."""

    edition: int = 1


class UnrationedBanks(NamedTuple):
    """Banks as agents that lend whatever firms' own limits allow (flagCreditRule 0)."""

    edition: int = 1


class Benefit(NamedTuple):
    """The state pays unemployment benefits (flagGovExp 2)."""

    edition: int = 1


class Exogenous(NamedTuple):
    """The state buys goods along a path of its own (flagGovExp 1)."""

    edition: int = 1


class Rules(NamedTuple):
    """How the books are kept, how the state spends, who lends. The type of a `Rules` decides what is compiled."""

    books: Any
    spending: Any
    banking: Any


BOOKS = {"closed": Closed(), "lsd-0.1": Lsd01()}
BANKING = {"one bank": OneBank(), "banks": ManyBanks(), "banks without rationing": UnrationedBanks()}
RULE_SETS = {
    "closed": (Closed(), OneBank()),
    "lsd-0.1": (Lsd01(), OneBank()),
    "closed-banks": (Closed(), ManyBanks()),
    "closed-banks-unrationed": (Closed(), UnrationedBanks()),
}
"""What `rules` chooses, by name: the books and the banking."""
CLOSED_RULE_SETS = tuple(name for name, (books, _) in RULE_SETS.items() if isinstance(books, Closed))
"""Those under which a policy's cost can be followed: its money comes from somewhere and goes somewhere."""
SPENDING = {"benefit": Benefit(), "exogenous": Exogenous()}


@decision({Closed: credit.plan, Lsd01: credit.plan_with_loss})
def finance_plan(books, wanted, unit_cost, lot, cash, credit, coin):
    """What a consumption-good firm's plan gets: (units granted, cash left, new debt)."""


@decision({Closed: credit.cut_research_first, Lsd01: credit.make_all_or_cancel})
def finance_orders(books, orders, unit_cost, price, budget, cash, credit, coin):
    """What a capital-good firm makes and spends on research: (machines, research, cash left, new debt)."""


@decision({Closed: credit.settle, Lsd01: credit.settle_with_loss})
def settled(books, flow, cash, debt, credit, coin, refund):
    """A firm's cash and debt after its profit or loss."""


@decision({Closed: demand.first_capital_in_machines, Lsd01: demand.first_capital_as_wished})
def first_capital(books, desired, capacity):
    """What a firm without a machine orders."""


@decision({Closed: competition.shares_sum, Lsd01: competition.shares_sum_as_coded})
def shares_divisor(books, total):
    """What market shares are divided by."""


@decision({Closed: closed_books.household_plan, Lsd01: program_books.household_plan})
def household_plan(books, wages, benefits, cash, dividends, interest_rate):
    """What households plan to spend."""


@decision({Closed: closed_books.state_purchases, Lsd01: program_books.state_purchases})
def state_purchases(books, purchases, spent, planned):
    """What the state spent on goods when goods were short."""


@decision({Closed: closed_books.inventory_investment, Lsd01: program_books.inventory_investment})
def inventory_investment(books, price, inventory, price_before, inventory_before):
    """Change of inventories in nominal output."""


@decision({Closed: closed_books.inventory_change, Lsd01: program_books.inventory_change})
def inventory_change(books, stored, lost_before):
    """Change of inventories in goods."""


@decision({Closed: closed_books.capacity_counted, Lsd01: program_books.capacity_counted})
def capacity_counted(books, opening, closing):
    """The capacity to which output is compared."""


@decision({Closed: closed_books.sell_goods, Lsd01: program_books.sell_goods})
def sell_goods(books, spending, cpi, two):
    """Ration goods among firms and buyers; returns what was spent."""


@decision({Closed: closed_books.keep_inventory, Lsd01: program_books.keep_inventory})
def kept_inventory(books, inventory):
    """Inventories that are carried over."""


@decision({Closed: closed_books.spare_last_capital_good_firm, Lsd01: program_books.spare_last_capital_good_firm})
def spare_last_capital_good_firm(books, p, price_index, one):
    """What happens when every capital-good firm would leave; returns the place that is founded anew, or -1."""


@decision(
    {Closed: closed_books.spare_last_consumption_good_firm, Lsd01: program_books.spare_last_consumption_good_firm}
)
def spare_last_consumption_good_firm(books, p, price_index, two):
    """What happens when every consumption-good firm would leave; returns the place that is founded anew, or -1."""


@decision({Closed: closed_books.equity, Lsd01: program_books.equity})
def entrant_equity(books, wanted, purse):
    """Equity that households put into a new firm."""


@decision({Closed: closed_books.close_books, Lsd01: program_books.close_books})
def close_books(books, macro, flows, banked):
    """Households and the state at the end of the period."""


@decision({Benefit: closed_books.pay_benefits, Exogenous: closed_books.buy_goods})
def state_spending(spending, force, employed, benefit_rate, wage, purchases, growth):
    """What the state spends: (benefits, purchases)."""


@decision({OneBank: one_bank.found_banks, ManyBanks: banks.found_banks, UnrationedBanks: banks.found_banks})
def found_banks(banking, p, seed, one, two):
    """The records of banks at the start."""


@decision({OneBank: one_bank.deposit_rate, ManyBanks: banks.deposit_rate, UnrationedBanks: banks.deposit_rate})
def deposit_rate(banking, p):
    """Interest on deposits."""


@decision({OneBank: one_bank.next_prime_rate, ManyBanks: banks.next_prime_rate, UnrationedBanks: banks.next_prime_rate})
def next_prime_rate(banking, p, macro):
    """The rate of the central bank in the period, from what it knows of the one before."""


@decision(
    {OneBank: one_bank.next_benefit_cut, ManyBanks: banks.next_benefit_cut, UnrationedBanks: banks.next_benefit_cut}
)
def next_benefit_cut(banking, p, macro, target, deficit, debt, gdp_nominal, output):
    """How far below its target a fiscal rule puts the benefit rate of the next period."""


@decision(
    {OneBank: one_bank.output_remembered, ManyBanks: banks.output_remembered, UnrationedBanks: banks.output_remembered}
)
def output_remembered(banking, output):
    """Output that the next period looks back at."""


@decision({OneBank: one_bank.open_banks, ManyBanks: banks.open_banks, UnrationedBanks: banks.open_banks})
def open_banks(banking, p, macro, one, two, banks):
    """Interest of the period on opening balances, the pecking order, and what banks can lend."""


@decision({OneBank: one_bank.turn, ManyBanks: banks.turn, UnrationedBanks: one_bank.turn})
def turn(banking, firms, n):
    """The place of the firm that is n-th of its sector to ask for a loan."""


@decision({OneBank: one_bank.lines_kept, ManyBanks: banks.lines_kept, UnrationedBanks: one_bank.lines_kept})
def lines_kept(banking, banks):
    """What banks can still lend, to be restored after a trial."""


@decision({OneBank: one_bank.restore_lines, ManyBanks: banks.restore_lines, UnrationedBanks: one_bank.restore_lines})
def restore_lines(banking, banks, lines):
    """Restore what banks can still lend."""


@decision({OneBank: one_bank.offered, ManyBanks: banks.offered, UnrationedBanks: one_bank.offered})
def offered(banking, banks, firm, own, sector):
    """What a firm can still borrow, of which its own limit leaves `own`."""


@decision({OneBank: one_bank.lend, ManyBanks: banks.lend, UnrationedBanks: one_bank.lend})
def lend(banking, banks, firm, new_debt, refused, sector):
    """Note a new loan, and what was refused."""


@decision({OneBank: one_bank.write_off, ManyBanks: banks.write_off, UnrationedBanks: banks.write_off})
def write_off(banking, banks, firm, lost):
    """Charge what a firm that leaves cannot pay."""


@decision({OneBank: one_bank.join_bank, ManyBanks: banks.join_bank, UnrationedBanks: banks.join_bank})
def join_bank(banking, seed, t, stream, firm, banks):
    """Give a new firm its bank."""


@decision({OneBank: one_bank.settle_banks, ManyBanks: banks.settle_banks, UnrationedBanks: banks.settle_banks})
def settle_banks(banking, p, tax_rate, wage, macro, flows, one, two, banks):
    """The banks' profits, taxes, rescues and dividends; returns `Banked`."""


@decision({OneBank: one_bank.record_banks, ManyBanks: banks.record_banks, UnrationedBanks: banks.record_banks})
def record_banks(banking, p, row, macro, banks):
    """Record the series of banks."""
