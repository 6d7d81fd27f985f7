"""What must hold for every series and goal, not only for examples."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from missionlab.evidence.series import series_of
from missionlab.strategy.records import About, Indicator, Mission, Observation, Target
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.tracking.results import Standing
from missionlab.tracking.track import track

AS_OF = date(2026, 11, 24)
QUICK = settings(max_examples=25, deadline=None)

value = st.integers(-400, 400).map(lambda n: n / 4)
positive = st.integers(1, 400).map(lambda n: n / 4)
deadlines = st.sampled_from(["in", "by"])


@st.composite
def known(draw: st.DrawFn, values: st.SearchStrategy[float] = value) -> list[tuple[int, float, int]]:
    """Figures as (year, value, year of publication), some of them revised."""
    years = draw(st.lists(st.integers(2005, 2022), min_size=1, max_size=10, unique=True))
    out = [(year, draw(values), year + 1) for year in years]
    for year in draw(st.lists(st.sampled_from(years), max_size=3, unique=True)):
        out.append((year, draw(values), draw(st.integers(year + 2, 2025))))  # noqa: PERF401
    return out


def one(
    figures: list[tuple[int, float, int]],
    goal: float,
    *,
    year: int = 2030,
    baseline: float | None = None,
    better: str = "higher",
    scale: str = "level",
    deadline: str = "in",
    shift: int = 0,
    as_of: date = AS_OF,
) -> Standing:
    version: dict[str, Any] = {"number": 1, "set_on": f"{2008 + shift}-06-30", "value": goal, "year": year + shift}
    if baseline is not None:
        version["baseline"] = {"period": 2007 + shift, "value": baseline, "vintage": 2008 + shift}
    made = Strategy(
        About(id="s", name="S"),
        missions=(Mission(id="m", challenge="c", name="M"),),
        indicators=(
            Indicator.model_validate({"id": "i", "name": "I", "unit": "Mt", "better": better, "scale": scale}),
        ),
        targets=(
            Target.model_validate(
                {"id": "t", "mission": "m", "name": "T", "indicator": "i", "deadline": deadline, "versions": [version]}
            ),
        ),
        observations=tuple(
            Observation.model_validate({"indicator": "i", "period": y + shift, "value": v, "vintage": p + shift})
            for y, v, p in figures
        ),
    )
    return track(made, as_of).targets[0]


def mirrored(number: float | None) -> float | None:
    return None if number is None else -number + 0.0


@QUICK
@given(known(), value, value, deadlines)
def test_a_mirror_image_is_a_mirror_image(figures: list, goal: float, baseline: float, deadline: str) -> None:
    up = one(figures, goal, baseline=baseline, deadline=deadline)
    down = one([(y, -v, p) for y, v, p in figures], -goal, baseline=-baseline, better="lower", deadline=deadline)
    assert (down.gap_closed, down.gap_due) == pytest.approx((up.gap_closed, up.gap_due))
    assert (down.years_to_goal, down.ambition_ratio) == pytest.approx((up.years_to_goal, up.ambition_ratio))
    assert down.needed_rate == mirrored(up.needed_rate)
    assert down.without_revisions == mirrored(up.without_revisions)
    if up.trend is not None and down.trend is not None:
        assert down.trend.rate == pytest.approx(-up.trend.rate)
        assert (down.trend.low, down.trend.high) == pytest.approx((mirrored(up.trend.high), mirrored(up.trend.low)))
    if up.probability is None:
        assert (down.status, down.probability) == (up.status, None)
    else:
        # The random numbers are not mirrored: four standard errors of the difference of two shares.
        assert down.probability == pytest.approx(up.probability, abs=0.055)


@QUICK
@given(known(), value, value, deadlines, st.integers(-60, 60).map(lambda n: 4 * n))
def test_shifting_the_years_shifts_nothing_else(
    figures: list, goal: float, baseline: float, deadline: str, shift: int
) -> None:
    # By whole leap cycles, without the century years that are none, so that days are counted alike.
    assume(2005 + shift > 1904 and 2030 + shift < 2100)
    here = one(figures, goal, baseline=baseline, deadline=deadline)
    there = one(
        figures, goal, baseline=baseline, deadline=deadline, shift=shift, as_of=AS_OF.replace(year=AS_OF.year + shift)
    )
    assert there.status == here.status
    assert there.probability == here.probability
    assert (there.gap_closed, there.gap_due, there.needed_rate) == pytest.approx(
        (here.gap_closed, here.gap_due, here.needed_rate)
    )


@QUICK
@given(known(positive), positive, st.sampled_from([0.001, 0.5, 3.0, 1e6]), deadlines)
def test_the_unit_does_not_matter_on_a_log_scale(figures: list, goal: float, unit: float, deadline: str) -> None:
    plain = one(figures, goal, scale="log", deadline=deadline)
    scaled = one([(y, v * unit, p) for y, v, p in figures], goal * unit, scale="log", deadline=deadline)
    assert scaled.status == plain.status
    if plain.probability is None:
        assert scaled.probability is None
    else:
        # A path that stands exactly on the goal may fall to either side.
        assert scaled.probability == pytest.approx(plain.probability, abs=0.011)


@QUICK
@given(known(), value, positive, deadlines)
def test_a_harder_goal_is_never_likelier(figures: list, goal: float, harder: float, deadline: str) -> None:
    before = one(figures, goal, deadline=deadline)
    after = one(figures, goal + harder, deadline=deadline)
    if before.probability is not None and after.probability is not None:
        assert after.probability <= before.probability
    assert not (after.over_the_line and not before.over_the_line)


@QUICK
@given(known(), value)
def test_reaching_a_goal_by_a_year_is_at_least_as_likely_as_in_it(figures: list, goal: float) -> None:
    exact = one(figures, goal, deadline="in").probability
    ever = one(figures, goal, deadline="by").probability
    if exact is not None and ever is not None:
        assert ever >= exact


@QUICK
@given(known(), st.integers(2006, 2026), st.integers(0, 10))
def test_what_was_known_once_stays_known(figures: list, year: int, later: int) -> None:
    made = Strategy(
        About(id="s", name="S"),
        indicators=(Indicator(id="i", name="I"),),
        observations=tuple(
            Observation.model_validate({"indicator": "i", "period": y, "value": v, "vintage": p}) for y, v, p in figures
        ),
    )
    then = series_of(as_known_on(made, date(year, 12, 31)), "i")
    now = series_of(as_known_on(made, date(year + later, 12, 31)), "i")
    assert {*then.points, *then.earlier} <= {*now.points, *now.earlier}


@settings(max_examples=60, deadline=None)
@given(known(), value, value, st.integers(1990, 2060), deadlines, st.integers(2000, 2060))
def test_every_number_is_finite_and_the_reason_can_be_said(
    figures: list, goal: float, baseline: float, year: int, deadline: str, day: int
) -> None:
    import json

    from missionlab.base.text import Locale, say

    found = one(figures, goal, year=year, baseline=baseline, deadline=deadline, as_of=date(max(day, 2008), 12, 31))
    for language in (Locale(), Locale("es", "es-CO")):
        assert say(found.reason, language)
        assert all(say(note, language) for note in found.notes)
    json.dumps(dict(found.decided_by), allow_nan=False)
