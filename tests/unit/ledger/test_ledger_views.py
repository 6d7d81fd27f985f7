"""Evidence, replay, audit, and the log as a briefing shows it: on a small strategy whose answers are known by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import indicator, mission, series, strategy, target, version

import missionlab as ml
from missionlab.base.text import say
from missionlab.steering.ledger import ledger as ledger_module
from missionlab.steering.ledger.audit import Effect, audit
from missionlab.steering.ledger.chain import Head
from missionlab.steering.ledger.evidence import evidence
from missionlab.steering.ledger.ledger import Ledger
from missionlab.steering.ledger.replay import Outcome, replay
from missionlab.steering.ledger.view import Since, short, since_of, view
from missionlab.steering.steer import steer
from missionlab.strategy.records import Action, CourseRule, Review, Signpost

RULE = CourseRule.model_validate(
    {
        "id": "slow",
        "version": 3,
        "mission": "m",
        "signpost": "pace",
        "comparator": "less than",
        "threshold": 1,
        "then": "end",
        "made_on": "2020-01-01",
    }
)
"""Fires from the beginning: the pace is below what is needed."""
PACE = Signpost.model_validate({"id": "pace", "name": "Pace", "statistic": "pace", "target": "t", "lag_months": 6})
END = Action.model_validate({"id": "end", "name": "The end", "kind": "stop", "mission": "m"})
YEARS = range(2015, 2025)


def small(last: float | None = None, name: str = "Test strategy") -> ml.Strategy:
    points = [one for year in YEARS for one in series("i", {year: 10.0 + year - 2015}, vintage=f"{year + 1}-06-30")]
    if last is not None:
        points += series("i", {2025: last}, vintage="2026-06-30")
    goal = version(value=30.0, year=2030)
    return strategy(mission("m"), mission("n"), indicator("i"), target("t", "m", "i", goal), *points, name=name)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the day on which entries are recorded."""
    from datetime import UTC, datetime

    def at(day: str) -> None:
        moment = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
        monkeypatch.setattr(ledger_module, "now", lambda: moment)

    return at


def decided(ledger: Ledger, about: ml.Strategy, on: str, **fields: Any) -> str:
    usual = {"question": "Go on?", "options": ["continue", "stop"], "chosen": "continue", "reason": "It goes well."}
    logged = ledger.decide(about, **{"subjects": ["m"], "decided_on": on, **usual, **fields})
    return str(logged.decision.id)


class TestEvidence:
    def test_later_figures_change_nothing_of_an_earlier_day(self) -> None:
        day = date(2025, 12, 31)
        assert evidence(small(), day) == evidence(small(last=99.0), day)
        assert evidence(small(), date(2026, 12, 31)) != evidence(small(last=99.0), date(2026, 12, 31))

    def test_only_the_numbers_of_the_subjects_are_kept(self) -> None:
        day = date(2025, 12, 31)
        for subjects, kept in ((["m"], True), (["t"], True), (["test"], True), (["n"], False), ([], False)):
            found = evidence(small(), day, 0, subjects).numbers
            assert bool(found) is kept, subjects
        numbers = evidence(small(), day, 0, ["m"]).numbers
        assert (numbers["t/latest"], numbers["t/goal"], numbers["t/trend_rate"]) == ("19", "30", "1")
        assert all(isinstance(one, str) for one in numbers.values())


def test_a_decision_of_tomorrow_is_not_recorded_today(tmp_path: Path, clock: Any) -> None:
    clock("2025-03-01")
    with Ledger.open(tmp_path / "log.sqlite") as ledger:
        with pytest.raises(ml.InputError, match="has not come yet"):
            decided(ledger, small(), "2025-03-03")
        decided(ledger, small(), "2025-03-02")
        assert ledger.head().seq == 1


class TestReplay:
    @pytest.fixture
    def logged(self, tmp_path: Path) -> Any:
        with Ledger.open(tmp_path / "log.sqlite") as ledger:
            decided(ledger, small(), "2025-12-31")
            return ledger.decision("d1")

    def test_the_same(self, logged: Any) -> None:
        found = replay(logged, small(last=99.0))
        assert (found.outcome, found.changes, found.differences) == (Outcome.SAME, (), ())
        assert found.compared > 3

    def test_the_same_after_a_stated_change(self, logged: Any) -> None:
        found = replay(logged, small(name="Another name"))
        assert found.outcome is Outcome.SAME_AFTER_CHANGE
        assert [say(one) for one in found.changes] == ["The strategy's records of that day are not what they were."]
        older = replace(logged, decision=logged.decision.model_copy(
            update={"evidence": logged.decision.evidence.model_copy(update={"version": "0.0.9"})}))  # fmt: skip
        assert "version 0.0.9" in say(replay(older, small()).changes[0])

    def test_another_figure_differs_by_name(self, logged: Any) -> None:
        known = small()
        first = known.observations[-1].model_copy(update={"value": 18.5})
        found = replay(logged, replace(known, observations=(*known.observations[:-1], first)))
        assert found.outcome is Outcome.DIFFERS
        assert ("t/latest", "19", "18.5") in [(one.name, one.then, one.now) for one in found.differences]

    def test_inputs_missing(self, logged: Any) -> None:
        assert replay(logged, None).outcome is Outcome.INPUTS_MISSING
        assert replay(logged, strategy(mission("m"), id="other")).outcome is Outcome.INPUTS_MISSING


class TestAudit:
    def test_making_and_hindsight_stand_apart(self, tmp_path: Path, clock: Any) -> None:
        expected = {"text": "It rises.", "indicator": "i", "comparator": "at least", "by": "2025-12-31"}
        known = small(last=20.5)
        with Ledger.open(tmp_path / "log.sqlite") as ledger:
            clock("2025-03-20")
            decided(ledger, known, "2025-03-10", as_of="2025-03-01", expected={**expected, "value": 20},
                    review_on="2025-06-30")  # fmt: skip
            decided(ledger, known, "2025-03-20", as_of="2025-02-18", expected={**expected, "value": 21},
                    dissent="the treasury: it will not")  # fmt: skip
            clock("2025-08-15")
            decided(ledger, known, "2025-08-15", as_of="2025-08-01", subjects=["n"], chosen="stop", kind="stop",
                    rule={"id": "r", "says": "continue"} if known.rules else None)  # fmt: skip
            found = audit(known, ledger.decisions(), date(2026, 12, 31))
        first, second, third = found.rows
        assert found.median_days == 14
        assert (first.hindsight.effect, first.hindsight.value) == (Effect.CAME, 20.5)
        assert (second.hindsight.effect, second.hindsight.dissent_right) == (Effect.DID_NOT, Effect.CAME)
        assert third.hindsight.effect is Effect.CANNOT_TELL
        assert (first.making.days_to_record, second.making.days_to_record) == (10, 0)
        assert (found.subjects, found.changed, found.never_changed) == (2, 1, False)
        # d2 is about the same mission and came before the review's day, so the review counts as held.
        assert (found.reviews_due, found.reviews_on_time) == (1, 1)
        assert set(found.to_json()["hindsight"]) == {"effects", "dissent_right"}
        columns = list(found.to_frame().columns)
        assert [one for one in columns if "effect" in one and not one.startswith("hindsight_")] == ["effect_stated"]

    def test_before_the_figure_is_published_nobody_can_tell(self, tmp_path: Path, clock: Any) -> None:
        clock("2025-03-20")
        expected = {"text": "x", "indicator": "i", "comparator": "at least", "by": "2025-12-31", "value": 20}
        known = small(last=20.5)
        with Ledger.open(tmp_path / "log.sqlite") as ledger:
            decided(ledger, known, "2025-03-20", expected=expected)
            for day in (date(2025, 11, 30), date(2026, 6, 29)):
                assert audit(known, ledger.decisions(), day).rows[0].hindsight.effect is Effect.CANNOT_TELL
            after = audit(known, ledger.decisions(), date(2026, 6, 30))
        assert after.rows[0].hindsight.effect is Effect.CAME
        assert after.never_changed

    def test_reviews_of_the_strategy_count_when_they_were_held_within_a_month(self, tmp_path: Path) -> None:
        paced = Review.model_validate(
            {"id": "r", "mission": "m", "first": "2020-01-31", "every_months": 12, "held": ["2020-02-15", "2022-06-30"]}
        )
        known = replace(small(), reviews=(paced,))
        with Ledger.open(tmp_path / "log.sqlite") as ledger:
            decided(ledger, known, "2019-01-10")
            found = audit(known, ledger.decisions(), date.today())
            early = audit(known, ledger.decisions(), date(2020, 1, 30))
        years = date.today().year - 2020 + (date.today() >= date(date.today().year, 1, 31))
        assert (found.reviews_due, found.reviews_on_time) == (years, 1)
        assert early.rows == ()


class TestView:
    def test_lists_of_a_day(self, tmp_path: Path, clock: Any) -> None:
        place, known = tmp_path / "log.sqlite", small()
        with Ledger.open(place) as ledger:
            clock("2025-01-10")
            decided(ledger, known, "2025-01-10", review_on="2025-06-30")
            decided(ledger, known, "2025-01-10", subjects=["n"], review_on="2025-07-31", role="analyst")
            clock("2025-03-01")
            decided(ledger, known, "2025-03-01", subjects=["t"], review_on="2025-05-01")
            clock("2025-09-01")
            decided(ledger, known, "2025-09-01", review_on="2026-09-01")
        assert view(known, date(2025, 1, 9), place=place) is None
        assert view(strategy(mission("m"), id="other"), date(2026, 1, 1), place=place) is None
        spring = view(known, date(2025, 4, 30), place=place)
        assert spring is not None
        assert [one.id for one in spring.decisions] == ["d1", "d2", "d3"]
        assert spring.head is not None
        assert (spring.head.seq, str(spring.head_on)) == (3, "2025-03-01")
        assert [one.id for one in spring.due] == ["d1", "d3"]
        assert [one.id for one in spring.proposed] == ["d2"]
        late = view(
            known,
            date(2025, 8, 31),
            place=place,
            since=Since(date(2025, 2, 1), Head(2, spring.head.hash[:0] or _hash(place, 2))),
        )
        assert late is not None
        assert [one.id for one in late.overdue] == ["d1", "d3"]
        assert [one.id for one in late.new] == ["d3"]
        after = view(known, date(2025, 9, 1), place=place)
        assert after is not None
        assert [one.id for one in after.overdue] == ["d3"]
        assert str(after.decisions[0].reviewed_on) == "2025-09-01"
        document = after.to_json()
        assert document["counts"]["decisions"] == len(document["decisions"]) == 4
        assert json.loads(json.dumps(document)) == document
        assert len(after.to_frame()) == 4

    @pytest.mark.parametrize(
        ("day", "due", "overdue", "counted"),
        [
            ("2025-06-29", 1, 0, 0),
            ("2025-06-30", 1, 0, 0),
            ("2025-07-01", 0, 1, 0),
            ("2025-07-31", 0, 1, 0),
            ("2025-08-01", 0, 1, 1),
        ],
    )
    def test_a_review_is_due_on_its_day_late_on_the_next_and_missed_a_month_later(
        self, tmp_path: Path, clock: Any, day: str, due: int, overdue: int, counted: int
    ) -> None:
        place, known = tmp_path / "log.sqlite", small()
        clock("2025-01-10")
        with Ledger.open(place) as ledger:
            decided(ledger, known, "2025-01-10", review_on="2025-06-30")
            found = audit(known, ledger.decisions(), date.fromisoformat(day))
        shown = view(known, date.fromisoformat(day), place=place)
        assert shown is not None
        assert (len(shown.due), len(shown.overdue)) == (due, overdue)
        assert shown.days_late in (None, 1, 31, 32)
        assert (found.reviews_due, found.reviews_on_time) == (counted, 0)

    def test_a_decision_against_its_rule_is_listed_and_one_with_it_is_not(self, tmp_path: Path) -> None:
        place, known = tmp_path / "log.sqlite", replace(small(), rules=(RULE,), signposts=(PACE,), actions=(END,))
        with Ledger.open(place) as ledger:
            first = decided(ledger, known, "2025-01-10", subjects=None, rule={"id": "slow", "says": "stop"})
            decided(ledger, known, "2025-01-10", rule={"id": "slow", "says": "continue"})
            decided(ledger, known, "2025-01-10", as_of="2024-12-31", rule="slow")
            worked_out = [
                ledger.decide(known, date(2025, 1, 10), rule="slow", question="Q", reason="R", **choice).decision
                for choice in (
                    {"options": ["go on", "stop it"], "chosen": "go on"},
                    {"options": ["go on", "end"], "chosen": "go on"},
                    {"options": ["go on", "The end"], "chosen": "The end"},
                    {"options": ["go on", "think"], "chosen": "go on"},
                )
            ]
            assert [(one.rule.says, one.overridden) for one in worked_out if one.rule != "judgement"] == [
                ("stop it", True), ("end", True), ("The end", False), ("end", True),
            ]  # fmt: skip
            stated = ledger.decision(first).decision
            assert stated.subjects == ("m",)
            assert stated.rule != "judgement"
            assert stated.rule.version == 3
            with pytest.raises(ml.InputError, match="no rule 'fast'"):
                decided(ledger, known, "2025-01-10", rule="fast")
            with pytest.raises(ml.InputError, match="nothing called x"):
                decided(ledger, known, "2025-01-10", subjects=["x"])
            found = audit(known, ledger.decisions())
        shown = view(known, place=place)
        assert shown is not None
        assert [one.id for one in shown.overridden] == ["d1", "d3", "d4", "d5", "d7"]
        assert [one.making.overridden for one in found.rows] == [True, False, True, True, True, False, True]

    def test_options_that_are_actions_carry_what_steer_says_of_them(self, tmp_path: Path) -> None:
        boost = Action.model_validate(
            {
                "id": "boost",
                "name": "Boost",
                "kind": "scale",
                "mission": "m",
                "target": "t",
                "effect": 6,
                "effect_low": 2,
                "effect_high": 8,
                "switching_cost": 1000000,
                "currency": "GBP",
                "delay_months": 12,
            }
        )
        known, day = replace(small(), actions=(boost,)), date(2025, 12, 31)
        (case,) = steer(known, day).actions
        assert case.chance.value is not None
        assert case.without.value is not None
        with Ledger.open(tmp_path / "log.sqlite") as ledger:
            options = [{"name": "boost"}, {"name": "continue"}, {"name": "think"}, {"name": "Boost", "p_met": "0.123"}]
            made = ledger.decide(known, day, question="Q", reason="R", options=options, chosen="boost", subjects=["m"])
        boosted, going_on, thought, stated = made.decision.options
        assert float(boosted.p_met or 0) == pytest.approx(case.chance.value)
        assert float(going_on.p_met or 0) == pytest.approx(case.without.value)
        assert boosted.p_met > going_on.p_met  # type: ignore[operator]
        assert (thought.p_met, stated.cost) == (None, None)
        assert made.decision.kind == "scale"

    def test_a_rewritten_log_shows_nothing_but_its_faults(self, tmp_path: Path) -> None:
        place, known = tmp_path / "log.sqlite", small()
        with Ledger.open(place) as ledger:
            decided(ledger, known, "2025-01-10")
        found = view(known, place=place, since=Since(date(2025, 1, 31), Head(1, "f" * 64)))
        assert found is not None
        assert (found.decisions, found.head) == ((), None)
        assert [str(one.kind) for one in found.verification.faults] == ["rewritten"]

    @pytest.mark.parametrize("body", ["{}", "[]", "no JSON", '{"recorded_at":5}', '{"type":"decision"}',
                                      '{"type":"note"}', '{"type":"delegation","delegations":5}'])  # fmt: skip
    def test_an_entry_that_another_program_added_is_refused_in_words(self, tmp_path: Path, body: str) -> None:
        """The chain is whole, because whoever may write to the file may also add; but nobody can read it."""
        from missionlab.steering.ledger.place import open_store

        place = tmp_path / "log.sqlite"
        with Ledger.open(place) as ledger:
            decided(ledger, small(), "2025-01-10")
        store = open_store(place)
        store.append(lambda _: body)
        store.close()
        with Ledger.open(place) as ledger:
            assert ledger.verify().intact
            assert len(ledger.id()) == 32
            if '"type"' in body:
                with pytest.raises(ml.InputError, match="none that missionlab wrote"):
                    (ledger.decisions(), ledger.notes(), ledger.powers())
            else:
                assert (len(ledger.decisions()), ledger.notes(), ledger.powers()) == (1, (), ())
        with pytest.raises(ml.InputError, match="cannot be read as a log"):
            view(small(), place=place)

    def test_without_a_log_there_is_no_view(self, tmp_path: Path) -> None:
        assert view(small(), place=tmp_path / "none.sqlite") is None
        assert list(tmp_path.iterdir()) == []

    def test_the_briefing_before_is_found_and_one_of_the_same_day_is_made_again(self, tmp_path: Path) -> None:
        results = tmp_path / "results.json"
        head = {"seq": 3, "hash": "a" * 64, "on": "2025-01-01"}
        before = {"as_of": "2025-01-31", "head": {"seq": 1, "hash": "b" * 64}}
        results.write_text(json.dumps({"as_of": "2025-02-28", "log": {"head": head, "since": before}}))
        assert since_of(results, date(2025, 3, 31)) == Since(date(2025, 2, 28), Head(3, "a" * 64))
        assert since_of(results, date(2025, 2, 28)) == Since(date(2025, 1, 31), Head(1, "b" * 64))
        assert since_of(results, date(2025, 1, 1)) is None
        for broken in ("", "[]", '{"as_of": "2025-02-28", "log": null}', '{"as_of": 5}'):
            results.write_text(broken)
            assert since_of(results, date(2025, 3, 31)) is None
        assert since_of(tmp_path / "none", date(2025, 3, 31)) is None

    def test_a_head_is_read_out_in_fours(self) -> None:
        assert short(Head(1, "0123456789abcdef" + "0" * 48)) == "0123 4567 89ab cdef"


def _hash(place: Path, seq: int) -> str:
    with Ledger.open(place) as ledger:
        return ledger.decision(seq).hash
