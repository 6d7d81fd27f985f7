"""Made-up appraisals for the tests of pages, tables and titles: seeded numbers with the shape of real ones, at once."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from functools import cache

from missionlab.appraisal.estimate import Against, Answer, Estimate
from missionlab.appraisal.requested import (
    BreakEven,
    Condition,
    Dose,
    DosePoint,
    Driver,
    Financed,
    Financing,
    Left,
    LeftAfter,
    Patience,
    Ranking,
    Robustness,
)
from missionlab.appraisal.results import (
    Appraisal,
    Design,
    Effect,
    Headroom,
    Mix,
    MixLine,
    Overtaking,
    Path,
    PolicyCost,
    PolicyInfo,
)
from missionlab.base.findings import Finding, Level, Place
from missionlab.base.text import Text, text

COMMAND = "missionlab appraise uk-2017 --runs 200 --with dose,patience,robustness"
OWN_PLACEBOS = {
    "laboratory": "laboratory-idle",
    "laboratory-permanent": "laboratory-idle",
    "laboratory-technique": "laboratory-technique-idle",
    "public-firms": "public-firms-unprotected",
    "procurement": "procurement-plain",
    "public-bank": "public-bank-random",
}
POLICIES = (
    "nothing", "transfers", "purchases", "noise", "subsidies", "refunds", "tax-relief", "laboratory", "laboratory-idle",
    "laboratory-permanent", "laboratory-technique", "laboratory-technique-idle", "public-firms",
    "public-firms-unprotected", "procurement", "procurement-plain", "public-bank", "public-bank-random", "mix",
)  # fmt: skip
ASKED = tuple(
    key
    for key in POLICIES
    if key not in {"nothing", "noise", "transfers", "laboratory-permanent", *OWN_PLACEBOS.values()}
)
"""Policies about which the verdict asks."""
OUTCOMES = (
    "gap", "level", "growth", "productivity", "unemployment", "volatility", "crises", "wage_share", "public_debt",
    "private_research", "private_investment", "research_crowding", "bankruptcies", "concentration_1",
)  # fmt: skip
RANKED = ("laboratory", "mix", "subsidies", "public-bank", "procurement", "tax-relief", "transfers")
RUNS, PERIODS, BUDGET = 200, 80, 0.01
NOT_MEASURED = text("tracking.forecast.few_points", n=2)
"""A reason, in words that are there already."""


def estimate(value: float, half: float, runs: int = RUNS) -> Estimate:
    return Estimate(value, value - half, value + half, runs)


def blank(reason: Text = NOT_MEASURED) -> Estimate:
    return Estimate(None, runs=0, reason=reason)


def answer(one: Estimate, value: float = 0.0) -> Answer:
    if one.value is None:
        return Answer.NOT_MEASURED
    if one.low is not None and one.low > value:
        return Answer.MORE
    return Answer.LESS if one.high is not None and one.high < value else Answer.CANNOT_TELL


def effect(
    policy: str, role: Against, one: Estimate, *, against: str = "", outcome: str = "gap", primary: bool = True
) -> Effect:
    """An effect at 80 periods whose answer follows from its interval."""
    others = {Against.NOTHING: "nothing", Against.PLACEBO: "transfers", Against.SUBSIDIES: "subsidies"}
    return Effect(
        policy=policy,
        against=against or others.get(role) or OWN_PLACEBOS.get(policy, "transfers"),
        role=role,
        outcome=outcome,
        horizon=PERIODS,
        estimate=one,
        dropped=0 if one.value is not None else RUNS,
        correlation=estimate(0.4, 0.1) if one.value is not None else blank(),
        variance_gained=0.3 if one.value is not None else None,
        p=0.02 if one.value is not None else None,
        p_adjusted=0.04 if one.value is not None else None,
        primary=primary,
        answer=answer(one),
    )


def primary_effects(values: Mapping[str, float], half: float) -> list[Effect]:
    """Each policy against transfers, its own placebo and subsidies; `values` are gaps of log GDP against nothing."""
    out = []
    for key, value in values.items():
        out.append(effect(key, Against.PLACEBO, estimate(value - 0.002, half)))
        if key in OWN_PLACEBOS:
            out.append(effect(key, Against.OWN_PLACEBO, estimate(value - 0.001, half)))
        out.append(effect(key, Against.NOTHING, estimate(value, half), primary=False))
        if key != "subsidies":
            out.append(effect(key, Against.SUBSIDIES, estimate(value - values.get("subsidies", 0.0), half)))
    return out


def other_effects(rng: random.Random, policies: Sequence[str]) -> list[Effect]:
    return [
        effect(key, Against.PLACEBO, estimate(rng.gauss(0, 0.01), 0.008), outcome=outcome, primary=False)
        for key in policies
        for outcome in OUTCOMES
        if outcome != "gap"
    ]


def said(words: str) -> Text:
    return text("report.measure.plain", name=words)


def cost(policy: str, budget: float = BUDGET, unspent: float = 0.0) -> PolicyCost:
    spent = budget - unspent
    returns = estimate(0.3 * spent, 0.05 * spent) if "bank" in policy else blank()
    return PolicyCost(
        policy=policy,
        budget=budget,
        spent=estimate(spent, 0.0001),
        unspent=estimate(unspent, 0.0001),
        share_of_gdp=estimate(0.8 * spent, 0.0002),
        returns=returns,
        net=estimate(0.7 * spent, 0.001),
    )


def info(key: str) -> PolicyInfo:
    budgets = () if key == "nothing" else ((key.replace("-", "_"), BUDGET),)
    return PolicyInfo(
        key=key,
        budgets=budgets,
        settings=(("patience", 20.0),) if "laboratory" in key else (),
        start=101,
        end=None,
        direct=key.startswith(("laboratory", "public-", "procurement")),
        placebo=OWN_PLACEBOS.get(key),
    )


def path(policy: str, rng: random.Random, final: float, periods: int = PERIODS) -> Path:
    """A gap that grows to `final`, with a spread over runs that grows with the root of time."""
    at = tuple(range(1, periods + 1))
    mean = tuple(final * t / periods + rng.gauss(0, 0.0008) for t in at)
    spread = [0.015 * math.sqrt(t / 10) for t in at]
    quantiles = (-1.96, -1.28, -0.67, 0.0, 0.67, 1.28, 1.96)
    return Path(
        policy=policy,
        against="nothing",
        runs=RUNS,
        periods=at,
        mean=mean,
        low=tuple(m - 2 * s / math.sqrt(RUNS) for m, s in zip(mean, spread, strict=True)),
        high=tuple(m + 2 * s / math.sqrt(RUNS) for m, s in zip(mean, spread, strict=True)),
        spread=tuple(tuple(m + z * s for m, s in zip(mean, spread, strict=True)) for z in quantiles),
        correlation=tuple(math.exp(-t / 90) for t in at),
    )


def dose(programme: float | None = 0.0002, smallest: float | None = 0.0052) -> Dose:
    shares = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03)
    return Dose(
        policy="mix",
        against="transfers",
        points=tuple(
            DosePoint(share * 1.2, share, estimate(0.9 * share**0.8, 0.012), estimate(1.0, 0.01)) for share in shares
        ),
        smallest=blank() if smallest is None else estimate(smallest, 0.2 * smallest),
        programme=programme,
    )


def patience(sign: float = 1.0) -> Patience:
    rules, budgets = (0, 80, 40, 20, 10, 5), (0.0002, 0.001, BUDGET, 0.03)

    def at(rule: int, budget: float) -> Estimate:
        waits = 1.0 if rule == 0 else rule / 100
        return estimate(sign * waits * budget, 0.0015)

    effects = tuple(tuple(at(rule, budget) for budget in budgets) for rule in rules)
    given_up = tuple(tuple(estimate(0.0 if rule == 0 else 0.5, 0.1) for _ in budgets) for rule in rules)
    return Patience("laboratory", "transfers", rules, budgets, effects, given_up)


def robustness(policies: Sequence[str]) -> Robustness:
    count = len(policies)
    shares = []
    for place, key in enumerate(policies):
        weights = [math.exp(-((rank - place) ** 2) / 8) for rank in range(count)]
        shares.append(Ranking(key, tuple(estimate(w / sum(weights), 0.03) for w in weights)))
    return Robustness(
        worlds=200,
        runs=8,
        rules=("closed", "finance"),
        left_out=3,
        undecided=estimate(0.35, 0.06),
        rankings=tuple(shares),
        drivers=(
            Driver("search_inventions", "morris", 0.4, 0.3, 0.5, 0.1),
            Driver("tax_rate", "pawn", 0.1, None, None, None),
        ),
        conditions=(
            Condition(
                winner=policies[1],
                bounds=(("search_inventions", 0.2, None), ("tax_rate", None, 0.3)),
                inside=estimate(0.6, 0.1),
                outside=estimate(0.1, 0.05),
                worlds=44,
            ),
        ),
    )


def break_even(against: str = "transfers", crosses: bool = True) -> BreakEven:
    yields = (0.5, 1.0, 2.0, 4.0, 8.0)
    effects = tuple(estimate(0.01 * math.log2(y / 2) if crosses else -0.02, 0.006) for y in yields)
    return BreakEven(against, yields, effects, estimate(2.1, 0.6) if crosses else blank())


def financing(policies: Sequence[str], key: str = "transfers") -> tuple[Financing, ...]:
    def paid(policy: str, effect: float, debt: float) -> Financed:
        special = blank() if policy == key else estimate(effect - 0.004, 0.009)
        return Financed(estimate(effect, 0.01), special, estimate(debt, 0.05))

    return tuple(
        Financing(policy, paid(policy, 0.01 * at, 0.4), paid(policy, 0.008 * at, -0.02), estimate(-0.002 * at, 0.004))
        for at, policy in enumerate(policies)
    )


def hysteresis(policies: Sequence[str], key: str = "transfers") -> tuple[Left, ...]:
    return tuple(
        Left(
            policy,
            40,
            tuple(
                LeftAfter(periods, estimate(0.01 * at / periods, 0.01), blank() if policy == key else estimate(0, 0.01))
                for periods in (20, 40)
            ),
        )
        for at, policy in enumerate(policies)
    )


def mix(share: float | None = 0.0002) -> Mix:
    lines = (
        MixLine(
            "grant",
            "applied",
            "firm",
            "research_hiring",
            210e6,
            0.00012,
            "A grant pays researchers.",
            ("a", "b"),
            1050e6,
            5,
        ),
        MixLine(
            "procurement", "first-market", None, "machine_purchases", None, None, "The state buys first.", ("c",), 40e6
        ),
        MixLine("regulation", None, None, None, None, None, "A rule costs nothing; not in the model.", ("d",)),
    )
    return Mix(
        lines=lines,
        shares=(("research_hiring", 0.75), ("machine_purchases", 0.25)),
        share_of_gdp=share,
        gdp_source=None if share is None else "ONS, series YBHA",
        gdp_year=None if share is None else 2018,
        reason=NOT_MEASURED if share is None else None,
        mapping="missionlab's own",
        currency="GBP",
        notes=(said("The years of some money are not known"),),
    )


def design(runs: int = RUNS, precision: float | None = None) -> Design:
    return Design(
        runs=runs,
        periods=PERIODS,
        start=101,
        seed=0,
        rules="closed",
        budget=BUDGET,
        budget_share_of_gdp=estimate(0.008, 0.0003),
        precision=precision,
        reached=Estimate(0.012, runs=runs),
        ended_early=0,
        fingerprint="0" * 64,
    )


@cache
def appraisal(name: str = "usual") -> Appraisal:
    """One of the appraisals that are tested."""
    return _MAKERS[name]()


def _usual() -> Appraisal:
    """Everything: some policies clearly more, some less, most cannot tell, one blank."""
    rng = random.Random(4)
    values = {key: round(rng.gauss(0.004, 0.014), 4) for key in ASKED}
    values["laboratory"], values["tax-relief"], values["mix"] = 0.031, -0.021, 0.006
    effects = primary_effects(values, 0.012)
    effects.append(effect("laboratory-permanent", Against.NOTHING, estimate(0.2, 0.05), primary=False))
    effects += other_effects(rng, ASKED)
    return Appraisal(
        design=design(),
        policies=tuple(info(key) for key in POLICIES),
        costs=tuple(cost(key, unspent=0.002 if key == "refunds" else 0.0) for key in POLICIES if key != "nothing"),
        effects=tuple(effects),
        paths=tuple(path(key, rng, 1.4 * values.get(key, 0.0)) for key in POLICIES if key != "nothing"),
        overtaking=(
            Overtaking("laboratory", "subsidies", estimate(34.0, 6.0), estimate(0.62, 0.07)),
            Overtaking("procurement", "subsidies", blank(), estimate(0.2, 0.05)),
        ),
        headroom=(Headroom("laboratory", "innovators", estimate(0.9, 0.01), NOT_MEASURED),),
        mix=mix(),
        verdicts=(said("The first verdict"), said("The second")),
        break_even=(break_even("transfers"), break_even("subsidies", crosses=False)),
        dose=(dose(),),
        patience=(patience(),),
        robustness=robustness(RANKED),
        financing=financing(RANKED[1:]),
        hysteresis=hysteresis(RANKED[1:]),
        findings=(Finding(Level.WARNING, "pairs-apart", Place(), "Pairs are apart.", "Chaos.", "More runs."),),
    )  # fmt: skip


def _main_table() -> Appraisal:
    """The default: no mix, no dose, patience, robustness or break-even; nothing clear."""
    rng = random.Random(5)
    values = {key: rng.gauss(0, 0.002) for key in ASKED if key != "mix"}
    return Appraisal(
        design=design(40),
        policies=tuple(info(key) for key in POLICIES if key != "mix"),
        costs=tuple(cost(key) for key in POLICIES if key not in ("nothing", "mix")),
        effects=tuple(primary_effects(values, 0.02)),
        paths=tuple(path(key, rng, 0.001) for key in ("laboratory", "subsidies", "transfers")),
        overtaking=(),
        headroom=(),
        mix=None,
        verdicts=(said("Nothing can be told"),),
    )


def _nothing() -> Appraisal:
    """No effect, no path, no policy: every run ended early."""
    return Appraisal(
        design=Design(
            runs=4, periods=PERIODS, start=101, seed=0, rules="closed", budget=BUDGET, budget_share_of_gdp=blank(),
            precision=None, reached=blank(), ended_early=4, fingerprint="0" * 64,
        ),
        policies=(), costs=(), effects=(), paths=(), overtaking=(), headroom=(), mix=None, verdicts=(),
    )  # fmt: skip


_LONG = "a-policy-whose-key-nobody-ever-shortened-and-that-goes-on-for-longer-than-any-column-is-wide"
_SCRIPT = "</title></style><script>alert('seen')</script>"


def _line() -> MixLine:
    return MixLine(_SCRIPT, _LONG, _SCRIPT, None, 1e12, 3.0, _SCRIPT * 3, (_LONG,))


def _hostile() -> Appraisal:
    """Fifteen policies with names that nobody foresaw, negative and blank effects, one run without interval."""
    rng = random.Random(6)
    keys = [_LONG, _SCRIPT, "x", *(f"policy-{number}-{'long-' * number}name" for number in range(12))]
    estimates = [estimate(rng.gauss(-0.03, 0.02), 0.01) for _ in keys]
    estimates[2], estimates[3], estimates[4] = blank(), Estimate(-0.5, runs=1), estimate(0.0, 0.0)
    effects = [
        effect(key, role, one, against=_LONG)
        for key, one in zip(keys, estimates, strict=True)
        for role in (Against.PLACEBO, Against.SUBSIDIES)
    ]
    effects += [effect(key, Against.OWN_PLACEBO, blank(), against=_SCRIPT) for key in keys]
    effects += [effect(key, Against.PLACEBO, blank(), outcome=_SCRIPT, primary=False) for key in keys]
    return Appraisal(
        design=design(1, precision=0.001),
        policies=tuple(info(key) for key in keys),
        costs=tuple(PolicyCost(key, BUDGET, *(blank() for _ in range(5))) for key in keys),
        effects=tuple(effects),
        paths=tuple(path(key, rng, -0.2, periods=160) for key in keys),
        overtaking=tuple(Overtaking(key, _LONG, blank(), blank()) for key in keys[:3]),
        headroom=(Headroom(_LONG, _SCRIPT, blank(), NOT_MEASURED),),
        mix=Mix((_line(),), (), None, None, None, None, _SCRIPT),
        verdicts=(said(_SCRIPT),),
        break_even=(break_even(_LONG, crosses=False), BreakEven(_SCRIPT, (1.0,), (blank(),), blank())),
        dose=(dose(programme=1e-7, smallest=None), Dose(_LONG, _SCRIPT, (), blank(), None)),
        patience=(patience(sign=-1.0), Patience(_LONG, _SCRIPT, (5,), (BUDGET,), ((blank(),),), ((blank(),),))),
        robustness=robustness(keys),
        findings=(Finding(Level.WARNING, "x", Place("f"), _SCRIPT, _LONG, _SCRIPT),),
    )  # fmt: skip


_MAKERS = {"usual": _usual, "main-table": _main_table, "nothing": _nothing, "hostile": _hostile}
ALL = tuple(_MAKERS)
