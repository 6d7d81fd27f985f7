"""Properties of the checks: what no strategy may do to them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import builders as b
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from missionlab.base.text import Locale, Money, Quantity, Share, Text, say
from missionlab.checks.check import check
from missionlab.checks.results import Checked, Verdict
from missionlab.checks.spread import classes_reached
from missionlab.portfolio.results import ClassMoney, Dimension, Measured, Split
from missionlab.strategy.strategy import RECORD_TYPES, Strategy

DAY = date(2024, 6, 30)
SPANISH = Locale("es", "es-MX")
SPLIT_CARDS = {"criteria.cross", "capture.concentration", "capture.portfolio", "capture.repeat", "capture.advice"}

MISSIONS = ("m", "n")
SECTORS = ("s0", "s1", "s2", "s3")
ACTORS = {"a0": "firm", "a1": "university", "a2": "region", "a3": "civil"}


def shares_of(keys: tuple[str, ...]) -> st.SearchStrategy[dict[str, float]]:
    """No shares at all, one class, or two classes and a part that nobody has assigned."""
    one = st.sampled_from(keys).map(lambda key: {key: 1.0})
    two = st.permutations(keys).map(lambda p: {p[0]: 0.5, p[1]: 0.25, "unallocated": 0.25})
    return st.one_of(st.just({}), one, two)


@st.composite
def strategies(draw: st.DrawFn) -> Strategy:
    """Two missions with targets, and up to six projects, some parts of a programme, some without money."""
    records: list = [
        b.mission(
            "m", announced=draw(st.sampled_from([None, "2018-05-21"])), needs=draw(st.sampled_from([(), ("Skills",)]))
        ),
        b.mission("n", undefined=draw(st.sampled_from([None, "nobody said"]))),
        b.indicator("i", level=draw(st.sampled_from([None, "activity", "outcome"]))),
        b.target(
            "t",
            draw(st.sampled_from(MISSIONS)),
            "i",
            b.version(
                1, value=draw(st.sampled_from([None, 54.0, 60.0, 90.0])), year=draw(st.sampled_from([2020, 2030]))
            ),
            b.version(2, year=draw(st.sampled_from([None, 2028, 2035])), set_on="2021-01-01"),
        ),
        *b.series("i", draw(st.dictionaries(st.integers(2010, 2022), st.floats(40, 99), max_size=8))),
        *(b.sector(key) for key in SECTORS),
        *(b.actor(key, kind, advises=draw(st.sampled_from([(), ("m",)]))) for key, kind in ACTORS.items()),
    ]
    for number in range(draw(st.integers(0, 6))):
        id_ = f"p{number}"
        parent = f"p{number - 1}" if number and draw(st.booleans()) else None
        records.append(
            b.project(
                id_,
                *draw(st.sampled_from([(), ("m",), ("n",), ("m", "n")])),
                parent=parent,
                sectors=draw(shares_of(SECTORS)),
                recipients=draw(shares_of(tuple(ACTORS))),
                announced=draw(st.sampled_from([None, "2016", "2019-01-01"])),
                status=draw(st.sampled_from(["active", "stopped"])),
                problem=draw(st.sampled_from([None, "Storage"])),
                solution=draw(st.sampled_from([None, "Batteries", "Hydrogen"])),
            )
        )
        if draw(st.booleans()):
            upside = draw(st.sampled_from([None, 0.0, 0.5]))
            amount = draw(st.sampled_from([None, 0.0, 1e6, 7e6]))
            records.append(
                b.money(id_, amount, upside_share=upside, payer=draw(st.sampled_from(["public", "private"])))
            )
    for number, value in enumerate(draw(st.lists(st.sampled_from(["yes", "partly", "no", "unknown"]), max_size=3))):
        records.append(b.answer(draw(st.sampled_from(["criteria.bold", "oecd.novelty"])), value, by=f"R{number}"))
    return b.strategy(*records, status=draw(st.sampled_from(["active", "withdrawn"])))


@settings(max_examples=40, deadline=None)
@given(strategies())
def test_every_sentence_can_be_said_in_both_languages(strategy: Strategy) -> None:
    checked = check(strategy, DAY)
    points = [p for case in checked.cases for p in (*case.for_, *case.against)]
    texts = [*(c.question for c in checked.cards), *(c.evidence for c in checked.cards), *(p.text for p in points)]
    for text in texts:
        assert not [value for value in _leaves(text) if value is None or value != value]
        assert all(said.strip() and "{" not in said for said in (say(text), say(text, SPANISH)))
    assert all(case.against for case in checked.cases)


def _leaves(what: object) -> Iterator[object]:
    """Every number and word inside a text, however deep."""
    match what:
        case Text():
            for value in what.args.values():
                yield from _leaves(value)
        case tuple() | list():
            for value in what:
                yield from _leaves(value)
        case Quantity() | Share():
            yield what.value
        case Money():
            yield what.amount
        case _:
            yield what


@settings(max_examples=25, deadline=None)
@given(strategies(), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(strategy: Strategy, chance: random.Random) -> None:
    def shuffled(name: str) -> tuple:
        records = list(getattr(strategy, name))
        chance.shuffle(records)
        return tuple(records)

    mixed = replace(strategy, **{name: shuffled(name) for name in RECORD_TYPES})
    first, second = check(strategy, DAY), check(mixed, DAY)
    assert Counter(first.cards) == Counter(second.cards)
    assert {case.mission: case for case in first.cases} == {case.mission: case for case in second.cases}


@settings(max_examples=40, deadline=None)
@given(strategies(), st.sampled_from([1e5, 1e6, 5e7]))
def test_money_that_nobody_has_assigned_never_turns_fails_into_holds(strategy: Strategy, amount: float) -> None:
    """A further project of both missions without sector or recipient, and money for it."""
    more = replace(
        strategy,
        projects=(*strategy.projects, b.project("extra", "m", "n")),
        commitments=(*strategy.commitments, b.money("extra", amount)),
    )
    before, after = verdicts(check(strategy, DAY)), verdicts(check(more, DAY))
    for key, verdict in before.items():
        assert not (verdict is Verdict.FAILS and after[key] is Verdict.HOLDS), key
        assert not (verdict is Verdict.CANNOT_TELL and after[key] is not Verdict.CANNOT_TELL), key


def verdicts(checked: Checked) -> dict[tuple[str, str | None], Verdict]:
    return {(c.id, c.mission): c.verdict for c in checked.cards if c.id in SPLIT_CARDS}


def split(amounts: list[float], unallocated: float) -> Split:
    blank = Measured(None)
    total = sum(amounts) + unallocated or 1.0
    classes = tuple(ClassMoney(f"c{k}", f"c{k}", amount, amount / total, 1) for k, amount in enumerate(amounts))
    return Split(Dimension.SECTOR, classes, unallocated, *[blank] * 7)


@given(
    st.lists(st.floats(1, 60), max_size=4),
    st.floats(0, 60),
    st.lists(st.floats(0, 1), min_size=8, max_size=8),
    st.sampled_from([0.05, 0.1, 0.25]),
)
def test_no_assignment_of_the_rest_leaves_the_bounds(
    amounts: list[float], unallocated: float, cuts: list[float], threshold: float
) -> None:
    """Gives the unassigned money to the classes there are and to four new ones, in drawn parts."""
    least, most = classes_reached(split(amounts, unallocated), threshold)
    places = (*amounts, 0.0, 0.0, 0.0, 0.0)
    weights = cuts[: len(places)]
    parts = [unallocated * weight / sum(weights) for weight in weights] if sum(weights) > 0.01 else [0.0] * len(places)
    total = sum(amounts) + unallocated
    reached = sum(before + more >= threshold * total > 0 for before, more in zip(places, parts, strict=True))
    assert reached <= most
    if sum(weights) > 0.01:
        assert reached >= least


@pytest.mark.parametrize(
    ("amounts", "unallocated", "bounds"),
    [
        ([60, 40], 0, (2, 2)),
        ([60, 36, 4], 0, (2, 2)),
        ([60, 36, 3], 1, (2, 2)),  # one unit short of 5
        ([60, 35, 3], 2, (2, 3)),
        ([90], 10, (1, 3)),  # ten units make two more classes of five
        ([], 100, (0, 20)),
    ],
)
def test_known_bounds_at_five_in_a_hundred(amounts: list[float], unallocated: float, bounds: tuple[int, int]) -> None:
    assert classes_reached(split(amounts, unallocated), 0.05) == bounds
