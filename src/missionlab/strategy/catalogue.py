"""Every code a finding about a strategy can have: how bad it is, what it means, why it matters, how to mend it.

One table, so that the wording of "why" is the same everywhere and the reference of findings is generated from it.
Codes are stable: other programs select by them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from missionlab.base.findings import Finding, Level, Place

ERROR, WARNING, NOTE = Level.ERROR, Level.WARNING, Level.NOTE


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the catalogue. ``fix`` is the general advice; a finding may give a more exact one."""

    level: Level
    meaning: str
    why: str
    fix: str


_REST_IS_READ = "Nothing in this part can be used; everything else is still read."
_LEFT_OUT = "The record cannot be used as it stands, so it is left out of every result."

CATALOGUE: Mapping[str, Entry] = {
    # The files themselves.
    "file-unreadable": Entry(
        ERROR, "A file cannot be opened.", _REST_IS_READ, "Check that the file exists and may be read."
    ),
    "file-outside": Entry(
        ERROR,
        "A file in the folder is a link to somewhere outside it.",
        "A strategy must be complete in its folder, and must not pull in files that its reader has not seen.",
        "Replace the link with a copy of the file.",
    ),
    "file-too-large": Entry(
        ERROR, "A file is too large.", _REST_IS_READ, "Move long lists into CSV files beside strategy.yaml."
    ),
    "file-encoding": Entry(
        ERROR,
        "A file is not text in UTF-8.",
        "Letters outside English may be garbled, so the records on these lines are left out.",
        "Save the file again with the encoding UTF-8 (in Excel: 'CSV UTF-8').",
    ),
    "file-character": Entry(
        ERROR,
        "A file contains a character that is no text.",
        "It is invisible and usually a sign of a damaged or binary file. The record is left out.",
        "Delete the character, or type the line again.",
    ),
    "file-unknown": Entry(
        WARNING,
        "A CSV file has a name that says nothing about what is in it, so it is not read.",
        "Its rows are in no result.",
        "Name it after the list it continues, such as observations.csv or projects.csv.",
    ),
    # YAML.
    "yaml-syntax": Entry(
        ERROR,
        "The text is not valid YAML here.",
        "The record around this place cannot be read; everything else still is.",
        "Compare the line and the one above it with a record that works: indentation, colons, quotation marks.",
    ),
    "yaml-too-deep": Entry(
        ERROR,
        "Lists or keys are nested far deeper than any record is.",
        "No record is that deep, so this is no strategy, or a bracket was never closed.",
        "Close the bracket, or write the record without brackets.",
    ),
    "yaml-alias": Entry(
        ERROR,
        "An anchor (&name) or alias (*name) is used.",
        "Aliases hide where a fact stands and can blow a small file up without limit, so they are not read.",
        "Write the value out. A text that begins with & or * goes in quotation marks.",
    ),
    "yaml-tag": Entry(
        ERROR,
        "A tag (!name) is used.",
        "Tags can ask a program to run code, so they are not read.",
        "Delete the tag. A text that begins with ! goes in quotation marks.",
    ),
    "yaml-duplicate-key": Entry(
        ERROR,
        "The same key stands twice in one record.",
        "It is not clear which of the two is meant.",
        "Keep one of them.",
    ),
    "yaml-key": Entry(
        ERROR, "A key is not a plain word.", _LEFT_OUT, "Write the key as a word followed by a colon, such as 'name:'."
    ),
    "yaml-documents": Entry(
        ERROR,
        "The file holds several documents, separated by '---'.",
        "Only the first is read.",
        "Delete the line '---', or move what follows into another strategy's folder.",
    ),
    # CSV files and workbooks.
    "csv-syntax": Entry(
        ERROR,
        "A row is not well-formed CSV.",
        "Where its values begin and end is not clear, so the row is left out.",
        "Put a text with separators, quotes or line breaks in quotes, and double the quotes inside it.",
    ),
    "unknown-column": Entry(
        ERROR,
        "A column has no name, or the name of no field.",
        "Its values are in no result.",
        "Correct the name of the column, or delete the column.",
    ),
    "repeated-column": Entry(
        ERROR,
        "Two columns have the same name.",
        "It is not clear which of the two holds the value; the first is read.",
        "Keep one of them.",
    ),
    "surplus-cells": Entry(
        ERROR,
        "A row has more values than there are named columns.",
        "This value, and perhaps those before it, belong to no known field, so the record is left out.",
        "Put a text that contains the separator in quotes, or delete the surplus value.",
    ),
    "unknown-sheet": Entry(
        ERROR, "There is no list with the name of this sheet.", "Its rows are in no result.", "Correct the name."
    ),
    "merged-cells": Entry(
        ERROR,
        "Cells are merged.",
        "A merged cell hides which rows and fields its value belongs to.",
        "Unmerge the cells, and write the value into every row that it belongs to.",
    ),
    "formula": Entry(
        ERROR,
        "A cell holds a formula.",
        "Formulas are not evaluated, so that what is read is what somebody wrote and no file can run anything.",
        "Write the value: copy the cell and paste its value only.",
    ),
    "error-cell": Entry(
        ERROR,
        "A cell holds an error such as #REF!.",
        "What should have stood there is not known, so the record is left out.",
        "Write the value, or leave the cell blank.",
    ),
    "macros": Entry(
        WARNING,
        "A workbook carries macros.",
        "They are not run, so what they would compute is in no result.",
        "Save it as an XLSX workbook without macros.",
    ),
    "external-links": Entry(
        WARNING,
        "A workbook refers to other files or to data connections.",
        "They are not opened; only values that stand in its cells are read.",
        "Break the links, and keep the values.",
    ),
    "repeated-strategy": Entry(
        ERROR,
        "The sheet 'strategy' has more than one row.",
        "A workbook holds one strategy; the first row is read.",
        "Keep one row, and put the other strategy into a workbook of its own.",
    ),
    # The shape of a record.
    "strategy-missing": Entry(
        ERROR,
        "There is no usable record 'strategy' that says what the strategy is.",
        "Results need a name and an id to stand under; the name of the file is used instead.",
        "Begin the file with 'strategy:' and give it an 'id' and a 'name'.",
    ),
    "wrong-shape": Entry(
        ERROR,
        "A list stands where a record is needed, or a record where a list is needed.",
        _REST_IS_READ,
        "Begin each record of a list with '- ' and write its fields as 'key: value'.",
    ),
    "unknown-list": Entry(
        ERROR,
        "There is no list with this name.",
        "Its records are in no result.",
        "Correct the name, or delete the list.",
    ),
    "unknown-key": Entry(
        ERROR,
        "A record has a field that does not exist.",
        "A misspelt field would be silently ignored, so the record is left out until it is clear what is meant.",
        "Correct the name of the field, or delete it.",
    ),
    "missing-field": Entry(ERROR, "A field that the record needs is missing.", _LEFT_OUT, "Add the field."),
    "wrong-word": Entry(
        ERROR, "A field that takes one of a few words has another.", _LEFT_OUT, "Use one of the words that it takes."
    ),
    "wrong-value": Entry(
        ERROR, "A value is not of the kind that the field takes.", _LEFT_OUT, "Write a value that the field takes."
    ),
    "left-out-with-it": Entry(
        WARNING,
        "Other records cannot be used without one that has errors, and are left out with it.",
        "They are in no result until that record is mended.",
        "Mend the errors of this record first.",
    ),
    # Ids and references.
    "duplicate-id": Entry(
        ERROR,
        "Two records of one type have the same id, or two observations are of the same figure in the same vintage.",
        "It is not clear which is meant, so the second one is left out.",
        "Give one of them another id, or delete it.",
    ),
    "reserved-id": Entry(
        ERROR,
        "An id is a word that share maps keep for the part nobody has assigned.",
        "A share given to it could mean either.",
        "Choose another id than 'unallocated'.",
    ),
    "unknown-reference": Entry(
        ERROR,
        "A record refers to an id that no record has, and makes no sense without it.",
        "It would count in the wrong place or nowhere, so it is left out.",
        "Correct the id, or add the record it refers to.",
    ),
    "unknown-link": Entry(
        ERROR,
        "A record refers to an id that no record has, and can be used without it.",
        "The link is left out: what it says, such as the source of a number or the sector of money, is lost.",
        "Correct the id, or add the record it refers to.",
    ),
    "cycle": Entry(
        ERROR,
        "Records refer to each other in a circle.",
        "A record that is its own ancestor would be counted without end, so these are left out.",
        "Remove one of the links.",
    ),
    # Shares, dates, numbers.
    "shares-sum": Entry(
        ERROR,
        "The shares of a record do not add to one.",
        "Money would be lost or counted twice.",
        "Correct the shares; give what nobody has assigned to the key 'unallocated'.",
    ),
    "impossible-date": Entry(
        ERROR,
        "Dates contradict each other.",
        "A promise or a figure cannot be placed in time, so the record is left out.",
        "Check both dates in the source.",
    ),
    "impossible-interval": Entry(
        ERROR,
        "A low value is above the value, or a high value below it.",
        "The uncertainty would be drawn the wrong way round.",
        "Check the three numbers in the source.",
    ),
    "impossible-value": Entry(
        ERROR,
        "A value is outside what its indicator can be.",
        "Such a value is most often in the wrong unit or mistyped, and would distort every rate.",
        "Check the number and the unit, or correct the indicator's 'lowest' and 'highest'.",
    ),
    # The promise.
    "declared-gap": Entry(
        WARNING,
        "A gap is declared: the world does not say.",
        "What is not defined cannot be tracked or held to; it counts in the case against the mission.",
        "Nothing to mend in the file. Fill the gap when the strategy's owner defines it.",
    ),
    "mission-without-target": Entry(
        ERROR,
        "A mission has no target.",
        "A mission without an indicator and a goal cannot be tracked or held to.",
        "Add a target with its indicator, or declare the gap with 'undefined: reason' on the mission.",
    ),
    "indicator-incomplete": Entry(
        ERROR,
        "An indicator does not say what is measured, or how it is to be read.",
        "Rival definitions give different baselines and different answers to whether the goal is met.",
        "Fill the fields from the source, or declare the gap with 'undefined: reason' on the indicator.",
    ),
    "target-incomplete": Entry(
        ERROR,
        "A target has no number, year, comparator or indicator.",
        "Without them nobody can say whether the promise is kept.",
        "Fill the fields from the source, or declare the gap with 'undefined: reason' on the target or its version.",
    ),
    "goal-relative-unsaid": Entry(
        ERROR,
        "A goal relative to its baseline does not say whether it moves when the baseline is revised.",
        "After a revision the same promise would be met under one reading and missed under the other.",
        "Add 'moves_with_baseline: true' or 'moves_with_baseline: false' to the version.",
    ),
    "version-number": Entry(
        ERROR,
        "Two versions of a target have the same number.",
        "The order of the promises is not clear, so it cannot be said whether the goal was loosened.",
        "Number the versions 1, 2, 3 in the order in which they were made.",
    ),
    "version-gap": Entry(
        WARNING,
        "The versions of a target are not numbered 1, 2, 3.",
        "A missing number looks like a promise that is not in the file.",
        "Number the versions without gaps, or add the missing one.",
    ),
    "version-order": Entry(
        WARNING,
        "A later version of a target has an earlier date.",
        "The numbers decide the order; a date that disagrees is probably mistaken.",
        "Check the dates and numbers of both versions.",
    ),
    "path-after-goal": Entry(
        ERROR,
        "An interim goal lies after the goal's own year.",
        "A path leads to the goal; a later step is not part of it.",
        "Check the year, or make it a target of its own.",
    ),
    "path-off-goal": Entry(
        WARNING,
        "The interim goal for the goal's own year differs from the goal.",
        "Progress against the path and against the goal would disagree.",
        "Give that year the goal's value, or leave it out of the path.",
    ),
    "path-wrong-way": Entry(
        WARNING,
        "A path of interim goals moves away from the goal.",
        "Falling back would count as keeping to the path.",
        "Check the interim goals, and which way of the indicator is better.",
    ),
    "comparator-against-better": Entry(
        WARNING,
        "The comparator of a goal disagrees with which way of its indicator is better.",
        "Getting worse would count as meeting the goal.",
        "Check 'comparator' of the version and 'better' of the indicator.",
    ),
    "baseline-missing": Entry(
        WARNING,
        "A goal has no baseline value.",
        "How far the goal is, and whether it stretches, cannot be said; it counts in the case against the mission.",
        "Add the baseline with its period and vintage, or say why there is none with 'undefined' on the baseline.",
    ),
    "baseline-is-goal": Entry(
        WARNING,
        "A goal equals its baseline.",
        "There is no gap to close, so progress is not defined.",
        "Check both numbers; if the promise is to hold the level, leave it.",
    ),
    "no-outcome-indicator": Entry(
        WARNING,
        "No indicator of a mission measures an outcome or an impact.",
        "Money, labels and plans can all be delivered while nothing changes in the world.",
        "Add a target on an outcome, such as emissions, health or prices.",
    ),
    "proxy-without-bias": Entry(
        WARNING,
        "A series stands in for another without saying how it differs.",
        "A flattering proxy makes a mission look better than it is.",
        "Add 'proxy_bias: flattering', 'unflattering' or 'unknown'.",
    ),
    "rival-elsewhere": Entry(
        WARNING,
        "A rival reading of a target belongs to another mission.",
        "Rival readings are of one promise, and are shown side by side under one mission.",
        "Give both the same mission, or delete 'rival_of'.",
    ),
    # Money and projects.
    "money-incomplete": Entry(
        ERROR,
        "Money has no amount, currency, payer, basis or date.",
        "It cannot be added to other money without them, so it is left out of every total.",
        "Fill the fields from the source, or declare the gap with 'undefined: reason' on the commitment.",
    ),
    "revises-mismatch": Entry(
        ERROR,
        "A commitment revises one of another project, payer or basis.",
        "Only like replaces like; otherwise money would vanish from one place and appear in another.",
        "Correct 'revises', or delete it if the money is additional.",
    ),
    "revises-later": Entry(
        ERROR,
        "A commitment revises one that was announced after it.",
        "On dates between the two, the wrong figure would count.",
        "Turn the link round: the later one revises the earlier one.",
    ),
    "revised-twice": Entry(
        WARNING,
        "Two commitments revise the same one.",
        "Both count, so the money may be counted twice.",
        "Let the second revise the first.",
    ),
    "price-year-late": Entry(
        WARNING,
        "An amount is in prices of a year after it was announced.",
        "Prices of a future year were not known then; the price year or the date is probably mistaken.",
        "Check both; leave 'price_year' blank for cash amounts as announced.",
    ),
    "payer-mismatch": Entry(
        WARNING,
        "The payer's kind and the word public or private disagree.",
        "Crowding-in compares private with public money, so a wrong word changes it twice.",
        "Check 'payer' of the commitment and 'kind' of the actor.",
    ),
    "project-without-mission": Entry(
        WARNING,
        "A project serves no mission.",
        "Its money is shown as unallocated and counts for no mission.",
        "Add 'missions' with shares, or leave it if the source does not say.",
    ),
    "trl-backwards": Entry(
        WARNING,
        "A project ends at a lower technology readiness level than it starts from.",
        "The two levels were probably swapped.",
        "Check 'trl_in' and 'trl_out'.",
    ),
    "ended-without-date": Entry(
        WARNING,
        "Something has ended, but not on any date.",
        "On every past day it looks as if it had already ended.",
        "Add 'ended' with the date, as precisely as it is known.",
    ),
    "after-the-end": Entry(
        WARNING,
        "Something begins after the strategy had ended.",
        "It may belong to the strategy that followed.",
        "Check the dates, or move the record to that strategy.",
    ),
    # Where facts come from.
    "undated": Entry(
        NOTE,
        "Records do not say when they became known.",
        "They are used on every past day that is asked for, even if they came later.",
        "Add the date on which each was announced, where a source gives it.",
    ),
    "no-source": Entry(
        NOTE,
        "Records name no source.",
        "A reader cannot check them.",
        "Add the key of a source to each.",
    ),
    "secondary-source": Entry(
        NOTE,
        "Facts rest on copies or press reports.",
        "A copy may be wrong where its original is right.",
        "Replace them with their primary sources when these can be had.",
    ),
}


def finding(code: str, place: Place, message: str, fix: str = "") -> Finding:
    """A finding with the level, the reason and (unless given) the general fix of its code."""
    entry = CATALOGUE[code]
    return Finding(entry.level, code, place, message, entry.why, fix or entry.fix)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like ``word``, if any is like it at all. A difference of case alone always counts."""
    # Comparing is quadratic in length; no id or field is longer than this.
    lowered = word[:80].lower()
    by_lower: dict[str, str] = {}
    for candidate in known:
        by_lower.setdefault(candidate.lower(), candidate)
    if lowered in by_lower:
        return by_lower[lowered]
    near = difflib.get_close_matches(lowered, by_lower, n=1, cutoff=0.6)
    return by_lower[near[0]] if near else None


def shown(value: object, limit: int = 60) -> str:
    """A value as it stands in a message: in quotation marks, on one line, cut when long."""
    text = " ".join(str(value).split())
    return f"'{text[:limit]}…'" if len(text) > limit else f"'{text}'"
