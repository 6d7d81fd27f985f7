"""A strategy's mix: each pack's known figures by hand, years, GDP, and what is left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import actor, indicator, money, project, series, source, strategy

import missionlab as ml
from missionlab.appraisal.assumed import mapping_assumption
from missionlab.appraisal.gdp import money_unit
from missionlab.appraisal.mix import strategy_mix
from missionlab.appraisal.policies import mix as mix_policy
from missionlab.appraisal.results import Mix, MixLine
from missionlab.base.text import Locale, Text, say
from missionlab.strategy.records import ExchangeRate
from missionlab.strategy.strategy import Strategy

DAY = date(2026, 11, 24)


def mix_of(pack: str, **fields: Any) -> Mix:
    return strategy_mix(ml.load(pack), as_of=DAY, **fields)


def line(mix: Mix, project_id: str) -> MixLine:
    (found,) = [one for one in mix.lines if project_id in one.projects]
    return found


def small(*records: Any, **fields: Any) -> Strategy:
    """Money beside a GDP of 2,000 billion pounds in 2019 and 2,100 in 2020."""
    gdp = indicator("gdp", unit="billion pounds", kind="level", level="impact", sources=("ons",))
    ons = source("ons", publisher="ONS")
    values = series("gdp", {2019: 2000, 2020: 2100}, source="ons")
    return strategy(*records, gdp, ons, *values, **fields)


def test_the_challenge_fund_is_about_two_hundredths_of_a_per_cent_of_gdp_a_year() -> None:
    """3,000m from the start of 2017 (the first dated money) to 20 April 2025 is 361m a year; GDP of 2021 is 2,322bn."""
    mix = mix_of("uk-2017")
    assert sum(one.amount or 0 for one in mix.lines if one.lever is not None) == pytest.approx(3e9)
    assert mix.amount_per_year == pytest.approx(3e9 / 8.3, rel=2e-3)
    assert mix.gdp_year == 2021
    assert mix.share_of_gdp == pytest.approx(3e9 / 8.3 / 2322e9, rel=2e-3)
    assert round(100 * (mix.share_of_gdp or 0), 2) == 0.02


def test_the_united_kingdoms_money_by_lever() -> None:
    """In millions. Laboratories: Faraday Institution and UKBIC, 246 x 0.678832; Swansea 36; the construction hub 72.
    Equipment: the clusters' deployment, 131. Researchers: all the rest of 3,000."""
    mix = mix_of("uk-2017")
    laboratory = 246 * (0.284672 + 0.394160) + 36 + 72
    expected = {
        "research_hiring": (3000 - laboratory - 131) / 3000,
        "investment_discount": 131 / 3000,
        "laboratory": laboratory / 3000,
    }
    assert dict(mix.shares) == pytest.approx(expected)


def test_stages_and_recipients_with_the_same_shares_are_the_same_money() -> None:
    lines = {(one.stage, one.actor_kind): one for one in mix_of("uk-2017").lines if "faraday" in one.projects}
    assert {key: one.lever for key, one in lines.items()} == {
        ("basic", "research"): "laboratory",
        ("demonstration", "agency"): "research_hiring",
        ("first-market", "research"): "laboratory",
    }
    assert lines["demonstration", "agency"].amount == pytest.approx(246e6 * 0.321168)


def test_money_without_an_instrument_and_rules_without_money_stay_listed() -> None:
    mix = mix_of("uk-2017")
    unstated = line(mix, "public-rd-uplift")
    assert unstated.lever is None
    assert unstated.amount == pytest.approx(7e9 - 3e9 + 1.5e9)
    assert line(mix, "charging-fund").amount == 400e6
    mandate = line(mix, "zev-mandate")
    assert (mandate.lever, mandate.amount) == (None, None)


def test_the_scottish_bank_is_a_bank() -> None:
    """785m from November 2020 to May 2025 is 171m a year; gross value added of 2021, the last known, is 149.4bn."""
    mix = mix_of("snib")
    assert mix.shares == (("public_bank", 1.0),)
    years = 4 + 7 / 12
    assert mix.amount_per_year == pytest.approx(785e6 / years, rel=2e-3)
    assert mix.share_of_gdp == pytest.approx(785e6 / years / 149.4e9, rel=2e-3)
    assert mix.gdp_source == "Gross value added, Scotland, Scottish Government"
    assert [note.args.get("year") for note in mix.notes] == [2021]
    announced = mix_of("snib", basis="announced")
    assert announced.shares == (("public_bank", 1.0),)
    assert sum(one.amount or 0 for one in announced.lines) == pytest.approx(2e9)


def test_chiles_royalties_say_where_money_is_from() -> None:
    """Committed, in millions: the institute 137.5 over ten years, the hydrogen round 50; royalties less the first."""
    mix = mix_of("chile")
    assert dict(mix.shares) == pytest.approx({"laboratory": 137.5 / 187.5, "research_hiring": 50 / 187.5})
    assert mix.amount_per_year == pytest.approx(13.75e6, rel=1e-3)
    assert mix.share_of_gdp == pytest.approx(13.75e6 / 335.5e9, rel=1e-3)
    royalties = line(mix, "aportes-sqm")
    assert royalties.lever is None
    assert royalties.amount == pytest.approx((215 - 137.5 + 298) * 1e6)
    assert "appraisal.mix.note.undated" in {note.key for note in mix.notes}
    assert "otra base" in say(dict_of(mix)["desarrollo-productivo-sostenible"], Locale("es", "es"))


def dict_of(mix: Mix) -> dict[str, Text | str]:
    return {name: reason for one, reason in mapping_assumption(mix).rows for name in one.projects}


@pytest.mark.parametrize(
    ("pack", "total", "key"),
    [
        ("eu-missions", 1890e6 + 3000e6, "nothing_mapped"),
        ("colombia", (76_894 + 34_494 + 15_098 + 4_190) * 1e6, "nothing_mapped"),
        ("mexico", 3000e6, "nothing_mapped"),
        ("labour-2017", 0, "no_money"),
    ],
)
def test_packs_whose_money_has_no_instrument_have_no_mix(pack: str, total: float, key: str) -> None:
    mix = mix_of(pack)
    assert mix.shares == ()
    assert mix.share_of_gdp is None
    assert mix.reason is not None
    assert mix.reason.key == f"appraisal.mix.reason.{key}"
    assert sum(one.amount or 0 for one in mix.lines) == pytest.approx(total)
    assert all(one.lever is None for one in mix.lines)
    missing = {name for one in mix.lines for name in one.projects}
    strategy_ = ml.load(pack)
    leaves = {p.id for p in strategy_.projects} - {p.parent for p in strategy_.projects}
    assert leaves <= missing


def test_another_currency_without_a_rate_leaves_the_share_blank_and_a_sourced_rate_fills_it() -> None:
    euros = money("p", 100e6, currency="EUR", starts="2020", ends="2020")
    records = (project("p"), actor("a"), euros)
    rate = {"base": "EUR", "quote": "GBP", "rate": 0.8, "on": "2020-12-31"}
    blank = strategy_mix(small(*records, currency="EUR"), as_of=DAY)
    assert blank.reason is not None
    assert blank.reason.key.endswith("no_rate")
    assert blank.shares == (("research_hiring", 1.0),)
    unsourced = small(*records, ExchangeRate(**rate), currency="EUR")  # type: ignore[arg-type]
    assert strategy_mix(unsourced, as_of=DAY).share_of_gdp is None
    sourced = small(*records, ExchangeRate(**rate, source="ons"), currency="EUR")  # type: ignore[arg-type]
    found = strategy_mix(sourced, as_of=DAY)
    assert found.share_of_gdp == pytest.approx(100e6 / (2100e9 / 0.8))
    assert [note.key.split(".")[-1] for note in found.notes] == ["converted"]


def test_money_in_prices_of_a_year_is_set_against_gdp_of_that_year() -> None:
    old = {"starts": "2010", "ends": "2010", "price_year": 2019}
    found = strategy_mix(small(project("p"), money("p", 100e6, **old)), as_of=DAY)
    assert (found.gdp_year, found.price_year) == (2019, 2019)
    assert found.share_of_gdp == pytest.approx(100e6 / 2000e9)
    unknown = strategy_mix(small(project("p"), money("p", 1e6, starts="2010", ends="2010", price_year=2015)), as_of=DAY)
    assert unknown.reason is not None
    assert unknown.reason.key.endswith("no_gdp_of_prices")


def test_gdp_that_was_not_known_yet_is_not_used() -> None:
    records = (project("p"), money("p", 100e6, starts="2019", ends="2020"))
    before = strategy_mix(small(*records), as_of=date(2020, 5, 31))
    assert before.reason is not None
    assert before.reason.key.endswith("no_gdp")
    # The middle of 2019 and 2020 is the beginning of 2020, and in 2020 only 2019 is known.
    assert strategy_mix(small(*records), as_of=date(2020, 12, 31)).gdp_year == 2019


@pytest.mark.parametrize(
    ("fields", "years"),
    [
        ({"starts": "2019", "ends": "2022"}, 4),
        ({"starts": "2019-01-01", "tenor_years": 8}, 8),
        ({"starts": "2019-01-01", "tenor_years": 8, "instrument": "loan"}, None),
        ({"starts": "2019", "basis": "spent", "announced": "2020-12-31"}, 2),
        ({"starts": "2019", "basis": "committed", "announced": "2021-12-31", "instrument": "equity"}, 3),
        ({}, None),
        ({"starts": "2021", "ends": "2019"}, None),
    ],
)
def test_the_years_over_which_money_is_given(fields: dict[str, Any], years: float | None) -> None:
    basis = fields.get("basis", "announced")
    mix = strategy_mix(small(project("p"), money("p", 120e6, **fields)), as_of=DAY, basis=basis)
    (found,) = mix.lines
    assert found.amount == 120e6
    if years is None:
        assert (found.years, found.amount_per_year, mix.share_of_gdp) == (None, None, None)
        assert mix.reason is not None
        assert mix.reason.key.endswith("no_years")
        assert mix.shares
    else:
        assert found.years == pytest.approx(years)
        assert found.amount_per_year == pytest.approx(120e6 / years)


def test_a_part_takes_the_years_of_its_programme() -> None:
    whole = money("whole", 100e6, starts="2019", ends="2020")
    part = money("part", 40e6, id="part-money", announced="2019-12-31")
    mix = strategy_mix(small(project("whole"), project("part", parent="whole", announced="2019-12-31"), whole, part))
    (found,) = mix.lines
    assert found.amount == 100e6
    assert found.years == pytest.approx(2)


def test_settings_with_most_money_hold_for_all_and_that_is_said() -> None:
    first = project("first", stages={"first-market": 1})
    plain = project("plain", stages={"deployment": 1})
    bought = {"instrument": "procurement"}
    mix = strategy_mix(small(first, plain, money("first", 30e6, **bought), money("plain", 70e6, **bought)))
    assert mix.shares == (("machine_purchases", 1.0),)
    assert mix.settings == (("machine_newness", 0.0),)
    assert [note.key.split(".")[-1] for note in mix.notes] == ["settings"]
    alone = strategy_mix(small(first, money("first", 30e6, **bought)))
    assert dict(alone.settings)["machine_newness"] > 0
    assert alone.notes == ()


def test_money_that_cannot_be_added_stays_listed() -> None:
    dollars = money("q", 5e6, id="dollars", currency="USD")
    rule = money("r", None, id="rule", instrument="regulation", undefined="A rule.")
    mix = strategy_mix(small(project("p"), project("q"), project("r"), money("p", 1e6), dollars, rule))
    reasons = dict_of(mix)
    assert "another currency" in str(say(reasons["q"]))
    assert "rule" in str(say(reasons["r"]))
    assert line(mix, "r").instrument == "regulation"


def test_budgets_are_shares_of_the_whole() -> None:
    budgets = dict(mix_policy(mix_of("chile"), 0.02).budgets)
    assert budgets == pytest.approx({"laboratory": 0.02 * 137.5 / 187.5, "research_hiring": 0.02 * 50 / 187.5})


def test_the_assumption_is_in_both_languages() -> None:
    assumed = mapping_assumption(mix_of("uk-2017"))
    spanish = Locale("es", "es")
    assert all(say(one) != say(one, spanish) for one in assumed.sentences)
    assert len(assumed.rows) == len(mix_of("uk-2017").lines)
    assert all(say(reason) == one.reason and say(reason, spanish) != one.reason for one, reason in assumed.rows)


@pytest.mark.parametrize(
    ("unit", "meaning"),
    [
        ("billion pounds", ("GBP", 1e9)),
        ("£bn", ("GBP", 1e9)),
        ("US$ bn", ("USD", 1e9)),
        ("miles de millones de US$", ("USD", 1e9)),
        ("MXN million", ("MXN", 1e6)),
        ("EUR", ("EUR", 1.0)),
        ("% of GDP", None),
        ("2015 US$ bn", None),
        ("kWh", None),
    ],
)
def test_units_of_money(unit: str, meaning: tuple[str, float] | None) -> None:
    assert money_unit(unit) == meaning
