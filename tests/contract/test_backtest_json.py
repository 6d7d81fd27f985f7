"""The JSON of a backtest keeps to its schema, and comes back as the same record."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import backtests
import jsonschema
import pytest

import missionlab as ml
from missionlab.tracking.backtest.results import ESTIMATES, of_json
from missionlab.tracking.forecast import pool
from missionlab.tracking.forecast.calibration import shipped

SCHEMA: dict[str, Any] = json.loads(
    resources.files("missionlab.tracking.backtest").joinpath("backtest.schema.json").read_text(encoding="utf-8")
)


@pytest.fixture(params=["made", "shipped"])
def record(request: pytest.FixtureRequest) -> ml.Backtest:
    return backtests.one() if request.param == "made" else ml.backtest()


def test_it_keeps_to_the_schema(record: ml.Backtest) -> None:
    document = json.loads(json.dumps(record.to_json(), allow_nan=False))
    jsonschema.Draft202012Validator(SCHEMA).validate(document)


def test_it_comes_back_as_the_same_record(record: ml.Backtest) -> None:
    assert of_json(json.loads(json.dumps(record.to_json()))) == record


def test_every_estimate_is_a_measure_of_rows() -> None:
    row = SCHEMA["properties"]["rows"]["items"]["properties"]
    assert {name for name, value in row.items() if "$ref" in value} == set(ESTIMATES)


def test_as_a_frame_there_is_a_row_for_each(record: ml.Backtest) -> None:
    frame = record.to_frame()
    assert len(frame) == len(record.rows)
    assert {"group", "relative_crps", "relative_crps_low", "relative_crps_high"} <= set(frame.columns)


def test_the_record_that_ships_is_of_the_forecasts_that_ship() -> None:
    about = ml.backtest().about
    assert about.method == pool.METHOD
    assert {one.METHOD for one in pool.METHODS} < {one.id for one in about.methods}
    assert about.calibration == shipped().provenance


def test_the_record_that_ships_holds_every_bar_with_its_figure() -> None:
    bars = ml.backtest().bars
    assert len(bars) == 27
    assert all(bar.missed_by is not None for bar in bars)
    assert {(bar.measure, bar.horizon) for bar in bars if bar.era is None} == {
        *(
            (m, h)
            for m in ("relative_crps", "coverage_80", "coverage_95", "brier_skill", "calibration_error")
            for h in (5, 10)
        ),
        ("cpu_ms", None),
    }
