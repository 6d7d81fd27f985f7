"""The ranges of parameters over which an appraisal is tried again, each with the reason for it.

They say how far the model may be wrong, not how likely each value is: worlds are spread evenly over them (over their
logarithm where `log`). Parameters that are left out size the model (firms, labour force, cash at the start) or are
accounting conventions. All ranges hold the model's default and lie within the bounds of the registry.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Range:
    """From where to where one parameter is tried; `log` where each doubling counts the same."""

    parameter: str
    low: float
    high: float
    log: bool
    reason: str

    def value(self, place: np.ndarray | float) -> np.ndarray | float:
        """The value at a place between 0 (low) and 1 (high)."""
        if self.log:
            return self.low * (self.high / self.low) ** place
        return self.low + (self.high - self.low) * place


RANGES = (
    Range("innovation_efficiency", 0.01, 1.0, True, "at its default nearly every search succeeds: little to gain"),
    Range("imitation_efficiency", 0.01, 1.0, True, "how fast a find spreads decides who gains from support"),
    Range("innovation_low", -0.25, -0.05, False, "technological opportunities: how bad a find can be"),
    Range("innovation_high", 0.08, 0.25, False, "technological opportunities: how good a find can be"),
    Range("research_share", 0.01, 0.10, True, "how much firms do by themselves"),
    Range("innovation_share", 0.2, 0.8, False, "whether firms search for the new or copy"),
    Range("entrant_advantage", 0.05, 0.6, False, "how much of what is new comes from entrants, whom no policy pays"),
    Range("capital_good_markup", 0.02, 0.15, True, "what is left to makers of machines to pay for research"),
    Range("initial_markup", 0.1, 0.5, False, "the distribution between wages and profits, and with it demand"),
    Range("markup_sensitivity", 0.01, 0.1, True, "market power of large firms"),
    Range("selection_intensity", 0.3, 3.0, True, "how fast markets reward better machines"),
    Range("payback_periods", 1.5, 9.0, True, "how eager firms are to replace machines: what a tax relief works on"),
    Range("credit_multiple", 0.5, 8.0, True, "how much banks lend: what a public bank works on"),
    Range("interest_rate", 0.0, 0.04, False, "the cost of debt for firms and state"),
    Range("benefit_rate", 0.1, 0.8, False, "how much demand is kept up without any policy"),
    Range("tax_rate", 0.05, 0.3, False, "what the state takes back of what a policy brings firms"),
    Range("wage_to_productivity", 0.8, 1.0, False, "wage rule: whether workers share in what technology brings"),
    Range("wage_to_unemployment", -0.2, 0.0, False, "wage rule: whether slack in the labour market moves wages"),
)  # fmt: skip

BY_PARAMETER = {entry.parameter: entry for entry in RANGES}
