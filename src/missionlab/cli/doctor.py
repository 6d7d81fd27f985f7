"""What this machine has for missionlab, and what is missing."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from typing import Any


def examine() -> dict[str, Any]:
    """Versions of missionlab, Python and every package that it needs; cores; shipped packs; what is missing; and which
    economies are compiled, None where numba is missing.
    """
    from missionlab.strategy.packs import list_packs

    needed = {}
    missing = []
    for requirement in requires("missionlab") or []:
        if "extra ==" in requirement:
            continue
        name = requirement.split(">")[0].split("=")[0].split("<")[0].strip()
        try:
            needed[name] = version(name)
        except PackageNotFoundError:
            needed[name] = None
            missing.append({"package": name, "get_it": f"pip install '{requirement}'"})
    return {
        "missionlab": version("missionlab"),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "executable": sys.executable,
        "cores": os.cpu_count(),
        "packages": needed,
        "yaml_c_loader": find_spec("yaml") is not None and find_spec("yaml._yaml") is not None,
        "packs": [pack.id for pack in list_packs()],
        "compiled_economies": _compiled() if find_spec("numba") is not None else None,
        "missing": missing,
    }


def _compiled() -> dict[str, Any]:
    from missionlab.cli.compiled_economies import compiled_economies

    compiled = compiled_economies()
    return {
        "folder": str(compiled.folder),
        "kept": compiled.kept,
        "bytes": compiled.bytes_used,
        "rule_sets": [{"rules": rules, "spending": spending} for rules, spending in compiled.rule_sets],
    }
