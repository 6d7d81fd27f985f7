"""Made-up pilots in every state: arms, places, quantities, marked, finished, blank; with any words for names."""

from __future__ import annotations

from datetime import date
from typing import Any

import builders

from missionlab.steering.learning.pilots import pilots
from missionlab.steering.learning.results import PilotWorth
from missionlab.strategy.records import Pilot

DAY = date(2026, 11, 24)
_RATE = {
    "model": "success",
    "prior_successes": 2,
    "prior_failures": 3,
    "benefit": 4e7,
    "scale_cost": 1.6e7,
    "cost": 2e4,
}
_QUANTITY = {"model": "quantity", "prior_mean": -2e6, "prior_deviation": 4e6, "noise": 9e6, "cost": 5e4}


def found(**words: str) -> tuple[PilotWorth, ...]:
    """The pilots; ``name``, ``arm`` and ``unit`` replace their words."""
    name, arm, unit = (
        words.get(key, usual) for key, usual in (("name", "Trial"), ("arm", "New way"), ("unit", "town"))
    )
    shared = {"question": f"{name}?", "unit": unit, "currency": "EUR", "registered_on": "2026-01-01", "size": 40}

    def pilot(number: int, **fields: Any) -> Pilot:
        return Pilot.model_validate({"id": f"p{number}", "name": f"{name} {number}"[:300], **shared, **fields})

    def result(trials: int, **fields: Any) -> dict[str, Any]:
        return {"arm": arm, "trials": trials, "on": "2026-03-01", **fields}

    places = [result(9, successes=k, place=place) for place, k in (("a", 2), ("b", 8), ("c", 5))]
    made = (
        pilot(0, **_RATE, arms=[arm]),
        pilot(1, **_RATE, arms=[arm, "As in the valley", "As on the coast", "Both"], results=[result(6, successes=4)]),
        pilot(2, **_RATE, arms=[arm], results=places, first_data_on="2025-06-01"),
        pilot(3, **_QUANTITY, results=[result(8, mean=7e6)], scale_cost=3e6),
        pilot(4, **{**_RATE, "scale_cost": 1e4}, arms=[arm], size=3, decision=name),
        pilot(5, arms=[arm]),
        pilot(6, **{**_RATE, "cost": None}, size=None, results=[result(12, successes=1)], carries_over=0.8),
    )
    return pilots(builders.strategy(*made), DAY)
