"""The parameters of the economy: their values, and the registry that names, bounds and sources each of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from numbers import Real
from typing import NamedTuple

import numpy as np


class Parameters(NamedTuple):
    """One parametrisation; the defaults are the program's benchmark (C01 of the specification).

    Numbers are floats but for counts, which are whole. `REGISTRY` says what each one means, in which unit and within
    which bounds. Money parameters (`nominal` in the registry) are in money of period 0.
    """

    # Country, households and the state
    tax_rate: float = 0.10
    benefit_rate: float = 0.40
    spending_growth: float = 0.005
    labour_force: float = 500_000.0
    labour_force_growth: float = 0.0
    wage_floor: float = 1.0
    wage_to_prices: float = 0.0
    wage_to_productivity: float = 1.0
    wage_to_unemployment: float = 0.0
    wage_change_limit: float = 1.0
    coin: float = 1.0

    # Credit
    interest_rate: float = 0.01
    credit_multiple: float = 2.0
    credit_floor: float = 1000.0
    capital_ratio: float = 0.08
    bank_payout: float = 1.0

    # Banks as agents, the central bank and fiscal rules (closed-banks)
    banks: int = 10
    bank_size_shape: float = 10.0
    bank_capital: float = 25_000.0
    capital_buffer: float = 0.025
    bad_debt_sensitivity: float = 1.0
    loan_spread: float = 0.3
    reserve_spread: float = -0.5
    deposit_rate: float = 0.0
    class_premium: float = 0.1
    rate_step: float = 0.005
    inflation_target: float = 0.02
    unemployment_target: float = 0.05
    rate_to_inflation: float = 0.0
    rate_to_unemployment: float = 0.0
    deficit_limit: float = 100.0
    debt_limit: float = 1000.0
    fiscal_growth_floor: float = -1.0
    benefit_step: float = 0.005

    # Capital-good firms
    capital_good_firms: int = 50
    machines_per_worker: float = 0.1
    capital_good_markup: float = 0.04
    research_share: float = 0.04
    innovation_share: float = 0.5
    innovation_efficiency: float = 0.3
    imitation_efficiency: float = 0.3
    innovation_alpha: float = 3.0
    innovation_beta: float = 3.0
    innovation_low: float = -0.15
    innovation_high: float = 0.15
    entrant_alpha: float = 2.0
    entrant_beta: float = 4.0
    entrant_advantage: float = 0.3
    new_client_ratio: float = 0.5
    research_labour_cap: float = 0.2
    labour_cut_cap: float = 0.2
    periods_without_clients: int = 4
    capital_good_cash: float = 10_000.0
    capital_good_debt_ratio: float = 1.0
    capital_good_entrant_low: float = 0.1
    capital_good_entrant_high: float = 0.9
    capital_good_dividend: float = 0.0
    laboratory_efficiency: float = 60.0

    # Consumption-good firms
    consumption_good_firms: int = 200
    machine_capacity: int = 40
    initial_capital: float = 1200.0
    consumption_good_cash: float = 10_000.0
    inventory_target: float = 0.1
    planned_utilisation: float = 0.75
    payback_periods: float = 3.0
    machine_life: int = 19
    expansion_floor: float = 0.0
    expansion_cap: float = 0.5
    initial_markup: float = 0.30
    markup_sensitivity: float = 0.04
    price_weight: float = 1.0
    unmet_demand_weight: float = 1.0
    selection_intensity: float = 1.0
    exit_share: float = 1e-5
    consumption_good_debt_ratio: float = 1.0
    consumption_good_entrant_low: float = 0.1
    consumption_good_entrant_high: float = 0.9
    consumption_good_dividend: float = 0.0


@dataclass(frozen=True)
class Parameter:
    """What one parameter means. `low_open` and `high_open` say that the bound itself is not allowed."""

    name: str
    symbol: str
    meaning: str
    unit: str
    low: float
    high: float
    bound_source: str
    source: str = "ks-ee"
    low_open: bool = False
    high_open: bool = False
    nominal: bool = False
    rules: str = ""
    """Beginning of the names of the rule sets that read it; empty if all do."""

    @property
    def default(self) -> float:
        return Parameters._field_defaults[self.name]

    def read_by(self, rules: str) -> bool:
        """Whether the rule set of this name reads it; one that does not ignores it."""
        return rules.startswith(self.rules)

    @property
    def whole(self) -> bool:
        return isinstance(self.default, int)

    @property
    def bounds(self) -> str:
        """The bounds in the usual notation, such as `(0, 1]`."""
        return f"{'(' if self.low_open else '['}{self.low:g}, {self.high:g}{')' if self.high_open else ']'}"

    def admits(self, value: float) -> bool:
        above = value > self.low if self.low_open else value >= self.low
        below = value < self.high if self.high_open else value <= self.high
        return above and below


_LOGIC = "what the rule needs to make sense"
_SPECIFICATION = "specification, section 3"
_REALM = "missionlab: far outside any published value"


def _p(
    name: str, symbol: str, meaning: str, unit: str, low: float, high: float, why: str = _SPECIFICATION, **more: object
) -> Parameter:
    return Parameter(name, symbol, meaning, unit, low, high, why, **more)  # type: ignore[arg-type]


def _b(name: str, *of: object, source: str = "ks-nsl", **more: object) -> Parameter:
    """A parameter that only the rule set with banks as agents reads."""
    return _p(name, *of, source=source, rules="closed-banks", **more)  # type: ignore[arg-type]


REGISTRY: dict[str, Parameter] = {
    entry.name: entry
    for entry in (
        _p("tax_rate", "tr", "Tax rate on firms' profits", "share", 0, 1, high_open=True),
        _p("benefit_rate", "phi", "Unemployment benefit as a share of the wage", "share", 0, 1),
        _p("spending_growth", "g_G", "Growth of the state's purchases when they follow their own path (spending = exogenous)", "1/period", 0, 0.1, _REALM),
        _p("labour_force", "Ls0", "Labour force at the start", "workers", 1, 1e9, low_open=True),
        _p("labour_force_growth", "delta", "Growth of the labour force", "1/period", 0, 0.1, _REALM),
        _p("wage_floor", "w0min", "Lowest wage, and the wage at the start", "money/worker", 0, 1e9, low_open=True, nominal=True),
        _p("wage_to_prices", "psi1", "Reaction of the wage to consumer prices", "1", 0, 1),
        _p("wage_to_productivity", "psi2", "Reaction of the wage to productivity", "1", 0, 2, _REALM),
        _p("wage_to_unemployment", "psi3", "Reaction of the wage to the relative change of unemployment", "1", -1, 0),
        _p("wage_change_limit", "mLim", "Largest rate of change that enters the wage rule; 0 = no limit", "share", 0, 10, _REALM),
        _p("coin", "1", "Cash that a firm keeps when it spends or borrows: one coin", "money", 0, 1e9, low_open=True, nominal=True),
        _p("interest_rate", "r", "Interest rate on loans, deposits and public debt", "1/period", 0, 0.2, _REALM),
        _p("credit_multiple", "Lambda", "Credit limit as a multiple of cash or of the operating margin", "1", 0, 100, low_open=True),
        _p("credit_floor", "Lambda0", "Smallest credit limit, in money of period 0", "money", 0, 1e9, nominal=True),
        _p("capital_ratio", "tauB", "Equity that the bank keeps per unit of loans", "share", 0, 1, "closure", source="closure", high_open=True),
        _p("bank_payout", "dB", "Share of the bank's excess equity that is paid to households", "share", 0, 1, "closure", source="closure"),
        _b("banks", "B", "Banks", "banks", 1, 1000, _REALM),
        _b("bank_size_shape", "alphaB", "Shape of the Pareto law of banks' sizes; the smaller, the more unequal", "1", 0.5, 1000, _REALM),
        _b("bank_capital", "NWb0", "Equity of all banks at the start beyond what their loans need, and beyond it after a rescue, relative to the wage", "money", 0, 1e12, "specification, section 8", nominal=True),
        _b("capital_buffer", "kB", "Equity beyond the capital ratio, per unit of loans, that a bank keeps before it pays dividends", "share", 0, 1, "closure", source="closure"),
        _b("bad_debt_sensitivity", "betaB", "How much a bank's bad debt tightens its credit supply", "1", 0, 100, _REALM),
        _b("loan_spread", "muDeb", "Spread of the loan rate over the prime rate", "share", 0, 10, _REALM),
        _b("reserve_spread", "muRes", "Spread over the prime rate of the rate that the state pays to banks", "share", -1, 0, _LOGIC),
        _b("deposit_rate", "rD", "Interest rate on deposits", "1/period", 0, 0.2, _REALM),
        _b("class_premium", "kConst", "What each credit class below the best adds to the loan rate", "share", 0, 10, _REALM, source="dosi2015"),
        _b("rate_step", "rAdj", "Largest step of the prime rate in a period", "1/period", 0, 0.2, _REALM),
        _b("inflation_target", "piT", "Inflation at which the central bank leaves the prime rate alone", "1/period", -0.2, 0.2, _REALM, source="dosi2015"),
        _b("unemployment_target", "Ut", "Unemployment at which the central bank leaves the prime rate alone", "share", 0, 1, _LOGIC, source="dosi2015"),
        _b("rate_to_inflation", "gammaPi", "Reaction of the prime rate to inflation", "1", 0, 10, _REALM),
        _b("rate_to_unemployment", "gammaU", "Reaction of the prime rate to unemployment", "1/period", 0, 10, _REALM),
        _b("deficit_limit", "defRule", "Deficit over nominal output above which a fiscal rule lowers benefits; 100 = no rule", "share", -1, 100, _REALM),
        _b("debt_limit", "debRule", "Public debt over nominal output above which a fiscal rule lowers benefits; 1000 = no rule", "share", -1, 1000, _REALM),
        _b("fiscal_growth_floor", "gRule", "Growth of output below which a fiscal rule lowers nothing; -1 = it always holds, 0 = a soft rule", "1/period", -1, 1, _REALM, source="dosi2015"),
        _b("benefit_step", "phiAdj", "Step by which a fiscal rule moves the benefit rate in a period", "share", 0, 1, _LOGIC),
        _p("capital_good_firms", "F1", "Capital-good firms", "firms", 1, 10_000),
        _p("machines_per_worker", "m1", "Machines that a worker makes per unit of process productivity", "machines/worker", 0, 100, low_open=True),
        _p("capital_good_markup", "mu1", "Mark-up of capital-good firms", "share", 0, 1, low_open=True),
        _p("research_share", "nu", "Research budget as a share of past sales", "share", 0, 1, low_open=True, high_open=True),
        _p("innovation_share", "xi", "Share of research that goes to innovation; the rest imitates", "share", 0, 1),
        _p("innovation_efficiency", "zeta1", "Search efficiency of a researcher, innovation", "1/worker", 0, 10, low_open=True),
        _p("imitation_efficiency", "zeta2", "Search efficiency of a researcher, imitation", "1/worker", 0, 10, low_open=True),
        _p("innovation_alpha", "alpha1", "First shape of the Beta law of innovations", "1", 1, 20, "missionlab: a density without a pole"),
        _p("innovation_beta", "beta1", "Second shape of the Beta law of innovations", "1", 1, 20, "missionlab: a density without a pole"),
        _p("innovation_low", "x1inf", "Smallest step of an innovation", "share", -0.9, 0.5, _LOGIC),
        _p("innovation_high", "x1sup", "Largest step of an innovation", "share", -0.5, 1, _LOGIC),
        _p("entrant_alpha", "alpha2", "First shape of the Beta law of entrants' techniques", "1", 1, 20, "missionlab: a density without a pole"),
        _p("entrant_beta", "beta2", "Second shape of the Beta law of entrants' techniques", "1", 1, 20, "missionlab: a density without a pole"),
        _p("entrant_advantage", "x5", "How far an entrant's technique can exceed the best one", "share", 0, 2),
        _p("new_client_ratio", "gamma", "New clients sought per current client", "1", 0, 1, low_open=True),
        _p("research_labour_cap", "L1rdMax", "Largest share of the labour force in research", "share", 0, 1),
        _p("labour_cut_cap", "L1shortMax", "Largest cut of capital-good labour in a shortage", "share", 0, 1),
        _p("periods_without_clients", "n1", "Periods without an order after which a capital-good firm leaves", "periods", 1, 8),
        _p("capital_good_cash", "NW10", "Cash of a capital-good firm at the start", "money", 0, 1e12, nominal=True),
        _p("capital_good_debt_ratio", "Deb10ratio", "Share of a new capital-good firm's cash that is borrowed", "share", 0, 1),
        _p("capital_good_entrant_low", "Phi3", "Smallest cash of an entrant, share of the incumbents' mean", "share", 0, 1, low_open=True),
        _p("capital_good_entrant_high", "Phi4", "Largest cash of an entrant, share of the incumbents' mean", "share", 0, 1, low_open=True),
        _p("capital_good_dividend", "d1", "Payout of capital-good firms' net profit", "share", 0, 1),
        _p("laboratory_efficiency", "zetaL", "Search efficiency of a laboratory, for a staff as large as the labour force", "1", 0, 1e6, _REALM, source="missionlab", low_open=True),
        _p("consumption_good_firms", "F2", "Consumption-good firms", "firms", 1, 40_000),
        _p("machine_capacity", "m2", "Output capacity of a machine in a period", "goods/machine", 1, 10_000),
        _p("initial_capital", "K0", "Capacity of a consumption-good firm at the start", "goods", 1, 1e9, _LOGIC),
        _p("consumption_good_cash", "NW20", "Least cash of a consumption-good firm at the start", "money", 0, 1e12, nominal=True),
        _p("inventory_target", "iota", "Inventories wanted per unit of expected demand", "share", 0, 1, _REALM),
        _p("planned_utilisation", "u", "Planned utilisation of capacity", "share", 0, 1, low_open=True),
        _p("payback_periods", "b", "Periods in which a new machine must pay back", "periods", 1, 100, low_open=True),
        _p("machine_life", "eta", "Technical life of a machine", "periods", 1, 100, low_open=True),
        _p("expansion_floor", "kappaMin", "Smallest growth of capital in a period", "share", 0, 1, _LOGIC),
        _p("expansion_cap", "kappaMax", "Largest growth of capital in a period", "share", 0, 10, _LOGIC),
        _p("initial_markup", "mu20", "Mark-up of consumption-good firms at the start and of entrants", "share", 0, 1, low_open=True, high_open=True),
        _p("markup_sensitivity", "upsilon", "Reaction of the mark-up to the market share", "1", 0, 1, _REALM, low_open=True),
        _p("price_weight", "omega1", "Weight of the price in competitiveness", "1", 0, 10, _REALM),
        _p("unmet_demand_weight", "omega2", "Weight of unmet demand in competitiveness", "1", 0, 10, _REALM),
        _p("selection_intensity", "chi", "Intensity of selection among consumption-good firms", "1", 0, 10, low_open=True),
        _p("exit_share", "f2min", "Smallest market share that survives", "share", 1e-15, 0.1, "missionlab: shares are exact to 1e-16"),
        _p("consumption_good_debt_ratio", "Deb20ratio", "Share of a new consumption-good firm's cash that is borrowed", "share", 0, 1),
        _p("consumption_good_entrant_low", "Phi1", "Smallest size of an entrant, share of the incumbents' mean", "share", 0, 1, low_open=True),
        _p("consumption_good_entrant_high", "Phi2", "Largest size of an entrant, share of the incumbents' mean", "share", 0, 1, low_open=True),
        _p("consumption_good_dividend", "d2", "Payout of consumption-good firms' net profit", "share", 0, 1),
    )
}  # fmt: skip

SYMBOLS: dict[str, str] = {entry.symbol: entry.name for entry in REGISTRY.values()}

_ORDERED = (
    ("innovation_low", "innovation_high"),
    ("capital_good_entrant_low", "capital_good_entrant_high"),
    ("consumption_good_entrant_low", "consumption_good_entrant_high"),
    ("expansion_floor", "expansion_cap"),
)


PARAMETER_RECORD = np.dtype([(name, np.int64 if REGISTRY[name].whole else np.float64) for name in Parameters._fields])
"""The form in which the compiled program reads parameters."""


class BadParameters(ValueError):
    """Parameters that cannot be run; the message names each, its value, its bounds and where the bounds are from."""


def with_values(parameters: Parameters, **values: float) -> Parameters:
    """The parameters with some replaced, by name or by symbol; raises `BadParameters` if one is unknown or unusable."""
    problems: list[str] = []
    named: dict[str, float] = {}
    for key, value in values.items():
        name = key if key in REGISTRY else SYMBOLS.get(key, "")
        if not name:
            problems.append(f"{key}: there is no such parameter{_nearest(key)}")
        elif name in named:
            problems.append(f"{key}: given twice, by name and by symbol")
        else:
            named[name] = value
    if problems:
        raise BadParameters("\n".join(problems))
    return checked(parameters._replace(**named))


def checked(parameters: Parameters) -> Parameters:
    """The same parameters as plain floats and whole numbers; raises `BadParameters` if any is outside its bounds."""
    values, types = tuple(parameters), tuple(map(type, parameters))
    try:
        return _remembered(values, types)
    except TypeError:  # something that is no number, such as a list, and cannot be looked up
        return _check(values)


@lru_cache(maxsize=256)
def _remembered(values: tuple[float, ...], _types: tuple[type, ...]) -> Parameters:
    """An ensemble asks before every run. 1, 1.0 and True are equal, but their types are not."""
    return _check(values)


def _check(values: tuple[float, ...]) -> Parameters:
    problems: list[str] = []
    clean: dict[str, float] = {}
    for name, value in zip(Parameters._fields, values, strict=True):
        entry = REGISTRY[name]
        problem = _problem(entry, value)
        if problem:
            problems.append(problem)
        else:
            clean[entry.name] = int(value) if entry.whole else float(value)
    for low, high in _ORDERED:
        if low in clean and high in clean and clean[low] > clean[high]:
            problems.append(f"{low} = {clean[low]:g}: must not exceed {high} = {clean[high]:g} ({_LOGIC})")
    if problems:
        raise BadParameters("\n".join(problems))
    return Parameters(**clean)  # type: ignore[arg-type]


def as_record(parameters: Parameters) -> np.ndarray:
    """The parameters as an array of one record, the form in which the compiled program reads them."""
    return np.array([tuple(parameters)], dtype=PARAMETER_RECORD)


def _problem(entry: Parameter, value: object) -> str | None:
    label = f"{entry.name} ({entry.symbol}) = {value!r}"
    if isinstance(value, bool) or not isinstance(value, Real):
        return f"{label}: must be one number, within {entry.bounds} ({entry.bound_source})"
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        return f"{label}: must be a finite number, within {entry.bounds} ({entry.bound_source})"
    if entry.whole and number != int(number):
        return f"{label}: must be a whole number, within {entry.bounds} ({entry.bound_source})"
    if not entry.admits(number):
        return f"{label}: outside its bounds {entry.bounds} {entry.unit} ({entry.bound_source})"
    return None


def _nearest(key: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, [*REGISTRY, *SYMBOLS], n=1)
    return f"; did you mean {near[0]}?" if near else "; `missionlab simulate --list` names them all"
