"""The Keynes + Schumpeter model in one plain file: to be read from top to bottom, and to test a faster program against.

Firms that make machines search for better ones; firms that make the consumption good buy them, set prices over cost and
compete for shares of the market; households spend what they have; the state taxes profits and pays benefits; one bank
lends. Growth comes from search, cycles from lumpy investment and from demand.

Source: Dosi, Fagiolo and Roventini (2010, JEDC 34), in the form of a public program, K-S-EE version 0.1. Two rule sets:

    lsd-0.1   what that program does, oddities included (its money leaks at several places);
    closed    the same behaviour with the books closed: every payment has a payer and a payee. Checked in every period.

The two share every line but the rules of the table `RULES`, where a rule is a function. Needs only Python and NumPy:

    python one_file_ks.py --periods 100 --seed 1 --rules closed

Written from the specification alone, without a look at the fast engine, so that the two can be compared number by
number. Both draw random numbers by address (seed, period, stream, firm, block) from the Philox generator.
Small letters that recur: t period, w wage, p price, c unit cost, r interest rate.
"""

# ruff: noqa: N803, N806, ARG001 - A and B are the model's names; the rules of a pair take the same arguments
from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np

RULES = {
    #  which rule               lsd-0.1                          closed
    "opening_public_debt": ("none", "cash_that_nobody_borrowed"),
    "first_machines": ("any_amount", "whole_machines"),
    "cash_after_a_cut": ("one_coin", "what_is_not_spent"),
    "finance_research": ("all_orders_or_none", "research_gives_way"),
    "settle": ("profit_then_refunds", "refunds_then_profit"),
    "last_loan": ("vanishes", "is_paid_out"),
    "rescale": ("when_far_from_one", "always"),
    "sell_goods": ("ration_goods_by_rounds", "ration_money"),
    "last_firm": ("is_given_cash", "is_founded_anew"),
    "equity_of_an_entrant": ("appears", "comes_from_households"),
    "close_the_period": ("budget_a_period_late", "bank_and_state_settle"),
    "stock_building": ("change_of_value", "change_at_todays_price"),
    "goods_stored": ("less_what_leavers_held", "made_less_sold"),
    "capacity": ("after_new_machines_came", "that_was_at_hand"),
    "check": ("nothing_to_check", "every_row_and_column_adds_to_zero"),
}
RULE_SETS = ("lsd-0.1", "closed")
SPENDING = {"benefit": "a_benefit_for_the_unemployed", "exogenous": "purchases_that_grow"}

OF_POLICY = (
    "outlay", "unspent", "outlay_transfers", "outlay_purchases", "outlay_research_refund", "outlay_research_hiring",
    "outlay_investment_discount", "outlay_laboratory", "outlay_laboratory_technique", "outlay_public_firms",
    "outlay_machine_purchases", "outlay_public_bank", "public_firm_capital", "public_lending_1", "public_lending_2",
    "public_interest_1", "public_interest_2", "public_payments_1", "public_payments_2", "returns", "public_loans",
    "public_loan_losses", "public_losses_1", "public_losses_2", "public_machines", "machines_handed_over",
    "laboratory_workers", "laboratory_successes", "opportunity_shift", "taxes_households", "given_up",
    "public_loans_1", "public_loans_2", "public_machines_scrapped",
)  # fmt: skip
"""Series that only a policy moves; the levers are in the fast engine alone."""

# ---- What there is: parameters, firms, the economy -------------------------------------------------------------------


@dataclass
class Parameters:
    """The benchmark of the program. Symbols of the papers in the comments; money is money of period 0."""

    tax_rate: float = 0.10  # tr
    benefit_rate: float = 0.40  # phi, share of the wage
    spending_growth: float = 0.005  # g_G
    labour_force: float = 500_000.0  # Ls0
    labour_force_growth: float = 0.0  # delta
    wage_floor: float = 1.0  # w0min, the wage at the start
    wage_to_prices: float = 0.0  # psi1
    wage_to_productivity: float = 1.0  # psi2
    wage_to_unemployment: float = 0.0  # psi3
    wage_change_limit: float = 1.0  # mLim, 0 = none
    coin: float = 1.0  # cash that is left when a firm spends or borrows
    interest_rate: float = 0.01  # r, one rate for everything
    credit_multiple: float = 2.0  # Lambda
    credit_floor: float = 1000.0  # Lambda0
    capital_ratio: float = 0.08  # tauB
    bank_payout: float = 1.0  # dB
    capital_good_firms: int = 50  # F1
    machines_per_worker: float = 0.1  # m1
    capital_good_markup: float = 0.04  # mu1
    research_share: float = 0.04  # nu, of past sales
    innovation_share: float = 0.5  # xi
    innovation_efficiency: float = 0.3  # zeta1
    imitation_efficiency: float = 0.3  # zeta2
    innovation_alpha: float = 3.0  # alpha1
    innovation_beta: float = 3.0  # beta1
    innovation_low: float = -0.15  # x1inf
    innovation_high: float = 0.15  # x1sup
    entrant_alpha: float = 2.0  # alpha2
    entrant_beta: float = 4.0  # beta2
    entrant_advantage: float = 0.3  # x5
    new_client_ratio: float = 0.5  # gamma
    research_labour_cap: float = 0.2  # L1rdMax
    labour_cut_cap: float = 0.2  # L1shortMax
    periods_without_clients: int = 4  # n1
    capital_good_cash: float = 10_000.0  # NW10
    capital_good_debt_ratio: float = 1.0  # Deb10ratio
    capital_good_entrant_low: float = 0.1  # Phi3
    capital_good_entrant_high: float = 0.9  # Phi4
    capital_good_dividend: float = 0.0  # d1
    laboratory_efficiency: float = 60.0  # of public laboratories, which this program does not have
    consumption_good_firms: int = 200  # F2
    machine_capacity: int = 40  # m2
    initial_capital: float = 1200.0  # K0
    consumption_good_cash: float = 10_000.0  # NW20
    inventory_target: float = 0.1  # iota
    planned_utilisation: float = 0.75  # u
    payback_periods: float = 3.0  # b
    machine_life: int = 19  # eta
    expansion_floor: float = 0.0  # kappaMin
    expansion_cap: float = 0.5  # kappaMax
    initial_markup: float = 0.30  # mu20
    markup_sensitivity: float = 0.04  # upsilon
    price_weight: float = 1.0  # omega1
    unmet_demand_weight: float = 1.0  # omega2
    selection_intensity: float = 1.0  # chi
    exit_share: float = 1e-5  # f2min
    consumption_good_debt_ratio: float = 1.0  # Deb20ratio
    consumption_good_entrant_low: float = 0.1  # Phi1
    consumption_good_entrant_high: float = 0.9  # Phi2
    consumption_good_dividend: float = 0.0  # d2


@dataclass
class Vintage:
    """Machines of one firm, bought together."""

    machines: float
    productivity: float
    built: int
    price: float


@dataclass
class Firm:
    """What all firms carry from one period to the next. What a period works out (cost, order, ...) is added to it."""

    key: int
    entered: int
    cash: float
    debt: float
    share: float
    sales: float = 0.0
    wages: float = 0.0


@dataclass
class Maker(Firm):
    """A capital-good firm. A is the productivity of the machine it sells, B its own in making that machine."""

    A: float = 1.0
    B: float = 1.0
    budget: float = 0.0  # research budget
    researchers: float = 0.0
    ordering_clients: list[int] = field(default_factory=list)  # one number a period since it entered


@dataclass
class Seller(Firm):
    """A consumption-good firm. It operates from the second period after it entered: then it has machines."""

    share_before: float = 0.0  # share of the period before the last
    markup: float = 0.0
    price: float = 0.0
    inventories: float = 0.0
    capital: float = 0.0  # goods that its machines can make in a period
    vintages: list[Vintage] = field(default_factory=list)  # oldest first
    expected_demand: float = 0.0
    wanted_capital: float = 0.0
    demand: float = 0.0  # potential demand of the last period
    sold: float = 0.0
    unmet: float = 0.0


class Economy(SimpleNamespace):
    """Everything: p, seed, t, rule, spend, makers, sellers, link and the aggregates that the next period needs."""


def start(p: Parameters | None = None, seed: int = 0, rules: str = "closed", spending: str = "benefit") -> Economy:
    """Section 4: the economy of period 0."""
    p = p or Parameters()
    e = Economy(p=p, seed=seed, t=0, row={})
    e.rule = SimpleNamespace(**{name: globals()[pair[RULE_SETS.index(rules)]] for name, pair in RULES.items()})
    e.spend = globals()[SPENDING[spending]]
    n1, n2, w = p.capital_good_firms, p.consumption_good_firms, p.wage_floor
    e.w = w
    e.first_machine_price = (1 + p.capital_good_markup) * w / p.machines_per_worker
    e.first_good_price = (1 + p.initial_markup) * w
    e.ppi = e.first_machine_price
    e.cpi, e.productivity, e.unemployment = [e.first_good_price] * 2, [1.0, 1.0], [0.0, 0.0]
    e.mean_cost, e.mean_unmet = w, 0.0

    machines = ceiling(p.initial_capital / p.machine_capacity)
    orders = machines / p.machine_life  # a period and firm, in the long run
    budget = p.research_share * orders * n2 / n1 * e.first_machine_price
    workers_1 = orders * n2 / p.machines_per_worker + n1 * budget / w
    phi = p.benefit_rate
    demand = (workers_1 * (1 - phi) + p.labour_force * phi) / (p.initial_markup + phi) / n2
    e.purchases = phi * w * max(p.labour_force - workers_1 - n2 * demand, 0.0)

    ratio = p.capital_good_debt_ratio
    e.makers = [
        Maker(i, 0, p.capital_good_cash, ratio * p.capital_good_cash, 1 / n1, budget=budget, researchers=budget / w)
        for i in range(n1)
    ]
    cash = max((1 + p.inventory_target) * demand * w, p.consumption_good_cash)
    each, left = divmod(machines, p.machine_life + 1)
    counts = [each + 1] * left + [each] * (p.machine_life + 1 - left)
    e.sellers = [
        Seller(
            j, -2, cash, p.consumption_good_debt_ratio * cash, 1 / n2, share_before=1 / n2, markup=p.initial_markup,
            price=e.first_good_price, inventories=p.inventory_target * demand, capital=p.machine_capacity * machines,
            vintages=[Vintage(n, 1.0, k - p.machine_life, e.ppi) for k, n in enumerate(counts) if n > 0],
            expected_demand=demand, wanted_capital=p.machine_capacity * machines, demand=demand, sold=demand,
        )
        for j in range(n2)
    ]  # fmt: skip
    # link[j, i] is the last period in which j bought from i or had a brochure from i
    e.link = np.full((n2, n1), -(10**9))
    for s in e.sellers:
        e.link[s.key, int(uniforms(e, SUPPLIER, s.key, 0)[0] * n1)] = 0
    e.labour_force, e.households, e.dividends, e.tax = p.labour_force, 0.0, 0.0, 0.0
    e.goods_lost = 0.0
    e.public_debt = e.rule.opening_public_debt(e)
    e.bank_equity = 0.0
    return e


def firms(e: Economy) -> list[Firm]:
    return [*e.makers, *e.sellers]


def none(e: Economy) -> float:
    return 0.0


def cash_that_nobody_borrowed(e: Economy) -> float:
    """Every deposit is someone's debt: what firms hold and did not borrow, the state has borrowed."""
    return sum(f.cash - f.debt for f in firms(e))


# ---- One period ------------------------------------------------------------------------------------------------------


def period(e: Economy, tax_lever: float = 0.0, benefit_lever: float = 0.0) -> dict[str, float]:
    """Section 5: what happens in a period, in this order. Returns the recorded series."""
    e.t += 1
    e.row = {}
    e.tax_rate = min(max(e.p.tax_rate + tax_lever, 0.0), 1.0)
    e.benefit_rate = min(max(e.p.benefit_rate + benefit_lever, 0.0), 1.0)
    opening = balance_sheet(e)
    for f in firms(e):
        f.opening_cash, f.opening_debt = f.cash, f.debt

    labour_force_and_wage(e)
    search(e)  # makers: innovation and imitation with the researchers of the last period
    brochures(e)
    for s in e.sellers:
        choose_supplier(e, s)
        plan(e, s)
        finance_plans(e, s)  # machines are ordered and paid
    for f in e.makers:
        collect_orders(e, f)
        e.rule.finance_research(e, f)
    labour_market(e)
    for f in e.makers:
        make_machines(e, f)
    for s in e.sellers:
        make_goods(e, s)
    prices_and_shares(e)
    pay_incomes(e)
    e.rule.sell_goods(e)
    for f in e.makers:
        result(e, f, f.price * f.made, e.p.capital_good_dividend)
        settle_profit(e, f)
    for s in e.sellers:
        result(e, s, s.price * s.sold, e.p.consumption_good_dividend)
        e.rule.settle(e, s)
    for s in e.sellers:
        install_and_scrap(e, s)
    look_back(e)
    makers_leave_and_enter(e)
    sellers_leave_and_enter(e)
    e.rule.close_the_period(e)
    record_stocks(e)
    e.rule.check(e, opening, balance_sheet(e))
    return e.row


# ---- (1) Labour force and wage, section 6.0 --------------------------------------------------------------------------


def labour_force_and_wage(e: Economy) -> None:
    p = e.p
    e.labour_force_before = e.labour_force
    e.labour_force *= 1 + p.labour_force_growth

    def change(x: list[float]) -> float:
        rate = x[-1] / x[-2] - 1 if x[-2] != 0 else 0.0
        limit = p.wage_change_limit or math.inf
        return min(max(rate, -limit), limit)

    growth = (
        p.wage_to_prices * change(e.cpi)
        + p.wage_to_productivity * change(e.productivity)
        + p.wage_to_unemployment * change(e.unemployment)
    )
    e.w = max(p.wage_floor, e.w * (1 + growth))


# ---- (2), (3) Makers: technique, price, research budget, brochures, section 6.1 --------------------------------------


def search(e: Economy) -> None:
    p = e.p
    before = [(f.A, f.B) for f in e.makers]
    for f in e.makers:
        normal = f.researchers * p.labour_force / e.labour_force_before
        lot_in, lot_im = uniforms(e, SEARCH, f.key, 0)
        f.found = ""
        f.chance = 1 - math.exp(-p.innovation_efficiency * p.innovation_share * normal)
        if lot_in < f.chance:
            A, B = before[f.key]
            x_A, block = beta_number(e, INNOVATION, f.key, 0, p.innovation_alpha, p.innovation_beta)
            x_B, _ = beta_number(e, INNOVATION, f.key, block, p.innovation_alpha, p.innovation_beta)
            width = p.innovation_high - p.innovation_low
            consider(f, A * (1 + p.innovation_low + x_A * width), B * (1 + p.innovation_low + x_B * width), "own")
        if lot_im < 1 - math.exp(-p.imitation_efficiency * (1 - p.innovation_share) * normal):
            k = whom_to_imitate(e, f.key, before)
            if k is not None:
                consider(f, *before[k], "another's")
        price_machine(e, f)
        f.budget = p.research_share * f.sales if f.sales > 0 else f.budget
    shares = sum(f.share for f in e.makers)
    e.chance = sum(f.share * f.chance for f in e.makers) / shares if shares > 0 else 0.0


def consider(f: Maker, A: float, B: float, whose: str) -> None:
    """The program prefers the technique with the larger product A B (the paper minimises price and cost)."""
    if A * B > f.A * f.B:
        f.A, f.B, f.found = A, B, whose


def whom_to_imitate(e: Economy, i: int, techniques: list[tuple[float, float]]) -> int | None:
    """A neighbour in technique: chances inverse to distance; those who do the same cannot be imitated."""
    A, B = techniques[i]
    distances = [math.hypot(a - A, b - B) for a, b in techniques]
    weights = [1 / d if d > 0 else 0.0 for d in distances]
    target, reached, last = uniforms(e, IMITATION, i, 0)[0] * sum(weights), 0.0, None
    for k, weight in enumerate(weights):
        if weight > 0:
            reached, last = reached + weight, k
            if reached > target:
                return k
    return last


def price_machine(e: Economy, f: Maker) -> None:
    f.cost = e.w / (f.B * e.p.machines_per_worker)
    f.price = (1 + e.p.capital_good_markup) * f.cost


def brochures(e: Economy) -> None:
    for f in e.makers:
        clients = {s.key for s in e.sellers if e.link[s.key, f.key] >= e.t - 1}
        f.clients = len(clients)
        send_brochures(e, f, clients, BROCHURES)


def send_brochures(e: Economy, f: Maker, clients: set[int], stream: int) -> None:
    """A brochure for gamma new clients per client, at least one, and as many as a fair share of the market needs."""
    n1, n2 = e.p.capital_good_firms, e.p.consumption_good_firms
    wanted = min(max(ceiling(e.p.new_client_ratio * len(clients)), 1), n2 - len(clients))
    wanted = max(wanted, ceiling(n2 / n1) - len(clients))
    for j in draw_distinct(e, stream, f.key, clients, wanted):
        e.link[j, f.key] = e.t


def draw_distinct(e: Economy, stream: int, agent: int, excluded: set[int], wanted: int) -> list[int]:
    """`wanted` different sellers who are not excluded: by trial while most are free, else from a list of the free."""
    n2 = e.p.consumption_good_firms
    drawn: list[int] = []
    if 2 * (len(excluded) + wanted) <= n2:
        lot = 0
        while len(drawn) < wanted:
            j = int(uniforms(e, stream, agent, lot // 2)[lot % 2] * n2)
            lot += 1
            if j not in excluded and j not in drawn:
                drawn.append(j)
        return drawn
    free = [j for j in range(n2) if j not in excluded]
    for d in range(wanted):
        pick = d + int(uniforms(e, stream, agent, d // 2)[d % 2] * (len(free) - d))
        free[d], free[pick] = free[pick], free[d]
    return free[:wanted]


# ---- (4) Sellers: supplier, expectation, plans, section 6.2 ----------------------------------------------------------


def choose_supplier(e: Economy, s: Seller) -> None:
    """The best price per productivity among those whose offer it has; a random maker if it has none."""
    offers = [f for f in e.makers if e.link[s.key, f.key] >= e.t - 1]
    if not offers:
        offers = [e.makers[int(uniforms(e, SUPPLIER, s.key, 0)[0] * e.p.capital_good_firms)]]
    s.supplier = min(offers, key=lambda f: f.price / f.A)
    e.link[s.key, s.supplier.key] = e.t


def plan(e: Economy, s: Seller) -> None:
    """Output from expected demand and inventories, capital from planned utilisation, then the wishes for machines."""
    p, m2, maker = e.p, e.p.machine_capacity, s.supplier
    s.operates = e.t >= s.entered + 2
    if e.t > s.entered + 2:
        s.expected_demand = max(s.demand, s.sold)
    wanted = max((1 + p.inventory_target) * s.expected_demand - s.inventories, 0.0)
    s.planned = min(wanted, s.capital) if s.operates else 0.0
    s.wanted_capital = wanted / p.planned_utilisation if s.operates else s.wanted_capital

    # Unit cost and productivity are means over all machines owned, used or not.
    machines = sum(v.machines for v in s.vintages)
    s.cost, s.productivity = e.w / maker.A, maker.A
    if machines > 0:
        s.cost = sum(v.machines * (e.w / v.productivity) for v in s.vintages) / machines
        s.productivity = sum(v.machines * v.productivity for v in s.vintages) / machines

    idle = max(floor(s.capital / m2) - ceiling(s.planned / m2), 0)
    s.used = []
    for v in s.vintages:  # the oldest machines stand still
        s.used.append(v.machines - min(idle, v.machines))
        idle -= min(idle, v.machines)

    s.scrap = []  # the reasons to scrap, oldest first, up to the first vintage that is kept
    for v in s.vintages:
        gain = e.w / v.productivity - e.w / maker.A
        if v.built < e.t - p.machine_life:
            s.scrap.append("expired")
        elif gain > 0 and maker.price / m2 / gain <= p.payback_periods:
            s.scrap.append("obsolete")
        else:
            break
    replaceable = sum(v.machines for v, _ in zip(s.vintages, s.scrap, strict=False))
    s.replacement = m2 * max(replaceable - floor(max(s.capital - s.wanted_capital, 0.0) / m2), 0)

    if s.capital < m2:
        s.expansion = e.rule.first_machines(s.wanted_capital, m2)
        return
    low = m2 * nearest((1 + p.expansion_floor) * s.capital / m2)
    high = m2 * nearest((1 + p.expansion_cap) * s.capital / m2) if p.expansion_cap > 0 else math.inf
    if s.wanted_capital <= low:
        s.expansion = 0
    elif p.expansion_floor > 0:
        s.expansion = low - s.capital
    elif s.wanted_capital > high:
        s.expansion = high - s.capital
    else:
        s.expansion = m2 * floor((s.wanted_capital - s.capital) / m2)


def any_amount(wanted: float, m2: float) -> float:
    return wanted


def whole_machines(wanted: float, m2: float) -> float:
    return m2 * floor(wanted / m2)


# ---- (5), (6) Finance, sections 6.3 and 6.4 --------------------------------------------------------------------------


def set_credit_limit(e: Economy, f: Firm) -> None:
    p = e.p
    floor_now = p.credit_floor * e.ppi / e.first_machine_price
    f.limit = max(p.credit_multiple * max(f.cash, f.sales - f.wages), floor_now)


def credit(f: Firm) -> float:
    return max(f.limit - f.debt, 0.0)


def finance_plans(e: Economy, s: Seller) -> None:
    """Production first, then expansion, then replacement. Wages are only set aside; machines are paid now."""
    m2, price = e.p.machine_capacity, s.supplier.price
    set_credit_limit(e, s)
    s.output = afford(e, s, s.planned, s.cost, m2)
    s.expansion = m2 * afford(e, s, s.expansion / m2, price, 1)
    s.replacement = m2 * afford(e, s, s.replacement / m2, price, 1)
    s.order = floor(s.expansion / m2) + floor(s.replacement / m2)
    s.cancelled = 0


def afford(e: Economy, s: Seller, wanted: float, unit_cost: float, lot: int) -> float:
    """How much of a plan is done: all of it from cash, or with a loan, or the whole lots for which both suffice."""
    coin, cost, loan = e.p.coin, wanted * unit_cost, credit(s)
    if cost <= s.cash - coin:
        s.cash -= cost
        return wanted
    if cost <= s.cash - coin + loan:
        s.debt += cost - s.cash + coin
        s.cash = coin
        return wanted
    done = lot * floor(max((s.cash - coin + loan) / unit_cost, 0.0) / lot)
    if done > 0:
        s.debt += loan
        s.cash = e.rule.cash_after_a_cut(s.cash + loan - done * unit_cost, coin)
    return done


def one_coin(left: float, coin: float) -> float:
    """What rounding to whole lots leaves over is lost (defect D1)."""
    return coin


def what_is_not_spent(left: float, coin: float) -> float:
    return left


def collect_orders(e: Economy, f: Maker) -> None:
    f.buyers = [s for s in e.sellers if s.supplier is f and s.order > 0]
    f.ordered = sum(s.order for s in f.buyers)
    f.ordering_clients.append(len(f.buyers))
    set_credit_limit(e, f)


def all_orders_or_none(e: Economy, f: Maker) -> None:
    """A maker that cannot pay its research and production borrows all it can and cancels every order (defect D2)."""
    coin, loan = e.p.coin, credit(f)
    f.research = f.budget
    need = f.ordered * (f.cost - f.price) + f.research
    f.planned = f.ordered
    if need < 0 or need <= f.cash - coin:
        f.cash -= need
    elif need <= f.cash - coin + loan:
        f.debt += need - f.cash + coin
        f.cash = coin
    else:
        f.planned = 0
        f.debt += loan
        f.cash += loan - f.research
        for s in f.buyers:
            s.cancelled = s.order


def research_gives_way(e: Economy, f: Maker) -> None:
    """Machines are paid in advance, so they can always be made; research is cut to what is left (D2 "partial")."""
    coin, loan = e.p.coin, credit(f)
    f.planned = f.ordered
    f.research = min(f.budget, max(f.cash - coin + loan + f.ordered * (f.price - f.cost), 0.0))
    need = f.ordered * (f.cost - f.price) + f.research
    borrowed = 0.0 if need < 0 else min(max(need - f.cash + coin, 0.0), loan)
    f.debt += borrowed
    f.cash += borrowed - need


# ---- (7), (8) Labour and production, sections 6.5 and 6.6 ------------------------------------------------------------


def labour_market(e: Economy) -> None:
    """Research first, then both sectors in proportion; all workers are hired anew in each period."""
    p, supply, m1 = e.p, e.labour_force, e.p.machines_per_worker
    research = sum(f.research / e.w for f in e.makers)
    making = sum(f.planned / (f.B * m1) for f in e.makers)
    selling = sum(s.output / s.productivity for s in e.sellers)
    e.researchers = min(research, p.research_labour_cap * supply)
    # Research stands in x and in y: counted twice in the test, as in the program.
    x, y, z = min(e.researchers, supply), min(research + making, supply), min(selling, supply)
    cut = max((supply - x) / (y + z), 1 - p.labour_cut_cap) if supply - x < y + z else 1.0
    e.labour_1 = x + (y - x) * cut
    e.labour_2 = min(selling, supply - e.labour_1)
    for f in e.makers:
        wanted, in_making = f.research / e.w, f.planned / (f.B * m1)
        f.researchers = wanted * e.researchers / research if research > 0 else 0.0
        share = (e.labour_1 - e.researchers) / making if making > 0 else 0.0
        f.wanted_workers = wanted + in_making
        f.workers = min(f.wanted_workers, f.researchers + in_making * share)
    for s in e.sellers:
        s.workers = s.output / s.productivity * e.labour_2 / selling if selling > 0 else 0.0
    e.employment = e.labour_1 + e.labour_2


def make_machines(e: Economy, f: Maker) -> None:
    """Without enough workers every client loses the same share of its order, but at least one machine stays."""
    f.made = f.planned
    if f.workers < f.wanted_workers and f.planned > 0:
        in_making = f.planned / (f.B * e.p.machines_per_worker)
        cut = min(max(1 - (f.workers - f.researchers) / in_making, 0.0), 1.0)
        for s in f.buyers:
            s.cancelled += min(floor((s.order - s.cancelled) * cut), s.order - s.cancelled - 1)
        f.made = max(f.planned - sum(s.cancelled for s in f.buyers), 0)


def make_goods(e: Economy, s: Seller) -> None:
    """The newest machines get workers first."""
    free, made = s.workers, 0.0
    for v, used in zip(reversed(s.vintages), reversed(s.used), strict=True):
        workers = min(used * e.p.machine_capacity / v.productivity, free)
        free -= workers
        made += v.productivity * workers
    s.made = min(s.output, made) if s.operates else 0.0


# ---- (9) Prices, market shares, incomes, the goods market, section 6.7 -----------------------------------------------


def prices_and_shares(e: Economy) -> None:
    p, least = e.p, e.p.exit_share
    for s in e.sellers:
        s.price_before = s.price
        if s.share >= least and s.share_before >= least:
            s.markup *= 1 + p.markup_sensitivity * (s.share / s.share_before - 1)
        s.price = (1 + s.markup) * (s.cost if s.operates else e.mean_cost)

    active = [s for s in e.sellers if s.operates]
    if active:
        mean_price = sum(s.price for s in active) / len(active)
        for s in active:
            unmet = (s.unmet + 1) / (e.mean_unmet + 1) if e.mean_unmet > 0 else 1.0
            s.fitness = -p.price_weight * s.price / mean_price - p.unmet_demand_weight * unmet
    mean_fitness = sum(s.fitness * s.share for s in active)
    capital = sum(s.capital for s in e.sellers)
    for s in e.sellers:
        before, s.share_before = s.share, s.share
        if e.t == s.entered + 2 and before == 0:  # an entrant's first output
            s.share = max(s.capital / capital, least) if s.capital > 0 else 0.0
        elif s.operates:
            ratio = s.fitness / mean_fitness if mean_fitness != 0 else 1.0
            s.share = max(before * (1 - p.selection_intensity * (ratio - 1)), 0.99 * least)
    e.rule.rescale(e.sellers)
    e.cpi.append(sum(s.share * s.price for s in e.sellers) if any(s.share > 0 for s in e.sellers) else e.cpi[-1])
    e.mean_cost = sum(s.share * s.cost for s in e.sellers)

    made = sum(f.made for f in e.makers)
    if made > 0:
        for f in e.makers:
            f.share = f.made / made
    e.rule.rescale(e.makers)
    if any(f.share > 0 for f in e.makers):
        e.ppi = sum(f.share * f.price for f in e.makers)


def when_far_from_one(group: list[Firm]) -> None:
    if abs(sum(f.share for f in group) - 1) > 0.001:
        always(group)


def always(group: list[Firm]) -> None:
    total = sum(f.share for f in group)
    for f in group:
        f.share = f.share / total if total > 0 else f.share


def pay_incomes(e: Economy) -> None:
    for f in firms(e):
        f.wages = e.w * f.workers
    e.wages = sum(f.wages for f in firms(e))
    e.benefits, e.purchases_planned = e.spend(e)


def a_benefit_for_the_unemployed(e: Economy) -> tuple[float, float]:
    return (e.labour_force - e.employment) * e.benefit_rate * e.w, 0.0


def purchases_that_grow(e: Economy) -> tuple[float, float]:
    e.purchases *= 1 + e.p.spending_growth
    return 0.0, e.purchases


def ration_goods_by_rounds(e: Economy) -> None:
    """The program: demand in goods at mean prices, in rounds; who has run out loses its demand to the others."""
    r, cpi = e.p.interest_rate, e.cpi[-1]
    e.interest_households = r * e.households
    money = e.wages + e.dividends + e.households * (1 + r) + e.benefits + e.purchases_planned
    demand = money / cpi
    left = demand
    for s in e.sellers:
        face_demand(s, s.share * demand)
        left -= s.sold
    buying = [s for s in e.sellers if s.sold >= s.demand and s.sold < s.stock]
    while left >= 0.01 and sum(s.share for s in buying) > 0:
        total, this_round, buying = sum(s.share for s in buying), buying, []
        asked = left
        for s in this_round:
            wanted = asked * s.share / total
            got = min(wanted, s.stock - s.sold)
            s.sold, left = s.sold + got, left - got
            if got >= wanted and s.sold < s.stock:
                buying.append(s)
    for s in e.sellers:
        s.inventories = s.stock - s.sold if s.stock - s.sold >= 0.001 else 0.0
    bought = sum(s.sold for s in e.sellers)
    e.purchases_made = e.purchases_planned
    e.consumption = cpi * bought - e.purchases_made
    e.saved = money - cpi * bought


def ration_money(e: Economy) -> None:
    """Closed: buyers pay what sellers ask; spending is what they plan, or all the goods that can be had."""
    r = e.p.interest_rate
    e.interest_households = r * e.households
    plan_households = e.wages + e.benefits + e.households * (1 + r)
    money = plan_households + e.purchases_planned
    for s in e.sellers:
        face_demand(s, s.share * money / e.cpi[-1])
    # The level of s.sold / s.share at which the money is spent: fill up from the seller who runs out first.
    selling = sorted((s for s in e.sellers if s.share > 0), key=lambda s: s.stock / s.share)
    to_spend, weight, level = money, sum(s.price * s.share for s in selling), math.inf
    for s in selling:
        if s.stock / s.share * weight >= to_spend:
            level = max(to_spend, 0.0) / weight
            break
        to_spend -= s.price * s.stock
        weight -= s.price * s.share
    for s in e.sellers:
        s.sold = min(s.stock, level * s.share) if s.share > 0 else 0.0
        s.inventories = s.stock - s.sold
    spent = sum(s.price * s.sold for s in e.sellers)
    e.consumption = plan_households * (spent / money) if money > 0 else 0.0
    e.purchases_made = e.purchases_planned * (spent / money) if money > 0 else 0.0
    e.saved = plan_households - e.consumption


def face_demand(s: Seller, demand: float) -> None:
    """The first round: everyone's share of demand. Who has nothing at all records no unmet demand (D6)."""
    s.demand, s.stock = demand, s.made + s.inventories
    s.sold = min(demand, s.stock)
    s.unmet = max(demand - s.stock, 0.0) if s.stock > 0 else 0.0


# ---- (10) Profit and debt, machines in and out, sections 6.8 and 6.9 -------------------------------------------------


def result(e: Economy, f: Firm, sales: float, payout: float) -> None:
    f.sales, f.interest = sales, e.p.interest_rate * (f.opening_cash - f.opening_debt)
    f.profit = f.sales - f.wages + f.interest
    f.tax = e.tax_rate * max(f.profit, 0.0)
    f.dividend = payout * max(f.profit - f.tax, 0.0)
    f.retained = f.profit - f.tax - f.dividend


def settle_profit(e: Economy, f: Firm) -> None:
    """Release what was set aside; a loss is paid from cash, then with a last loan; a gain repays debt first."""
    coin, F = e.p.coin, f.retained
    f.cash += f.planned * (f.cost - f.price) + f.research if isinstance(f, Maker) else f.output * f.cost
    if F >= 0:
        repaid = min(f.debt, F)
        f.debt -= repaid
        f.cash += F - repaid
    elif f.cash >= -F + coin:
        f.cash += F
    else:
        wanted, loan = -F - f.cash + coin, credit(f)
        if loan >= wanted:
            f.debt += wanted
            f.cash = coin
        else:
            f.debt += loan
            f.cash = e.rule.last_loan(f.cash + F, loan)


def vanishes(cash: float, loan: float) -> float:
    """A wrong sign in the program: the last loan is a debt, and its money is taken away as well (defect D4)."""
    return cash - loan


def is_paid_out(cash: float, loan: float) -> float:
    return cash + loan


def refund(s: Seller) -> None:
    s.cash += s.supplier.price * s.cancelled


def profit_then_refunds(e: Economy, s: Seller) -> None:
    """Refunds come too late to save a buyer that cannot pay (defect D12)."""
    settle_profit(e, s)
    refund(s)


def refunds_then_profit(e: Economy, s: Seller) -> None:
    refund(s)
    settle_profit(e, s)


def install_and_scrap(e: Economy, s: Seller) -> None:
    """Machines arrive for the next period. Expired ones go if less capital is wanted; others as they are replaced."""
    m2 = e.p.machine_capacity
    not_replaced = min(s.replacement, m2 * s.cancelled)
    s.replacement -= not_replaced
    s.expansion -= m2 * s.cancelled - not_replaced
    s.arrived = floor((s.replacement + s.expansion) / m2)
    s.capital_before = s.capital
    to_shrink = floor(max(s.capital + s.expansion - s.wanted_capital, 0.0) / m2)
    to_replace = floor(s.replacement / m2)
    old = list(s.vintages)
    if s.arrived > 0:
        s.vintages.append(Vintage(s.arrived, s.supplier.A, e.t, s.supplier.price))
    s.scrapped_value = 0.0
    for v, reason in zip(old, s.scrap, strict=False):
        can_go = v.machines - (1 if v is s.vintages[-1] else 0)  # the newest vintage keeps a machine
        shrunk = min(can_go, to_shrink) if reason == "expired" else 0
        replaced = min(can_go - shrunk, to_replace)
        to_shrink, to_replace = to_shrink - shrunk, to_replace - replaced
        v.machines -= shrunk + replaced
        s.scrapped_value += (shrunk + replaced) * v.price
    s.vintages = [v for v in s.vintages if v.machines > 0]
    s.capital = m2 * sum(v.machines for v in s.vintages)


# ---- (12) Exit and entry, section 7 ----------------------------------------------------------------------------------


def makers_leave_and_enter(e: Economy) -> None:
    p, n1 = e.p, e.p.periods_without_clients
    leaving = [f for f in e.makers if f.cash < 0 or (e.t >= f.entered + n1 and not any(f.ordering_clients[-n1:]))]
    last = max(leaving, key=lambda f: f.clients) if len(leaving) == len(e.makers) else None
    if last is not None:
        e.rule.last_firm(e, last, leaving, p.capital_good_cash)
    staying = [f for f in e.makers if f not in leaving] or [last]
    best_A, best_B = max(f.A for f in staying), max(f.B for f in staying)
    cash_base = max(weighted_mean(staying, "cash"), p.capital_good_cash * e.ppi / e.first_machine_price)
    for f in leaving:
        liquidate(e, f, 1)
        e.link[:, f.key] = -(10**9)
        lot, _ = uniforms(e, ENTRANT_1, f.key, 0)
        span = p.capital_good_entrant_high - p.capital_good_entrant_low
        new = Maker(f.key, e.t, cash_base * (p.capital_good_entrant_low + lot * span), 0.0, 0.0)
        if f is last:  # founded anew with what it knows and the share it had
            new.A, new.B, new.budget, new.researchers, new.share = f.A, f.B, f.budget, f.researchers, f.share
            price_machine(e, new)
        else:
            a, block = beta_number(e, ENTRANT_TECHNIQUE, f.key, 0, p.entrant_alpha, p.entrant_beta)
            b, _ = beta_number(e, ENTRANT_TECHNIQUE, f.key, block, p.entrant_alpha, p.entrant_beta)
            new.A, new.B = a * best_A * (1 + p.entrant_advantage), b * best_B * (1 + p.entrant_advantage)
            price_machine(e, new)
            clients_for_each = p.consumption_good_firms / p.capital_good_firms
            new.budget = p.research_share * clients_for_each * new.price
            new.researchers = new.budget / e.w
        finance_entrant(e, new, 1, p.capital_good_debt_ratio)
        send_brochures(e, new, set(), ENTRANT_BROCHURES)
        e.makers[f.key] = new


def sellers_leave_and_enter(e: Economy) -> None:
    p, m2 = e.p, e.p.machine_capacity
    leaving = [s for s in e.sellers if s.cash < 0 or (e.t > s.entered + 2 and s.share < p.exit_share)]
    last = max(leaving, key=lambda s: s.share) if len(leaving) == len(e.sellers) else None
    if last is not None:
        e.rule.last_firm(e, last, leaving, p.consumption_good_cash)
    staying = [s for s in e.sellers if s not in leaving] or [last]
    mean_capital, mean_cash = weighted_mean(staying, "capital"), weighted_mean(staying, "cash")
    low, span = p.consumption_good_entrant_low, p.consumption_good_entrant_high - p.consumption_good_entrant_low
    for s in leaving:
        liquidate(e, s, 2)
        e.goods_lost += s.inventories
        e.row["inventories_destroyed"] += s.price * s.inventories
        e.row["machines_destroyed"] += sum(v.machines * v.price for v in s.vintages)
        e.link[s.key, :] = -(10**9)
        which, size = uniforms(e, ENTRANT_2, s.key, 0)
        supplier = e.makers[int(which * p.capital_good_firms)]
        e.link[s.key, supplier.key] = e.t
        capital = m2 * ceiling(max((low + size * span) * mean_capital / m2, 1.0))
        demand = p.planned_utilisation * capital
        working = max(
            (1 + p.inventory_target) * demand * e.w / supplier.A,
            (low + uniforms(e, ENTRANT_2, s.key, 1)[0] * span) * mean_cash,
        )
        new = Seller(
            s.key, e.t, supplier.price * capital / m2 + working, 0.0, 0.0, markup=p.initial_markup,
            expected_demand=demand, wanted_capital=capital,
        )  # fmt: skip
        if s is last:
            new.share, new.markup = s.share, s.markup
        finance_entrant(e, new, 2, p.consumption_good_debt_ratio)
        e.sellers[s.key] = new


def weighted_mean(group: list[Firm], name: str) -> float:
    total = sum(f.share for f in group)
    if total > 0:
        return sum(f.share * getattr(f, name) for f in group) / total
    return sum(getattr(f, name) for f in group) / len(group)


def liquidate(e: Economy, f: Firm, sector: int) -> None:
    """Cash pays debt. What is left goes to households, what is missing the bank writes off."""
    surplus = max(f.cash - f.debt, 0.0)
    e.in_hand += surplus
    e.row[f"liquidation_{sector}"] += surplus
    e.row[f"write_offs_{sector}"] += max(f.debt - f.cash, 0.0)
    e.row[f"exit_{sector}"] += 1 / len({1: e.makers, 2: e.sellers}[sector])
    e.row["bankruptcies"] += f.cash < 0


def finance_entrant(e: Economy, new: Firm, sector: int, debt_ratio: float) -> None:
    equity = e.rule.equity_of_an_entrant(e, (1 - debt_ratio) * new.cash)
    new.debt = new.cash - equity
    e.row[f"equity_{sector}"] += equity


def appears(e: Economy, wanted: float) -> float:
    """The program never charges the owners (defect D11)."""
    return wanted


def comes_from_households(e: Economy, wanted: float) -> float:
    """At most what they have in hand; the bank lends the rest."""
    equity = min(wanted, max(e.in_hand, 0.0))
    e.in_hand -= equity
    return equity


def is_given_cash(e: Economy, last: Firm, leaving: list[Firm], first_cash: float) -> None:
    """The program keeps the last firm of a sector alive, at nobody's cost."""
    leaving.remove(last)
    last.cash = first_cash * e.ppi / e.first_machine_price + last.debt
    last.debt = 0.0


def is_founded_anew(e: Economy, last: Firm, leaving: list[Firm], first_cash: float) -> None:
    """Closed: it leaves like the others, and its successor is recognised by being `last`."""


# ---- (11) The state and the bank, section 6.10 and closure -----------------------------------------------------------


def budget_a_period_late(e: Economy) -> None:
    """The program: taxes of the last period, dividends spent in the next, bad debt forgotten."""
    tax_before, e.tax = e.tax, e.row["taxes"]
    e.interest_state = e.p.interest_rate * e.public_debt
    e.deficit = e.benefits + e.purchases_made + e.interest_state - tax_before
    e.public_debt += e.deficit
    e.households, e.dividends = e.saved, e.row["dividends_1"] + e.row["dividends_2"]
    e.rescue = e.bank_dividend = 0.0


def bank_and_state_settle(e: Economy) -> None:
    """The bank bears the losses and pays out what it need not keep; the state restores a bank that has lost all."""
    p, r = e.p, e.p.interest_rate
    loans = sum(f.debt for f in firms(e))
    equity = e.bank_equity * (1 + r) - e.row["write_offs_1"] - e.row["write_offs_2"]
    e.rescue = p.capital_ratio * loans - equity if equity < 0 else 0.0
    e.bank_dividend = p.bank_payout * max(equity - p.capital_ratio * loans, 0.0) if equity >= 0 else 0.0
    e.bank_equity = equity + e.rescue - e.bank_dividend
    e.interest_state = r * e.public_debt
    e.deficit = e.benefits + e.purchases_made + e.interest_state - e.row["taxes"] + e.rescue
    e.public_debt += e.deficit
    e.households = e.in_hand + e.bank_dividend


# ---- What is recorded ------------------------------------------------------------------------------------------------


def look_back(e: Economy) -> None:
    """Flows and statistics over the firms of the period, before some leave; and what the next period looks back on."""
    cpi = e.cpi[-1]
    active = [s for s in e.sellers if s.operates and s.capital_before > 0]

    def mean(values: list) -> float:
        return float(np.mean(values)) if values else 0.0

    def total(group: list, value: Callable) -> float:
        return sum(value(f) for f in group)

    made, sold = total(e.sellers, lambda s: s.made), total(e.sellers, lambda s: s.sold)
    machines, wages_1 = total(e.makers, lambda f: f.made), total(e.makers, lambda f: f.wages)
    wages_2, investment = total(e.sellers, lambda s: s.wages), total(e.sellers, lambda s: s.arrived * s.supplier.price)
    stocked = total(e.sellers, e.rule.stock_building)
    revalued = total(e.sellers, lambda s: (s.price - s.price_before) * (s.stock - s.made))
    spent = e.consumption + e.purchases_made
    nominal = spent + investment + stocked
    capital = total(active, e.rule.capacity)
    if e.employment > 0:
        a1, a2 = total(e.makers, lambda f: f.share * f.B), total(e.sellers, lambda s: s.share * s.productivity)
        e.productivity.append((a1 * e.labour_1 + a2 * e.labour_2) / e.employment)
    else:
        e.productivity.append(e.productivity[-1])
    e.unemployment.append(1 - e.employment / e.labour_force)
    e.mean_unmet = mean([s.unmet for s in e.sellers if s.operates])
    e.row = {
        "gdp": machines + made,
        "gdp_constant": e.first_machine_price * machines + e.first_good_price * made,
        "gdp_nominal": nominal,
        "consumption": sold,
        "investment": total(e.sellers, lambda s: s.expansion + s.replacement),
        "investment_nominal": investment,
        "inventory_change": e.rule.goods_stored(made - sold, e.goods_lost),
        "goods_made": made,
        "machines_made": machines,
        "employment": e.employment,
        "unemployment": e.unemployment[-1],
        "labour_force": e.labour_force,
        "wage": e.w,
        "wage_real": e.w / cpi,
        "cpi": cpi,
        "ppi": e.ppi,
        "productivity": e.productivity[-1],
        "markup": total(e.sellers, lambda s: s.share * s.markup),
        "wage_share": (wages_1 + wages_2) / nominal if nominal != 0 else 0.0,
        "research_spending": total(e.makers, lambda f: f.research),
        "research_workers": e.researchers,
        "innovators": mean([f.found == "own" for f in e.makers]),
        "imitators": mean([f.found == "another's" for f in e.makers]),
        "concentration_1": herfindahl(e.makers),
        "concentration_2": herfindahl(e.sellers),
        "utilisation": made / capital if capital > 0 else 0.0,
        "exit_1": 0.0,
        "exit_2": 0.0,
        "bankruptcies": 0,
        "age_1": mean([e.t - f.entered + 1 for f in e.makers]),
        "age_2": mean([e.t - s.entered + 1 for s in e.sellers]),
        "productivity_spread": float(np.std([math.log(s.productivity) for s in active])) if active else 0.0,
        "idle_investors": mean([s.expansion + s.replacement < 0.01 * s.capital_before for s in active]),
        "investment_spikes": mean([s.expansion + s.replacement > 0.35 * s.capital_before for s in active]),
        "spending_households": e.consumption,
        "spending_state": e.purchases_made,
        "wages_1": wages_1,
        "wages_2": wages_2,
        "benefits": e.benefits,
        "inventory_investment": stocked,
        "taxes_1": total(e.makers, lambda f: f.tax),
        "taxes_2": total(e.sellers, lambda s: s.tax),
        "interest_households": e.interest_households,
        "interest_1": total(e.makers, lambda f: f.interest),
        "interest_2": total(e.sellers, lambda s: s.interest),
        "dividends_1": total(e.makers, lambda f: f.dividend),
        "dividends_2": total(e.sellers, lambda s: s.dividend),
        "taxes": total(firms(e), lambda f: f.tax),
        "machines_scrapped": total(e.sellers, lambda s: s.scrapped_value),
        **dict.fromkeys(
            ("liquidation_1", "liquidation_2", "equity_1", "equity_2", "write_offs_1", "write_offs_2"), 0.0
        ),
        "machines_destroyed": 0.0,
        "inventories_destroyed": 0.0,
        "inventories_revalued": revalued,
        "research_private": e.w * e.researchers,
        "innovation_chance": e.chance,
        **dict.fromkeys(OF_POLICY, 0.0),
    }
    e.in_hand = e.saved + e.row["dividends_1"] + e.row["dividends_2"]
    e.goods_lost = 0.0
    # What both sides of the market say, for the check of the books
    e.sales_1, e.sales_2 = total(e.makers, lambda f: f.sales), total(e.sellers, lambda s: s.sales)
    e.retained_1, e.retained_2 = total(e.makers, lambda f: f.retained), total(e.sellers, lambda s: s.retained)


def change_of_value(s: Seller) -> float:
    """The program counts the change in value of the goods in store, its price included."""
    return s.price * (s.stock - s.sold) - s.price_before * (s.stock - s.made)


def change_at_todays_price(s: Seller) -> float:
    return s.price * (s.made - s.sold)


def less_what_leavers_held(stored: float, lost_before: float) -> float:
    """The program misses what the firms that left a period before still had in store (section 10, A3)."""
    return stored - lost_before


def made_less_sold(stored: float, lost_before: float) -> float:
    return stored


def after_new_machines_came(s: Seller) -> float:
    return s.capital


def that_was_at_hand(s: Seller) -> float:
    return s.capital_before


def herfindahl(group: list[Firm]) -> float:
    n, squares = len(group), sum(f.share**2 for f in group)
    return max((squares - 1 / n) / (1 - 1 / n), 0.0) if n > 1 else 1.0


def balance_sheet(e: Economy) -> dict[str, float]:
    m1, m2 = sum(f.cash for f in e.makers), sum(s.cash for s in e.sellers)
    l1, l2 = sum(f.debt for f in e.makers), sum(s.debt for s in e.sellers)
    return {
        "deposits_households": e.households,
        "deposits_1": m1,
        "deposits_2": m2,
        "loans_1": l1,
        "loans_2": l2,
        "firm_debt": l1 + l2,
        "public_debt": e.public_debt,
        "bank_equity": e.bank_equity,
        "machines_value": sum(v.machines * v.price for s in e.sellers for v in s.vintages),
        "inventories_value": sum(s.price * s.inventories for s in e.sellers),
    }


def record_stocks(e: Economy) -> None:
    e.row |= {
        "interest_state": e.interest_state,
        "dividends_bank": e.bank_dividend,
        "rescue": e.rescue,
        "deficit": e.deficit,
    }
    e.row |= balance_sheet(e)


# ---- The books, closure: every row (a payment) and every column (a sector) adds to zero ------------------------------

COLUMNS = ("households", "S1 cur", "S1 cap", "S2 cur", "S2 cap", "bank cur", "bank cap", "state")


def flow_matrix(e: Economy, old: dict[str, float], new: dict[str, float]) -> tuple[list[str], np.ndarray]:
    """The transaction-flow matrix, sources +, uses -. Each side's entry comes from its own records where it has one."""
    x, r = e.row, e.p.interest_rate
    change = {name: new[name] - old[name] for name in new}
    opening_reserve = old["firm_debt"] + old["public_debt"] - old["deposits_households"]
    opening_reserve -= old["deposits_1"] + old["deposits_2"]
    rows = {
        "consumption": {"households": -x["spending_households"], "S2 cur": e.sales_2 - x["spending_state"]},
        "public purchases": {"state": -x["spending_state"], "S2 cur": x["spending_state"]},
        "wages": {"households": e.wages, "S1 cur": -x["wages_1"], "S2 cur": -x["wages_2"]},
        "benefits": {"households": x["benefits"], "state": -x["benefits"]},
        "machines": {"S1 cur": e.sales_1, "S2 cap": -x["investment_nominal"]},
        "inventories": {"S2 cur": x["inventory_investment"], "S2 cap": -x["inventory_investment"]},
        "taxes": {"S1 cur": -x["taxes_1"], "S2 cur": -x["taxes_2"], "state": x["taxes"]},
        "interest": {
            "households": x["interest_households"], "S1 cur": x["interest_1"], "S2 cur": x["interest_2"],
            "bank cur": r * opening_reserve, "state": -x["interest_state"],
        },
        "dividends": {
            "households": x["dividends_1"] + x["dividends_2"] + x["dividends_bank"], "S1 cur": -x["dividends_1"],
            "S2 cur": -x["dividends_2"], "bank cur": -x["dividends_bank"],
        },
        "retained": {
            "S1 cur": -e.retained_1, "S1 cap": e.retained_1,
            "S2 cur": -e.retained_2 - x["inventory_investment"], "S2 cap": e.retained_2 + x["inventory_investment"],
            "bank cur": x["dividends_bank"] - r * old["bank_equity"],
            "bank cap": r * old["bank_equity"] - x["dividends_bank"],
        },
        "liquidation": {
            "households": x["liquidation_1"] + x["liquidation_2"], "S1 cap": -x["liquidation_1"],
            "S2 cap": -x["liquidation_2"],
        },
        "equity of entrants": {
            "households": -x["equity_1"] - x["equity_2"], "S1 cap": x["equity_1"], "S2 cap": x["equity_2"],
        },
        "write-offs": {
            "S1 cap": x["write_offs_1"], "S2 cap": x["write_offs_2"],
            "bank cap": -x["write_offs_1"] - x["write_offs_2"],
        },
        "rescue": {"bank cap": x["rescue"], "state": -x["rescue"]},
        "change of deposits": {
            "households": -change["deposits_households"], "S1 cap": -change["deposits_1"],
            "S2 cap": -change["deposits_2"],
            "bank cap": change["deposits_households"] + change["deposits_1"] + change["deposits_2"],
        },
        "change of loans": {
            "S1 cap": change["loans_1"], "S2 cap": change["loans_2"], "bank cap": -change["firm_debt"],
        },
        "change of public debt": {"bank cap": -change["public_debt"], "state": change["public_debt"]},
    }  # fmt: skip
    return list(rows), np.array([[row.get(column, 0.0) for column in COLUMNS] for row in rows.values()])


def every_row_and_column_adds_to_zero(e: Economy, old: dict[str, float], new: dict[str, float]) -> None:
    names, matrix = flow_matrix(e, old, new)
    x, size = e.row, np.abs(matrix).sum()
    gaps = {f"row {name}": gap for name, gap in zip(names, matrix.sum(axis=1), strict=True)}
    gaps |= {f"column {name}": gap for name, gap in zip(COLUMNS, matrix.sum(axis=0), strict=True)}
    claims = new["firm_debt"] + new["public_debt"]
    gaps["balance sheet"] = claims - sum(new[k] for k in ("deposits_households", "deposits_1", "deposits_2"))
    gaps["balance sheet"] -= new["bank_equity"]
    gaps["machines"] = new["machines_value"] - old["machines_value"] - x["investment_nominal"]
    gaps["machines"] += x["machines_scrapped"] + x["machines_destroyed"]
    gaps["inventories"] = new["inventories_value"] - old["inventories_value"] - x["inventory_investment"]
    gaps["inventories"] += x["inventories_destroyed"] - x["inventories_revalued"]
    open_books = {name: gap for name, gap in gaps.items() if not abs(gap) <= 1e-9 * (size + claims)}
    if open_books:
        raise ArithmeticError(f"period {e.t}: the books are open: {open_books}")


def nothing_to_check(e: Economy, old: dict[str, float], new: dict[str, float]) -> None:
    """The program's money leaks (section 10, A1 to A4)."""


# ---- Random numbers and rounding -------------------------------------------------------------------------------------

SEARCH, INNOVATION, IMITATION, BROCHURES, SUPPLIER = 1, 2, 3, 4, 5
ENTRANT_1, ENTRANT_TECHNIQUE, ENTRANT_BROCHURES, ENTRANT_2 = 6, 7, 8, 9


def philox(counter: tuple[int, int, int, int], key: tuple[int, int]) -> tuple[int, int, int, int]:
    """Philox-4x32-10 of Salmon, Moraes, Dror and Shaw (2011): four scrambled words of 32 bits for each counter."""
    (a, b, c, d), (k, m) = counter, key
    for _ in range(10):
        high, low = a * 0xD2511F53, c * 0xCD9E8D57
        a, b, c, d = (low >> 32) ^ b ^ k, low & 0xFFFFFFFF, (high >> 32) ^ d ^ m, high & 0xFFFFFFFF
        k, m = (k + 0x9E3779B9) & 0xFFFFFFFF, (m + 0xBB67AE85) & 0xFFFFFFFF
    return a, b, c, d


def uniforms(e: Economy, stream: int, agent: int, block: int) -> tuple[float, float]:
    """The two numbers in [0, 1) that live at this address."""
    a, b, c, d = philox((block, agent, stream, e.t), (e.seed & 0xFFFFFFFF, e.seed >> 32))
    return ((a << 32 | b) >> 11) / 2**53, ((c << 32 | d) >> 11) / 2**53


def beta_number(e: Economy, stream: int, agent: int, block: int, alpha: float, beta: float) -> tuple[float, int]:
    """A Beta number by rejection under the highest point of the density; also returns the next free block."""
    mode = (alpha - 1) / (alpha + beta - 2) if alpha + beta > 2 else 0.5
    peak = mode ** (alpha - 1) * (1 - mode) ** (beta - 1)
    while True:
        candidate, lot = uniforms(e, stream, agent, block)
        block += 1
        if lot * peak <= candidate ** (alpha - 1) * (1 - candidate) ** (beta - 1):
            return candidate, block


def floor(x: float) -> int:
    return math.floor(x + 1e-9)


def ceiling(x: float) -> int:
    return math.ceil(x - 1e-9)


def nearest(x: float) -> int:
    return math.floor(x + 0.5)


# ---- Run it ----------------------------------------------------------------------------------------------------------


def run(
    periods: int = 300,
    p: Parameters | None = None,
    seed: int = 0,
    rules: str = "closed",
    spending: str = "benefit",
    levers: np.ndarray | None = None,
) -> dict[str, np.ndarray]:
    """Simulate one economy: each recorded series, one number a period. `levers`: periods x (tax rate, benefit rate)."""
    e = start(p, seed, rules, spending)
    levers = np.zeros((periods, 2)) if levers is None else levers
    rows = [period(e, *levers[t]) for t in range(periods)]
    return {name: np.array([row[name] for row in rows], dtype=float) for name in rows[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description="The Keynes + Schumpeter model, one economy.")
    parser.add_argument("--periods", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rules", choices=RULE_SETS, default="closed")
    parser.add_argument("--spending", choices=tuple(SPENDING), default="benefit")
    chosen = parser.parse_args()
    if chosen.periods < 1 or not 0 <= chosen.seed < 2**64:
        parser.error("--periods must be at least 1 and --seed a whole number from 0 to 2^64 - 1")
    series = run(chosen.periods, None, chosen.seed, chosen.rules, chosen.spending)
    titles = ("output", "goods bought", "investment", "jobless", "prices", "debt/GDP")
    print(f"{'period':>6}" + "".join(f"{title:>13}" for title in titles))
    for t in sorted({0, *range(9, chosen.periods, max(chosen.periods // 10, 1)), chosen.periods - 1}):
        x = {name: values[t] for name, values in series.items()}
        print(
            f"{t + 1:>6}{x['gdp']:>13,.0f}{x['consumption']:>13,.0f}{x['investment']:>13,.0f}"
            f"{x['unemployment']:>13.1%}{x['cpi']:>13.3f}{x['public_debt'] / x['gdp_nominal']:>13.2f}"
        )


if __name__ == "__main__":
    main()
