"""The track record beside a chance: the nearest tested distance, and the missed bars in words."""

from __future__ import annotations

import json
import math
import statistics
from pathlib import Path
from typing import Any

import pytest

from missionlab.base.text import LANGUAGES, Locale, say
from missionlab.tracking.track_record import RECORD_FILE, record_from, track_record


def found(value: float) -> dict[str, float]:
    return {"value": value, "low": value - 0.02, "high": value + 0.02}


def row(
    horizon: int, scope: str = "left-out", by: str = "all", method: str = "pool", held: float = 0.8
) -> dict[str, Any]:
    return {
        "scope": scope, "by": by, "method": method, "horizon": horizon, "forecasts": 900, "series": 90,
        "coverage_80": found(held), "calibration_error": found(0.031), "brier_skill": found(0.35),
        "relative_crps": found(0.86),
    }  # fmt: skip


def bar(measure: str, horizon: int | None, missed_by: float, era: str | None = None, **limits: float) -> dict[str, Any]:
    measured = {"value": limits.get("high", limits.get("low", 0)) + 0.02}
    return {"measure": measure, "horizon": horizon, "era": era, "low": None, "high": None, **limits,
            "measured": measured, "missed_by": missed_by}  # fmt: skip


DOCUMENT = {
    "about": {"method": "pool"},
    "rows": [
        row(5, scope="all", held=0.5), row(1, held=0.81), row(5, held=0.79), row(10, held=0.73),
        row(5, by="era", held=0.4), row(5, method="other", held=0.3),
    ],
    "bars": [
        bar("relative_crps", 5, 0.02, high=0.84), bar("relative_crps", 10, 0.0, high=0.78),
        bar("coverage_80", 10, 0.01, era="2011-", low=0.70, high=0.88),
        bar("coverage_95", 10, 0.01, low=0.92, high=0.97),
        bar("coverage_80", 5, 0.01, era="1999-2004", low=0.70, high=0.88), bar("cpu_ms", None, 4.0, high=10.0),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("ahead", "horizon", "held"), [(1, 1, 0.81), (3, 1, 0.81), (4, 5, 0.79), (8, 10, 0.73), (30, 10, 0.73)]
)
def test_the_nearest_tested_distance_of_what_nothing_was_learnt_from(ahead: int, horizon: int, held: float) -> None:
    one = record_from(DOCUMENT, "pool", ahead)
    assert one is not None
    assert (one.horizon, one.held_80.value, one.ahead) == (horizon, held, ahead)


def test_a_method_that_was_not_tested_has_no_record() -> None:
    assert record_from(DOCUMENT, "another", 5) is None
    assert record_from({**DOCUMENT, "rows": []}, "pool", 5) is None


def test_bars_that_were_missed_are_told_at_their_distance_and_no_others() -> None:
    five, ten, one = (record_from(DOCUMENT, "pool", years) for years in (5, 10, 1))
    assert five is not None
    assert ten is not None
    assert one is not None
    assert [(m.measure, m.era) for m in five.missed] == [("relative_crps", None), ("coverage_80", "1999-2004")]
    assert [(m.measure, m.era) for m in ten.missed] == [("coverage_80", "2011-"), ("coverage_95", None)]
    assert one.missed == ()
    said = say(five.said)
    assert "2 things that were asked of them beforehand were missed" in said
    assert "an error 0.86 times that of a random walk where at most 0.84 was asked" in said
    assert "8 in 10 intervals held 90% where 70% to 88% was asked [made 1999 to 2004]" in said
    assert "[made from 2011 on]" in say(ten.said)
    assert "missed" not in say(one.said)


def test_the_record_gives_every_figure_with_its_interval_or_meaning() -> None:
    one = record_from(DOCUMENT, "pool", 12)
    assert one is not None
    said = say(one.said)
    assert "10 years ahead in the past for 90 series" in said
    assert "held 73% (71% to 75%)" in said
    assert "off by 3.1 points" in said
    assert "skill of 0.35" in said
    assert "this one looks 12 years ahead, and nothing beyond 10 was tested" in said
    assert "beyond" not in say(record_from(DOCUMENT, "pool", 9).said)  # type: ignore[union-attr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_ships_can_be_said_in_every_language(language: str) -> None:
    import json

    method = json.loads(RECORD_FILE.read_text(encoding="utf-8"))["about"]["method"]
    for ahead in (1, 5, 10, 25):
        one = track_record(method, ahead)
        assert one is not None
        assert "{" not in say(one.said, Locale(language, language))


def test_the_page_about_forecasts_says_what_the_summary_that_ships_says() -> None:
    """Also what is less flattering: the mean without the family that carries it, and the harder reference."""
    page = " ".join((Path(__file__).parents[3] / "docs/explanation/forecasts.md").read_text(encoding="utf-8").split())
    rows = [
        row
        for row in json.loads(RECORD_FILE.read_text(encoding="utf-8"))["rows"]
        if (row["scope"], row["method"]) == ("left-out", "calibrated-pool")
    ]
    whole = {row["horizon"]: row for row in rows if row["by"] == "all"}
    by_family = {(row["group"], row["horizon"]): row for row in rows if row["by"] == "family"}

    def shown(value: float, digits: int = 2) -> str:
        return f"{value:.{digits}f}".replace("0.", ".", 1)

    def both(measure: str, digits: int = 2) -> list[str]:
        found = [whole[horizon][measure] for horizon in (5, 10)]
        return [f"{shown(one['value'], digits)} [{shown(one['low'])}, {shown(one['high'])}]" for one in found]

    plain = page.replace("*", "")
    assert "| CRPS against the random walk | | {} | {} |".format(*both("relative_crps")) in plain
    assert "| 80 % interval holds | all | {} | {} |".format(*both("coverage_80", 3)) in plain
    assert "| 95 % interval holds | all | {} | {} |".format(*both("coverage_95", 3)) in plain
    assert "| Brier skill | | {} | {} |".format(*both("brier_skill", 3)) in plain
    assert "| calibration error of P(met) | | {} | {} |".format(*both("calibration_error", 3)) in plain
    assert "it is {} at five years and {} at ten".format(*both("event_skill")) in plain
    without = [
        math.exp(
            statistics.mean(
                math.log(row["relative_crps"]["value"])
                for (family, at), row in by_family.items()
                if at == horizon and family != "diffusion"
            )
        )
        for horizon in (5, 10)
    ]
    assert "the CRPS would be {} and {}, and both".format(*map(shown, without)) in plain
