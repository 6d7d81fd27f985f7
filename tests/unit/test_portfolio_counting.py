"""What counts: standing figures, parents and children, inherited shares, currencies, price years."""

from __future__ import annotations

from datetime import date

import pytest
from portfolio_records import amounts, looked_at, mission, money, project, strategy

from missionlab.base.findings import Level, Place
from missionlab.portfolio.lens import portfolio
from missionlab.portfolio.results import Dimension
from missionlab.strategy.records import Actor, ExchangeRate
from missionlab.strategy.vocabulary import Basis


def total(*records, **fields):
    main = looked_at(*records, **fields).main
    return None if main is None else main.total


def test_increments_add_and_a_revision_replaces():
    faraday = [
        project("far"),
        money("far", 246, id="first", announced="2017-04"),
        money("far", 274, id="revised", revises="first", announced="2019-01"),
        money("far", 44, id="more", announced="2021-01"),
    ]
    assert total(*faraday) == 318
    assert total(*faraday, as_of=date(2018, 1, 1)) == 246
    assert total(*faraday, as_of=date(2020, 1, 1)) == 274


def test_a_revision_to_a_blank_amount_leaves_no_figure():
    cut = [project("a"), money("a", 10, id="x"), money("a", None, id="y", revises="x", undefined="cut, by how much?")]
    found = looked_at(*cut)
    assert found.blocks == ()
    assert found.unfunded_projects == ("a",)


def test_stages_of_the_same_money_never_add_and_a_commitment_does_not_unsay_the_announcement():
    stages = [
        project("a"),
        money("a", 100, id="said"),
        money("a", 80, id="signed", basis="committed", revises="said"),
        money("a", 30, id="paid", basis="spent"),
    ]
    assert total(*stages) == 100
    assert total(*stages, basis=Basis.COMMITTED) == 80
    assert total(*stages, basis=Basis.SPENT) == 30


def test_private_money_stands_beside_public_money():
    found = looked_at(project("a"), money("a", 170), money("a", 250, payer="private"))
    assert found.main is not None
    assert (found.main.total, found.main.private) == (170, 250)
    assert amounts(found, Dimension.PROJECT) == {"a": 170}


def test_a_parent_includes_its_children_and_its_rest_counts_under_its_own_classes():
    found = looked_at(
        project("con", sectors={"construction": 1}),
        project("hub", parent="con", sectors={"digital": 1}),
        project("abc", parent="con", sectors={"energy": 1}),
        money("con", 170),
        money("hub", 72),
        money("abc", 36),
    )
    assert amounts(found, Dimension.SECTOR) == {"digital": 72, "construction": 62, "energy": 36}
    assert amounts(found, Dimension.PROJECT) == {"con": 170}
    (envelope,) = found.envelopes
    assert (envelope.own, envelope.children, envelope.rest) == (170, 108, 62)
    assert {p.project: (p.own, p.counted, p.total) for p in found.projects} == {
        "con": (170, 62, 170),
        "hub": (72, 72, 72),
        "abc": (36, 36, 36),
    }
    assert found.findings == ()


def test_a_parent_without_a_figure_is_the_sum_of_its_children_at_any_depth():
    found = looked_at(
        project("top"), project("mid", parent="top"), project("low", parent="mid"), project("side", parent="top"),
        money("low", 5), money("side", 7),
    )  # fmt: skip
    assert amounts(found, Dimension.PROJECT) == {"top": 12}
    assert {e.project: (e.own, e.children, e.rest) for e in found.envelopes} == {
        "top": (None, 12, None),
        "mid": (None, 5, None),
    }


def test_grandchildren_are_inside_the_grandparent():
    found = looked_at(
        project("top"), project("mid", parent="top"), project("low", parent="mid"), money("top", 100), money("low", 40)
    )
    assert found.main is not None
    assert found.main.total == 100


def test_children_above_their_parent_are_a_finding_and_count_in_full():
    whole = strategy(project("top"), project("kid", parent="top"), money("top", 5e6), money("kid", 8e6))
    whole.origins[("Project", "top")] = Place("strategy.yaml", 12, 5)  # type: ignore[index]
    found = portfolio(whole, date(2024, 1, 1))
    assert found.main is not None
    assert found.main.total == 8e6
    (envelope,) = found.envelopes
    assert envelope.rest == -3e6
    (finding,) = found.findings
    assert (finding.level, finding.code, str(finding.place)) == (
        Level.WARNING,
        "children-above-parent",
        "strategy.yaml:12:5",
    )
    assert "£8m" in finding.message
    assert "£5m" in finding.message


def test_envelopes_are_per_payer_and_basis():
    found = looked_at(
        project("top"), project("kid", parent="top"),
        money("top", 100), money("kid", 30, payer="private"), money("kid", 20, basis="spent"),
    )  # fmt: skip
    assert found.main is not None
    assert (found.main.total, found.main.private) == (100, 30)
    assert found.findings == ()


def test_a_part_takes_what_it_does_not_state_from_its_programme():
    found = looked_at(
        mission("m"),
        project("top", missions={"m": 1}, sectors={"x": 0.5, "y": 0.5}, lead="uni", relevance="significant"),
        project("kid", parent="top"),
        project("own", parent="top", sectors={"z": 1}, recipients={"firm": 1}, relevance="principal"),
        money("kid", 60),
        money("own", 40),
        actors=(Actor(id="uni", name="U", kind="university"), Actor(id="firm", name="F", kind="firm")),  # type: ignore[arg-type]
    )
    assert amounts(found, Dimension.MISSION) == {"m": 100}
    assert amounts(found, Dimension.SECTOR) == {"z": 40, "x": 30, "y": 30}
    assert amounts(found, Dimension.ACTOR) == {"uni": 60, "firm": 40}
    assert amounts(found, Dimension.ACTOR_KIND) == {"university": 60, "firm": 40}
    assert found.main is not None
    assert found.main.directionality.value == pytest.approx(0.7)


def test_shares_that_nobody_states_stay_unallocated_and_a_group_is_not_split():
    found = looked_at(
        project("a", sectors={"x": 0.25, "unallocated": 0.75}),
        project("b", lead="l", partners=["p", "q"], sectors={"unallocated": 1}),
        money("a", 40, instrument="grant"),
        money("b", 60, announced=None),
    )
    assert amounts(found, Dimension.SECTOR) == {"x": 10, "unallocated": 90}
    assert amounts(found, Dimension.ACTOR) == {"unallocated": 100}
    assert amounts(found, Dimension.INSTRUMENT) == {"grant": 40, "unallocated": 60}
    assert amounts(found, Dimension.YEAR) == {"2020": 40, "unallocated": 60}


def test_a_mission_that_is_not_yet_announced_has_no_share_yet():
    records = [mission("m", announced="2023-05-01"), project("a", missions={"m": 1}), money("a", 10)]
    assert amounts(looked_at(*records), Dimension.MISSION) == {"m": 10}
    before = looked_at(*records, as_of=date(2022, 1, 1))
    assert amounts(before, Dimension.MISSION) == {"unallocated": 10}
    assert before.orphans == ("a",)


def test_the_instrument_of_a_rest_is_known_only_as_far_as_it_is_certain():
    """Own figure 100 = 70 grant + 30 loan; the parts took 60. At least 70 - 60 = 10 of the rest of 40 is a grant."""
    found = looked_at(
        project("top"),
        project("kid", parent="top"),
        money("top", 70, instrument="grant"),
        money("top", 30, instrument="loan"),
        money("kid", 60, instrument="equity"),
    )
    assert amounts(found, Dimension.INSTRUMENT) == {"equity": 60, "grant": 10, "unallocated": 30}
    assert amounts(found, Dimension.YEAR) == {"2020": 100}


def test_each_currency_is_a_block_without_rates():
    records = [project("a"), project("b"), project("c"), money("a", 10), money("b", 5, currency="USD"),
               money("c", 7, currency="EUR")]  # fmt: skip
    found = looked_at(*records)
    assert [(b.currency, b.total) for b in found.blocks] == [("EUR", 7), ("GBP", 10), ("USD", 5)]
    assert found.main is not None
    assert found.main.currency == "GBP"


def test_dated_rates_bring_cash_together_once_they_are_known():
    records = [project("a"), project("b"), project("c"), money("a", 10), money("b", 5, currency="USD"),
               money("c", 8, currency="USD", price_year=2015)]  # fmt: skip
    old = ExchangeRate(base="USD", quote="GBP", rate=0.6, on="2021-01-04")  # type: ignore[arg-type]
    new = ExchangeRate(base="GBP", quote="USD", rate=1.25, on="2023-01-03")  # type: ignore[arg-type]
    later = looked_at(*records, exchange_rates=(new, old))
    assert [(b.currency, b.price_year, b.total) for b in later.blocks] == [("GBP", None, 14), ("USD", 2015, 8)]
    assert later.blocks[0].rates == (new,)
    assert later.blocks[1].rates == ()
    between = looked_at(*records, exchange_rates=(new, old), as_of=date(2022, 1, 1))
    assert between.blocks[0].total == 13
    before = looked_at(*records, exchange_rates=(new, old), as_of=date(2020, 12, 1))
    assert [(b.currency, b.price_year) for b in before.blocks] == [("GBP", None), ("USD", None), ("USD", 2015)]


def test_price_years_are_never_mixed_not_even_inside_a_programme():
    found = looked_at(
        project("top"), project("kid", parent="top"), money("top", 100), money("kid", 40, price_year=2019)
    )
    assert [(b.price_year, b.total) for b in found.blocks] == [(None, 100), (2019, 40)]


def test_without_a_currency_of_the_strategy_the_block_with_most_projects_leads():
    found = looked_at(
        project("a"), project("b"), project("c"), money("a", 1e9, currency="EUR"),
        money("b", 1, currency="CLP"), money("c", 1, currency="CLP"), about={},
    )  # fmt: skip
    assert found.main is not None
    assert found.main.currency == "CLP"


def test_up_to_makes_the_total_an_upper_bound():
    found = looked_at(project("a"), money("a", 170, precision="up to"))
    assert found.main is not None
    assert found.main.upper
    plain = looked_at(project("a"), money("a", 170, precision="about")).main
    assert plain is not None
    assert not plain.upper


def test_projects_that_are_their_own_ancestors_keep_their_money():
    found = looked_at(
        project("a", parent="b"), project("b", parent="a"), project("c", parent="c"), project("d", parent="gone"),
        money("a", 1), money("b", 2), money("c", 4), money("d", 8),
    )  # fmt: skip
    assert found.main is not None
    assert found.main.total == 15


def test_commitments_that_revise_each_other_do_not_hang():
    found = looked_at(
        project("a"),
        money("a", 1, id="x", revises="y"),
        money("a", 2, id="y", revises="x"),
        money("a", 4, id="v", revises="x"),
        money("a", 8, id="z", revises="z"),
        money("a", 16, id="w", revises="gone"),
    )
    assert found.main is not None
    assert found.main.total == 28


def test_an_empty_strategy_works():
    found = looked_at()
    assert found.main is None
    assert found.blocks == found.missions == found.projects == ()
    assert found.unfunded.value is None
    assert found.unfunded.reason is not None


def test_names_and_findings_are_in_the_language_of_the_strategy():
    found = looked_at(
        project("top", stages={"first-market": 1}, lead="corfo"), project("kid", parent="top"),
        money("top", 5e6, currency="CLP"), money("kid", 8e6, currency="CLP", instrument="loan"),
        about={"currency": "CLP", "language": "es", "locale": "es-CL"},
        actors=(Actor(id="corfo", name="Corfo", kind="agency"),),  # type: ignore[arg-type]
    )  # fmt: skip
    assert found.main is not None
    names = {d: [c.name for c in found.main.by[d].classes] for d in ("stage", "instrument", "actor_kind", "actor")}  # type: ignore[index]
    assert names == {
        "stage": ["Primer mercado"],
        "instrument": ["Préstamo"],
        "actor_kind": ["Agencia"],
        "actor": ["Corfo"],
    }
    assert found.findings[0].message.startswith("Las partes de Project top suman")
