"""The simulation page as one HTML file: no script, no request, equal bytes for equal input."""

from __future__ import annotations

from missionlab.base.text import ENGLISH, Locale, text
from missionlab.report.sheet import results_page
from missionlab.report.simulation.page import page
from missionlab.report.simulation.simulation import Simulation
from missionlab.report.words import Words


def render(simulation: Simulation, command: str, locale: Locale = ENGLISH) -> str:
    """The page in the words of `locale`; names and meanings from the model's own tables stay English.

    `command` is the call that makes the same files again.
    """
    about = simulation.about
    words = Words(locale, locale.language)
    content = page(simulation, words, command)
    return results_page(
        "simulation",
        words,
        title=text("simulation.title", runs=words.plain(content.runs), rules=about.rules),
        made=text(
            "simulation.made", runs=words.plain(content.runs), periods=words.plain(content.periods), seed=about.seed
        ),
        foot=text("simulation.foot", rules=about.rules, seed=about.seed),
        page=content,
        about=about,
    )
