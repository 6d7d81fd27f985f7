"""Numbers at an address are the same whether they are asked for one entity at a time or for many at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from missionlab.portfolio.finance.draws import Law, filled, normals, uniforms


@pytest.mark.parametrize(("law", "alone"), [(Law.UNIFORM, uniforms), (Law.NORMAL, normals)])
@given(st.integers(0, 2**31), st.integers(0, 99), st.integers(1, 9), st.integers(0, 5))
def test_many_at_once_are_those_of_each_alone(law: Law, alone: object, seed: int, year: int, paths: int, wide: int):
    entities = ["fund/deal 1", "fund/deal 2", "otra", "fund/deal 1"]
    numbers = np.full((4, paths + wide), -9.0)
    filled(numbers[:, :paths], seed, entities, "size", year, law=law)
    for row, entity in zip(numbers, entities, strict=True):
        np.testing.assert_array_equal(row[:paths], alone(seed, entity, "size", year, paths))  # type: ignore[operator]
        assert (row[paths:] == -9.0).all()
