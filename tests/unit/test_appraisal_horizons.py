"""Effects and pairing by horizon, the order of the gaps over time, and the command that asks for the rest."""

from __future__ import annotations

import dataclasses

import appraisal_samples as samples

from missionlab.appraisal.estimate import Against, Answer, Estimate
from missionlab.base.text import Locale
from missionlab.report.appraisal.effect_figures import shown_paths
from missionlab.report.appraisal.horizon_tables import horizon_tables, pairing_table
from missionlab.report.appraisal.html import render
from missionlab.report.appraisal.study import Study
from missionlab.report.words import Words


def study(**changes: object) -> Study:
    return Study(dataclasses.replace(samples.appraisal("usual"), **changes), Words(Locale(), "en"))


def said(value: object) -> str:
    return Words(Locale(), "en").plain(value)


def test_direct_support_is_laid_out_by_horizon_and_what_is_not_told_is_not_a_number() -> None:
    at = samples.effect("direct", Against.OTHER, samples.estimate(0.02, 0.01), against="indirect")
    effects = (
        dataclasses.replace(at, horizon=10, estimate=samples.estimate(0.002, 0.01), answer=Answer.CANNOT_TELL),
        at,
        dataclasses.replace(at, horizon=None, outcome="unemployment", estimate=samples.estimate(0.02, 0.01)),
    )
    (table,) = horizon_tables(study(effects=effects))
    assert said(table.caption) == "Direct support against Indirect support, by horizon"
    assert [said(column.head) for column in table.columns] == ["Outcome", "10 years", "80 years", "80 years"]
    gap, unemployment = table.rows
    assert [said(cell.value) for cell in gap.cells] == ["≈ 0", "+2.0", "–"]
    assert said(gap.cells[1].second) == "1.0 to 3.0"
    assert [said(cell.value) for cell in unemployment.cells] == ["–", "–", "+2.0"]  # points: a factor of a hundred
    assert gap.cells[1].value.key == "/effects/1/estimate/value"
    assert not horizon_tables(study(effects=(at,)))  # one horizon needs no table


def test_pairing_shows_the_correlation_and_the_variance_gained_at_each_horizon() -> None:
    at = samples.effect("noise", Against.NOTHING, samples.estimate(0.0, 0.01), primary=False)
    effects = (
        dataclasses.replace(at, horizon=40, correlation=Estimate(0.7, 0.6, 0.8, 40), variance_gained=0.66),
        dataclasses.replace(at, horizon=80, correlation=Estimate(0.1, -0.2, 0.4, 40), variance_gained=-0.05),
    )
    table = pairing_table(study(effects=effects))
    assert table is not None
    (row,) = table.rows
    assert [said(cell.value) for cell in row.cells] == ["+0.70", "+0.10"]
    assert [said(cell.second) for cell in row.cells] == ["variance gained 66%", "variance gained −5%"]
    assert pairing_table(study(effects=())) is None


def test_policies_of_the_verdict_are_drawn_before_placebos_and_one_without_bounds_is_not_drawn() -> None:
    one = samples.appraisal("usual").paths[0]
    keys = ("purchases", "laboratory-permanent", "tax-relief", "public-firms", "mix", "transfers")
    found = study(
        paths=tuple(dataclasses.replace(one, policy=key) for key in keys),
        effects=tuple(
            samples.effect(key, Against.PLACEBO, samples.estimate(0.02, 0.01)) for key in ("tax-relief", "public-firms")
        ),
    )
    assert [path.policy for _, path in shown_paths(found, 12)] == [
        "mix", "public-firms", "transfers", "tax-relief", "purchases",
    ]  # fmt: skip


def test_the_command_for_more_asks_for_more() -> None:
    plain = dataclasses.replace(
        samples.appraisal("usual"), dose=(), patience=(), break_even=(), robustness=None, financing=(), hysteresis=()
    )
    every = "dose,patience,break-even,robustness,financing,hysteresis"
    assert f"For them: missionlab appraise x --seed 1 --with {every}<" in render(
        plain, "missionlab appraise x --seed 1"
    )
    dosed = dataclasses.replace(plain, dose=(samples.dose(0.0002, 0.0052),))
    page = render(dosed, "missionlab appraise x --seed 1 --with dose")
    assert f"For them: missionlab appraise x --seed 1 --with {every}<" in page
