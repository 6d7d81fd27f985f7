"""Settings of all tests: no deadline on a loaded machine, and the same examples every time in CI."""

from __future__ import annotations

import os

from hypothesis import settings
from hypothesis.internal.conjecture.providers import HypothesisProvider
from hypothesis.internal.constants_ast import Constants

settings.register_profile("missionlab", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("missionlab")
if os.environ.get("CI"):
    # Otherwise some examples are constants of the project code that this worker has imported; there is no setting.
    HypothesisProvider._local_constants = Constants()  # pyright: ignore[reportAttributeAccessIssue]
