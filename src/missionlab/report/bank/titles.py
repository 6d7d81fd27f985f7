"""Titles of the bank's chapter: each says what the paths carry, and one branch says that they cannot tell."""

from __future__ import annotations

from missionlab.base.text import CountWord, Text, text
from missionlab.portfolio.finance.results import LossCurve, QueueWorth, Ranged, RuleWorth, TrackRecord, Verdict
from missionlab.report.bank import numbers
from missionlab.report.bank.study import Study
from missionlab.report.words import Known

NEAR = 0.005
"""How near to 1 the ratio of upside to risk counts as 1: it is written to two decimals."""


def rules_of(study: Study) -> dict[tuple[bool, bool], tuple[int, RuleWorth]]:
    """The combinations of rules by (carry-over, recycling), with their places in the record."""
    return {(one.carry_over, one.recycle): (place, one) for place, one in enumerate(study.fund.rules)}


def headline(study: Study) -> Text:
    """What the rules about unspent and returning money do to what the bank can commit."""
    n = study.fund.horizon
    found = rules_of(study).get((True, True))
    if found is None or found[1].gain.mid is None:
        reason = found[1].gain.reason if found else None
        return text("bank.headline.no_data", reason=reason or text("bank.no_rules"))
    place, both = found
    gain = numbers.said(both.gain, study.pointer("rules", place, "gain"), numbers.money(study.fund.currency))
    if not numbers.above(both.gain):
        return text("bank.headline.cannot_tell", gain=gain, n=n)
    if both.stated:
        return text("bank.headline.keeps", gain=gain, n=n)
    own = next(((at, one) for at, one in enumerate(study.fund.rules) if one.stated), None)
    if own is None or not (own[1].carry_over or own[1].recycle):
        return text("bank.headline.could", gain=gain, n=n)
    how = numbers.money(study.fund.currency)
    said = numbers.said(both.committed, study.pointer("rules", place, "committed"), how)
    now = numbers.said(own[1].committed, study.pointer("rules", own[0], "committed"), how)
    return text("bank.headline.partly", both=said, own=now, n=n)


def j_curve(study: Study) -> Text:
    """Whether more has come back than went out by the last year."""
    fan, at = study.fund.years.net_cash, len(study.fund.years.years) - 1
    cash = numbers.middle_of(fan, at, study.pointer("years/net_cash"), numbers.money(study.fund.currency))
    side = "cannot_tell"
    if fan.low[at] > 0:
        side = "back"
    elif fan.high[at] < 0:
        side = "out"
    return text(f"bank.j_curve.title.{side}", cash=cash, year=str(study.last_year))


ALIKE = 1.1
"""Years whose middle amounts differ by less than a tenth are alike: which is largest is chance."""


def unused(study: Study) -> Text:
    """The years in which most lapses and most is handed back; no year is named as the worst where all are alike."""
    how = numbers.money(study.fund.currency)
    args = {}
    for name in ("lapsed", "surrendered"):
        fan = getattr(study.fund.years, name)
        at = max(range(len(fan.mid)), key=lambda place: fan.mid[place])
        if fan.mid[at] > 0:
            args[name] = numbers.middle_of(fan, at, study.pointer("years", name), how)
            args[f"{name}_year"] = str(study.fund.years.years[at])
    parts = [name for name in ("lapsed", "surrendered") if name in args]
    some = [amount for amount in study.fund.years.lapsed.mid if amount > 0]
    if len(some) > 1 and max(some) <= ALIKE * min(some):
        parts[0] = "level"
    return text(f"bank.unused.title.{'_'.join(parts) or 'nothing'}", **args)


def rules(study: Study) -> Text:
    """Which of the two rules alone is worth more."""
    found = rules_of(study)
    kept, back = found.get((True, False)), found.get((False, True))
    if kept is None or back is None or kept[1].gain.mid is None or back[1].gain.mid is None:
        return text("bank.rules.title.no_data")
    how = numbers.money(study.fund.currency)
    carry = numbers.said(kept[1].gain, study.pointer("rules", kept[0], "gain"), how)
    recycle = numbers.said(back[1].gain, study.pointer("rules", back[0], "gain"), how)
    clear = numbers.above(kept[1].gain), numbers.above(back[1].gain)
    branch = {(True, True): "both", (True, False): "carry", (False, True): "recycle", (False, False): "neither"}[clear]
    return text(f"bank.rules.title.{branch}", carry=carry, recycle=recycle, n=study.fund.horizon)


def queue(study: Study) -> Text:
    """What more deals that are ready at a time do to the authority that is left."""
    known = [(at, one) for at, one in enumerate(study.fund.queue) if one.left.mid is not None]
    if len(known) < 2:
        return text("bank.queue.title.no_data")
    (first, few), (last, many) = known[0], known[-1]
    assert few.left.mid is not None
    assert many.left.mid is not None
    args = {
        "few": few.waiting,
        "many": many.waiting,
        "left_few": _left(study, first, few),
        "left_many": _left(study, last, many),
    }
    return text(f"bank.queue.title.{'less' if many.left.mid < few.left.mid else 'no_less'}", **args)


def _left(study: Study, place: int, one: QueueWorth) -> object:
    return numbers.said(one.left, study.pointer("queue", place, "left"), numbers.money(study.fund.currency))


def loss_how(study: Study, curve: LossCurve) -> numbers.How:
    """How the losses of a curve are written: as money, or as shares."""
    return numbers.money(study.fund.currency) if curve.in_money else numbers.share(1)


def losses(study: Study, curve: LossCurve) -> Text:
    """How often a loss such as the recorded one, or one above what is tolerated, comes."""
    key = study.pointer("curve")
    if curve.record is not None and curve.beyond.mid is not None:
        often = numbers.said(curve.beyond, f"{key}/beyond", numbers.share())
        record = Known(loss_how(study, curve)(curve.record), f"{key}/record", curve.record)
        return text("bank.losses.title.record", often=often, record=record, year=str(curve.year))
    lost = numbers.said(study.fund.losses, study.pointer("losses"), numbers.share(1))
    if study.fund.losses.mid is None:
        return text("bank.losses.title.no_data", reason=lost)
    return text("bank.losses.title.no_record", lost=lost, year=str(study.last_year))


def rewards(study: Study) -> Text:
    """Whether the public purse gets as much of the upside as it bears of the risk."""
    whole = study.fund.rewards[0] if study.fund.rewards else None
    if whole is None or whole.ratio.mid is None:
        reason = whole.ratio.reason if whole else None
        return text("bank.rewards.title.no_data", reason=reason or text("bank.no_upside"))
    key = study.pointer("rewards", 0)
    both = (whole.share_of_risk, whole.share_of_upside)
    risk, upside = (
        numbers.said(one, f"{key}/{field}", numbers.fine_share(one))
        for field, one in zip(("share_of_risk", "share_of_upside"), both, strict=True)
    )
    side = "more" if numbers.above(whole.ratio, 1 + NEAR) else "less" if numbers.below(whole.ratio, 1 - NEAR) else "as"
    if side == "as" and not _near_one(whole.ratio):
        side = "cannot_tell"
    return text(f"bank.rewards.title.{side}", risk=risk, upside=upside)


def _near_one(ratio: Ranged) -> bool:
    ends = (ratio.low, ratio.high)
    return all(end is not None and abs(end - 1) <= NEAR for end in ends)


def record(study: Study) -> Text:
    """How much of what is known the model reproduces."""
    lines = study.fund.record
    if not lines:
        return text("bank.record.title.none")
    inside = sum(one.verdict is Verdict.INSIDE for one in lines)
    branch = "all" if inside == len(lines) else "some" if inside else "nothing"
    return text(f"bank.record.title.{branch}", inside=CountWord(inside), n=CountWord(len(lines)))


def track_record(found: TrackRecord) -> Text:
    """Whether predictions such as these held on real projects."""
    if not found.asked:
        return text("bank.track.title.none")
    branch = "met" if found.met else "missed"
    return text(f"bank.track.title.{branch}", covered=CountWord(found.covered), n=CountWord(found.asked))
