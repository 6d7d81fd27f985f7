"""The track record as one HTML file: no script, no request, equal bytes for equal input."""

from __future__ import annotations

from missionlab.base.text import ENGLISH, Locale, text
from missionlab.report.backtest.page import page
from missionlab.report.sheet import results_page
from missionlab.report.words import Words
from missionlab.tracking.backtest.results import Backtest


def render(backtest: Backtest, command: str, locale: Locale = ENGLISH) -> str:
    """The page in the words of ``locale``; names of families and places stay as the data have them.

    ``command`` is the call that makes the same files again.
    """
    about = backtest.about
    words = Words(locale, locale.language)
    return results_page(
        "backtest",
        words,
        title=text("backtest.title"),
        made=text("backtest.made", series=about.series, first=about.origins[0], last=about.origins[-1]),
        foot=text("backtest.foot", data=list(about.data)),
        page=page(backtest, words, command),
        about=about,
    )
