"""No workbook, however damaged, gives anything but a strategy with findings or an ``InputError``; and none hangs.

``MISSIONLAB_FUZZ_CASES`` sets how many cases of each kind are tried.
"""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from missionlab.base.findings import Finding, InputError
from missionlab.base.fingerprint import seed_of
from missionlab.strategy.reader import read
from missionlab.strategy.workbook_writer import workbook_bytes

CASES = int(os.environ.get("MISSIONLAB_FUZZ_CASES", "150"))
_PARTS = ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels")
_WORDS = (
    b"", b"-1", b"0", b"999999999999999999999", b"nan", b"1e999", b"inf", b"s", b"e", b"d", b"b", b"str", b"inlineStr",
    b"n", b"A0", b"ZZZZ1", b"A1048577", b"../../etc/passwd", b"_xD800_", b"_x0000_", b"&#x10FFFF;", b"&lt;", b"&bomb;",
    b"\xff\xfe", b"]]>", b"<!--", b"<f>1+1</f>", b"<c>", b"</row>", b"<row r='1'/>", b"<mergeCell ref='A1:B2'/>", b"'",
    b'"', b"\0",
)  # fmt: skip


@pytest.fixture(scope="module")
def small() -> bytes:
    from missionlab.strategy.template import TEMPLATE

    return workbook_bytes(read(TEMPLATE))


def survives(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refused: InputError | None = None
    try:
        strategy = read(path)
    except InputError as error:
        refused = error
    if refused is not None:
        assert refused.message
        assert refused.fix
    else:
        assert strategy.about.id
        assert all(isinstance(finding, Finding) and finding.message and finding.fix for finding in strategy.findings)


def flipped(content: bytes, chance: random.Random) -> bytes:
    """Bytes of the file itself changed, cut out, doubled, or everything after a point gone."""
    out = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(max(1, len(out)))
        match chance.randrange(5):
            case 0:
                out[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del out[at : at + chance.randrange(1, 40)]
            case 2:
                out[at:at] = out[at : at + chance.randrange(1, 40)]
            case 3 if len(out) > 80:
                at = len(out) - chance.randrange(1, 80)
                out[at : at + 1] = bytes([chance.randrange(256)])
            case _ if chance.random() < 0.2:
                del out[at:]
    return bytes(out)


def mangled(content: bytes, chance: random.Random) -> bytes:
    """One XML part changed inside: values, attributes and elements replaced, removed, repeated or moved."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheets = [name for name in parts if "sheets/sheet" in name]
    name = chance.choice([*_PARTS, *chance.sample(sheets, 5)])
    part = parts[name]
    for _ in range(chance.choice((1, 2, 5))):
        pattern: bytes = chance.choice((rb'"[^"]*"', rb">[^<]+<", rb"<[^>]+>", rb"<[a-z]+"))
        hits = list(re.finditer(pattern, part))
        if hits:
            hit = chance.choice(hits)
            inside = (hit.start() + 1, hit.end() - 1) if pattern != rb"<[^>]+>" else hit.span()
            new = chance.choice((*_WORDS, part[hit.start() : hit.end()] * 2, chance.choice(hits)[0]))
            part = part[: inside[0]] + new + part[inside[1] :]
    parts[name] = part
    if chance.random() < 0.05:
        del parts[chance.choice(list(parts))]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new_file:
        for each, data in parts.items():
            new_file.writestr(each, data)
    return out.getvalue()


@pytest.mark.parametrize("damage", [flipped, mangled], ids=["bytes", "parts"])
def test_damaged_workbooks(damage: Callable[[bytes, random.Random], bytes], small: bytes, tmp_path: Path) -> None:
    for case in range(CASES):
        survives(tmp_path / "fuzz.xlsx", damage(small, random.Random(seed_of("workbook", damage.__name__, case))))
