"""The charts of an appraisal as Vega-Lite specifications with their data inside, to restyle or embed them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from missionlab.appraisal.estimate import Against, Estimate
from missionlab.appraisal.requested import BreakEven, Dose, Patience, Robustness
from missionlab.base.text import text
from missionlab.report.appraisal import numbers
from missionlab.report.appraisal.effect_figures import BANDS
from missionlab.report.appraisal.names import policy, role
from missionlab.report.appraisal.study import ROLES, Study

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_HUE = "#1565b8"
_EFFECT = {"field": "effect", "type": "quantitative"}

Specification = dict[str, Any]


def specifications(study: Study) -> dict[str, Specification]:
    """A specification for each chart, by the id of its figure less ``appraisal-``. Effects are in per cent."""
    found = study.appraisal
    charts = {f"forest-{one.name.lower().replace('_', '-')}": _forest(study, one) for one in ROLES}
    charts["paths"] = _paths(study)
    charts |= {f"dose-{at}": _dose(study, one) for at, one in enumerate(found.dose)}
    charts |= {f"patience-{at}": _patience(study, one) for at, one in enumerate(found.patience)}
    charts |= {f"break-even-{at}": _break_even(study, one) for at, one in enumerate(found.break_even)}
    if found.robustness is not None:
        charts["ranking"] = _ranking(study, found.robustness)
    return {name: chart for name, chart in charts.items() if chart["data"]["values"]}


def _chart(title: str, values: Sequence[dict[str, Any]], **rest: Any) -> Specification:
    return {"$schema": SCHEMA, "title": title, "data": {"values": list(values)}, "width": 640, **rest}


def _ends(one: Estimate) -> dict[str, float | None]:
    """The effect and the ends of its interval, in per cent."""
    named = {"effect": one.value, "low": one.low, "high": one.high}
    return {name: None if end is None else numbers.PERCENT.of(end) for name, end in named.items()}


def _forest(study: Study, against: Against) -> Specification:
    values = [
        {"policy": study.words.plain(policy(one.policy)), **_ends(one.estimate), "told": numbers.clear(one)}
        for _, one in study.primary(against)
        if one.estimate.value is not None
    ]
    values.sort(key=lambda row: -row["effect"])
    rows = {"field": "policy", "type": "nominal", "sort": [row["policy"] for row in values], "title": None}
    across = {**_EFFECT, "title": _per_cent(study)}
    layers = [
        {"mark": {"type": "rule", "color": "#15202b"}, "encoding": {"x": {"datum": 0}}},
        {
            "mark": {"type": "rule", "strokeWidth": 3},
            "encoding": {"y": rows, "x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}},
        },
        {
            "mark": {"type": "point", "size": 90, "strokeWidth": 2},
            "encoding": {
                "y": rows,
                "x": across,
                "fill": {"condition": {"test": "datum.told", "value": _HUE}, "value": "white"},
            },
        },
    ]
    title = study.words.plain(text("appraised.forest.name", other=role(against)))
    return _chart(title, values, layer=layers, config=_config())


def _paths(study: Study) -> Specification:
    values = [
        {
            "policy": study.words.plain(policy(path.policy)),
            "period": period,
            "mean": numbers.PERCENT.of(path.mean[at]),
            **{f"q{edge}": numbers.PERCENT.of(path.spread[edge][at]) for pair in BANDS for edge in pair},
        }
        for path in study.appraisal.paths
        for at, period in enumerate(path.periods)
    ]
    period = {"field": "period", "type": "quantitative", "title": study.words.plain(text("appraised.column.period"))}
    bands = [
        {
            "mark": {"type": "area", "opacity": opacity},
            "encoding": {
                "x": period,
                "y": {"field": f"q{low}", "type": "quantitative", "title": _per_cent(study)},
                "y2": {"field": f"q{high}"},
            },
        }
        for (low, high), opacity in zip(BANDS, (0.13, 0.17, 0.25), strict=True)
    ]
    line = {
        "mark": {"type": "line", "strokeWidth": 2.5},
        "encoding": {"x": period, "y": {"field": "mean", "type": "quantitative"}},
    }
    zero = {"mark": {"type": "rule", "color": "#15202b"}, "encoding": {"y": {"datum": 0}}}
    title = study.words.plain(text("appraised.paths.name"))
    inner = {"layer": [*bands, zero, line], "width": 240, "height": 160}
    facet = {"field": "policy", "type": "nominal", "title": None, "sort": None}
    chart = _chart(title, values, facet=facet, columns=3, spec=inner, config=_config())
    del chart["width"]
    return chart


def _curve(study: Study, title: str, foot: str, sizes: Sequence[tuple[float, Estimate]]) -> Specification:
    values = [{"size": size, **_ends(one)} for size, one in sizes if one.value is not None and size > 0]
    across = {"field": "size", "type": "quantitative", "scale": {"type": "log", "nice": False}, "title": foot}
    layers = [
        {
            "mark": {"type": "area", "opacity": 0.2},
            "encoding": {
                "x": across,
                "y": {"field": "low", "type": "quantitative", "title": _per_cent(study)},
                "y2": {"field": "high"},
            },
        },
        {"mark": {"type": "rule", "color": "#15202b"}, "encoding": {"y": {"datum": 0}}},
        {"mark": {"type": "line", "point": True}, "encoding": {"x": across, "y": _EFFECT}},
    ]
    return _chart(title, values, layer=layers, config=_config())


def _dose(study: Study, one: Dose) -> Specification:
    """With the strategy's own size and the smallest that can be told as upright rules."""
    plain = study.words.plain
    sizes = [(100 * point.share_of_gdp, point.effect) for point in one.points]
    chart = _curve(study, plain(text("appraised.dose.name")), plain(text("appraised.dose.foot")), sizes)
    chart["layer"] += [
        {
            "mark": {"type": "rule", "strokeDash": [4, 3], "color": "#bc4708", "tooltip": name},
            "encoding": {"x": {"datum": 100 * size}},
        }
        for name, size in (("programme", one.programme), ("smallest", one.smallest.value))
        if size
    ]
    return chart


def _break_even(study: Study, one: BreakEven) -> Specification:
    plain = study.words.plain
    title = plain(text("appraised.break_even.name", other=policy(one.against)))
    sizes = list(zip(one.yields, one.effects, strict=True))
    return _curve(study, title, plain(text("appraised.break_even.foot")), sizes)


def _patience(study: Study, one: Patience) -> Specification:
    plain = study.words.plain
    values = [
        {
            "rule": plain(text("appraised.patience.rule", n=rule) if rule else text("appraised.patience.rule_never")),
            "order": rule or 10**6,
            "budget": 100 * budget,
            **_ends(effect),
            "label": plain(text("appraised.patience.about_zero"))
            if not numbers.excludes_zero(effect)
            else f"{numbers.PERCENT.of(effect.value or 0):.2f}",
        }
        for rule, row in zip(one.rules, one.effects, strict=True)
        for budget, effect in zip(one.budgets, row, strict=True)
        if effect.value is not None
    ]
    columns = {"field": "budget", "type": "ordinal", "title": plain(text("appraised.column.budget"))}
    rows = {
        "field": "rule",
        "type": "ordinal",
        "sort": {"field": "order", "order": "descending"},
        "title": plain(text("appraised.column.gives_up")),
    }
    ramp = {"range": ["#e3edf8", "#bbd3ee", "#86b2e0", "#4a8bcb"]}
    layers = [
        {"mark": "rect", "encoding": {"x": columns, "y": rows, "color": {**_EFFECT, "scale": ramp, "legend": None}}},
        {
            "mark": {"type": "text", "color": "#15202a"},
            "encoding": {"x": columns, "y": rows, "text": {"field": "label"}},
        },
    ]
    return _chart(plain(text("appraised.patience.name")), values, height={"step": 40}, layer=layers, config=_config())


def _ranking(study: Study, one: Robustness) -> Specification:
    values = [
        {"policy": study.words.plain(policy(ranking.policy)), "rank": rank, "share": share.value}
        for ranking in one.rankings
        if ranking.rules is None
        for rank, share in enumerate(ranking.shares, start=1)
        if share.value is not None
    ]
    encoding = {
        "y": {"field": "policy", "type": "nominal", "title": None, "sort": None},
        "x": {"field": "share", "type": "quantitative", "axis": {"format": ".0%"}, "title": None},
        "color": {"field": "rank", "type": "ordinal", "scale": {"scheme": "blues", "reverse": True}},
        "order": {"field": "rank"},
    }
    return _chart(
        study.words.plain(text("appraised.ranking.name")), values, mark="bar", encoding=encoding, config=_config()
    )


def _per_cent(study: Study) -> str:
    return study.words.plain(text("appraised.unit.percent"))


def _config() -> dict[str, Any]:
    return {"mark": {"color": _HUE}, "view": {"stroke": None}, "axis": {"gridColor": "#d5dbe2"}}
