"""The briefings that are tested: every pack, and the strategies at the edges. Each is made once in a process."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import appraisal_samples
import builders
import fund_samples
import log_samples
import pilot_samples
import plan_samples
import steer_samples

import missionlab
from missionlab.report.briefing import Briefing
from missionlab.report.html import render
from missionlab.strategy.strategy import Strategy

DAY = date(2026, 11, 24)

PACKS = ("uk-2017", "labour-2017", "eu-missions", "snib", "chile", "colombia", "mexico")
EDGES = ("empty", "single", "hostile", "template")
APPRAISED = {"chile-appraised": ("chile", "usual"), "single-appraised": ("single", "hostile")}
"""Briefings with an appraisal: their strategy, and which of the made-up appraisals."""
FUNDED = {"single-funded": "single", "hostile-funded": "hostile"}
"""Briefings with a made-up fund: their strategy."""
LOGGED = {"single-logged": ("single", "heat"), "hostile-logged": ("hostile", "m0")}
"""Briefings with a made-up log of decisions: their strategy, and the mission that was decided about."""
PILOTED = {"single-piloted": "single", "hostile-piloted": "hostile"}
"""Briefings with made-up pilots: their strategy."""
STEERED = {"single-steered": "single", "hostile-steered": "hostile"}
"""Briefings with a made-up course: their strategy."""
PLANNED = {"single-planned": "single", "hostile-planned": "hostile"}
"""Briefings with a made-up plan: their strategy."""
SPANISH = {"chile-chapters": "chile"}
"""A briefing in Spanish with all the made-up chapters: its strategy."""
ALL = (*PACKS, *EDGES, *APPRAISED, *FUNDED, *LOGGED, *PILOTED, *STEERED, *PLANNED, *SPANISH)

_SURE = {"owner": True, "money": True, "powers": True, "timetable": True}
_PLAN = (
    builders.Contribution(target="warm-75", amount=4, low=2, high=7, year=2026, chance=0.8, **_SURE),
    builders.Contribution(target="warm-75", amount=3, owner=True, money=True, powers=True),
    builders.Contribution(target="warm-75", amount=1, year=2040),
)

_SCRIPT = "</title></style><script>alert('seen')</script><img src=x onerror=alert(1)>"
_QUOTES = "\"quoted\" 'name' `x` & &amp; {{ 7 * 7 }} {% raw %} %s {0} \\"
_UNBROKEN = "Gesundheitsdatenverarbeitungsinfrastruktur" * 7
_RIGHT_TO_LEFT = "برنامج الطاقة النظيفة \N{RIGHT-TO-LEFT OVERRIDE}txt.exe עברית"
_EMOJI = "👩🏽‍🔬🚀🇪🇺 mission " * 4
_LONG = ("A name of three hundred letters that goes on and on " * 6)[:299] + "."


@cache
def strategy(name: str) -> Strategy:
    if name in APPRAISED:
        return strategy(APPRAISED[name][0])
    if name in FUNDED:
        return strategy(FUNDED[name])
    if name in LOGGED:
        return strategy(LOGGED[name][0])
    if name in PILOTED:
        return strategy(PILOTED[name])
    if name in PLANNED:
        return strategy(PLANNED[name])
    if name in STEERED:
        return strategy(STEERED[name])
    if name in SPANISH:
        return strategy(SPANISH[name])
    return _EDGE_MAKERS[name]() if name in EDGES else missionlab.load(name)


@cache
def briefing(name: str) -> Briefing:
    if name in APPRAISED:
        of, appraisal = APPRAISED[name]
        return replace(briefing(of), appraisal=appraisal_samples.appraisal(appraisal))
    if name in FUNDED:
        hostile = {"name": _SCRIPT} if "hostile" in name else {}
        return replace(briefing(FUNDED[name]), funds=(fund_samples.fund(**hostile),))
    if name in LOGGED:
        of, mission = LOGGED[name]
        words = {"words": _SCRIPT} if "hostile" in name else {}
        return replace(briefing(of), log=log_samples.view(mission, **words))
    if name in PILOTED:
        words = {"name": _SCRIPT, "arm": _UNBROKEN[:299], "unit": _EMOJI.strip()} if "hostile" in name else {}
        return replace(briefing(PILOTED[name]), pilots=pilot_samples.found(**words))
    if name in STEERED:
        words = {"name": _SCRIPT} if "hostile" in name else {}
        return replace(briefing(STEERED[name]), course=steer_samples.course(**words))
    if name in PLANNED:
        words = (_SCRIPT[:300], _UNBROKEN[:299], _RIGHT_TO_LEFT, _EMOJI, _LONG) if "hostile" in name else ()
        missions = ("m0", "m1") if "hostile" in name else ("heat",)
        return replace(briefing(PLANNED[name]), plan=plan_samples.plan(words, missions))
    if name in SPANISH:
        plain = briefing(SPANISH[name])
        mission = plain.strategy.missions[0].id
        return replace(
            plain,
            funds=(fund_samples.fund(),),
            plan=plan_samples.plan((), (mission,)),
            course=steer_samples.course(),
            pilots=pilot_samples.found(),
            log=log_samples.view(mission),
        )
    return missionlab.brief(strategy(name), DAY)


@cache
def html(name: str) -> str:
    return render(briefing(name))


def _empty() -> Strategy:
    return builders.strategy(name="Nothing yet")


def _single() -> Strategy:
    """One mission, one target, nine yearly values and one project."""
    values = {2016 + i: 50 + 1.1 * i + (0.4 if i % 2 else -0.3) for i in range(9)}
    return builders.strategy(
        builders.mission("heat", name="Warm homes", statement={"en": "Warm every home by 2035."}),
        builders.indicator("warm", name="Homes that are warm", unit="% of homes"),
        builders.target("warm-75", "heat", "warm", name="Three homes in four are warm"),
        *builders.series("warm", values),
        builders.project("boilers", "heat", name="Heat pumps for terraces", contributions=_PLAN),
        builders.money("boilers", 120_000_000),
        name="Warm homes strategy",
    )


def _hostile() -> Strategy:
    """Names that try to close elements, strings and rules, to overflow, or to turn the direction of text."""
    values = {2014 + i: 54 + 0.9 * i + (0.5 if i % 2 else -0.5) for i in range(11)}
    records = []
    for i, name in enumerate((_SCRIPT, _QUOTES, _UNBROKEN, _RIGHT_TO_LEFT, _EMOJI, _LONG)):
        mission, indicator = f"m{i}", f"i{i}"
        records += [
            builders.mission(mission, name=name, statement={"en": name}),
            builders.indicator(indicator, name=name, unit=("%", name[:300])[i % 2], definition=name),
            builders.target(f"t{i}", mission, indicator, name=name),
            *builders.series(indicator, values, note=name),
            builders.project(f"p{i}", mission, name=name, lead=f"a{i}"),
            builders.actor(f"a{i}", name=name),
            builders.money(f"p{i}", 1_000_000 * (i + 1)),
            builders.source(f"s{i}", title=name, publisher=name, url="javascript:alert(1)"),
        ]
    return builders.strategy(*records, name=_LONG)


def _template() -> Strategy:
    """What `missionlab new` writes: it has records of every kind."""
    with TemporaryDirectory() as folder:
        missionlab.new(Path(folder) / "strategy")
        return missionlab.load(Path(folder) / "strategy")


_EDGE_MAKERS = {"empty": _empty, "single": _single, "hostile": _hostile, "template": _template}
