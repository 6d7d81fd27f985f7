"""The record of a decision: what was asked, what was considered, what was chosen and why, and on what evidence."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from missionlab.base.dates import Date
from missionlab.base.findings import InputError, Place
from missionlab.base.frozen import FrozenMap
from missionlab.strategy.records.record import Currency, Id, Ids, Name, Prose, Record
from missionlab.strategy.vocabulary import Comparator

NONE_RECORDED = "none recorded"
JUDGEMENT = "judgement"


class DecisionKind(StrEnum):
    """What was decided."""

    CONTINUE = "continue"
    SCALE = "scale"
    ADJUST = "adjust"
    PAUSE = "pause"
    STOP = "stop"
    TRANSFER = "transfer"
    RETARGET = "retarget"
    MERGE = "merge"
    WITHDRAW = "withdraw"
    ADOPT = "adopt"
    ALLOCATE = "allocate"
    CORRECT = "correct"
    """An earlier entry was wrong; this one says what is right."""
    SIGN_OFF = "sign-off"
    """A decision that was proposed is taken by somebody who may."""


class Role(StrEnum):
    """What somebody may do with the log."""

    READER = "reader"
    """Reads."""
    ANALYST = "analyst"
    """Proposes."""
    OWNER = "owner"
    """Decides, within subjects and money that were delegated."""
    CO_SIGNER = "co-signer"
    """Signs what an owner decides; decides nothing alone."""
    AUDITOR = "auditor"
    """Reads and verifies everything, and adds notes."""
    KEEPER = "keeper"
    """Keeps keys, backups and powers; cannot decide."""


class DecisionStatus(StrEnum):
    DECIDED = "decided"
    """By somebody who may, or in a log in which nobody's powers were recorded yet."""
    PROPOSED = "proposed"
    """Beyond what was delegated to whoever recorded it."""


def _day(value: Any) -> date:
    found = Date.read(value)
    if found.day is None:
        raise ValueError(f"{value} is not a day; write 2026-11-24")
    return found.first


Day = Annotated[date, BeforeValidator(_day)]
Number = Annotated[Decimal, Field(max_digits=30)]
Amount = Annotated[Decimal, Field(ge=0, max_digits=30)]
Chance = Annotated[Decimal, Field(ge=0, le=1, max_digits=30)]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Pseudonym = Annotated[str, StringConstraints(pattern=r"^p-[0-9a-f]{12}$")]
DecisionId = Annotated[str, StringConstraints(pattern=r"^d[0-9]{1,15}$")]
Numbers = Annotated[Mapping[str, str], AfterValidator(FrozenMap), PlainSerializer(dict)]


class Option(Record):
    """Something that could have been chosen. What is blank was not known."""

    name: Name
    """How it is called; `chosen` is one of these names."""
    text: Prose | None = None
    """What it means."""
    cost: Amount | None = None
    """What it costs, in `currency`."""
    currency: Currency | None = None
    """Code of three letters, such as GBP."""
    p_met: Chance | None = None
    """Chance of meeting the target with it."""
    p_met_low: Chance | None = None
    """Its low end."""
    p_met_high: Chance | None = None
    """Its high end."""
    regret: Amount | None = None
    """The most that it loses against the best option, over the futures looked at."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ends = [one for one in (self.p_met_low, self.p_met, self.p_met_high) if one is not None]
        if ends != sorted(ends):
            raise ValueError("p_met_low, p_met and p_met_high are not in order")
        if self.cost is not None and self.currency is None:
            raise ValueError("a cost needs its currency")
        return self


class RuleUsed(Record):
    """The rule that was looked at, and what it said. Choosing something else overrides it."""

    id: Id
    version: Annotated[int, Field(ge=1)] = 1
    says: Name | None = None
    """The option that it points to. Blank: not known."""


class Dissent(Record):
    """Who disagreed, by role and never by name, and what they said."""

    role: Name
    text: Prose


class Expected(Record):
    """What is expected to come of it, and where that will show."""

    text: Prose
    """In words."""
    indicator: Id | None = None
    """Id of the indicator that will show it."""
    comparator: Comparator | None = None
    """How its value will compare with `value`."""
    value: Number | None = None
    """In the indicator's unit."""
    by: Day | None = None
    """The day by which it will show."""


class Evidence(Record):
    """What was known: fingerprints of the records as known on the day, of the results, and what made them."""

    strategy: Hash
    """Of all records as known on the day, without observations."""
    observations: Hash
    """Of the observations as known on the day."""
    results: Hash
    """Of the numbers of all targets."""
    version: Name
    """Of missionlab."""
    seed: Annotated[int, Field(ge=0)]
    numbers: Numbers = FrozenMap()
    """The numbers of the targets that the decision is about, as decimal strings."""


class Annex(Record):
    """A restricted annex: its name in the side table, and the hash of salt and content."""

    ref: Name
    hash: Hash


class Decision(Record):
    """A decision as a person states it, and the five fields that the log adds."""

    strategy: Id
    """Id of the strategy."""
    kind: DecisionKind
    """What was decided."""
    subjects: Annotated[Ids, Field(min_length=1)]
    """Ids of the missions, projects or others that it is about; the strategy's own id for all of it."""
    question: Prose
    """What was asked."""
    options: Annotated[tuple[Option, ...], Field(min_length=1)]
    """Everything that was considered, the chosen one among them."""
    chosen: Name
    """Name of the option that was chosen."""
    reason: Prose
    """Why."""
    rule: RuleUsed | Literal["judgement"] = "judgement"
    """The rule that was looked at, or that there was none."""
    as_of: Day
    """The day of which the evidence is."""
    evidence: Evidence
    """What was known."""
    expected: Expected | None = None
    """What is expected to come of it."""
    amount: Amount | None = None
    """Money that it commits; 0 for none."""
    currency: Currency | None = None
    """Code of three letters, such as GBP."""
    role: Role = Role.OWNER
    """The role in which it is recorded."""
    co_signers: tuple[Name, ...] = ()
    """Who signed with the owner, by role."""
    dissent: tuple[Dissent, ...] | Literal["none recorded"]
    """Who disagreed; `none recorded` where nobody did."""
    conflicts: Prose | None = None
    """Conflicts of interest that were declared. Blank: nobody asked."""
    decided_on: Day
    """The day of the decision."""
    review_on: Day | None = None
    """The day on which it is looked at again."""
    supersedes: DecisionId | None = None
    """Id of the entry that it corrects, signs off or replaces."""
    annexes: tuple[Annex, ...] = ()
    """Restricted annexes, which can be erased."""

    id: DecisionId | None = None
    """Given by the log."""
    owner: Pseudonym | None = None
    """Given by the log: who recorded it, by pseudonym."""
    status: DecisionStatus | None = None
    """Given by the log: decided, or proposed where powers do not reach so far."""
    powers: Prose | None = None
    """Given by the log: why it is proposed, or that nobody's powers were recorded."""
    recorded_at: datetime | None = None
    """Given by the log."""

    @model_validator(mode="before")
    @classmethod
    def _in_one_form(cls, given: Any) -> Any:
        """Text in Unicode's composed form, as it is stored: two names that look alike are one name."""
        try:
            return composed(given)
        except RecursionError:
            # YAML can name a list inside itself; the fields' own checks say so.
            return given

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        names = [option.name for option in self.options]
        problems = []
        if len(set(names)) < len(names):
            problems.append("two options have one name")
        if self.chosen not in names:
            problems.append(f"chosen: {self.chosen!r} is not one of the options: {', '.join(map(repr, names))}")
        if self.dissent == ():
            problems.append(f"dissent: write {NONE_RECORDED!r} where nobody disagreed")
        if self.amount is not None and self.currency is None:
            problems.append("currency: an amount needs its currency")
        if self.as_of > self.decided_on:
            problems.append("as_of: the evidence is of a day after the decision")
        if self.review_on is not None and self.review_on < self.decided_on:
            problems.append("review_on: it is before the decision")
        if self.kind in (DecisionKind.CORRECT, DecisionKind.SIGN_OFF) and self.supersedes is None:
            problems.append(f"supersedes: a {self.kind} names the entry that it is about")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @property
    def key(self) -> str:
        return self.id or ""

    @property
    def overridden(self) -> bool:
        """Whether something else was chosen than the rule said."""
        return isinstance(self.rule, RuleUsed) and self.rule.says not in (None, self.chosen)


_UNSAID = ("RuleUsed", "tuple[Dissent, ...]", "literal['judgement']", "literal['none recorded']")
"""Steps into one of several forms of a field, which say nothing to whoever reads them."""
_FORMS = {
    "dissent": f"a list of role and text, or {NONE_RECORDED!r}",
    "rule": f"id, version and what it says, or {JUDGEMENT!r}",
}
"""What a field that has two forms may be."""
GIVEN = ("id", "owner", "status", "powers", "recorded_at")
"""Fields that the log gives; whoever records a decision leaves them out."""


def composed(value: Any) -> Any:
    """The same value with all its texts in Unicode's composed form NFC."""
    match value:
        case Enum():
            return value
        case str():
            return unicodedata.normalize("NFC", value)
        case Mapping():
            return {name: composed(one) for name, one in value.items()}
        case list() | tuple():
            return [composed(one) for one in value]
    return value


def decision_of(fields: Mapping[str, Any] | Decision, file: str = "") -> Decision:
    """The decision with these fields. Raises ``InputError`` that lists everything missing or wrong at once."""
    stated = {name: getattr(fields, name) for name in GIVEN} if isinstance(fields, Decision) else fields
    given = [name for name in GIVEN if stated.get(name) is not None]
    problems = [f"{name}: the log gives it; leave it out" for name in given]
    missing: list[str] = []
    found = fields if isinstance(fields, Decision) else None
    if not isinstance(fields, Decision):
        try:
            found = Decision.model_validate({name: value for name, value in fields.items() if name not in given})
        except ValidationError as error:
            for one in _told(error):
                where = ".".join(str(step) for step in one["loc"] if step not in _UNSAID)
                message = _FORMS.get(where) or one["msg"].removeprefix("Value error, ")
                if one["type"] == "missing":
                    missing.append(where)
                else:
                    problems.append(f"{where}: {message}" if where else message)
    if missing or problems or found is None:
        raise _refused(missing, list(dict.fromkeys(problems)), file)
    return found


def _told(error: ValidationError) -> list[ErrorDetails]:
    """The errors, without those of the other form of a field that has two."""
    errors = error.errors(include_url=False)
    deep = {one["loc"][0] for one in errors if len(one["loc"]) > 2}
    return [one for one in errors if not (one["type"] == "literal_error" and one["loc"][0] in deep)]


def _refused(missing: list[str], problems: list[str], file: str) -> InputError:
    said = [f"missing: {', '.join(missing)}"] if missing else []
    return InputError(
        "The decision cannot be recorded: " + "; ".join([*said, *problems]) + ".",
        place=Place(file),
        why="An entry can never be changed, so it has to be whole. Nothing was recorded.",
        fix=_fix(missing),
    )


def _fix(missing: list[str]) -> str:
    if "dissent" in missing:
        return f"Give what is missing and mend what is wrong; where nobody disagreed, dissent is {NONE_RECORDED!r}."
    return "Give what is missing and mend what is wrong; docs/how-to/ledger.md lists the fields."
