"""Every page that is shown to a browser: briefings, simulations and appraisals, each made once in a process."""

from __future__ import annotations

from functools import cache

import appraisal_samples
import briefings
import simulations

from missionlab.base.text import Locale
from missionlab.report.appraisal.html import render

SIMULATIONS = {f"simulation-{name}": name for name in simulations.ALL}
APPRAISALS = {f"appraisal-{name}": name for name in appraisal_samples.ALL}
ALL = (*briefings.ALL, *SIMULATIONS, *APPRAISALS)


def html(name: str) -> str:
    if name in APPRAISALS:
        return _appraisal(APPRAISALS[name])
    return simulations.html(SIMULATIONS[name]) if name in SIMULATIONS else briefings.html(name)


@cache
def _appraisal(name: str) -> str:
    """The page of a made-up appraisal, one of them in Spanish."""
    locale = Locale("es", "es-CL") if name == "main-table" else Locale()
    return render(appraisal_samples.appraisal(name), appraisal_samples.COMMAND, locale)
