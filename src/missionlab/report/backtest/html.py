"""The track record as one HTML file: no script, no request, equal bytes for equal input."""

from __future__ import annotations

from itertools import count
from typing import Any

from markupsafe import Markup

from missionlab.base.text import ENGLISH, Locale, text
from missionlab.report.backtest.page import page
from missionlab.report.sheet import environment, speakable, style
from missionlab.report.words import Words
from missionlab.tracking.backtest.results import Backtest


def render(backtest: Backtest, command: str, locale: Locale = ENGLISH) -> str:
    """The page in the words of ``locale``; names of families and places stay as the data have them.

    ``command`` is the call that makes the same files again.
    """
    words = Words(locale, locale.language)
    foot = text("backtest.foot", data=list(backtest.about.data))

    def say(key: str, **args: Any) -> Markup:
        return words.html(text(key, **args))

    html = (
        environment()
        .get_template("backtest.html")
        .render(
            page=page(backtest, words, command),
            about=backtest.about,
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
