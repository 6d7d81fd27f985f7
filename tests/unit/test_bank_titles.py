"""Every title of the bank's chapter says what the paths carry, and has a branch for when they cannot tell."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import briefings
import fund_samples
import pytest
from fund_samples import blank, fan, fund, money, net_cash, ranged, rule

from missionlab.base.text import say, text
from missionlab.portfolio.finance.results import FundResult, QueueWorth, Verdict
from missionlab.report.bank import titles
from missionlab.report.bank.study import Study
from missionlab.report.pages.desk import Desk
from missionlab.report.words import Words, bare, locale_of

NOTHING = money(0, 0, 0)
PLENTY = money(5800, 6266, 6700)
A_LITTLE = money(90, 129, 160)
UNCLEAR = money(-40, 10, 60)


def _study(found: FundResult) -> Study:
    briefing = replace(briefings.briefing("single"), funds=(found,))
    about = briefing.strategy.about
    return Study(found, 0, Desk(briefing, Words(locale_of(about), about.language)))


def _said(what: Any) -> str:
    return say(bare(what)).replace("\N{NO-BREAK SPACE}", " ")


def _rules(carry: Any, recycle: Any, both: Any, stated: tuple[bool, bool] = (False, False)) -> FundResult:
    gains = {(False, False): NOTHING, (False, True): recycle, (True, False): carry, (True, True): both}
    return fund(rules=tuple(rule(*switches, gain, stated=switches == stated) for switches, gain in gains.items()))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (_rules(A_LITTLE, PLENTY, PLENTY), "what comes back, the bank would commit £6,266m"),
        (_rules(A_LITTLE, PLENTY, PLENTY, (True, True)), "Because the bank may keep unspent money and what comes back"),
        (_rules(A_LITTLE, PLENTY, PLENTY, (True, False)), "under its own rules £1,760m (£1,700m to £1,800m)"),
        (
            _rules(A_LITTLE, PLENTY, UNCLEAR),
            "cannot tell whether keeping money makes the bank commit more over 12 years: £10m",
        ),
        (_rules(A_LITTLE, PLENTY, blank()), "is not known: no combination of rules was tried"),
        (fund(rules=()), "is not known: no combination of rules was tried"),
    ],
)
def test_headline(found: FundResult, said: str) -> None:
    assert said in _said(titles.headline(_study(found)))


@pytest.mark.parametrize(
    ("carry", "recycle", "said"),
    [
        (A_LITTLE, PLENTY, "£6,266m (£5,800m to £6,700m) of commitments over 12 years, keeping unspent money £129m"),
        (UNCLEAR, PLENTY, "keeping unspent money cannot be told from nothing"),
        (A_LITTLE, UNCLEAR, "keeping what comes back cannot be told from nothing"),
        (UNCLEAR, UNCLEAR, "cannot tell either rule from nothing"),
        (blank(), PLENTY, "not every combination could be tried"),
    ],
)
def test_rules(carry: Any, recycle: Any, said: str) -> None:
    assert said in _said(titles.rules(_study(_rules(carry, recycle, PLENTY))))


@pytest.mark.parametrize(
    ("last", "spread", "said"),
    [
        (90, 0.2, "By 2032 more has come back than went out: £90m (£72m to £108m)"),
        (-150, 0.2, "By 2032 more is out than came back: −£150m (−£180m to −£120m)"),
        (10, 3.0, "Whether as much comes back as went out by 2032 cannot be told: £10m (−£20m to £40m)"),
    ],
)
def test_j_curve(last: float, spread: float, said: str) -> None:
    years = replace(fund().years, net_cash=net_cash(last, spread))
    assert _said(titles.j_curve(_study(fund(years=years)))) == said


@pytest.mark.parametrize(
    ("lapsed", "surrendered", "said"),
    [
        ([5, 9, 7], [0, 1, 3], "Most lapses in 2022, £9m (£7.2m to £10.8m), and most is handed back in 2023, £3m"),
        ([9, 9.4, 0], [0, 1, 3], "About £9.4m (£7.5m to £11.3m) lapses a year, as in 2022, and most is handed back in"),
        ([9, 9.4, 0], [0, 0, 0], "Nothing is handed back; about £9.4m (£7.5m to £11.3m) lapses a year, as in 2022"),
        ([0, 9.4, 0], [0, 0, 0], "Nothing is handed back; most lapses in 2022"),
        ([5, 9, 7], [0, 0, 0], "Nothing is handed back; most lapses in 2022, £9m"),
        ([0, 0, 0], [0, 1, 3], "Nothing lapses; most is handed back in 2023, £3m"),
        ([0, 0, 0], [0, 0, 0], "In the middle future nothing lapses and nothing is handed back"),
    ],
)
def test_unused(lapsed: list[float], surrendered: list[float], said: str) -> None:
    years = replace(fund().years, years=(2021, 2022, 2023), lapsed=fan(lapsed), surrendered=fan(surrendered))
    assert said in _said(titles.unused(_study(fund(years=years))))


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ((13.1, 2.3), "With 10 deals ready at a time instead of 1, £2.3m"),
        ((2.3, 2.3), "More deals that are ready do not lower what is left unused: £2.3m"),
        ((13.1,), "is not known"),
    ],
)
def test_queue(left: tuple[float, ...], said: str) -> None:
    found = [QueueWorth(waiting, money(amount, amount, amount), blank()) for waiting, amount in zip((1, 10), left)]  # noqa: B905
    assert said in _said(titles.queue(_study(fund(queue=tuple(found)))))


def test_losses() -> None:
    curve = fund().curve
    assert curve is not None
    assert "at least the recorded 2.9% in 2024 comes in 20% (18% to 22%) of futures" in _said(
        titles.losses(_study(fund()), curve)
    )
    in_money = replace(curve, in_money=True, record=17.8e6)
    assert "at least the recorded £17.8m" in _said(titles.losses(_study(fund()), in_money))
    unknown = replace(curve, record=None)
    assert "By 2032 the bank loses 2.1% (1.2% to 4.3%)" in _said(titles.losses(_study(fund()), unknown))
    nothing = fund(losses=blank())
    assert "What the bank loses is not known: no combination" in _said(titles.losses(_study(nothing), unknown))


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (ranged(1.2, 1.5, 1.9), "more than its share"),
        (
            ranged(0.3, 0.5, 0.9),
            "Where the upside is known, the public purse bears 36% (31% to 41%) of the risk "
            "and gets 19% (16% to 24%) of the upside: less than",
        ),
        (ranged(0.998, 1, 1.003), "reward follows risk there"),
        (ranged(0.3, 0.9, 1.2), "Whether reward follows risk cannot be told"),
        (blank(text("bank.no_upside")), "Who gets the reward is not known: no line of the fund has an upside"),
    ],
)
def test_rewards(ratio: Any, said: str) -> None:
    whole = replace(fund().rewards[0], ratio=ratio)
    assert said in _said(titles.rewards(_study(fund(rewards=(whole,)))))


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ((Verdict.INSIDE, Verdict.INSIDE), "reproduces all two known figures"),
        ((Verdict.INSIDE, Verdict.CANNOT), "reproduces one of two known figures"),
        ((Verdict.BELOW, Verdict.CANNOT), "reproduces none of two known figures"),
        ((), "Nothing is known of how the bank did"),
    ],
)
def test_record(verdicts: tuple[Verdict, ...], said: str) -> None:
    line = fund().record[0]
    found = fund(record=tuple(replace(line, verdict=verdict) for verdict in verdicts))
    assert said in _said(titles.record(_study(found)))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"met": True, "covered": 4, "asked": 6}, "The bar is met on a second try: four of six outturns"),
        ({}, "The bar is missed: one of two outturns"),
        ({"asked": 0, "origins": ()}, "No earlier predictions"),
    ],
)
def test_track_record(changes: dict[str, Any], said: str) -> None:
    assert said in _said(titles.track_record(fund_samples.track_record(**changes)))
