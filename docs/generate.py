"""Writes docs/reference/ from the program itself: commands, records, findings, checks, JSON, words and the economy.

Run it from anywhere: ``python docs/generate.py``. Same program, same pages; a test fails while they differ.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import typer
from reference_pages.books import with_books
from reference_pages.economy import economy_page
from reference_pages.finance_evidence import finance_evidence_page
from reference_pages.instruments import instruments_page
from reference_pages.json_keys import json_page
from reference_pages.ledger_vectors import ledger_vectors_page
from reference_pages.markdown import heading, plain, table
from reference_pages.period_picture import period_picture
from reference_pages.records import record_page

from missionlab.base.text import catalogue, say, text
from missionlab.checks.questions import ANSWERABLE, LITMUS, QUESTIONS, Decider, Scope
from missionlab.cli.main import app
from missionlab.strategy.catalogue import CATALOGUE

REFERENCE = Path(__file__).parent / "reference"
EXPLANATION = Path(__file__).parent / "explanation"
IMAGES = Path(__file__).parent / "images"
SOURCE = Path(__file__).parents[1] / "src" / "missionlab"

EXTRA_FINDINGS = {
    "undeclared-break": ("warning", "A series takes a step far out of line with all its other steps.",
        "A change of method that is read as progress makes a target look met, or lost, when nothing happened.",
        "If the method changed, add a break to the indicator; if the step is real, nothing needs to be done."),
    "children-above-parent": ("warning", "The parts of a programme have more money than the programme itself.",
        "The parts are counted in full, and the programme's own figure is not used.",
        "Raise the programme's figure, correct its parts, or leave the programme's figure blank."),
    "unknown-question": ("warning", "An answer is to a question that people are not asked.",
        "The answer is kept, but no check reads it.", "Use an id from the reference of the checks."),
    "data-blank": ("error", "A row of a backtest's data file names no indicator or no place.",
        "The row was not used, so its series has a gap or is missing.",
        "Write what the row is about, or delete the row."),
    "data-year": ("error", "The year of a row of a data file is none.",
        "The row was not used, so its series has a gap or is missing.",
        "Write the year in digits; a financial year by the year in which it ends."),
    "data-value": ("error", "The value of a row of a data file is no number.",
        "The row was not used, so its series has a gap or is missing.",
        "Write the number with a decimal point and no thousands separator, or delete the row."),
    "data-twice": ("error", "A data file has two different values for one place, indicator and year.",
        "Only one can be what was measured; the first was used.", "Delete one of the two rows."),
    "data-kind": ("error", "A data file names a kind of indicator that there is not.",
        "The kind decides bounds and scale; what the unit suggests was used instead.",
        "Write one of the kinds, or leave the cell blank."),
    "noise-told-from-nothing": ("warning", "An appraisal told a policy of a billionth of the wages from doing nothing.",
        "It has no effect but chance's, so this is a false alarm, and others may be.",
        "Read effects of a like size as not told apart; run again with another seed or more runs."),
    "economies-ended-early": ("warning", "More than one simulated economy in twenty ended before its last period.",
        "A pair counts only if both economies last: what is compared are the steadier ones.",
        "Look at a smaller budget or fewer periods."),
    "budget-not-spent": ("warning", "Policies could not spend a twentieth of their budget or more.",
        "A lever is bounded by what it pays for; so these did what they did with less money than the others.",
        "Compare them per unit of money spent, or appraise a smaller budget."),
    "another-cost": ("note", "A policy of your own does not spend what the others do, or not at the same times.",
        "Only the same money at the same times compares its use.",
        "Compare it with the transfers that stand beside it, which spend the same at the same times."),
    "mix-not-in-the-model": ("warning", "None of a strategy's money could be read as levers.",
        "Its mix is not among the policies of the appraisal.",
        "Give projects instruments and amounts, or a mapping of your own."),
    "mix-size-unknown": ("note", "A strategy's money cannot be set against GDP.",
        "Its mix is appraised at the budget of all policies only, not at its own size.",
        "Give the place's GDP in the strategy's currency, or a dated rate of exchange with its source."),
    "precision-not-reached": ("note", "The primary effects are less precise than was asked for.",
        "The number of runs was worked out from a pilot, whose spread is uncertain.",
        "Ask for a smaller number, or for more runs."),
}  # fmt: skip
"""Findings that are worded where they are found, outside the catalogue."""


def cli() -> str:
    group: Any = typer.main.get_command(app)
    parts = [
        heading("Commands", plain(group.help)),
        "Every command that works with a strategy asks no question and needs no network. With `--json` it prints one\n"
        "JSON document on standard output and nothing else there; messages go to standard error.\n",
        "## Exit codes\n",
        table("code | means", [
            (0, "Done."),
            (1, "Done, and at least one finding of level *error* was found."),
            (2, "The input or the call could not be used. Standard error says what, where, why and the fix."),
            (130, "Stopped with Ctrl+C. Nothing half-written is left behind."),
        ]),
        "No input should ever give a traceback. Where missionlab itself is at fault it says so, and the environment\n"
        "variable `MISSIONLAB_DEBUG=1` makes it show where.\n",
        "## Options of `missionlab` itself\n",
        _parameters(group),
    ]  # fmt: skip
    for name, command in sorted(group.commands.items()):
        inner = sorted(getattr(command, "commands", {}).items())
        parts += _command(f"missionlab {name}", command, "##", " COMMAND" if inner else "")
        for inner_name, inner_command in inner:
            parts += _command(f"missionlab {name} {inner_name}", inner_command, "###", "")
    return "\n".join(parts)


def _command(name: str, command: Any, level: str, then: str) -> list[str]:
    given = [(p, p.metavar or p.name.upper()) for p in command.params if not p.opts[0].startswith("-")]
    arguments = " ".join(meta if p.required else f"[{meta}]" for p, meta in given)
    example = (command.epilog or "").removeprefix("Example:").strip()
    call = f"{name}{then} {arguments}".rstrip()
    parts = [f"{level} {name}\n", f"`{call} [OPTIONS]`\n", plain(command.help) + "\n", _parameters(command)]
    return [*parts, f"Example: `{example}`\n"]


def _parameters(command: Any) -> str:
    rows = []
    for p in command.params:
        if not p.opts[0].startswith("-"):
            rows.append((f"`{p.metavar}`", "needed" if p.required else "", plain(p.help)))
        else:
            value = "" if p.is_flag else f" {p.metavar or p.name.upper()}"
            default = "off" if p.is_flag else "" if p.default is None else f"`{p.default}`"
            rows.append((f"`{'`, `'.join(p.opts)}{value}`", default, plain(p.help)))
    rows.append(("`--help`", "off", "Show this help and stop."))
    return table("argument or option | default | meaning", rows)


def finding_page() -> str:
    intro = (
        "What `missionlab check` can find, `missionlab backtest` in a data file (`data-`), and `missionlab appraise`.\n"
        "An *error* is a record that cannot be used; a *warning* is a gap in the world, or something that weakens a\n"
        "result; a *note* is worth knowing. Codes are stable.\n"
    )
    rows = [(f"`{code}`", str(e.level), e.meaning, e.why, e.fix) for code, e in CATALOGUE.items()]
    rows += [(f"`{code}`", *entry) for code, entry in EXTRA_FINDINGS.items()]
    return heading("Findings", intro) + "\n" + table("code | level | what | why it matters | fix", rows)


def check_page() -> str:
    intro = (
        "The questions that `missionlab check` asks. A verdict is *holds*, *fails* or *cannot tell*. Numbers that\n"
        "could come out either way once unassigned money is assigned give *cannot tell*; so does a question that\n"
        "nobody has answered. How each verdict is reached is told in\n"
        "[the explanation of the checks](../explanation/checks.md).\n"
    )
    asked = {Scope.MISSION: "each mission", Scope.STRATEGY: "the strategy", Scope.BOTH: "the strategy, or a mission"}
    decided = {Decider.RECORDS: "records", Decider.ANSWERS: "answers"}
    cards = [
        (f"`{q.id}`", say(text(f"checks.question.{q.id}")), asked[q.scope], decided[q.decider])
        for q in QUESTIONS.values()
        if q.card
    ]
    answers = [(f"`{i}`", _card_of(i), asked[QUESTIONS[i].scope]) for i in QUESTIONS if i in ANSWERABLE]
    points = [(f"`{code}`", side) for side in ("against", "for") for code in _points(side)]
    return "\n".join((
        heading("Checks", intro), table("card | question | asked of | decided by", cards),
        "## What people may answer\n\nThe ids that a record in `answers` may carry.\n",
        table("question | on the card | about", answers),
        "## Points of a case\n\nThe codes of the points for and against a mission.\n", table("code | side", points),
    ))  # fmt: skip


def _card_of(question: str) -> str:
    part = question.split(".", 1)[1]
    return "`litmus.gate`" if part in LITMUS else "`criteria.bold`" if part == "engagement" else f"`{question}`"


def _points(side: str) -> list[str]:
    files = {"against": ("against", "against_money", "cases"), "for": ("in_favour", "cases")}[side]
    code = "".join((SOURCE / "checks" / f"{name}.py").read_text(encoding="utf-8") for name in files)
    calls = re.findall(r"\b(?:point|from_card)\(\s*\"([a-z-]+)\"", code)
    listed = re.findall(r"\": \(\"([a-z-]+)\", 0", code)
    by_status = ["at-risk", "off-track"] if "standing.status.value.replace" in code else []
    return sorted({*calls, *listed, *by_status})


def word_page() -> str:
    english, spanish = catalogue("en"), catalogue("es")
    parts = [heading("Words", "The words that results are written with, in both languages.\n")]
    sections = {
        "Statuses": "status.",
        "What happened to a promise": "change.",
        "Verdicts": "verdict.",
        "Stages of the innovation curve": "portfolio.stage.",
        "Splits of money": "portfolio.dimension.",
        "Instruments": "portfolio.instrument.",
        "Kinds of actor": "portfolio.actor_kind.",
    }
    for title, prefix in sections.items():
        keys = [key for key in english if key.startswith(prefix)]
        rows = [(f"`{key.removeprefix(prefix)}`", english[key], spanish[key]) for key in keys]
        parts.append(f"## {title}\n\n{table('key | English | Spanish', rows)}")
    return "\n".join(parts)


def pages() -> dict[str, str]:
    """The text of every generated page by file name."""
    return {"cli.md": cli(), "records.md": record_page(), "findings.md": finding_page(), "checks.md": check_page(),
            "json.md": json_page(), "words.md": word_page(), "economy.md": economy_page(),
            "instruments.md": instruments_page(), "ledger-vectors.md": ledger_vectors_page(),
            "finance-evidence.md": finance_evidence_page()}  # fmt: skip


def pictures() -> dict[str, str]:
    """Every drawing of the docs that is made here, by file name."""
    return {"period.svg": period_picture()}


if __name__ == "__main__":
    for name, page in pages().items():
        (REFERENCE / name).write_text(page, encoding="utf-8")
    for name, drawing in pictures().items():
        (IMAGES / name).write_text(drawing, encoding="utf-8")
    closed_books = EXPLANATION / "closed-books.md"
    closed_books.write_text(with_books(closed_books.read_text(encoding="utf-8")), encoding="utf-8")
