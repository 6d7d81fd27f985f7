"""Student's t against scipy's and against printed tables."""

from __future__ import annotations

import pytest

from missionlab.evidence.student import quantile, tail


@pytest.mark.parametrize(("freedom", "value"), [(1, 12.706), (2, 4.303), (4, 2.776), (9, 2.262), (30, 2.042)])
def test_quantiles_of_printed_tables(freedom: int, value: float) -> None:
    assert quantile(0.975, freedom) == pytest.approx(value, abs=5e-4)


@pytest.mark.parametrize("freedom", [1, 1.5, 2, 3, 7, 12, 40, 300, 5000])
def test_both_agree_with_scipy(freedom: float) -> None:
    special = pytest.importorskip("scipy.special")
    for t in (-40.0, -3.2, -1.0, -1e-9, 0.0, 0.3, 1.0, 2.5, 6.0, 50.0):
        assert tail(t, freedom) == pytest.approx(float(special.stdtr(freedom, -t)), rel=1e-9, abs=1e-300)
    for probability in (0.001, 0.05, 0.5, 0.9, 0.975, 0.9999):
        assert quantile(probability, freedom) == pytest.approx(
            float(special.stdtrit(freedom, probability)), rel=1e-8, abs=1e-8
        )
