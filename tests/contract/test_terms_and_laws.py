"""The findings about terms and the laws of instruments agree on what each instrument reads."""

from __future__ import annotations

import numpy as np
import pytest

from missionlab.portfolio.finance.flows import NEVER, History, Refused
from missionlab.portfolio.finance.laws.law import LAWS, flows
from missionlab.strategy.records import Terms
from missionlab.strategy.rules.terms import READS
from missionlab.strategy.vocabulary import Instrument

ELSEWHERE = {"tenor_years", "starts", "reference_rate", "value_nothing", "value_below", "value_exponent", "value_cap"}
"""What a law may miss that is no term."""


def history() -> History:
    never = np.full(2, NEVER, dtype=np.int16)
    won = np.array([2, NEVER], dtype=np.int16)
    return History(never, won, won + 1, np.array([3.0, 0.0]), np.ones((2, 12)))


def test_an_instrument_has_terms_where_it_has_a_law() -> None:
    assert set(READS) == set(LAWS)


@pytest.mark.parametrize("instrument", sorted(LAWS))
def test_a_law_misses_only_terms_that_it_is_said_to_read(instrument: Instrument) -> None:
    found = flows(instrument, Terms(), 1.0, None, history(), None)
    assert isinstance(found, Refused)
    assert found.missing
    assert set(found.missing) - ELSEWHERE <= set(READS[instrument])
