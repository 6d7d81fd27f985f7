"""What is asked of the published claim: the scenes that are simulated, and every question, fixed beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from missionlab.appraisal.appraise import BUDGET
from missionlab.appraisal.family import DIRECT, GROUPS, INDIRECT, NOISE, SUBSIDIES, TRANSFERS
from missionlab.appraisal.outcomes import PRIMARY_HORIZON
from missionlab.appraisal.policies import Policy, main_table, of_key
from missionlab.appraisal.recorded import NOTHING
from missionlab.economy.parameters import Parameters, with_values

ENDS_AFTER, AFTER = 40, 80
"""Periods with money, and periods after it, in the scene that asks what is left."""
WAITS = (5, 20)
"""Periods without a success after which states that are less patient give up."""
HARDER = {"harder": 0.01, "hardest": 0.003}
"""Efficiency of search in worlds that leave more to gain, as a multiple of the default."""
WITHOUT_MONEY = "laboratory-without-money"

INDIRECT_USES = GROUPS[INDIRECT]
DIRECT_USES = ("laboratory", "laboratory-technique", "public-firms", "procurement", "public-bank")
USES = (*INDIRECT_USES, *DIRECT_USES)
VARIANTS = {
    "laboratory-tenth": {"laboratory_yield": 0.1},
    "laboratory-hundredth": {"laboratory_yield": 0.01},
    "laboratory-smaller-finds": {"laboratory_gain": 0.01},
}
"""The laboratory with a tenth and a hundredth of the yield, and with finds a third as large."""
GIVEN_UP = ("laboratory", "laboratory-tenth", "public-firms")


@dataclass(frozen=True)
class Scene:
    """One simulation: its policies, all with the same seeds and the same money."""

    says: str
    policies: tuple[Policy, ...]
    horizon: int = PRIMARY_HORIZON
    ends_after: int | None = None
    parameters: Parameters = field(default_factory=Parameters)


@dataclass(frozen=True)
class Question:
    """Does `policy` do more than `against` on `outcome`? A policy may be ``direct`` or ``indirect``."""

    piece: str
    scene: str
    outcome: str
    policy: str
    against: str

    @property
    def key(self) -> str:
        return " ".join((self.scene, self.outcome, self.policy, self.against))


def scenes() -> dict[str, Scene]:
    firms = of_key("public-firms", BUDGET)
    laboratory = of_key("laboratory", BUDGET)
    variants = tuple(laboratory.using(key, **settings) for key, settings in VARIANTS.items())
    apart = (
        firms.using("public-firms-protection-only", public_firm_diffusion=0.0),
        firms.using("public-firms-diffusion-only", public_firm_protection=0.0),
    )
    less_patient = tuple(
        policy.using(waits(policy.key, periods), patience=float(periods))
        for policy in (laboratory, variants[0], firms)
        for periods in WAITS
    )
    main = main_table(BUDGET)
    few = tuple(policy for policy in main if policy.key in (NOTHING, TRANSFERS, *USES))
    unpaid = replace(laboratory, key=WITHOUT_MONEY, size=0.0)
    ending = tuple(policy for policy in few if policy.key != "laboratory-technique")
    return {
        "deficit": Scene(
            "Money from deficits, for all 80 periods, in the default world",
            (*main, *variants, *apart, *less_patient, unpaid),
        ),
        "tax": Scene(
            "The same with a matching tax on households",
            tuple(policy.using(policy.key, tax_financed=1.0) if policy.size else policy for policy in few),
        ),
        **{
            name: Scene(
                f"The same as the first with the efficiency of private search times {times:g}",
                few,
                parameters=with_values(Parameters(), innovation_efficiency=times * Parameters().innovation_efficiency),
            )
            for name, times in HARDER.items()
        },
        "ended": Scene(
            f"Money from deficits for {ENDS_AFTER} periods, then {AFTER} without",
            ending,
            ENDS_AFTER + AFTER,
            ENDS_AFTER,
        ),
    }


def waits(key: str, periods: int) -> str:
    return f"{key}-waits-{periods}"


PIECES = {
    "control": "Controls: what must not be told from nothing",
    "all": "All raise productivity and growth",
    "best": "The direct ones do best",
    "apart": "What does it: the special parts, and the yield of the laboratory",
    "crowding": "Direct ones crowd in private investment",
    "hysteresis": "Direct ones leave something behind",
    "equal": "At equal resources missions do better",
    "patience": "If the state is patient and bears the risk",
}


def questions() -> Iterator[Question]:
    """Every question of the page, fixed before its runs were made."""
    yield Question("control", "deficit", "gap", NOISE, NOTHING)
    yield Question("control", "deficit", "gap", TRANSFERS, NOTHING)
    for outcome in ("gap", "productivity"):
        for use in USES:
            yield Question("all", "deficit", outcome, use, NOTHING)
    for use in USES:
        yield Question("all", "deficit", "gap", use, TRANSFERS)
    for scene in ("deficit", *HARDER):
        yield Question("best", scene, "gap", DIRECT, INDIRECT)
        for use in DIRECT_USES:
            yield Question("best", scene, "gap", use, SUBSIDIES)
        for use in ("laboratory", "public-firms"):
            yield Question("best", scene, "gap", use, "tax-relief")
    for scene in HARDER:
        yield Question("best", scene, "gap", SUBSIDIES, NOTHING)
    for use in DIRECT_USES:
        placebo = of_key(use, BUDGET).placebo or NOTHING
        yield Question("apart", "deficit", "gap", use, placebo)
    for idle in ("laboratory-idle", "laboratory-technique-idle", "public-firms-unprotected"):
        yield Question("apart", "deficit", "gap", idle, SUBSIDIES)
    for part in ("public-firms-protection-only", "public-firms-diffusion-only"):
        yield Question("apart", "deficit", "gap", part, "public-firms-unprotected")
    for key in VARIANTS:
        yield Question("apart", "deficit", "gap", key, SUBSIDIES)
    for outcome in ("investment_crowding", "research_crowding"):
        for use in (TRANSFERS, *USES):
            yield Question("crowding", "deficit", outcome, use, NOTHING)
    for outcome in (f"left_{AFTER}", "after"):
        for use in (TRANSFERS, *(use for use in USES if use != "laboratory-technique")):
            yield Question("hysteresis", "ended", outcome, use, NOTHING)
    yield Question("equal", "deficit", "gap_per_cost", DIRECT, INDIRECT)
    yield Question("equal", "tax", "gap", DIRECT, INDIRECT)
    for use in USES:
        yield Question("equal", "tax", "gap", use, NOTHING)
    for use in DIRECT_USES:
        yield Question("equal", "tax", "gap", use, SUBSIDIES)
    for key in GIVEN_UP:
        for periods in WAITS:
            yield Question("patience", "deficit", "gap", key, waits(key, periods))
            yield Question("patience", "deficit", "gap", waits(key, periods), SUBSIDIES)
    yield Question("patience", "deficit", "gap", "public-firms", "public-firms-diffusion-only")
