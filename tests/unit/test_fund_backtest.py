"""The track record: planted registers, no look ahead, and the figures that ship."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from missionlab.base.findings import InputError
from missionlab.base.text import Locale, say, text
from missionlab.portfolio.finance.backtest.pipeline import (
    AHEAD,
    CONSENT,
    OPERATE,
    STOP,
    Forecast,
    forecast,
    learnt,
)
from missionlab.portfolio.finance.backtest.register import Register, read_register, year_end
from missionlab.portfolio.finance.backtest.spread import implied_correlation, interval, variance
from missionlab.portfolio.finance.backtest.track import (
    CLOSEST,
    FEWEST,
    FIRST_RATIO,
    ORIGINS,
    figures,
    measured,
    track_record,
)

SHARED = Path(__file__).parents[3] / "shared" / "data" / "ledger_repd_uk.csv"
HEAD = "project_id,technology,status,submitted,granted,refused,operational\n"


def _planted(projects: int = 9000, seed: int = 1, consent: float = 0.3, operate: float = 0.25) -> Register:
    """Projects of one technology that begin evenly over twenty years, with one chance a year of each event."""
    random = np.random.default_rng(seed)
    begins = year_end(1990) + random.random(projects) * 20 * 365.25
    consented = begins + 365.25 * random.geometric(consent, projects) - 180
    operating = consented + 365.25 * random.geometric(operate, projects) - 90
    refused = begins + 365.25 * random.geometric(0.1, projects) - 200
    lost = refused < consented
    return Register(
        np.zeros(projects, dtype=np.int64),
        begins,
        np.where(lost, np.inf, consented),
        np.where(lost, refused, np.inf),
        np.where(lost, np.inf, operating),
        0,
    )


def test_planted_chances_are_found_and_their_forecast_comes_true() -> None:
    register = _planted()
    chances = learnt(register, 2006)
    assert chances[0, 0, 1:6, CONSENT].mean() == pytest.approx(0.3 * 0.9, abs=0.03)
    assert chances[0, 0, 1:6, STOP].mean() == pytest.approx(0.1, abs=0.02)
    assert chances[1, 0, 1:6, OPERATE].mean() == pytest.approx(0.25, abs=0.03)
    found = forecast(register, 2006)
    assert found.chance.sum() == pytest.approx(found.operated.sum(), rel=0.08)
    low, high = interval(found.chance, 0.0, 0.98)
    assert 0.9 * low <= found.operated.sum() <= 1.1 * high


def test_nothing_after_the_origin_is_read() -> None:
    register = _planted(2000)
    day = year_end(2003)
    blind = replace(
        register,
        **{
            name: np.where(getattr(register, name) > day, np.inf, getattr(register, name))
            for name in ("submitted", "granted", "refused", "operating")
        },
    )
    assert np.array_equal(learnt(register, 2003), learnt(blind, 2003))
    assert np.array_equal(forecast(register, 2003).chance, forecast(blind, 2003).chance)


def test_an_appeal_is_known_from_its_day_on() -> None:
    register = Register(
        np.zeros(1, dtype=np.int64),
        np.array([year_end(2000)]),
        np.array([year_end(2004)]),
        np.array([year_end(2002)]),
        np.array([year_end(2007)]),
        0,
    )
    assert [bool(register.live(year_end(year))[0]) for year in (1999, 2001, 2003, 2005, 2008)] == [
        False,
        True,
        False,
        True,
        False,
    ]


def test_the_interval_of_independent_projects_is_the_normal_one() -> None:
    chance = np.full(400, 0.3)
    half = 1.6449 * np.sqrt(400 * 0.21)
    assert interval(chance, 0.0, 0.9) == pytest.approx((120 - half, 120 + half), abs=0.05)
    assert variance(chance, 0.0) == pytest.approx(84)


def test_a_common_factor_widens_as_simulated() -> None:
    from scipy.special import ndtr, ndtri

    chance = np.full(300, 0.3)
    random = np.random.default_rng(5)
    given = ndtr((ndtri(0.3) + np.sqrt(0.15) * random.standard_normal(40_000)) / np.sqrt(0.85))
    counts = random.binomial(300, given)
    assert interval(chance, 0.15, 0.9) == pytest.approx(tuple(np.quantile(counts, [0.05, 0.95])), abs=2)
    assert variance(chance, 0.15) == pytest.approx(counts.var(), rel=0.02)


def test_the_implied_correlation_is_the_planted_one() -> None:
    from scipy.special import ndtr, ndtri

    random = np.random.default_rng(6)
    chance = np.full(500, 0.4)
    forecasts = []
    for _ in range(200):
        given = ndtr((ndtri(0.4) + np.sqrt(0.2) * random.standard_normal()) / np.sqrt(0.8))
        forecasts.append(Forecast(2000, chance, random.random(500) < given))
    assert implied_correlation(forecasts, around_mean=False) == pytest.approx(0.2, abs=0.06)
    alone = [Forecast(2000, chance, random.random(500) < 0.4) for _ in range(200)]
    assert implied_correlation(alone, around_mean=False) < 0.01


def test_the_correction_learns_from_outturns_that_were_known() -> None:
    """Outturns after the origin change neither the factor nor the interval of that origin."""
    register = _planted()
    later = replace(register, operating=np.where(register.operating > year_end(2010), np.inf, register.operating))
    first, second = measured(register), measured(later)
    at = {one.year: one for one in first.origins}[2008], {one.year: one for one in second.origins}[2008]
    assert at[0].factor == at[1].factor
    assert at[0].within == at[1].within
    assert at[0].actual != at[1].actual


def test_the_bar_is_missed_where_ever_more_projects_never_open() -> None:
    register = _planted()
    lost = np.clip((register.operating - year_end(2002)) / 365.25 * 0.12, 0.0, 0.97)
    never = np.random.default_rng(8).random(len(lost)) < lost
    found = measured(replace(register, operating=np.where(never, np.inf, register.operating)))
    assert not found.met
    assert "missed" in say(found.words)
    assert found.median_ratio < 0.8


def test_the_shipped_track_record_tells_its_table() -> None:
    found = track_record()
    assert [one.year for one in found.origins] == [2005, 2008, 2010, 2012, 2014, 2016]
    assert found.asked == 6
    assert found.covered == sum(bool(one.covered) for one in found.origins)
    independent = sum(one.independent[0] <= one.actual <= one.independent[1] for one in found.origins)
    common = sum(one.common[0] <= one.actual <= one.common[1] for one in found.origins)
    assert independent < common
    assert found.median_ratio < 1
    assert ("is met" in say(found.words)) is found.met


def test_the_reason_of_the_assumed_correlation_says_what_the_track_record_implies() -> None:
    found = track_record()
    reason = say(text("laws.reason.correlation"))
    assert f"{found.implied_correlation:.2f} and {found.around_mean:.2f}" in reason


@pytest.mark.parametrize(
    ("locale", "bar", "caveat", "missed"),
    [
        (Locale(), "is met", "but only after which years count", "0.024"),
        (Locale("es", "es-ES"), "se cumple", "pero solo después de fijar de nuevo", "0,024"),
    ],
)
def test_a_bar_that_is_met_on_a_second_try_says_so_in_the_same_sentence(
    locale: Locale, bar: str, caveat: str, missed: str
) -> None:
    """Decision 34: a first run missed it by .024, and the rule on origins was settled after that."""
    found = track_record()
    assert found.met
    (sentence,) = say(found.words, locale).split(". ")
    assert sentence.index(bar) < sentence.index(caveat) < sentence.index(missed)


@pytest.mark.skipif(not SHARED.exists(), reason="the register is not part of the package")
def test_the_shipped_figures_come_from_the_register() -> None:
    def flat(value: object) -> list[object]:
        if isinstance(value, dict):
            return [item for inner in value.values() for item in flat(inner)]
        if isinstance(value, (list, tuple)):
            return [item for inner in value for item in flat(inner)]
        return [value]

    now, shipped = (flat(figures(one)) for one in (measured(read_register(SHARED)), track_record()))
    assert len(now) == len(shipped)
    for one, other in zip(now, shipped, strict=True):
        assert one == (pytest.approx(other, abs=2e-6) if isinstance(other, float) else other)


@pytest.mark.skipif(not SHARED.exists(), reason="the register is not part of the package")
def test_the_first_run_missed_the_bar_by_what_is_told() -> None:
    """With the 50 live projects asked of the origin alone, and the correction learnt from all such years."""
    register = read_register(SHARED)
    years = [year for year in range(1992, 2017) if register.live(year_end(year)).sum() >= FEWEST]
    ratio = {}
    for year in years:
        made = forecast(register, year)
        ratio[year] = made.operated.sum() / made.chance.sum()
    factor = {origin: np.median([ratio[year] for year in years if year <= origin - AHEAD]) for origin in ORIGINS}
    first = np.median([ratio[origin] / factor[origin] for origin in ORIGINS])
    assert first == pytest.approx(FIRST_RATIO, abs=5e-4)
    assert first < CLOSEST


@pytest.mark.skipif(not SHARED.exists(), reason="the register is not part of the package")
def test_the_register_is_near_the_specification() -> None:
    """Its cleaning is not told; live projects and outturns agree to 2 %, and 1,061 were stopped without a date."""
    found = measured(read_register(SHARED))
    assert [one.live for one in found.origins] == pytest.approx([304, 538, 813, 1272, 1755, 1658], rel=0.02)
    assert [one.actual for one in found.origins] == pytest.approx([115, 161, 297, 558, 789, 386], abs=4)
    assert found.undated == pytest.approx(1061, abs=1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("project_id,status\n1,Operational\n", "lacks the columns"),
        (HEAD + "1,Wind Onshore,Operational,2001-13-45,,,\n", "is no date"),
        (HEAD + "1,Wind Onshore,Operational,,,,2001-01-01\n", "no project with a day of submission"),
        (HEAD + "1,Wind Onshore,Operational,2001-01-01,2001-05-01,,2003-01-01\n", "cannot be tested"),
    ],
)
def test_a_register_that_cannot_be_used_says_why(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "register.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        measured(read_register(file))
