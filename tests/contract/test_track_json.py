"""The JSON of ``missionlab track``: its schema, and the keys that others rely on."""

from __future__ import annotations

import json
from datetime import date
from importlib import resources
from typing import Any

import jsonschema
import pytest

from missionlab.strategy.records import About, Indicator, Mission, Observation, Target
from missionlab.strategy.strategy import Strategy
from missionlab.tracking.track import track

SCHEMA = json.loads(resources.files("missionlab.tracking").joinpath("track.schema.json").read_text(encoding="utf-8"))

RELIED_ON = {
    "mission", "target", "indicator", "status", "changes", "unit", "better", "comparator", "probability", "baseline",
    "latest", "goal", "needed_rate", "trend_rate", "trend_rate_low", "trend_rate_high", "years_to_goal", "forecast",
    "versions",
}  # fmt: skip


def made(**target: Any) -> Strategy:
    versions = [
        {
            "number": 1, "set_on": "2016", "value": 30, "year": 2030, "path": {2020: 22},
            "baseline": {"period": "2015..2017", "value": None, "undefined": "never published"},
        },
        {"number": 2, "set_on": "2019-05", "value": 25, "year": 2030, "reason": "too hard"},
    ]  # fmt: skip
    return Strategy(
        About(id="s", name="S"),
        missions=(Mission(id="m", challenge="c", name="M"),),
        indicators=(
            Indicator.model_validate({"id": "i", "name": "I", "unit": "%", "better": "higher", "kind": "share"}),
        ),
        targets=(
            Target.model_validate(
                {"id": "t", "mission": "m", "name": "T", "indicator": "i", "versions": versions} | target
            ),
        ),
        observations=tuple(
            Observation.model_validate({"indicator": "i", "period": p, "value": v, "vintage": k})
            for p, v, k in [
                ("2016", 20, "2017"), ("2017", 21, "2018"), ("2018", 21.4, "2019"), ("2018", 21.5, "2020"),
                ("2018-09..2019-08", 22.5, "2020"), ("2021", 23, "2022"), ("2022", 23.1, "2023"),
            ]
        ),
    )  # fmt: skip


def document(strategy: Strategy, as_of: str = "2026-11-24") -> dict[str, Any]:
    return track(strategy, date.fromisoformat(as_of)).to_json()


@pytest.mark.parametrize(
    "strategy",
    [
        made(),
        made(versions=[]),
        made(indicator=None),
        made(indicator="unknown"),
        made(deadline="by"),
        Strategy(About(id="empty", name="Empty")),
    ],
    ids=["full", "no versions", "no indicator", "unknown indicator", "by", "empty"],
)
@pytest.mark.parametrize("as_of", ["2018-06-30", "2026-11-24", "2040-01-01"])
def test_every_document_fits_the_schema(strategy: Strategy, as_of: str) -> None:
    found = document(strategy, as_of)
    jsonschema.validate(found, SCHEMA, cls=jsonschema.Draft202012Validator)
    json.dumps(found, allow_nan=False)


def test_the_schema_is_valid_and_describes_every_key() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    target = SCHEMA["$defs"]["target"]
    assert set(target["properties"]) >= RELIED_ON
    assert set(target["required"]) == set(target["properties"])


def test_keys_and_values_by_hand() -> None:
    found = document(made())
    assert (found["strategy"], found["as_of"]) == ("s", "2026-11-24")
    (target,) = found["targets"]
    assert set(target) >= RELIED_ON
    assert target["baseline"] == {"year": 2016, "value": None, "vintage": None, "low": None, "high": None}
    assert target["latest"] | {"low": None, "high": None} == {
        "year": 2022, "value": 23.1, "vintage": "2023", "low": None, "high": None, "period": "2022",
    }  # fmt: skip
    assert target["goal"] == {"year": 2030, "value": 25.0}
    assert target["needed_rate"] == pytest.approx(1.9 / 8)
    assert [(c["number"], c["set_on"], c["kind"]) for c in target["changes"]] == [(2, "2019-05", "loosened")]
    assert target["gap_closed"] is None
    assert target["forecast"]["year"] == 2030
    assert target["forecast"]["p05"] < target["forecast"]["p50"] < target["forecast"]["p95"]
    assert [point["year"] for point in target["series"]["points"]] == [2016, 2017, 2018, 2018.6667, 2021, 2022]
    assert [point["value"] for point in target["series"]["earlier"]] == [21.4]
    assert target["fan"][0]["year"] == 2023


def test_unknown_numbers_are_null_not_absent() -> None:
    (target,) = document(made(versions=[], indicator=None))["targets"]
    assert set(target) >= RELIED_ON
    assert target["latest"]["value"] is None
    assert target["goal"] == {"year": None, "value": None}
    assert target["forecast"]["p50"] is None
    assert target["probability"] is None


def test_same_input_same_bytes() -> None:
    assert json.dumps(document(made())) == json.dumps(document(made()))


def test_table_has_a_row_per_target() -> None:
    table = track(made(), date(2026, 11, 24)).to_frame()
    assert list(table["target"]) == ["t"]
    assert table["goal_value"][0] == 25.0
    assert not set(table.columns) & {"series", "proxy", "versions", "notes"}
    assert track(Strategy(About(id="e", name="E")), date(2026, 1, 1)).to_frame().empty
