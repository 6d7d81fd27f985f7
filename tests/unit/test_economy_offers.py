"""Brochures, suppliers and search among a few firms that are set up by hand."""

from __future__ import annotations

import numpy as np
import pytest
from economies import small

from missionlab.economy import capital_goods, offers, random
from missionlab.economy.beginning import beginning
from missionlab.economy.parameters import as_record
from missionlab.economy.state import State

MAKERS, BUYERS = 4, 24
SIZES = small(MAKERS, BUYERS)
P = as_record(SIZES)[0]


def _market(known: dict[int, list[tuple[int, int]]] | None = None) -> State:
    """Nobody knows anybody, but for these: buyer -> [(maker, period of the offer), ...]."""
    state = beginning(SIZES, 0)
    state.consumption_goods["offers"] = 0
    for buyer, links in (known or {}).items():
        for place, (maker, period) in enumerate(links):
            state.offers["sender"][buyer, place], state.offers["period"][buyer, place] = maker, period
        state.consumption_goods["offers"][buyer] = len(links)
    return state


def _known(state: State, buyer: int) -> dict[int, int]:
    count = state.consumption_goods["offers"][buyer]
    held = state.offers[buyer, :count]
    return dict(zip(held["sender"].tolist(), held["period"].tolist(), strict=True))


def _send(state: State, seed: int, maker: int, clients: float) -> int:
    one, two, _, held, _ = state
    return offers.send_brochures(P, seed, 7, random.BROCHURES, maker, clients, one, two, held)


def test_an_offer_is_seen_in_two_periods() -> None:
    state = _market({0: [(0, 5), (1, 6), (2, 7)], 1: [(1, 4)], 2: [(2, 6)]})
    one, two, _, held, _ = state
    offers.drop_stale_offers(7, one, two, held)
    assert [_known(state, buyer) for buyer in range(3)] == [{1: 6, 2: 7}, {}, {2: 6}]
    # Maker 1 has one client left, maker 2 two.
    assert one["clients"].tolist() == [0, 1, 2, 0]


def test_a_maker_that_leaves_is_forgotten_by_all() -> None:
    state = _market({0: [(0, 7), (1, 7), (2, 7)], 1: [(1, 7)]})
    one, two, _, held, _ = state
    one["leaving"][1] = 1
    offers.forget_makers_that_leave(one, two, held)
    assert [_known(state, buyer) for buyer in range(2)] == [{0: 7, 2: 7}, {}]


@pytest.mark.parametrize("seed", range(5))
def test_new_clients_are_the_first_drawn_that_know_the_maker_not(seed: int) -> None:
    # Clients 0 to 7 of 24: half as many again, 4, and the fair share of 6 is filled: 4 are drawn, from block 0 on.
    state = _market({buyer: [(2, 6)] for buyer in range(8)})
    assert _send(state, seed, 2, 8.0) == 0
    wanted: list[int] = []
    block = 0
    while len(wanted) < 4:
        drawn = int(random.uniforms(seed, 7, random.BROCHURES, 2, block)[0] * BUYERS)
        if drawn >= 8 and drawn not in wanted:
            wanted.append(drawn)
        block += 1
    assert sorted(buyer for buyer in range(BUYERS) if _known(state, buyer) == {2: 7}) == sorted(wanted)
    assert all(_known(state, buyer) == {2: 6} for buyer in range(8))


@pytest.mark.parametrize(("clients", "new"), [(0, 6), (1, 5), (4, 2), (12, 6), (16, 8), (20, 4), (23, 1), (24, 0)])
def test_as_many_brochures_as_the_rule_wants_and_none_to_a_client(clients: int, new: int) -> None:
    # Half of the clients, at least one, at most those who are none; raised to the fair share of 24 / 4 = 6 in all.
    state = _market({buyer: [(2, 6)] for buyer in range(clients)})
    _send(state, 3, 2, float(clients))
    assert all(_known(state, buyer) == {2: 6} for buyer in range(clients))
    assert sum(_known(state, buyer) == {2: 7} for buyer in range(clients, BUYERS)) == new


@pytest.mark.parametrize("clients", [0, 14], ids=["by rejection", "by shuffle"])
def test_every_stranger_is_as_likely_as_another(clients: int) -> None:
    stats = pytest.importorskip("scipy.stats")
    counts = np.zeros(BUYERS)
    for seed in range(600):
        state = _market({buyer: [(2, 6)] for buyer in range(clients)})
        _send(state, seed, 2, float(clients))
        counts += [2 in _known(state, buyer) and _known(state, buyer)[2] == 7 for buyer in range(BUYERS)]
    assert not counts[:clients].any()
    strangers = counts[clients:]
    # Drawn without replacement: 6 of 24, or 7 of 10, each time.
    assert strangers.sum() == 600 * (6 if clients == 0 else 7)
    chance = strangers.mean() / 600
    spread = ((strangers - strangers.mean()) ** 2).sum() / (600 * chance * (1 - chance)) * (1 - 1 / strangers.size)
    assert stats.chi2.sf(spread, strangers.size - 1) > 1e-4


def test_a_full_list_drops_a_brochure_and_counts_it() -> None:
    state = _market({0: [(0, 7), (1, 7), (2, 7), (3, 7)]})
    _, two, _, held, _ = state
    assert held.shape[1] == MAKERS
    assert offers.add_offer(two, held, 0, 1, 7) == 1
    assert len(_known(state, 0)) == MAKERS


def _choose(state: State, appeal: list[float], seed: int = 0) -> list[int]:
    one, two, _, held, _ = state
    one["appeal"] = appeal
    offers.choose_suppliers(seed, 7, one, two, held)
    return two["supplier"].tolist()


def test_the_cheapest_offer_known_is_chosen_and_renewed() -> None:
    # Maker 3 is the cheapest of all, but buyer 0 does not know it.
    state = _market({0: [(0, 6), (1, 6), (2, 7)], 1: [(0, 6), (3, 6)]})
    chosen = _choose(state, [10.0, 9.5, 9.75, 9.0])
    assert chosen[:2] == [1, 3]
    assert _known(state, 0) == {0: 6, 1: 7, 2: 7}
    assert _known(state, 1) == {0: 6, 3: 7}


def test_of_equal_offers_the_lowest_key_wins_wherever_it_stands() -> None:
    state = _market({0: [(3, 6), (1, 6), (2, 6)], 1: [(1, 6), (2, 6)], 2: [(2, 6), (1, 6)]})
    assert _choose(state, [1.0, 2.0, 2.0, 2.0])[:3] == [1, 1, 1]
    # Keys, not rows: row 2 carries key 0 and row 0 key 2.
    state = _market({0: [(3, 6), (1, 6), (2, 6)]})
    state.capital_goods["key"] = [2, 1, 0, 3]
    state.capital_goods["place"] = [2, 1, 0, 3]
    assert _choose(state, [1.0, 2.0, 2.0, 2.0])[0] == 2


@pytest.mark.parametrize("seed", range(4))
def test_who_knows_nobody_finds_a_supplier_at_random(seed: int) -> None:
    state = _market()
    chosen = _choose(state, [1.0, 2.0, 3.0, 4.0], seed)
    drawn = [int(random.uniforms(seed, 7, random.SUPPLIER, buyer, 0)[0] * MAKERS) for buyer in range(BUYERS)]
    assert chosen == drawn
    assert all(_known(state, buyer) == {drawn[buyer]: 7} for buyer in range(BUYERS))


def _search(machines: list[float], researchers: list[float], seed: int, **changes: float):  # type: ignore[no-untyped-def]
    parameters = small(len(machines), 8, **changes)
    state = beginning(parameters, 0)
    one = state.capital_goods
    one["machine"], one["process"], one["researchers"] = machines, 1.0, researchers
    found = capital_goods.search(as_record(parameters)[0], seed, 9, _macro(parameters), one)
    return found, one


def _macro(parameters):  # type: ignore[no-untyped-def]
    return beginning(parameters, 0).macro


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
