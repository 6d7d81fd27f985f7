"""Intervals of simulated means: none where all futures agree, never without width, and written so that one can see
it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from missionlab.base.text import Locale, say
from missionlab.cli.show_course import _money, _share
from missionlab.portfolio.results import Measured
from missionlab.steering.intervals import paired, share_below_zero, within_two_errors
from missionlab.steering.judge import judged, verdict_of
from missionlab.steering.option_results import Bar, Verdict
from missionlab.steering.rules import KeepBest
from missionlab.steering.trial import trial


def test_a_difference_that_is_the_same_everywhere_has_no_interval_but_a_reason() -> None:
    """Rounding of 1e-12 in some futures is no spread."""
    same = paired(np.full(4000, -26596.0) + np.arange(4000) % 2 * 1e-12)
    assert (same.value, same.low, same.high) == (pytest.approx(-26596.0), None, None)
    assert same.reason is not None
    assert "no range" in say(same.reason)
    spread = paired(np.array([1.0, 3.0]))
    assert (spread.low, spread.value, spread.high) == (pytest.approx(0.0), 2.0, pytest.approx(4.0))


def test_what_was_never_seen_may_still_happen() -> None:
    """Wilson with z = 2: 0 of 96 gives 4 / 100, and 50 of 100 gives .5 -+ 1 / sqrt(104)."""
    assert within_two_errors(0.0, 96) == Measured(0.0, 0.0, pytest.approx(0.04))
    assert within_two_errors(1.0, 96) == Measured(1.0, pytest.approx(0.96), 1.0)
    half = within_two_errors(0.5, 100)
    assert (half.low, half.high) == (pytest.approx(0.5 - 104**-0.5), pytest.approx(0.5 + 104**-0.5))
    assert share_below_zero(np.zeros(10)).low is None
    assert share_below_zero(np.array([-1.0, 1.0, 1.0, 1.0])).value == 0.25


def test_money_is_written_so_that_its_interval_can_be_seen() -> None:
    assert _money(Measured(4.2e6, 4.162e6, 4.238e6), "EUR") == "€4.2m ± €38,000"
    assert _money(Measured(143_609.0, -11.0e6, 24.8e6), "EUR") == "€144,000 (−€11m to €24.8m)"
    assert _money(Measured(-26_596.0), "EUR") == "−€26,600"
    assert _share(Measured(0.5, 0.4996, 0.5004)) == "50.00% (49.96% to 50.04%)"


def test_a_verdict_says_no_more_than_its_interval() -> None:
    """A gain that may be above zero is not shown to be worthless."""
    rule, none = KeepBest(3, 2, 0.2), Measured(0.0, -1.0, 1.0)
    assert verdict_of(rule, Measured(-1.0, -5.0, 3.0), none) is Verdict.CANNOT_TELL
    assert verdict_of(rule, Measured(-1.0, -2.0, -0.5), none) is Verdict.NOT_WORTH_IT
    assert verdict_of(rule, Measured(2.0), Measured(-1.0)) is Verdict.WORTH_IT
    assert verdict_of(rule, Measured(2.0), Measured(2.0)) is Verdict.REFUSED


def test_a_rule_that_is_no_better_where_it_was_chosen_is_not_played() -> None:
    """Ending is so dear after the start that every rule loses; the plan is kept, and the rule's bar is the plan's."""
    problems = [trial(stream, 200) for stream in ("training", "fresh")]
    dear = [replace(one, ending=np.vstack([one.ending[:1], np.full((14, 6), 1000.0)])) for one in problems]
    found = judged(dear[0], dear[1], currency="GBP")
    bars = {one.bar: one for one in found.bars}
    assert bars[Bar.RULE].value == bars[Bar.STATIC].value
    assert (found.option.value, found.option.low) == (0.0, None)
    assert found.rule_numbers == ()
    assert say(found.sentence) == "No option is worth its cost: no rule does better than the best fixed plan."
    assert say(found.sentence, Locale("es", "es")).startswith("Ninguna opción vale lo que cuesta")


def test_nobody_does_better_than_who_knows_the_future() -> None:
    """In every mean, whatever the fitted policy does: few futures to learn on let it do odd things."""
    for seed in range(3):
        found = judged(trial(f"a{seed}", 40), trial(f"b{seed}", 300), currency="GBP", seed=seed)
        values = [one.value.value or 0.0 for one in found.bars]
        assert max(values) == values[-1]
