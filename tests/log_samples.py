"""Made-up views of a log of decisions, of every state that a decision can be in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from missionlab.base.text import text
from missionlab.steering.ledger.chain import Fault, Head, Kind, Verification
from missionlab.steering.ledger.view import Line, LogView, Since

DAY = date(2026, 11, 24)
LEDGER = "00112233445566778899aabbccddeeff"
HASH = "0123456789abcdef" * 4


def line(number: int, about: str, **fields: Any) -> Line:
    """A decision made ``number`` times 40 days before the day, with evidence of ten days before."""
    on = DAY - timedelta(days=40 * number)
    usual: dict[str, Any] = {
        "id": f"d{10 - number}",
        "seq": 10 - number,
        "kind": "continue",
        "subjects": (about,),
        "question": "Go on?",
        "options": ("continue", "stop"),
        "chosen": "continue",
        "reason": "The gap closes.",
        "decided_on": on,
        "recorded_on": on,
        "as_of": on - timedelta(days=10),
        "review_on": None,
        "reviewed_on": None,
        "status": "decided",
        "role": "owner",
        "rule": None,
        "rule_says": None,
        "overridden": False,
        "dissent": (),
        "replaced_by": None,
    }
    return Line(**{**usual, **fields})


def lines(about: str, words: str = "Stop it") -> tuple[Line, ...]:
    """Replaced, reviewed, overdue, due, against a rule, proposed; ``words`` are the user's own."""
    return (
        line(9, about, replaced_by="d2", review_on=DAY - timedelta(days=300)),
        line(8, about, review_on=DAY - timedelta(days=200), reviewed_on=DAY - timedelta(days=210)),
        line(7, about, review_on=DAY - timedelta(days=100), dissent=(f"the treasury: {words}",)),
        line(5, about, review_on=DAY + timedelta(days=50), question=words, chosen=words, reason=words),
        line(3, about, rule="slow", rule_says=words, overridden=True, kind="adjust"),
        line(2, about, rule="slow", rule_says="continue"),
        line(1, about, status="proposed", kind="sign-off", role="co-signer"),
    )


def view(about: str, strategy: str = "test", words: str = "Stop it", **fields: Any) -> LogView:
    """A whole log with the decisions of ``lines``, or with ``fields``."""
    every = fields.pop("decisions", lines(about, words))
    usual = {
        "strategy": strategy,
        "as_of": DAY,
        "ledger": LEDGER,
        "entries": 12,
        "head": Head(11, HASH),
        "head_on": DAY,
        "verification": Verification(LEDGER, 12, Head(11, HASH), (), 1),
        "since": Since(DAY - timedelta(days=90), Head(7, HASH[1:] + "0")),
        "decisions": every,
        "new": every[-2:],
        "due": every[3:4],
        "overdue": every[2:3],
        "overridden": every[4:5],
        "proposed": every[-1:],
    }
    return LogView(**{**usual, **fields})


def nothing_open(about: str, **fields: Any) -> LogView:
    """A log in which nothing is new, due, late, against a rule or proposed."""
    lists: dict[str, Any] = dict.fromkeys(("new", "due", "overdue", "overridden", "proposed"), ())
    return view(about, **{**lists, **fields})


def broken(about: str) -> LogView:
    """A log whose third entry was altered."""
    fault = Fault(3, Kind.BODY, text("log.fault.body", seq=3))
    found = Verification(LEDGER, 12, Head(11, HASH), (fault,), 1)
    empty = nothing_open(about, decisions=())
    return replace(empty, verification=found, head=None, head_on=None)
