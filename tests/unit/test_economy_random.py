"""Random numbers by address: the published vectors of Philox, and the laws that the draws must follow."""

from __future__ import annotations

import numpy as np
import pytest

from missionlab.economy import random as streams

# Known answers for philox4x32 with 10 rounds, published with Random123 (kat_vectors): counter, key, result.
ONES = 0xFFFFFFFF
KNOWN = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ONES, ONES, ONES, ONES), (ONES, ONES), (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]
ALL_STREAMS = [value for name, value in vars(streams).items() if name.isupper() and not name.startswith("_")]


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN)
def test_the_generator_gives_the_published_vectors(counter: tuple, key: tuple, answer: tuple) -> None:
    assert tuple(int(word) for word in streams.philox(*counter, *key)) == answer


def test_the_words_of_a_block_are_the_top_53_bits_of_two_pairs() -> None:
    # Counter 0 under key 0 is the first vector: 6627e8d5 e169c58d -> the first number, bc57ac4c 9b00dbd8 -> the second.
    first, second = streams.uniforms(0, 0, 0, 0, 0)
    assert first == (0x6627E8D5E169C58D >> 11) / 2**53
    assert second == (0xBC57AC4C9B00DBD8 >> 11) / 2**53


def test_an_address_puts_the_block_first_and_the_seed_in_the_key() -> None:
    # The third vector: key words a4093822 (low) and 299f31d0 (high) make the seed;
    # the counter is (block, agent, stream, period).
    seed = 0x299F31D0A4093822
    first, second = streams.uniforms(seed, 0x03707344, 0x13198A2E, 0x85A308D3, 0x243F6A88)
    assert first == (0xD16CFE0994FDCCEB >> 11) / 2**53
    assert second == (0x5001E42024126EA1 >> 11) / 2**53


def test_a_draw_depends_on_its_address_alone() -> None:
    before = streams.uniforms(9, 4, streams.SEARCH, 17, 0)
    for block in range(50):
        streams.uniforms(9, 4, streams.SEARCH, 17, block)
    assert streams.uniforms(9, 4, streams.SEARCH, 17, 0) == before


def test_the_streams_have_numbers_of_their_own() -> None:
    assert len(ALL_STREAMS) == 16
    assert len(set(ALL_STREAMS)) == len(ALL_STREAMS)


def _draws(axis: int, count: int, seed: int = 2026) -> np.ndarray:
    """Both numbers of `count` blocks whose addresses differ in one part: (seed, period, stream, agent, block)[axis]."""
    address = [seed, 7, streams.BROCHURES, 3, 0]
    rows = np.empty((count, 2))
    for step in range(count):
        address[axis] = step
        rows[step] = streams.uniforms(*address)
    return rows


@pytest.mark.parametrize("axis", range(5), ids=["seed", "period", "stream", "agent", "block"])
def test_neighbouring_addresses_are_uniform_and_independent(axis: int) -> None:
    stats = pytest.importorskip("scipy.stats")
    count = 20_000
    rows = _draws(axis, count)
    assert rows.min() >= 0.0
    assert rows.max() < 1.0
    for column in rows.T:
        assert stats.kstest(column, "uniform").pvalue > 1e-4
        # Serial correlation of independent uniforms has standard error 1/sqrt(n).
        for lag in (1, 2, 7):
            assert abs(np.corrcoef(column[:-lag], column[lag:])[0, 1]) < 4.5 / np.sqrt(count)
    assert abs(np.corrcoef(rows.T)[0, 1]) < 4.5 / np.sqrt(count)
    # Pairs of neighbours fill the square evenly: 100 cells, chi-square with 99 degrees of freedom.
    pairs = np.histogram2d(rows[::2, 0], rows[1::2, 0], bins=10, range=[[0, 1], [0, 1]])[0].ravel()
    assert stats.chisquare(pairs).pvalue > 1e-4


def test_no_two_addresses_share_a_number() -> None:
    numbers = [
        streams.uniforms(seed, period, stream, agent, block)[0]
        for seed in (0, 1, 2**32, 2**62)
        for period in (0, 1, 2, 256)
        for stream in ALL_STREAMS
        for agent in (0, 1, 2, 65_536)
        for block in (0, 1, 2)
    ]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize(
    ("alpha", "beta"),
    [(3.0, 3.0), (2.0, 4.0), (1.0, 1.0), (1.0, 5.0), (4.5, 1.0), (20.0, 1.5), (20.0, 20.0), (1.3, 17.0)],
)
def test_beta_numbers_follow_the_beta_law(alpha: float, beta: float) -> None:
    stats = pytest.importorskip("scipy.stats")
    numbers = np.array(
        [streams.beta_number(alpha, beta, 5, 1, streams.INNOVATION, agent, 0)[0] for agent in range(20_000)]
    )
    assert stats.kstest(numbers, stats.beta(alpha, beta).cdf).pvalue > 1e-4


def test_two_beta_numbers_of_one_agent_use_blocks_of_their_own() -> None:
    pairs = np.empty((20_000, 2))
    for agent in range(len(pairs)):
        pairs[agent, 0], following = streams.beta_number(2.0, 4.0, 8, 3, streams.ENTRANT_TECHNIQUE, agent, 0)
        assert following >= 1
        pairs[agent, 1], last = streams.beta_number(2.0, 4.0, 8, 3, streams.ENTRANT_TECHNIQUE, agent, following)
        assert last > following
    assert abs(np.corrcoef(pairs.T)[0, 1]) < 4.5 / np.sqrt(len(pairs))


def test_the_accepted_candidate_is_that_of_the_last_block_used() -> None:
    for agent in range(200):
        number, following = streams.beta_number(3.0, 3.0, 8, 3, streams.INNOVATION, agent, 4)
        assert number == streams.uniforms(8, 3, streams.INNOVATION, agent, following - 1)[0]
