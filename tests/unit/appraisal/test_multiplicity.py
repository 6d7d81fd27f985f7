"""Holm, and Benjamini and Hochberg, on worked examples and under the null."""

from __future__ import annotations

import numpy as np
import pytest

from missionlab.appraisal.multiplicity import false_discovery_adjusted, holm_adjusted


def test_holm_by_hand() -> None:
    # Sorted .01, .02, .03, .04 times 4, 3, 2, 1: .04, .06, .06 (not .06 again lower), .06 (kept from falling).
    assert holm_adjusted([0.03, 0.01, 0.04, 0.02]) == pytest.approx([0.06, 0.04, 0.06, 0.06])


def test_benjamini_and_hochbergs_own_example() -> None:
    # Section 3.2 of their paper: 15 p-values, of which the first four are rejected at .05, and Bonferroni's three.
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    adjusted = np.array(false_discovery_adjusted(p), dtype=float)
    assert (adjusted <= 0.05).sum() == 4
    assert adjusted[3] == pytest.approx(0.0095 * 15 / 4)
    assert (np.array(holm_adjusted(p), dtype=float) <= 0.05).sum() == 3


def test_what_was_not_tested_does_not_count() -> None:
    assert holm_adjusted([None, 0.02, None, 0.03]) == pytest.approx([None, 0.04, None, 0.04])
    assert false_discovery_adjusted([None]) == [None]
    assert holm_adjusted([]) == []
