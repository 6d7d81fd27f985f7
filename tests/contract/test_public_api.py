"""What is public, and what importing it costs."""

from __future__ import annotations

import json
import subprocess
import sys

import missionlab as ml

PUBLIC = [
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
FOR_PAGES = {"pydantic", "yaml", "babel", "jinja2", "xlsxwriter", "openpyxl", "rich", "typer"}
FOR_NUMBERS = {"numpy", "numba", "xarray", "pyarrow", "pandas", "scipy"}


def _modules_after(code: str) -> set[str]:
    script = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_public_names_are_pinned() -> None:
    assert ml.__all__ == PUBLIC
    assert all(callable(getattr(ml, name)) for name in PUBLIC)


def test_importing_missionlab_loads_nothing_heavy() -> None:
    assert not _modules_after("import missionlab") & (FOR_PAGES | FOR_NUMBERS)


def test_the_command_line_loads_nothing_of_the_economy_until_it_simulates() -> None:
    loaded = _modules_after("import missionlab.cli")
    assert not loaded & (FOR_NUMBERS | {"rich.progress", "jinja2", "pydantic"})


def test_checking_a_file_waits_for_no_table_and_no_drawing() -> None:
    loaded = _modules_after("import missionlab as ml; ml.check(ml.load('labour-2017'))")
    assert not loaded & {"pandas", "numba", "scipy", "jinja2", "xlsxwriter", "openpyxl"}


def test_a_verb_stays_a_verb_after_its_package_is_imported() -> None:
    import missionlab.portfolio.lens

    strategy = ml.load("snib")
    assert ml.portfolio(strategy) == missionlab.portfolio.lens.portfolio(strategy)


def test_results_are_frozen_and_tables_where_they_are_tables() -> None:
    strategy = ml.load("labour-2017")
    standings, money, checked = ml.track(strategy), ml.portfolio(strategy), ml.check(strategy)
    assert list(standings.to_frame()["target"]) == [target.id for target in strategy.targets]
    assert len(checked.to_frame()) == len(checked.cards)
    assert money.to_frame() is not None
    for result in (standings, money, checked):
        assert type(result).__dataclass_params__.frozen  # type: ignore[attr-defined]
