"""A record that is no record: one finding a mistake, at its place, in words, with the nearest legal word."""

from __future__ import annotations

from pathlib import Path

import pytest

from missionlab.strategy.reader import read
from missionlab.strategy.strategy import Strategy

HEAD = """\
strategy: {id: s, name: S}
challenges:
- {id: c, name: C, sources: [s1]}
sources:
- {id: s1, title: Paper}
"""


def reading(text: str, folder: Path) -> Strategy:
    file = folder / "strategy.yaml"
    file.write_text(HEAD + text)
    return read(file)


@pytest.mark.parametrize(
    ("text", "code", "place", "message", "fix"),
    [
        (
            "missions:\n- id: m\n  challange: c\n  name: M\n",
            "unknown-key",
            "8:3",
            "Mission 'm' has no field 'challange'.",
            "Did you mean 'challenge'?",
        ),
        (
            "missions:\n- {id: m, name: M}\n",
            "missing-field",
            "7:3",
            "Mission 'm' has no 'challenge'.",
            "Add 'challenge: ...'.",
        ),
        (
            "missions:\n- {id: m, challenge: c, name: M, status: adoptd}\n",
            "wrong-word",
            "7:34",
            "The value 'adoptd' is not a word for 'status' of mission 'm'.",
            "Did you mean 'adopted'? The words are: proposed, adopted, completed, superseded, withdrawn.",
        ),
        (
            "sectors:\n- {id: s, name: 2030}\n",
            "wrong-value",
            "7:11",
            "The value '2030' in 'name' of sector 's' is not read as text but as a number or as true or false.",
            "Put it in quotation marks.",
        ),
        (
            "sectors:\n- {id: s, name: [a]}\n",
            "wrong-value",
            "7:11",
            "A list in 'name' of sector 's' stands where one text belongs.",
            "Write one text, in quotation marks if it holds brackets or colons.",
        ),
        (
            "sectors:\n- {id: Clean growth, name: S}\n",
            "wrong-value",
            "7:4",
            "The value 'Clean growth' in 'id' of sector 'Clean growth' is not an id.",
            "An id has letters, digits, '-', '_' and '.', no spaces or accents, and begins with a letter or a digit. "
            "Write for example 'clean-growth'.",
        ),
        (
            "projects:\n- {id: p, name: P, sectors: {x: 60}}\n",
            "wrong-value",
            "7:30",
            "The value '60' in 'sectors.x' of project 'p' must be at most 1.",
            "Shares are written from 0 to 1: 25% is 0.25.",
        ),
        (
            "projects:\n- {id: p, name: P, stages: {aplied: 1}}\n",
            "wrong-word",
            "7:29",
            "The value 'aplied' is not a word for 'stages' of project 'p'.",
            "Did you mean 'applied'? The words are: basic, applied, demonstration, first-market, deployment, demand, "
            "unallocated.",
        ),
        (
            "projects:\n- {id: p, name: P, sectors: {x: }}\n",
            "wrong-value",
            "7:30",
            "'sectors.x' of project 'p' is blank.",
            "Fill it in, or delete it if it is not known.",
        ),
        (
            "projects:\n- {id: p, name: P, starts: spring 2018}\n",
            "wrong-value",
            "7:20",
            "The value 'spring 2018' in 'starts' of project 'p' cannot be used: 'spring 2018' is not a date.",
            "Write 2018, 2018-05 or 2018-05-21.",
        ),
        (
            "projects:\n- {id: p, name: P, starts: 2019-02-29}\n",
            "wrong-value",
            "7:20",
            "The value '2019-02-29' in 'starts' of project 'p' cannot be used: 2019-02 has 28 days, not 29.",
            "Correct the day, or write 2019-02 if only the month is known.",
        ),
        (
            "commitments:\n- {id: k, project: p, amount: £3m}\n",
            "wrong-value",
            "7:23",
            "The value '£3m' in 'amount' of commitment 'k' is not a number.",
            "Write a number such as 2.4, without unit; leave the field out if not known.",
        ),
        (
            "commitments:\n- {id: k, project: p, currency: pounds}\n",
            "wrong-value",
            "7:23",
            "The value 'pounds' in 'currency' of commitment 'k' is not a currency code.",
            "Write the three letters of the currency, such as GBP, EUR or COP.",
        ),
        (
            "targets:\n- id: t\n  mission: m\n  name: T\n  versions:\n  - {number: 1}\n  - {number: 2, yaer: 2030}\n",
            "unknown-key",
            "12:17",
            "Target 't' has no field 'yaer' in 'versions 2'.",
            "Did you mean 'year'?",
        ),
        (
            "targets:\n- {id: t, mission: m, name: T, versions: {number: 1}}\n",
            "wrong-value",
            "7:32",
            "A record in 'versions' of target 't' is not a list.",
            "Write a list: [first, second], or one item per line beginning with '- '.",
        ),
        (
            "missions:\n- {id: m, name: M, challenge: c, statement: No cold home}\n",
            "wrong-value",
            "7:34",
            "The value 'No cold home' in 'statement' of mission 'm' is not a set of keys with values.",
            "Write it by language: {en: 'No cold home'}.",
        ),
        (
            "targets:\n- {id: t, mission: m, name: T, gap: poor}\n",
            "wrong-value",
            "7:32",
            "The value 'poor' in 'gap' of target 't' is not a record.",
            "Write its fields below it, each as 'key: value'.",
        ),
        (
            "observations:\n- {indicator: i, period: 2018, vintage: 2019, value: .nan}\n",
            "wrong-value",
            "7:47",
            "The value '.nan' in 'value' of observation of 'i' is not a number.",
            "Write a number such as 2.4, without unit; leave the field out if not known.",
        ),
    ],
)
def test_one_mistake_is_one_finding(text: str, code: str, place: str, message: str, fix: str, tmp_path: Path) -> None:
    strategy = reading(text, tmp_path)
    (finding,) = [finding for finding in strategy.findings if finding.code in (code, "missing-field", "wrong-value")]
    assert (finding.code, str(finding.place)) == (code, f"strategy.yaml:{place}")
    assert (finding.message, finding.fix) == (message, fix)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("commitments:\n- {id: k, project: p, amount: true}\n", "7:23", "'true' in 'amount' of commitment 'k'"),
        ("projects:\n- {id: p, name: P, trl_in: true}\n", "7:20", "'true' in 'trl_in' of project 'p'"),
        ("projects:\n- {id: p, name: P, sectors: {x: true}}\n", "7:30", "'true' in 'sectors.x' of project 'p'"),
        (
            "targets:\n- {id: t, mission: m, name: T, versions: [{number: 1, value: true, withdrawn: true}]}\n",
            "7:55",
            "'true' in 'versions 1, value' of target 't'",
        ),
    ],
)
def test_true_is_no_number(text: str, place: str, message: str, tmp_path: Path) -> None:
    (finding,) = [finding for finding in reading(text, tmp_path).findings if finding.code == "wrong-value"]
    assert str(finding.place) == f"strategy.yaml:{place}"
    assert finding.message == f"The value {message} is not a number."


def test_all_mistakes_of_a_record_are_told_at_once(tmp_path: Path) -> None:
    strategy = reading("missions:\n- {id: m, challange: c, name: [], status: bad, foo: 1}\n", tmp_path)
    assert [(finding.code, finding.place.column) for finding in strategy.findings] == [
        ("unknown-key", 11),
        ("wrong-value", 25),
        ("wrong-word", 35),
        ("unknown-key", 48),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "missions:\n- {id: m, chalenge: c, name: M, owner: nobody}\n",
            {"unknown-key": "no field 'chalenge'", "unknown-link": "refers to actor 'nobody'"},
        ),
        (
            "commitments:\n- {id: k, project: p, payer: public, amount: 5 million, announced: 2021}\n",
            {
                "wrong-value": "'5 million' in 'amount'",
                "money-incomplete": "of project 'p' has no currency and basis (announced, committed or spent).",
                "unknown-reference": "refers to project 'p'",
            },
        ),
        (
            "indicators:\n- {id: i, name: I, definition: d, better: lower, level: output, kind: level, lowest: low}\n",
            {"wrong-value": "'low' in 'lowest'", "indicator-incomplete": "Indicator 'i' has no unit."},
        ),
        (
            "missions:\n- {id: m, challenge: c, name: M}\nindicators:\n- {id: i, name: I, undefined: x}\n"
            "targets:\n- {id: t, mission: m, name: 7, indicator: i, "
            "versions: [{number: 1, value: 5, comparator: at least, sources: [s1]}]}\n",
            {"wrong-value": "'7' in 'name'", "target-incomplete": "Target 't' has no year."},
        ),
    ],
)
def test_a_wrong_field_hides_no_other_mistake_of_its_record(
    text: str, expected: dict[str, str], tmp_path: Path
) -> None:
    errors = {found.code: found.message for found in reading(text, tmp_path).findings if found.level == "error"}
    assert errors.keys() == expected.keys()
    for code, words in expected.items():
        assert words in errors[code]


def test_a_misspelt_field_is_not_missing_as_well(tmp_path: Path) -> None:
    money = "{id: k, project: p, payer: public, basis: spent, amount: 5, curency: EUR, announced: 2021}"
    strategy = reading(f"projects:\n- {{id: p, name: P}}\ncommitments:\n- {money}\n", tmp_path)
    assert [found.code for found in strategy.findings if found.level == "error"] == ["unknown-key"]


def test_a_field_left_blank_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    blank = "projects:\n- id: p\n  name: P\n  missions:\n  stages:\n  partners:\n  status:\n  lead:\n  undefined: x\n"
    strategy = reading(blank, tmp_path)
    assert strategy.projects == reading("projects:\n- {id: p, name: P, undefined: x}\n", tmp_path).projects
    assert not [finding for finding in strategy.findings if finding.code == "wrong-value"]


def test_a_blank_field_that_is_needed_is_missing(tmp_path: Path) -> None:
    strategy = reading("missions:\n- id: m\n  name: M\n  challenge:\n", tmp_path)
    assert [finding.message for finding in strategy.findings] == ["Mission 'm' has no 'challenge'."]


def test_what_is_right_about_the_strategy_itself_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "my strategy.yaml"
    file.write_text("strategy: {id: s!, name: Clean growth, language: es, thresholds: {on_track: 2}}\n")
    about = read(file).about
    assert (about.id, about.name, about.language) == ("my-strategy", "Clean growth", "es")


def test_a_hundred_thousand_alike_mistakes_are_a_hundred_findings(tmp_path: Path) -> None:
    strategy = reading("sectors:\n" + "- {id: s, nme: x}\n" * 500, tmp_path)
    unknown = [finding for finding in strategy.findings if finding.code == "unknown-key"]
    assert len(unknown) == 100
    assert "400 more like this" in unknown[-1].message
