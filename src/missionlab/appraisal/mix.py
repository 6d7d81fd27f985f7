"""A strategy's money as levers: its mix, which is one more policy of the appraisal.

Money is mapped by `instruments.py`, or by a file of the user's. What is not in the model stays listed, with its money.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from pathlib import Path
from typing import NamedTuple

from missionlab.appraisal.gdp import Gdp, gdp_near
from missionlab.appraisal.instruments import LEVERS, ROWS, MappingRow, best_row
from missionlab.appraisal.mapping import read_mapping
from missionlab.appraisal.money import Piece, Span, hull, pieces
from missionlab.appraisal.outside import outside
from missionlab.appraisal.results import OWN, Mix, MixLine
from missionlab.base.text import Quantity, Share, Text, say, text
from missionlab.economy.levers import BY_NAME
from missionlab.portfolio.classes import classes_of
from missionlab.portfolio.exchange import Unit, exchange_known_on
from missionlab.portfolio.figures import OwnFigures, Purse, own_figures
from missionlab.portfolio.forest import forest_of
from missionlab.portfolio.lens import portfolio
from missionlab.portfolio.reconcile import NEGLIGIBLE, reconcile
from missionlab.strategy.proposals import counted_on
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import Basis, Payer

_SMALLEST = 1e-12
"""Shares of the mix below this are rounding."""


class _Kind(NamedTuple):
    """What a line of the mix is about."""

    instrument: str
    stage: str | None
    actor_kind: str | None
    lever: str | None
    reason: str


def strategy_mix(
    strategy: Strategy,
    mapping: str | Path | None = None,
    *,
    as_of: date | None = None,
    basis: Basis | str | None = None,
) -> Mix:
    """The public money of ``strategy`` as levers, as known on ``as_of`` (today when blank), on one basis (the
    strategy's own when blank), by missionlab's own mapping or by that of the file ``mapping``.

    Amounts are those of the portfolio's main block: parents with their parts once, one currency, one price year. Raises
    `InputError` for a mapping that cannot be read, `ValueError` for a word that is no basis.
    """
    day = date.today() if as_of is None else as_of
    rows, name = (ROWS, OWN) if mapping is None else (read_mapping(mapping), Path(mapping).name)
    known = as_known_on(strategy, day)
    on = known.about.basis if basis is None else Basis(basis)
    known = counted_on(known, on)
    main = portfolio(strategy, day, on).main
    figures = own_figures(known, exchange_known_on(known, day))
    unit = None if main is None else Unit(main.currency, main.price_year)
    money = [] if unit is None else _counted(known, figures, Purse(Payer.PUBLIC, on, unit))
    mapped: dict[_Kind, list[Piece]] = defaultdict(list)
    used: dict[MappingRow, float] = defaultdict(float)
    for piece in money:
        row = best_row(rows, piece.instrument, piece.stage, piece.actor_kind)
        mapped[_kind(piece, row)].append(piece)
        if row is not None:
            used[row] += piece.amount
    ours = [piece for kind, some in mapped.items() if kind.lever is not None for piece in some]
    found = _size(known, unit, ours, day)
    settings, unlike = _settings(used)
    lines = [_line(kind, some, found.gdp) for kind, some in mapped.items()]
    lines += outside(known, figures, on, unit, {piece.project for piece in money}, rows)
    return Mix(
        lines=tuple(sorted(lines, key=_order)),
        shares=_shares(lines),
        share_of_gdp=found.share,
        gdp_source=None if found.gdp is None else found.gdp.source,
        gdp_year=None if found.gdp is None else found.gdp.year,
        reason=found.reason,
        mapping=name,
        settings=settings,
        currency=None if unit is None else unit.currency,
        price_year=None if unit is None else unit.price_year,
        basis=str(on),
        amount_per_year=found.amount_per_year,
        notes=((text("appraisal.mix.note.upper"),) if main is not None and main.upper else ()) + found.notes + unlike,
    )


def _counted(strategy: Strategy, figures: Mapping[Purse, OwnFigures], purse: Purse) -> list[Piece]:
    forest = forest_of(strategy.projects)
    ledger = reconcile(forest, figures.get(purse, {}))
    return pieces(strategy, ledger, forest, classes_of(strategy, forest))


def _kind(piece: Piece, row: MappingRow | None) -> _Kind:
    reason = text("appraisal.mapping.reason.no_row") if row is None else row.reason
    lever = None if row is None else row.lever
    return _Kind(piece.instrument, piece.stage, piece.actor_kind, lever, say(reason))


def _line(kind: _Kind, money: Sequence[Piece], gdp: Gdp | None) -> MixLine:
    """One line. What of its money has no known years is not in the money per year."""
    dated = [piece for piece in money if piece.span is not None]
    a_year, span = _per_year(dated)
    return MixLine(
        *kind[:4],
        amount_per_year=a_year,
        share_of_gdp=None if a_year is None or gdp is None else a_year / gdp.value,
        reason=kind.reason,
        projects=tuple(sorted({piece.project for piece in money})),
        amount=fsum(piece.amount for piece in money),
        years=None if span is None else span.years,
    )


def _per_year(dated: Sequence[Piece]) -> tuple[float | None, Span | None]:
    """Money over the years from its first day to its last."""
    span = hull([piece.span for piece in dated if piece.span is not None])
    return (None, None) if span is None else (fsum(piece.amount for piece in dated) / span.years, span)


def _order(line: MixLine) -> tuple[bool, float, str, str, str]:
    """What is in the model first, then by money."""
    about = (line.instrument, line.stage or "", line.actor_kind or "")
    return (line.lever is None, -(line.amount or 0.0), *about)


def _shares(lines: Iterable[MixLine]) -> tuple[tuple[str, float], ...]:
    """The levers' shares of the mapped money, in the order of the levers; they add up to 1."""
    amounts: dict[str, list[float]] = defaultdict(list)
    for line in lines:
        if line.lever is not None and line.amount:
            amounts[line.lever].append(line.amount)
    total = fsum(amount for some in amounts.values() for amount in some)
    shares = {lever: fsum(amounts[lever]) / total for lever in LEVERS if lever in amounts} if total else {}
    return tuple((lever, share) for lever, share in shares.items() if share > _SMALLEST)


@dataclass(frozen=True, slots=True)
class _Size:
    """How large the mapped money is in a year."""

    amount_per_year: float | None = None
    gdp: Gdp | None = None
    reason: Text | None = None
    notes: tuple[Text, ...] = ()

    @property
    def share(self) -> float | None:
        return None if self.amount_per_year is None or self.gdp is None else self.amount_per_year / self.gdp.value


def _size(strategy: Strategy, unit: Unit | None, mapped: Sequence[Piece], day: date) -> _Size:
    """The mapped money per year, and the GDP beside it; where one is not known, the reason."""
    if unit is None:
        return _Size(reason=text("appraisal.mix.reason.no_money"))
    if not mapped:
        return _Size(reason=text("appraisal.mix.reason.nothing_mapped"))
    dated = [piece for piece in mapped if piece.span is not None]
    a_year, span = _per_year(dated)
    if a_year is None or span is None:
        return _Size(reason=text("appraisal.mix.reason.no_years"))
    total = fsum(piece.amount for piece in mapped)
    undated = 1 - fsum(piece.amount for piece in dated) / total
    notes = [text("appraisal.mix.note.undated", share=Share(undated))] if undated > NEGLIGIBLE else []
    gdp = gdp_near(strategy, unit.currency, (span.start + span.end) / 2, unit.price_year, day)
    if isinstance(gdp, Text):
        return _Size(a_year, reason=gdp, notes=tuple(notes))
    first, last = int(span.start), max(int(span.start), int(span.end - NEGLIGIBLE))
    if unit.price_year is not None:
        notes.append(text("appraisal.mix.note.prices", year=unit.price_year))
    elif gdp.year != int((span.start + span.end) / 2):
        notes.append(text("appraisal.mix.note.gdp_year", first=first, last=last, year=gdp.year))
    if gdp.rate is not None:
        about = {"base": gdp.rate.base, "quote": gdp.rate.quote, "on": gdp.rate.on, "source": gdp.rate.source}
        notes.append(text("appraisal.mix.note.converted", rate=gdp.rate.rate, **about))
    return _Size(a_year, gdp, notes=tuple(notes))


def _settings(used: Mapping[MappingRow, float]) -> tuple[tuple[tuple[str, float], ...], tuple[Text, ...]]:
    """Each setting that a row names at the value with most money, and what to say where there is more than one.

    A row of the same lever that does not name the setting uses its default.
    """
    chosen: dict[str, float] = {}
    notes: list[Text] = []
    for name in sorted({name for row in used for name, _ in row.settings}):
        levers = {row.lever for row in used if name in dict(row.settings)}
        money: dict[float, float] = defaultdict(float)
        for row, amount in used.items():
            if row.lever in levers:
                money[dict(row.settings).get(name, BY_NAME[name].default)] += amount
        chosen[name] = max(money, key=lambda value, money=money: (money[value], -value))
        if len(money) > 1:
            notes.append(text("appraisal.mix.note.settings", setting=name, value=Quantity(chosen[name])))
    return tuple(chosen.items()), tuple(notes)
