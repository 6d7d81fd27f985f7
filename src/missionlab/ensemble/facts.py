"""The stylised facts of section 11 of the specification, and the criteria that decide about each.

Every criterion was written down before its figure was looked at, but for the second one of Policy 1: it first asked for
the highest productivity over the lowest, which a single run that lost its techniques could decide, and "without search"
first kept entrants from exceeding the best technique, which let techniques only be lost.
"""

from __future__ import annotations

from math import inf, log

from missionlab.ensemble.judging import Criterion, Fact
from missionlab.ensemble.window import LAGS

LN2 = log(2.0)
P10 = "P10, from memory, unverified"
_RATE, _PER, _LAG, _LOG, _ONE = "share", "1/period", "periods", "log points", "1"


def _above(figure: str, says: str, low: float, unit: str = _ONE, published: str = "") -> Criterion:
    return Criterion(says, unit, low, inf, figure, published=published)


def _below(figure: str, says: str, high: float, unit: str = _ONE, published: str = "") -> Criterion:
    return Criterion(says, unit, -inf, high, figure, published=published)


def _within(figure: str, says: str, low: float, high: float, unit: str = _ONE) -> Criterion:
    return Criterion(says, unit, low, high, figure)


def _pro(symbol: str, what: str) -> Criterion:
    return _above(f"cc_{symbol}_+0", f"{what}: correlation with output in the same period", 0.0)


def _counter(symbol: str, what: str) -> Criterion:
    return _below(f"cc_{symbol}_+0", f"{what}: correlation with output in the same period", 0.0)


def _strongest(symbol: str, sign: int, says: str, low: int, high: int) -> Criterion:
    return Criterion(f"{says}: lag at which the correlation is strongest", _LAG, low, high, lag_of=symbol, sign=sign)


FACTS: tuple[Fact, ...] = (
    Fact(
        "SF1",
        "Self-sustained growth with fluctuations",
        (
            _above("g_GDP", "Growth of output", 0.0, _PER, f"0.0254 ({P10})"),
            _above("g_C", "Growth of consumption", 0.0, _PER, f"0.0252 ({P10})"),
            _above("g_I", "Growth of investment", 0.0, _PER, f"0.0275 ({P10})"),
            _above("growth_kept_up", "Growth in the second half less half of that in the first", 0.0, _PER),
            _above("bk_sd_GDP", "Spread of the cycle of log output", 0.01, _LOG, f"0.0809 ({P10})"),
        ),
    ),
    Fact(
        "SF2",
        "Investment fluctuates more than output, and output more than consumption",
        (
            _above("bk_ratio_I", "Cycle of log investment: spread over that of output", 1.0, _ONE, f"5.79 ({P10})"),
            _below("bk_ratio_C", "Cycle of log consumption: spread over that of output", 1.0, _ONE, f"0.84 ({P10})"),
        ),
    ),
    Fact(
        "SF3",
        "Consumption, investment, inventories, employment, productivity and inflation move with output, unemployment, "
        "prices and mark-ups against it, each with its lead or lag",
        (
            _pro("C", "Consumption"),
            _strongest("C", 1, "Consumption coincident", 0, 0),
            _pro("I", "Investment"),
            _strongest("I", 1, "Investment coincident or lagging", 0, LAGS),
            _pro("dN", "Change of inventories"),
            _pro("L", "Employment"),
            _counter("U", "Unemployment"),
            _pro("A", "Productivity"),
            _counter("CPI", "Prices"),
            _strongest("CPI", -1, "Prices leading", -LAGS, -1),
            _pro("infl", "Inflation"),
            _strongest("infl", 1, "Inflation lagging", 1, LAGS),
            _counter("mu", "Mark-ups"),
        ),
    ),
    Fact(
        "SF4",
        "Growth rates of output have fat tails",
        (
            _above("exkurt_g_GDP", "Excess kurtosis", 0.0),
            _below("output_growth_shape", "Shape b of the Subbotin law: 2 normal, 1 Laplace", 2.0),
        ),
    ),
    Fact(
        "SF5",
        "Durations of recessions are roughly exponential",
        (
            _within("recession_shape", "Shape of the Weibull law of durations: 1 exponential", 0.8, 1.25),
            _above("recession_exponential", "Log-likelihood of a recession, exponential less power law", 0.0),
        ),
    ),
    Fact(
        "SF6",
        "Firm debt is pro-cyclical, bad debt and bankruptcies are counter-cyclical",
        (
            _pro("DebF", "Debt of firms"),
            _below("cc_bad_debt", "Bad debt over output: correlation with output in the same period", 0.0),
            _below("cc_bankruptcies", "Bankruptcies: correlation with output in the same period", 0.0),
        ),
        beyond="lumpy credit, the durations and the fiscal costs of banking crises need banks as agents",
    ),
    Fact(
        "SF7",
        "Research is pro-cyclical",
        (_above("cc_research", "Log research budgets over prices: correlation with output in the same period", 0.0),),
    ),
    Fact(
        "SF8",
        "Firm sizes are skewed to the right and not log-normal",
        (
            _above("size_skewness", "Skewness of sales over firms", 0.0),
            _above("size_not_lognormal", "Cross-sections whose log sales are not normal (test at 5 %)", 0.5, _RATE),
        ),
    ),
    Fact(
        "SF9",
        "Growth rates of firms are tent-shaped",
        (
            _within("growth_shape", "Shape b of the Subbotin law: 2 normal, 1 Laplace", 0.6, 1.4),
            _above("growth_excess_kurtosis", "Excess kurtosis", 0.0),
        ),
    ),
    Fact(
        "SF10",
        "Productivity differs between firms, and differences persist",
        (
            _above("productivity_spread", "Spread of log productivity over firms", 0.05, _LOG),
            _above("productivity_persistence", "Correlation of relative productivity with itself a period before", 0.5),
            _above("productivity_persistence_long", "Correlation with itself five periods before", 0.0),
        ),
    ),
    Fact(
        "SF11",
        "Investment of firms is lumpy",
        (
            _above("idle_investors", "Firms that invest less than 1 % of their capital", 0.25, _RATE),
            _above("investment_spikes", "Firms that invest more than 35 % of their capital", 0.01, _RATE),
        ),
    ),
    Fact(
        "SF12",
        "Bankruptcies are counter-cyclical and fat-tailed",
        (
            _below("cc_bankruptcies", "Correlation with output in the same period", 0.0),
            _above("bankruptcies_excess_kurtosis", "Excess kurtosis of their number over time", 0.0),
        ),
    ),
    Fact(
        "Policy 1",
        "Without search there is no growth",
        (
            _within("growth_without_search", "Growth of output without search", -0.001, 0.001, _PER),
            _within("productivity_gained_without_search", "Log productivity gained since period 1", -LN2, LN2, _LOG),
        ),
    ),
    Fact(
        "Policy 2",
        "Without taxes and benefits growth is low, crises are violent and unemployment is high",
        (
            _above("growth_lost_without_state", "Growth of output lost", 0.0, _PER),
            _above("crises_without_state", "Periods in which output falls by more than 3 %, added", 0.0, _RATE),
            _above("violence_without_state", "Spread of the growth of output, added", 0.0, _PER),
            _above("unemployment_without_state", "Unemployment added", 0.0, _RATE),
        ),
    ),
)  # fmt: skip


_OF_BANKS: dict[str, Fact] = {
    "SF6": Fact(
        "SF6",
        "Firm debt is pro-cyclical, bad debt and bankruptcies are counter-cyclical, credit is lumpy, banking crises "
        "have durations skewed to the right and fiscal costs with fat tails",
        (
            *next(fact for fact in FACTS if fact.key == "SF6").criteria,
            _above("no_new_loans", "Firms whose debt does not grow", 0.25, _RATE),
            _above("loan_spikes", "Firms whose debt grows by more than 35 % of their sales", 0.01, _RATE),
            _above("crisis_skewness", "Durations of banking crises: skewness", 0.0),
            _above("crisis_cost_excess_kurtosis", "Fiscal costs of banking crises over output: excess kurtosis", 0.0),
        ),
    )
}
"""What is asked of banks as agents instead; written down before any of these figures was looked at."""

FACTS_OF_BANKS: tuple[Fact, ...] = tuple(_OF_BANKS.get(fact.key, fact) for fact in FACTS)
"""The facts as they are asked of `closed-banks`."""
