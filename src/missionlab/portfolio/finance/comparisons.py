"""Which instruments stand side by side: the alternatives of a candidate project, and the lines of a fund."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from missionlab.base.findings import InputError
from missionlab.base.fingerprint import fingerprint
from missionlab.portfolio.finance.assumptions import (
    AssumptionSet,
    assumed_model,
    assumption_set,
    filled_model,
    filled_terms,
)
from missionlab.portfolio.finance.compare import Comparison, Histories, Market, Offer, compare
from missionlab.portfolio.finance.flows import History
from missionlab.portfolio.finance.laws.deal import whole
from missionlab.portfolio.finance.outcomes import Hold, histories
from missionlab.portfolio.finance.results import Assumed
from missionlab.strategy.records import Commitment, Fund, FundLine, OutcomeModel, Project, Terms
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Basis, Payer, Stage

PATHS, YEARS, SEED = 4000, 31, 2026


@dataclass(frozen=True, slots=True)
class Projects:
    """The projects on which instruments are compared, and how many of them are simulated, for how long."""

    entity: str
    model: OutcomeModel
    stage: Stage
    age: int
    paths: int
    years: int
    seed: int

    def histories(self, hold: Hold | None) -> Histories:
        def draw(entrants: int) -> History:
            return histories(
                self.model,
                self.stage,
                self.age,
                seed=self.seed,
                entity=self.entity,
                years=self.years,
                paths=self.paths,
                hold=hold,
                entrants=entrants,
            )

        return draw


def line_comparison(
    strategy: Strategy, fund: Fund, line: FundLine, *, paths: int = PATHS, years: int = YEARS, seed: int = SEED
) -> Comparison:
    """Every instrument of a fund, on the projects of one of its lines, for a commitment of 1.

    The capital is the value of the business with the money in it, where a line states what it was before; otherwise
    1 and the private money that comes with it. Raises ``InputError`` where nothing tells how the projects turn out.
    """
    chosen = _set(fund.assumptions)
    asked = [Offer(one.name, one.instrument, one.terms, 1.0, one.tenor_years) for one in fund.lines]
    offers, assumed = _filled(asked, chosen)
    whose = f"line '{line.name}' of fund '{fund.id}'"
    model, more = _model(strategy, line.outcome_model, chosen, whose)
    on = Projects(fund.id, model, _known(line.stage, whose), 0, paths, years, seed)
    market = Market(
        _priced(offers) or 1 + (fund.co_finance_ratio or 0.0), fund.discount_rate, fund.reference_rate, fund.starts
    )
    return _compared(strategy, fund.id, line.name, fund.currency, offers, on, market, fund.assumptions, assumed + more)


def project_comparison(
    strategy: Strategy,
    project: Project,
    *,
    as_of: date,
    rate: float | None = None,
    reference_rate: float | None = None,
    assumptions: str | None = None,
    paths: int = PATHS,
    years: int = YEARS,
    seed: int = SEED,
) -> Comparison:
    """The public instruments that are proposed for a project or, where none is, those that it has.

    The capital is the value of the business with the money in it where some terms state it, otherwise the eligible
    cost, otherwise the public and private money. Raises ``InputError`` where the project has no public money with an
    instrument and an amount, where currencies differ, or where nothing tells how it turns out.
    """
    chosen = _set(assumptions)
    public = _public(strategy, project)
    asked = [
        Offer(one.id, one.instrument, one.terms, one.amount, one.tenor_years)
        for one in public
        if one.instrument is not None and one.amount is not None
    ]
    offers, assumed = _filled(asked, chosen)
    whose = f"project '{project.id}'"
    model, more = _model(strategy, project.outcome_model, chosen, whose)
    entered = project.stage_entered_on
    age = 0 if entered is None else max(0, as_of.year - entered.year)
    on = Projects(project.id, model, _known(project.stage, whose), age, paths, years, seed)
    money = max(offer.amount for offer in offers) + sum(one.amount for one in project.co_finance)
    begins = project.starts or project.announced
    starts = project.earliest or (None if begins is None else begins.year)
    market = Market(_priced(offers) or project.eligible_cost or money, rate, reference_rate, starts)
    currency = str(public[0].currency)
    return _compared(strategy, project.id, project.name, currency, offers, on, market, assumptions, assumed + more)


def _compared(
    strategy: Strategy,
    whose: str,
    name: str,
    currency: str,
    offers: Sequence[Offer],
    on: Projects,
    market: Market,
    assumptions: str | None,
    assumed: tuple[Assumed, ...],
) -> Comparison:
    asked = [whose, name, on.stage, on.age, on.paths, on.years, on.seed, market.rate, market.reference_rate]
    return Comparison(
        whose=whose,
        name=name,
        currency=currency,
        stage=str(on.stage),
        outcome_model=on.model.id,
        capital=market.capital,
        rate=market.rate,
        years=on.years,
        paths=on.paths,
        seed=on.seed,
        fingerprint=fingerprint([strategy.fingerprint, assumptions, *asked]),
        assumption_set=assumptions,
        offers=compare(offers, on.histories(hold(offers)), market),
        assumed=assumed,
    )


def hold(offers: Sequence[Offer]) -> Hold | None:
    """Years from a success to the sale, as the first of the terms that state both says; one law for all offers."""
    for offer in offers:
        if (found := hold_of(offer.terms)) is not None:
            return found
    return None


def hold_of(terms: Terms) -> Hold | None:
    """Fewest and most whole years from a success to the sale of a stake; None where either is not stated."""
    if terms.hold_first is None or terms.hold_last is None:
        return None
    return whole(terms.hold_first), whole(terms.hold_last)


def _public(strategy: Strategy, project: Project) -> tuple[Commitment, ...]:
    revised = {one.revises for one in strategy.commitments}
    money = [
        one
        for one in strategy.commitments_by_project.get(project.id, ())
        if one.payer is Payer.PUBLIC and one.id not in revised and one.amount is not None and one.instrument is not None
    ]
    proposed = [one for one in money if one.basis is Basis.PROPOSED]
    found = tuple(proposed or money)
    if not found:
        raise InputError(
            f"Project '{project.id}' has no public money with an instrument and an amount.",
            why="Instruments are compared on what is proposed or given.",
            fix="Add public commitments of basis 'proposed', one for each instrument that could be used.",
        )
    if len({one.currency for one in found}) > 1:
        raise InputError(
            f"The public money of project '{project.id}' is in several currencies.",
            why="Flows in several currencies cannot be set side by side.",
            fix="State the alternatives in one currency.",
        )
    return found


def _filled(offers: Sequence[Offer], chosen: AssumptionSet | None) -> tuple[tuple[Offer, ...], tuple[Assumed, ...]]:
    if chosen is None:
        return tuple(offers), ()
    out, assumed = [], []
    for offer in offers:
        terms, more = filled_terms(offer.instrument, offer.terms, chosen, offer.name)
        out.append(replace(offer, terms=terms))
        assumed += more
    return tuple(out), tuple(assumed)


def _priced(offers: Sequence[Offer]) -> float | None:
    """Value of the business with the money in it, by the first terms that state what it was before."""
    for offer in offers:
        if offer.terms.pre_money is not None:
            return offer.terms.pre_money + offer.amount
    return None


def _model(
    strategy: Strategy, name: str | None, chosen: AssumptionSet | None, whose: str
) -> tuple[OutcomeModel, tuple[Assumed, ...]]:
    if name is not None:
        model = strategy.outcome_model_by_id[name]
        return (model, ()) if chosen is None else filled_model(model, chosen)
    if chosen is not None:
        return assumed_model(chosen)
    raise InputError(
        f"The {whose} has no outcome model.",
        why="Without one nobody can say how its projects turn out.",
        fix="Add 'outcome_model', or a named set of assumptions such as 'assumptions: missionlab-2026'.",
    )


def _known(stage: Stage | None, whose: str) -> Stage:
    if stage is None:
        raise InputError(
            f"The {whose} has no stage.",
            why="How a project turns out depends on where it stands.",
            fix="Add 'stage'.",
        )
    return stage


def _set(name: str | None) -> AssumptionSet | None:
    return None if name is None else assumption_set(name)
