"""Settings of all tests: no deadline on a loaded machine, the same examples every time in CI, and who runs what."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture.providers import HypothesisProvider
from hypothesis.internal.constants_ast import Constants
from xdist.scheduler import LoadGroupScheduling

settings.register_profile("missionlab", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("missionlab")
if os.environ.get("CI"):
    # Otherwise some examples are constants of the project code that this worker has imported; there is no setting.
    HypothesisProvider._local_constants = Constants()  # pyright: ignore[reportAttributeAccessIssue]


class Shares(LoadGroupScheduling):
    """Gives a worker the tests of one module or class together, and those of a browser by the page they show."""

    def _split_scope(self, nodeid: str) -> str:
        group = super()._split_scope(nodeid)
        return group if group != nodeid else nodeid.rsplit("::", 1)[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Shares:
    return Shares(config, log)
