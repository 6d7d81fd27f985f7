"""The appraisal that `missionlab run` puts into a briefing: the main table, with few runs, so that it is soon there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from missionlab.appraisal.results import Appraisal
    from missionlab.strategy.strategy import Strategy

RUNS = 40
"""Economies of each policy: under ten seconds on two cores; `missionlab appraise` has more and tells finer."""


def appraisal(seed: int, told: Callable[[str], None]) -> Callable[[Strategy], Appraisal]:
    """A function that appraises a strategy; `told` is called with how far it is."""

    def appraise(strategy: Strategy) -> Appraisal:
        import missionlab as ml
        from missionlab.economy.simulate import simulate
        from missionlab.report.deliver import APPRAISAL

        def simulated(done: int, total: int) -> None:
            told(f"{APPRAISAL}: {done} of {total}")

        # Compiled here, on the main thread, where Ctrl-C is heard.
        simulate(periods=1)
        return ml.appraise(strategy, runs=RUNS, seed=seed, progress=simulated)

    return appraise
