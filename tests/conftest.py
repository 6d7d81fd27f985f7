"""Settings of all tests: no deadline on a loaded machine, and the same examples every time in CI."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("missionlab", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("missionlab")
