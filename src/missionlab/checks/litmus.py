"""The litmus test: whether a mission is the right tool. A gate with four tests before a mission is adopted."""

from __future__ import annotations

from collections.abc import Iterator

from missionlab.base.text import Text
from missionlab.checks.answers import Reading, read_answers
from missionlab.checks.cards import all_hold, card
from missionlab.checks.facts import Facts, MissionFacts
from missionlab.checks.goals import lacking
from missionlab.checks.questions import LITMUS
from missionlab.checks.results import Card, Verdict
from missionlab.checks.wording import sentence

_SCORE = {Verdict.HOLDS: 1.0, Verdict.FAILS: 0.0, Verdict.CANNOT_TELL: None}


def cards(facts: Facts, mission: MissionFacts) -> Iterator[Card]:
    """One card: all four tests must pass. The objective is read from the goal itself when nobody answered."""
    readings = {test: read_answers(facts, f"litmus.{test}", mission.mission.id) for test in LITMUS}
    verdicts = {test: _verdict(facts, mission, test, reading) for test, reading in readings.items()}
    groups: list[Text] = []
    for verdict in (Verdict.FAILS, Verdict.HOLDS, Verdict.CANNOT_TELL):
        tests = [sentence(f"litmus.{test}") for test in LITMUS if verdicts[test] is verdict]
        if tests:
            groups.append(sentence(f"litmus.{_WORD[verdict]}", tests=tests, n=len(tests)))
    yield card(
        "litmus.gate",
        mission.mission.id,
        all_hold(verdicts.values()),
        *groups,
        numbers={test: _SCORE[verdict] for test, verdict in verdicts.items()},
        records=(mission.mission.id, *(record for reading in readings.values() for record in reading.records)),
        sources=(source for reading in readings.values() for source in reading.sources),
    )


_WORD = {Verdict.HOLDS: "passed", Verdict.FAILS: "failed", Verdict.CANNOT_TELL: "open"}


def _verdict(facts: Facts, mission: MissionFacts, test: str, reading: Reading) -> Verdict:
    if reading.answers or test != "objective":
        return reading.verdict
    complete = bool(mission.targets) and not any(lacking(facts, standing) for standing in mission.targets)
    return Verdict.HOLDS if complete else Verdict.CANNOT_TELL
