"""Tables of the bank: its years, every measure, what its rules are worth, losses, who gets the reward, its record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from missionlab.base.text import Locale, Text, say, text
from missionlab.portfolio.finance.results import Fan, FundResult, Ranged
from missionlab.report.bank.measures import MEASURES, at
from missionlab.report.tables.table import Cell, Table
from missionlab.report.words import locale_of

if TYPE_CHECKING:
    from missionlab.portfolio.finance.compare import Comparison
    from missionlab.portfolio.finance.upside import Upside
    from missionlab.report.briefing import Briefing

Rows = Iterator[tuple[Cell, ...]]
_RANGE = "value low high reason"
COMPARED = ("net", "worth", "private_worth", "loss", "share_of_risk", "share_of_upside", "ratio")
"""What is told of each instrument that is set beside the others."""


def tables(briefing: Briefing) -> tuple[Table, ...]:
    """A table for everything that the funds' results hold; the first column names the fund."""
    to = locale_of(briefing.strategy.about)
    made = [
        Table.of(key, f"fund {columns}", ((one.name, *row) for one in briefing.funds for row in rows(one, to)))
        for key, (columns, rows) in MAKERS.items()
    ]
    names = {one.fund: one.name for one in briefing.funds}
    compared = (
        (names[one.whose], *row) for one in briefing.comparisons if one.whose in names for row in _compared(one, to)
    )
    contracts = (_contract(one, to) for one in briefing.upsides)
    return (
        *made,
        Table.of("fund_upside", CONTRACTS, contracts),
        Table.of("fund_compared", f"fund line name instrument {_three(*COMPARED)} reason", compared),
    )


def _years(found: FundResult, _: Locale) -> Rows:
    fans: list[Fan] = [getattr(found.years, name) for name in _QUANTITIES]
    for place, year in enumerate(found.years.years):
        ends = (getattr(fan, side)[place] for fan in fans for side in ("mid", "low", "high"))
        yield (year, found.years.allocated[place], *ends)


def _measures(found: FundResult, to: Locale) -> Rows:
    for path, _ in MEASURES:
        name = path.replace("/", "_")
        said = (say(text(f"bank.{what}.{name}"), to) for what in ("measure", "meaning"))
        yield (*said, *_ends(at(found, path), to))


def _rules(found: FundResult, to: Locale) -> Rows:
    for one in found.rules:
        switches = (_yes_no(switch, to) for switch in (one.carry_over, one.recycle, one.stated))
        ends = (
            end for part in (one.committed_ten, one.gain_ten, one.committed, one.gain) for end in _ends(part, to)[:3]
        )
        yield (*switches, *ends, one.gain.reason and say(one.gain.reason, to))


def _queue(found: FundResult, to: Locale) -> Rows:
    for one in found.queue:
        yield (one.waiting, *_ends(one.left, to)[:3], *_ends(one.share, to))


def _losses(found: FundResult, _: Locale) -> Rows:
    curve = found.curve
    for one in curve.bins if curve else ():
        yield (curve.year if curve else None, one.low, one.high, one.share)


def _tails(found: FundResult, to: Locale) -> Rows:
    for one in found.tails:
        law = say(text(f"bank.copula.{one.copula}"), to)
        for level, loss in one.quantiles:
            yield (law, one.mean, level, loss)


def _rewards(found: FundResult, to: Locale) -> Rows:
    for one in found.rewards:
        parts = (one.share_of_risk, one.share_of_upside, one.private_share, one.ratio)
        ends = (end for part in parts for end in _ends(part, to)[:3])
        reason = next((part.reason for part in parts if part.reason), None)
        yield (one.name or say(text("bank.whole"), to), _instrument(one.instrument, to), *ends, _said(reason, to))


def _record(found: FundResult, to: Locale) -> Rows:
    for one in found.record:
        measure = say(text(f"bank.record.measure.{one.measure}"), to)
        verdict = say(text(f"bank.verdict.{one.verdict.name.lower()}"), to)
        yield (measure, one.year, *_ends(one.model, to), one.record, verdict, one.derived, one.source)


def _exits(found: FundResult, to: Locale) -> Rows:
    for one in found.patience.forced:
        yield (one.years, *_ends(one.cost, to)[:3], *_ends(one.share, to))


def _values(found: FundResult, to: Locale) -> Rows:
    for one in found.present_value:
        yield (one.rate, *_ends(one.value, to))


def _missions(found: FundResult, to: Locale) -> Rows:
    for one in found.missions:
        yield (one.name or say(text("bank.missions.whole"), to), *_ends(one.amount, to))


def _aid(found: FundResult, _: Locale) -> Rows:
    for one in found.aid:
        yield (one.name, one.rule, one.most, one.intensity, one.excess)


def _not_modelled(found: FundResult, to: Locale) -> Rows:
    for one in found.not_modelled:
        yield (one.name, _instrument(one.instrument, to), one.amount, one.currency, say(one.reason, to))


def _assumed(found: FundResult, to: Locale) -> Rows:
    for one in found.assumed:
        yield (found.assumption_set, one.field, one.value, say(one.words, to))


def _track(found: FundResult, _: Locale) -> Rows:
    for one in found.track_record.origins:
        within = one.within or (None, None)
        yield (one.year, one.live, one.predicted, *one.common, one.corrected, *within, one.actual, one.skill)


def _compared(found: Comparison, to: Locale) -> Rows:
    for one in found.offers:
        ends = (end for field in COMPARED for end in _ends(getattr(one, field), to)[:3])
        yield (found.name, one.name, _instrument(one.instrument, to), *ends, _said(one.refused, to))


def _ends(one: Ranged, to: Locale) -> tuple[Cell, Cell, Cell, Cell]:
    """Middle, low and high end, and why there is none."""
    return one.mid, one.low, one.high, _said(one.reason, to)


def _contract(one: Upside, to: Locale) -> tuple[Cell, ...]:
    figures = (one.share, one.public, one.private, one.currency, one.ratio)
    sources = ", ".join(one.sources) or None
    return (one.name, _instrument(one.instrument, to), *figures, say(one.reason, to), one.note, sources)


def _said(what: Text | None, to: Locale) -> str | None:
    return None if what is None else say(what, to)


def _yes_no(switch: bool, to: Locale) -> str:
    return say(text(f"plan.yes_no.{'yes' if switch else 'no'}"), to)


def _instrument(key: str | None, to: Locale) -> str | None:
    return say(text(f"portfolio.instrument.{key}"), to) if key else None


def _three(*names: str) -> str:
    return " ".join(f"{name} {name}_low {name}_high" for name in names)


_QUANTITIES = (
    "committed",
    "drawn",
    "returns",
    "income",
    "cost",
    "lapsed",
    "surrendered",
    "losses_realised",
    "losses_unrealised",
    "outstanding",
    "net_cash",
)

CONTRACTS = (
    "upside_contract instrument upside_share upside_public upside_private currency upside_ratio reason upside_note "
    "upside_sources"
)
MAKERS: dict[str, tuple[str, Callable[[FundResult, Locale], Rows]]] = {
    "fund_measures": (f"measure meaning {_RANGE}", _measures),
    "fund_years": (f"year allocated {_three(*_QUANTITIES)}", _years),
    "fund_rules": (
        f"carry_over recycle stated {_three('committed_ten', 'gain_ten', 'committed', 'gain')} reason",
        _rules,
    ),
    "fund_queue": (f"waiting {_three('left')} share share_low share_high reason", _queue),
    "fund_losses": ("year low high share", _losses),
    "fund_tails": ("law mean level value", _tails),
    "fund_rewards": (f"name instrument {_three('risk', 'upside', 'private_upside', 'ratio')} reason", _rewards),
    "fund_exits": ("years value low high share share_low share_high reason", _exits),
    "fund_values": (f"rate {_RANGE}", _values),
    "fund_missions": (f"mission {_RANGE}", _missions),
    "fund_record": (f"measure year {_RANGE} record verdict derived source", _record),
    "fund_track": ("year live predicted common_low common_high corrected within_low within_high actual skill", _track),
    "fund_aid": ("project rule most intensity excess", _aid),
    "fund_not_modelled": ("name instrument amount currency reason", _not_modelled),
    "fund_assumed": ("assumptions field value meaning", _assumed),
}
"""Columns and rows of every sheet by its key, in the order of the sheets."""
