"""Measured numbers on a terminal: the value, its range below, or why there is none."""

from __future__ import annotations

from missionlab.base.text import say
from missionlab.portfolio.results import Measured
from missionlab.report.pilots import numbers
from missionlab.report.words import bare


def cell(one: Measured, how: numbers.How) -> str:
    """The value, and its range below where it has one."""
    if one.low is None or one.high is None or one.low == one.high:
        return value(one, how)
    return f"{value(one, how)}\n{said(how(one.low))} to {said(how(one.high))}"


def value(one: Measured, how: numbers.How) -> str:
    """The value, or why there is none."""
    if one.value is None:
        return say(one.reason) if one.reason is not None else numbers.DASH
    return said(how(one.value))


def said(what: object) -> str:
    """A quantity as it is written in English."""
    return say(bare(what))
