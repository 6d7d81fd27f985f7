"""Damaged strategy files are read to a strategy or refused with an ``InputError``; nothing else ever happens.

``MISSIONLAB_FUZZ_CASES=20000 pytest tests/property/test_yaml_fuzz.py`` runs more cases than the thousand of every day.
"""

from __future__ import annotations

import copy
import os
import random
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from missionlab.base.findings import InputError, Level, in_order
from missionlab.strategy.reader import read
from missionlab.strategy.records import Record
from missionlab.strategy.rules import findings_of
from missionlab.strategy.rules.references import REFERENCES, known_ids, records_of
from missionlab.strategy.strategy import RECORD_TYPES, Strategy

CASES = int(os.environ.get("MISSIONLAB_FUZZ_CASES", "1000"))
SAMPLE = Path(__file__).parents[1].joinpath("strategy_sample.yaml").read_bytes()
TREE = yaml.load(SAMPLE, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
SLOWEST = 5.0
"""Seconds for one small file, on a machine that does much else; a hang is far above."""

_TOKENS = (
    *(b"\x00", b"\xff", b"\xc3", b"\xef\xbb\xbf", b"\x85", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"\t", b"\r", b"\n"),
    *(b"&a ", b"*a", b"!!python/object/apply:os.system ", b"!x ", b"---\n", b"...\n", b"%YAML 9.9\n", b"<<: ", b"? "),
    *(b"[", b"]", b"{", b"}", b"[[[[", b"'", b'"', b": ", b"- ", b"#", b"|", b">", b"\\", b"@", b"`", b","),
    *(b"null", b"~", b"true", b".inf", b".nan", b"1e999", b"-0", b"9" * 400, b"0x1F", b"2018-02-30", b"1:30:00"),
    *(b"id: ", b"missions:", b"strategy:", b"unallocated: 1", b"  ", b"    "),
)


def _bytes_mutated(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        at = rng.randrange(len(out) + 1)
        match rng.randrange(7):
            case 0:
                out[at:at] = rng.choice(_TOKENS)
            case 1:
                del out[at : at + rng.choice((1, 1, 4, 40, 400))]
            case 2 if at < len(out):
                out[at] = rng.randrange(256)
            case 3:
                start = rng.randrange(len(out) + 1)
                out[at:at] = out[start : start + rng.choice((5, 50, 500))]
            case 4:
                out[at : at + rng.choice((1, 3, 10))] = rng.choice(_TOKENS)
            case 5:
                del out[at:]
            case _:
                lines = bytes(out).split(b"\n")
                rng.shuffle(lines) if rng.random() < 0.2 else lines.pop(rng.randrange(len(lines)))
                out = bytearray(b"\n".join(lines))
    return bytes(out)


_VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1,
        0.5,
        1.5,
        10**30,
        1e308,
        -1e308,
        "",
        " ",
        "x",
        "unallocated",
        "2018",
        "2018-13",
        "2030",
    ),
    *(
        [],
        {},
        [[]],
        [None],
        {"a": None},
        {"": 1},
        ["a", "a"],
        {"unallocated": 2},
        "ä" * 400,
        "x" * 6000,
        "m1",
        "p1",
        "t1",
    ),
)


def _structure_mutated(rng: random.Random) -> bytes:
    tree = copy.deepcopy(TREE)
    for _ in range(rng.choice((1, 1, 2, 5))):
        holder, key = rng.choice(list(_slots(tree)))
        other, place = rng.choice(list(_slots(tree)))
        match rng.randrange(5):
            case 0:
                holder[key] = rng.choice(_VALUES)
            case 1:
                holder[key] = copy.deepcopy(other[place])
            case 2:
                del holder[key]
            case 3 if isinstance(holder, dict):
                holder[f"{key}{rng.choice('xs_')}"] = holder.pop(key)
            case _ if isinstance(holder, list):
                holder.append(holder[key])
    style = {"allow_unicode": rng.random() < 0.5, "width": rng.choice((40, 10_000))}
    return yaml.dump(tree, Dumper=_Dumper, **style).encode()


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
    """Writes what is shared out in full, as people do: anchors are another test."""

    def ignore_aliases(self, _: Any) -> bool:
        return True


def _slots(tree: Any) -> Any:
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield tree, key
        if isinstance(value, dict | list):
            yield from _slots(value)


def _holds(strategy: Strategy) -> None:
    """What is true of every strategy that is read: whole records, links that hold, findings in order with reasons."""
    assert strategy.findings == in_order(strategy.findings)
    for finding in strategy.findings:
        assert finding.message
        assert finding.why
        assert finding.fix
        assert finding.place.file
    for name, kind in RECORD_TYPES.items():
        records: tuple[Record, ...] = getattr(strategy, name)
        assert all(type(record) is kind for record in records)
        assert len({record.key for record in records}) == len(records)
        assert all(strategy.place_of(record).line for record in records)
    known = {name: known_ids(strategy, name) for name in ("strategy", *RECORD_TYPES)}
    for reference in REFERENCES:
        ids = set().union(*(known[name] for name in reference.target))
        for record in records_of(strategy, reference.source):
            found = {key for _, key in reference.ids(record)}
            assert found <= ids
    assert len(strategy.fingerprint) == 64
    assert findings_of(strategy) == strategy.findings


def _read(file: Path, what: str) -> Strategy | None:
    """The strategy, or None where it is refused in words."""
    try:
        return read(file)
    except InputError as error:
        if error.message and error.fix and error.why:
            return None
        raise AssertionError(f"{what}: refused without a reason or a fix") from error
    except Exception as error:
        raise AssertionError(what) from error


@pytest.mark.parametrize("part", range(4))
def test_damaged_files_are_read_or_refused_in_words(part: int, tmp_path: Path) -> None:
    file = tmp_path / "strategy.yaml"
    usable = 0
    for number in range(part, CASES, 4):
        rng = random.Random(f"yaml {number}")
        data = _structure_mutated(rng) if number % 3 == 0 else _bytes_mutated(SAMPLE, rng)
        file.write_bytes(data)
        start = time.perf_counter()
        strategy = _read(file, f"case {number}: {data!r}")
        if strategy is not None:
            _holds(strategy)
            usable += bool(strategy.missions)
        assert time.perf_counter() - start < SLOWEST, number
    assert usable > CASES / 4 * 0.5, "most damage must leave most of a strategy usable"


@pytest.mark.parametrize(
    ("bomb", "code"),
    [
        (b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n", "yaml-alias"),
        (b"missions: " + b"[" * 200_000, "yaml-too-deep"),
        (b"missions: " + b"{a: " * 200_000, "yaml-too-deep"),
        (b"missions:\n" + b"".join(b" " * n + b"- \n" for n in range(60)), "yaml-too-deep"),
        (b"missions: !!python/object/apply:os.system ['touch /tmp/never']\n", "yaml-tag"),
        (b"missions: \x00\n", "file-character"),
        (b"missions: " + b"-" * 1_000_000 + b"\n", "wrong-shape"),
        ("missions: día\n".encode("latin-1"), "file-encoding"),
        (b"missions: @x\n" * 100, "yaml-syntax"),
    ],
    ids=["alias", "brackets", "braces", "lists", "tag", "nul", "dashes", "latin-1", "many"],
)
def test_a_bomb_is_a_finding_and_hides_nothing(bomb: bytes, code: str, tmp_path: Path) -> None:
    file = tmp_path / "strategy.yaml"
    file.write_bytes(b"challenges:\n- {id: c, name: C}\n" + bomb)
    start = time.perf_counter()
    strategy = read(file)
    assert code in {finding.code for finding in strategy.findings if finding.level is Level.ERROR}
    assert [challenge.id for challenge in strategy.challenges] == ["c"]
    assert time.perf_counter() - start < SLOWEST


def test_a_file_in_utf_16_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "strategy.yaml"
    file.write_bytes("strategy: {id: x, name: X}\n".encode("utf-16"))
    with pytest.raises(InputError, match="UTF-16"):
        read(file)
