"""Every branch of the verdict, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from appraisal_samples import appraisal as sample
from appraisals import info

from missionlab.appraisal.estimate import Against, Answer, Estimate
from missionlab.appraisal.requested import BreakEven, Dose, Left, LeftAfter
from missionlab.appraisal.results import Appraisal, Effect, Mix, Overtaking, PolicyCost, PolicyInfo
from missionlab.appraisal.verdict import POINTS_PER_GAP, answered, verdicts
from missionlab.base.text import ENGLISH, Locale, Text, say, text

SPANISH = Locale("es", "es-CL")
HALF = 0.01


def effect(
    policy: str,
    role: Against,
    answer: Answer,
    value: float = 0.0405,
    outcome: str = "gap",
    **more: object,
) -> Effect:
    estimate = Estimate(value, value - HALF, value + HALF, 40)
    known = {
        "horizon": 80,
        "dropped": 0,
        "variance_gained": 0.5,
        "p": 0.2,
        "p_adjusted": 0.2,
        "primary": outcome == "gap",
    }
    return Effect(
        policy=policy,
        against="",
        role=role,
        outcome=outcome,
        estimate=estimate,
        correlation=Estimate(0.5),
        answer=answer,
        **{**known, **more},
    )


def appraisal(*effects: Effect, policies: tuple[PolicyInfo, ...] = (), **more: object) -> Appraisal:
    blank = replace(
        sample("nothing"),
        effects=effects,
        policies=policies or tuple(map(info, dict.fromkeys(one.policy for one in effects))),
    )
    return replace(blank, **more)


def keys(found: Appraisal) -> list[str]:
    for sentence in verdicts(found):
        for locale in (ENGLISH, SPANISH):
            assert "{" not in say(sentence, locale)
    return [sentence.key.removeprefix("appraisal.verdict.") for sentence in verdicts(found)]


def said(found: Appraisal, key: str, locale: Locale = ENGLISH) -> str:
    return next(say(one, locale) for one in verdicts(found) if one.key == f"appraisal.verdict.{key}")


@pytest.mark.parametrize(
    ("answer", "value", "english", "spanish"),
    [
        (
            Answer.MORE,
            0.0405,
            "yes, 0.100 (0.075 to 0.125) points of growth a year",
            "sí, 0,100 (0,075 a 0,125) puntos",
        ),
        (Answer.LESS, -0.0405, "no, it does less: −0.100 (−0.125 to −0.075) points", "no, hace menos: −0,100"),
        (Answer.CANNOT_TELL, 0.0, "cannot tell, 0.000 (−0.025 to 0.025) points", "no se puede decir, 0,000"),
        (Answer.CANNOT_TELL, 0.0405, "cannot tell after so many comparisons, 0.1", "no se puede decir tras tantas"),
    ],
)
def test_answers(answer: Answer, value: float, english: str, spanish: str) -> None:
    sentence = answered(effect("laboratory", Against.PLACEBO, answer, value))
    assert say(sentence).startswith(english)
    assert say(sentence, SPANISH).startswith(spanish)


def test_a_blank_says_why() -> None:
    blank = Estimate(None, reason=text("appraisal.reason.too_short", periods=40, needed=80))
    sentence = answered(replace(effect("a", Against.PLACEBO, Answer.NOT_MEASURED), estimate=blank))
    assert say(sentence) == "not measured (The runs have 40 periods of policy; the verdict needs 80.)"
    assert say(sentence, SPANISH).startswith("no se midió (Las corridas tienen 40")


def test_a_gap_and_the_growth_that_makes_it() -> None:
    # Growth higher by .001 for 80 years: gaps .001 to .080, mean .0405, that is .1 points.
    assert pytest.approx(0.1) == POINTS_PER_GAP * sum(0.001 * year for year in range(1, 81)) / 80


def test_a_policy_is_set_against_what_it_was_compared_with_and_the_mix_comes_first() -> None:
    found = appraisal(
        effect("refunds", Against.PLACEBO, Answer.MORE),
        *(
            effect("laboratory", role, Answer.MORE)
            for role in (Against.PLACEBO, Against.OWN_PLACEBO, Against.SUBSIDIES)
        ),
        effect("mix", Against.PLACEBO, Answer.LESS, -0.0405),
        effect("mix", Against.SUBSIDIES, Answer.CANNOT_TELL, 0.0),
    )
    assert [key for key in keys(found) if key.startswith("policy")] == ["policy_2", "policy_1", "policy_3"]
    assert said(found, "policy_2").startswith("This strategy's mix. More than the placebo")
    assert "more than research subsidies of the same cost: cannot tell" in said(found, "policy_2")


@pytest.mark.parametrize("answer", list(Answer))
def test_direct_against_indirect(answer: Answer) -> None:
    found = appraisal(effect("direct", Against.OTHER, answer))
    assert keys(found)[0] == "overall"
    assert say(answered(found.effects[0])) in said(found, "overall")
    assert keys(appraisal())[0] == "overall_not_asked"


def test_money_that_was_not_spent_is_said_with_the_effect_for_what_was() -> None:
    spent = PolicyCost("public-bank", 0.01, *(Estimate(value) for value in (0.002, 0.008, 0.002, 0.0, 0.0)))
    direct = effect("direct", Against.OTHER, Answer.MORE)
    per_cost = [
        effect("direct", Against.OTHER, Answer.MORE, outcome="gap_per_cost"),
        effect("public-bank", Against.PLACEBO, Answer.LESS, -0.0405, outcome="gap_per_cost"),
    ]
    assert {"overall_per_cost", "unspent_per_cost"} <= set(keys(appraisal(direct, *per_cost, costs=(spent,))))
    assert "unspent" in keys(appraisal(direct, costs=(spent,)))
    fully = replace(spent, spent=Estimate(0.0096), unspent=Estimate(0.0004))
    assert not [key for key in keys(appraisal(direct, *per_cost, costs=(fully,))) if "unspent" in key or "cost" in key]
    assert "20%" in said(appraisal(direct, costs=(spent,)), "unspent")


def test_a_ramp_that_spends_all_of_what_it_was_given_is_not_short() -> None:
    ramp = PolicyCost("own", 0.01, *(Estimate(value) for value in (0.005, 0.0, 0.005, 0.0, 0.005)))
    assert not [key for key in keys(appraisal(costs=(ramp,))) if "unspent" in key]
    nothing_spent = replace(ramp, spent=Estimate(0.0), unspent=Estimate(0.005))
    assert "could spend only 0%" in said(appraisal(costs=(nothing_spent,)), "unspent")


def test_what_is_exploratory_is_called_so() -> None:
    for locale, word in ((ENGLISH, "(exploratory)"), (SPANISH, "(exploratorio)")):
        left = effect("laboratory", Against.NOTHING, Answer.MORE, outcome="left_40", horizon=None)
        assert word in said(appraisal(left), "left.more", locale)


def mixed(share: float | None, shares: tuple[tuple[str, float], ...] = (("laboratory", 1.0),)) -> Mix:
    return Mix((), shares, share, None, None, None, "own")


@pytest.mark.parametrize(
    ("mix", "answer", "key"),
    [
        (mixed(None, ()), Answer.MORE, "mix.unmapped"),
        (mixed(None), None, "mix.size_unknown"),
        (mixed(0.0002), Answer.CANNOT_TELL, "mix.under"),
        (mixed(0.0002), Answer.MORE, "mix.own_size"),
        (mixed(0.0002), Answer.LESS, "mix.own_size"),
        (mixed(0.0002), Answer.NOT_MEASURED, "mix.own_size"),
    ],
)
def test_the_mix_at_its_own_size(mix: Mix, answer: Answer | None, key: str) -> None:
    effects = [] if answer is None else [effect("mix-own-size", Against.PLACEBO, answer)]
    found = appraisal(*effects, mix=mix)
    assert [one for one in keys(found) if one.startswith("mix")] == [key]
    if key == "mix.under":
        assert "0.02% of GDP a year" in said(found, key)
        assert "0,02 % del PIB" in said(found, key, SPANISH).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (Answer.CANNOT_TELL, "cannot_tell"),
        (Answer.MORE, "failed"),
        (Answer.LESS, "failed"),
        (Answer.NOT_MEASURED, "not_measured"),
    ],
)
def test_noise_must_not_be_told_from_nothing(answer: Answer, key: str) -> None:
    assert f"noise.{key}" in keys(appraisal(effect("noise", Against.NOTHING, answer)))
    assert "noise.not_asked" in keys(appraisal())


def test_a_lasting_laboratory_never_carries_the_verdict() -> None:
    found = appraisal(effect("laboratory-permanent", Against.PLACEBO, Answer.MORE, primary=False))
    assert "permanent" in keys(found)
    assert not [key for key in keys(found) if key.startswith("policy")]


def test_what_is_left() -> None:
    left = [
        effect(key, Against.NOTHING, answer, outcome="left_40", horizon=None)
        for key, answer in (("laboratory", Answer.MORE), ("refunds", Answer.LESS), ("subsidies", Answer.CANNOT_TELL))
    ]
    assert {"left.more", "left.less", "left.cannot_tell"} <= set(keys(appraisal(*left)))
    assert "left.not_measured" in keys(appraisal())


def test_how_good_the_comparisons_are() -> None:
    base = effect("refunds", Against.PLACEBO, Answer.MORE)
    assert {"family", "pairing.gain"} <= set(keys(appraisal(base)))
    assert "pairing.loss" in keys(appraisal(replace(base, variance_gained=-0.2)))
    lost = appraisal(replace(base, dropped=3))
    assert said(lost, "dropped").startswith("In a comparison up to 3 of")
    assert "transfers" in keys(appraisal(effect("transfers", Against.NOTHING, Answer.MORE, primary=False)))


def test_the_limits_are_always_said() -> None:
    for found in (appraisal(), appraisal(effect("refunds", Against.PLACEBO, Answer.MORE))):
        assert {"limits.unit", "limits.one_good", "limits.year"} <= set(keys(found))
    laboratory = info("laboratory", lever="laboratory")
    tie = BreakEven("subsidies", (1.0,), (), Estimate(0.4, 0.2, 0.6, 9))
    assert {"limits.yield", "limits.break_even"} <= set(keys(appraisal(policies=(laboratory,), break_even=(tie,))))
    assert isinstance(verdicts(appraisal())[0], Text)
    assert "limits.ask_break_even" not in keys(appraisal(policies=(laboratory,), break_even=(tie,)))
    asked = keys(appraisal(policies=(laboratory,)))
    assert asked[1:3] == ["limits.yield", "limits.ask_break_even"]  # right beside the headline


def test_finance_and_end_are_said_where_not_as_usual() -> None:
    usual = appraisal()
    assert not {"limits.tax", "limits.end"} & set(keys(usual))
    other = replace(usual, design=replace(usual.design, tax_financed=0.5, end=40))
    assert {"limits.tax", "limits.end"} <= set(keys(other))
    assert "50%" in said(other, "limits.tax")
    assert "40 periods" in said(other, "limits.end")


def test_an_own_placebo_at_unequal_spending_is_said_to_be_one() -> None:
    one = replace(effect("public-bank", Against.OWN_PLACEBO, Answer.MORE), against="public-bank-random")
    own, other = (
        PolicyCost(key, 0.01, *(Estimate(value) for value in (spent, 0.01 - spent, 0.002, 0.0, 0.0)))
        for key, spent in (("public-bank", 0.006), ("public-bank-random", 0.009))
    )
    assert "at unequal spending (60% of its money against 90%)" in said(appraisal(one, costs=(own, other)), "policy_1")
    assert "unequal" not in said(appraisal(one, costs=(own, replace(other, spent=own.spent, unspent=own.unspent))),
                                 "policy_1")  # fmt: skip


def test_a_mix_told_from_transfers_but_not_from_nothing_says_so() -> None:
    told = effect("mix-own-size", Against.PLACEBO, Answer.MORE)
    nothing = effect("mix-own-size", Against.NOTHING, Answer.CANNOT_TELL, 0.0, primary=False)
    found = appraisal(told, nothing, mix=mixed(0.0002))
    assert [key for key in keys(found) if key.startswith("mix")] == ["mix.own_size", "mix.not_from_nothing"]
    assert "not told from doing nothing: cannot tell, 0.000" in said(found, "mix.not_from_nothing")
    clear = appraisal(told, replace(nothing, answer=Answer.MORE), mix=mixed(0.0002))
    assert [key for key in keys(clear) if key.startswith("mix")] == ["mix.own_size", "mix.against_nothing"]


def test_when_direct_support_comes_to_stay_above_indirect_support() -> None:
    share = Estimate(0.9, 0.8, 0.95, 40)
    at = Overtaking("direct", "indirect", Estimate(4.0, 2.0, None, 40), share)
    assert said(appraisal(overtaking=(at,)), "overtaking.from") == (
        "GDP under direct support stays above that under indirect support from year 4 on "
        "(2 to not within the horizon; exploratory)."
    )
    never = replace(at, periods=Estimate(None, reason=text("appraisal.reason.not_within")))
    assert "overtaking.never" in keys(appraisal(overtaking=(never,)))
    unknown = replace(never, share=Estimate(None))
    assert "overtaking.not_measured" in keys(appraisal(overtaking=(unknown,)))
    assert not [key for key in keys(appraisal(overtaking=(replace(at, policy="mix"),))) if "overtaking" in key]


def test_a_programme_under_the_smallest_dose_is_told_so() -> None:
    dose = Dose("mix", "transfers", (), Estimate(0.002, 0.001, 0.004, 40), 0.00016)
    assert [key for key in keys(appraisal(dose=(dose,))) if key.startswith("dose")] == ["dose.smallest", "dose.under"]
    assert "from 0.2% of GDP a year on (0.1% to 0.4%)" in said(appraisal(dose=(dose,)), "dose.smallest")
    assert "dose.over" in keys(appraisal(dose=(replace(dose, programme=0.002),)))
    open_ended = replace(dose, smallest=Estimate(0.002, None, None, 40), programme=None)
    assert [key for key in keys(appraisal(dose=(open_ended,))) if key.startswith("dose")] == ["dose.open"]
    above = replace(dose, smallest=Estimate(None, reason=text("appraisal.reason.dose_above")))
    assert [key for key in keys(appraisal(dose=(above,))) if key.startswith("dose")] == ["dose.none"]


def test_what_is_left_on_request_is_said_instead_of_not_measured() -> None:
    def one(policy: str, low: float, high: float) -> Left:
        there = Estimate((low + high) / 2, low, high, 40)
        return Left(policy, 40, (LeftAfter(20, there, there), LeftAfter(40, there, there)))

    found = appraisal(hysteresis=(one("laboratory", 0.1, 0.3), one("refunds", -0.3, -0.1), one("mix", -0.1, 0.1)))
    told = [key for key in keys(found) if key.startswith("left")]
    assert told == ["left_asked.what", "left_asked.more", "left_asked.less", "left_asked.cannot_tell"]
    assert said(found, "left_asked.what").startswith("In runs of their own every policy had money for 40 years only.")
    assert "40 after the end" in said(found, "left_asked.more")
    assert "Public laboratory" in said(found, "left_asked.more")


def test_a_tie_is_said_with_its_interval_or_why_there_is_none() -> None:
    laboratory = info("laboratory", lever="laboratory")

    def tied(tie: Estimate) -> Appraisal:
        return appraisal(policies=(laboratory,), break_even=(BreakEven("subsidies", (1.0,), (), tie),))

    assert "0.4 (0.2 to 0.6) times the yield" in said(tied(Estimate(0.4, 0.2, 0.6, 9)), "limits.break_even")
    assert "limits.break_even_open" in keys(tied(Estimate(0.4, None, 0.6, 9)))
    below = tied(Estimate(None, reason=text("appraisal.reason.tie_below")))
    assert "limits.no_tie" in keys(below)
