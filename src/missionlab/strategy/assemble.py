"""From what a reader found to a strategy: every record checked, every fault with its place, and the rest usable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from missionlab.base.findings import Finding, Level, Place, in_order
from missionlab.strategy.catalogue import CATALOGUE, finding, nearest
from missionlab.strategy.labels import NOUNS, capital
from missionlab.strategy.origins import Locate, Origins
from missionlab.strategy.raw import RawRecord, RawStrategy
from missionlab.strategy.records import About, Record
from missionlab.strategy.rules import all_faults
from missionlab.strategy.rules.fault import Book, Partial
from missionlab.strategy.rules.references import records_of
from missionlab.strategy.rules.removal import usable_part
from missionlab.strategy.shapes import findings_of_shape, truths_for_numbers, without_blanks
from missionlab.strategy.strategy import RECORD_TYPES, Strategy

MOST_ALIKE = 100
"""Findings of one code in one file or sheet that are listed; further ones are counted in one more finding."""


def assemble(raw: RawStrategy, default_id: str) -> Strategy:
    """The strategy that ``raw`` describes, with all findings. ``default_id`` names it if it does not name itself."""
    parts = _Parts(raw, default_id)
    whole = Strategy(parts.about, **parts.lists)  # type: ignore[arg-type]
    unreadable: dict[str, Set[str]] = {name: set(ids) for name, ids in parts.unreadable.items()}
    faults = list(all_faults(Book(whole, unreadable, parts.promised, parts.in_part)))
    unusable = [f for f in faults if CATALOGUE[f.code].level is Level.ERROR and f.dangling is None]
    faulty = [record for fault in unusable for record in fault.records]
    usable, lost = usable_part(whole, faulty, unreadable, {fault.dangling for fault in faults if fault.dangling})

    findings = list(parts.findings)
    findings.extend(
        finding(fault.code, parts.locate_of[id(fault.record)](fault.path), fault.message, fault.fix) for fault in faults
    )
    for (name, key), what in lost.items():
        message = f"Because {NOUNS[name]} '{key}' has errors, these are left out as well: {what}."
        findings.append(finding("left-out-with-it", parts.place_of(name, key), message))
    return replace(usable, findings=_capped(in_order(findings)), origins=_origins(parts, whole, usable))


class _Parts:
    """The records of a raw strategy, with their places, and what is wrong with those that are none."""

    def __init__(self, raw: RawStrategy, default_id: str) -> None:
        self.findings: list[Finding] = list(raw.findings)
        self.locate_of: dict[int, Locate] = {}
        """By the identity of the record."""
        self.unreadable: dict[str, dict[str, Locate]] = {}
        self.promised: set[str] = set()
        """Missions with a target that cannot be read."""
        self.in_part: dict[str, list[Partial]] = {}
        self.about = self._about(raw, default_id)
        self.lists = {name: self._records(name, kind, raw) for name, kind in RECORD_TYPES.items()}

    def place_of(self, name: str, key: str) -> Place:
        locate = self.unreadable.get(name, {}).get(key)
        if locate is None:
            locate = next(self.locate_of[id(record)] for record in self.lists[name] if record.key == key)
        return locate(())

    def _about(self, raw: RawStrategy, default_id: str) -> About:
        stated = raw.about
        if stated is None:
            at = next((finding.place for finding in raw.findings), Place())
            place = Place(at.file or next((r.locate(()).file for rs in raw.lists.values() for r in rs), ""))
            self.findings.append(finding("strategy-missing", place, "There is no record 'strategy'."))
            stated = RawRecord({}, lambda _: place, broken=True)
        about = self._record("strategy", About, stated) or _what_holds(stated.values, default_id)
        self.locate_of[id(about)] = stated.locate
        return about

    def _records(self, name: str, kind: type[Record], raw: RawStrategy) -> tuple[Record, ...]:
        out: list[Record] = []
        for stated in raw.lists.get(name, ()):
            record = self._record(name, kind, stated)
            if record is None:
                self._remember(name, stated)
                self._check_rest(name, kind, stated)
            else:
                self.locate_of[id(record)] = stated.locate
                out.append(record)
        return tuple(out)

    def _record(self, name: str, kind: type[Any], stated: RawRecord) -> Any:
        """The record; None, after saying why, when it is none."""
        try:
            record = kind.model_validate(stated.values)
        except ValidationError as error:
            written = without_blanks(stated.values, kind, error)
            if written is not None:
                return self._record(name, kind, RawRecord(written, stated.locate, stated.broken))
            if not (stated.broken and stated.values.keys() <= {"id", "mission"}):
                found = findings_of_shape(name, kind, stated, error)
                # What seems missing in a record that was not read whole may stand in the part that was not.
                self.findings.extend(one for one in found if not (stated.broken and one.code == "missing-field"))
            return None
        wrong = truths_for_numbers(name, kind, stated)
        self.findings.extend(wrong)
        return None if stated.broken or wrong else record

    def _check_rest(self, name: str, kind: type[Record], stated: RawRecord) -> None:
        """Keep the fields that are right, so that what is wrong with them is found too, and not a day later."""
        partial = None if stated.broken or "id" not in stated.values else _in_part(kind, stated.values)
        if partial is not None:
            self.locate_of[id(partial.record)] = stated.locate
            self.in_part.setdefault(name, []).append(partial)

    def _remember(self, name: str, stated: RawRecord) -> None:
        """Keep the id of a record that cannot be used, so that references to it are not called unknown."""
        key, mission = stated.values.get("id"), stated.values.get("mission")
        if isinstance(key, str):
            self.unreadable.setdefault(name, {})[key] = stated.locate
        if name == "targets" and isinstance(mission, str):
            self.promised.add(mission)


def _in_part(kind: type[Record], values: dict[str, Any]) -> Partial | None:
    """The record with its wrong fields blank; None when its id is one of them, or nothing is wrong that is a field."""
    try:
        kind.model_validate(values)
    except ValidationError as error:
        wrong = {str(details["loc"][0]) for details in error.errors(include_url=False) if details["loc"]}
    else:
        return None
    blank = {name for name in wrong if name in kind.model_fields and kind.model_fields[name].is_required()}
    if not wrong or "id" in wrong:
        return None
    # A misspelt field is not missing: the finding about the unknown key says what was meant.
    meant = {nearest(name, kind.model_fields) or name for name in wrong}
    right = {name: value for name, value in values.items() if name not in wrong}
    try:
        record = kind.model_validate(right | dict.fromkeys(blank, "to-be-blanked"))
    except ValidationError:
        return None
    return Partial(record.model_copy(update=dict.fromkeys(blank)), wrong | meant)


def _what_holds(values: dict[str, Any], default_id: str) -> About:
    """The strategy's own record from those of its fields that have no error; results need one to stand under."""
    try:
        return About.model_validate(values)
    except ValidationError as error:
        wrong = {details["loc"][0] for details in error.errors() if details["loc"]}
    return About.model_validate(
        {"id": default_id, "name": default_id} | {k: v for k, v in values.items() if k not in wrong}
    )


def _origins(parts: _Parts, whole: Strategy, usable: Strategy) -> Origins:
    kept = {target.id for target in usable.targets}
    promised = parts.promised | {target.mission for target in whole.targets if target.id not in kept}
    as_read = {name: records_of(usable, name) for name in ("strategy", *RECORD_TYPES)}
    left_out: dict[str, Set[str]] = {name: set(ids) for name, ids in parts.unreadable.items()}
    for name in RECORD_TYPES:
        if len(as_read[name]) < len(parts.lists[name]):
            keys = {record.key for record in parts.lists[name]} - {record.key for record in as_read[name]}
            left_out[name] = left_out.get(name, set()) | keys
    pairs = [(record, parts.locate_of[id(record)]) for name in as_read for record in records_of(whole, name)]
    return Origins(pairs, left_out, promised, as_read)


def _capped(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """At most ``MOST_ALIKE`` findings of one code in one file or sheet; a last one says how many more there are."""
    listed: list[Finding] = []
    counts: Counter[tuple[str, str, str | None]] = Counter()
    last: dict[tuple[str, str, str | None], int] = {}
    for found in findings:
        kind = (found.code, found.place.file, found.place.sheet)
        counts[kind] += 1
        if counts[kind] <= MOST_ALIKE:
            last[kind] = len(listed)
            listed.append(found)
    for kind, count in counts.items():
        if count > MOST_ALIKE:
            final = listed[last[kind]]
            more = f"{final.message} And {count - MOST_ALIKE:,} more like this in the same file."
            listed[last[kind]] = replace(final, message=capital(more))
    return tuple(listed)
