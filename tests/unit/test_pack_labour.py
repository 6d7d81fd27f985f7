"""The Labour pack: one promise with several readings, each with its own baseline and its own answer."""

from __future__ import annotations

from datetime import date

import pytest

from missionlab.base.findings import Level
from missionlab.checks.check import check
from missionlab.portfolio.lens import portfolio
from missionlab.strategy.reader import read
from missionlab.strategy.strategy import Strategy
from missionlab.tracking.results import Standing, Status
from missionlab.tracking.track import track

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def labour() -> Strategy:
    return read("labour-2017")


@pytest.fixture(scope="module")
def today(labour: Strategy) -> dict[str, Standing]:
    return {standing.target: standing for standing in track(labour, TODAY).targets}


def test_reads_without_errors(labour: Strategy) -> None:
    assert [f for f in labour.findings if f.level is Level.ERROR] == []
    assert [mission.id for mission in labour.missions] == ["lab-energy", "lab-rd"]


@pytest.mark.parametrize(
    ("target", "baseline", "status"),
    [
        ("energy-electricity-low-carbon", 50.1, Status.MET),  # 60.26 % in 2023
        ("energy-primary-non-fossil", 20, Status.OFF_TRACK),
        ("energy-final-renewable", 9.9, Status.OFF_TRACK),
    ],
)
def test_sixty_percent_has_three_baselines_and_three_answers(
    today: dict[str, Standing], target: str, baseline: float, status: Status
) -> None:
    reading = today[target]
    assert reading.baseline is not None
    assert (str(reading.baseline.period), reading.baseline.value) == ("2017", baseline)
    assert reading.goal is not None
    assert (reading.goal.value, reading.goal.year) == (60, 2030)
    assert reading.status is status


def test_the_pace_needed_depends_on_what_is_counted(today: dict[str, Standing]) -> None:
    """From 2017 to 2030: (60 - 50.1) / 13, (60 - 20) / 13 and (60 - 9.9) / 13 points a year."""
    needed = {name: standing.needed_rate_at_start for name, standing in today.items()}
    assert needed["energy-electricity-low-carbon"] == pytest.approx(0.76, abs=0.005)
    assert needed["energy-primary-non-fossil"] == pytest.approx(3.08, abs=0.005)
    assert needed["energy-final-renewable"] == pytest.approx(3.85, abs=0.005)


def test_four_readings_are_rivals_of_the_first(today: dict[str, Standing]) -> None:
    rivals = {name for name, standing in today.items() if standing.rival_of == "energy-electricity-low-carbon"}
    assert rivals == {
        "energy-primary-non-fossil",
        "energy-final-renewable",
        "energy-electricity-renewable",
        "energy-primary-renewable",
    }


def test_as_of_2019_electricity_was_not_yet_over_the_line(labour: Strategy) -> None:
    then = next(s for s in track(labour, date(2019, 12, 31)).targets if s.target == "energy-electricity-low-carbon")
    assert then.latest is not None
    assert then.latest.value == 50.1
    assert then.status is Status.TOO_EARLY


def test_three_percent_for_research_is_not_met_even_after_the_revision(today: dict[str, Standing]) -> None:
    research = today["rd-3"]
    assert research.over_the_line is False
    assert research.status is Status.OFF_TRACK


def test_the_rank_by_jobs_has_no_data(today: dict[str, Standing]) -> None:
    rank = today["high-skilled-jobs-first"]
    assert rank.status is Status.NO_DATA
    assert rank.goal is not None
    assert rank.goal.value == 1


def test_no_amount_was_found_for_any_instrument(labour: Strategy) -> None:
    money = portfolio(labour, TODAY)
    assert money.main is None
    assert money.unfunded.value == 1
    assert set(money.unfunded_projects) == {"investment-banks", "energy-research", "advanced-research-agency"}


def test_check_objects_to_rival_definitions_and_finds_no_error(labour: Strategy) -> None:
    checked = check(labour, TODAY)
    assert {f.level for f in checked.findings} <= {Level.WARNING, Level.NOTE}
    against = next(case.against for case in checked.cases if case.mission == "lab-energy")
    assert "rival-definitions" in {point.code for point in against}
