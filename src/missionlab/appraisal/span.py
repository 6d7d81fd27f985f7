"""The periods 1 to n of the policies: what the outcomes of that horizon are computed from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np

from missionlab.appraisal.recorded import NOTHING, Recorded
from missionlab.evidence.student import quantile

LEAST_COST = 1e-6
"""Share of the labour force's wages below which a policy costs nothing that an effect could be set against."""


class Span:
    """The first `length` periods of the policies. Every array has the shape (policies, runs, periods).

    `members` names groups of policies; their means follow those of the policies, in `names` and in what `extended`
    returns.
    """

    def __init__(self, recorded: Recorded, length: int, members: Mapping[str, Sequence[str]] | None = None) -> None:
        self.recorded = recorded
        self.length = length
        self.names = (*recorded.policies, *(members or {}))
        self._rows = [[recorded.place(key) for key in keys] for keys in (members or {}).values()]

    def extended(self, values: np.ndarray) -> np.ndarray:
        """One number a run, shape (policies, runs), with a row more for each group: the mean of its members."""
        return np.concatenate([values, *(values[rows].mean(axis=0, keepdims=True) for rows in self._rows)])

    def __getitem__(self, name: str) -> np.ndarray:
        return self.recorded.between(name, 1, self.length)

    def log_gain(self, name: str) -> np.ndarray:
        """The log of a series less its log before the policies began."""
        return self.recorded.log_gain(name, self.length)

    def growth(self, name: str) -> np.ndarray:
        """Growth in each period, as a difference of logs."""
        return np.diff(self.recorded.log_gain(name, self.length, first=0), axis=-1)

    def trend(self, name: str) -> np.ndarray:
        """The slope of the straight line through the logs of the periods 0 to `length` (least squares)."""
        logs = self.recorded.log_gain(name, self.length, first=0)
        time = np.arange(self.length + 1) - self.length / 2
        return logs @ time / (time @ time)

    def workers(self, name: str) -> np.ndarray:
        """A flow of money as the share of the labour force that it would pay at the wage of its period."""
        return self[name] / (self["wage"] * self["labour_force"])

    def over_output(self, name: str) -> np.ndarray:
        """A flow or stock of money over nominal output."""
        return self[name] / self["gdp_nominal"]

    def gross_cost(self) -> np.ndarray:
        """Mean outlay, share of the labour force's wages, shape (policies, runs)."""
        return self.workers("outlay").mean(axis=-1)

    def net_cost(self) -> np.ndarray:
        """The same, less what came back and less the taxes that it brought against doing nothing.

        The tax on households that pays for the policy itself is part of its cost, so it is not counted as brought.
        """
        taxes = (self.workers("taxes") - self.workers("taxes_households")).mean(axis=-1)
        brought = taxes - taxes[self.recorded.place(NOTHING)]
        return self.gross_cost() - self.workers("returns").mean(axis=-1) - brought

    def per_cost(self, values: np.ndarray, cost: np.ndarray) -> np.ndarray:
        """The gain of `values` against doing nothing, over `cost`, both of shape (policies, runs).

        The ratio R of a policy is that of means over runs, not the mean of ratios, which a run of little cost would
        dominate. Run by run stands R + (gain - R cost) / mean cost: its mean is R and its spread over runs that of R
        (the ratio estimator's linear approximation), so that ratios are compared like any other number of a run. A
        policy whose cost cannot be told from zero, or lies below it, has no ratio: NaN. A group has the mean gain over
        the mean cost of its members. The shape is (names, runs).

        Source: Cochran (1977), "Sampling Techniques", 3rd edition, section 6.3.
        """
        gains, cost = self.extended(values - values[self.recorded.place(NOTHING)]), self.extended(cost)
        out = np.full_like(gains, np.nan)
        for row, (gain, paid) in enumerate(zip(gains, cost, strict=True)):
            both = np.isfinite(gain) & np.isfinite(paid)
            if both.sum() > 1 and _clearly_positive(paid[both]):
                mean = paid[both].mean()
                ratio = gain[both].mean() / mean
                out[row] = ratio + (gain - ratio * paid) / mean
        out[self.recorded.place(NOTHING)] = np.where(np.isfinite(values[self.recorded.place(NOTHING)]), 0.0, np.nan)
        return out


def _clearly_positive(cost: np.ndarray) -> bool:
    half = quantile(0.975, len(cost) - 1) * float(cost.std(ddof=1)) / sqrt(len(cost))
    return float(cost.mean()) - half > LEAST_COST
