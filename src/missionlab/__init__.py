"""missionlab: a mission-oriented industrial strategy as software.

Only the names below are public. Each is loaded when it is first used, so that importing missionlab costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

_HOMES = {
    "load": "missionlab.strategy.reader:read",
    "save": "missionlab.strategy.writer:write",
    "packs": "missionlab.strategy.packs:list_packs",
    "new": "missionlab.strategy.template:write_template",
    "check": "missionlab.checks.check",
    "track": "missionlab.tracking.track",
    "brief": "missionlab.report.briefing",
    "run": "missionlab.report.deliver",
    "Strategy": "missionlab.strategy.strategy",
    "Standings": "missionlab.tracking.results",
    "Portfolio": "missionlab.portfolio.results",
    "Checked": "missionlab.checks.results",
    "Briefing": "missionlab.report.briefing",
    "Finding": "missionlab.base.findings",
    "InputError": "missionlab.base.findings",
}

__all__ = [
    "Briefing",
    "Checked",
    "Finding",
    "InputError",
    "Portfolio",
    "Standings",
    "Strategy",
    "brief",
    "check",
    "load",
    "new",
    "packs",
    "portfolio",
    "run",
    "save",
    "track",
]

if TYPE_CHECKING:
    from missionlab.base.findings import Finding, InputError
    from missionlab.checks.check import check
    from missionlab.checks.results import Checked
    from missionlab.portfolio.lens import portfolio
    from missionlab.portfolio.results import Portfolio
    from missionlab.report.briefing import Briefing, brief
    from missionlab.report.deliver import run
    from missionlab.strategy.packs import list_packs as packs
    from missionlab.strategy.reader import read as load
    from missionlab.strategy.strategy import Strategy
    from missionlab.strategy.template import write_template as new
    from missionlab.strategy.writer import write as save
    from missionlab.tracking.results import Standings
    from missionlab.tracking.track import track


def __getattr__(name: str) -> Any:
    if name == "portfolio":
        return import_module("missionlab.portfolio")
    if name in _HOMES:
        module, _, attribute = _HOMES[name].partition(":")
        return getattr(import_module(module), attribute or name)
    raise AttributeError(f"module 'missionlab' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
