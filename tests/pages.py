"""Every page that is shown to a browser: the briefings and the simulations, each made once in a process."""

from __future__ import annotations

import briefings
import simulations

SIMULATIONS = {f"simulation-{name}": name for name in simulations.ALL}
ALL = (*briefings.ALL, *SIMULATIONS)


def html(name: str) -> str:
    return simulations.html(SIMULATIONS[name]) if name in SIMULATIONS else briefings.html(name)
