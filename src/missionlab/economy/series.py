"""The series of a run: one table that names, orders, explains and labels every number recorded in a period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Series:
    """One recorded series. `kind` is stock, flow, ratio, price or count; `symbol` its name in papers and in moments.py."""

    name: str
    symbol: str
    meaning: str
    unit: str
    kind: str


def _s(name: str, symbol: str, unit: str, kind: str, meaning: str) -> Series:
    return Series(name, symbol, meaning, unit, kind)


SERIES = (
    # Output and its uses
    _s("gdp", "GDP", "machines + goods", "flow", "Real output as the reference program counts it: machines and goods made, unweighted"),
    _s("gdp_constant", "GDPc", "money of period 0", "flow", "Real output at the prices of period 0; the work of laboratories counts as what it costs"),
    _s("gdp_nominal", "GDPnom", "money", "flow", "Nominal output: consumption, investment, change of inventories and the wages of laboratories"),
    _s("consumption", "C", "goods", "flow", "Goods bought"),
    _s("investment", "I", "goods of capacity", "flow", "Capacity of the machines delivered"),
    _s("investment_nominal", "Inom", "money", "flow", "Machines delivered, at the price paid"),
    _s("inventory_change", "dN", "goods", "flow", "Change of inventories by production and sales"),
    _s("goods_made", "Q2e", "goods", "flow", "Output of consumption-good firms"),
    _s("machines_made", "Q1e", "machines", "flow", "Output of capital-good firms"),
    # Labour and prices
    _s("employment", "L", "workers", "stock", "Workers employed"),
    _s("unemployment", "U", "share", "ratio", "Share of the labour force without work"),
    _s("labour_force", "Ls", "workers", "stock", "Labour force"),
    _s("wage", "w", "money/worker", "price", "Wage"),
    _s("wage_real", "wReal", "goods/worker", "price", "Wage over consumer prices"),
    _s("cpi", "CPI", "money/good", "price", "Consumer prices, weighted by market share"),
    _s("ppi", "PPI", "money/machine", "price", "Prices of machines, weighted by machines made"),
    _s("productivity", "A", "goods/worker", "ratio", "Labour productivity, weighted over both sectors"),
    _s("markup", "mu", "share", "ratio", "Mark-up of consumption-good firms, weighted by market share"),
    _s("wage_share", "ws", "share", "ratio", "Wages over nominal output"),
    # Research and firms
    _s("research_spending", "RD", "money", "flow", "Research budgets of firms, grants included"),
    _s("research_workers", "Lrd", "workers", "stock", "Workers in research of firms"),
    _s("innovators", "inn", "share", "ratio", "Share of capital-good firms that adopt an innovation"),
    _s("imitators", "imi", "share", "ratio", "Share of capital-good firms that adopt another firm's technique"),
    _s("concentration_1", "HH1", "share", "ratio", "Normalised Herfindahl index, capital-good firms"),
    _s("concentration_2", "HH2", "share", "ratio", "Normalised Herfindahl index, consumption-good firms"),
    _s("utilisation", "Q2u", "share", "ratio", "Output over capacity of the producing consumption-good firms"),
    _s("exit_1", "exit1", "share", "ratio", "Share of capital-good firms that leave"),
    _s("exit_2", "exit2", "share", "ratio", "Share of consumption-good firms that leave"),
    _s("bankruptcies", "bk", "firms", "count", "Firms that leave because they cannot pay"),
    _s("age_1", "age1", "periods", "ratio", "Mean age of capital-good firms"),
    _s("age_2", "age2", "periods", "ratio", "Mean age of consumption-good firms"),
    _s("productivity_spread", "sdA", "log points", "ratio", "Standard deviation of log productivity over producing consumption-good firms"),
    _s("idle_investors", "I0", "share", "ratio", "Share of producing consumption-good firms that invest less than 1 % of their capital"),
    _s("investment_spikes", "Isp", "share", "ratio", "Share of producing consumption-good firms that invest more than 35 % of their capital"),
    # Flows of money (the rows of the transaction-flow matrix)
    _s("spending_households", "Cnom", "money", "flow", "Consumption, at the prices paid"),
    _s("spending_state", "Gp", "money", "flow", "Purchases of goods by the state"),
    _s("wages_1", "W1", "money", "flow", "Wages paid by capital-good firms"),
    _s("wages_2", "W2", "money", "flow", "Wages paid by consumption-good firms"),
    _s("benefits", "G", "money", "flow", "Unemployment benefits"),
    _s("inventory_investment", "dNnom", "money", "flow", "Change of inventories, at the maker's price"),
    _s("taxes_1", "T1", "money", "flow", "Taxes on profits of capital-good firms"),
    _s("taxes_2", "T2", "money", "flow", "Taxes on profits of consumption-good firms"),
    _s("interest_households", "rH", "money", "flow", "Interest received by households"),
    _s("interest_1", "rF1", "money", "flow", "Interest received less interest paid, capital-good firms"),
    _s("interest_2", "rF2", "money", "flow", "Interest received less interest paid, consumption-good firms"),
    _s("interest_state", "rB", "money", "flow", "Interest paid by the state"),
    _s("dividends_1", "Div1", "money", "flow", "Dividends of capital-good firms"),
    _s("dividends_2", "Div2", "money", "flow", "Dividends of consumption-good firms"),
    _s("dividends_bank", "DivB", "money", "flow", "Excess equity that the bank pays to households"),
    _s("liquidation_1", "X1", "money", "flow", "What is left to households when capital-good firms leave"),
    _s("liquidation_2", "X2", "money", "flow", "What is left to households when consumption-good firms leave"),
    _s("equity_1", "E1", "money", "flow", "Equity that households put into new capital-good firms"),
    _s("equity_2", "E2", "money", "flow", "Equity that households put into new consumption-good firms"),
    _s("write_offs_1", "Z1", "money", "flow", "Loans to capital-good firms that the bank writes off"),
    _s("write_offs_2", "Z2", "money", "flow", "Loans to consumption-good firms that the bank writes off"),
    _s("rescue", "R", "money", "flow", "Public debt that the state gives the bank to restore its equity"),
    _s("taxes_bank", "Tb", "money", "flow", "Taxes on profits of banks"),
    _s("taxes", "Tax", "money", "flow", "Taxes of firms, banks and households"),
    _s("deficit", "Def", "money", "flow", "Deficit of the state"),
    # Banks
    _s("prime_rate", "rPrime", "1/period", "ratio", "Rate of the central bank at which the period's interest is reckoned"),
    _s("loan_rate", "rDeb", "1/period", "ratio", "Mean interest rate on loans"),
    _s("bad_debt", "Bda", "share", "ratio", "Write-offs of the period over these and the loans left"),
    _s("credit_rationed", "CRat", "money", "flow", "Loans that firms wanted within their own limits and banks could not give"),
    _s("banks_rescued", "Bres", "banks", "count", "Banks that the state rescues"),
    _s("bank_equity_min", "Vmin", "money", "stock", "Equity of the bank that has least"),
    _s("concentration_banks", "HHb", "share", "ratio", "Normalised Herfindahl index of banks' loans"),
    # Policy: outlays by lever, what they buy, and what comes back
    _s("outlay", "X", "money", "flow", "Gross outlay on all levers"),
    _s("unspent", "Xu", "money", "flow", "Budgets that could not be spent"),
    _s("outlay_transfers", "Xtr", "money", "flow", "Transfers to households"),
    _s("outlay_purchases", "Xg", "money", "flow", "Goods bought by the state under a policy"),
    _s("outlay_research_refund", "Xrr", "money", "flow", "Refunds of research costs"),
    _s("outlay_research_hiring", "Xrh", "money", "flow", "Wages of researchers beyond those whom firms would hire"),
    _s("outlay_investment_discount", "Xd", "money", "flow", "Part of the price of machines paid by the state"),
    _s("outlay_laboratory", "Xl", "money", "flow", "Wages of the laboratory that shifts what searches can find"),
    _s("outlay_laboratory_technique", "Xlt", "money", "flow", "Wages of the laboratory that finds techniques"),
    _s("outlay_public_firms", "Xpf", "money", "flow", "Research grants and new cash of public firms"),
    _s("outlay_machine_purchases", "Xm", "money", "flow", "Machines bought by the state"),
    _s("outlay_public_bank", "Xpb", "money", "flow", "New loans of the public bank"),
    _s("public_firm_capital", "Xpc", "money", "flow", "New cash of public firms, debt repaid for them included"),
    _s("public_lending_1", "XpbF1", "money", "flow", "New loans of the public bank to capital-good firms"),
    _s("public_lending_2", "XpbF2", "money", "flow", "New loans of the public bank to consumption-good firms"),
    _s("public_interest_1", "rG1", "money", "flow", "Interest and shares in profit that capital-good firms owe to the public bank"),
    _s("public_interest_2", "rG2", "money", "flow", "Interest and shares in profit that consumption-good firms owe to the public bank"),
    _s("public_payments_1", "Y1", "money", "flow", "What capital-good firms pay to the public bank"),
    _s("public_payments_2", "Y2", "money", "flow", "What consumption-good firms pay to the public bank"),
    _s("returns", "Y", "money", "flow", "Repayments, interest and shares in profits that the public bank receives"),
    _s("public_loans", "LG", "money", "stock", "Loans of the public bank to firms"),
    _s("public_loan_losses", "ZG", "money", "flow", "Loans of the public bank that are lost with firms that leave"),
    _s("public_losses_1", "ZG1", "money", "flow", "The same with capital-good firms"),
    _s("public_losses_2", "ZG2", "money", "flow", "The same with consumption-good firms"),
    _s("public_machines", "KG", "money", "stock", "Machines in public stock, at the price paid"),
    _s("machines_handed_over", "KGgiv", "money", "flow", "Machines that the state gives to firms, at the price paid"),
    _s("laboratory_workers", "Lnrl", "workers", "stock", "Researchers of public laboratories"),
    _s("laboratory_successes", "Snrl", "1", "count", "Successes of public laboratories"),
    _s("opportunity_shift", "dx", "share", "ratio", "Shift of what innovations can bring, through laboratories"),
    _s("research_private", "RDp", "money", "flow", "Research that firms pay for out of their own money"),
    _s("innovation_chance", "th", "probability", "ratio", "Chance that a capital-good firm's search for an innovation succeeds, weighted by share"),
    _s("taxes_households", "Th", "money", "flow", "Taxes on households, where they finance a policy"),
    _s("given_up", "gu", "share", "ratio", "1 where laboratories and public firms have been given up"),
    # Balance sheets at the end of the period
    _s("deposits_households", "H", "money", "stock", "Deposits of households"),
    _s("deposits_1", "M1", "money", "stock", "Deposits of capital-good firms"),
    _s("deposits_2", "M2", "money", "stock", "Deposits of consumption-good firms"),
    _s("loans_1", "L1", "money", "stock", "Loans to capital-good firms"),
    _s("loans_2", "L2", "money", "stock", "Loans to consumption-good firms"),
    _s("firm_debt", "DebF", "money", "stock", "Loans to all firms"),
    _s("public_loans_1", "LG1", "money", "stock", "Loans of the public bank to capital-good firms"),
    _s("public_loans_2", "LG2", "money", "stock", "Loans of the public bank to consumption-good firms"),
    _s("public_debt", "Deb", "money", "stock", "Public debt; negative = a deposit of the state"),
    _s("bank_equity", "V", "money", "stock", "Equity of the bank"),
    _s("machines_value", "Kval", "money", "stock", "Machines, at the price paid"),
    _s("inventories_value", "Nval", "money", "stock", "Inventories, at the maker's price"),
    # Other changes of real assets, without a transaction
    _s("machines_scrapped", "Kscr", "money", "flow", "Machines scrapped, at the price paid"),
    _s("machines_destroyed", "Kdes", "money", "flow", "Machines of firms that leave, at the price paid"),
    _s("public_machines_scrapped", "KGscr", "money", "flow", "Machines in public stock that are scrapped, at the price paid"),
    _s("inventories_destroyed", "Ndes", "money", "flow", "Inventories of firms that leave, at the maker's price"),
    _s("inventories_revalued", "Nrev", "money", "flow", "Change in value of opening inventories by the maker's price"),
)  # fmt: skip

NAMES = tuple(series.name for series in SERIES)
BY_NAME = {series.name: series for series in SERIES}
RECORD = np.dtype([(name, np.float64) for name in NAMES])
"""The numbers of one period, one field per series."""
COLUMN = {series.name: place for place, series in enumerate(SERIES)}


class UnknownSeries(ValueError):
    """A series that no run records."""


def columns(names: tuple[str, ...]) -> list[int]:
    """The columns of these series; raises `UnknownSeries` with the nearest name."""
    from difflib import get_close_matches

    for name in names:
        if name not in COLUMN:
            near = get_close_matches(name, NAMES, n=1)
            raise UnknownSeries(f"{name}: no such series{f'; did you mean {near[0]}?' if near else ''}")
    return [COLUMN[name] for name in names]
