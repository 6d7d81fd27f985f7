"""The books of one period under `closed`: transactions, balance sheet and other changes, from what was recorded.

The form is that of Godley and Lavoie: a source of funds has a plus, a use a minus. No figure is a residual that hides a
gap: each is recorded by itself, but for retained profit, which passes from a current to a capital account, and the
bank's interest, which is what the others pay and get; the change of its equity would show a gap there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from missionlab.economy.state import State

SECTORS = ("Households", "Capital-good firms", "Consumption-good firms", "Bank", "State")
ACCOUNTS = (
    "Households",
    "Capital-good firms, current",
    "Capital-good firms, capital",
    "Consumption-good firms, current",
    "Consumption-good firms, capital",
    "Bank, current",
    "Bank, capital",
    "State",
)
STOCKS = (
    "deposits_households",
    "deposits_1",
    "deposits_2",
    "loans_1",
    "loans_2",
    "public_debt",
    "bank_equity",
    "machines_value",
    "inventories_value",
    "public_loans_1",
    "public_loans_2",
    "public_machines",
)
"""The recorded series that say what is held and owed at the end of a period."""


class Matrix(NamedTuple):
    """Named rows and columns. `values` has shape (rows, columns), in money; sums are left to the reader."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: np.ndarray


class Books(NamedTuple):
    """The books of a period.

    `flows`: every row and every column adds to zero. `balance`: every column adds to zero, and so does every row of
    claims; those of machines and inventories add to what there is, and net worth to minus that. `changes` has a row for
    each real asset and adds up along it: opening value, what is bought, other changes, less closing value give zero.
    `loans` has a row for each sector that owes to the public bank, and adds up along it in the same way.
    """

    flows: Matrix
    balance: Matrix
    changes: Matrix
    loans: Matrix

    @property
    def gap(self) -> float:
        """The largest sum that should be zero, as a share of the largest flow, or holding, in its table."""
        flows, balance, changes, loans = (matrix.values for matrix in self)
        gaps = (
            (max(np.abs(flows.sum(axis=0)).max(), np.abs(flows.sum(axis=1)).max()), flows),
            (max(np.abs(balance.sum(axis=0)).max(), np.abs(balance[:CLAIMS].sum(axis=1)).max()), balance),
            (np.abs(changes.sum(axis=1)).max(), changes),
            (np.abs(loans.sum(axis=1)).max(), loans),
        )
        return max(float(gap / max(np.abs(table).max(), 1.0)) for gap, table in gaps)


def opening(state: State) -> dict[str, float]:
    """What is held and owed in a state, by the names of the recorded series: what its next period opens with."""
    one, two, machines, _, _, macro = state
    held = [machines[j, : firm["vintages"]] for j, firm in enumerate(two)]
    amounts = (
        macro.household_cash,
        one["cash"].sum(),
        two["cash"].sum(),
        one["debt"].sum(),
        two["debt"].sum(),
        macro.public_debt,
        macro.bank_equity,
        sum((owned["number"] * owned["paid"]).sum() for owned in held),
        (two["price"] * two["inventory"]).sum(),
        one["public_loan"].sum(),
        two["public_loan"].sum(),
        macro.public_machines,
    )
    return {name: float(amount) for name, amount in zip(STOCKS, amounts, strict=True)}


def books(before: Mapping[str, float], now: Mapping[str, float]) -> Books:
    """The books of the period whose recorded series are `now`, after `before`: the record of the period before.

    Of `before` only `STOCKS` are read, so that `opening(state)` serves for the period after a state. The series must be
    those of the rules `closed`; under `lsd-0.1` the books do not close, and the sums say by how much.
    """
    return Books(_flows(before, now), _balance(now), _changes(before, now), _loans(before, now))


def _flows(before: Mapping[str, float], now: Mapping[str, float]) -> Matrix:
    change = {name: now[name] - before[name] for name in STOCKS}
    sales = now["spending_households"] + now["spending_state"]
    bought = now["spending_state"] - now["outlay_purchases"]
    machines, stored = now["investment_nominal"], now["inventory_investment"]
    bank_interest = now["interest_state"] - now["interest_households"] - now["interest_1"] - now["interest_2"]
    levers = _levers(now)
    from_levers = np.sum(list(levers.values()), axis=0)
    retained_1 = machines - now["wages_1"] - now["taxes_1"] + now["interest_1"] - now["dividends_1"] + from_levers[1]
    retained_2 = sales + stored - now["wages_2"] - now["taxes_2"] + now["interest_2"] - now["dividends_2"]
    retained_2 += from_levers[3] - now["outlay_purchases"]
    retained_b = bank_interest - now["taxes_bank"] - now["dividends_bank"]
    dividends = now["dividends_1"] + now["dividends_2"] + now["dividends_bank"]
    deposits = change["deposits_households"] + change["deposits_1"] + change["deposits_2"]
    loans = change["loans_1"] + change["loans_2"]
    left, put_in = now["liquidation_1"] + now["liquidation_2"], now["equity_1"] + now["equity_2"]
    lost = now["write_offs_1"] + now["write_offs_2"]
    table: dict[str, tuple[float, ...]] = {
        # households, capital-good firms (2), consumption-good firms (2), bank (2), state
        "Consumption": (-now["spending_households"], 0, 0, now["spending_households"], 0, 0, 0, 0),
        "Public purchases": (0, 0, 0, bought, 0, 0, 0, -bought),
        "Wages": (now["wages_1"] + now["wages_2"], -now["wages_1"], 0, -now["wages_2"], 0, 0, 0, 0),
        "Benefits": (now["benefits"], 0, 0, 0, 0, 0, 0, -now["benefits"]),
        "Machines": (0, machines, 0, 0, -machines, 0, 0, 0),
        "Inventories": (0, 0, 0, stored, -stored, 0, 0, 0),
        "Taxes": (-now["taxes_households"], -now["taxes_1"], 0, -now["taxes_2"], 0, -now["taxes_bank"], 0,
                  now["taxes"]),
        "Interest": (now["interest_households"], now["interest_1"], 0, now["interest_2"], 0, bank_interest, 0,
                     -now["interest_state"]),
        **{name: row for name, row in levers.items() if any(row)},
        "Dividends": (dividends, -now["dividends_1"], 0, -now["dividends_2"], 0, -now["dividends_bank"], 0, 0),
        "Retained profit": (0, -retained_1, retained_1, -retained_2, retained_2, -retained_b, retained_b, 0),
        "Liquidation": (left, 0, -now["liquidation_1"], 0, -now["liquidation_2"], 0, 0, 0),
        "Equity of new firms": (-put_in, 0, now["equity_1"], 0, now["equity_2"], 0, 0, 0),
        "Write-offs": (0, 0, now["write_offs_1"], 0, now["write_offs_2"], 0, -lost, 0),
        "Rescue": (0, 0, 0, 0, 0, 0, now["rescue"], -now["rescue"]),
        "Change of deposits": (-change["deposits_households"], 0, -change["deposits_1"], 0, -change["deposits_2"], 0,
                               deposits, 0),
        "Change of loans": (0, 0, change["loans_1"], 0, change["loans_2"], 0, -loans, 0),
        "Change of public debt": (0, 0, 0, 0, 0, 0, -change["public_debt"], change["public_debt"]),
    }  # fmt: skip
    return Matrix(tuple(table), ACCOUNTS, np.array(list(table.values()), dtype=np.float64))


def _levers(now: Mapping[str, float]) -> dict[str, tuple[float, ...]]:
    """A row for each lever that costs money, with its payee, and those of the public bank's loans.

    The matrix leaves out those in which no money flows.
    What stands against the money: goods used up, machines (in `changes`), researchers' work, or a claim (in `loans`).
    """
    paid = {name.removeprefix("outlay_"): amount for name, amount in now.items() if name.startswith("outlay_")}
    grants, capital = paid["public_firms"] - now["public_firm_capital"], now["public_firm_capital"]
    lent_1, lent_2 = now["public_lending_1"], now["public_lending_2"]
    paid_1, paid_2 = now["public_payments_1"], now["public_payments_2"]
    due_1, due_2 = now["public_interest_1"], now["public_interest_2"]
    return {
        # households, capital-good firms (2), consumption-good firms (2), bank (2), state
        "Transfers": (paid["transfers"], 0, 0, 0, 0, 0, 0, -paid["transfers"]),
        "Purchases under a policy": (0, 0, 0, paid["purchases"], 0, 0, 0, -paid["purchases"]),
        "Research refund": (0, paid["research_refund"], 0, 0, 0, 0, 0, -paid["research_refund"]),
        "Research hiring": (0, paid["research_hiring"], 0, 0, 0, 0, 0, -paid["research_hiring"]),
        "Investment discount": (0, 0, 0, 0, paid["investment_discount"], 0, 0, -paid["investment_discount"]),
        "Laboratory": (paid["laboratory"], 0, 0, 0, 0, 0, 0, -paid["laboratory"]),
        "Laboratory of techniques": (paid["laboratory_technique"], 0, 0, 0, 0, 0, 0, -paid["laboratory_technique"]),
        "Public firms": (0, grants, capital, 0, 0, 0, 0, -paid["public_firms"]),
        "Machine purchases": (0, paid["machine_purchases"], 0, 0, 0, 0, 0, -paid["machine_purchases"]),
        "Public bank": (0, 0, lent_1, 0, lent_2, 0, 0, -paid["public_bank"]),
        "Costs of public loans": (0, -due_1, due_1, -due_2, due_2, 0, 0, 0),
        "Payments on public loans": (0, 0, -paid_1, 0, -paid_2, 0, 0, now["returns"]),
    }  # fmt: skip


CLAIMS = 4
"""Rows of the balance sheet that are claims of one sector on another; they come first."""


def _balance(now: Mapping[str, float]) -> Matrix:
    households, one, two = now["deposits_households"], now["deposits_1"], now["deposits_2"]
    debt, equity = now["public_debt"], now["bank_equity"]
    machines, inventories = now["machines_value"], now["inventories_value"]
    owed_1, owed_2, public_machines = now["public_loans_1"], now["public_loans_2"], now["public_machines"]
    table: dict[str, tuple[float, ...]] = {
        # households, capital-good firms, consumption-good firms, bank, state
        "Deposits": (households, one, two, -households - one - two, 0),
        "Loans": (0, -now["loans_1"], -now["loans_2"], now["loans_1"] + now["loans_2"], 0),
        "Public debt": (0, 0, 0, debt, -debt),
        "Public loans": (0, -owed_1, -owed_2, 0, now["public_loans"]),
        "Machines": (0, 0, machines, 0, public_machines),
        "Inventories": (0, 0, inventories, 0, 0),
        "Net worth": (
            -households,
            now["loans_1"] + owed_1 - one,
            now["loans_2"] + owed_2 - two - machines - inventories,
            -equity,
            debt - now["public_loans"] - public_machines,
        ),
    }
    return Matrix(tuple(table), SECTORS, np.array(list(table.values()), dtype=np.float64))


def _changes(before: Mapping[str, float], now: Mapping[str, float]) -> Matrix:
    columns = (
        "Opening",
        "Bought or stored",
        "Given by the state",
        "Scrapped",
        "Lost with firms that left",
        "Change of price",
        "Less closing",
    )
    machines = (
        before["machines_value"], now["investment_nominal"], now["machines_handed_over"], -now["machines_scrapped"],
        -now["machines_destroyed"], 0.0, -now["machines_value"],
    )  # fmt: skip
    public_machines = (
        before["public_machines"], now["outlay_machine_purchases"], -now["machines_handed_over"],
        -now["public_machines_scrapped"], 0.0, 0.0, -now["public_machines"],
    )  # fmt: skip
    inventories = (
        before["inventories_value"], now["inventory_investment"], 0.0, 0.0, -now["inventories_destroyed"],
        now["inventories_revalued"], -now["inventories_value"],
    )  # fmt: skip
    rows = ("Machines of firms", "Machines of the state", "Inventories")
    return Matrix(rows, columns, np.array([machines, public_machines, inventories]))


def _loans(before: Mapping[str, float], now: Mapping[str, float]) -> Matrix:
    """What firms owe to the public bank: costs that fall due are added, what is paid and what is lost goes off."""
    rows = [
        (
            before[f"public_loans_{sector}"], now[f"public_lending_{sector}"], now[f"public_interest_{sector}"],
            -now[f"public_payments_{sector}"], -now[f"public_losses_{sector}"], -now[f"public_loans_{sector}"],
        )
        for sector in (1, 2)
    ]  # fmt: skip
    columns = ("Opening", "Lent", "Costs", "Paid", "Lost", "Less closing")
    return Matrix((SECTORS[1], SECTORS[2]), columns, np.array(rows))
