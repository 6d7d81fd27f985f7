"""What policies, outcomes and levers are called."""

from __future__ import annotations

from missionlab.appraisal.estimate import Against
from missionlab.appraisal.results import OWN
from missionlab.base.text import Text, catalogue, text
from missionlab.report.words import Own
from missionlab.strategy.vocabulary import UNALLOCATED


def policy(key: str) -> Text | Own:
    """What a policy is called; its key where it has no name."""
    return _named("appraisal.policy", key)


def outcome(key: str) -> Text | Own:
    """What an outcome is called."""
    return _named("appraisal.outcome", key)


def lever(key: str) -> Text | Own:
    """What a lever is called."""
    return _named("appraised.lever", key)


def of_portfolio(kind: str, key: str) -> Text | Own:
    """What an ``instrument``, a ``stage`` or an ``actor_kind`` is called."""
    if key == UNALLOCATED:
        return text("portfolio.unallocated")
    return _named(f"portfolio.{kind}", key)


def mapping(name: str) -> Text | Own:
    """What the mapping from instruments to levers is called: missionlab's own, or the user's file."""
    return text("appraised.mix.our_mapping") if name == OWN else Own(name, "en")


def _named(where: str, key: str) -> Text | Own:
    wording = f"{where}.{key}"
    return Text(wording, {}) if wording in catalogue("en") else Own(key, "en")


def role(against: Against, other: str = "") -> Text:
    """What a policy is compared with, within a sentence."""
    if against is Against.OTHER:
        return text("appraised.role.other", policy=policy(other))
    return text(f"appraised.role.{against.name.lower()}")
