"""The pieces of the guide to writing a strategy, put together, are one strategy that says what the guide says."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

import missionlab as ml

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "write-a-strategy.md"
DAY = date(2024, 6, 30)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> ml.Strategy:
    """All YAML blocks under their top-level keys, and the CSV block beside them."""
    text = GUIDE.read_text(encoding="utf-8")
    parts: dict[str, list[str]] = defaultdict(list)
    for block in re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        for key, body in re.findall(r"^(\w+):\n((?:(?: .*)?\n)+)", block, re.MULTILINE):
            parts[key].append(body)
    folder = tmp_path_factory.mktemp("warm-homes")
    yaml = "".join(f"{key}:\n{''.join(bodies)}" for key, bodies in parts.items())
    (folder / "strategy.yaml").write_text(yaml, encoding="utf-8")
    (table,) = re.findall(r"^```csv\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    (folder / "observations.csv").write_text(table, encoding="utf-8")
    return ml.load(folder)


def test_it_reads_without_an_error_and_declares_its_gaps(written: ml.Strategy) -> None:
    found = ml.check(written, DAY).findings
    assert [str(finding) for finding in found if finding.level == "error"] == []
    assert "declared-gap" in {finding.code for finding in found}
    assert len(written.observations) == 7


def test_the_second_version_loosens_the_promise(written: ml.Strategy) -> None:
    target = next(one for one in ml.track(written, DAY).targets if one.target == "none-cold")
    assert [str(change.kind) for change in target.changes] == ["loosened"]
    assert target.baseline is not None
    assert target.baseline.value == 14.2


@pytest.mark.parametrize(
    ("day", "public"),
    [(date(2020, 1, 1), 200e6), (date(2021, 12, 31), 250e6), (date(2024, 6, 30), 240e6)],
)
def test_increments_add_and_corrections_replace(written: ml.Strategy, day: date, public: float) -> None:
    main = ml.portfolio(written, day).main
    assert main is not None
    assert main.total == public


def test_rival_readings_stand_side_by_side(written: ml.Strategy) -> None:
    rivals = {one.target: one.rival_of for one in ml.track(written, DAY).targets if one.rival_of}
    assert rivals == {"none-cold-rooms": "none-cold"}
