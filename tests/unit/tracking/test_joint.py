"""The chance that all targets of a mission are met: shared futures on one series, bounds between series."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from missionlab.base.text import LANGUAGES, Locale, say
from missionlab.strategy.records import About, Indicator, Mission, Observation, Target
from missionlab.strategy.strategy import Strategy
from missionlab.tracking.results import JointChance
from missionlab.tracking.track import standings_of, track

DAY = date(2026, 11, 24)
ROUGH = (20, 21.5, 21, 23, 22.4, 24, 25.1, 24.2, 26, 27.3, 26.5, 28, 28.4, 30.1, 29.5)


def target(name: str, indicator: str | None = "i", value: float = 35, year: int = 2030, **more: Any) -> Target:
    versions = [{"number": 1, "set_on": "2012", "value": value, "year": year, "comparator": "at least"}]
    return Target.model_validate(
        {"id": name, "mission": "m", "name": name, "indicator": indicator, "versions": versions} | more
    )


def made(*targets: Target) -> Strategy:
    known = [("i", ROUGH), ("j", tuple(reversed([50 - value for value in ROUGH])))]
    return Strategy(
        About(id="s", name="S"),
        missions=(Mission(id="m", challenge="c", name="M"),),
        indicators=tuple(
            Indicator.model_validate({"id": name, "name": name, "unit": "points", "better": "higher", "kind": "level"})
            for name in ("i", "j", "silent")
        ),
        targets=targets,
        observations=tuple(
            Observation.model_validate(
                {"indicator": name, "period": str(2011 + year), "value": value, "vintage": str(2012 + year)}
            )
            for name, values in known
            for year, value in enumerate(values)
        ),
    )


def joint(*targets: Target) -> tuple[JointChance, list[float | None]]:
    found = track(made(*targets), DAY)
    (one,) = found.joint
    return one, [standing.probability for standing in found.targets]


def test_of_two_goals_on_one_series_in_one_year_the_harder_one_decides() -> None:
    one, (easy, hard) = joint(target("a", value=33), target("b", value=36))
    assert easy is not None
    assert hard is not None
    assert 0 < hard < easy < 1
    assert one.independent == pytest.approx(hard, abs=0.011)
    assert (one.low, one.high, one.shared) == (one.independent, one.independent, 2)


def test_an_interim_goal_and_the_last_one_hang_together_through_their_paths() -> None:
    one, (interim, last) = joint(target("a", value=32, year=2028), target("b", value=34, year=2031))
    assert interim is not None
    assert last is not None
    assert one.independent is not None
    assert interim * last + 0.03 < one.independent <= min(interim, last)


def test_between_series_the_bounds_hold_and_independence_is_the_product() -> None:
    one, (first, second) = joint(target("a", value=33), target("b", "j", value=30))
    assert first is not None
    assert second is not None
    assert one.high == min(first, second)
    assert one.low == pytest.approx(max(0, first + second - 1))
    assert one.independent == pytest.approx(first * second, abs=0.005)
    assert one.shared == 0
    assert one.leaves_open


def test_what_nobody_can_say_of_one_leaves_only_the_most() -> None:
    one, (known, nothing) = joint(target("a", value=34), target("b", "silent"))
    assert nothing is None
    assert (one.low, one.high, one.independent, one.unknown) == (0, known, None, 1)
    assert "at most" in say(one.said)


def test_with_nothing_known_there_is_no_number() -> None:
    one, _ = joint(target("a", "silent"), target("b", None))
    assert (one.low, one.high, one.independent, one.unknown) == (0, 1, None, 2)
    assert "cannot say" in say(one.said)


def test_a_missed_target_settles_it() -> None:
    one, _ = joint(target("a", value=40, year=2020), target("b", "silent"))
    assert (one.low, one.high, one.settled) == (0, 0, 1)
    assert "no longer possible" in say(one.said)


def test_a_target_that_is_met_leaves_the_chance_of_the_other() -> None:
    one, (_, other) = joint(target("a", value=20, year=2020), target("b", value=34))
    assert (one.low, one.high, one.independent, one.settled) == (other, other, other, 1)
    assert say(one.said).endswith(f"a chance of {round(100 * (other or 0))}%.")


def test_all_met_is_met() -> None:
    one, _ = joint(target("a", value=20, year=2020), target("b", value=21, year=2020))
    assert (one.low, one.high, one.independent) == (1, 1, 1)
    assert say(one.said) == "All 2 targets together: met."


def test_rival_readings_and_withdrawn_targets_do_not_count() -> None:
    ended = [
        {"number": 1, "set_on": "2012", "value": 33, "year": 2030},
        {"number": 2, "set_on": "2015", "withdrawn": True, "reason": "given up"},
    ]
    others = (target("rival", "j", rival_of="a"), target("gone", "j", versions=ended))
    assert track(made(target("a"), *others), DAY).joint == ()
    one, _ = joint(target("a"), target("b"), *others)
    assert one.targets == ("a", "b")


def test_a_proxy_that_flatters_gives_only_the_most() -> None:
    strategy = made(target("a", value=34), target("b", "silent", value=34))
    proxy = Indicator.model_validate(
        {
            "id": "j", "name": "j", "unit": "points", "better": "higher", "kind": "level",
            "proxy_for": "silent", "proxy_bias": "flattering",
        }
    )  # fmt: skip
    from dataclasses import replace

    one, *rest = strategy.indicators
    assert rest[0].id == "j"
    (found,) = track(replace(strategy, indicators=(one, proxy, rest[1])), DAY).joint
    assert (found.low, found.independent) == (0, None)
    assert 0 < found.high < 1


def test_the_same_seed_gives_the_same_and_checks_do_without() -> None:
    goals = (target("a", value=32, year=2028), target("b", value=34, year=2031))
    assert joint(*goals) == joint(*goals)
    assert standings_of(made(*goals), DAY).joint == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_has_both_ends_and_what_independence_gives(language: str) -> None:
    one, _ = joint(target("a", value=33), target("b", "j", value=30))
    said = say(one.said, Locale(language, language))
    for share in (one.low, one.high, one.independent):
        assert f"{round(100 * (share or 0))}" in said
