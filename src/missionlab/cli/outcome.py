"""How a command ends: 0 done, 1 done with errors found, 2 the input or the call could not be used."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import TYPE_CHECKING, ParamSpec

import typer

if TYPE_CHECKING:
    from missionlab.base.findings import Finding

P = ParamSpec("P")


class Outcome(IntEnum):
    DONE = 0
    ERRORS_FOUND = 1
    UNUSABLE = 2
    STOPPED = 130

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Outcome:
        return cls.ERRORS_FOUND if any(finding.level == "error" for finding in findings) else cls.DONE


def guarded(command: Callable[P, Outcome]) -> Callable[P, None]:
    """The command with its outcome as exit code, and every failure as a message instead of a traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        from missionlab.base.findings import InputError

        try:
            outcome = command(*args, **kwargs)
            sys.stdout.flush()
        except InputError as error:
            outcome = _unusable(error)
        except KeyboardInterrupt:
            typer.echo("Stopped. Nothing half-written was left behind.", err=True)
            outcome = Outcome.STOPPED
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            outcome = Outcome.DONE
        except OSError as error:
            outcome = _unusable(
                InputError(
                    f"{error.strerror or error}: {error.filename or ''}".rstrip(": "),
                    why="The operating system refused to read or write it.",
                    fix="Check that the path exists, that you may write there and that the disk is not full.",
                )
            )
        except Exception as error:
            if os.environ.get("MISSIONLAB_DEBUG"):
                raise
            outcome = _unusable(
                InputError(
                    f"A fault in missionlab itself: {type(error).__name__}: {error}",
                    why="This is not your doing: no input should lead here.",
                    fix="Run the command again with MISSIONLAB_DEBUG=1 set and send us what it prints.",
                )
            )
        raise typer.Exit(int(outcome))

    return run  # type: ignore[return-value]


def _unusable(error: object) -> Outcome:
    from missionlab.base.findings import InputError

    assert isinstance(error, InputError)
    typer.echo(f"error: {error.message}", err=True)
    for label, line in (("where", str(error.place)), ("why", error.why), ("fix", error.fix)):
        if line:
            typer.echo(f"  {label + ':':<7}{line}", err=True)
    return Outcome.UNUSABLE
