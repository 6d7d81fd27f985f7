"""What is believed of a pilot's arms before its first result, and where that comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from missionlab.base.text import Share, Text, text
from missionlab.steering.learning.beta import Beta
from missionlab.steering.learning.normal import Normal
from missionlab.steering.learning.results import PriorSource
from missionlab.strategy.records import Pilot
from missionlab.strategy.vocabulary import EvidenceModel

STRONGEST = 20
"""Units that a reference class counts for at most, so that results of the pilot itself can win."""


@dataclass(frozen=True, slots=True)
class Prior:
    """A belief before any result, or the reason why there is none."""

    belief: Beta | Normal | None
    source: PriorSource
    reason: Text
    blank: tuple[str, ...] = ()
    """Fields of the pilot that would have to be filled."""


CASES = {
    "pharma-1": 7455,
    "pharma-2": 7455,
    "pharma-3": 7455,
    "pharma-approval": 7455,
    "pharma-all": 7455,
    "arpa-firms": 580,
    "arpa-first": 37,
    "first-loans-defaults": 30,
    "angel-2007-below": 1137,
    "angel-2016-below": 245,
}
"""Cases behind the shares of the shipped evidence, where it says how many; for the phases of one set of programmes,
those of the set. Others cannot be priors, because nobody knows how much they weigh."""


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """How often cases of a kind succeeded, of how many, and who says so."""

    mean: float
    cases: int
    source: str


@cache
def reference_classes() -> Mapping[str, ReferenceClass]:
    """By name: keys of the shipped evidence, and kinds of the planning register (share that came to operate)."""
    from missionlab.portfolio.finance.evidence import evidence

    found = evidence()
    figures = {
        figure.key: ReferenceClass(figure.value, CASES[figure.key], ", ".join(figure.sources))
        for figure in found.figures
        if figure.key in CASES and figure.value is not None
    }
    register = {row.kind: ReferenceClass(row.operating, row.projects, found.register_source) for row in found.register}
    return {**figures, **register}


def prior_of(pilot: Pilot) -> Prior:
    """The prior that the pilot states; else that of its reference class; else the reason why there is none."""
    match pilot.model:
        case EvidenceModel.SUCCESS:
            return _rate(pilot)
        case EvidenceModel.QUANTITY:
            return _quantity(pilot)
    return Prior(None, PriorSource.NONE, text("pilots.prior.no_model"), ("model",))


def _rate(pilot: Pilot) -> Prior:
    stated = {"prior_successes": pilot.prior_successes, "prior_failures": pilot.prior_failures}
    missing = tuple(name for name, value in stated.items() if value is None)
    if pilot.prior_successes is not None and pilot.prior_failures is not None:
        belief = Beta(pilot.prior_successes, pilot.prior_failures)
        return Prior(belief, PriorSource.STATED, text("pilots.prior.stated", n=belief.strength))
    if pilot.reference_class is None:
        half = len(missing) == 1
        return Prior(None, PriorSource.NONE, text(f"pilots.prior.{'half' if half else 'none'}"), missing)
    known = reference_classes()
    found = known.get(pilot.reference_class)
    if found is None:
        reason = text("pilots.prior.unknown_class", name=pilot.reference_class, known=sorted(known))
        return Prior(None, PriorSource.NONE, reason, ("reference_class",))
    strength = min(found.cases, STRONGEST)
    belief = Beta(found.mean * strength, (1 - found.mean) * strength)
    reason = text(
        "pilots.prior.class",
        name=pilot.reference_class,
        mean=Share(found.mean),
        n=found.cases,
        strength=strength,
        source=found.source,
    )
    return Prior(belief, PriorSource.REFERENCE_CLASS, reason)


def _quantity(pilot: Pilot) -> Prior:
    stated = {"prior_mean": pilot.prior_mean, "prior_deviation": pilot.prior_deviation, "noise": pilot.noise}
    missing = tuple(name for name, value in stated.items() if value is None)
    if pilot.prior_mean is None or pilot.prior_deviation is None or pilot.noise is None:
        return Prior(None, PriorSource.NONE, text("pilots.prior.no_normal"), missing)
    belief = Normal(pilot.prior_mean, pilot.prior_deviation, pilot.noise)
    return Prior(belief, PriorSource.STATED, text("pilots.prior.stated_normal"))
