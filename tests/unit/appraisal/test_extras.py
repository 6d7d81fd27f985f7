"""What an appraisal does on request, on planted economies whose answers are known by hand."""

from __future__ import annotations

import math
from dataclasses import fields, replace

import numpy as np
import pytest
from appraisal_planted import Planted, planted

from missionlab.appraisal import robustness as module
from missionlab.appraisal.break_even import break_even
from missionlab.appraisal.dose import doses
from missionlab.appraisal.extra_size import SECONDS, economies, minutes
from missionlab.appraisal.family import GROUPS
from missionlab.appraisal.financing import financing
from missionlab.appraisal.hysteresis import hysteresis
from missionlab.appraisal.patience import patience
from missionlab.appraisal.policies import Policy, main_table
from missionlab.appraisal.ranges import RANGES
from missionlab.appraisal.robustness import robustness

TABLE = main_table(0.01)


def test_the_smallest_dose_is_where_the_planted_effect_leaves_the_noise() -> None:
    # An effect of 10 per share of GDP for the laboratory alone; a difference of two runs has a spread of .1 x 1.41,
    # a mean over 100 pairs an error of .0141, and 2.84 errors are .0402: the truth is a dose of .0040 of GDP.
    found = doses(planted(lambda levers: 8.0 * levers["laboratory"], noise=0.1, runs=100), TABLE, programme=2e-4)
    laboratory, public_firms = found
    assert (laboratory.policy, laboratory.against, laboratory.programme) == ("laboratory", "transfers", 2e-4)
    assert laboratory.smallest.value == pytest.approx(0.0040, rel=0.35)
    assert laboratory.smallest.low is not None
    assert laboratory.smallest.low < laboratory.smallest.value < (laboratory.smallest.high or 0)
    assert public_firms.smallest.value is None
    assert public_firms.smallest.reason is not None
    assert public_firms.smallest.reason.key == "appraisal.reason.dose_above"
    last = laboratory.points[-1]
    assert (laboratory.points[0].share_of_gdp, last.share_of_gdp) == pytest.approx((1e-4, 0.03))
    assert last.budget == pytest.approx(0.03 * 1.25)
    assert last.effect.value == pytest.approx(8 * 0.0375, abs=0.05)
    assert last.spent.value == pytest.approx(0.75)


def test_the_dose_of_a_strategy_is_that_of_its_mix() -> None:
    table = (*TABLE, Policy("mix", (("laboratory", 0.5), ("public_bank", 0.5)), (), 0.01))
    found = doses(planted(lambda levers: levers["laboratory"]), table, shares=(0.01, 0.02))
    assert [dose.policy for dose in found] == ["mix"]
    assert [point.effect.value for point in found[0].points] == pytest.approx([0.00625, 0.0125])


def test_few_runs_give_no_smallest_dose_and_say_why() -> None:
    found = doses(planted(lambda levers: levers["laboratory"], runs=4), TABLE)
    assert found[0].smallest.value is None
    assert found[0].smallest.reason is not None
    assert found[0].smallest.reason.key == "appraisal.reason.few_runs"


def test_patience_pays_where_it_was_planted() -> None:
    def response(levers: dict[str, float]) -> float:
        return levers["laboratory"] * (10.0 if levers["patience"] in (0, 40) else 0.0) + levers["transfers"]

    def gives_up(levers: dict[str, float], run: int) -> bool:
        return levers["patience"] == 5 or (levers["patience"] == 10 and run < 10)

    maps = patience(planted(response, gives_up=gives_up), TABLE)
    assert [one.policy for one in maps] == ["laboratory", "public-firms"]
    laboratory = maps[0]
    assert laboratory.rules == (0, 5, 10, 20, 40)
    assert laboratory.budgets == pytest.approx((0.0025, 0.005, 0.01, 0.02, 0.04))
    assert [row[2].value for row in laboratory.effects] == pytest.approx([0.09, -0.01, -0.01, -0.01, 0.09])
    assert laboratory.effects[0][4].value == pytest.approx(0.36)
    assert [row[2].value for row in laboratory.given_up] == [0.0, 1.0, 0.25, 0.0, 0.0]
    assert laboratory.given_up[2][2].low == pytest.approx(0.1419, abs=1e-3)  # Wilson's interval of 10 in 40


def test_the_tie_is_at_the_planted_multiple() -> None:
    # The laboratory brings .05 per decade of yield above .1; subsidies bring .05, so they tie at 1.
    def response(levers: dict[str, float]) -> float:
        multiple = levers["laboratory_yield"]
        bites = levers["laboratory"] > 0 and levers["laboratory_gain"] > 0 and multiple > 0
        return 0.05 * (1 + math.log10(multiple)) * bites + 5 * levers["research_hiring"]

    found = {one.against: one for one in break_even(planted(response, noise=0.05, runs=200), TABLE)}
    assert list(found) == ["transfers", "laboratory-idle", "subsidies"]
    for against, truth in (("transfers", 0.1), ("laboratory-idle", 0.1), ("subsidies", 1.0)):
        multiple = found[against].multiple
        assert multiple.value == pytest.approx(truth, rel=0.4)
        assert multiple.low is not None
        assert multiple.low < truth < (multiple.high or 0)
        assert len(found[against].effects) == len(found[against].yields) == 9


@pytest.mark.parametrize(("level", "key"), [(0.1, "tie_below"), (-0.1, "tie_above")])
def test_a_tie_outside_the_range_is_said_to_be_so(level: float, key: str) -> None:
    found = break_even(
        planted(lambda levers: level * (levers["laboratory"] > 0 and levers["laboratory_gain"] > 0)), TABLE
    )
    assert found[0].multiple.value is None
    assert found[0].multiple.reason is not None
    assert found[0].multiple.reason.key == f"appraisal.reason.{key}"


def test_without_a_laboratory_there_is_no_break_even() -> None:
    assert break_even(planted(lambda _: 0.0), [policy for policy in TABLE if policy.key != "laboratory"]) == ()


WITH_MIX = (*TABLE, Policy("mix", (("laboratory", 0.5), ("public_bank", 0.5)), (), 0.01))


def test_financing_finds_what_a_tax_was_planted_to_change() -> None:
    # Money is worth 2 per unit, the laboratory 3 more; a tax takes away half of what money does, and all of the debt.
    budgets = ("transfers", "research_hiring", "laboratory", "public_bank")

    def response(levers: dict[str, float]) -> float:
        money = 2 * sum(levers[name] for name in budgets) * (1 - 0.5 * levers["tax_financed"])
        return money + 3 * levers["laboratory"]

    def debt(levers: dict[str, float]) -> float:
        return 50 * sum(levers[name] for name in budgets) * (1 - levers["tax_financed"])

    found = {one.policy: one for one in financing(planted(response, debt=debt), WITH_MIX)}
    assert list(found)[:2] == ["transfers", "laboratory"]
    laboratory, mix = found["laboratory"], found["mix"]
    assert laboratory.deficit.effect.value == pytest.approx(0.05)
    assert laboratory.tax.effect.value == pytest.approx(0.04)
    assert laboratory.difference.value == pytest.approx(-0.01)
    for paid in (laboratory.deficit, laboratory.tax):
        assert paid.special.value == pytest.approx(0.03)
    assert laboratory.deficit.debt.value == pytest.approx(0.5 / 1.25)
    assert laboratory.tax.debt.value == pytest.approx(0.0)
    assert mix.deficit.effect.value == pytest.approx(0.035)
    itself = found["transfers"].deficit.special
    assert itself.value is None
    assert itself.reason is not None


def test_what_is_left_is_what_was_planted_to_stay() -> None:
    # After the end only settings are there: a gain that differs from the default stays, money does not.
    stays = Policy("mix", (("laboratory", 1.0),), (("laboratory_gain", 0.07),), 0.01)
    context = replace(
        planted(lambda levers: 5 * levers["laboratory"] + (levers["laboratory_gain"] == 0.07)), horizon=40
    )
    found = {one.policy: one for one in hysteresis(context, (*TABLE, stays))}
    assert {one.ended for one in found.values()} == {20}
    (after,) = found["mix"].after
    assert after.periods == 20
    assert (after.effect.value, after.special.value) == pytest.approx((1.0, 1.0))
    assert found["laboratory"].after[0].effect.value == pytest.approx(0.0)


def test_a_strategy_s_mix_is_ranked_in_other_worlds_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "outcomes_in_worlds", _in_worlds(lambda key, _: float(key == "mix"), 0.1))
    found = robustness(planted(lambda _: 0.0), WITH_MIX, rules=("closed",), worlds=60, trajectories=2)
    assert found.rankings[0].policy == "mix"
    assert found.rankings[0].shares[0].value == pytest.approx(1.0, abs=0.01)


class _Counting(Planted):
    """Keeps how many economies were asked for."""

    def simulate(self, _name, policies, _series=None):  # type: ignore[override]
        asked.append(len(policies) * len(self.seeds))
        return Planted.simulate(self, _name, policies, _series)


asked: list[int] = []


def test_the_size_of_an_extra_is_what_it_simulates(monkeypatch: pytest.MonkeyPatch) -> None:
    context = _Counting(
        **{field.name: getattr(planted(lambda _: 0.0, runs=160), field.name) for field in fields(Planted)}
    )
    simulated = {
        "dose": doses,
        "patience": patience,
        "break-even": break_even,
        "financing": financing,
        "hysteresis": hysteresis,
    }
    for name, extra in simulated.items():
        asked.clear()
        extra(context, TABLE)
        # Before the doses, the first twenty runs say how much of GDP the wages are.
        assert sum(asked) - 20 * (name == "dose") == economies(name, context, TABLE)
    sizes: list[int] = []
    counted = _in_worlds(lambda *_: 0.0, 1.0)

    def outcomes(context, name, policies, worlds) -> np.ndarray:
        sizes.append(len(policies) * len(worlds) * len(context.seeds))
        return counted(context, name, policies, worlds)

    monkeypatch.setattr(module, "outcomes_in_worlds", outcomes)
    robustness(context, TABLE)
    assert sum(sizes) == economies("robustness", context, TABLE)
    assert minutes(120_000, replace(context, threads=2)) == pytest.approx(120_000 * 15 * SECONDS / 120)
    assert minutes(1, context) == 0.1


def _in_worlds(gain, noise: float):
    """Stands in for the simulations: `gain(key, parameters)` is a policy's outcome in a world."""

    def outcomes(context, name, policies, worlds) -> np.ndarray:
        true = np.array([[gain(key, one) for key in policies] for one in worlds])
        draw = np.random.default_rng(len(name) + len(worlds))
        return true[:, :, None] + draw.normal(0, noise, (*true.shape, len(context.seeds)))

    return outcomes


def test_robustness_finds_the_planted_winners_drivers_and_condition(monkeypatch: pytest.MonkeyPatch) -> None:
    def gain(key: str, parameters) -> float:
        if key == "laboratory":
            return 0.4 if parameters.innovation_efficiency < 0.1 else -0.4
        return {"subsidies": 0.2}.get(key, 0.0)

    monkeypatch.setattr(module, "outcomes_in_worlds", _in_worlds(gain, 0.05))
    found = robustness(planted(lambda _: 0.0), TABLE, rules=("closed", "other"), trajectories=6)
    assert (found.worlds, found.runs, found.rules, found.left_out) == (200, 8, ("closed", "other"), 0)
    everywhere = {one.policy: one for one in found.rankings if one.rules is None}
    # Half of the range of the logarithm lies below .1.
    for policy in ("laboratory", "subsidies"):
        first = everywhere[policy].shares[0]
        assert first.value == pytest.approx(0.5, abs=0.05)
        assert (first.low or 0) < 0.5 < (first.high or 0)
    assert everywhere["laboratory"].shares[-1].value == pytest.approx(0.5, abs=0.05)
    assert {one.rules for one in found.rankings} == {None, "closed", "other"}
    assert found.undecided.value == pytest.approx(0.0, abs=0.05)
    assert [found.drivers[0].parameter, found.drivers[0].measure] == ["innovation_efficiency", "morris"]
    closer = [one for one in found.drivers if one.measure == "pawn"]
    assert closer[0].parameter == "innovation_efficiency"
    assert closer[0].value > (closer[0].chance or 1)
    conditions = {one.winner: one for one in found.conditions}
    assert set(conditions) == {"laboratory", "subsidies"}
    (bound,) = conditions["laboratory"].bounds
    assert bound[:2] == ("innovation_efficiency", None)
    assert bound[2] == pytest.approx(0.1, rel=0.5)
    assert (conditions["laboratory"].inside.low or 0) > (conditions["laboratory"].outside.high or 1)


def test_robustness_finds_nothing_where_nothing_was_planted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "outcomes_in_worlds", _in_worlds(lambda *_: 0.0, 1.0))
    found = robustness(planted(lambda _: 0.0), TABLE, rules=("closed",), trajectories=4)
    chance = 1 / (2 + sum(len(keys) for keys in GROUPS.values()))
    for one in found.rankings:
        assert one.shares[0].value == pytest.approx(chance, abs=0.06)
    assert (found.undecided.value or 0) > 0.85
    assert found.conditions == ()
    above = [one for one in found.drivers if one.measure == "morris" and one.value > (one.chance or 0)]
    assert len(above) <= len(RANGES) // 4


def test_worlds_whose_runs_broke_off_are_left_out_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def gain(key: str, parameters) -> float:
        return math.nan if parameters.benefit_rate > 0.45 else float(key == "laboratory")

    monkeypatch.setattr(module, "outcomes_in_worlds", _in_worlds(gain, 0.1))
    found = robustness(planted(lambda _: 0.0), TABLE, rules=("closed",), worlds=100, trajectories=2)
    assert found.left_out == 50
    assert found.rankings[0].policy == "laboratory"
    assert found.rankings[0].shares[0].value == pytest.approx(1.0, abs=0.01)
    assert found.rankings[0].shares[0].runs == 50
