"""The policies as data: shares, settings, stacking, and what each is compared with."""

from __future__ import annotations

import itertools

import pytest

from missionlab.appraisal.policies import (
    ACTS_ITSELF,
    KEYS,
    OF_NOISE,
    SETTINGS_OF,
    Policy,
    main_table,
    mix,
    of_key,
    stacked,
)
from missionlab.appraisal.results import Mix
from missionlab.base.findings import InputError
from missionlab.economy.levers import BUDGETS, BY_NAME, SETTINGS


def test_every_policy_but_nothing_and_noise_has_the_budget() -> None:
    for policy in main_table(0.02):
        spent = sum(amount for _, amount in policy.budgets)
        assert spent == {"nothing": 0.0, "noise": OF_NOISE}.get(policy.key, 0.02), policy.key


def test_every_budget_of_the_economy_is_tried_and_every_placebo_is_there() -> None:
    table = main_table(0.01)
    assert {lever for policy in table for lever, _ in policy.shares} == set(BUDGETS)
    assert {policy.placebo for policy in table if policy.placebo} <= set(KEYS)
    assert {name for policy in table for name, _ in policy.settings} <= set(SETTINGS)


def test_a_placebo_uses_the_money_of_its_policy_on_the_same_lever_without_what_is_special() -> None:
    for policy in main_table(0.01):
        if policy.placebo:
            placebo = of_key(policy.placebo, 0.01)
            assert placebo.budgets == policy.budgets
            assert placebo.uses() != policy.uses()


def test_the_state_acts_itself_with_the_levers_that_have_settings() -> None:
    direct = {policy.key for policy in main_table(0.01) if policy.direct}
    plain = {"nothing", "transfers", "purchases", "noise", "subsidies", "refunds", "tax-relief"}
    assert direct == set(KEYS) - plain
    half = Policy("half", (("laboratory", 0.5), ("transfers", 0.5)), (), 0.01)
    assert not half.direct


def test_every_setting_belongs_to_a_lever_but_the_one_that_belongs_to_all() -> None:
    read = {name for names in SETTINGS_OF.values() for name in names}
    assert read | {"tax_financed"} == set(SETTINGS)
    assert set(BUDGETS) > ACTS_ITSELF


def test_stacked_budgets_add_and_their_order_does_not_matter() -> None:
    parts = [of_key(key, size) for key, size in (("laboratory", 0.1), ("subsidies", 0.2), ("transfers", 0.3))]
    parts.append(Policy("more", (("laboratory", 0.25), ("transfers", 0.75)), (), 0.04))
    wholes = {stacked("all", order) for order in itertools.permutations(parts)}
    assert len(wholes) == 1
    (whole,) = wholes
    assert dict(whole.budgets) == pytest.approx({"laboratory": 0.11, "research_hiring": 0.2, "transfers": 0.33})
    assert whole.size == pytest.approx(0.64)


def test_two_that_need_one_setting_at_two_values_are_refused_whatever_the_order() -> None:
    pair = [of_key("laboratory", 0.01), of_key("laboratory-permanent", 0.01)]
    for order in (pair, pair[::-1]):
        with pytest.raises(InputError, match=r"needs laboratory_decay = 0, and .* needs laboratory_decay = 0\.2") as no:
            stacked("both", order)
        assert no.value.fix
    patient = of_key("public-firms", 0.01).using("patient", patience=20.0)
    with pytest.raises(InputError, match="patience"):
        stacked("both", [patient, of_key("laboratory", 0.01)])


def test_settings_that_do_not_meet_go_together() -> None:
    whole = stacked("both", [of_key("procurement", 0.01), of_key("public-bank-random", 0.02)])
    assert dict(whole.settings) == {"machine_newness": 5, "loan_targeting": 0.0}


def test_a_mix_is_used_as_its_mapping_says() -> None:
    shares = (("research_hiring", 0.75), ("machine_purchases", 0.25))
    found = mix(Mix((), shares, None, None, None, None, "m", settings=(("machine_newness", 3.0),)), 0.02)
    assert dict(found.budgets) == pytest.approx({"machine_purchases": 0.005, "research_hiring": 0.015})
    assert found.uses()["machine_newness"] == 3.0
    assert found.uses()["machines_handed_over"] == BY_NAME["machines_handed_over"].default
    assert (found.key, found.size, found.placebo, found.direct) == ("mix", 0.02, None, False)


def test_settings_that_are_not_named_have_their_defaults() -> None:
    assert of_key("laboratory", 0.01).uses()["laboratory_decay"] == BY_NAME["laboratory_decay"].default
