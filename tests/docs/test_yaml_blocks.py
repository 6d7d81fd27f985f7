"""The pieces of a guide to writing records, put together, are one strategy that says what the guide says."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

import missionlab as ml

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
DAY = date(2024, 6, 30)


def put_together(guide: str, folder: Path) -> ml.Strategy:
    """All YAML blocks of a guide under their top-level keys, and its CSV block, if it has one, beside them."""
    text = (HOW_TO / guide).read_text(encoding="utf-8")
    parts: dict[str, list[str]] = defaultdict(list)
    for block in re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        for key, body in re.findall(r"^(\w+):((?: .*)?\n(?:(?: .*)?\n)*)", block, re.MULTILINE):
            parts[key].append(body.removeprefix("\n"))
    yaml = "".join(
        f"{key}:{bodies[0]}" if bodies[0].startswith(" {") else f"{key}:\n{''.join(bodies)}"
        for key, bodies in parts.items()
    )
    (folder / "strategy.yaml").write_text(yaml, encoding="utf-8")
    for table in re.findall(r"^```csv\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        (folder / "observations.csv").write_text(table, encoding="utf-8")
    return ml.load(folder)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> ml.Strategy:
    return put_together("write-a-strategy.md", tmp_path_factory.mktemp("warm-homes"))


@pytest.fixture(scope="module")
def buses(tmp_path_factory: pytest.TempPathFactory) -> ml.Strategy:
    return put_together("money-and-course.md", tmp_path_factory.mktemp("buses"))


def test_the_guide_to_money_and_course_has_no_fault(buses: ml.Strategy) -> None:
    assert [str(finding) for finding in buses.findings if finding.level != "note"] == []
    for name in ("outcome_models", "funds", "limits", "reviews", "signposts", "rules", "actions", "pilots"):
        assert getattr(buses, name), name


def test_proposals_of_the_guide_count_nowhere_until_they_are_asked_for(buses: ml.Strategy) -> None:
    assert ml.portfolio(buses, date(2026, 1, 1)).main is None
    asked = ml.portfolio(buses, date(2026, 1, 1), "proposed").main
    assert asked is not None
    assert asked.total == 18e6 + 7e6, "of two alternatives the larger"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("terms: {profile: {1: 1}}", "terms: {profile: {1: 1}, rate: 0.04}", "terms-unread"),
        ("    stopped_on: 2025-06\n", "", "stop-undated"),
        ("- {id: yearly, mission: clean,", "- {id: yearly, project: gas,", "cannot-change-course"),
        ("threshold: 0.7, reviews: 2", "threshold: 0.7, not_before: 2033-01, reviews: 2", "rule-never-fires"),
        ("comparator: more than, threshold: 3", "comparator: at least, threshold: 0", "rule-always-fires"),
        ("registered_on: 2025-09-01", "registered_on: 2026-09-01", "registered-late"),
    ],
)
def test_what_the_guide_says_of_findings_is_so(
    buses: ml.Strategy, tmp_path: Path, old: str, new: str, code: str
) -> None:
    put_together("money-and-course.md", tmp_path)
    file = tmp_path / "strategy.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert code in {finding.code for finding in ml.load(tmp_path).findings}
    assert code not in {finding.code for finding in buses.findings}


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
