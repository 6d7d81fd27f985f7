"""From what somebody says to the whole record: what can be worked out is filled in, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from missionlab.base.findings import InputError
from missionlab.steering.ledger.decision import JUDGEMENT, NONE_RECORDED, Decision, DecisionKind, decision_of
from missionlab.steering.ledger.steered import first_word, steered
from missionlab.strategy.records import CourseRule
from missionlab.strategy.strategy import Strategy


def stated(
    strategy: Strategy, fields: Mapping[str, Any], as_of: date | None = None, seed: int = 0, file: str = ""
) -> Decision:
    """The decision about ``strategy`` with ``fields``; ``as_of`` is the day of the evidence (the day of the decision
    when blank).

    Filled in, where blank: the subjects from the rule, or the whole strategy; the kind from the chosen option, where it
    is the id of an action or the word of a kind, else *adopt*; the rule's version and what it says; what `steer` knows
    of options that are actions; the day; the evidence; and that no dissent was recorded. Raises ``InputError`` that
    lists everything missing or wrong at once.
    """
    from missionlab.steering.ledger.evidence import evidence

    said = {name: value for name, value in fields.items() if value is not None and value != ()}
    said.setdefault("decided_on", date.today())
    said.setdefault("strategy", strategy.about.id)
    said.setdefault("as_of", as_of or said["decided_on"])
    said["dissent"] = _dissent(said.get("dissent"))
    said["options"] = [{"name": one} if isinstance(one, str) else one for one in _listed(said.get("options"))]
    if not said["options"]:
        del said["options"]
    rule = _rule(strategy, said)
    said.setdefault("subjects", _subjects(strategy, rule))
    said.setdefault("kind", _kind(strategy, said.get("chosen")))
    unknown = _unknown(strategy, said["subjects"]) if isinstance(said["subjects"], list | tuple) else []
    if unknown:
        raise InputError(
            f"The strategy {strategy.about.id} has nothing called {', '.join(unknown)}.",
            why="What a decision is about must be found again. Nothing was recorded.",
            fix="Use ids of its missions, targets, projects, actions, rules or funds, or the strategy's own id.",
        )
    # The record is checked before the evidence is worked out, so that what is missing is said at once.
    nothing = "0" * 64
    blank = {"strategy": nothing, "observations": nothing, "results": nothing, "version": "0", "seed": seed}
    checked = decision_of({**said, "evidence": said.get("evidence", blank)}, file)
    if "evidence" in said:
        return checked
    found = evidence(strategy, checked.as_of, seed, checked.subjects)
    return steered(strategy, checked.model_copy(update={"evidence": found}), seed)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [] if value is None else [value]


def _dissent(value: Any) -> Any:
    """Dissent said in one line, ``the treasury: too early``, as a record; that none was recorded, where it is blank."""
    lines = _listed(value)
    if not lines or lines == [NONE_RECORDED]:
        return NONE_RECORDED
    return [_who_said(one) if isinstance(one, str) else one for one in lines]


def _who_said(line: str) -> dict[str, str]:
    role, colon, said = line.partition(":")
    return {"role": role, "text": said} if colon and said.strip() else {"role": "not stated", "text": line}


def _rule(strategy: Strategy, said: dict[str, Any]) -> CourseRule | None:
    """The strategy's rule that is named, its version filled in; ``InputError`` where there is none of that id."""
    given = said.get("rule")
    if given is None or given == JUDGEMENT:
        return None
    named = {"id": given} if isinstance(given, str) else dict(given) if isinstance(given, Mapping) else {}
    rules = [one for one in strategy.rules if one.id == named.get("id")]
    if not rules:
        raise InputError(
            f"The strategy {strategy.about.id} has no rule {named.get('id')!r}.",
            why="A decision by a rule names the rule, so that others can apply it again. Nothing was recorded.",
            fix=f"Use one of: {', '.join(one.id for one in strategy.rules) or 'it has none'}; or decide by judgement.",
        )
    latest = max(rules, key=lambda one: one.version)
    said["rule"] = {"version": latest.version, **named}
    return latest


def _subjects(strategy: Strategy, rule: CourseRule | None) -> list[str]:
    of_rule = [one for one in (rule.mission, rule.project) if one] if rule else []
    return of_rule or [strategy.about.id]


def _kind(strategy: Strategy, chosen: Any) -> str:
    """The kind that the chosen option names: by the id of an action, or by its first word."""
    action = strategy.action_by_id.get(str(chosen))
    if action is not None:
        return str(action.kind)
    word = first_word(str(chosen or ""))
    return word if word in list(DecisionKind) else str(DecisionKind.ADOPT)


def _unknown(strategy: Strategy, subjects: list[Any] | tuple[Any, ...]) -> list[str]:
    lists = ("missions", "targets", "projects", "actions", "rules", "funds", "pilots", "reviews", "commitments")
    known = {strategy.about.id} | {record.key for name in lists for record in getattr(strategy, name)}
    return [str(one) for one in subjects if str(one) not in known]
