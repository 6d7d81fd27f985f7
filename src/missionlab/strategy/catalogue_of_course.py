"""Findings about money on terms, about funds, and about how a strategy changes course."""

from __future__ import annotations

from collections.abc import Mapping

from missionlab.strategy.catalogue_entry import ERROR, NOTE, WARNING, Entry

COURSE: Mapping[str, Entry] = {
    # Terms and outcomes.
    "terms-unread": Entry(
        WARNING,
        "Money has a term that its instrument does not read.",
        "It changes nothing, so the money is not on the terms that the file seems to say.",
        "Delete the term, or correct the instrument.",
    ),
    "terms-contradict": Entry(
        ERROR,
        "Terms of money contradict each other.",
        "No flows follow from them, so the money is left out.",
        "Check both terms in the contract.",
    ),
    "tenor-within-grace": Entry(
        ERROR,
        "Money is to be paid back before repayment begins.",
        "With a tenor that is not longer than the grace there is no year left in which to pay back.",
        "Check 'tenor_years' and 'grace_years' in the contract; the tenor includes the years of grace.",
    ),
    "share-number": Entry(
        ERROR,
        "A map by the number of a year or a round has another key.",
        "A share without a year is spent in none.",
        "Write the years from the commitment on as 1, 2, 3: {1: 0.6, 2: 0.4}.",
    ),
    "chances-sum": Entry(
        ERROR,
        "Chances of which only one can come true add to more than one.",
        "No history can be drawn from them.",
        "Lower them until they add to at most 1.",
    ),
    "outcome-gap": Entry(
        ERROR,
        "An outcome model has a stage or an age without chances, or with two.",
        "A project that comes there could not go on and could not end.",
        "Give each stage on the way to deployment its chances, the first from age 0, and no age twice.",
    ),
    "aid-rules-disagree": Entry(
        WARNING,
        "Shares of one rule on state aid disagree.",
        "Such rules allow small firms most; two shares were probably swapped, or one is there twice.",
        "Check the table of the rule.",
    ),
    # The way of a project.
    "stop-undated": Entry(
        ERROR,
        "A project was stopped, and nobody says when.",
        "A stop without a date ruins every chance that is learnt from how long projects took.",
        "Add 'stopped_on' as precisely as it is known (a year is enough), or say why it is not known with "
        "'stopped_undefined'.",
    ),
    "stop-against-status": Entry(
        WARNING,
        "A project has a day on which it was stopped, and another status.",
        "It counts as live, though its money may be at an end.",
        "Write 'status: stopped', or delete 'stopped_on'.",
    ),
    "gate-order": Entry(
        ERROR,
        "A decision at the end of a stage does not fit the stages before and after it.",
        "How long a project was in a stage decides its chances, and cannot be worked out from these dates.",
        "Check the dates and the stages.",
    ),
    "proposed-mixed": Entry(
        WARNING,
        "A proposed project has promised money, or a project that is no proposal has proposed money.",
        "Proposed money counts in the plan alone, so this figure counts nowhere, or its project does.",
        "Give both the same standing.",
    ),
    # Funds and limits.
    "fund-contradicts": Entry(
        ERROR,
        "The rules of a fund contradict each other.",
        "It could be simulated in two ways, with two results.",
        "Check both in the fund's own rules.",
    ),
    "limit-measure": Entry(
        ERROR,
        "A limit has no number, or more than one.",
        "It would say nothing, or two things at once.",
        "Give it one of 'share', 'amount' and 'count'.",
    ),
    "limits-contradict": Entry(
        WARNING,
        "Limits of the plan cannot all hold.",
        "No plan keeps them, so the plan would be refused.",
        "Lower a floor, or raise a cap.",
    ),
    # Changing course.
    "review-incomplete": Entry(
        ERROR,
        "A review is of nothing, of two things, or has no dates.",
        "Nobody would know what is decided on, or when.",
        "Add 'mission' or 'project', and 'dates', or 'first' with 'every_months'.",
    ),
    "cannot-change-course": Entry(
        WARNING,
        "Something has rules for changing course, and is never reviewed.",
        "A rule is read at a review; without one it is words.",
        "Add a review of it with dates or a pace.",
    ),
    "signpost-incomplete": Entry(
        ERROR,
        "A signpost does not say what its statistic is read from.",
        "A rule could not be told whether it fires.",
        "Name what is watched: an indicator or a series outside, a target, or a project, as the statistic needs.",
    ),
    "signpost-without-lag": Entry(
        WARNING,
        "A signpost does not say how long after a period its figure comes out.",
        "A rule may see only what was published by the day of the review; without the lag it would see too much.",
        "Add 'lag_months'.",
    ),
    "nobody-publishes": Entry(
        WARNING,
        "A signpost needs data that nobody publishes.",
        "A rule that depends on it never fires.",
        "Add the observations, or watch something that is measured.",
    ),
    "rule-incomplete": Entry(
        ERROR,
        "A rule is for nothing, or for two things.",
        "Nobody would know what it changes.",
        "Name its mission or its project.",
    ),
    "rule-elsewhere": Entry(
        ERROR,
        "A rule is followed by an action for something else.",
        "A rule changes its own mission or project, or a project of its mission.",
        "Correct the action, or what the rule is for.",
    ),
    "rule-never-fires": Entry(
        WARNING,
        "A rule can never fire.",
        "A promise to change course that cannot be called in is no promise.",
        "Check the threshold, 'not_before' and 'reviews'.",
    ),
    "rule-always-fires": Entry(
        WARNING,
        "A rule fires whatever happens.",
        "It is a plan, not a rule: no evidence changes it.",
        "Check the threshold and the comparator.",
    ),
    "rule-undated": Entry(
        WARNING,
        "A rule does not say when it was made.",
        "It cannot be shown that it was made before the evidence that it reacts to.",
        "Add 'made_on'.",
    ),
    "rule-afterwards": Entry(
        NOTE,
        "A rule was made after what it is for had ended.",
        "Who knows the outcome can find a rule that fits it; it is marked as made afterwards wherever it is shown.",
        "Nothing to mend. Write rules down before they are needed.",
    ),
    "no-owner": Entry(
        WARNING,
        "Nobody owns an action or a review.",
        "What nobody has the power to do is no option, and has no worth.",
        "Add 'owner': the actor who can decide it.",
    ),
    "no-switching-cost": Entry(
        WARNING,
        "An action does not say what it costs to change to it.",
        "Changing course is never free; without its cost the worth of being able to is not worked out.",
        "Add 'switching_cost'; write 0 only if somebody has shown that it is nothing.",
    ),
    "action-incomplete": Entry(
        ERROR,
        "An action does not say what it changes, or to what.",
        "What it leads to cannot be worked out.",
        "Add what is missing.",
    ),
    "action-contradicts": Entry(
        ERROR,
        "An action closes itself, or opens and closes the same.",
        "It could be taken in neither order.",
        "Correct 'opens' or 'closes'.",
    ),
    # Pilots.
    "registered-late": Entry(
        WARNING,
        "A pilot was written down after its first data.",
        "Who has seen the data can choose the question that they answer; it is marked wherever it is shown.",
        "Nothing to mend if the dates are right. Write the next one down before its data come.",
    ),
    "prior-incomplete": Entry(
        WARNING,
        "A pilot does not say what is known before it.",
        "Without a whole prior nothing can be learnt from its data, and its worth cannot be worked out.",
        "Add the missing numbers, or name a 'reference_class' of the shipped evidence.",
    ),
    "pilot-without-stakes": Entry(
        WARNING,
        "A pilot does not say what it costs, or what hangs on it.",
        "What it is worth, and whether it can change the decision, cannot be worked out.",
        "Add 'size', 'cost', 'benefit' and 'scale_cost'.",
    ),
    "impossible-result": Entry(
        ERROR,
        "A result of a pilot cannot be.",
        "Learning from it would give a wrong answer.",
        "Check the result in its source.",
    ),
}
"""The same as ``RULES`` in ``catalogue_of_rules``, for the records of money and course."""
