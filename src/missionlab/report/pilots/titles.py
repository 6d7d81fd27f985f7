"""Titles of the chapter of pilots: each says what the numbers carry, and one branch says that they cannot tell."""

from __future__ import annotations

from missionlab.base.text import Text, text
from missionlab.portfolio.results import Measured
from missionlab.report.pilots import numbers
from missionlab.report.pilots.study import Study
from missionlab.steering.learning.results import SizeWorth


def worth(study: Study) -> Text:
    """What the rest of the pilot, or another one, is worth against its cost."""
    pilot = study.pilot
    if pilot.perfect.value is None:
        return text("pilots.title.no_data", reason=pilot.perfect.reason)
    if pilot.planned is None and pilot.size is not None and pilot.done >= pilot.size:
        return _finished(study)
    found = pilot.planned or pilot.best or (pilot.sizes[-1] if pilot.sizes else None)
    if found is None:
        return text("pilots.title.no_data", reason=text("pilots.blank.size"))
    key = study.pointer("planned" if pilot.planned else "best" if pilot.best else f"sizes/{len(pilot.sizes) - 1}")
    if not pilot.can_change:
        shares = "all_shares" if len(pilot.carry_over) > 1 else "stated"
        return text(f"pilots.title.cannot_change_{shares}", n=found.units, units=study.unit)
    return _branch(study, found, key)


def _branch(study: Study, found: SizeWorth, key: str) -> Text:
    said = {
        "n": found.units,
        "units": study.unit,
        "worth": numbers.said(found.worth, f"{key}/worth", study.money),
        "changes": numbers.value(found.changes, f"{key}/changes", numbers.share),
    }
    if found.net.value is None:
        return text("pilots.title.no_cost", **said)
    said["cost"] = numbers.value(found.cost, f"{key}/cost", study.money)
    side = side_of(found.net)
    return text(f"pilots.title.{side}", **said)


def side_of(net: Measured) -> str:
    """Whether a net worth is above zero, below it, or cannot be told from it, by its range."""
    assert net.value is not None
    low, high = (net.value if end is None else end for end in (net.low, net.high))
    if low > 0:
        return "pays"
    return "does_not" if high <= 0 else "cannot_tell"


def _finished(study: Study) -> Text:
    pilot = study.pilot
    if pilot.best is None:
        return text("pilots.title.finished", n=pilot.done, units=study.unit)
    net = numbers.value(pilot.best.net, study.pointer("best/net"), study.money)
    return text("pilots.title.finished_more", n=pilot.best.units, units=study.unit, net=net)


def believed(study: Study) -> Text:
    """What the results did to what is believed of the arm with most results."""
    pilot = study.pilot
    if not pilot.after:
        return text("pilots.believed.no_data", reason=pilot.prior_reason)
    place = max(range(len(pilot.after)), key=lambda at: pilot.after[at].trials)
    before, after = pilot.before[place], pilot.after[place]
    key = study.pointer("after", place, "mean")
    now = numbers.said(after.mean, key, study.measured)
    kind = "rate" if study.is_rate else "benefit"
    if not after.trials:
        return text(f"pilots.believed.{kind}.no_results", arm=study.arm(after.arm), now=now)
    then = numbers.value(before.mean, study.pointer("before", place, "mean"), study.measured)
    assert before.mean.value is not None
    assert after.mean.low is not None
    assert after.mean.high is not None
    side = "more" if before.mean.value < after.mean.low else "less" if before.mean.value > after.mean.high else "same"
    return text(f"pilots.believed.{kind}.{side}", n=after.trials, arm=study.arm(after.arm), then=then, now=now)


def headline(studies: list[Study]) -> Text:
    """How many pilots are worth their cost, and how many cannot change the decision that they serve."""
    n = len(studies)
    nets = [study.pilot.planned.net for study in studies if study.pilot.planned is not None]
    priced = [net for net in nets if net.value is not None]
    pay = sum(side_of(net) == "pays" for net in priced)
    blind = sum(study.pilot.can_change is False for study in studies)
    if blind:
        return text(f"pilots.headline.{'all_blind' if blind == n else 'some_blind'}", n=n, blind=blind)
    if not priced:
        return text("pilots.headline.unknown", n=n)
    if any(side_of(net) == "cannot_tell" for net in priced) and not pay:
        return text("pilots.headline.cannot_tell", n=n)
    side = "none" if not pay else "all" if pay == n else "some"
    return text(f"pilots.headline.{side}", n=n, worth=pay, priced=len(priced))
