"""No money is lost or made on the way from a portfolio to a mix, however strategies are drawn."""

from __future__ import annotations

from math import isclose

import records
from hypothesis import given, settings
from hypothesis import strategies as st
from test_portfolio import DAY, strategies

from missionlab.appraisal.instruments import LEVERS, ROWS, best_row
from missionlab.appraisal.mix import strategy_mix
from missionlab.portfolio.lens import portfolio
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Basis

FEW = settings(max_examples=60, deadline=None)


def _holds(strategy: Strategy, basis: Basis) -> None:
    mix = strategy_mix(strategy, as_of=DAY, basis=basis)
    main = portfolio(strategy, DAY, basis).main
    total = 0.0 if main is None else main.total
    assert isclose(sum(line.amount or 0.0 for line in mix.lines), total, rel_tol=1e-9, abs_tol=1e-9)
    mapped = sum(line.amount or 0.0 for line in mix.lines if line.lever is not None)
    assert bool(mix.shares) == (mapped > 0)
    if mix.shares:
        assert isclose(sum(share for _, share in mix.shares), 1.0, rel_tol=1e-9)
        assert {lever for lever, _ in mix.shares} <= set(LEVERS)
    assert (mix.share_of_gdp is None) == (mix.reason is not None)
    for line in mix.lines:
        assert line.reason
        assert line.projects
        if line.amount_per_year is not None:
            assert line.amount_per_year * (line.years or 0.0) <= (line.amount or 0.0) * (1 + 1e-9)


@FEW
@given(strategies(), st.sampled_from(list(Basis)))
def test_money_in_is_money_mapped_and_money_that_is_not_in_the_model(strategy: Strategy, basis: Basis) -> None:
    _holds(strategy, basis)


@FEW
@given(records.strategies(), st.sampled_from(list(Basis)))
def test_any_records_at_all_have_a_mix(strategy: Strategy, basis: Basis) -> None:
    _holds(strategy, basis)


@FEW
@given(strategies())
def test_no_project_is_dropped(strategy: Strategy) -> None:
    """Every project without parts is on a line, or its programme is, unless only private money is recorded for it."""
    listed = {name for line in strategy_mix(strategy, as_of=DAY).lines for name in line.projects}
    programmes = {project.parent for project in strategy.projects}
    for project in strategy.projects:
        own = strategy.commitments_by_project.get(project.id, ())
        if project.id in programmes or (own and all(one.payer == "private" for one in own)):
            continue
        chain, above = {project.id}, project.parent
        while above is not None:
            chain.add(above)
            above = strategy.project_by_id[above].parent
        assert chain & listed, project.id


def test_the_order_of_rows_does_not_matter() -> None:
    turned = tuple(reversed(ROWS))
    for instrument in ("grant", "procurement", "unallocated"):
        for stage in (None, "basic", "deployment"):
            for kind in (None, "firm", "bank", "university"):
                assert best_row(ROWS, instrument, stage, kind) == best_row(turned, instrument, stage, kind)
