"""Public money for which there is no law, or whose law lacks a term: with how much it is, and why."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import numpy as np

from missionlab.base.text import Text, text
from missionlab.portfolio.exchange import exchange_known_on
from missionlab.portfolio.figures import own_figures
from missionlab.portfolio.finance.assumptions import AssumptionSet, assumption_set, filled_model, filled_terms
from missionlab.portfolio.finance.exits import exit_law
from missionlab.portfolio.finance.flows import NEVER, History, Refused
from missionlab.portfolio.finance.laws import LAWS, flows
from missionlab.portfolio.finance.laws.refusals import reason
from missionlab.portfolio.finance.results import NotModelled
from missionlab.portfolio.forest import forest_of
from missionlab.portfolio.reconcile import Counted, reconcile
from missionlab.strategy.proposals import counted_on
from missionlab.strategy.records import Commitment, OutcomeModel, Project
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import Basis, Instrument, Payer

WHATEVER_HAPPENS = frozenset({Instrument.GRANT, Instrument.PUBLIC_RESEARCH, Instrument.BUDGET, Instrument.PROCUREMENT})
"""Instruments that pay while the project goes on, and so can be drawn without knowing how it turns out."""


def not_modelled(
    strategy: Strategy, as_of: date, basis: Basis, reference_rate: float | None, assumptions: str | None = None
) -> tuple[NotModelled, ...]:
    """What of a strategy's public money on one basis cannot be simulated, in the order of projects.

    Money counts once: what a programme's parts take up is theirs. With a named set of ``assumptions`` the blanks that
    it fills are no reason. Figures without an amount are listed with a blank.
    """
    known = counted_on(as_known_on(strategy, as_of), basis)
    chosen = None if assumptions is None else assumption_set(assumptions)
    forest = forest_of(known.projects)
    found: dict[str, list[NotModelled]] = defaultdict(list)
    counted: set[str] = set()
    for purse, figures in own_figures(known, exchange_known_on(known, as_of)).items():
        if purse.payer is not Payer.PUBLIC or purse.basis is not basis:
            continue
        for project, one in reconcile(forest, figures).items():
            for name, amount in _amounts(one).items():
                counted.add(name)
                why = _why(known, known.commitment_by_id[name], reference_rate, chosen)
                if why is not None and amount > 0:
                    found[project].append(_listed(known, name, amount, purse.unit.currency, why))
    revised = {one.revises for one in known.commitments}
    for one in known.commitments:
        blank = one.amount is None and one.id not in revised and one.id not in counted
        if blank and one.payer is Payer.PUBLIC and one.basis is basis:
            found[one.project].append(_listed(known, one.id, None, one.currency, text("laws.contradiction.no_amount")))
    return tuple(one for project in sorted(found) for one in found[project])


def _amounts(one: Counted) -> dict[str, float]:
    """What counts of each of a project's own figures; what its parts have taken up is taken from each alike."""
    if not one.own:
        return {}
    return {figure.commitment: figure.amount * one.counted / one.own for figure in one.figures}


def _listed(strategy: Strategy, commitment: str, amount: float | None, currency: str | None, why: Text) -> NotModelled:
    one = strategy.commitment_by_id[commitment]
    name = strategy.project_by_id[one.project].name
    instrument = None if one.instrument is None else str(one.instrument)
    return NotModelled(one.id, name, instrument, amount, currency, why)


def _why(
    strategy: Strategy, one: Commitment, reference_rate: float | None, chosen: AssumptionSet | None
) -> Text | None:
    """Why a commitment cannot be simulated, or None where it can."""
    if one.instrument is None:
        return text("laws.contradiction.no_instrument")
    if one.instrument not in LAWS:
        return reason(Refused((), "laws.contradiction.no_law"))
    project = strategy.project_by_id[one.project]
    terms = one.terms if one.terms.profile else one.terms.model_copy(update={"profile": project.profile})
    if chosen is not None:
        terms, _ = filled_terms(one.instrument, terms, chosen, one.id)
    model = None if project.outcome_model is None else strategy.outcome_model_by_id.get(project.outcome_model)
    if model is not None and chosen is not None:
        model, _ = filled_model(model, chosen)
    begins = one.starts or one.announced
    starts = None if begins is None else begins.year
    told = flows(one.instrument, terms, one.amount or 0.0, one.tenor_years, _history(model), reference_rate, starts)
    missing = _unknown_course(one.instrument, project, model, chosen)
    if isinstance(told, Refused):
        return reason(Refused((*told.missing, *missing), told.contradiction))
    return reason(Refused(missing)) if missing else None


def _unknown_course(
    instrument: Instrument, project: Project, model: OutcomeModel | None, chosen: AssumptionSet | None
) -> tuple[str, ...]:
    """What is not known about how the project turns out, where the instrument depends on it."""
    if instrument in WHATEVER_HAPPENS:
        return ()
    blank = () if model is not None or chosen is not None else ("outcome_model",)
    return (*blank, *(("stage",) if project.stage is None else ()))


def _history(model: OutcomeModel | None) -> History:
    """One case of whose value and revenue as much is known as the model says. The law reads no more of it here."""
    never = np.array([NEVER], dtype=np.int16)
    valued = model is None or not isinstance(exit_law(model), Refused)
    earns = model is None or None not in (model.revenue, model.revenue_growth, model.revenue_years)
    return History(
        never,
        np.zeros(1, dtype=np.int16),
        never,
        np.array([0.0 if valued else np.nan]),
        np.full((1, 2), 0.0 if earns else np.nan),
    )
