"""Cells of the tables of an appraisal on the terminal: effects, shares and the names of policies."""

from __future__ import annotations

from math import expm1

from missionlab.appraisal.estimate import Estimate
from missionlab.base.text import catalogue, say


def percentage(share: Estimate) -> str:
    """A share in whole per cent with its interval, or the reason why there is none."""
    if share.value is None or share.low is None or share.high is None:
        return "–" if share.reason is None else say(share.reason)
    return f"{100 * share.value:.0f} ({100 * share.low:.0f} to {100 * share.high:.0f})"


def interval(estimate: Estimate) -> str:
    """A gap of logarithms in per cent with its interval, or the reason why there is none."""
    if estimate.value is None:
        return "–" if estimate.reason is None else say(estimate.reason)
    if estimate.low is None or estimate.high is None:
        return _percent(estimate.value)
    return f"{_percent(estimate.value)} ({_percent(estimate.low)} to {_percent(estimate.high)})"


def _percent(gap: float) -> str:
    """A gap of logarithms as the percentage that it stands for."""
    return f"{100 * expm1(gap):+.2f}".replace("-", "−")


def name(key: str) -> str:
    """What a policy is called; its key where it has no name."""
    return str(catalogue("en").get(f"appraisal.policy.{key}", key))
