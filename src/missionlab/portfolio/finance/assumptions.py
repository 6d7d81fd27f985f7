"""Named sets of assumptions that fill blanks, and what each of them filled; nothing is ever filled in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, TypeVar

import yaml

from missionlab.base.findings import InputError
from missionlab.base.frozen import FrozenMap
from missionlab.base.text import Quantity, Text, text
from missionlab.portfolio.finance.results import Assumed
from missionlab.strategy.records import Fund, FundLine, OutcomeModel, Record, Terms
from missionlab.strategy.vocabulary import Grace, Instrument, Stage

FILE = "assumptions.yaml"
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Assumption:
    """One number that stands where a record leaves a blank."""

    field: str
    symbol: str
    """As in the equations of the laws."""
    key: str
    """Of its reason in words."""
    value: float | str | Mapping[str, float]
    low: float | None = None
    high: float | None = None
    """Range within which others would choose; blank for a convention."""
    of: tuple[str, ...] = ()
    """Instruments that read it; empty for all."""
    evidence: tuple[str, ...] = ()
    """Keys of the evidence that it was chosen by; empty where there is none."""

    @property
    def reason(self) -> Text:
        return text(f"laws.reason.{self.key}")

    def words(self, whose: str | Text) -> Text:
        """What is assumed, for what, in which range and why."""
        what = text(f"laws.term.{self.field}")
        if isinstance(self.value, str | Mapping):
            return text("laws.assumed.convention", whose=whose, what=what, reason=self.reason)
        key = "alone" if self.low is None or self.high is None else "number"
        bounds = {} if key == "alone" else {"low": Quantity(self.low or 0.0), "high": Quantity(self.high or 0.0)}
        value = Quantity(self.value)
        return text(f"laws.assumed.{key}", whose=whose, what=what, value=value, reason=self.reason, **bounds)


@dataclass(frozen=True, slots=True)
class AssumptionSet:
    """All assumptions of one name, by the record whose blanks they fill."""

    name: str
    terms: tuple[Assumption, ...]
    line: tuple[Assumption, ...]
    fund: tuple[Assumption, ...]
    model: tuple[Assumption, ...]
    advance: tuple[Assumption, ...]
    fail: tuple[Assumption, ...]

    @property
    def everything(self) -> tuple[Assumption, ...]:
        return (*self.terms, *self.line, *self.fund, *self.model, *self.advance, *self.fail)


def assumption_set(name: str) -> AssumptionSet:
    """The set of a name. Raises ``InputError`` where there is none, with the names that there are."""
    sets = _sets()
    if name not in sets:
        raise InputError(
            f"There is no set of assumptions '{name}'.",
            why="Blanks are filled only from a set that can be looked up and printed.",
            fix=f"Write one of: {', '.join(sets)}; or leave it blank, and what is blank stays so.",
        )
    return sets[name]


def filled_terms(
    instrument: Instrument, terms: Terms, chosen: AssumptionSet, whose: str
) -> tuple[Terms, tuple[Assumed, ...]]:
    """Terms with the blanks filled that their instrument reads, and what was filled.

    What happens to interest in a grace is filled only where there is one.
    """
    unread = () if terms.grace_years else ("grace",)
    return _filled(terms, [one for one in chosen.terms if instrument in one.of and one.field not in unread], whose)


def filled_line(line: FundLine, chosen: AssumptionSet, whose: str) -> tuple[FundLine, tuple[Assumed, ...]]:
    """A line of a fund with its terms filled, and its chance of default where it has no outcome model."""
    terms, assumed = filled_terms(line.instrument, line.terms, chosen, whose)
    asked = [one for one in chosen.line if line.instrument in one.of and line.outcome_model is None]
    filled, more = _filled(line.model_copy(update={"terms": terms}), asked, whose)
    return filled, (*assumed, *more)


def filled_fund(fund: Fund, chosen: AssumptionSet) -> tuple[Fund, tuple[Assumed, ...]]:
    """A fund with its own blanks and those of its lines filled. Its rules, money and rates are never assumed."""
    lines, assumed = [], []
    for line in fund.lines:
        filled, more = filled_line(line, chosen, line.name)
        lines.append(filled)
        assumed.extend(more)
    whole, own = _filled(fund.model_copy(update={"lines": tuple(lines)}), chosen.fund, fund.name)
    return whole, (*own, *assumed)


def filled_model(model: OutcomeModel, chosen: AssumptionSet) -> tuple[OutcomeModel, tuple[Assumed, ...]]:
    """An outcome model with the law of its values filled. Chances that it states for some stages are left alone."""
    if model.steps:
        return _filled(model, chosen.model, model.name)
    fails = {one.field: one for one in chosen.fail}
    steps = tuple(
        {"stage": Stage(up.field), "advance": up.value, "fail": fails[up.field].value} for up in chosen.advance
    )
    assumed = tuple(
        Assumed(f"steps.{one.field}.{side}", _plain(one), _of_stage(one, side, model.name))
        for side, of_side in (("advance", chosen.advance), ("fail", chosen.fail))
        for one in of_side
    )
    with_steps = OutcomeModel.model_validate({**model.model_dump(), "steps": steps})
    filled, more = _filled(with_steps, chosen.model, model.name)
    return filled, (*assumed, *more)


def assumed_model(chosen: AssumptionSet) -> tuple[OutcomeModel, tuple[Assumed, ...]]:
    """The outcome model of the set, for projects without one; every number in it is an assumption."""
    return filled_model(OutcomeModel(id=chosen.name, name=chosen.name), chosen)


def _filled(record: R, asked: Sequence[Assumption], whose: str) -> tuple[R, tuple[Assumed, ...]]:
    blank = [one for one in asked if getattr(record, one.field) in (None, {})]
    values = {one.field: _typed(one) for one in blank}
    assumed = tuple(Assumed(one.field, _plain(one), one.words(whose)) for one in blank)
    return (record.model_copy(update=values) if values else record), assumed


def _typed(one: Assumption) -> Any:
    if isinstance(one.value, Mapping):
        return FrozenMap(one.value)
    return Grace(one.value) if isinstance(one.value, str) else one.value


def _plain(one: Assumption) -> float | str:
    if isinstance(one.value, Mapping):
        return ", ".join(f"{name}: {share:g}" for name, share in one.value.items())
    return one.value


def _of_stage(one: Assumption, side: str, whose: str) -> Text:
    return text(
        f"laws.assumed.{side}",
        whose=whose,
        stage=text(f"portfolio.stage.{one.field}"),
        value=Quantity(float(_plain(one))),
        low=Quantity(one.low or 0.0),
        high=Quantity(one.high or 0.0),
        reason=one.reason,
    )


@cache
def _sets() -> Mapping[str, AssumptionSet]:
    file = resources.files("missionlab.portfolio.finance").joinpath(FILE)
    raw: dict[str, dict[str, list[dict[str, Any]]]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {
        name: AssumptionSet(name, **{part: tuple(map(_assumption, rows)) for part, rows in parts.items()})
        for name, parts in raw.items()
    }


def _assumption(raw: dict[str, Any]) -> Assumption:
    return Assumption(**{**raw, "of": tuple(raw.get("of", ())), "evidence": tuple(raw.get("evidence", ()))})
