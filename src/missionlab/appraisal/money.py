"""A strategy's public money in pieces: how much, by which instrument, at which stage, to whom, and from when to when.

Counted once, as the portfolio counts it: revisions replace, a programme's money includes its parts', currencies and
price years stay apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from math import fsum
from typing import NamedTuple

from missionlab.base.dates import Date
from missionlab.portfolio.classes import Classes, ClassShares
from missionlab.portfolio.figures import Figure, on_axis
from missionlab.portfolio.forest import Forest
from missionlab.portfolio.reconcile import NEGLIGIBLE, Counted
from missionlab.portfolio.results import Dimension
from missionlab.strategy.records import Commitment, Project
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import UNALLOCATED, Basis, Instrument

COMES_BACK = (Instrument.LOAN, Instrument.EQUITY, Instrument.GUARANTEE, Instrument.REPAYABLE_GRANT)
"""Instruments whose term says when money comes back, not how long it is paid out."""

_ALIKE = 1e-6
"""Shares that differ by less are the same: sources round to six digits."""


class Span(NamedTuple):
    """From the first day to the last, in years on the axis on which the first day of 2018 is 2018.0."""

    start: float
    end: float

    @property
    def years(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Piece:
    """Money of one project that is alike in instrument, stage, actor kind and years."""

    project: str
    instrument: str
    """``unallocated`` where none is stated."""
    stage: str | None
    actor_kind: str | None
    amount: float
    span: Span | None
    """None where the years are not known."""


def hull(spans: Sequence[Span]) -> Span | None:
    """From the earliest start to the latest end; None of no span."""
    return Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else None


def pieces(strategy: Strategy, ledger: Mapping[str, Counted], forest: Forest, classes: Classes) -> list[Piece]:
    """All counted money of ``ledger``, cut by instrument, stage and who gets it. Amounts add up to what is counted."""
    spans = _spans(strategy, ledger, forest)
    leads = forest.nearest(lambda project: bool(project.recipients or project.lead or project.partners))
    out: list[Piece] = []
    for project, counted in ledger.items():
        if not counted.counted:
            continue
        cut = _cut(_whole(classes.shares[Dimension.STAGE][project]), _whole(classes.shares[Dimension.ACTOR][project]))
        lead = leads[project]
        for instrument, amount, span in _by_instrument(counted, spans[project]):
            for (stage, actor), share in cut.items():
                carrier = actor or (None if lead is None else lead.lead)
                kind = None if carrier is None else _kind(strategy, carrier)
                out.append(Piece(project, instrument, stage, kind, amount * share, span))
    return out


def _kind(strategy: Strategy, actor: str) -> str | None:
    found = strategy.actor_by_id.get(actor)
    return None if found is None else str(found.kind)


def _whole(shares: ClassShares) -> dict[str | None, float]:
    """``shares`` with what they lack to 1 under None. Shares above 1 together are scaled down."""
    total = fsum(shares.values())
    scale = max(1.0, total)
    out: dict[str | None, float] = {name: share / scale for name, share in shares.items()}
    if 1.0 - total > NEGLIGIBLE:
        out[None] = 1.0 - total
    return out


def _cut(
    stages: Mapping[str | None, float], actors: Mapping[str | None, float]
) -> dict[tuple[str | None, str | None], float]:
    """The share of each stage and recipient together.

    Where the two have the same shares, all different, they are two names of the same parts; else each recipient's
    money is taken to be at the stages of the whole.
    """
    ours = sorted(stages.items(), key=lambda item: item[1])
    theirs = sorted(actors.items(), key=lambda item: item[1])
    apart = all(high[1] - low[1] > _ALIKE for low, high in pairwise(ours))
    if len(ours) == len(theirs) and apart and all(abs(o[1] - t[1]) < _ALIKE for o, t in zip(ours, theirs, strict=True)):
        return {(stage, actor): share for (stage, share), (actor, _) in zip(ours, theirs, strict=True)}
    return {(stage, actor): part * share for stage, part in stages.items() for actor, share in actors.items()}


def _by_instrument(counted: Counted, spans: Mapping[str, Span | None]) -> list[tuple[str, float, Span | None]]:
    """Each figure where all of it counts; of a programme's rest, what is certain by instrument, then the rest."""
    if not counted.children:
        return [(str(f.instrument or UNALLOCATED), f.amount, spans[f.commitment]) for f in counted.figures if f.amount]
    certain = counted.certain(lambda figure: figure.instrument)
    out = [(str(name), amount, _hull(counted.figures, spans, name)) for name, amount in certain.items()]
    left = counted.counted - fsum(certain.values())
    if left > NEGLIGIBLE * counted.counted:
        out.append((UNALLOCATED, left, _hull(counted.figures, spans)))
    return out


def _hull(
    figures: Sequence[Figure], spans: Mapping[str, Span | None], instrument: Instrument | None = None
) -> Span | None:
    known = (spans[figure.commitment] for figure in figures if instrument in (None, figure.instrument))
    return hull([span for span in known if span is not None])


def _spans(strategy: Strategy, ledger: Mapping[str, Counted], forest: Forest) -> dict[str, dict[str, Span | None]]:
    """The years of each project's figures. What a part does not state it takes from its programme."""
    by_id = {commitment.id: commitment for commitment in strategy.commitments}
    above: dict[str, Span | None] = {}
    out: dict[str, dict[str, Span | None]] = {}
    for name in forest.order:
        project, parent = forest.by_id[name], forest.parent[name]
        programme = None if parent is None else above[parent]
        figures = ledger[name].figures if name in ledger else ()
        out[name] = {f.commitment: _span(by_id[f.commitment], project, programme) for f in figures}
        own = hull([span for span in out[name].values() if span is not None])
        above[name] = own or _between(_first(project.starts, project.announced), project.ends) or programme
    return out


def _span(money: Commitment, project: Project, programme: Span | None) -> Span | None:
    """From when to when one figure is given; the first of the ends below that lies after its start."""
    start = _start(money, project)
    if start is None:
        start = None if programme is None else programme.start
    if start is None:
        return None
    ends = (
        _end(money.ends),
        _end(money.announced) if money.basis is Basis.SPENT else None,
        start + money.tenor_years if money.tenor_years and money.instrument not in (None, *COMES_BACK) else None,
        # What a bank has committed since it opened was committed by the day on which that was said.
        _end(money.announced) if money.basis is Basis.COMMITTED and money.starts is not None else None,
        _end(project.ends),
        None if programme is None else programme.end,
    )
    return next((Span(start, end) for end in ends if end is not None and end > start), None)


def _start(money: Commitment, project: Project) -> float | None:
    """The first day of work where that is stated, else the day from which the project was certainly public."""
    if starts := money.starts or project.starts:
        return on_axis(starts.first)
    public = project.announced or money.announced
    return None if public is None else on_axis(public.last)


def _first(*dates: Date | None) -> Date | None:
    return next((date for date in dates if date is not None), None)


def _between(starts: Date | None, ends: Date | None) -> Span | None:
    if starts is None or ends is None:
        return None
    start, end = on_axis(starts.first), _end(ends)
    return Span(start, end) if end is not None and end > start else None


def _end(on: Date | None) -> float | None:
    """The end of the last day that the date can mean."""
    return None if on is None else on_axis(on.last + timedelta(days=1))
