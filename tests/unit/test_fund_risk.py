"""The risk of the whole: closed forms, factors, and that both say the same."""

from __future__ import annotations

import numpy as np
import pytest

from missionlab.portfolio.finance.factors import EVERYTHING, advancing, common, factor, failing, mixing
from missionlab.portfolio.finance.risk import (
    default_correlation,
    failures,
    large_pool_quantile,
    regulatory_correlation,
)

PATHS = 40_000


@pytest.mark.parametrize(
    ("chance", "rho", "q", "answer"),
    [
        (0.03, 0.2, 0.5, 0.017742),
        (0.03, 0.2, 0.9, 0.071868),
        (0.03, 0.2, 0.99, 0.173707),
        (0.03, 0.2, 0.999, 0.288533),
        (0.05, 0.17, 0.95, 0.144333),
        (0.05, 0.17, 0.99, 0.225837),
    ],
)
def test_the_quantiles_of_a_large_pool(chance: float, rho: float, q: float, answer: float) -> None:
    assert large_pool_quantile(chance, rho, q) == pytest.approx(answer, abs=5e-7)


def test_ten_equal_loans() -> None:
    law, alone = failures(10, 0.2, 0.3), failures(10, 0.2, 0.0)
    counts = np.arange(11)
    variance = law @ counts**2 - (law @ counts) ** 2
    assert law[0] == pytest.approx(0.275406, abs=5e-7)
    assert law[5:].sum() == pytest.approx(0.122999, abs=5e-7)
    assert variance == pytest.approx(3.953113, abs=5e-7)
    assert default_correlation(0.2, 0.3) == pytest.approx(0.163411, abs=5e-7)
    assert alone[0] == pytest.approx(0.107374, abs=5e-7)
    assert alone[5:].sum() == pytest.approx(0.032793, abs=5e-7)
    assert law.sum() == pytest.approx(1, abs=1e-12)


def test_the_correlation_of_bank_regulation() -> None:
    assert regulatory_correlation(0.03) == pytest.approx(0.146776, abs=5e-7)


def test_a_factor_keeps_its_variance_and_remembers() -> None:
    z = factor(1, EVERYTHING, 12, PATHS, persistence=0.6)
    assert z.std(axis=1) == pytest.approx(np.ones(12), abs=0.02)
    assert np.corrcoef(z[10], z[11])[0, 1] == pytest.approx(0.6, abs=0.02)


def test_more_paths_only_add() -> None:
    assert np.array_equal(factor(1, EVERYTHING, 4, 50), factor(1, EVERYTHING, 4, 200)[:, :50])


@pytest.mark.parametrize("student", [False, True])
def test_the_mean_chance_is_the_stated_one_under_both_copulas(student: bool) -> None:
    mixed = mixing(3, 20, PATHS) if student else None
    risk = common(factor(3, EVERYTHING, 20, PATHS), factor(3, "sector", 20, PATHS), 0.15, 0.1, mixed)
    assert failing(0.03, risk).mean() == pytest.approx(0.03, abs=4e-4)
    assert advancing(0.2, risk).mean() == pytest.approx(0.2, abs=1.5e-3)


def test_simulated_quantiles_of_a_year_are_those_of_the_closed_form() -> None:
    risk = common(factor(5, EVERYTHING, 1, 400_000), None, 0.2, 0.0)
    simulated = np.quantile(failing(0.03, risk)[0], [0.5, 0.9, 0.99])
    assert simulated == pytest.approx([0.017742, 0.071868, 0.173707], rel=0.02)


def test_student_has_the_fatter_tail() -> None:
    whole = factor(5, EVERYTHING, 1, 200_000)
    normal = failing(0.03, common(whole, None, 0.2, 0.0))[0]
    student = failing(0.03, common(whole, None, 0.2, 0.0, mixing(5, 1, 200_000)))[0]
    assert np.quantile(student, 0.999) > 1.2 * np.quantile(normal, 0.999)


def test_a_low_factor_raises_failures_and_lowers_successes_and_both_fit_into_a_year() -> None:
    risk = common(factor(7, EVERYTHING, 1, 1000), None, 0.25, 0.0)
    order = np.argsort(risk.pull[0])
    fail, up = failing(0.3, risk)[0][order], advancing(0.7, risk)[0][order]
    assert (np.diff(fail) <= 0).all()
    assert (np.diff(up) >= 0).all()
    assert (fail + up <= 1 + 1e-12).all()
