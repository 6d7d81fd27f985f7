"""Findings about how records go together, and about what a strategy leaves unsaid."""

from __future__ import annotations

from collections.abc import Mapping

from missionlab.strategy.catalogue_entry import ERROR, NOTE, WARNING, Entry

RULES: Mapping[str, Entry] = {
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
    "contribution-backwards": Entry(
        WARNING,
        "An expected contribution to a target is negative.",
        "Amounts count towards the goal, whichever way that is, so this one makes the goal less likely to be met.",
        "Write a cut of 5 as 5 where less is better; leave the sign if the project works against the goal.",
    ),
    "contribution-late": Entry(
        WARNING,
        "An expected contribution comes after the year of the goal.",
        "It cannot help to meet the goal, and counts for nothing.",
        "Check both years in the source.",
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
