"""The packs eu-missions, snib, chile, colombia and mexico say what their sources say.

The expected numbers are worked by hand from the facts: 122.38 + 125 + 114 + 119 + 62 = 542.38, 1,400 / 785 = 1.783,
120 / 215 = 0.558, and so on.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from missionlab.base.findings import Level
from missionlab.checks.check import check
from missionlab.checks.results import Verdict
from missionlab.portfolio.lens import portfolio
from missionlab.portfolio.results import Block, Dimension, Portfolio, Split
from missionlab.strategy.reader import read
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Basis, IndicatorLevel
from missionlab.tracking.results import ChangeKind, Standing, Status
from missionlab.tracking.track import track

PACKS = ("eu-missions", "snib", "chile", "colombia", "mexico")
TODAY = date(2026, 11, 24)
"""The tests stand on one day, so that they do not change with the calendar."""


@cache
def pack(name: str) -> Strategy:
    return read(name)


@cache
def standings(name: str, as_of: date = TODAY) -> dict[str, Standing]:
    return {standing.target: standing for standing in track(pack(name), as_of=as_of).targets}


@cache
def money(name: str, basis: Basis | None = None, as_of: date = TODAY) -> Portfolio:
    return portfolio(pack(name), as_of=as_of, basis=basis)


def block(lens: Portfolio) -> Block:
    assert lens.main is not None
    return lens.main


def amounts(split: Split) -> dict[str, float]:
    return {money_in.key: money_in.amount for money_in in split.classes}


# ------------------------------------------------------------------------------------------------ all packs


@pytest.mark.parametrize("name", PACKS)
def test_nothing_in_a_pack_is_an_error_or_unread(name: str) -> None:
    found = {(finding.level, finding.code) for finding in pack(name).findings}
    assert Level.ERROR not in {level for level, _ in found}
    assert "no-source" not in {code for _, code in found}
    assert "file-unknown" not in {code for _, code in found}


@pytest.mark.parametrize("name", PACKS)
def test_every_series_of_a_pack_is_read_and_was_published_after_its_period(name: str) -> None:
    strategy = pack(name)
    defined = {indicator.id for indicator in strategy.indicators}
    assert strategy.observations
    for observation in strategy.observations:
        assert observation.indicator in defined
        assert observation.source in strategy.source_by_id
        assert observation.period.end <= observation.vintage.last <= TODAY


@pytest.mark.parametrize("name", PACKS)
def test_statements_are_own_words_and_sources_all_serve(name: str) -> None:
    strategy = pack(name)
    assert not any(mission.quoted for mission in strategy.missions)
    records = (strategy.about, *strategy.missions, *strategy.indicators, *strategy.targets, *strategy.projects)
    named = {key for record in records for key in record.sources}
    named |= {
        key for record in (*strategy.commitments, *strategy.challenges, *strategy.actors) for key in record.sources
    }
    named |= {key for record in (*strategy.answers, *strategy.assumptions) for key in record.sources}
    named |= {observation.source for observation in strategy.observations if observation.source}
    named |= {key for target in strategy.targets for version in target.versions for key in version.sources}
    assert named == set(strategy.source_by_id)


@pytest.mark.parametrize("name", ["chile", "colombia"])
def test_statements_stand_in_both_languages_of_the_project(name: str) -> None:
    for mission in pack(name).missions:
        assert set(mission.statement) == {"es", "en"}


# ------------------------------------------------------------------------------------------------ the EU's missions


def test_the_five_lines_of_2021_are_even() -> None:
    envelopes = {envelope.project: envelope for envelope in money("eu-missions").envelopes}
    year = envelopes["work-programme-2021"]
    assert (year.own, year.children, year.rest) == (548_740_000, 542_380_000, pytest.approx(6_360_000))
    assert year.hhi.value == pytest.approx(0.209, abs=0.0005)
    assert envelopes["first-work-programme"].children == 673_240_000
    assert envelopes["cancer-2021"].rest == 0


def test_money_inside_an_envelope_is_not_added_to_it() -> None:
    # 1.89 bn for 2021-23, which holds all the work programmes, and 3 bn for 2024-27.
    assert block(money("eu-missions")).total == 4_890_000_000
    assert block(money("eu-missions", as_of=date(2022, 6, 30))).total == 1_890_000_000


def test_cities_count_labels_and_nothing_that_changes() -> None:
    strategy = pack("eu-missions")
    labels = next(indicator for indicator in strategy.indicators if indicator.id == "cities-labels")
    assert labels.level is IndicatorLevel.ACTIVITY
    outcome = {
        card.mission: card.verdict for card in check(strategy, as_of=TODAY).cards if card.id == "criteria.outcome"
    }
    assert outcome["eu-cities"] is Verdict.FAILS
    assert outcome["eu-adapt"] is Verdict.HOLDS
    warned = [finding for finding in strategy.findings if finding.code == "no-outcome-indicator"]
    assert any("eu-cities" in finding.message for finding in warned)


def test_a_hundred_cities_is_met_by_labels_and_unknown_as_promised() -> None:
    now, before = standings("eu-missions"), standings("eu-missions", date(2025, 9, 30))
    assert now["cities-100"].status is Status.NO_DATA
    assert now["cities-100-labels"].status is Status.MET
    assert now["cities-100-labels"].rival_of == "cities-100"
    assert before["cities-100-labels"].latest is not None
    assert before["cities-100-labels"].latest.value == 92
    assert before["cities-100-labels"].over_the_line is False


def test_two_drafts_were_redefined_at_the_launch() -> None:
    for target in ("cancer-3m", "soil-100"):
        assert [change.kind for change in standings("eu-missions")[target].changes] == [ChangeKind.REDEFINED]


# ------------------------------------------------------------------------------------------------ Scotland's bank


def test_the_bank_crowds_in_178_with_basis_and_date() -> None:
    lens = money("snib")
    whole = next(ratio for ratio in block(lens).crowding_in if ratio.scope == "portfolio")
    assert lens.basis is whole.basis is Basis.COMMITTED
    assert str(whole.on) == "2025-05"
    assert (whole.public, whole.private) == (785_000_000, 1_400_000_000)
    assert whole.ratio.value == pytest.approx(1.78, abs=0.005)
    year = next(ratio for ratio in block(lens).crowding_in if ratio.scope == "snib-2023-24")
    assert year.ratio.value == pytest.approx(400 / 224.6)


@pytest.mark.parametrize(
    ("as_of", "committed"),
    [(date(2022, 3, 31), 120_900_000), (date(2024, 12, 31), 640_000_000), (TODAY, 785_000_000)],
)
def test_each_count_of_the_banks_commitments_replaces_the_one_before(as_of: date, committed: float) -> None:
    assert block(money("snib", as_of=as_of)).total == committed


def test_the_banks_stages_never_add_and_its_plan_leaves_a_gap() -> None:
    assert block(money("snib", Basis.SPENT)).total == 79_300_000
    announced = money("snib", Basis.ANNOUNCED)
    assert block(announced).total == 2_000_000_000
    capital = next(envelope for envelope in announced.envelopes if envelope.project == "snib-capital")
    assert capital.rest == 400_000_000


def test_the_bank_is_patient_and_has_no_numeric_goal() -> None:
    assert block(money("snib")).patience.value == 10
    assert block(money("snib")).patient_share.value == 1
    assert {standing.goal for standing in standings("snib").values()} == {None}


# ------------------------------------------------------------------------------------------------ Chile


def test_chile_had_chosen_a_thirteenth_of_its_hydrogen_goal() -> None:
    goal = standings("chile")["h2-25-gw"]
    assert goal.latest is not None
    assert goal.goal is not None
    assert goal.latest.value / goal.goal.value == pytest.approx(0.078, abs=0.0005)
    assert goal.over_the_line is False


@pytest.mark.parametrize(("target", "paid"), [("li-sqm", 0.56), ("li-albemarle", 0.27)])
def test_lithium_payments_stand_against_what_was_pledged(target: str, paid: float) -> None:
    assert standings("chile")[target].gap_closed == pytest.approx(paid, abs=0.005)


def test_the_institute_is_paid_out_of_what_sqm_pays() -> None:
    lens = money("chile", Basis.COMMITTED)
    assert amounts(block(lens).by[Dimension.MISSION]) == {"cl-li": 513_000_000, "cl-h2-25": 50_000_000}
    sqm = next(envelope for envelope in lens.envelopes if envelope.project == "aportes-sqm")
    assert (sqm.children, sqm.rest) == (137_500_000, 77_500_000)


def test_the_rank_goal_of_2040_is_better_when_lower() -> None:
    goal = standings("chile")["h2-40-puesto"].goal
    assert goal is not None
    assert (goal.value, goal.year, str(goal.comparator)) == (3, 2040, "at most")


# ------------------------------------------------------------------------------------------------ Colombia


def test_colombias_money_of_2024_is_concentrated() -> None:
    missions = block(money("colombia")).by[Dimension.MISSION]
    assert amounts(missions)["co-2024-energy"] == 76_894_000_000
    assert sum(amounts(missions).values()) == 130_676_000_000
    assert missions.hhi.value == pytest.approx(0.430, abs=0.0005)
    assert missions.unallocated == 0


def test_the_budget_of_the_ministry_stays_apart() -> None:
    assert block(money("colombia", Basis.ANNOUNCED)).total == 16_500_000_000_000
    assert money("colombia", Basis.ANNOUNCED).orphans == ("presupuesto-ministerio",)


def test_two_readings_of_colombias_research_stand_side_by_side() -> None:
    targets = standings("colombia")
    assert targets["rd-pib-conpes"].rival_of == "rd-pib"
    baselines = [targets[name].baseline for name in ("rd-pib", "rd-pib-conpes")]
    assert [baseline.value for baseline in baselines if baseline] == [0.3, 0.21]
    assert targets["rd-pib"].goal is None


# ------------------------------------------------------------------------------------------------ Mexico


def test_mexico_promised_to_triple_clean_energy_research_and_nobody_said_what_came() -> None:
    target = standings("mexico")["mx-idd-2020"]
    assert target.baseline is not None
    assert target.goal is not None
    assert (target.baseline.value, target.goal.value, target.goal.year) == (20.7, 62.02, 2020)
    assert target.status is Status.NO_DATA


def test_recalled_goals_stay_blank() -> None:
    for name in ("mx-electricidad", "mx-id"):
        assert standings("mexico")[name].goal is None
        assert standings("mexico")[name].probability is None
