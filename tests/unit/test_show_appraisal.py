"""What `missionlab appraise` prints: effects as percentages with their answer, costs, the verdict, the mix."""

from __future__ import annotations

import math

import appraisal_samples as samples
import pytest

from missionlab.cli.show_appraisal import appraised


@pytest.mark.parametrize("name", samples.ALL)
def test_every_appraisal_can_be_printed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    appraised(samples.appraisal(name), ["x/appraisal.html"])
    said = capsys.readouterr().out
    assert "Written: x/appraisal.html" in said
    assert "None" not in said
    assert "nan" not in said


def test_effects_costs_verdict_and_mix_are_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    appraised(samples.appraisal("usual"), [])
    said = capsys.readouterr().out
    assert "+2.94 (+1.71 to +4.19)" in said  # a gap of 0.029 is 2.94 per cent
    assert "cannot tell" in said
    assert "The first verdict" in said
    assert "75% Subsidy that hires researchers, 25% Purchases of machines" in said
    assert "Not in the model: Regulation." in said
    costs = said[said.index("Cost a year") :]
    refunds = next(line for line in costs.splitlines() if "Research refunds" in line)
    assert "0.800 (0.790 to 0.810)" in refunds
    assert "0.560 (0.460 to 0.660)" in refunds
    assert "Laboratory that finds nothing" not in costs


def test_what_was_asked_for_is_printed_without_a_folder(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    found = samples.appraisal("usual")
    appraised(found, [])
    said = " ".join(capsys.readouterr().out.split())  # a title is broken over a narrow table
    assert "by budget: gap of GDP" in said
    assert "by patience and budget: gap of GDP" in said
    assert "by the yield of its researchers" in said
    point = found.dose[0].points[-1]
    assert f"{100 * math.expm1(point.effect.value or 0.0):+.2f}".replace("-", "−") in said
    assert "Ties at" in said
    appraised(samples.appraisal("main-table"), [])
    assert "by budget" not in capsys.readouterr().out
