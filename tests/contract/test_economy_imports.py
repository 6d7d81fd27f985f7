"""What the economy may import, and who must never wait for its compiler."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import missionlab

PACKAGE = Path(missionlab.__file__).parent
SOURCES = sorted((PACKAGE / "economy").rglob("*.py"))
ALLOWED = {"numpy", "numba", "llvmlite", *sys.stdlib_module_names}
COMPILER = {"numba", "llvmlite"}
TABLES = {"xarray", "pyarrow"}
LIGHT_RUNGS = ("base", "strategy", "evidence", "tracking", "portfolio", "checks", "report")


def _loaded_after(code: str) -> set[str]:
    script = f"{code}\nimport json, sys\nprint(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_the_economy_imports_numbers_and_itself_only(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names = [node.module or ""]
        else:
            continue
        for name in names:
            own = name == "missionlab.economy" or name.startswith("missionlab.economy.")
            assert own or name.partition(".")[0] in ALLOWED, f"{path.name} imports {name}"


def test_importing_missionlab_loads_neither_the_compiler_nor_tables() -> None:
    assert not _loaded_after("import missionlab") & (COMPILER | TABLES)


@pytest.mark.parametrize("rung", LIGHT_RUNGS)
def test_every_module_of_the_lower_and_upper_rungs_loads_without_the_compiler(rung: str) -> None:
    modules = [
        "missionlab." + path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".")
        for path in sorted((PACKAGE / rung).rglob("*.py"))
        if path.name != "__init__.py"
    ]
    assert modules
    loaded = _loaded_after("\n".join(f"import {module}" for module in modules))
    assert not loaded & (COMPILER | {"xarray"})
    if rung != "report":
        assert "pyarrow" not in loaded


def test_checking_a_strategy_waits_for_no_compiler() -> None:
    code = "from missionlab.cli import main\nimport sys\nsys.argv = ['missionlab', 'check', 'uk-2017']\n"
    code += "try:\n    main()\nexcept SystemExit:\n    pass"
    assert not _loaded_after(code) & (COMPILER | TABLES)


def test_asking_for_help_waits_for_no_compiler() -> None:
    code = "from missionlab.cli import main\nimport sys\nsys.argv = ['missionlab', '--help']\n"
    code += "try:\n    main()\nexcept SystemExit:\n    pass"
    assert not _loaded_after(code) & (COMPILER | TABLES | {"numpy", "pandas"})
