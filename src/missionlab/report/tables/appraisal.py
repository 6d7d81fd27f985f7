"""Tables of the appraisal: every effect, what policies cost, gaps over time, and what was asked for beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from missionlab.appraisal.estimate import Estimate
from missionlab.appraisal.results import Appraisal
from missionlab.base.text import Locale, Text, say, text
from missionlab.report.appraisal import names
from missionlab.report.tables.table import Cell, Table
from missionlab.report.words import Own, Words, locale_of

if TYPE_CHECKING:
    from missionlab.report.briefing import Briefing

_QUANTILES = "p025 p10 p25 p50 p75 p90 p975"
_COSTS = ("spent", "unspent", "share_of_gdp", "returns", "net")


def tables(appraisal: Appraisal, briefing: Briefing) -> tuple[Table, ...]:
    """A table for everything that the appraisal holds; none for what it does not."""
    to = locale_of(briefing.strategy.about)
    made = (make(appraisal, to) for make in _MAKERS.values())
    return tuple(table for table in made if table.rows)


def _effects(found: Appraisal, to: Locale) -> Table:
    columns = (
        "policy against role outcome horizon value low high reason runs dropped correlation variance_gained "
        "p p_adjusted primary answer"
    )
    rows = (
        (
            _policy(one.policy, to),
            _policy(one.against, to),
            _plain(names.role(one.role, one.against), to),
            _plain(names.outcome(one.outcome), to),
            one.horizon,
            *_ends(one.estimate, to),
            one.estimate.runs,
            one.dropped,
            one.correlation.value,
            one.variance_gained,
            one.p,
            one.p_adjusted,
            say(text(f"plan.yes_no.{'yes' if one.primary else 'no'}"), to),
            say(text(f"appraised.answer.{one.answer.name.lower()}"), to),
        )
        for one in found.effects
    )
    return Table.of("effects", columns, rows)


def _costs(found: Appraisal, to: Locale) -> Table:
    columns = "policy budget " + " ".join(f"{name} {name}_low {name}_high" for name in _COSTS)
    rows = (
        (_policy(one.policy, to), one.budget, *(end for name in _COSTS for end in _ends(getattr(one, name), to)[:3]))
        for one in found.costs
    )
    return Table.of("costs", columns, rows)


def _gaps(found: Appraisal, to: Locale) -> Table:
    rows = (
        (
            _policy(path.policy, to),
            _policy(path.against, to),
            period,
            path.mean[at],
            path.low[at],
            path.high[at],
            *(quantile[at] for quantile in path.spread),
            path.correlation[at],
        )
        for path in found.paths
        for at, period in enumerate(path.periods)
    )
    return Table.of("gaps", f"policy against period mean low high {_QUANTILES} correlation", rows)


def _overtaking(found: Appraisal, to: Locale) -> Table:
    rows = (
        (_policy(one.policy, to), _policy(one.other, to), *_ends(one.periods, to), *_ends(one.share, to)[:3])
        for one in found.overtaking
    )
    return Table.of("overtaking", "policy against value low high reason share share_low share_high", rows)


def _dose(found: Appraisal, to: Locale) -> Table:
    rows = (
        (
            _policy(one.policy, to),
            _policy(one.against, to),
            point.budget,
            point.share_of_gdp,
            *_ends(point.effect, to),
            point.spent.value,
        )
        for one in found.dose
        for point in one.points
    )
    return Table.of("dose", "policy against budget share_of_gdp value low high reason spent_share", rows)


def _patience(found: Appraisal, to: Locale) -> Table:
    rows = (
        (
            _policy(one.policy, to),
            _policy(one.against, to),
            rule,
            budget,
            *_ends(one.effects[row][column], to),
            one.given_up[row][column].value,
        )
        for one in found.patience
        for row, rule in enumerate(one.rules)
        for column, budget in enumerate(one.budgets)
    )
    return Table.of("patience", "policy against gives_up budget value low high reason given_up", rows)


def _break_even(found: Appraisal, to: Locale) -> Table:
    rows = (
        (_policy(one.against, to), multiple, *_ends(effect, to))
        for one in found.break_even
        for multiple, effect in zip(one.yields, one.effects, strict=True)
    )
    return Table.of("break_even", "against yield value low high reason", rows)


def _financing(found: Appraisal, to: Locale) -> Table:
    rows = (
        (
            _policy(one.policy, to),
            say(text(f"appraised.financing.{way}"), to),
            *_ends(paid.effect, to),
            *_ends(paid.special, to)[:3],
            *_ends(paid.debt, to)[:3],
        )
        for one in found.financing
        for way, paid in (("deficit", one.deficit), ("tax", one.tax))
    )
    columns = "policy paid_by value low high reason special special_low special_high debt debt_low debt_high"
    return Table.of("financing", columns, rows)


def _hysteresis(found: Appraisal, to: Locale) -> Table:
    rows = (
        (_policy(one.policy, to), one.ended, after.periods, *_ends(after.effect, to), *_ends(after.special, to)[:3])
        for one in found.hysteresis
        for after in one.after
    )
    return Table.of("hysteresis", "policy ended after value low high reason special special_low special_high", rows)


def _ranking(found: Appraisal, to: Locale) -> Table:
    rows = (
        (_policy(one.policy, to), one.rules, rank, *_ends(share, to))
        for one in (found.robustness.rankings if found.robustness else ())
        for rank, share in enumerate(one.shares, start=1)
    )
    return Table.of("ranking", "policy rules rank share share_low share_high reason", rows)


def _drivers(found: Appraisal, _: Locale) -> Table:
    rows = (
        (one.parameter, one.measure, one.value, one.low, one.high, one.chance)
        for one in (found.robustness.drivers if found.robustness else ())
    )
    return Table.of("drivers", "parameter measure value low high by_chance", rows)


def _headroom(found: Appraisal, to: Locale) -> Table:
    rows = (
        (_plain(names.lever(one.lever), to), one.outcome, *_ends(one.estimate, to), say(one.meaning, to))
        for one in found.headroom
    )
    return Table.of("headroom", "lever series value low high reason meaning", rows)


def _mix(found: Appraisal, to: Locale) -> Table:
    rows = (
        (
            *(
                None if key is None else _plain(names.of_portfolio(kind, key), to)
                for kind, key in (("instrument", one.instrument), ("stage", one.stage), ("actor_kind", one.actor_kind))
            ),
            None if one.lever is None else _plain(names.lever(one.lever), to),
            one.amount,
            one.years,
            one.amount_per_year,
            one.share_of_gdp,
            one.reason,
            ", ".join(one.projects),
        )
        for one in (found.mix.lines if found.mix else ())
    )
    return Table.of(
        "mix", "instrument stage actor_kind lever amount years amount_per_year share_of_gdp reason projects", rows
    )


def _ends(one: Estimate, to: Locale) -> tuple[Cell, Cell, Cell, Cell]:
    """Value, low and high end, and why there is none."""
    return one.value, one.low, one.high, None if one.reason is None else say(one.reason, to)


def _policy(key: str, to: Locale) -> str:
    return _plain(names.policy(key), to)


def _plain(name: Text | Own, to: Locale) -> str:
    return Words(to, to.language).plain(name)


_MAKERS: dict[str, Callable[[Appraisal, Locale], Table]] = {
    "effects": _effects,
    "costs": _costs,
    "gaps": _gaps,
    "overtaking": _overtaking,
    "dose": _dose,
    "patience": _patience,
    "ranking": _ranking,
    "drivers": _drivers,
    "break_even": _break_even,
    "financing": _financing,
    "hysteresis": _hysteresis,
    "mix": _mix,
    "headroom": _headroom,
}
SHEETS = tuple(_MAKERS)
"""Keys of all tables, in the order of their sheets."""
