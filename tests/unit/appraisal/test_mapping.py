"""The user's own mapping: what is read, and what each mistake says, with its line and column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import missionlab as ml
from missionlab.appraisal.assumed import mapping_assumption
from missionlab.appraisal.instruments import LEVERS, ROWS
from missionlab.appraisal.mapping import OUTSIDE, read_mapping
from missionlab.appraisal.mix import strategy_mix
from missionlab.base.findings import InputError

WHOLE = """\
mapping:
  - instrument: budget
    actor_kind: [agency, supranational]
    lever: research_hiring
    settings: {tax_financed: 0.5}
    reason: Calls for
      research.
    source: U37
  - stage: deployment
    lever: not in the model
    reason: Not here.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.yaml"


def test_a_file_is_read_as_rows(file: Path) -> None:
    file.write_text(WHOLE, encoding="utf-8")
    first, second = read_mapping(file)
    assert (first.instrument, first.actor_kinds, first.stages) == ("budget", ("agency", "supranational"), ())
    assert (first.lever, first.settings, first.source) == ("research_hiring", (("tax_financed", 0.5),), "U37")
    assert first.reason == "Calls for research."
    assert (second.instrument, second.stages, second.lever) == (None, ("deployment",), None)


def test_missionlabs_own_table_can_be_written_as_a_file_and_read_back(file: Path) -> None:
    def written(words: tuple[str, ...]) -> str:
        return f"[{', '.join(words)}]" if words else ""

    lines = ["mapping:"]
    for row in ROWS:
        lines += [
            f"  - instrument: {row.instrument}",
            f"    actor_kind: {written(row.actor_kinds)}",
            f"    stage: {written(row.stages)}",
            f"    lever: {row.lever or OUTSIDE}",
            f"    settings: {{{', '.join(f'{name}: {value}' for name, value in row.settings)}}}",
            "    reason: Because.",
        ]
    file.write_text("\n".join(lines), encoding="utf-8")
    read = read_mapping(file)
    assert [(r.instrument, r.actor_kinds, r.stages, r.lever, r.settings) for r in read] == [
        (r.instrument, r.actor_kinds, r.stages, r.lever, r.settings) for r in ROWS
    ]


@pytest.mark.parametrize(
    ("content", "line", "column", "message", "fix"),
    [
        ("", 1, 1, "no mapping", "Begin the file"),
        ("- a\n", 1, 1, "no mapping", "Begin the file"),
        ("maping: []\n", 1, 1, "no part 'maping'", "'mapping'"),
        ("mapping: []\n", 1, 1, "no rows", "Add rows"),
        ("mapping:\n  - grant\n", 2, 5, "no columns", "Write it as"),
        ("mapping:\n  - {instrument: grnat, lever: purchases, reason: r}\n", 2, 6, "no instrument 'grnat'", "'grant'"),
        ("mapping:\n  - {levr: purchases}\n", 2, 6, "no column 'levr'", "'lever'"),
        ("mapping:\n  - {lever: laboratry, reason: r}\n", 2, 6, "no lever 'laboratry'", "'laboratory'"),
        ("mapping:\n  - {lever: tax_rate, reason: r}\n", 2, 6, "no lever 'tax_rate'", ""),
        ("mapping:\n  - {instrument: grant, reason: r}\n", 2, 5, "names no lever", "Add 'lever:'"),
        ("mapping:\n  - {lever: purchases}\n", 2, 5, "gives no reason", "Add 'reason:'"),
        ("mapping:\n  - {stage: [basic, aplied], lever: purchases, reason: r}\n", 2, 21, "'aplied'", "'applied'"),
        ("mapping:\n  - {actor_kind: frm, lever: purchases, reason: r}\n", 2, 6, "no actor kind 'frm'", "'firm'"),
        ("mapping:\n  - {stage: 3, lever: purchases, reason: r}\n", 2, 6, "neither a word nor a list", "Write a word"),
        ("mapping:\n  - {lever: purchases, settings: 5, reason: r}\n", 2, 24, "names with numbers", "Write them"),
        ("mapping:\n  - {lever: purchases, settings: {patence: 5}, reason: r}\n", 2, 35, "no setting", "'patience'"),
        ("mapping:\n  - {lever: purchases, settings: {patience: -1}, reason: r}\n", 2, 35, "from 0 to 1000", "default"),
        ("mapping:\n  - {lever: purchases, settings: {patience: x}, reason: r}\n", 2, 35, "from 0 to 1000", "default"),
        ("mapping:\n  - {lever: not in the model, settings: {patience: 1}, reason: r}\n", 2, 31, "without a lever", ""),
        ("mapping:\n  - {lever: purchases, reason: r}\n  - {lever: transfers, reason: r}\n", 3, 5, "line 2", "Delete"),
        ("mapping:\n  - {lever: purchases, lever: transfers, reason: r}\n", 2, 24, "'lever'", "Write it out"),
        ("mapping:\n  - {lever: &a purchases, reason: r}\n", 2, 13, "not read", "Write it out"),
        ("mapping:\n\t- x\n", 2, 1, "tab", "spaces"),
        ("mapping:\n  - {lever: [purchases\n", 2, 13, "closed", ""),
    ],
)  # fmt: skip
def test_a_mistake_says_what_where_why_and_the_fix(
    file: Path, content: str, line: int, column: int, message: str, fix: str
) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as told:
        read_mapping(file)
    error = told.value
    assert message in error.message
    assert fix in error.fix
    assert error.fix
    assert error.why
    assert (error.place.file, error.place.line, error.place.column) == (str(file), line, column)


def test_a_file_that_is_not_there_or_no_text_says_so(file: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read_mapping(file)
    file.write_bytes(b"mapping:\n  - {reason: \xff}\n")
    with pytest.raises(InputError, match="UTF-8") as told:
        read_mapping(file)
    assert told.value.place.line == 2
    file.write_bytes(b" " * (1024 * 1024 + 1))
    with pytest.raises(InputError, match="larger"):
        read_mapping(file)


def test_what_an_incomplete_mapping_does_not_name_is_not_in_the_model_and_says_so(file: Path) -> None:
    file.write_text("mapping:\n  - {instrument: loan, lever: public_bank, reason: Loans.}\n", encoding="utf-8")
    mix = strategy_mix(ml.load("uk-2017"), file, as_of=date(2026, 11, 24))
    assert mix.mapping == "mine.yaml"
    assert mix.shares == ()
    grants = [line for line in mix.lines if line.instrument == "grant"]
    assert sum(line.amount or 0 for line in grants) == pytest.approx(3e9)
    assert {line.reason for line in grants} == {"The mapping does not say what this becomes."}


def test_a_users_own_reason_is_in_the_assumptions_log_as_it_is(file: Path) -> None:
    file.write_text("mapping:\n  - {instrument: grant, lever: transfers, reason: Cash is cash.}\n", encoding="utf-8")
    mix = strategy_mix(ml.load("uk-2017"), file)
    assert mix.shares == (("transfers", 1.0),)
    assert "Cash is cash." in [reason for _, reason in mapping_assumption(mix).rows]


@pytest.mark.parametrize("name", LEVERS)
def test_every_lever_of_a_budget_may_be_named(file: Path, name: str) -> None:
    file.write_text(f"mapping:\n  - {{instrument: grant, lever: {name}, reason: r}}\n", encoding="utf-8")
    assert read_mapping(file)[0].lever == name
