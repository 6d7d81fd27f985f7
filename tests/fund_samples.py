"""A made-up fund, small enough to check by hand, for tests of the bank's chapter."""

from __future__ import annotations

from datetime import date
from typing import Any

from missionlab.base.text import Text, text
from missionlab.portfolio.finance.results import (
    Additional,
    AidBreach,
    Assumed,
    Copula,
    Fan,
    ForcedExit,
    FundResult,
    FundYears,
    LossBin,
    LossCurve,
    LossTail,
    MissionCapital,
    NotModelled,
    OriginCheck,
    Patience,
    QueueWorth,
    Ranged,
    RatePoint,
    RecordLine,
    RiskReward,
    RuleWorth,
    TrackRecord,
    Verdict,
)

MILLION = 1e6
YEARS = 12
REASON = text("bank.no_rules")


def ranged(low: float, mid: float, high: float) -> Ranged:
    return Ranged(low, mid, high)


def money(low: float, mid: float, high: float) -> Ranged:
    return Ranged(low * MILLION, mid * MILLION, high * MILLION)


def blank(reason: Text = REASON) -> Ranged:
    return Ranged(None, None, None, reason)


def fan(mid: list[float], spread: float = 0.2) -> Fan:
    """Amounts in millions with a range of so much of them to both sides."""
    return Fan(
        tuple((value - abs(value) * spread) * MILLION for value in mid),
        tuple(value * MILLION for value in mid),
        tuple((value + abs(value) * spread) * MILLION for value in mid),
    )


def net_cash(last: float, spread: float = 0.2) -> Fan:
    """A J-curve with its deepest point, -400 m, in the sixth year, that ends at ``last`` millions."""
    down = [-60, -130, -210, -300, -370, -400]
    return fan([*down, *(-400 + (last + 400) * step / 6 for step in range(1, 7))], spread)


def rule(carry: bool, recycle: bool, gain: Ranged, *, stated: bool = False) -> RuleWorth:
    return RuleWorth(carry, recycle, money(900, 950, 980), money(1700, 1760, 1800), blank(), gain, stated)


def _shares(risk: float, upside: float) -> tuple[Ranged, Ranged, Ranged]:
    """Public shares of risk and upside, and the private share of the upside."""
    return (
        ranged(risk - 0.05, risk, risk + 0.05),
        ranged(upside - 0.03, upside, upside + 0.05),
        ranged(0.95 - upside, 1 - upside, 1.03 - upside),
    )


def fund(**changes: Any) -> FundResult:
    """The fund, with some fields changed."""
    flat = fan([100] * YEARS)
    fields: dict[str, Any] = {
        "fund": "green-bank",
        "name": "Green Bank",
        "currency": "GBP",
        "strategy": "made-up",
        "as_of": date(2026, 11, 24),
        "horizon": YEARS,
        "paths": 4000,
        "seed": 0,
        "fingerprint": "0" * 64,
        "assumption_set": "missionlab-2026",
        "copula": Copula.NORMAL,
        "carry_over": "off",
        "recycle": "off",
        "correlation": 0.17,
        "years": FundYears(
            years=tuple(range(2021, 2021 + YEARS)),
            allocated=(200 * MILLION,) * YEARS,
            committed=flat,
            drawn=flat,
            returns=fan([5.0 * step for step in range(YEARS)]),
            income=fan([2.0 * step for step in range(YEARS)]),
            cost=fan([16] * YEARS, 0),
            lapsed=fan([13 if step % 3 else 20 for step in range(YEARS)]),
            surrendered=fan([4.0 * step for step in range(YEARS)]),
            losses_realised=fan([8] * YEARS),
            losses_unrealised=fan([9.8] * YEARS),
            outstanding=fan([90.0 * (step + 1) for step in range(YEARS)]),
            net_cash=net_cash(-150),
        ),
        "deals": ranged(42, 51, 60),
        "refused_deals": ranged(0, 0, 1),
        "losses_realised": ranged(0.008, 0.012, 0.02),
        "losses_unrealised": ranged(0.004, 0.009, 0.02),
        "losses": ranged(0.012, 0.021, 0.043),
        "dpi": ranged(0.6, 0.83, 1.02),
        "tvpi": ranged(1.0, 1.21, 1.5),
        "terminal": money(600, 700, 810),
        "after": money(300, 420, 500),
        "irr": blank(text("bank.no_upside")),
        "present_value": (RatePoint(0.0, money(-90, 10, 80)), RatePoint(0.035, money(-150, -80, 20))),
        "deepest": money(-460, -400, -350),
        "deepest_year": ranged(2025, 2026, 2027),
        "target_met": blank(),
        "income_covers": ranged(2025, 2027, 2031),
        "shortfall": ranged(0.01, 0.02, 0.03),
        "emergency": money(0, 0, 12),
        "below_zero": ranged(0.0, 0.001, 0.002),
        "sustaining": money(40, 52, 60),
        "rules": (
            rule(False, False, money(0, 0, 0), stated=True),
            rule(False, True, money(5800, 6266, 6700)),
            rule(True, False, money(90, 129, 160)),
            rule(True, True, money(6900, 7396, 7900)),
        ),
        "queue": (
            QueueWorth(1, money(0.4, 13.1, 31), ranged(0.002, 0.066, 0.155)),
            QueueWorth(10, money(0.1, 2.3, 7), ranged(0.001, 0.012, 0.035)),
        ),
        "tails": (LossTail(Copula.NORMAL, 0.022, ((0.05, 0.01), (0.5, 0.02), (0.99, 0.09))),),
        "curve": LossCurve(
            2024,
            False,
            (LossBin(0, 0.01, 0.2), LossBin(0.01, 0.02, 0.5), LossBin(0.02, 0.03, 0.2), LossBin(0.03, 0.04, 0.1)),
            0.029,
            ranged(0.18, 0.2, 0.22),
            0.02,
        ),
        "record": (
            RecordLine("committed", 2025, money(780, 827, 862), 785e6, False, None, "annual-report", Verdict.INSIDE),
            RecordLine("deals", 2025, ranged(42, 51, 60), 43, True, None, None, Verdict.INSIDE),
            RecordLine(
                "income", 2025, money(20.8, 23, 24.5), 34.5e6, True, "fees and gains", None, Verdict.CANNOT
            ),
        ),
        "cannot": (text("bank.copula.normal"), text("bank.rules.neither")),
        "patience": Patience(
            ranged(7.1, 8.2, 9.4),
            ranged(0.2, 0.31, 0.4),
            ranged(0.8, 0.86, 0.9),
            ranged(0, 0, 0),
            (ForcedExit(5, money(60, 81, 99), ranged(0.1, 0.14, 0.2)),),
        ),
        "additional": Additional(
            ranged(1.2, 1.78, 2.2),
            money(2900, 3135, 3400),
            blank(text("bank.no_upside")),
            blank(),
            blank(),
            blank(),
            text("bank.unused.title.nothing"),
        ),
        "rewards": (
            RiskReward("", None, *_shares(0.36, 0.19), ranged(0.3, 0.53, 0.7)),
            RiskReward("Equity", "equity", *_shares(0.35, 0.35), ranged(1, 1, 1)),
            RiskReward("Loans", "loan", *_shares(0.37, 0.04), ranged(0.1, 0.11, 0.2)),
            RiskReward("Guarantees", "guarantee", blank(), blank(), blank(), blank(text("bank.no_upside"))),
        ),
        "aid": (AidBreach("pilot-plant", "Pilot plant", "Aid framework", 0.45, 0.6, 2.5e6, text("bank.no_rules")),),
        "missions": (
            MissionCapital("heat", "Warm homes", money(500, 560, 610)),
            MissionCapital("", "", money(1100, 1200, 1290)),
        ),
        "not_modelled": (
            NotModelled("c1", "Harbour loan", "loan", 30e6, "GBP", text("bank.no_rules")),
            NotModelled("c2", "Another loan", "loan", None, None, text("bank.no_upside")),
        ),
        "not_modelled_money": (("GBP", 30e6),),
        "assumed": (
            Assumed("correlation", 0.17, text("bank.copula.normal")),
            Assumed("timing", "end", text("bank.copula.normal")),
        ),
        "remarks": (text("bank.rules.neither"),),
        "track_record": track_record(),
    }  # fmt: skip
    return FundResult(**fields | changes)


def track_record(**changes: Any) -> TrackRecord:
    fields: dict[str, Any] = {
        "name": "UK planning register",
        "source": "DESNZ, OGL v3",
        "projects": 6073,
        "undated": 12,
        "correlation": 0.1,
        "implied_correlation": 0.17,
        "around_mean": 0.06,
        "median_ratio": 0.71,
        "factors": (0.64, 0.61),
        "origins": (
            OriginCheck(2005, 304, 181.2, 115, (168, 194), (123, 234), -0.04, None, None, None, None),
            OriginCheck(2008, 538, 259.4, 161, (241, 276), (164, 354), 0.0, 0.64, 165.3, (90.0, 240.0), True),
            OriginCheck(2016, 1658, 834.1, 386, (805, 862), (554, 1116), -0.38, 0.71, 601.2, (420.0, 790.0), False),
        ),
        "covered": 1,
        "asked": 2,
        "corrected_ratio": 0.81,
        "met": False,
        "words": text("bank.track.note"),
    }
    return TrackRecord(**fields | changes)
