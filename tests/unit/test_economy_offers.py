"""Brochures, suppliers and search among a few firms that are set up by hand."""

from __future__ import annotations

import numpy as np
import pytest
from economies import known, small

from missionlab.economy import capital_goods, laboratory, offers, public_firms, random
from missionlab.economy.beginning import beginning
from missionlab.economy.parameters import as_record
from missionlab.economy.simulate import rule_set
from missionlab.economy.state import State

MAKERS, BUYERS = 4, 24
SIZES = small(MAKERS, BUYERS)
P = as_record(SIZES)[0]
NOW = 7
"""The period that is looked at."""
NOBODY = offers.NOBODY


def _market(suppliers: dict[int, int] | None = None, sent: dict[int, list[int]] | None = None) -> State:
    """At the end of the period before nobody knows anybody, but for a buyer's supplier and a maker's brochures."""
    state = beginning(SIZES, 0, rule_set())
    one, two = state.capital_goods, state.consumption_goods
    two["supplier"] = [(suppliers or {}).get(buyer, NOBODY) for buyer in range(BUYERS)]
    begin = 0
    for maker, buyers in sorted((sent or {}).items()):
        state.offers[(NOW - 1) % 2, begin : begin + len(buyers)] = buyers
        one["sent_from"][maker], one["sent"][maker] = begin, len(buyers)
        begin += len(buyers)
    return state


def _choose(state: State, appeal: list[float], seed: int = 0) -> list[int]:
    """Brochures go out and suppliers are chosen; returns the suppliers."""
    one, two, _, brochures, *_ = state
    one["appeal"] = appeal
    assert offers.choose_suppliers(P, seed, NOW, one, two, brochures)[1] == 0
    return two["supplier"].tolist()


def _sent(state: State, maker: int) -> list[int]:
    """Who got a brochure of a maker in the period."""
    begin, count = state.capital_goods["sent_from"][maker], state.capital_goods["sent"][maker]
    return state.offers[NOW % 2, begin : begin + count].tolist()


def _sent_by_2(clients: int, seed: int) -> State:
    """What the market is after the brochures of a period, where maker 2 had so many clients and nobody else any."""
    state = _market(sent={2: list(range(clients))})
    _choose(state, [1.0, 1.0, 1.0, 1.0], seed)
    return state


def test_an_offer_is_seen_in_two_periods() -> None:
    # Buyer 0 has supplier 0, and heard from 1 a period ago; buyer 1 heard from 1.
    state = _market({0: 0}, {1: [0, 1]})
    _choose(state, [5.0, 4.0, 9.0, 9.0])
    assert state.capital_goods["clients"].tolist() == [1, 2, 0, 0]
    told = known(state, NOW)
    # Buyer 0 took the offer of 1; that of 0 is forgotten, unless 0 wrote again.
    assert told[0, 1]
    assert not told[0, 0]


def test_a_supplier_that_wrote_as_well_has_one_client_there() -> None:
    state = _market({0: 1}, {1: [0, 2]})
    _choose(state, [9.0, 1.0, 9.0, 9.0])
    assert state.capital_goods["clients"].tolist() == [0, 2, 0, 0]


def test_what_was_sent_to_a_firm_that_left_is_void() -> None:
    state = _market(sent={1: [0, 3]})
    state.consumption_goods["entered"][0] = NOW - 1
    _choose(state, [9.0, 1.0, 9.0, 9.0])
    assert state.capital_goods["clients"][1] == 1


def test_a_maker_that_leaves_is_forgotten_by_all() -> None:
    state = _market({0: 1, 1: 0}, {1: [4, 5]})
    one, two = state.capital_goods, state.consumption_goods
    two["supplier"][2:] = 3
    one["leaving"][1] = 1
    offers.forget_makers_that_leave(one, two)
    assert two["supplier"].tolist() == [NOBODY, 0] + [3] * (BUYERS - 2)
    assert one["sent"][1] == 0


@pytest.mark.parametrize("seed", range(5))
def test_new_clients_are_the_first_drawn_that_know_the_maker_not(seed: int) -> None:
    # Clients 0 to 7 of 24: half as many again, 4, and the fair share of 6 is filled: 4 are drawn, two from a block.
    state = _sent_by_2(8, seed)
    drawn = (int(u * BUYERS) for block in range(99) for u in random.uniforms(seed, NOW, random.BROCHURES, 2, block))
    wanted = [buyer for buyer in dict.fromkeys(drawn) if buyer >= 8][:4]
    assert _sent(state, 2) == wanted


@pytest.mark.parametrize(("clients", "new"), [(0, 6), (1, 5), (4, 2), (12, 6), (16, 8), (20, 4), (23, 1), (24, 0)])
def test_as_many_brochures_as_the_rule_wants_and_none_to_a_client(clients: int, new: int) -> None:
    # Half of the clients, at least one, at most those who are none; raised to the fair share of 24 / 4 = 6 in all.
    sent = _sent(_sent_by_2(clients, 3), 2)
    assert len(sent) == len(set(sent)) == new
    assert all(buyer >= clients for buyer in sent)


def test_a_supplier_gets_no_brochure_to_its_own_client() -> None:
    for seed in range(20):
        state = _market(dict.fromkeys(range(BUYERS - 2), 2))
        _choose(state, [9.0, 9.0, 1.0, 9.0], seed)
        assert set(_sent(state, 2)) <= {BUYERS - 2, BUYERS - 1}


@pytest.mark.parametrize("clients", [0, 14], ids=["by rejection", "by shuffle"])
def test_every_stranger_is_as_likely_as_another(clients: int) -> None:
    stats = pytest.importorskip("scipy.stats")
    counts = np.zeros(BUYERS)
    for seed in range(600):
        counts[_sent(_sent_by_2(clients, seed), 2)] += 1
    assert not counts[:clients].any()
    strangers = counts[clients:]
    # Drawn without replacement: 6 of 24, or 7 of 10, each time.
    assert strangers.sum() == 600 * (6 if clients == 0 else 7)
    chance = strangers.mean() / 600
    spread = ((strangers - strangers.mean()) ** 2).sum() / (600 * chance * (1 - chance)) * (1 - 1 / strangers.size)
    assert stats.chi2.sf(spread, strangers.size - 1) > 1e-4


def test_brochures_for_which_there_is_no_room_are_lost_and_counted() -> None:
    one, two, _, brochures, *_ = _market()
    one["appeal"] = 1.0
    end, lost = offers.choose_suppliers(P, 0, NOW, one, two, brochures[:, :10])
    # Six each of four makers.
    assert (end, lost) == (10, 14)
    assert one["sent"].tolist() == [6, 4, 0, 0]


def test_the_cheapest_offer_known_is_chosen() -> None:
    # Maker 3 is the cheapest of all; who hears of it takes it.
    state = _market({0: 0, 1: 0}, {1: [0], 2: [0, 1]})
    chosen = _choose(state, [10.0, 9.5, 9.75, 9.0])
    new = {maker: _sent(state, maker) for maker in range(MAKERS)}
    held = [{0, 1, 2}, {0, 2}] + [set() for _ in range(BUYERS - 2)]
    for maker, buyers in new.items():
        for buyer in buyers:
            held[buyer].add(maker)
    price = [10.0, 9.5, 9.75, 9.0]
    for buyer, makers in enumerate(held):
        if makers:
            assert chosen[buyer] == min(makers, key=lambda maker: price[maker])


def test_of_equal_offers_the_lowest_key_wins_wherever_it_stands() -> None:
    for keys in ([0, 1, 2, 3], [2, 1, 0, 3], [3, 2, 1, 0]):
        state = _market({0: 3, 1: 1, 2: 2}, {1: [0, 2], 2: [0, 1]})
        one = state.capital_goods
        one["key"] = keys
        one["place"] = np.argsort(keys)
        chosen = _choose(state, [2.0, 2.0, 2.0, 2.0])
        told = [{3, 1, 2}, {1, 2}, {2, 1}]
        for maker in range(MAKERS):
            for buyer in _sent(state, maker):
                if buyer < 3:
                    told[buyer].add(maker)
        assert chosen[:3] == [min(makers, key=lambda maker: keys[maker]) for makers in told]


@pytest.mark.parametrize("seed", range(4))
def test_who_knows_nobody_finds_a_supplier_at_random(seed: int) -> None:
    state = _market()
    chosen = _choose(state, [1.0, 2.0, 3.0, 4.0], seed)
    heard = {buyer for maker in range(MAKERS) for buyer in _sent(state, maker)}
    alone = sorted(set(range(BUYERS)) - heard)
    assert alone
    for buyer in alone:
        assert chosen[buyer] == int(random.uniforms(seed, NOW, random.SUPPLIER, buyer, 0)[0] * MAKERS)


NO_LABORATORY = laboratory.Knowledge(0.0, 0.0, 0.0, 0.0, 0.0)
NO_PROGRAMME = public_firms.Programme(0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def _search(machines: list[float], researchers: list[float], seed: int, **changes: float):  # type: ignore[no-untyped-def]
    parameters = small(len(machines), 8, **changes)
    state = beginning(parameters, 0, rule_set())
    one = state.capital_goods
    one["machine"], one["process"], one["researchers"] = machines, 1.0, researchers
    found = capital_goods.search(
        as_record(parameters)[0], seed, 9, _macro(parameters), NO_LABORATORY, NO_PROGRAMME, one
    )
    return found[:2], one


def _macro(parameters):  # type: ignore[no-untyped-def]
    return beginning(parameters, 0, rule_set()).macro


def test_nearer_techniques_are_imitated_more_often() -> None:
    # From 1 to 1.5 is 0.5, to 2 is 1: weights 2 and 1. Imitation is certain, innovation out of the question.
    taken = []
    for seed in range(300):
        found, one = _search([1.0, 1.5, 2.0], [1e6, 0.0, 0.0], seed, innovation_share=0.0)
        assert found == (0, 1)
        assert one["machine"][1:].tolist() == [1.5, 2.0]
        taken.append(one["machine"][0])
    assert set(taken) == {1.5, 2.0}
    # 200 of 300 are expected, give or take 8.2.
    assert abs(taken.count(1.5) - 200) < 4.5 * 8.2


def test_a_worse_technique_is_met_but_not_taken() -> None:
    found, one = _search([1.0, 0.5, 0.9], [1e6, 0.0, 0.0], 3, innovation_share=0.0)
    assert found == (0, 0)
    assert one["machine"].tolist() == [1.0, 0.5, 0.9]


def test_nobody_can_imitate_where_all_are_alike() -> None:
    found, _ = _search([1.0, 1.0, 1.0], [1e6, 1e6, 1e6], 3, innovation_share=0.0)
    assert found == (0, 0)


def test_imitators_see_the_techniques_of_the_period_before() -> None:
    # Maker 0 takes 2 from maker 1; maker 2, which searches later, can meet 2 twice or its own: never a chain of two.
    for seed in range(40):
        _, one = _search([1.0, 2.0, 1.5], [1e6, 1e6, 1e6], seed, innovation_share=0.0)
        assert one["machine"][1] == 2.0
        assert one["machine"][0] in {1.5, 2.0}
        assert one["machine"][2] in {1.5, 2.0}


def test_without_researchers_there_is_no_search() -> None:
    found, one = _search([1.0, 1.5, 2.0], [0.0, 0.0, 0.0], 3)
    assert found == (0, 0)
    assert one["machine"].tolist() == [1.0, 1.5, 2.0]


def test_innovations_are_taken_if_their_product_is_larger_and_have_the_steps_drawn() -> None:
    took = 0
    for seed in range(60):
        found, one = _search([2.0, 2.0], [1e6, 0.0], seed, innovation_share=1.0)
        draw, block = random.beta_number(3.0, 3.0, seed, 9, random.INNOVATION, 0, 0)
        machine = 2.0 * (1.0 + (draw - 0.5) * 0.3)
        draw, block = random.beta_number(3.0, 3.0, seed, 9, random.INNOVATION, 0, block)
        process = 1.0 + (draw - 0.5) * 0.3
        better = machine * process > 2.0
        took += better
        assert found == (int(better), 0)
        expected = (machine, process) if better else (2.0, 1.0)
        assert (one["machine"][0], one["process"][0]) == pytest.approx(expected, rel=1e-12)
    assert 15 < took < 45
