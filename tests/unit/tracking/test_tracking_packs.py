"""Known answers on the strategies that ship, read from their files."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from missionlab.strategy.reader import read
from missionlab.strategy.strategy import Strategy
from missionlab.tracking.results import Standing, Status
from missionlab.tracking.track import track


@cache
def pack(name: str) -> Strategy:
    return read(name)


@cache
def standings(name: str, as_of: str = "2026-11-24") -> dict[str, Standing]:
    return {one.target: one for one in track(pack(name), date.fromisoformat(as_of)).targets}


def test_british_research_before_and_after_the_revision() -> None:
    before, after = standings("uk-2017", "2021-12-31")["rd-2.4"], standings("uk-2017", "2023-12-31")["rd-2.4"]
    assert before.status not in (Status.MET, Status.MET_BY_REVISION)
    assert after.status is Status.MET_BY_REVISION
    assert after.without_revisions is not None
    assert after.without_revisions < 2.4
    assert standings("uk-2017")["rd-2.4"].status is Status.MET_BY_REVISION


def test_healthy_years_and_early_diagnosis() -> None:
    men, cancer = standings("uk-2017")["healthy-years-men"], standings("uk-2017")["early-diagnosis"]
    assert men.years_to_goal == pytest.approx(88, abs=0.6)
    assert cancer.needed_rate_at_start == pytest.approx(2.1)
    assert cancer.trend is not None
    assert cancer.trend.rate == pytest.approx(0.8, abs=0.05)


@pytest.mark.parametrize(
    ("as_of", "kinds"),
    [
        ("2019-12-31", []),
        ("2020-12-31", ["tightened", "tightened"]),
        ("2023-12-31", ["tightened", "tightened", "loosened"]),
        ("2026-11-24", ["tightened", "tightened", "loosened", "tightened"]),
    ],
)
def test_zero_emission_cars_move_as_of_the_right_dates(as_of: str, kinds: list[str]) -> None:
    assert [change.kind for change in standings("uk-2017", as_of)["zero-emission-cars"].changes] == kinds


def test_three_readings_of_sixty_per_cent_give_three_answers() -> None:
    found = [s for s in standings("labour-2017").values() if s.goal is not None and s.goal.value == 60]
    starts = {s.baseline.value for s in found if s.baseline is not None}
    assert {50.1, 20.0, 9.9} <= starts
    assert len({s.needed_rate_at_start for s in found}) == len(found)
    assert len({s.status for s in found}) > 1


@pytest.mark.parametrize("name", ["uk-2017", "labour-2017", "eu-missions", "snib", "chile", "colombia", "mexico"])
def test_every_pack_can_be_tracked_on_any_day(name: str) -> None:
    for year in (2016, 2020, 2026, 2045):
        found = track(pack(name), date(year, 6, 30))
        assert len(found.targets) <= len(pack(name).targets)
        assert len(found.to_json()["targets"]) == len(found.targets)
