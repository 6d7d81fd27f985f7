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
    "backtest": "missionlab.tracking.backtest.run",
    "appraise": "missionlab.appraisal.appraise",
    "allocate": "missionlab.steering.allocate",
    "voi": "missionlab.steering.learning.pilots",
    "steer": "missionlab.steering.steer",
    "option_value": "missionlab.steering.option_value",
    "Course": "missionlab.steering.results",
    "fund": "missionlab.portfolio.finance.fund",
    "brief": "missionlab.report.briefing",
    "run": "missionlab.report.deliver",
    "simulate": "missionlab.economy.simulate",
    "start": "missionlab.economy.simulate",
    "simulate_many": "missionlab.ensemble.simulate_many",
    "open_ensemble": "missionlab.ensemble.stored",
    "moments_table": "missionlab.ensemble.moments_table",
    "run_seeds": "missionlab.ensemble.seeds",
    "with_values": "missionlab.economy.parameters",
    "schedule": "missionlab.economy.levers",
    "Economy": "missionlab.economy.simulate",
    "Parameters": "missionlab.economy.parameters",
    "Strategy": "missionlab.strategy.strategy",
    "Standings": "missionlab.tracking.results",
    "Backtest": "missionlab.tracking.backtest.results",
    "Appraisal": "missionlab.appraisal.results",
    "Portfolio": "missionlab.portfolio.results",
    "FundResult": "missionlab.portfolio.finance.results",
    "Plan": "missionlab.portfolio.allocation.results",
    "Checked": "missionlab.checks.results",
    "Briefing": "missionlab.report.briefing",
    "Ledger": "missionlab.steering.ledger.ledger",
    "Finding": "missionlab.base.findings",
    "InputError": "missionlab.base.findings",
}

__all__ = [
    "Appraisal",
    "Backtest",
    "Briefing",
    "Checked",
    "Course",
    "Economy",
    "Finding",
    "FundResult",
    "InputError",
    "Ledger",
    "Parameters",
    "Plan",
    "Portfolio",
    "Standings",
    "Strategy",
    "allocate",
    "appraise",
    "backtest",
    "brief",
    "check",
    "fund",
    "load",
    "moments_table",
    "new",
    "open_ensemble",
    "option_value",
    "packs",
    "portfolio",
    "run",
    "run_seeds",
    "save",
    "schedule",
    "simulate",
    "simulate_many",
    "start",
    "steer",
    "track",
    "voi",
    "with_values",
]

if TYPE_CHECKING:
    from missionlab.appraisal.appraise import appraise
    from missionlab.appraisal.results import Appraisal
    from missionlab.base.findings import Finding, InputError
    from missionlab.checks.check import check
    from missionlab.checks.results import Checked
    from missionlab.economy.levers import schedule
    from missionlab.economy.parameters import Parameters, with_values
    from missionlab.economy.simulate import Economy, simulate, start
    from missionlab.ensemble.moments_table import moments_table
    from missionlab.ensemble.seeds import run_seeds
    from missionlab.ensemble.simulate_many import simulate_many
    from missionlab.ensemble.stored import open_ensemble
    from missionlab.portfolio.allocation.results import Plan
    from missionlab.portfolio.finance.fund import fund
    from missionlab.portfolio.finance.results import FundResult
    from missionlab.portfolio.lens import portfolio
    from missionlab.portfolio.results import Portfolio
    from missionlab.report.briefing import Briefing, brief
    from missionlab.report.deliver import run
    from missionlab.steering.allocate import allocate
    from missionlab.steering.learning.pilots import voi
    from missionlab.steering.ledger.ledger import Ledger
    from missionlab.steering.option_value import option_value
    from missionlab.steering.results import Course
    from missionlab.steering.steer import steer
    from missionlab.strategy.packs import list_packs as packs
    from missionlab.strategy.reader import read as load
    from missionlab.strategy.strategy import Strategy
    from missionlab.strategy.template import write_template as new
    from missionlab.strategy.writer import write as save
    from missionlab.tracking.backtest.results import Backtest
    from missionlab.tracking.backtest.run import backtest
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
