"""What the charts of firms say, with a branch for every answer."""

from __future__ import annotations

from missionlab.base.text import Quantity, Text, text
from missionlab.report.simulation import numbers
from missionlab.report.simulation.estimate import Estimate
from missionlab.report.simulation.firms import FirmGrowth, Firms, Sizes
from missionlab.report.words import Known

BETWEEN = 1.5
"""Shape of the Subbotin law half way between a tent (1) and the normal law (2)."""


def firms(found: Firms | None) -> Text:
    """How much the largest firms sell."""
    if found is None or found.sizes is None:
        return text("simulation.firm.title.none")
    top, key = found.sizes.top_tenth, "/firms/sizes/top_tenth"
    share = numbers.mean(top, key, percent=True)
    if top.low is None:
        return text("simulation.firm.title.single", share=share)
    return text("simulation.firm.title.interval", share=share, **numbers.ends(top, key, percent=True))


def sizes(found: Sizes) -> Text:
    """Whether there are more large firms than a log-normal law allows, at the largest multiple that is measured."""
    last = len(found.multiples) - 1
    at, law = found.multiples[last], found.log_normal(found.multiples[last])
    return text(
        f"simulation.size.title.{found.above[last].against(law)}",
        at=Known(Quantity(at), f"/firms/sizes/multiples/{last}", at),
        share=numbers.mean(found.above[last], f"/firms/sizes/above/{last}", percent=True),
        law=Quantity(100 * law, "%", numbers.figures(law, percent=True)),
    )


def growth(found: FirmGrowth) -> Text:
    """Which law the growth rates of firms are nearer to: the tent below a shape of 1.5, the normal law above."""
    branch = found.shape.against(BETWEEN)
    return text(
        f"simulation.tent.title.{branch}",
        shape=numbers.with_interval(found.shape, "/firms/growth/shape", percent=False),
    )


def investment(classes: tuple[Estimate, ...]) -> Text:
    """How many firms hardly invest, and how many have a spike."""
    last = len(classes) - 1
    return text(
        "simulation.lumpy.title.known",
        idle=numbers.mean(classes[0], "/firms/investment/0", percent=True),
        spikes=numbers.mean(classes[last], f"/firms/investment/{last}", percent=True),
    )
