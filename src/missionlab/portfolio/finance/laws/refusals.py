"""Why a law refuses, in words."""

from __future__ import annotations

from missionlab.base.text import Text, text
from missionlab.portfolio.finance.flows import Refused


def reason(refused: Refused) -> Text:
    """The terms that are blank by name, or the sentence that says what contradicts."""
    if refused.missing:
        terms = [text(f"laws.term.{name}") for name in refused.missing]
        return text("laws.missing", n=len(terms), terms=terms)
    return text(refused.contradiction or "laws.contradiction.no_law")
