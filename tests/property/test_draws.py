"""Numbers at an address are the same whether they are asked for one entity at a time or for many at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from missionlab.portfolio.finance.draws import Draw, filled, normals, uniforms


@pytest.mark.parametrize(
    ("draw", "alone"), [(np.random.Generator.random, uniforms), (np.random.Generator.standard_normal, normals)]
)
@given(st.integers(0, 2**31), st.integers(0, 99), st.integers(1, 9), st.integers(0, 5))
def test_many_at_once_are_those_of_each_alone(
    draw: Draw, alone: Callable[..., NDArray[np.float64]], seed: int, year: int, paths: int, wide: int
) -> None:
    entities = ["fund/deal 1", "fund/deal 2", "otra", "fund/deal 1"]
    numbers = np.full((4, paths + wide), -9.0)
    filled(numbers[:, :paths], seed, entities, "size", year, draw)
    for row, entity in zip(numbers, entities, strict=True):
        np.testing.assert_array_equal(row[:paths], alone(seed, entity, "size", year, paths))
        assert (row[paths:] == -9.0).all()
