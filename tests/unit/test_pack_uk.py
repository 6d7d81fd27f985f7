"""The UK pack: the numbers that its facts are known for, through the real reader, tracking, portfolio and checks."""

from __future__ import annotations

from datetime import date

import pytest

from missionlab.base.findings import Level
from missionlab.checks.check import check
from missionlab.checks.results import Checked, Verdict
from missionlab.portfolio.lens import portfolio
from missionlab.portfolio.results import Portfolio
from missionlab.strategy.reader import read
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Basis, StrategyStatus
from missionlab.tracking.results import Bound, ChangeKind, Standing, Status
from missionlab.tracking.track import track

TODAY = date(2026, 11, 24)
MISSIONS = ("uk-ai", "uk-age", "uk-bld", "uk-clu", "uk-zev", "uk-rd")
T, L = ChangeKind.TIGHTENED, ChangeKind.LOOSENED


@pytest.fixture(scope="module")
def uk() -> Strategy:
    return read("uk-2017")


@pytest.fixture(scope="module")
def money(uk: Strategy) -> Portfolio:
    return portfolio(uk, TODAY, Basis.ANNOUNCED)


@pytest.fixture(scope="module")
def checked(uk: Strategy) -> Checked:
    return check(uk, TODAY)


@pytest.fixture(scope="module")
def today(uk: Strategy) -> dict[str, Standing]:
    return {standing.target: standing for standing in track(uk, TODAY).targets}


def _standing(uk: Strategy, target: str, on: date) -> Standing:
    return next(standing for standing in track(uk, on).targets if standing.target == target)


def _relabelled(money: Portfolio, mission: str) -> tuple[float | None, float | None]:
    found = next(m.relabelled for m in money.missions if m.mission == mission)
    return found.low, found.high


# --- the records


def test_reads_without_errors_and_holds_the_missions(uk: Strategy) -> None:
    assert [f for f in uk.findings if f.level is Level.ERROR] == []
    assert tuple(mission.id for mission in uk.missions) == MISSIONS


def test_no_observation_was_lost(uk: Strategy) -> None:
    counts = {name: len(series) for name, series in uk.observations_by_indicator.items()}
    assert counts["rd-gdp"] == 34  # 28 years of the World Bank, 3 of an approximation, 3 from before the revision
    assert counts["ev-sales-share"] == 16
    assert counts["ghg-total"] == 34
    assert counts["gdp"] == 14


def test_every_fact_names_its_source(uk: Strategy) -> None:
    lists = ("challenges", "missions", "indicators", "targets", "projects", "commitments", "actors", "answers")
    bare = [record.key for name in lists for record in getattr(uk, name) if not record.sources]
    assert bare == []
    assert [o.key for o in uk.observations if o.source is None] == []


def test_nothing_is_dated_so_that_it_would_hide_today(uk: Strategy) -> None:
    assert [o.key for o in uk.observations if not o.vintage.known_on(TODAY)] == []
    assert [c.id for c in uk.commitments if c.announced is not None and not c.announced.known_on(TODAY)] == []


def test_statements_are_paraphrases_in_english_and_spanish(uk: Strategy) -> None:
    assert all(not mission.quoted and set(mission.statement) == {"en", "es"} for mission in uk.missions)


def test_the_strategy_was_withdrawn_in_2021_and_not_before(uk: Strategy) -> None:
    assert uk.about.status is StrategyStatus.WITHDRAWN
    assert str(uk.about.ended) == "2021"


# --- where the targets stand


def test_research_target_is_not_met_as_of_2021(uk: Strategy) -> None:
    then = _standing(uk, "rd-2.4", date(2021, 12, 31))
    assert then.status is Status.OFF_TRACK
    assert then.latest is not None
    assert (str(then.latest.period), then.latest.value) == ("2018", 1.71)
    assert then.over_the_line is False


@pytest.mark.parametrize("on", [date(2023, 12, 31), TODAY])
def test_research_target_is_met_by_revision_as_of_2023_and_today(uk: Strategy, on: date) -> None:
    assert _standing(uk, "rd-2.4", on).status is Status.MET_BY_REVISION


def test_research_without_revisions_as_of_2023(uk: Strategy) -> None:
    """2.9 % (2020) less the revision of 2018, from 1.71 % to 2.7 %."""
    then = _standing(uk, "rd-2.4", date(2023, 12, 31))
    assert then.without_revisions == pytest.approx(2.9 - (2.7 - 1.71))


def test_research_as_of_2019_rests_on_the_figures_of_that_time(uk: Strategy) -> None:
    then = _standing(uk, "rd-2.4", date(2019, 12, 31))
    assert then.series is not None
    assert [(str(o.period), o.value) for o in then.series.points] == [("2010", 1.77), ("2011", 1.79)]
    assert then.status is Status.TOO_EARLY


def test_five_more_healthy_years_for_men_take_about_88(today: dict[str, Standing]) -> None:
    men = today["healthy-years-men"]
    assert men.goal is not None
    assert men.goal.value == pytest.approx(68.1)
    assert men.trend is not None
    assert men.trend.rate == pytest.approx(0.4 / 7)
    assert men.years_to_goal == pytest.approx(87.5)


def test_early_diagnosis_needed_2_1_points_a_year_and_got_0_8(today: dict[str, Standing]) -> None:
    found = today["early-diagnosis"]
    assert found.needed_rate_at_start == pytest.approx(2.1)
    assert found.trend is not None
    assert found.trend.rate == pytest.approx(0.83, abs=0.01)
    assert found.trend.note is not None, "the trend runs over a declared break, and says so"


def test_cars_need_11_3_points_a_year_for_the_mandate_at_a_trend_of_3_7(today: dict[str, Standing]) -> None:
    cars = today["zev-mandate-cars"]
    assert cars.needed_rate == pytest.approx((80 - 23.4) / 5)
    assert cars.trend is not None
    assert cars.trend.rate == pytest.approx(3.7, abs=0.05)
    assert cars.path_value == 28
    assert cars.probability_bound is Bound.AT_MOST, "plug-in hybrids flatter the stand-in"


@pytest.mark.parametrize(
    ("on", "steps", "year"),
    [
        (date(2019, 12, 31), (), 2040),
        (date(2020, 2, 3), (), 2040),
        (date(2020, 2, 4), (T,), 2035),
        (date(2020, 11, 18), (T, T), 2030),
        (date(2023, 9, 29), (T, T), 2030),
        (date(2023, 9, 30), (T, T, L), 2035),
        (TODAY, (T, T, L, T), 2030),
    ],
)
def test_the_year_for_cars_moved_as_of_the_right_dates(
    uk: Strategy, on: date, steps: tuple[ChangeKind, ...], year: int
) -> None:
    then = _standing(uk, "zero-emission-cars", on)
    assert tuple(change.kind for change in then.changes) == steps
    assert then.goal is not None
    assert then.goal.year == year


@pytest.mark.parametrize(("on", "clusters"), [(date(2020, 12, 31), 1), (date(2021, 1, 31), 4)])
def test_one_cluster_became_four_in_january_2021(uk: Strategy, on: date, clusters: int) -> None:
    then = _standing(uk, "low-carbon-clusters", on)
    assert then.version is not None
    assert then.version.value == clusters


@pytest.mark.parametrize(
    "target", ["new-building-energy", "retrofit-cost", "low-carbon-clusters", "net-zero-cluster", "healthy-life-gap"]
)
def test_what_nobody_published_cannot_be_judged(today: dict[str, Standing], target: str) -> None:
    assert today[target].status is Status.NO_DATA
    assert today[target].probability is None


def test_healthy_years_are_held_in_two_rival_readings(today: dict[str, Standing]) -> None:
    assert today["disability-free-years"].rival_of == "healthy-years-men"


def test_missions_did_not_exist_before_they_were_announced(uk: Strategy) -> None:
    assert {s.mission for s in track(uk, date(2018, 5, 20)).targets} == {"uk-rd"}
    assert {s.mission for s in track(uk, date(2018, 5, 21)).targets} == {"uk-rd", "uk-ai", "uk-age", "uk-bld"} | {
        "uk-zev"
    }
    assert "uk-clu" in {s.mission for s in track(uk, date(2018, 12, 31)).targets}


# --- the money


def test_first_wave_of_the_challenge_fund(money: Portfolio) -> None:
    wave = next(e for e in money.envelopes if e.project == "iscf-wave-1")
    assert wave.children == pytest.approx(699e6)
    assert wave.hhi.value == pytest.approx(0.2454, abs=5e-5)
    assert wave.effective_number.value == pytest.approx(4.08, abs=0.005)
    assert wave.shannon.value == pytest.approx(1.5504, abs=5e-5)


def test_challenge_fund_crowds_in_0_47_on_spending_of_january_2021(uk: Strategy) -> None:
    shape = portfolio(uk, TODAY, Basis.SPENT)
    assert shape.main is not None
    fund = next(c for c in shape.main.crowding_in if c.scope == "iscf" and c.basis is Basis.SPENT)
    assert fund.ratio.value == pytest.approx(567 / 1200)
    assert str(fund.on) == "2021-01"


def test_construction_plans_1_47_private_for_each_public_pound(money: Portfolio) -> None:
    assert money.main is not None
    planned = next(c for c in money.main.crowding_in if c.scope == "transforming-construction")
    assert planned.ratio.value == pytest.approx(250 / 170)


def test_relabelled_money_all_of_buildings_and_none_of_clusters(money: Portfolio) -> None:
    assert _relabelled(money, "uk-bld") == (1.0, 1.0)
    assert _relabelled(money, "uk-clu") == (0.0, 0.0)


def test_age_of_early_diagnosis_money_is_partly_unknown(money: Portfolio) -> None:
    """£210m of £289m has no date of announcement in any source."""
    low, high = _relabelled(money, "uk-ai")
    assert low == 0
    assert high == pytest.approx(210 / 289)


def test_no_pound_is_counted_twice(money: Portfolio) -> None:
    """£7bn with the challenge fund inside, and £1.5bn, £400m and £40m of transport beside it."""
    assert money.main is not None
    assert money.main.total == pytest.approx(8_940e6)
    assert [f for f in money.findings if f.level is Level.ERROR] == []


def test_later_battery_money_comes_to_610_million_with_the_first(uk: Strategy) -> None:
    parts = [c.amount for c in uk.commitments if c.project in ("faraday", "faraday-later") and c.payer == "public"]
    assert sum(amount for amount in parts if amount is not None) == 610e6


def test_healthy_ageing_has_no_money_on_record(money: Portfolio) -> None:
    assert money.empty_missions == ("uk-age",)


# --- the checks


def test_the_case_against_buildings_is_that_all_its_money_is_old(checked: Checked) -> None:
    card = next(c for c in checked.cards if (c.id, c.mission) == ("washing.money", "uk-bld"))
    assert card.verdict is Verdict.FAILS
    against = next(case.against for case in checked.cases if case.mission == "uk-bld")
    assert "relabelled" in {point.code for point in against}


def test_the_goal_for_cars_is_older_than_its_mission(checked: Checked) -> None:
    card = next(c for c in checked.cards if (c.id, c.mission) == ("washing.target", "uk-zev"))
    assert card.verdict is Verdict.FAILS


def test_those_asked_disagree_on_whether_it_can_be_evaluated(checked: Checked) -> None:
    card = next(c for c in checked.cards if (c.id, c.mission) == ("oecd.evaluability", None))
    assert card.verdict is Verdict.CANNOT_TELL
    assert dict(card.numbers)["answers_no"] == 1


def test_check_finds_no_error_and_every_answer_has_its_question(checked: Checked) -> None:
    assert {f.level for f in checked.findings} <= {Level.WARNING, Level.NOTE}
    assert "unknown-question" not in {f.code for f in checked.findings}
