"""The rule sets, and the one table that says what each of them does where they differ."""

from __future__ import annotations

from typing import Any, NamedTuple

from missionlab.economy import closed_books, program_books
from missionlab.economy.compiled import decision
from missionlab.economy.equations import competition, credit, demand


class Closed(NamedTuple):
    """The published behaviour with closed books: the default, for every appraisal."""

    edition: int = 1


class Lsd01(NamedTuple):
    """What the reference program does, oddities included, to be compared with it."""

    edition: int = 1


class Benefit(NamedTuple):
    """The state pays unemployment benefits (flagGovExp 2)."""

    edition: int = 1


class Exogenous(NamedTuple):
    """The state buys goods along a path of its own (flagGovExp 1)."""

    edition: int = 1


class Rules(NamedTuple):
    """How the books are kept and how the state spends. The type of a `Rules` decides what is compiled."""

    books: Any
    spending: Any


BOOKS = {"closed": Closed(), "lsd-0.1": Lsd01()}
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
def close_books(books, p, macro, flows):
    """Households, bank and state at the end of the period."""


@decision({Benefit: closed_books.pay_benefits, Exogenous: closed_books.buy_goods})
def state_spending(spending, force, employed, benefit_rate, wage, purchases, growth):
    """What the state spends: (benefits, purchases)."""
