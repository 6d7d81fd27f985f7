"""What policies are called in sentences."""

from __future__ import annotations

from missionlab.base.text import Text, catalogue


def name_of(policy: str) -> Text | str:
    """The name of a policy by its key; the key itself for a policy that the caller named."""
    key = f"appraisal.policy.{policy}"
    return Text(key, {}) if key in catalogue("en") else policy
