"""What the appraisal's chapter claims: every branch of every title, in both languages, from intervals and answers."""

from __future__ import annotations

import dataclasses
from typing import Any

import appraisal_samples as samples
import pytest

from missionlab.appraisal.estimate import Against, Answer, Estimate
from missionlab.appraisal.requested import BreakEven, Patience, Ranking
from missionlab.appraisal.results import Appraisal, Effect
from missionlab.base.text import Locale, Text, say
from missionlab.report.appraisal import numbers, titles
from missionlab.report.appraisal.study import Study
from missionlab.report.words import Words, bare

MORE, LESS, UNCLEAR = samples.estimate(0.02, 0.01), samples.estimate(-0.02, 0.01), samples.estimate(0.002, 0.01)
BLANK, ONE_RUN = samples.blank(), Estimate(0.02, runs=1)


def both(title: Text) -> tuple[str, str]:
    english, spanish = say(bare(title)), say(bare(title), Locale("es", "es-CL"))
    assert english != spanish
    assert "{" not in english + spanish
    return english, spanish


def english(title: Text) -> str:
    return both(title)[0]


def study(**changes: Any) -> Study:
    plain: Appraisal = dataclasses.replace(samples.appraisal("nothing"), **changes)
    return Study(plain, Words(Locale(), "en"))


def placed(*effects: Effect) -> list[tuple[int, Effect]]:
    return list(enumerate(effects))


def against_placebo(*estimates: Estimate) -> list[tuple[int, Effect]]:
    keys = ("laboratory", "public-firms", "procurement", "public-bank")
    return placed(*(samples.effect(key, Against.PLACEBO, one) for key, one in zip(keys, estimates, strict=False)))


@pytest.mark.parametrize(
    ("estimates", "said"),
    [
        ((MORE, MORE, UNCLEAR), "Two of three policies clearly lift GDP more than the same money as transfers"),
        ((MORE, UNCLEAR), "One of two policies clearly lifts GDP more than the same money as transfers"),
        ((LESS, UNCLEAR), "No policy clearly lifts GDP more than the same money as transfers; one of two does less"),
        ((MORE, LESS), "One of two policies clearly lifts GDP more than the same money as transfers, and one less"),
        ((UNCLEAR, UNCLEAR), "No difference that these runs can tell between two policies and the same money as"),
        ((MORE,), "Public laboratory: clearly more than the same money as transfers"),
        ((LESS,), "Public laboratory: clearly less than the same money as transfers"),
        ((UNCLEAR,), "Public laboratory: no difference that these runs can tell from the same money as transfers"),
        ((BLANK, BLANK), "Cannot say whether any policy does more than the same money as transfers: cannot say: 2 poi"),
        ((MORE, BLANK), "Public laboratory: clearly more than the same money as transfers"),
        ((), "No policy was compared with the same money as transfers"),
    ],
)
def test_a_forest_counts_what_its_intervals_carry(estimates: tuple[Estimate, ...], said: str) -> None:
    assert english(titles.forest(Against.PLACEBO, against_placebo(*estimates))).startswith(said)


def test_what_does_not_survive_the_correction_is_not_counted() -> None:
    (place, told), other = against_placebo(MORE, MORE)
    corrected = dataclasses.replace(told, answer=Answer.CANNOT_TELL)
    assert english(titles.forest(Against.PLACEBO, [(place, corrected), other])).startswith("One of two")
    assert not numbers.clear(corrected)
    unfounded = dataclasses.replace(told, estimate=UNCLEAR)
    assert not numbers.clear(unfounded)


@pytest.mark.parametrize("against", [Against.PLACEBO, Against.OWN_PLACEBO, Against.SUBSIDIES])
def test_each_comparison_is_named(against: Against) -> None:
    names = {
        Against.PLACEBO: "the same money as transfers",
        Against.OWN_PLACEBO: "the same lever with its special part off",
        Against.SUBSIDIES: "research subsidies of the same cost",
    }
    assert names[against] in english(titles.forest(against, against_placebo(MORE, UNCLEAR)))


def test_what_carries_no_verdict_is_not_counted() -> None:
    (place, told), other = against_placebo(MORE, MORE)
    short = dataclasses.replace(told, answer=Answer.NOT_MEASURED)
    assert english(titles.forest(Against.PLACEBO, [(place, short), other])).startswith("Public research firms: clearly")


# The headline


def mixed(one: Estimate, policy: str = "mix", share: float | None = 0.0002) -> Study:
    effect = samples.effect(policy, Against.PLACEBO, one)
    return study(effects=(effect,), mix=samples.mix(share))


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (MORE, "With 1.0% of all wages, this strategy's mix lifts GDP by 2.0% more than transfers (1.0% to 3.0%)"),
        (LESS, "With 1.0% of all wages, this strategy's mix lifts GDP by 2.0% less than transfers (1.0% to 3.0%)"),
        (UNCLEAR, "With 1.0% of all wages, this strategy's mix cannot be told from transfers (−0.8% to 1.2%)"),
        (ONE_RUN, "With 1.0% of all wages, one run cannot tell this strategy's mix from transfers"),
        (BLANK, "Cannot say what this strategy's mix does with 1.0% of all wages: cannot say: 2 points"),
    ],
)
def test_the_headline_says_what_the_mix_does(one: Estimate, said: str) -> None:
    assert english(titles.headline(mixed(one))) == said


def test_the_headline_says_where_the_mix_is_not_told_from_nothing() -> None:
    told = samples.effect("mix-own-size", Against.PLACEBO, MORE)
    nothing = samples.effect("mix-own-size", Against.NOTHING, UNCLEAR, primary=False)
    said = english(titles.headline(study(effects=(told, nothing), mix=samples.mix(0.0002))))
    assert said.endswith("(1.0% to 3.0%); from doing nothing these runs cannot tell it")
    clear = samples.effect("mix-own-size", Against.NOTHING, MORE, primary=False)
    assert english(titles.headline(study(effects=(told, clear), mix=samples.mix(0.0002)))).endswith("(1.0% to 3.0%)")


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (MORE, "At its own size, 0.020% of GDP, this strategy lifts GDP by 2.0% more than as much money as transfers"),
        (LESS, "At its own size, 0.020% of GDP, this strategy lifts GDP by 2.0% less than as much money as transfers"),
        (UNCLEAR, "At its own size, 0.020% of GDP, this strategy cannot be told from as much money as transfers (−0.8"),
        (ONE_RUN, "At its own size, 0.020% of GDP, one run cannot tell this strategy from as much money as transfers"),
        (BLANK, "Cannot say what this strategy does at its own size, 0.020% of GDP: cannot say: 2 points"),
    ],
)
def test_its_own_size_comes_first_where_it_is_known(one: Estimate, said: str) -> None:
    own, same = samples.effect("mix-own-size", Against.PLACEBO, one), samples.effect("mix", Against.PLACEBO, MORE)
    assert english(titles.headline(study(effects=(same, own), mix=samples.mix()))).startswith(said)


@pytest.mark.parametrize(
    ("estimates", "said"),
    [
        ((MORE, UNCLEAR), "One of two forms of direct support clearly lifts GDP more than subsidies"),
        ((MORE, MORE), "Two of two forms of direct support clearly lift GDP more than subsidies"),
        ((LESS, UNCLEAR), "No form of direct support clearly lifts GDP more than subsidies; one of two does less"),
        ((UNCLEAR, UNCLEAR), "Whether direct support lifts GDP more than subsidies, these runs cannot tell for any"),
        ((BLANK, BLANK), "Cannot say whether direct support does more than subsidies: cannot say: 2 points"),
        ((), "No direct policy was compared with subsidies"),
    ],
)
def test_without_a_strategy_the_headline_is_about_direct_support(estimates: tuple[Estimate, ...], said: str) -> None:
    keys = ("laboratory", "public-firms")
    effects = [samples.effect(key, Against.SUBSIDIES, one) for key, one in zip(keys, estimates, strict=False)]
    effects.append(samples.effect("refunds", Against.SUBSIDIES, MORE))
    found = study(effects=tuple(effects), policies=tuple(samples.info(key) for key in (*keys, "refunds")))
    assert english(titles.headline(found)).startswith(said)


def test_large_gaps_are_written_as_the_percentages_that_they_stand_for() -> None:
    assert "by 65% more" in english(titles.headline(mixed(samples.estimate(0.5, 0.05))))
    assert "by 39% less" in english(titles.headline(mixed(samples.estimate(-0.5, 0.05))))


# Over time, dose, patience, ranks, break-even


@pytest.mark.parametrize(
    ("final", "half", "said"),
    [
        (0.02, 0.01, "Public laboratory: after 2 years GDP is 2.0% higher than with Doing nothing (1.0% to 3.0%)"),
        (-0.02, 0.01, "Public laboratory: after 2 years GDP is 2.0% lower than with Doing nothing (1.0% to 3.0%)"),
        (0.005, 0.01, "Public laboratory: after 2 years no difference from Doing nothing that these runs can tell"),
    ],
)
def test_paths_are_told_by_their_last_period(final: float, half: float, said: str) -> None:
    path = dataclasses.replace(
        samples.appraisal("main-table").paths[0],
        policy="laboratory",
        periods=(1, 2),
        mean=(0.5, final),
        low=(0.4, final - half),
        high=(0.6, final + half),
    )
    assert english(titles.paths(study(), 0, path)).startswith(said)


@pytest.mark.parametrize(
    ("programme", "smallest", "said"),
    [
        (
            0.0002,
            0.0052,
            "At its real size, 0.020% of GDP, this strategy cannot be told from as much money as transfers",
        ),
        (
            0.001,
            None,
            "No dose that was tried can be told from as much money as transfers, and this strategy, 0.10% of",
        ),
        (None, None, "No dose that was tried can be told from as much money as transfers"),
        (None, 0.0052, "The smallest dose that these runs can tell is 0.52% of GDP; this strategy's share of GDP is n"),
        (0.03, 0.0052, "At its real size, 3.0% of GDP, this strategy clearly lifts GDP"),
        (0.0004, 0.0003, "At its real size, 0.040% of GDP, this strategy is over the smallest dose"),
    ],
)
def test_a_dose_is_told_by_where_the_strategy_is(programme: float | None, smallest: float | None, said: str) -> None:
    assert english(titles.dose(study(), 0, samples.dose(programme, smallest))).startswith(said)


def test_a_strategy_whose_dose_does_harm_is_said_to() -> None:
    one = samples.dose(0.03, 0.0052)
    points = tuple(dataclasses.replace(point, effect=LESS) for point in one.points)
    said = english(titles.dose(study(), 0, dataclasses.replace(one, points=points)))
    assert "this strategy clearly lifts GDP less than as much money as transfers" in said


def patience(*rows: Estimate) -> Patience:
    rules = (5, 10, 0)
    return Patience("laboratory", "transfers", rules, (0.01,), tuple((one,) for one in rows), ((BLANK,),) * 3)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((UNCLEAR, MORE, MORE), "Public laboratory: money clearly does something from a patience of 10 years on"),
        ((MORE, MORE, MORE), "Public laboratory: even a state that gives up after 5 years gets something"),
        ((UNCLEAR, UNCLEAR, MORE), "Public laboratory: money clearly does something only if the state never gives up"),
        ((UNCLEAR, UNCLEAR, BLANK), "Public laboratory: no difference that these runs can tell, at any patience and"),
        ((LESS, UNCLEAR, LESS), "Public laboratory: wherever these runs can tell, it lowers GDP"),
        ((BLANK, BLANK, BLANK), "Cannot say what patience does: cannot say: 2 points"),
    ],
)
def test_patience_is_told_by_the_least_that_clearly_does_something(rows: tuple[Estimate, ...], said: str) -> None:
    assert english(titles.patience(patience(*rows))).startswith(said)


@pytest.mark.parametrize(
    ("firsts", "said"),
    [
        (
            (samples.estimate(0.7, 0.1), samples.estimate(0.3, 0.1)),
            "Public laboratory: first in most worlds tried, 70%",
        ),
        (
            (samples.estimate(0.4, 0.05), samples.estimate(0.2, 0.05)),
            "No policy is first in most worlds tried; most of",
        ),
        ((samples.estimate(0.4, 0.1), samples.estimate(0.35, 0.1)), "First most often are Public laboratory, 40%, and"),
        ((BLANK, BLANK), "Which policy is first most often these worlds cannot say"),
    ],
)
def test_ranks_name_a_winner_only_where_the_worlds_tell_it(firsts: tuple[Estimate, ...], said: str) -> None:
    keys = ("laboratory", "subsidies")
    ranked = [(at, Ranking(key, (one, one))) for at, (key, one) in enumerate(zip(keys, firsts, strict=True))]
    assert english(titles.ranking(study(), ranked)).startswith(said)


@pytest.mark.parametrize(
    ("effects", "multiple", "said"),
    [
        ((LESS, MORE), samples.estimate(2.1, 0.6), "ties with “Transfers to households” at 2.1 times the yield of"),
        ((LESS, MORE), Estimate(2.1, runs=9), "ties with “Transfers to households” at about 2.1 times the yield of"),
        ((MORE, MORE), BLANK, "At every yield tried the laboratory does more than “Transfers to households”"),
        ((LESS, LESS), BLANK, "At no yield tried does the laboratory do as much as “Transfers to households”"),
        ((UNCLEAR, LESS), BLANK, "these runs cannot say: cannot say: 2 points"),
    ],
)
def test_the_break_even_is_named_or_why_not(effects: tuple[Estimate, ...], multiple: Estimate, said: str) -> None:
    one = BreakEven("transfers", (1.0, 2.0), effects, multiple)
    assert said in english(titles.break_even(study(), 0, one))
    assert ("(1.5 to 2.7)" in english(titles.break_even(study(), 0, one))) == (multiple.low is not None)
