"""What is only put forward counts in the plan, and nowhere else unless it is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import Contribution, actor, indicator, mission, money, project, series, strategy, target

import missionlab as ml
from missionlab.appraisal.mix import strategy_mix
from missionlab.base.text import Locale
from missionlab.checks.check import check
from missionlab.portfolio.lens import portfolio
from missionlab.report.pages.desk import Desk
from missionlab.report.pages.map_data import Carriers
from missionlab.report.words import Words
from missionlab.strategy.proposals import counted_on, without_proposals
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Basis, Payer
from missionlab.tracking.track import standings_of

DAY = date(2024, 6, 1)


def both() -> Strategy:
    """A real project, and a candidate with two alternatives, private money, a plan and no mission above it."""
    return strategy(
        mission("m"),
        mission("unserved"),
        indicator("i"),
        target("t", "m", "i"),
        *series("i", {2018: 54, 2019: 55, 2020: 56, 2021: 57, 2022: 58}),
        actor("a"),
        project("real", "m", recipients={"a": 1}),
        money("real", 10e6),
        project(
            "idea",
            "unserved",
            status="proposed",
            contributions=[Contribution(target="t", amount=9, owner=True, money=True, powers=True, timetable=True)],
        ),
        money("idea", 30e6, id="idea-grant", basis="proposed"),
        money("idea", 40e6, id="idea-loan", basis="proposed", instrument="loan"),
        money("idea", 5e6, id="idea-private", basis="proposed", payer="private"),
        money("real", 7e6, id="real-more", basis="proposed"),
        project("lost", status="proposed"),
    )


def alone(whole: Strategy) -> Strategy:
    """The same without a trace of the proposals."""
    return replace(
        whole,
        projects=tuple(p for p in whole.projects if p.id == "real"),
        commitments=tuple(c for c in whole.commitments if c.id == "real-money"),
    )


def test_without_proposals_is_what_was_promised() -> None:
    assert without_proposals(both()) == alone(both())
    assert without_proposals(alone(both())) == alone(both())


def test_the_lens_counts_no_proposal() -> None:
    with_them, without = portfolio(both(), DAY), portfolio(alone(both()), DAY)
    assert replace(with_them, fingerprint="") == replace(without, fingerprint="")
    assert with_them.empty_missions == ("unserved",)
    assert with_them.orphans == ()
    assert {one.project for one in with_them.projects} == {"real"}


def test_they_count_where_they_are_asked_for_and_alternatives_do_not_add() -> None:
    asked = portfolio(both(), DAY, Basis.PROPOSED)
    assert asked.main is not None
    counted = {(one.project, one.payer): one.counted for one in asked.projects}
    assert counted == {("idea", Payer.PUBLIC): 40e6, ("idea", Payer.PRIVATE): 5e6, ("real", Payer.PUBLIC): 7e6}
    assert asked.main.upper, "the larger of two alternatives is an upper bound"
    assert asked.orphans == ("lost",)
    assert asked.empty_missions == ()


def test_forecasts_and_checks_do_not_see_them() -> None:
    whole, promised = both(), alone(both())
    mine, theirs = standings_of(whole, DAY), standings_of(promised, DAY)
    assert mine.targets == theirs.targets
    cards = {(c.id, c.mission): (c.verdict, c.numbers) for c in check(whole, DAY).cards}
    assert cards == {(c.id, c.mission): (c.verdict, c.numbers) for c in check(promised, DAY).cards}


def test_the_mix_of_instruments_does_not_see_them() -> None:
    assert strategy_mix(both(), as_of=DAY) == strategy_mix(alone(both()), as_of=DAY)


@pytest.mark.parametrize("basis", [Basis.ANNOUNCED, Basis.COMMITTED, Basis.SPENT])
def test_no_promised_basis_counts_them(basis: Basis) -> None:
    assert counted_on(both(), basis) == alone(both())
    assert counted_on(both(), Basis.PROPOSED) == both()


def test_the_map_draws_no_proposal() -> None:
    desk = Desk(ml.brief(both(), DAY), Words(Locale(), "en"))
    assert {name: [p.id for p in found] for name, found in Carriers(desk).by_mission.items()} == {"m": ["real"]}
