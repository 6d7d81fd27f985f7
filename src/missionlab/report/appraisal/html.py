"""An appraisal as one HTML file: no script, no request, equal bytes for equal input."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from missionlab.appraisal.results import Appraisal
from missionlab.base.text import ENGLISH, Locale, Text, text
from missionlab.report.appraisal.page import ALONE, Laid, lay_out
from missionlab.report.appraisal.study import Study
from missionlab.report.charts.figure import Fact
from missionlab.report.sheet import results_page
from missionlab.report.words import Words


@dataclass(frozen=True, slots=True)
class Page:
    """What the template puts down: the appraisal in reading order, and what it was made from."""

    laid: Laid
    topic: Text
    made_from: list[tuple[Text, Any]]
    command: str

    @property
    def headline(self) -> Text:
        return self.laid.headline

    @property
    def warnings(self) -> list[Text]:
        return self.laid.limits

    @property
    def facts(self) -> list[Fact]:
        return self.laid.facts

    @property
    def sections(self) -> list[str]:
        """The sections that have something to say, for the links beside them."""
        laid = self.laid
        said = {
            "effects": laid.forests or laid.costs,
            "others": laid.moved,
            "time": laid.paths or laid.overtaking,
            "dose": laid.dose,
            "patience": laid.patience,
            "ranking": laid.ranking or laid.drivers,
            "break_even": laid.break_even,
            "financing": laid.financing,
            "hysteresis": laid.hysteresis,
            "mix": laid.mix or laid.headroom,
        }
        return ["overview", *(name for name, there in said.items() if there), "method"]


@dataclass(frozen=True, slots=True)
class Made:
    """By which version of missionlab the page was made."""

    version: str


def render(appraisal: Appraisal, command: str, locale: Locale = ENGLISH) -> str:
    """The page in the words of `locale`; `command` is the call that makes the same files again."""
    words, design = Words(locale, locale.language), appraisal.design
    laid = lay_out(Study(appraisal, words), ALONE)
    counts = {"n": design.runs, "periods": design.periods}
    return results_page(
        "appraisal",
        words,
        title=text("appraisal.title", headline=words.plain(laid.headline)),
        made=text("appraisal.made", seed=design.seed, **counts),
        foot=text("appraisal.foot", rules=design.rules, seed=design.seed),
        page=Page(
            laid,
            text("appraisal.topic", rules=design.rules, **counts),
            _made_from(appraisal, command),
            _all(laid, command),
        ),
        about=Made(version("missionlab")),
    )


def _all(laid: Laid, command: str) -> str:
    """The call that makes what is there and what was not asked for as well."""
    before, asked, after = command.partition(" --with ")
    if not asked:
        return f"{command} --with {','.join(laid.not_asked)}"
    words, *rest = after.split(" ", 1)
    return " ".join((before, "--with", ",".join((words, *laid.not_asked)), *rest))


def _made_from(appraisal: Appraisal, command: str) -> list[tuple[Text, Any]]:
    design = appraisal.design
    return [
        (text("appraisal.method.command"), command),
        (text("appraisal.method.rules"), design.rules),
        (text("appraisal.method.seed"), str(design.seed)),
        (text("appraisal.method.start"), str(design.start)),
        (text("appraisal.method.fingerprint"), design.fingerprint),
    ]
