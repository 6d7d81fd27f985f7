"""What each chart of the simulation page says: sentences with a branch for every answer, from the intervals alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from missionlab.base.text import Quantity, Text, text
from missionlab.report.simulation import numbers
from missionlab.report.simulation.estimate import Estimate, Sign
from missionlab.report.simulation.macro import CycleOfOne, Lagged, Paths
from missionlab.report.words import Known


def key_of(moment: str) -> str:
    """Place of a moment in simulation.json."""
    return f"/moments/{moment}"


def headline(moments: Mapping[str, Estimate]) -> Text:
    """The first line of the page: growth and unemployment."""
    growth, jobless = moments["g_GDP"], moments["u_mean"]
    sign = growth.against(0)
    if sign is Sign.NONE:
        return text("simulation.headline.none")
    assert growth.mean is not None
    branch = sign if sign is not Sign.SINGLE else "single_less" if growth.mean < 0 else "single_more"
    return text(
        f"simulation.headline.{branch}",
        rate=numbers.rough(growth, key_of("g_GDP")),
        jobless=numbers.rough(jobless, key_of("u_mean")),
    )


def growth(moments: Mapping[str, Estimate]) -> Text:
    """Whether output grows, and how fast."""
    rate = moments["g_GDP"]
    sign = rate.against(0)
    if sign is Sign.NONE:
        return text("simulation.growth.title.none")
    if sign is Sign.SINGLE:
        return text("simulation.growth.title.single", rate=_rate(rate, "g_GDP", sign))
    between = numbers.ends(rate, key_of("g_GDP"), percent=True, swapped=sign is Sign.LESS)
    return text(f"simulation.growth.title.{sign}", rate=_rate(rate, "g_GDP", sign), **between)


def reach(paths: Paths) -> Text:
    """Where the runs have got to in the last period."""
    end = len(paths.periods)
    if paths.percentiles[10] == paths.percentiles[90]:
        return text("simulation.growth.reach_single", end=end, value=output(paths, 50, end - 1))
    return text("simulation.growth.reach", end=end, low=output(paths, 10, end - 1), high=output(paths, 90, end - 1))


def output(paths: Paths, level: float, place: int) -> Known:
    """A percentile of output with its place in simulation.json."""
    return numbers.output(paths.percentiles[level][place], f"/paths/percentiles/{level}/{place}")


def strays(one: CycleOfOne) -> Text:
    """How far the shown run's output is from its trend at the worst and the best."""
    parts = one.parts["GDP"]
    ends = {"low": min(range(len(parts)), key=parts.__getitem__), "high": max(range(len(parts)), key=parts.__getitem__)}
    said = {
        name: Known(Quantity(abs(parts[place]), "", 2), f"/cycle/parts/GDP/{place}", parts[place])
        for name, place in ends.items()
    }
    return text("simulation.cycle.strays", **said)


def _rate(rate: Estimate, name: str, sign: Sign) -> object:
    spoken = numbers.mean if sign is Sign.SINGLE else numbers.size
    return spoken(rate, key_of(name), percent=True)


def cycle(moments: Mapping[str, Estimate]) -> Text:
    """How investment and consumption swing beside output: in the order of the papers only if both intervals say so."""
    investment, consumption = moments["bk_ratio_I"], moments["bk_ratio_C"]
    signs = investment.against(1), consumption.against(1)
    if Sign.NONE in signs:
        return text("simulation.cycle.title.none")
    branch = "single" if Sign.SINGLE in signs else "ordered" if signs == (Sign.MORE, Sign.LESS) else "plain"
    return text(
        f"simulation.cycle.title.{branch}",
        investment=numbers.mean(investment, key_of("bk_ratio_I"), percent=False),
        consumption=numbers.mean(consumption, key_of("bk_ratio_C"), percent=False),
    )


def correlations(series: Sequence[Lagged], middle: int) -> Text:
    """Which series move with output in the same period, and which against it; `middle` is the place of lag 0."""
    signs = {one.symbol: one.at[middle].against(0) for one in series}
    if set(signs.values()) <= {Sign.NONE}:
        return text("simulation.correlation.title.none")
    if Sign.SINGLE in signs.values():
        return text("simulation.correlation.title.single")
    along, against = (
        [text(f"simulation.series.{symbol}") for symbol, sign in signs.items() if sign is wanted]
        for wanted in (Sign.MORE, Sign.LESS)
    )
    branch = {(True, True): "both", (True, False): "with", (False, True): "against", (False, False): "neither"}
    args = {"along": along, "against": against}
    used = {name: value for name, value in args.items() if value}
    return text(f"simulation.correlation.title.{branch[bool(along), bool(against)]}", **used)


def tails(moments: Mapping[str, Estimate]) -> Text:
    """Whether growth rates of output are more extreme than a normal law allows."""
    kurtosis = moments["exkurt_g_GDP"]
    sign = kurtosis.against(0)
    if sign is Sign.NONE:
        return text("simulation.tails.title.none")
    return text(
        f"simulation.tails.title.{sign}",
        kurtosis=numbers.with_interval(kurtosis, key_of("exkurt_g_GDP"), percent=False),
    )
