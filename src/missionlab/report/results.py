"""``results.json``: everything that the briefing says, for machines.

Every number on the web page names its place here as a JSON Pointer (RFC 6901), such as ``/targets/<id>/latest/value``.
"""

from __future__ import annotations

from typing import Any

from missionlab.base.text import say
from missionlab.report.briefing import Briefing
from missionlab.report.case_against import further
from missionlab.report.chapters import documents
from missionlab.report.stages import stage_states


def results_document(briefing: Briefing) -> dict[str, Any]:
    """All results of ``briefing`` as JSON values; unknown numbers are ``None``."""
    about = briefing.strategy.about
    standings = briefing.standings.to_json()
    return {
        "missionlab": briefing.version,
        "strategy": {
            "id": about.id,
            "name": about.name,
            "status": about.status,
            "ended": None if about.ended is None else str(about.ended),
            "fingerprint": briefing.fingerprint,
        },
        "as_of": briefing.as_of.isoformat(),
        "seed": briefing.standings.seed,
        "targets": {target["target"]: target for target in standings["targets"]},
        "joint": standings["joint"],
        "stages": [state.to_json() for state in stage_states(briefing.strategy)],
        "portfolio": briefing.portfolio.to_json(),
        "checks": briefing.checked.to_json(),
        **documents(briefing),
        "against": {
            mission: [{"code": one.code, "text": say(one.text), "records": list(one.records)} for one in points]
            for mission, points in further(briefing).items()
        },
        "absent": {key: say(reason) for key, reason in briefing.absent.items()},
        "appraisal": None if briefing.appraisal is None else briefing.appraisal.to_json(),
        "no_appraisal": None if briefing.no_appraisal is None else say(briefing.no_appraisal),
        "thresholds": about.thresholds.model_dump(mode="json"),
        "assumptions": [one.model_dump(mode="json") for one in briefing.strategy.assumptions],
        "sources": [one.model_dump(mode="json") for one in briefing.strategy.sources],
    }
