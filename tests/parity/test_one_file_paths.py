"""Whole paths: the engine and the one-file program from the same seed, and how long they stay together.

Both draw the same random numbers, so they tell the same history, to the last digit but for rounding. The model is
chaotic: a difference in the last digit grows about twofold a period, so after some thirty periods two correct programs
tell different histories (the single periods behind them are compared one by one in test_one_file_periods.py). How soon
is known: a second run of the one-file program, whose first mark-up is off by four units in the last place, parts from
the first as soon as the engine does.
"""

from __future__ import annotations

import numpy as np
import pytest
from economies import small
from plain_blocks import OF_BANKS, plain, read_by_plain

from missionlab.economy.parameters import Parameters
from missionlab.economy.series import BY_NAME, NAMES
from missionlab.economy.simulate import Code, simulate

RULES = ("closed", "lsd-0.1")
TOGETHER = 1e-9
EARLIER = 10
"""Periods by which the two may part before a program whose last digit was changed once: here every sum has another."""
FIRST_TO_PART = ("gdp", "cpi", "wage", "productivity", "deposits_2", "loans_2", "gdp_nominal")
Path = dict[str, np.ndarray]


def engine(p: Parameters, periods: int, seed: int, rules: str, spending: str = "benefit") -> Path:
    run = simulate(p, None, seed, periods=periods, rules=rules, spending=spending)
    assert run.code is Code.COMPLETED
    return {name: run[name] for name in run.names}


def one_file(
    p: Parameters, periods: int, seed: int, rules: str, spending: str = "benefit", last_digit: float = 0.0
) -> Path:
    values = read_by_plain(p) | {"initial_markup": p.initial_markup * (1.0 + last_digit)}
    return plain.run(periods, plain.Parameters(**values), seed, rules, spending)


def parted(a: Path, b: Path) -> int:
    """The first period in which two paths differ by more than 1e-9; one past the end if they never do."""
    together = np.ones(len(a["gdp"]), bool)
    for name in FIRST_TO_PART:
        together &= np.abs(a[name] - b[name]) <= TOGETHER * np.maximum(np.abs(a[name]), np.abs(b[name]))
    return int(np.argmin(together)) + 1 if not together.all() else together.size + 1


def assert_same(ours: Path, theirs: Path, periods: int) -> None:
    """Every recorded series, to 1e-8 of the number and of the flows and stocks that differences are made of."""
    assert set(theirs) == set(NAMES) - OF_BANKS
    money = np.abs(theirs["gdp_nominal"]) + np.abs(theirs["public_debt"]) + theirs["deposits_2"]
    for name in theirs:
        unit = BY_NAME[name].unit
        size = money if unit.startswith("money") else theirs["goods_made"] if unit.startswith("goods") else 1.0
        room = 1e-8 * np.maximum(np.abs(theirs[name]), size)
        wrong = np.flatnonzero(~(np.abs(ours[name] - theirs[name]) <= room)[:periods])
        told = [f"period {t + 1}: {ours[name][t]!r}, one file {theirs[name][t]!r}" for t in wrong[:3]]
        assert not told, f"{name}, {'; '.join(told)}"


def compare(p: Parameters, periods: int, seed: int, rules: str, spending: str = "benefit") -> int:
    """Compare all series until the paths part; returns the period in which they do."""
    ours, theirs = engine(p, periods, seed, rules, spending), one_file(p, periods, seed, rules, spending)
    nudged = parted(theirs, one_file(p, periods, seed, rules, spending, last_digit=2.0**-50))
    apart = parted(ours, theirs)
    assert apart >= nudged - EARLIER
    assert_same(ours, theirs, min(apart, nudged) - 2)
    return apart


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_seven_and_eleven_firms(rules: str, seed: int) -> None:
    assert compare(small(7, 11), 60, seed, rules) > 15


@pytest.mark.parametrize("rules", RULES)
def test_the_benchmark(rules: str) -> None:
    ours, theirs = engine(Parameters(), 12, 1, rules), one_file(Parameters(), 12, 1, rules)
    assert_same(ours, theirs, 12)


@pytest.mark.slow
@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("spending", ["benefit", "exogenous"])
@pytest.mark.parametrize("sizes", [(50, 200), (12, 40), (40, 12)])
def test_a_hundred_periods(rules: str, spending: str, sizes: tuple[int, int]) -> None:
    assert compare(small(*sizes), 100, 7, rules, spending) > 10


@pytest.mark.slow
def test_the_one_file_program_has_the_moments_of_the_reference() -> None:
    # Ten runs against the means of the 30 reference runs: within three standard errors of the difference.
    runs = [plain.run(300, plain.Parameters(), seed, "lsd-0.1") for seed in range(10)]
    late = slice(100, None)
    reference = {"growth": (0.0125, 0.0028), "unemployment": (0.147, 0.051), "exits": (0.1817, 0.0151)}
    measured = {
        "growth": [np.log(run["gdp"][-1] / run["gdp"][99]) / 200 for run in runs],
        "unemployment": [run["unemployment"][late].mean() for run in runs],
        "exits": [run["exit_1"][late].mean() for run in runs],
    }
    for name, (mean, spread) in reference.items():
        error = np.hypot(np.std(measured[name], ddof=1) / np.sqrt(10), spread / np.sqrt(30))
        assert abs(np.mean(measured[name]) - mean) < 3 * error, name


def test_random_numbers_are_the_engines() -> None:
    from missionlab.economy import random

    e = plain.Economy(seed=(7 << 32) + 11, t=5)
    for stream, agent, block in ((1, 0, 0), (4, 17, 3), (9, 199, 1)):
        assert plain.uniforms(e, stream, agent, block) == random.uniforms(e.seed, 5, stream, agent, block)
    # The generator's published test vectors: counter and key of zeros, and of ones.
    assert plain.philox((0, 0, 0, 0), (0, 0)) == (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)
    ones = 0xFFFFFFFF
    assert plain.philox((ones, ones, ones, ones), (ones, ones)) == (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)
