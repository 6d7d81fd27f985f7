"""The simulation page as one HTML file: no script, no request, equal bytes for equal input."""

from __future__ import annotations

from itertools import count
from typing import Any

from markupsafe import Markup

from missionlab.base.text import ENGLISH, Locale, text
from missionlab.report.sheet import environment, speakable, style
from missionlab.report.simulation.page import page
from missionlab.report.simulation.simulation import Simulation
from missionlab.report.words import Words


def render(simulation: Simulation, command: str, locale: Locale = ENGLISH) -> str:
    """The page in the words of `locale`; names and meanings from the model's own tables stay English.

    `command` is the call that makes the same files again.
    """
    about = simulation.about
    words = Words(locale, locale.language)
    foot = text("simulation.foot", rules=about.rules, seed=about.seed)

    def say(key: str, **args: Any) -> Markup:
        return words.html(text(key, **args))

    html = (
        environment()
        .get_template("simulation.html")
        .render(
            page=page(simulation, words, command),
            about=about,
            lang=locale.region if locale.region.startswith(locale.language) else locale.language,
            style=style(*(words.plain(part) for part in (foot, text("report.print.page"), text("report.print.of")))),
            h=words.html,
            p=words.plain,
            s=words.sentence,
            t=say,
            number=count(1).__next__,
        )
    )
    return speakable(html)
