"""One uniform for each deal against the chances of its path gives the law that the yearly draws give."""

from __future__ import annotations

import numpy as np
import pytest

from missionlab.portfolio.finance.factors import EVERYTHING, common, factor
from missionlab.portfolio.finance.fates import Course, chances, course_of_default, curves, ends
from missionlab.portfolio.finance.flows import NEVER
from missionlab.portfolio.finance.hazards import Band, StageTable, succeeded_by
from missionlab.portfolio.finance.outcomes import histories
from missionlab.strategy.records import OutcomeModel
from missionlab.strategy.vocabulary import Stage

ADVANCE, FAIL = (0.20, 0.25, 0.20, 0.25), (0.15, 0.15, 0.15, 0.10)
STAGES = (Stage.BASIC, Stage.APPLIED, Stage.DEMONSTRATION, Stage.FIRST_MARKET)
CONSTANT: Course = tuple((Band(0, a, f),) for a, f in zip(ADVANCE, FAIL, strict=True))
BY_AGE: Course = ((Band(0, 0.0, 0.3), Band(3, 0.4, 0.1)), (Band(0, 0.1, 0.0), Band(2, 0.3, 0.2), Band(5, 0.05, 0.5)))


def test_the_constant_case() -> None:
    assert curves(chances(CONSTANT, None, (400, 1)), 0, 400)[1][[10, -1], 0] == pytest.approx(
        [0.075391, 0.145773], abs=5e-7
    )
    later = curves(chances(CONSTANT[2:], None, (400, 1)), 0, 400)[1]
    assert later[10, 0] == pytest.approx(0.373080, abs=5e-7)
    assert later[-1, 0] == pytest.approx(0.408163, abs=5e-7)


def test_chances_by_age_are_those_of_the_exact_chain() -> None:
    exact = succeeded_by(StageTable(STAGES[2:], BY_AGE), STAGES[2], 0, 25)
    assert curves(chances(BY_AGE, None, (26, 1)), 0, 26)[1][:, 0] == pytest.approx(exact, abs=1e-12)


def test_a_constant_default() -> None:
    failed, succeeded = curves(chances(course_of_default(0.03), None, (11, 1)), 0, 11)
    assert failed[10, 0] == pytest.approx(1 - 0.97**10)
    assert not succeeded.any()


def test_under_factors_the_law_is_that_of_the_yearly_draws() -> None:
    """Path by path the draws are others; over many paths the shares are the same."""
    years, paths = 12, 60_000
    risk = common(factor(2, EVERYTHING, years, paths), None, 0.25, 0.0)
    model = OutcomeModel.model_validate(
        {
            "id": "m",
            "name": "M",
            "steps": [
                {"stage": "demonstration", "from_age": band.from_age, "advance": band.advance, "fail": band.fail}
                for band in BY_AGE[0]
            ]
            + [
                {"stage": "first-market", "from_age": band.from_age, "advance": band.advance, "fail": band.fail}
                for band in BY_AGE[1]
            ],
        }
    )
    yearly = histories(model, STAGES[2], 0, seed=9, entity="p", years=years, paths=paths, factors=risk)
    failed, succeeded = curves(chances(BY_AGE, risk, (years, paths)), 0, years)
    once = ends(np.random.default_rng(1).random(paths), np.arange(paths), failed, succeeded)
    for year in range(1, years):
        lost = (once.failed != NEVER) & (once.failed <= year)
        won = (once.succeeded != NEVER) & (once.succeeded <= year)
        assert lost.mean() == pytest.approx(((yearly.stopped >= 0) & (yearly.stopped <= year)).mean(), abs=0.008)
        assert won.mean() == pytest.approx(((yearly.succeeded >= 0) & (yearly.succeeded <= year)).mean(), abs=0.008)


def test_nobody_both_fails_and_succeeds_and_a_lower_uniform_fails_first() -> None:
    u = np.linspace(0, 1, 999, endpoint=False)
    found = ends(u, np.zeros(999, dtype=np.intp), *curves(chances(CONSTANT, None, (40, 1)), 0, 40))
    assert not ((found.failed != NEVER) & (found.succeeded != NEVER)).any()
    ages = found.failed[found.failed != NEVER]
    assert (np.diff(ages) >= 0).all()
    assert found.succeeded[-1] == 4
