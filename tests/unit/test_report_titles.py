"""Every branch of the findings that stand as titles, from numbers put in by hand.

None claims more than its interval carries.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import builders
import pytest

from missionlab.base.dates import Date, Period
from missionlab.base.text import Locale, say
from missionlab.portfolio.results import ClassMoney, Dimension, Measured, Split, StageCover
from missionlab.report.charts.pace import Pace
from missionlab.report.charts.vintages import Remeasured
from missionlab.report.titles import money, overview, target
from missionlab.report.words import Words
from missionlab.strategy.records import About, TargetVersion
from missionlab.strategy.vocabulary import Better, Stage
from missionlab.tracking.results import Bound, Change, ChangeKind, Goal, Standing, Status, Trend
from missionlab.tracking.track import track

ENGLISH, SPANISH = Words(Locale(), "en"), Words(Locale("es", "es-CL"), "es")
BLANK = Measured(None)


def _standing(**changes: Any) -> Standing:
    """54 % in 2018, 58.7 % in 2024, 75 % wanted in 2028; other fields as a test asks."""
    made = builders.strategy(
        builders.mission("m"),
        builders.indicator("i", unit="% of cases"),
        builders.target("t", "m", "i"),
        *builders.series("i", {2018: 54.0, 2024: 58.7}),
    )
    return replace(track(made, date(2026, 11, 24)).targets[0], **changes)


def _many(*statuses: Status) -> list[Standing]:
    return [_standing(target=f"t{i}", status=status) for i, status in enumerate(statuses)]


MET, REVISED, ON, RISK, OFF, MISSED, EARLY, NO_DATA, GONE = (
    Status.MET,
    Status.MET_BY_REVISION,
    Status.ON_TRACK,
    Status.AT_RISK,
    Status.OFF_TRACK,
    Status.MISSED,
    Status.TOO_EARLY,
    Status.NO_DATA,
    Status.WITHDRAWN,
)


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ((), "There is nothing to judge yet: the strategy has no target"),
        ((NO_DATA, EARLY, GONE), "None of three targets can be judged yet"),
        ((NO_DATA,), "The one target cannot be judged yet"),
        ((OFF,), "The one target is off track"),
        ((REVISED, OFF), "One of two targets is met, and only because the statistics were revised"),
        ((REVISED, REVISED, OFF), "Two of three targets are met, and only because the statistics were revised"),
        ((MET, OFF), "One of two targets is met"),
        ((MET, REVISED, ON), "Two of three targets are met, one of them only because the statistics were revised"),
        ((OFF, MISSED, ON), "None of three targets is met, and two are off track or missed"),
        ((ON, RISK), "None of two targets is met yet; one is on track"),
        ((RISK, RISK), "None of two targets is met or on track"),
    ],
)
def test_headline(statuses: tuple[Status, ...], said: str) -> None:
    assert ENGLISH.plain(overview.headline(_many(*statuses))) == said


def test_rival_readings_are_not_counted_again() -> None:
    one, other = _many(MET, OFF)
    said = "The one target is met, by one reading of its promise but not by every reading"
    assert ENGLISH.plain(overview.headline([one, replace(other, rival_of="t0")])) == said
    lead = overview.lead([one, replace(other, rival_of="t0")], About(id="s", name="S"))
    assert "One rival reading" in ENGLISH.plain(lead[-1])


def test_a_promise_met_by_one_reading_only_says_so() -> None:
    """Labour's 60 % of energy: met if electricity counts, far off if all energy does."""
    first, other = _many(MET, OFF)
    rival = replace(_standing(target="r", status=OFF), rival_of="t0")
    assert ENGLISH.plain(overview.headline([first, other, rival])) == (
        "One of two targets is met, by one reading of its promise but not by every reading"
    )
    agreeing = replace(rival, status=MET)
    assert ENGLISH.plain(overview.headline([first, other, agreeing])) == "One of two targets is met"


def test_the_lead_is_three_sentences_at_most_and_says_that_the_strategy_was_withdrawn() -> None:
    about = About(id="s", name="S", status="withdrawn", ended=Date(2021))
    said = [ENGLISH.plain(one) for one in overview.lead(_many(ON, RISK, NO_DATA, EARLY), about)]
    assert said == [
        "Of all targets, one is on track and one is at risk.",
        "One has no data to be judged by; for one it is too early to say.",
        "The strategy was withdrawn in 2021; its targets are followed here to their own dates.",
    ]


@pytest.mark.parametrize(
    ("intervals", "said"),
    [
        ([(0.1, 0.6), (0.2, 1.4)], "One of two measured targets clearly moves more slowly than needed"),
        ([(1.0, 1.6), (0.2, 1.4)], "One of two measured targets clearly moves as fast as needed"),
        ([(0.2, 1.0), (0.5, 3.0)], "None of two measured paces can be told from the pace needed"),
        (
            [(None, None), (None, None)],
            "Two targets have a trend, but too few values to say whether their pace is enough",
        ),
    ],
)
def test_pace_is_clear_only_when_the_interval_is_on_one_side(intervals: list[Any], said: str) -> None:
    rows = [Pace("a", "b", 0.5, low, high, "c") for low, high in intervals]
    assert ENGLISH.plain(overview.pace(rows)) == said


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ((), "Homes: nothing is promised that could be met or missed"),
        ((NO_DATA, EARLY), "Homes: none of two targets can be judged yet"),
        ((MISSED, MET), "Homes: one of two targets is off track or missed"),
        ((MET, RISK), "Homes: one of two targets is met"),
        ((RISK, ON), "Homes: one of two targets is at risk"),
        ((REVISED, ON), "Homes: one of two targets is met, only by revision"),
        ((ON, NO_DATA), "Homes: one of two targets is on track"),
    ],
)
def test_title_of_a_mission_with_several_targets(statuses: tuple[Status, ...], said: str) -> None:
    assert ENGLISH.plain(overview.mission("Homes", _many(*statuses))) == said


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (MET, "Homes: the goal of 75% in 2028 is met, with 58.7% in 2024"),
        (ON, "Homes: 58.7% in 2024, on track for 75% in 2028"),
        (RISK, "Homes: 58.7% in 2024, and 75% in 2028 is at risk"),
        (OFF, "Homes: 58.7% in 2024, off track for 75% in 2028"),
        (MISSED, "Homes: 58.7% in 2024, so 75% in 2028 was missed"),
        (EARLY, "Homes: too early to say whether 75% in 2028 will be met"),
        (NO_DATA, "Homes: no figure says where 75% in 2028 stands"),
        (REVISED, "Homes: over 75% in 2028 only because the statistics were revised"),
        (GONE, "Homes: the promise was withdrawn"),
    ],
)
def test_title_of_a_mission_with_one_target(status: Status, said: str) -> None:
    assert ENGLISH.plain(target.mission("Homes", _standing(status=status))) == said


def test_a_goal_that_moved_twice_is_in_the_title() -> None:
    step = Change(2, Date(2020), ChangeKind.LOOSENED, 75, 75, 2028, 2030, None)
    again = replace(step, kind=ChangeKind.RESTATED)
    assert "moved" not in ENGLISH.plain(target.mission("Homes", _standing(status=OFF, changes=(step, again))))
    said = ENGLISH.plain(target.mission("Homes", _standing(status=OFF, changes=(step, step))))
    assert said.endswith("; the goal has moved two times")


def test_a_promise_without_a_number_can_be_neither_met_nor_missed() -> None:
    said = ENGLISH.plain(target.mission("Homes", _standing(status=NO_DATA, goal=None)))
    assert said == "Homes: the promise has no number or no year, so it can be neither met nor missed"


PATH = TargetVersion(number=1, value=75, year=2028, comparator="at least", path={2024: 63.3})


def _observed(standing: Standing, **fields: Any) -> Standing:
    assert standing.latest is not None
    return replace(standing, latest=standing.latest.model_copy(update=fields))


@pytest.mark.parametrize(
    ("path_value", "bounds", "better", "said"),
    [
        (63.3, {}, Better.HIGHER, "58.7% in 2024: 4.6 points behind the required 63.3%"),
        (50.0, {}, Better.HIGHER, "58.7% in 2024: 8.7 points ahead of the required 50%"),
        (50.0, {}, Better.LOWER, "58.7% in 2024: 8.7 points behind the required 50%"),
        (58.7, {}, Better.HIGHER, "58.7% in 2024: on the required path"),
        (63.3, {"low": 52.0, "high": 64.0}, Better.HIGHER, "58.7% in 2024 cannot be told from the required 63.3%"),
        (63.3, {"low": 57.0, "high": 60.0}, Better.HIGHER, "58.7% in 2024: 4.6 points behind the required 63.3%"),
    ],
)
def test_trajectory_against_its_path(path_value: float, bounds: dict[str, float], better: Better, said: str) -> None:
    standing = _standing(status=RISK, version=PATH, path_value=path_value, better=better)
    assert ENGLISH.plain(target.trajectory(_observed(standing, **bounds))) == said


def _trend(low: float | None, high: float | None, rate: float = 1.0) -> Trend:
    return Trend(rate, low, high, Period.read("2014"), Period.read("2024"), 11)


@pytest.mark.parametrize(
    ("trend", "needed", "better", "said"),
    [
        (
            _trend(0.5, 1.5),
            4.0,
            Better.HIGHER,
            "The trend of +1.00 points a year is clearly too slow for 75% in 2028: it needs +4.00 points",
        ),
        (_trend(0.5, 1.5), 0.2, Better.HIGHER, "The trend of +1.00 points a year is clearly enough for 75% in 2028"),
        (
            _trend(0.5, 1.5),
            1.2,
            Better.HIGHER,
            "The trend of +1.00 points a year cannot be told from the +1.20 points that 75% in 2028 needs",
        ),
        (
            _trend(-1.5, -0.5, -1.0),
            -0.2,
            Better.LOWER,
            "The trend of −1.00 points a year is clearly enough for 75% in 2028",
        ),
        (
            _trend(None, None),
            4.0,
            Better.HIGHER,
            "58.7% in 2024: two values cannot say whether 75% in 2028 will be reached",
        ),
    ],
)
def test_trajectory_against_the_pace_needed(trend: Trend, needed: float, better: Better, said: str) -> None:
    standing = _standing(status=RISK, trend=trend, needed_rate=needed, better=better, probability=None)
    assert ENGLISH.plain(target.trajectory(standing)).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"latest": None}, "No figure is published"),
        ({"status": MET}, "58.7% in 2024: the goal of 75% in 2028 is met"),
        ({"status": REVISED}, "58.7% in 2024: over 75% in 2028 only after revision"),
        ({"status": MISSED}, "58.7% in 2024: 75% in 2028 was missed"),
        ({"status": GONE}, "58.7% in 2024; the promise was withdrawn"),
        ({"status": NO_DATA, "goal": None}, "58.7% in 2024; the promise has no number or no year to be held to"),
        ({"status": RISK, "probability": 0.43}, "58.7% in 2024; the chance of 75% in 2028 is about 4 in 10"),
        ({"status": OFF, "probability": 0.01}, "58.7% in 2024; the chance of 75% in 2028 is under 1 in 20"),
    ],
)
def test_trajectory_settled_or_by_chance(changes: dict[str, Any], said: str) -> None:
    assert ENGLISH.plain(target.trajectory(_standing(**changes))) == said


def test_a_bound_is_never_said_as_the_chance_itself() -> None:
    from missionlab.report.phrases import chance

    def said(probability: float, bound: Bound) -> str:
        return ENGLISH.plain(chance(_standing(probability=probability, probability_bound=bound)))

    assert said(0.61, Bound.AT_MOST) == "at most 7 in 10"
    assert said(0.99, Bound.AT_MOST) == "at most 10 in 10"
    assert said(0.02, Bound.AT_MOST) == "under 1 in 20"
    assert said(0.69, Bound.AT_LEAST) == "at least 6 in 10"
    assert said(0.97, Bound.AT_LEAST) == "over 19 in 20"
    assert said(0.61, Bound.EXACT) == "about 6 in 10"


def _version(number: int, **fields: Any) -> TargetVersion:
    return TargetVersion(**{"number": number, "set_on": f"{2017 + number}-05", "value": 75, "year": 2028, **fields})


@pytest.mark.parametrize(
    ("versions", "said"),
    [
        ([{}, {"year": 2035}, {"year": 2030}], "The goal year went 2028, 2035, 2030"),
        ([{}, {"value": 80}], "The goal went from 75% of cases to 80% of cases"),
        ([{}, {"value": 80, "year": 2030}], "The goal went from 75% of cases in 2028 to 80% of cases in 2030"),
        ([{}, {"withdrawn": True}], "The promise was withdrawn in 2019"),
        ([{}, {}], "The promise has not changed"),
    ],
)
def test_history_of_the_promise(versions: list[dict[str, Any]], said: str) -> None:
    made = tuple(_version(i, **fields) for i, fields in enumerate(versions, start=1))
    assert ENGLISH.plain(target.promise(_standing(versions=made))) == said


@pytest.mark.parametrize(
    ("old", "new", "better", "said"),
    [
        (1.7, 2.7, Better.HIGHER, "Measuring again put 2018 over the goal: from 1.7% of cases to 2.7% of cases"),
        (2.7, 1.7, Better.HIGHER, "Measuring again put 2018 short of the goal: from 2.7% of cases to 1.7% of cases"),
        (1.7, 2.7, Better.LOWER, "Measuring again put 2018 short of the goal: from 1.7% of cases to 2.7% of cases"),
        (
            1.2,
            1.9,
            Better.HIGHER,
            "The same period was measured again: 2018 went from 1.2% of cases up to 1.9% of cases",
        ),
        (
            1.9,
            1.2,
            Better.HIGHER,
            "The same period was measured again: 2018 went from 1.9% of cases down to 1.2% of cases",
        ),
        (1.7, 1.7, Better.HIGHER, "2018 was measured again and stayed at 1.7% of cases"),
    ],
)
def test_vintages(old: float, new: float, better: Better, said: str) -> None:
    first, second = builders.series("i", {2018: old}) + builders.series("i", {2018: new}, vintage="2022-06-01")
    standing = _standing(better=better, goal=Goal(2027, 2.4, _standing().goal.comparator))  # type: ignore[union-attr]
    assert ENGLISH.plain(target.vintages(standing, Remeasured(first, second))) == said


def _cover(*amounts: float) -> list[StageCover]:
    total = sum(amounts) or 1
    return [StageCover(stage, a, a / total, a / total >= 0.05) for stage, a in zip(Stage, amounts, strict=True)]


@pytest.mark.parametrize(
    ("amounts", "unallocated", "said"),
    [
        ((0, 0, 0, 0, 0, 0), 0, "No public money can be traced"),
        ((0, 0, 0, 0, 0, 0), 500, "None of £500 is assigned to a stage of innovation"),
        ((100, 100, 100, 100, 100, 100), 0, "Money reaches every stage of innovation"),
        ((0, 100, 100, 100, 100, 0), 50, "No money was traced to basic research and demand and procurement"),
        ((0, 0, 0, 0, 100, 0), 0, "No money was traced to five of six stages"),
        (
            (20, 196, 196, 196, 196, 196),
            0,
            "The thinnest stage is basic research: 2.0% of the money, under the limit of 5%",
        ),
    ],
)
def test_money_by_stage(amounts: tuple[float, ...], unallocated: float, said: str) -> None:
    total = sum(amounts) + unallocated
    assert ENGLISH.plain(money.stages(_cover(*amounts), 0.05, unallocated, total, "GBP")) == said


def _split(*amounts: float, unallocated: float = 0) -> Split:
    total = sum(amounts) + unallocated or 1
    found = tuple(ClassMoney(f"c{i}", f"Class {i}", a, a / total, 1) for i, a in enumerate(amounts))
    return Split(Dimension.SECTOR, found, unallocated, *[BLANK] * 7)


@pytest.mark.parametrize(
    ("split", "said"),
    [
        (_split(), "No public money can be traced"),
        (_split(unallocated=400), "None of £400 has a sector recorded"),
        (_split(100, unallocated=300), "75% of the money has no sector recorded"),
        (_split(100), "All of the money is in one class: Class 0"),
        (_split(50, 50), "Nobody stands out: Class 0 and Class 1 have 50% each"),
        (_split(70, 30), "Class 0 has 70% of the money"),
    ],
)
def test_money_by_class(split: Split, said: str) -> None:
    total = sum(one.amount for one in split.classes) + split.unallocated
    names = [one.name for one in split.classes]
    assert ENGLISH.plain(money.classes(split, total, "GBP", names)) == said


@pytest.mark.parametrize(
    ("split", "unserved", "said"),
    [
        (_split(), 0, "No public money can be traced"),
        (_split(unallocated=400), 0, "None of the money is tied to a mission"),
        (_split(100), 0, "All traced money goes to one mission: Class 0"),
        (_split(100), 2, "All traced money goes to Class 0; two other missions have none"),
        (_split(70, 30), 0, "Class 0 has 70% of the traced money"),
        (_split(3, unallocated=97), 0, "97% of the traced money is tied to no mission"),
    ],
)
def test_title_of_the_portfolio(split: Split, unserved: int, said: str) -> None:
    total = sum(one.amount for one in split.classes) + split.unallocated
    names = [one.name for one in split.classes]
    assert ENGLISH.plain(money.portfolio(split, total, names, unserved)) == said


@pytest.mark.parametrize(
    ("empty", "orphans", "said"),
    [
        (3, 0, "No mission has a project with money behind it"),
        (1, 4, "One of three missions has no project with money behind it"),
        (0, 1, "1 project reaches no mission"),
        (0, 0, "Every mission has a project with money behind it"),
    ],
)
def test_title_of_the_map(empty: int, orphans: int, said: str) -> None:
    assert ENGLISH.plain(money.mission_map(empty, orphans, 3)) == said


def test_spanish_writes_its_own_numbers() -> None:
    said = SPANISH.plain(target.mission("Viviendas", _standing(status=OFF)))
    assert said == "Viviendas: 58,7\N{NO-BREAK SPACE}% en 2024, fuera de rumbo para 75\N{NO-BREAK SPACE}% en 2028"
    assert say(overview.headline([]), Locale("es", "es-CL")).startswith("Todavía no hay nada que juzgar")
