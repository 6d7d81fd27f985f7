"""Pilots of a strategy: priors, dates, money that is blank, arms, places, and the value of information."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import strategy

import missionlab as ml
from missionlab.base.findings import InputError
from missionlab.base.text import LANGUAGES, Locale, say
from missionlab.steering.learning.pilots import pilots, voi
from missionlab.steering.learning.priors import CASES, reference_classes
from missionlab.steering.learning.results import PilotWorth, PriorSource, Registered
from missionlab.strategy.records import Pilot
from missionlab.strategy.records.course import PilotResult

DAY = date(2026, 11, 24)
MONEY = {"benefit": 100, "scale_cost": 60, "cost": 1, "currency": "GBP"}
EVEN = {"model": "success", "prior_successes": 1, "prior_failures": 1}


def result(arm: str = "new", **fields: Any) -> PilotResult:
    return PilotResult.model_validate({"arm": arm, **fields})


def pilot(**fields: Any) -> Pilot:
    defaults = {"id": "p", "name": "Pilot", "question": "Does it work?", "arms": ["new"], **EVEN, **MONEY}
    return Pilot.model_validate({**defaults, "carries_over": 1, "size": 2, **fields})


def worth(**fields: Any) -> PilotWorth:
    (found,) = pilots(strategy(pilot(**fields)), DAY)
    return found


def test_known_answers_reach_the_record():
    found = worth()
    assert found.perfect.value == pytest.approx(8)
    assert {size.units: round(size.worth.value or 0, 6) for size in found.sizes if size.units in (1, 2, 5, 10, 20)} == {
        1: 3.333333,
        2: 5,
        5: 6.190476,
        10: 6.969697,
        20: 7.445887,
    }
    assert found.best is not None
    assert (found.best.units, found.best.net.value) == (2, pytest.approx(3))
    assert found.planned == found.best
    assert found.sequential.value == pytest.approx(3.5)
    assert found.can_change is True
    assert found.scale_up is False
    assert found.threshold == pytest.approx(0.6)


def test_every_range_holds_its_value():
    for size in worth(size=10).sizes:
        for one in (size.worth, size.net, size.changes):
            assert one.low is not None
            assert one.value is not None
            assert one.high is not None
            assert one.low <= one.value <= one.high


def test_results_update_what_is_believed():
    found = worth(
        prior_successes=2,
        prior_failures=6,
        size=4,
        first_data_on="2026-02-01",
        registered_on="2026-01-01",
        results=[result(trials=4, successes=3, on="2026-03-01")],
    )
    (before,), (after,) = found.before, found.after
    assert (before.alpha, before.beta, before.trials) == (2, 6, 0)
    assert (after.alpha, after.beta, after.trials, after.successes) == (5, 7, 4, 3)
    assert after.mean.low == pytest.approx(0.199576, abs=5e-7)
    assert sum(after.next_three[2:]) == pytest.approx(0.384615, abs=5e-7)
    assert (found.done, found.planned) == (4, None)
    assert found.registered is Registered.BEFORE


def test_results_after_the_day_change_nothing():
    late = result(trials=10, successes=10, on="2027-01-01")
    without, with_late = worth(size=10), worth(size=10, results=[late])
    assert with_late.after == without.after
    assert with_late.sizes == without.sizes


def test_half_batches_count_as_one():
    halves = [result(trials=2, successes=1, on="2026-01-02"), result(trials=2, successes=2, on="2026-01-03")]
    one = [result(trials=4, successes=3, on="2026-01-03")]
    assert worth(results=halves).after == worth(results=one).after
    assert worth(results=halves[::-1]).after == worth(results=halves).after


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"registered_on": "2026-01-01", "first_data_on": "2026-01-02"}, Registered.BEFORE),
        ({"registered_on": "2026-03-01", "first_data_on": "2026-01-02"}, Registered.AFTER),
        ({"registered_on": "2026-01-01"}, Registered.NO_DATA),
        ({"registered_on": "2026-01-01", "first_data_on": "2027-01-01"}, Registered.NO_DATA),
        ({"registered_on": "2026", "first_data_on": "2026-01-02"}, Registered.UNKNOWN),
        ({"first_data_on": "2026-01-02"}, Registered.UNKNOWN),
        (
            {"registered_on": "2026-03-01", "results": [result(trials=1, successes=1, on="2026-02-01")]},
            Registered.AFTER,
        ),
    ],
)
def test_registered_before_the_data_or_marked(fields: dict[str, Any], expected: Registered):
    (found,) = pilots(strategy(pilot(**fields)), date(2026, 12, 31) if fields.get("registered_on") == "2026" else DAY)
    assert found.registered is expected


def test_an_evaluation_that_cannot_change_the_decision_says_so():
    found = worth(prior_successes=90, prior_failures=10, scale_cost=10, size=3)
    assert found.can_change is False
    assert found.planned is not None
    assert (found.planned.worth.value, found.planned.changes.value) == (0, 0)
    assert found.scale_up is True


def test_blank_money_gives_reasons_and_still_learns():
    found = worth(benefit=None, results=[result(trials=4, successes=3, on="2026-01-03")])
    assert found.after[0].mean.value == pytest.approx(4 / 6)
    assert (found.perfect.value, found.sizes, found.can_change) == (None, (), None)
    assert found.perfect.reason is not None
    assert "benefit" in {one.field for one in found.blank}


def test_blank_cost_leaves_the_worth():
    found = worth(cost=None)
    assert found.best is None
    assert found.sizes[0].worth.value == pytest.approx(10 / 3)
    assert (found.sizes[0].net.value, found.sequential.value) == (None, None)


def test_blank_carry_over_is_shown_at_three_shares():
    found = worth(carries_over=None, size=5)
    assert [one.share for one in found.carry_over] == [1, 0.75, 0.5]
    assert [one.stated for one in found.carry_over] == [False] * 3
    decisive = [one.planned.worth.value for one in found.carry_over if one.planned]
    assert decisive[0] == pytest.approx(6.190476, abs=5e-7)
    assert decisive[2] == 0
    assert found.carry_over[2].perfect.value == 0
    assert found.can_change is True


def test_no_prior_is_no_guess():
    found = worth(prior_successes=None, prior_failures=None)
    assert (found.prior_source, found.before, found.after) == (PriorSource.NONE, (), ())
    assert {"prior_successes", "prior_failures"} <= {one.field for one in found.blank}


def test_half_a_prior_is_none():
    assert [one.field for one in worth(prior_failures=None).blank] == ["prior_failures", "registered_on"]


@pytest.mark.parametrize(
    ("name", "mean", "strength"), [("tidal", 0.5, 10), ("onshore wind", 0.504, 20), ("pharma-2", 0.31, 20)]
)
def test_a_reference_class_counts_for_at_most_twenty_units(name: str, mean: float, strength: int):
    found = worth(prior_successes=None, prior_failures=None, reference_class=name)
    (before,) = found.before
    assert found.prior_source is PriorSource.REFERENCE_CLASS
    assert before.mean.value == pytest.approx(mean)
    assert (before.alpha or 0) + (before.beta or 0) == pytest.approx(strength)
    for language in LANGUAGES:
        assert name in say(found.prior_reason, Locale(language, language))


def test_every_reference_class_is_in_the_evidence():
    assert set(CASES) <= set(reference_classes())


def test_an_unknown_reference_class_names_those_that_there_are():
    found = worth(prior_successes=None, prior_failures=None, reference_class="moonshots")
    assert found.before == ()
    assert "tidal" in say(found.prior_reason)


def test_places_are_not_pooled():
    places = [result(trials=10, successes=k, place=name, on="2026-01-02") for name, k in (("a", 0), ("b", 10))]
    (apart,) = worth(results=places, size=None).after
    (pooled,) = worth(results=[result(trials=20, successes=10, on="2026-01-02")], size=None).after
    assert (apart.places, apart.alpha, pooled.places) == (2, None, 1)
    assert (apart.deviation.value or 0) > 2 * (pooled.deviation.value or 1)


def test_a_quantity_is_a_net_benefit():
    normal = {"model": "quantity", "prior_mean": -1, "prior_deviation": 2, "noise": 3}
    found = worth(**normal, size=4, prior_successes=None, prior_failures=None, benefit=None)
    assert found.perfect.value == pytest.approx(0.395593, abs=5e-7)
    assert found.planned is not None
    assert found.planned.worth.value == pytest.approx(0.259072, abs=5e-7)
    taught = worth(**normal, prior_successes=None, results=[result(trials=9, mean=2.0, on="2026-01-02")])
    assert taught.after[0].mean.value == pytest.approx((-1 / 4 + 2 / 1) / (1 / 4 + 1))


def test_designs_are_compared_for_three_arms_or_more():
    found = worth(arms=list("abcdefgh"), size=48, prior_successes=2, prior_failures=6)
    equal, halved = found.designs
    assert halved.rounds == ((8, 2), (4, 4), (2, 8))
    assert (halved.rate.value or 0) > (equal.rate.value or 1)
    assert worth(size=48).designs == ()


def test_the_same_seed_gives_the_same_record():
    one = strategy(pilot(arms=list("abcd"), size=40))
    assert pilots(one, DAY, seed=3) == pilots(one, DAY, seed=3)


def test_voi_replaces_numbers():
    one = strategy(pilot())
    assert voi(one, "p", DAY, size=5, carries_over=1.0).planned == voi(strategy(pilot(size=5)), "p", DAY).planned
    assert ml.voi(one, pilot="p", as_of=DAY).pilot == "p"


def test_voi_names_the_pilots_that_there_are():
    with pytest.raises(InputError, match="no pilot 'q'") as caught:
        voi(strategy(pilot()), "q", DAY)
    assert "p" in caught.value.fix


def test_voi_refuses_numbers_that_a_pilot_cannot_have():
    with pytest.raises(InputError, match="carries_over cannot be 2"):
        voi(strategy(pilot()), "p", DAY, carries_over=2)


def test_json_and_frame_hold_the_same_numbers():
    found = worth(size=10, carries_over=None)
    document, frame = found.to_json(), found.to_frame()
    assert [one["units"] for one in document["sizes"]] == frame["units"].tolist()
    assert [one["worth"]["value"] for one in document["sizes"]] == frame["worth"].tolist()
    assert document["threshold"] == found.threshold
    assert len(document["after"][0]["shape"]["at"]) == 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_can_be_said(language: str):
    blank = worth(benefit=None, scale_cost=None, cost=None, size=None, carries_over=None, results=[result(trials=3)])
    reasons = [one.reason for one in blank.blank] + [one.perfect.reason for one in blank.carry_over]
    said = [say(reason, Locale(language, language)) for reason in reasons if reason is not None]
    assert len(said) == len(reasons)
    assert all(sentence and "{" not in sentence for sentence in said)
