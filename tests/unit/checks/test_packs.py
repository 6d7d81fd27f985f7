"""What the checks must say about the shipped strategies (the facts are in the packs, with their sources)."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from missionlab.base.text import say
from missionlab.checks.check import check
from missionlab.checks.results import Card, Checked, Point, Verdict
from missionlab.strategy.reader import read

DAY = date(2026, 11, 24)


@cache
def checked(pack: str) -> Checked:
    return check(read(pack), DAY)


def card(pack: str, question: str, mission: str) -> Card:
    return next(c for c in checked(pack).cards if (c.id, c.mission) == (question, mission))


def against(pack: str, mission: str, code: str) -> list[Point]:
    case = next(c for c in checked(pack).cases if c.mission == mission)
    return [point for point in case.against if point.code == code]


def test_labels_of_cities_are_an_activity_and_no_outcome() -> None:
    found = card("eu-missions", "criteria.outcome", "eu-cities")
    assert found.verdict is Verdict.FAILS
    assert say(found.evidence).startswith("There is no outcome indicator.")
    assert "(activity)" in say(found.evidence)
    assert against("eu-missions", "eu-cities", "no-outcome")


@pytest.mark.parametrize(("mission", "share", "verdict"), [("uk-bld", 1.0, "fails"), ("uk-clu", 0.0, "holds")])
def test_buildings_are_relabelled_and_clusters_are_not(mission: str, share: float, verdict: str) -> None:
    found = card("uk-2017", "washing.money", mission)
    assert dict(found.numbers)["relabelled_low"] == pytest.approx(share)
    assert found.verdict == verdict
    assert bool(against("uk-2017", mission, "relabelled")) is (share > 0)


def test_research_spending_is_met_by_revision_only() -> None:
    (point,) = against("uk-2017", "uk-rd", "met-by-revision")
    assert say(point.text).startswith("Stop claiming that ")
    assert "only because the statistics were revised" in say(point.text)


def test_five_healthy_years_are_out_of_reach_at_the_pace_seen() -> None:
    assert card("uk-2017", "criteria.ambitious", "uk-age").verdict is Verdict.FAILS
    said = say(against("uk-2017", "uk-age", "implausible")[0].text)
    assert "counted from the latest figure (2016 to 2018), the goal is 88 years away" in said
    assert said.endswith("the promise left 18.")


def test_the_year_of_zero_emission_cars_was_loosened_in_2023() -> None:
    said = [say(point.text) for point in against("uk-2017", "uk-zev", "moved")]
    assert any("loosened from 2030 to 2035 (September 2023)" in text for text in said)


def test_rival_readings_of_sixty_per_cent_are_told() -> None:
    assert "rival readings" in say(against("labour-2017", "lab-energy", "rival-definitions")[0].text)


@pytest.mark.parametrize("pack", ["uk-2017", "labour-2017", "eu-missions", "snib", "chile", "colombia", "mexico"])
def test_each_mission_has_a_readable_number_of_cards_and_a_case_against_it(pack: str) -> None:
    for case in checked(pack).cases:
        cards = [c for c in checked(pack).cards if c.mission == case.mission]
        assert 12 <= len(cards) <= 18
        assert case.against
        assert case.for_
