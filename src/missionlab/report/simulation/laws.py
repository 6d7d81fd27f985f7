"""The laws that distributions are compared with, scaled to mean 0 and standard deviation 1."""

from __future__ import annotations

import math


def normal_density(at: float) -> float:
    """Density of the normal law."""
    return math.exp(-0.5 * at * at) / math.sqrt(2 * math.pi)


def tent_density(at: float) -> float:
    """Density of the Laplace law: a tent on a logarithmic scale."""
    return math.exp(-math.sqrt(2) * abs(at)) / math.sqrt(2)
