"""How projects turn out: exact answers of section 1.2, and simulated histories against them."""

from __future__ import annotations

import numpy as np
import pytest
from law_samples import MODEL

from missionlab.base.findings import InputError
from missionlab.portfolio.finance.exits import ExitLaw, exit_law, pareto_mean
from missionlab.portfolio.finance.factors import common, factor
from missionlab.portfolio.finance.flows import NEVER, Refused
from missionlab.portfolio.finance.hazards import (
    Band,
    StageTable,
    prospects,
    stage_table,
    succeeded_by,
    weibull,
)
from missionlab.portfolio.finance.outcomes import defaults, histories
from missionlab.strategy.records import OutcomeModel
from missionlab.strategy.vocabulary import Stage

TABLE = stage_table(MODEL)


def _model(*steps: tuple[str, int, float, float]) -> OutcomeModel:
    rows = [{"stage": s, "from_age": age, "advance": up, "fail": down} for s, age, up, down in steps]
    return OutcomeModel.model_validate({"id": "m", "name": "m", "steps": rows})


def test_chance_of_success_and_years_from_each_stage() -> None:
    known = prospects(TABLE)
    assert [one.success for one in known] == pytest.approx([0.145773, 0.255102, 0.408163, 0.714286], abs=5e-7)
    assert [one.years for one in known] == pytest.approx([5.8892, 5.3061, 4.4898, 2.8571], abs=5e-5)
    assert [one.years_if_success for one in known] == pytest.approx([11.0714, 8.2143, 5.7143, 2.8571], abs=5e-5)


def test_share_that_succeeded_by_the_tenth_year() -> None:
    assert succeeded_by(TABLE, Stage.BASIC, 0, 10)[-1] == pytest.approx(0.075391, abs=5e-7)
    assert succeeded_by(TABLE, Stage.DEMONSTRATION, 0, 10)[-1] == pytest.approx(0.373080, abs=5e-7)


def test_the_pharmaceutical_chain() -> None:
    chances = (0.63, 0.31, 0.58, 0.85)
    chain = StageTable(
        (Stage.BASIC, Stage.APPLIED, Stage.DEMONSTRATION, Stage.FIRST_MARKET),
        tuple((Band(0, chance, 1 - chance),) for chance in chances),
    )
    first = prospects(chain)[0]
    assert first.success == pytest.approx(0.096283, abs=5e-7)
    assert first.years_if_success == pytest.approx(4)


def test_simulated_successes_follow_the_exact_curve() -> None:
    paths = 40_000
    cases = histories(MODEL, Stage.APPLIED, 0, seed=3, entity="p", years=16, paths=paths)
    exact = succeeded_by(TABLE, Stage.APPLIED, 0, 15)
    for year in range(16):
        share = ((cases.succeeded >= 0) & (cases.succeeded <= year)).mean()
        assert share == pytest.approx(exact[year], abs=4 * np.sqrt(0.25 / paths))
    assert not ((cases.succeeded >= 0) & (cases.stopped >= 0)).any()


def test_chances_by_age_count_from_the_age_at_the_start() -> None:
    late = _model(("first-market", 0, 0.0, 0.0), ("first-market", 3, 0.5, 0.0))
    table = stage_table(late)
    assert succeeded_by(table, Stage.FIRST_MARKET, 0, 5) == pytest.approx([0, 0, 0, 0, 0.5, 0.75])
    assert succeeded_by(table, Stage.FIRST_MARKET, 2, 3) == pytest.approx([0, 0, 0.5, 0.75])
    for age in (0, 2):
        cases = histories(late, Stage.FIRST_MARKET, age, seed=1, entity="p", years=8, paths=200)
        won = cases.succeeded[cases.succeeded >= 0]
        assert won.min() == 4 - age


def test_the_mean_of_a_stage_that_takes_exactly_three_years() -> None:
    exact = _model(("first-market", 0, 0.0, 0.0), ("first-market", 2, 1.0, 0.0))
    (one,) = prospects(stage_table(exact))
    assert (one.success, one.years, one.years_if_success) == pytest.approx((1, 3, 3))


def test_a_stage_that_may_last_for_ever_has_no_expected_years() -> None:
    stuck = _model(("first-market", 0, 0.5, 0.0), ("first-market", 3, 0.0, 0.0))
    (one,) = prospects(stage_table(stuck))
    assert one.years is None
    assert one.success == pytest.approx(1 - 0.5**3)
    assert one.years_if_success == pytest.approx((0.5 * 1 + 0.25 * 2 + 0.125 * 3) / 0.875)


def test_what_can_never_succeed_has_no_years_to_a_success() -> None:
    (one,) = prospects(stage_table(_model(("first-market", 0, 0.0, 0.25))))
    assert one.success == 0
    assert one.years == pytest.approx(4)
    assert one.years_if_success is None


def test_a_weibull_law_keeps_its_survivors() -> None:
    chances = weibull(6.0, 1.7, 12)
    assert np.prod(1 - np.array(chances)) == pytest.approx(np.exp(-((12 / 6.0) ** 1.7)))
    assert weibull(10.0, 1.0, 3) == pytest.approx([1 - np.exp(-0.1)] * 3)


@pytest.mark.parametrize(
    "steps",
    [
        (("first-market", 0, 0.6, 0.5),),
        (("first-market", 1, 0.2, 0.1),),
        (("demonstration", 0, 0.2, 0.1),),
        (("first-market", 0, 0.2, 0.1), ("first-market", 0, 0.3, 0.1)),
    ],
)
def test_chances_that_cannot_be_are_errors_with_a_fix(steps: tuple[tuple[str, int, float, float], ...]) -> None:
    with pytest.raises(InputError) as raised:
        stage_table(_model(*steps))
    assert raised.value.why
    assert raised.value.fix


def test_a_stage_without_chances_is_an_error() -> None:
    with pytest.raises(InputError, match="no chances for the stage 'basic'"):
        histories(_model(("first-market", 0, 0.2, 0.1)), Stage.BASIC, 0, seed=1, entity="p", years=3, paths=3)


def test_what_starts_after_the_success_has_succeeded() -> None:
    cases = histories(MODEL, Stage.DEPLOYMENT, 0, seed=1, entity="p", years=12, paths=2000, hold=(4, 12))
    assert (cases.succeeded == 0).all()
    sold = cases.exited[cases.exited >= 0]
    assert (sold.min(), sold.max()) == (4, 11)
    worthless = cases.stopped >= 0
    assert (cases.exited[worthless] == NEVER).all()
    assert (cases.multiple[worthless] == 0).all()
    # eight of the nine exit years lie within the horizon, and 0.35 of the successes are worth nothing
    assert worthless.mean() == pytest.approx(0.35 * 8 / 9, abs=0.045)


def test_revenue_grows_from_the_success_for_as_long_as_it_lasts() -> None:
    cases = histories(MODEL, Stage.FIRST_MARKET, 0, seed=1, entity="p", years=30, paths=300)
    case = int(np.flatnonzero(cases.succeeded == 2)[0])
    assert cases.revenue[case, :12] == pytest.approx([0, 0, *(20 * 1.25**year for year in range(9)), 0])
    assert not cases.revenue[cases.succeeded < 0].any()


def test_a_contest_is_won_by_the_first() -> None:
    certain = _model(("first-market", 0, 0.15, 0.85))
    one = histories(certain, Stage.FIRST_MARKET, 0, seed=1, entity="p", years=3, paths=40_000)
    five = histories(certain, Stage.FIRST_MARKET, 0, seed=1, entity="p", years=3, paths=40_000, entrants=5)
    assert (five.succeeded >= 0).mean() == pytest.approx(0.556295, abs=0.008)
    assert ((five.succeeded >= 0) >= (one.succeeded >= 0)).all()
    assert (five.stopped[five.succeeded < 0] == 1).all()
    assert (five.stopped[five.succeeded >= 0] == NEVER).all()


def test_another_entity_another_path_or_more_years_shift_nobodys_draws() -> None:
    def of(entity: str, years: int, paths: int) -> list[int]:
        cases = histories(MODEL, Stage.APPLIED, 0, seed=9, entity=entity, years=years, paths=paths)
        return cases.succeeded.tolist()

    long = of("a", 20, 300)
    assert of("a", 20, 500)[:300] == long
    assert [year if year < 9 else -1 for year in long] == of("a", 9, 300)
    assert of("b", 20, 300) != long


def test_more_correlation_keeps_the_mean_of_defaults_and_widens_their_spread() -> None:
    paths, firms, means, spreads = 4000, 60, [], []
    for correlation in (0.05, 0.17, 0.4):
        risk = common(factor(7, "everything", 2, paths), None, correlation, 0.0)
        failed = [
            defaults(0.05, seed=7, entity=f"firm {firm}", years=2, paths=paths, factors=risk).stopped >= 0
            for firm in range(firms)
        ]
        share = np.mean(failed, axis=0)
        means.append(share.mean())
        spreads.append(share.std())
    assert means == pytest.approx([0.05] * 3, abs=0.005)
    assert spreads[0] * 1.5 < spreads[1]
    assert spreads[1] * 1.5 < spreads[2]


def test_a_low_factor_raises_failures_and_lowers_successes() -> None:
    bad = common(np.full((11, 4000), -2.0), None, 0.2, 0.0)
    good = common(np.full((11, 4000), 2.0), None, 0.2, 0.0)
    worse, better = (
        histories(MODEL, Stage.DEMONSTRATION, 0, seed=2, entity="p", years=11, paths=4000, factors=risk)
        for risk in (bad, good)
    )
    assert (worse.stopped >= 0).mean() > (better.stopped >= 0).mean() + 0.2
    assert (worse.succeeded >= 0).mean() < (better.succeeded >= 0).mean() - 0.2


def test_no_chance_of_default_stops_nobody() -> None:
    risk = common(factor(7, "everything", 30, 500), None, 0.2, 0.0)
    assert (defaults(0.0, seed=1, entity="p", years=30, paths=500, factors=risk).stopped == NEVER).all()


@pytest.mark.parametrize(
    ("exponent", "cap", "mean"),
    [
        (1.24, 30, 2.926),
        (1.24, 100, 3.467),
        (1.24, 1000, 4.183),
        (1.15, 30, 3.126),
        (1.15, 100, 3.843),
        (1.15, 1000, 4.948),
        (1.5, 30, 2.467),
        (1.5, 100, 2.703),
        (1.5, 1000, 2.905),
    ],
)
def test_truncated_means(exponent: float, cap: float, mean: float) -> None:
    assert pareto_mean(exponent, cap) == pytest.approx(mean, abs=5e-4)


def test_the_mean_at_an_exponent_of_one_is_the_limit() -> None:
    assert pareto_mean(1.0, 50) == pytest.approx(pareto_mean(1 + 1e-9, 50), rel=1e-6)


def test_the_default_law_of_multiples() -> None:
    law = exit_law(MODEL)
    assert isinstance(law, ExitLaw)
    assert law.mean == pytest.approx(1.749, abs=5e-4)
    u = (np.arange(200_000) + 0.5) / 200_000
    multiples = law.quantile(u)
    assert (multiples == 0).mean() == pytest.approx(0.35)
    assert (multiples < 1).mean() == pytest.approx(0.52)
    assert multiples.max() <= 100
    assert (np.diff(multiples) >= 0).all()
    assert multiples.mean() == pytest.approx(law.mean, rel=2e-3)


def test_a_law_with_a_blank_is_refused_by_name() -> None:
    assert exit_law(MODEL.model_copy(update={"value_cap": None})) == Refused(("value_cap",))


@pytest.mark.parametrize(
    ("stakes", "below", "median"),
    [(5, 0.42, 1.15), (10, 0.32, 1.31), (20, 0.20, 1.45), (40, 0.095, 1.56), (80, 0.025, 1.64), (160, 0.002, 1.70)],
)
def test_more_stakes_make_a_loss_rarer_and_raise_the_median(stakes: int, below: float, median: float) -> None:
    law = exit_law(MODEL)
    assert isinstance(law, ExitLaw)
    funds = 20_000
    u = np.random.Generator(np.random.Philox(key=stakes)).random((funds, stakes))
    mean = law.quantile(u).mean(axis=1)
    error = 3 * np.sqrt(0.25 / funds)
    assert (mean < 1).mean() == pytest.approx(below, abs=error + 0.005)
    assert np.median(mean) == pytest.approx(median, abs=0.02)
    assert mean.mean() == pytest.approx(1.75, abs=0.05)
