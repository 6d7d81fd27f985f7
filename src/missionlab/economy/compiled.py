"""Compilation: the decorators of equations and blocks, and the folder in which the compiled program is kept.

Numba notices an edit of the file that holds a cached function, not of the files it calls. So the folder's name carries
a hash of every source of this package, and only the outermost functions are cached, with all that they call inside.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import numba
from numba.extending import overload

from missionlab.economy.linking import PART, SUM, WHOLE, Block

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True}

EQUATIONS: list[Callable[..., Any]] = []
"""Every equation of the model as plain Python, in the order of definition: the reference page is made from it."""


def equation(function: F) -> F:
    """Compile a pure scalar function and list it in `EQUATIONS`."""
    EQUATIONS.append(function)
    return Block(function, **_OPTIONS)  # type: ignore[return-value]


def block(function: F) -> F:
    """Compile a loop over agents that calls equations."""
    return Block(function, **_OPTIONS)  # type: ignore[return-value]


def aggregation(function: F) -> F:
    """Compile a loop over agents that sums over them; the sum may be taken in several parts at once.

    It is optimised by itself and then becomes part of its caller: one compiled version of each sum in a program, and
    one order in which it is taken.
    """
    return Block(function, SUM, fastmath={"reassoc", "nsz"}, forceinline=True, **_OPTIONS)  # type: ignore[return-value]


def decision(choices: Mapping[type, Callable[..., Any]]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let a function stand for one of several, chosen by the type of its first argument, when the model is compiled.

    So a rule set is a type, a rule is another function in one table, and a rule set that nobody asks for is never
    compiled. Called from Python the function chooses in the same way.
    """

    def decorate(stub: Callable[..., Any]) -> Callable[..., Any]:
        def chosen(rule: Any, *arguments: Any) -> Any:
            return choices[type(rule)](*arguments)

        @overload(chosen, jit_options=_OPTIONS | {"pipeline_class": PART})  # type: ignore[arg-type]
        def _typed(rule, *arguments):  # noqa: ARG001  # the names, bare, must be those of the lambda
            picked = choices[rule.instance_class]
            return lambda rule, *arguments: picked(*arguments)  # noqa: ARG005

        chosen.__name__, chosen.__doc__ = stub.__name__, stub.__doc__
        return chosen

    return decorate


def cache_folder() -> Path:
    """Where the compiled program is kept: under `MISSIONLAB_CACHE` if that is set, else under `~/.cache/missionlab`."""
    base = os.environ.get("MISSIONLAB_CACHE") or Path.home() / ".cache" / "missionlab"
    return Path(base) / f"economy-{sources_hash()}"


def sources_hash() -> str:
    """A hash of all sources of this package: which program computed a result, and where it is cached."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _numba_cache_in(folder: Path) -> Iterator[None]:
    before = numba.config.CACHE_DIR  # type: ignore[attr-defined]
    numba.config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        numba.config.CACHE_DIR = before  # type: ignore[attr-defined]


def program(function: F) -> F:
    """Compile the outermost function and keep the result on disk; without a writable folder, only in memory."""
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _numba_cache_in(folder):
            return numba.njit(cache=True, pipeline_class=WHOLE, **_OPTIONS)(function)  # type: ignore[return-value]
    except (OSError, RuntimeError):
        return numba.njit(pipeline_class=WHOLE, **_OPTIONS)(function)  # type: ignore[return-value]
