"""What must hold for every portfolio, however its money, programmes and shares are drawn."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from missionlab.portfolio.concentration import concentration
from missionlab.portfolio.lens import portfolio
from missionlab.portfolio.results import Dimension, Portfolio
from missionlab.strategy.records import About, Actor, Commitment, Mission, Project
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Basis, Instrument, Payer

DAY = date(2024, 6, 30)
FEW = settings(max_examples=30, deadline=None)
IDS = ["p0", "p1", "p2", "p3", "p4", "p5"]
DATES = ["2015", "2018-05", "2018-05-21", "2019-02-01", "2026", None]
amounts = st.integers(0, 1000).map(float)


def shares(classes: list[str]) -> st.SearchStrategy[dict[str, float]]:
    """Nothing, or whole tenths over the classes and ``unallocated``, which add to one."""

    def spread(cuts: tuple[int, int]) -> dict[str, float]:
        low, high = sorted(cuts)
        parts = {classes[0]: low, classes[1]: high - low, "unallocated": 10 - high}
        return {name: tenths / 10 for name, tenths in parts.items() if tenths}

    return st.one_of(st.just({}), st.tuples(st.integers(0, 10), st.integers(0, 10)).map(spread))


@st.composite
def projects(draw) -> tuple[Project, ...]:
    out = []
    for position, name in enumerate(IDS[: draw(st.integers(1, len(IDS)))]):
        fields = {
            "missions": draw(shares(["m", "n"])),
            "sectors": draw(shares(["x", "y"])),
            "places": draw(shares(["here", "there"])),
            "stages": draw(shares(["basic", "deployment"])),
            "recipients": draw(shares(["a", "b"])),
            "parent": draw(st.sampled_from([None, *IDS[:position]])),
            "relevance": draw(st.sampled_from([None, "principal", "against"])),
        }
        out.append(Project.model_validate({"id": name, "name": name, **fields}))
    return tuple(out)


@st.composite
def strategies(draw) -> Strategy:
    have = draw(projects())
    commitments = []
    for number in range(draw(st.integers(0, 12))):
        fields = {
            "project": draw(st.sampled_from([project.id for project in have])),
            "payer": draw(st.sampled_from([Payer.PUBLIC, Payer.PUBLIC, Payer.PRIVATE])),
            "basis": draw(st.sampled_from([Basis.ANNOUNCED, Basis.ANNOUNCED, Basis.SPENT])),
            "amount": draw(st.one_of(amounts, st.none())),
            "currency": draw(st.sampled_from(["GBP", "GBP", "EUR"])),
            "price_year": draw(st.sampled_from([None, None, 2019])),
            "announced": draw(st.sampled_from(DATES)),
            "instrument": draw(st.sampled_from([None, Instrument.GRANT, Instrument.LOAN])),
            "tenor_years": draw(st.sampled_from([None, 3.0, 12.0])),
            "revises": draw(st.sampled_from([None, None, *(f"c{earlier}" for earlier in range(number))])),
        }
        commitments.append(Commitment.model_validate({"id": f"c{number}", **fields}))
    return Strategy(
        About.model_validate({"id": "s", "name": "S", "currency": "GBP"}),
        missions=tuple(
            Mission.model_validate({"id": i, "challenge": "c", "name": i, "announced": "2018-05-21"}) for i in "mn"
        ),
        actors=tuple(Actor.model_validate({"id": i, "name": i, "kind": k}) for i, k in (("a", "firm"), ("b", "bank"))),
        projects=have,
        commitments=tuple(commitments),
    )


def totals(found: Portfolio) -> dict[tuple[str, int | None], tuple[float, float]]:
    return {(b.currency, b.price_year): (b.total, b.private) for b in found.blocks}


@FEW
@given(strategies(), st.sampled_from(Basis))
def test_every_dimension_holds_all_of_the_money_once(strategy, basis):
    found = portfolio(strategy, DAY, basis)
    for block in found.blocks:
        assert set(block.by) == set(Dimension)
        for split in block.by.values():
            assert sum(c.amount for c in split.classes) + split.unallocated == pytest.approx(block.total)
            assert all(c.amount > 0 for c in split.classes)
        missions = [
            m.amount for m in found.missions if (m.currency, m.price_year) == (block.currency, block.price_year)
        ]
        assert sum(missions) + block.by[Dimension.MISSION].unallocated == pytest.approx(block.total)
        counted = [
            p.counted
            for p in found.projects
            if p.payer is Payer.PUBLIC and (p.currency, p.price_year) == (block.currency, block.price_year)
        ]
        assert sum(counted) == pytest.approx(block.total)


@FEW
@given(strategies())
def test_a_total_is_between_what_the_programmes_say_and_all_figures_added(strategy):
    """Children are never counted twice: no total exceeds the plain sum of figures, and each programme counts once."""
    found = portfolio(strategy, DAY)
    for block in found.blocks:
        own = {
            p.project: p.own or 0.0
            for p in found.projects
            if p.payer is Payer.PUBLIC and (p.currency, p.price_year) == (block.currency, block.price_year)
        }
        assert block.total <= sum(own.values()) + 1e-6
        assert block.total >= max(own.values(), default=0.0) - 1e-6


@FEW
@given(strategies(), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(strategy, random):
    def shuffled(records):
        mixed = list(records)
        random.shuffle(mixed)
        return tuple(mixed)

    other = replace(strategy, projects=shuffled(strategy.projects), commitments=shuffled(strategy.commitments))
    assert replace(portfolio(other, DAY), fingerprint="") == replace(portfolio(strategy, DAY), fingerprint="")


@FEW
@given(strategies(), st.integers(1, 9))
def test_a_leaf_split_into_a_programme_with_parts_changes_no_amount(strategy, tenths):
    leaf = strategy.projects[-1]
    assume(all(project.parent != leaf.id for project in strategy.projects))
    parts = tuple(Project.model_validate({"id": f"part{n}", "name": "part", "parent": leaf.id}) for n in (1, 2))
    moved = []
    for commitment in strategy.commitments:
        if commitment.project != leaf.id:
            moved.append(commitment)
            continue
        for number, weight in ((1, tenths / 10), (2, 1 - tenths / 10)):
            fields = {"id": f"{commitment.id}-{number}", "project": f"part{number}"}
            if commitment.amount is not None:
                fields["amount"] = commitment.amount * weight
            if commitment.revises is not None:
                fields["revises"] = f"{commitment.revises}-{number}"
            moved.append(commitment.model_copy(update=fields))
    apart = {c.id for c in strategy.commitments if c.project == leaf.id}
    assume(all((c.id in apart) == (c.revises in apart) for c in strategy.commitments if c.revises is not None))
    split = replace(strategy, projects=(*strategy.projects, *parts), commitments=tuple(moved))
    before, after = portfolio(strategy, DAY), portfolio(split, DAY)
    assert [(b.currency, b.price_year) for b in before.blocks] == [(b.currency, b.price_year) for b in after.blocks]
    for old, new in zip(before.blocks, after.blocks, strict=True):
        assert (new.total, new.private) == (pytest.approx(old.total), pytest.approx(old.private))
        for dimension in Dimension:
            assert {c.key: c.amount for c in new.by[dimension].classes} == pytest.approx(
                {c.key: c.amount for c in old.by[dimension].classes}
            )


@FEW
@given(strategies(), st.sampled_from([0.25, 8.0, 1e9]))
def test_scaling_all_money_scales_totals_and_leaves_the_measures(strategy, factor):
    bigger = tuple(
        c if c.amount is None else c.model_copy(update={"amount": c.amount * factor}) for c in strategy.commitments
    )
    before, after = portfolio(strategy, DAY), portfolio(replace(strategy, commitments=bigger), DAY)
    for old, new in zip(before.blocks, after.blocks, strict=True):
        assert new.total == pytest.approx(old.total * factor)
        assert new.largest_gap == old.largest_gap
        for dimension in Dimension:
            for name in ("hhi", "shannon", "evenness", "top_share", "top5_share"):
                was, now = getattr(old.by[dimension], name), getattr(new.by[dimension], name)
                assert (now.value, now.low, now.high) == (
                    pytest.approx(was.value),
                    pytest.approx(was.low),
                    pytest.approx(was.high),
                )
        for name in ("patience", "patient_share", "directionality", "coverage", "rao_stirling"):
            assert getattr(new, name).value == pytest.approx(getattr(old, name).value)
    for old, new in zip(before.missions, after.missions, strict=True):
        assert new.relabelled.value == pytest.approx(old.relabelled.value)


@FEW
@given(strategies(), st.data())
def test_calling_an_increment_a_revision_never_adds_money(strategy, data):
    increments = [n for n, c in enumerate(strategy.commitments) if n and c.revises is None]
    assume(increments)
    number = data.draw(st.sampled_from(increments))
    later = strategy.commitments[number]
    earlier = data.draw(st.sampled_from(strategy.commitments[:number]))
    changed = list(strategy.commitments)
    changed[number] = later.model_copy(update={"revises": earlier.id})
    before = totals(portfolio(strategy, DAY))
    for unit, (public, private) in totals(portfolio(replace(strategy, commitments=tuple(changed)), DAY)).items():
        assert public <= before[unit][0] + 1e-6
        assert private <= before[unit][1] + 1e-6


@FEW
@given(strategies())
def test_json_is_finite_and_every_value_is_within_its_bounds(strategy):
    found = portfolio(strategy, DAY).to_json()
    json.dumps(found, allow_nan=False)

    def walk(metrics, bounds):
        for name, value in metrics.items():
            if isinstance(value, dict):
                walk(value, bounds[name])
            elif value is not None and bounds[name]["low"] is not None:
                assert value >= bounds[name]["low"] - 1e-9
                assert bounds[name]["high"] is None or value <= bounds[name]["high"] + 1e-9
            elif value is None:
                assert bounds[name]["reason"]

    walk(found["metrics"], found["bounds"])
    for mission in found["missions"]:
        walk(mission["metrics"], mission["bounds"])


@given(st.lists(st.floats(0.01, 1e9), min_size=1, max_size=20))
def test_the_herfindahl_index_is_between_equal_shares_and_one_class(money):
    measures = concentration(money, 0.0)
    assert measures.hhi.value is not None
    assert 1 / len(money) - 1e-9 <= measures.hhi.value <= 1
    assert measures.evenness.value is not None
    assert 0 <= measures.evenness.value <= 1


@given(
    st.lists(st.floats(1, 1e6), min_size=1, max_size=6),
    st.floats(1, 1e6),
    st.lists(st.floats(0, 1), min_size=8, max_size=8),
)
def test_no_way_of_assigning_the_unallocated_money_leaves_the_bounds(money, loose, weights):
    """Give the loose money to the classes and two new ones in any proportion: the true values are inside."""
    assume(sum(weights[: len(money) + 2]) > 0.01)
    bounds = concentration(money, loose)
    scale = loose / sum(weights[: len(money) + 2])
    padded = [*money, 0.0, 0.0]
    truth = concentration([m + w * scale for m, w in zip(padded, weights, strict=False)], 0.0)
    for name in ("hhi", "effective_number", "shannon", "effective_classes", "evenness", "top_share", "top5_share"):
        within, true = getattr(bounds, name), getattr(truth, name).value
        assert true >= within.low * (1 - 1e-9) - 1e-9
        assert within.high is None or true <= within.high * (1 + 1e-9) + 1e-9
