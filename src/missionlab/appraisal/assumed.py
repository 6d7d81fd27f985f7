"""What a mix takes as true, for the assumptions log of a briefing."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.appraisal.results import Mix, MixLine
from missionlab.base.text import Text, catalogue, text

_REASON = "appraisal.mapping.reason."


@dataclass(frozen=True, slots=True)
class MappingAssumption:
    """The entry of the assumptions log: what is taken as true, and what each kind of money became by it."""

    sentences: tuple[Text, ...]
    rows: tuple[tuple[MixLine, Text | str], ...]
    """Each line of the mix with its reason: a sentence in every language, or the words of the user's own mapping."""


def mapping_assumption(mix: Mix) -> MappingAssumption:
    """What the mix takes as true, for the assumptions log of a briefing."""
    sentences = (text("appraisal.mapping.assumption"), text("appraisal.mapping.years"))
    ours = {wording: text(key) for key, wording in catalogue("en").items() if key.startswith(_REASON)}
    return MappingAssumption(sentences, tuple((line, ours.get(line.reason, line.reason)) for line in mix.lines))
