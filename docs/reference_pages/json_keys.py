"""The page of JSON documents, from their schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reference_pages.markdown import heading, plain, table

SOURCE = Path(__file__).parents[2] / "src" / "missionlab"

SCHEMAS = {
    "track": "tracking/track",
    "portfolio": "portfolio/portfolio",
    "check": "checks/check",
    "backtest": "tracking/backtest/backtest",
    "appraise": "appraisal/appraisal",
}
"""Where the schema of a command's document lies."""

RESULTS = {
    "missionlab": "Version that wrote the file.",
    "strategy": "Id, name, status, date on which it ended, and fingerprint: SHA-256 over all its records.",
    "as_of": "Only what was known at the end of this day was used.",
    "seed": "Seed of the forecasts.",
    "targets": "By target id, each as in `track --json`.",
    "joint": "How likely all targets of a mission are to be met together, as in `track --json`.",
    "stages": "By stage of the innovation curve: projects that went on, are still there, or were stopped and when.",
    "portfolio": "As `portfolio --json`.",
    "checks": "As `check --json`.",
    "bank": "`funds` by id, each as in `fund --json`, `comparisons` by line, `upside` by contract; null without any.",
    "plan": "As `allocate --json`; null where there is nothing to allocate.",
    "course": "As `steer --json`; null without reviews, rules or actions.",
    "pilots": "What each pilot has taught and what more of it would be worth; null without pilots.",
    "log": "Decisions, what is due, and the head of the log; null without a log.",
    "against": "By mission: points against it from money and course, beside those of the checks.",
    "absent": "By chapter of the five above: why it is null although there are records for it, in English.",
    "appraisal": "As `appraise --json`; null where there is none.",
    "no_appraisal": "Why there is no appraisal although it was asked for, in English; null otherwise.",
    "thresholds": "The limits in use.",
    "assumptions": "The records of assumptions.",
    "sources": "The records of sources.",
}


def json_page() -> str:
    intro = (
        "What `--json` prints and `results.json` holds. Unknown numbers are `null`, never absent and never NaN. New\n"
        "keys may be added; existing ones keep their meaning. `[]` stands for each item of a list, `*` for each key\n"
        "of a map. What the metrics of money mean, with their formulas, is told in\n"
        "[the explanation of money](../explanation/money.md).\n"
    )
    parts = [heading("JSON", intro)]
    for command, path in SCHEMAS.items():
        file = f"{path}.schema.json"
        schema = json.loads((SOURCE / file).read_text(encoding="utf-8"))
        link = f"The schema itself: [{Path(file).name}](../../src/missionlab/{file}).\n"
        parts += [f"## missionlab {command} --json\n", plain(schema["description"]) + "\n", link]
        parts.append(table("key | type | meaning", _keys(schema, schema, "")))
    parts += ["## results.json\n", "The file that `missionlab run` writes beside the page and the workbook.\n"]
    parts.append(table("key | meaning", ((f"`{key}`", meaning) for key, meaning in RESULTS.items())))
    return "\n".join(parts)


def _keys(node: Mapping[str, Any], root: Mapping[str, Any], path: str) -> Iterator[tuple[str, str, str]]:
    inner = dict(node.get("properties", {}))
    alike = len(inner) > 3 and len({json.dumps(value, sort_keys=True) for value in inner.values()}) == 1
    if alike:
        inner = {"*": {**next(iter(inner.values())), "description": f"One for each of {', '.join(inner)}."}}
    elif not inner and isinstance(node.get("additionalProperties"), Mapping):
        inner = {"*": node["additionalProperties"]}
    for key, value in inner.items():
        here, found = f"{path}.{key}".lstrip("."), _resolved(value, root)
        kind = _json_type(found)
        yield f"`{here}`", kind, plain(found.get("description"))
        yield from _keys(_resolved(found.get("items", found), root), root, f"{here}[]" if "items" in found else here)


def _resolved(node: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    said = {"description": node["description"]} if "description" in node else {}
    if "$ref" in node:
        return {**_resolved(root["$defs"][node["$ref"].rsplit("/", 1)[1]], root), **said}
    if "anyOf" in node:
        return {**_resolved(node["anyOf"][0], root), **said, "or_null": True}
    return node


def _json_type(node: Mapping[str, Any]) -> str:
    if "enum" in node:
        return " or ".join(f"`{json.dumps(word)}`" for word in node["enum"])
    kinds = node.get("type", "any")
    kinds = [kinds] if isinstance(kinds, str) else list(kinds)
    return " or ".join(kinds + (["null"] if node.get("or_null") else []))
