"""What an appraisal does only when it is asked: dose, patience, break-even, robustness, financing and hysteresis."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from missionlab.appraisal.context import Context
from missionlab.appraisal.outcomes import PRIMARY_HORIZON
from missionlab.appraisal.policies import Policy
from missionlab.appraisal.results import Mix
from missionlab.appraisal.simulation import Say
from missionlab.base.text import Quantity, text

EXTRAS = ("dose", "patience", "break-even", "robustness", "financing", "hysteresis")


def extras_of(
    wanted: Collection[str], context: Context, policies: Sequence[Policy], found: Mix | None, say: Say
) -> dict[str, Any]:
    """The fields of the `Appraisal` that were asked for.

    They look at the primary outcome, so no run is longer than that needs. `policies` are those of the main table and
    the mix, where there is one, all at the budget of the appraisal.
    """
    from missionlab.appraisal.extra_size import economies, minutes

    context = replace(context, horizon=min(context.horizon, PRIMARY_HORIZON))
    out: dict[str, Any] = {}
    for name in EXTRAS:
        if name in wanted:
            say(text(f"appraisal.said.extra.{name}"))
            count = economies(name, context, policies)
            say(text("appraisal.said.extra_size", n=count, minutes=Quantity(minutes(count, context), "", 1)))
            out[name.replace("-", "_")] = _EXTRA[name](context, policies, found)
    return out


def _dose(context: Context, policies: Sequence[Policy], found: Mix | None) -> Any:
    from missionlab.appraisal.dose import doses

    return doses(context, policies, None if found is None else found.share_of_gdp)


def _patience(context: Context, policies: Sequence[Policy], _: Mix | None) -> Any:
    from missionlab.appraisal.patience import patience

    return patience(context, policies)


def _break_even(context: Context, policies: Sequence[Policy], _: Mix | None) -> Any:
    from missionlab.appraisal.break_even import break_even

    return break_even(context, policies)


def _robustness(context: Context, policies: Sequence[Policy], _: Mix | None) -> Any:
    from missionlab.appraisal.robustness import robustness

    return robustness(context, policies)


def _financing(context: Context, policies: Sequence[Policy], _: Mix | None) -> Any:
    from missionlab.appraisal.financing import financing

    return financing(context, policies)


def _hysteresis(context: Context, policies: Sequence[Policy], _: Mix | None) -> Any:
    from missionlab.appraisal.hysteresis import hysteresis

    return hysteresis(context, policies)


_EXTRA = {
    "dose": _dose,
    "patience": _patience,
    "break-even": _break_even,
    "robustness": _robustness,
    "financing": _financing,
    "hysteresis": _hysteresis,
}
