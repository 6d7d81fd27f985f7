"""What is seen while an ensemble is simulated: that the model is compiled first, then how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from missionlab.cli.progress import Step, progress_bar


@contextmanager
def progress(rules: str, spending: str, *, at_once: bool) -> Iterator[Step]:
    """A step to call while runs are done; it shows as a bar with rate and time left on a terminal, and nowhere else.

    The rule set is compiled first if need be: `at_once`, or with the first step that leaves runs to do, when the folder
    has been found usable. That happens on the main thread, where Ctrl-C is heard.
    """
    ready = False
    if at_once:
        _compile(rules, spending)
        ready = True
    with progress_bar("Simulating", "runs") as show:

        def step(done: int, total: int) -> None:
            nonlocal ready
            if not ready and done < total:
                _compile(rules, spending)
                ready = True
            show(done, total)

        yield step


def _compile(rules: str, spending: str) -> None:
    """Compile the rule set if it is not yet, and say so."""
    from missionlab.cli.compiled_economies import compiled_economies
    from missionlab.economy.simulate import simulate

    compiled = compiled_economies()
    if (rules, spending) in compiled.rule_sets:
        return
    notice = f"The model is being compiled for rules {rules}, spending {spending}: about half a minute"
    if compiled.kept:
        notice += f", once. It is kept in {compiled.folder}."
    else:
        notice += f", at every call, because {compiled.folder} cannot be written. Set MISSIONLAB_CACHE to one that can."
    typer.echo(notice, err=True)
    simulate(periods=1, rules=rules, spending=spending)
