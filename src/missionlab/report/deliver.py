"""Writes a briefing: the web page, the workbook and results.json, all of them or none."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from missionlab.appraisal.results import Appraisal
from missionlab.base.findings import InputError, Place
from missionlab.base.text import text
from missionlab.report.briefing import Briefing, brief
from missionlab.report.chapters import CHAPTERS
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Basis

FILES = ("briefing.html", "briefing.xlsx", "results.json")
JUDGED, APPRAISAL, PAGE, WORKBOOK, RESULTS = "Targets, money, checks", "Appraisal", "Web page", "Workbook", "Results"
STEPS = (JUDGED, *(chapter.step for chapter in CHAPTERS), APPRAISAL, PAGE, WORKBOOK, RESULTS)

Appraise = Callable[[Strategy], Appraisal]
"""Simulates what a strategy's money does; `missionlab.appraise` is one."""


def run(
    strategy: Strategy,
    out: str | Path,
    as_of: date | None = None,
    *,
    basis: Basis | None = None,
    seed: int = 0,
    ledger: str | None = None,
    appraise: Appraise | None = None,
    progress: Callable[[str], None] | None = None,
) -> Briefing:
    """Make the briefing of ``strategy`` as known on ``as_of`` and write its files into the folder ``out``.

    ``ledger`` is the path or the address of its log of decisions. With ``appraise``, such as ``missionlab.appraise``,
    the briefing has a chapter about the economy; if that cannot be simulated, the chapter says why. The files appear
    only when all three are complete; ``progress`` is called with the name of each step. Raises ``InputError`` when
    ``out`` cannot be a folder.
    """
    step = progress or (lambda _: None)
    step(JUDGED)
    briefing = brief(
        strategy, as_of, basis=basis, seed=seed, ledger=ledger, earlier=Path(out) / FILES[2], progress=step
    )
    if appraise is not None:
        step(APPRAISAL)
        briefing = appraised(briefing, appraise)
    write(briefing, Path(out), progress)
    return briefing


def appraised(briefing: Briefing, appraise: Appraise) -> Briefing:
    """The briefing with the appraisal of its strategy as known on its day, or with the reason why there is none.

    Whatever the simulation fails on (a compiler, memory, the strategy's money), the rest of the briefing stands.
    """
    try:
        found = appraise(briefing.strategy)
    except InputError as error:
        return replace(briefing, no_appraisal=text("appraised.absent.refused", message=str(error)))
    except Exception as error:
        message = f"{type(error).__name__}: {error}".splitlines()[0]
        return replace(briefing, no_appraisal=text("appraised.absent.failed", message=message))
    return replace(briefing, appraisal=found, no_appraisal=None)


def write(briefing: Briefing, out: Path, progress: Callable[[str], None] | None = None) -> None:
    """Write the files of ``briefing`` into ``out``, which is made if need be; other files in it are left alone."""
    from missionlab.report.html import render
    from missionlab.report.results import results_document
    from missionlab.report.workbook import write_workbook

    if out.exists() and not out.is_dir():
        raise InputError(
            f"{out} is a file, not a folder.",
            place=Place(str(out)),
            why="The briefing is three files in one folder.",
            fix="Name another folder with --out.",
        )
    new, draft = not out.exists(), out / f".briefing-{os.getpid()}"
    step = progress or (lambda _: None)
    try:
        draft.mkdir(parents=True, exist_ok=True)
        step(PAGE)
        (draft / FILES[0]).write_text(render(briefing), encoding="utf-8")
        step(WORKBOOK)
        write_workbook(briefing, draft / FILES[1])
        step(RESULTS)
        document = json.dumps(results_document(briefing), indent=1, ensure_ascii=False, allow_nan=False)
        (draft / FILES[2]).write_text(document + "\n", encoding="utf-8")
        for name in FILES:
            (draft / name).replace(out / name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        if new and out.is_dir() and not any(out.iterdir()):
            out.rmdir()
