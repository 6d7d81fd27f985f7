"""The public verb: what a strategy's public bank loses, earns and recycles, and who gets the upside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date

from missionlab.base.findings import InputError
from missionlab.base.fingerprint import fingerprint
from missionlab.base.text import Money, Text, text
from missionlab.portfolio.finance import measures
from missionlab.portfolio.finance.additionality import additional
from missionlab.portfolio.finance.aid import breaches
from missionlab.portfolio.finance.backtest.track import figures, track_record
from missionlab.portfolio.finance.deals import Deals
from missionlab.portfolio.finance.fund_year import FundBooks
from missionlab.portfolio.finance.ranges import ranged
from missionlab.portfolio.finance.reading import Asked, Read, read_fund
from missionlab.portfolio.finance.recorded import cannot_reproduce, loss_curve, loss_share, record_table, tail
from missionlab.portfolio.finance.results import (
    Copula,
    FundResult,
    MissionCapital,
    NotModelled,
    TrackRecord,
)
from missionlab.portfolio.finance.rewards import rewards
from missionlab.portfolio.finance.rules_worth import queue_worth, rules_worth, sustaining
from missionlab.portfolio.finance.runs import draws
from missionlab.portfolio.finance.sizes import expected_lapse
from missionlab.portfolio.finance.standing import not_modelled
from missionlab.portfolio.finance.staying import patience
from missionlab.strategy.records import Fund
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import CarryOver, Recycling

COMPARED = 1000
"""Paths on which rules and laws of risk are compared, pair by pair: the first of all paths."""
STEPS = 4
"""Steps of which progress is told."""
Progress = Callable[[int, int], None]


def fund(
    strategy: Strategy,
    as_of: date | None = None,
    *,
    fund: str | None = None,
    carry_over: bool | None = None,
    recycle: bool | None = None,
    horizon: int | None = None,
    paths: int = 4000,
    seed: int = 0,
    track: TrackRecord | None = None,
    progress: Progress | None = None,
) -> FundResult:
    """One fund of a strategy over its horizon. `fund` names it; it may be left out where there is one.

    Rules and years as the record has them unless they are given. Only what was known on `as_of` is used; blank for
    today. `track` is the track record to show instead of the one that ships. Same seed, same numbers; more paths only
    add to those that are there.

    Raises ``InputError`` for a strategy without a fund, an unknown fund, several of which none is named, and for one
    that cannot be simulated.
    """
    day = as_of or date.today()
    known = as_known_on(strategy, day)
    asked = Asked(carry_over, recycle, _checked(horizon, "horizon", 1, 100))
    _checked(paths, "paths", 100, 1_000_000)
    return _result(known, _chosen(known, fund), day, asked, paths, seed, track, progress or _silent)


def funds(strategy: Strategy, as_of: date | None = None, *, paths: int = 4000, seed: int = 0) -> tuple[FundResult, ...]:
    """All funds of a strategy by their own rules, in its order."""
    return tuple(fund(strategy, as_of, fund=one.id, paths=paths, seed=seed) for one in strategy.funds)


def _result(
    strategy: Strategy,
    record: Fund,
    day: date,
    asked: Asked,
    paths: int,
    seed: int,
    track: TrackRecord | None,
    progress: Progress,
) -> FundResult:
    read = read_fund(strategy, record, asked)
    setting, filled = read.setting, read.fund
    all_deals = Deals(seed, setting.fund, paths)
    books = draws(setting, seed, all_deals).run(setting)
    progress(1, STEPS)
    few = all_deals.first(min(paths, COMPARED))
    rules = rules_worth(setting, draws(setting, seed, few), _stated(filled))
    progress(2, STEPS)
    student = draws(setting, seed, few, Copula.STUDENT).run(setting)
    tails = (tail(loss_share(books)[: few.paths], Copula.NORMAL), tail(loss_share(student), Copula.STUDENT))
    queue = queue_worth(setting, seed, paths)
    progress(3, STEPS)
    lasting = sustaining(setting, seed, filled.inflation)
    progress(4, STEPS)
    table = record_table(books, filled)
    deep, deep_year = measures.deepest(books)
    left_out = (*read.not_modelled, *not_modelled(strategy, filled))
    return FundResult(
        fund=record.id,
        name=record.name,
        currency=record.currency,
        strategy=strategy.about.id,
        as_of=day,
        horizon=setting.years,
        paths=paths,
        seed=seed,
        fingerprint=_fingerprint(strategy, record, day, asked, paths, seed, track),
        assumption_set=record.assumptions,
        copula=Copula.NORMAL,
        carry_over=str(filled.carry_over),
        recycle=_recycling(filled),
        correlation=setting.correlation,
        years=measures.yearly(books),
        deals=ranged(books.year["deals"].sum(axis=0)),
        refused_deals=ranged(books.year["refused"].sum(axis=0)),
        losses_realised=measures.over_paid(books, books.schedule.of("losses").sum(axis=0)),
        losses_unrealised=measures.over_paid(books, books.schedule.of("allowance")[-1]),
        losses=measures.over_paid(books, measures.all_losses(books)),
        dpi=measures.over_paid(books, measures.returns(books).sum(axis=0)),
        tvpi=measures.over_paid(books, measures.returns(books).sum(axis=0) + measures.terminal(books)),
        terminal=ranged(measures.terminal(books)),
        after=ranged(books.schedule.whole_of("after")),
        irr=measures.internal_rate(books),
        present_value=measures.value_curve(books, (filled.discount_rate, filled.target_return)),
        deepest=deep,
        deepest_year=deep_year,
        target_met=measures.target_met(books, filled.target_return),
        income_covers=measures.income_covers(books),
        shortfall=measures.shortfall(books),
        emergency=ranged(books.year["emergency"].sum(axis=0)),
        below_zero=measures.below_zero(books),
        sustaining=lasting,
        rules=rules,
        queue=queue,
        tails=tails,
        curve=loss_curve(books, filled),
        record=table,
        cannot=cannot_reproduce(table, _measure_name),
        patience=patience(books),
        additional=additional(books, filled.co_finance_ratio),
        rewards=rewards(books, filled.co_finance_ratio),
        aid=breaches(strategy),
        missions=_missions(strategy, books),
        not_modelled=left_out,
        not_modelled_money=_money(left_out),
        assumed=read.assumed,
        remarks=(*read.remarks, *_remarks(read), *measures.edge_remarks(books)),
        track_record=track or track_record(),
    )


def _chosen(strategy: Strategy, name: str | None) -> Fund:
    ids = [one.id for one in strategy.funds]
    if not ids:
        raise InputError(
            f"The strategy '{strategy.about.id}' has no fund.",
            why="There is no public bank whose money could be followed.",
            fix="Add one under 'funds', with its capital by year, its rules and its lines; the pack 'snib' has one.",
        )
    if name is None and len(ids) > 1:
        raise InputError(
            f"The strategy has several funds: {', '.join(ids)}.",
            why="Each has its own rules and its own money.",
            fix=f"Name one, such as --fund {ids[0]}.",
        )
    for one in strategy.funds:
        if name in (None, one.id):
            return one
    raise InputError(f"There is no fund '{name}'.", why="", fix=f"Name one of: {', '.join(ids)}.")


def _checked(value: int | None, name: str, least: int, most: int) -> int | None:
    if value is not None and not least <= value <= most:
        raise InputError(
            f"{name} is {value}.", why=f"It has to lie between {least} and {most:,}.", fix=f"Give another {name}."
        )
    return value


def _stated(of: Fund) -> tuple[bool, bool] | None:
    """The fund's rules where both are plainly on or off for all years."""
    if of.carry_over is CarryOver.LIMIT or (of.recycle is Recycling.ON and (of.recycle_from or 0) > of.starts):
        return None
    return of.carry_over is CarryOver.ON, of.recycle is Recycling.ON


def _recycling(of: Fund) -> str:
    late = of.recycle is Recycling.ON and of.recycle_from is not None
    return str(of.recycle_from) if late else str(of.recycle)


def _remarks(read: Read) -> Iterable[Text]:
    of = read.fund
    yield text("fund.remark.refuses")
    if read.setting.allocated.any():
        lapse = expected_lapse(*read.setting.sizes.moments())
        yield text("fund.remark.renewal", lapse=Money(lapse, of.currency))
    if of.carry_over is CarryOver.LIMIT:
        yield text("fund.remark.carry_limit")
    if any(line.unit.covers for line in read.setting.lines):
        yield text("fund.remark.covers")
    if of.anyway is None and of.co_finance_ratio:
        yield text("fund.remark.no_anyway")
    if not read.setting.co_finance and of.co_finance_ratio == 0:
        yield text("fund.remark.zero_co_finance")
    if of.inflation is None:
        yield text("fund.remark.nominal")


def _missions(strategy: Strategy, books: FundBooks) -> tuple[MissionCapital, ...]:
    by_mission = defaultdict(list)
    for number, line in enumerate(books.setting.lines):
        by_mission[line.mission or ""].append(books.by_line[number])
    names = {mission.id: mission.name for mission in strategy.missions}
    return tuple(
        MissionCapital(mission, names.get(mission, mission), ranged(sum(found)))  # type: ignore[arg-type]
        for mission, found in by_mission.items()
    )


def _money(left_out: Iterable[NotModelled]) -> tuple[tuple[str, float], ...]:
    sums: dict[str, float] = defaultdict(float)
    for one in left_out:
        if one.amount is not None and one.currency is not None:
            sums[one.currency] += one.amount
    return tuple(sums.items())


def _measure_name(measure: str) -> Text:
    return text(f"fund.measure.{measure}")


def _fingerprint(
    strategy: Strategy, of: Fund, day: date, asked: Asked, paths: int, seed: int, track: TrackRecord | None
) -> str:
    settings = {field.name: getattr(asked, field.name) for field in fields(asked)}
    return fingerprint(
        {
            "strategy": strategy.fingerprint,
            "fund": of.id,
            "as_of": day.isoformat(),
            "asked": settings,
            "paths": paths,
            "seed": seed,
            **({} if track is None else {"track": figures(track)}),
        }
    )


def _silent(_done: int, _total: int) -> None:
    return None
