"""What steer prints says no more than the numbers, and names what they rest on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

import missionlab as ml
from missionlab.base.findings import InputError
from missionlab.base.text import CountWord, say
from missionlab.cli.show_measured import cell
from missionlab.cli.show_pathways import curves_shown, pathways_shown
from missionlab.cli.show_pilots import pilots_shown
from missionlab.portfolio.results import Measured
from missionlab.report.pilots import numbers
from missionlab.report.words import bare
from missionlab.steering import rules_file
from missionlab.steering.learning.pilots import pilots
from missionlab.steering.pathways import signals
from missionlab.steering.pathways.courses import Courses
from missionlab.steering.pathways.forecasts import Case, case_of
from missionlab.steering.pathways.pathways import pathways
from missionlab.steering.patience import stop_curves
from missionlab.steering.project_money import cost_of
from missionlab.steering.steer import steer
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.template import TEMPLATE
from missionlab.strategy.vocabulary import Statistic

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def strategy() -> Strategy:
    return ml.load(TEMPLATE)


def test_a_decision_that_holds_only_if_all_carries_over_says_so(
    strategy: Strategy, capsys: pytest.CaptureFixture[str]
) -> None:
    """By hand: the reed beds' mean is one half; scaling up pays benefit x share x 1/2 - cost."""
    pilot = strategy.pilots[0]
    assert pilot.benefit is not None
    assert pilot.scale_cost is not None
    pays = [pilot.benefit * share / 2 - pilot.scale_cost > 0 for share in (1.0, 0.75, 0.5)]
    assert pays == [True, False, False]
    pilots_shown(pilots(strategy, DAY))
    shown = capsys.readouterr().out
    assert "scaling up is best" in shown
    assert "If only 75% of the success holds at scale, it is best not to scale up" in shown
    assert "If only 50% of the success holds at scale, it is best not to scale up" in shown
    stated = replace(strategy, pilots=(pilot.model_copy(update={"carries_over": 1.0}),))
    pilots_shown(pilots(stated, DAY))
    assert "If only" not in capsys.readouterr().out


def test_a_chance_of_the_trend_is_not_taken_for_that_of_the_plan(strategy: Strategy) -> None:
    """The rule reads the trend alone, and the action beside it is compared with the plan as well."""
    course = steer(strategy, DAY)
    said = {one.rule: say(one.sentence) for one in course.rules}
    assert "(by the trend alone; the figure for 2023" in said["longer-when-hopeless"]
    assert "by the trend alone" not in said["scale-when-behind"]


def test_a_range_without_width_is_not_printed() -> None:
    how = numbers.money("EUR")
    assert cell(Measured(0.0, 0.0, 0.0), how) == "€0"
    assert cell(Measured(2.0e6, 1.0e6, 3.0e6), how) == "€2m\n€1m to €3m"


def test_a_range_that_rounding_would_hide_is_shown() -> None:
    """In the briefing: half the range in money, a decimal in shares, and no range of no width."""
    money = numbers.money("EUR")
    shown = {
        say(numbers.interval(Measured(4.2e6, 4.162e6, 4.238e6), "/x", money)),
        say(bare(numbers.said(Measured(4.2e6, 4.162e6, 4.238e6), "/x", money))),
        say(bare(numbers.interval(Measured(4.2e6, 3.1e6, 5.3e6), "/x", money))),
        say(numbers.interval(Measured(0.0, 0.0, 0.0), "/x", money)),
        say(bare(numbers.said(Measured(0.0193, 0.0165, 0.0224), "/x", numbers.share))),
    }
    assert shown == {"± €38,000", "€4.2m (± €38,000)", "€3.1m to €5.3m", "the same at both ends", "1.9% (1.7% to 2.2%)"}


def test_an_average_that_may_be_on_either_side_is_no_advice(
    strategy: Strategy, capsys: pytest.CaptureFixture[str]
) -> None:
    """Filters at fifty outfalls: best stopped now with what they are said to add, worth 12m with the most."""
    curves = {one.project: one for one in stop_curves(strategy, DAY)}
    told = {one.name: one.can_be_told for one in curves.values()}
    assert told["Filters at fifty outfalls"] is False
    curves_shown([one for one in curves.values() if one.name == "Filters at fifty outfalls"])
    assert "cannot be told" in " ".join(capsys.readouterr().out.split())
    filters = next(one for one in curves.values() if one.name == "Filters at fifty outfalls")
    hopeless = tuple(
        replace(one, value=Measured(one.value.value, one.value.low, min(0.0, one.value.high or 0.0)))
        for one in filters.years
    )
    assert replace(filters, years=hopeless).can_be_told


def test_the_cost_of_pathways_is_that_of_switches(strategy: Strategy, capsys: pytest.CaptureFixture[str]) -> None:
    """Twice as many towns cost 13.9m in all, and 0.5m to switch."""
    pathways_shown(pathways(strategy, DAY))
    shown = capsys.readouterr().out
    assert "Cost of switches, mean" in shown
    assert "Mean cost" not in shown


def test_a_signpost_that_never_shows_a_number_has_no_chosen_threshold(
    strategy: Strategy, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = next(one for one in strategy.signposts if one.statistic is Statistic.PACE)
    case = case_of(strategy, strategy.targets[0], None, DAY, 0)
    assert isinstance(case, Case)
    courses = Courses(case)
    monkeypatch.setattr(signals, "_numbers", lambda *_: np.full(case.sample.values.shape, np.inf))
    found, left = signals.qualities([post], (), courses, 5)
    assert (found, left) == ([], [])


def test_the_yearly_cost_is_that_of_the_money_which_is_spent(strategy: Strategy) -> None:
    """The same money as an action's: 4m a year for the towns."""
    for project in strategy.projects:
        currency, cost = cost_of(project, strategy)
        assert (cost.value is None) == (cost.reason is not None)
        assert currency in ("EUR", None)
    assert cost_of(strategy.project_by_id["town-buyers"], strategy)[1].value == pytest.approx(4e6)


def test_rules_made_after_the_day_are_counted_and_say_nothing() -> None:
    """The example of the command: in 2020 nobody had written the rules that the editors of the pack wrote in 2026."""
    pack = ml.load("uk-2017")
    course = steer(pack, date(2020, 6, 30))
    assert course.rules == ()
    assert say(course.remarks[0]).startswith(say(CountWord(len(pack.rules), True)))
    assert "made after the day" in say(course.remarks[0])
    assert not any("after the day" in say(one) for one in steer(pack, DAY).remarks)


def test_a_folder_of_rules_is_called_a_folder(strategy: Strategy, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        rules_file.read(tmp_path, strategy)
    with pytest.raises(InputError, match="There is no file"):
        rules_file.read(tmp_path / "none.yaml", strategy)
