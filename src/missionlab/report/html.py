"""The briefing as one HTML file: no script, no request, equal bytes for equal input."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from missionlab.base.text import text
from missionlab.report.briefing import Briefing
from missionlab.report.chapters import pages
from missionlab.report.charts.status import glyphs
from missionlab.report.pages.appraisal import appraisal_page
from missionlab.report.pages.desk import Desk
from missionlab.report.pages.method import method_page
from missionlab.report.pages.mission import mission_page
from missionlab.report.pages.overview import StatusCell, overview, status_cell
from missionlab.report.pages.portfolio import portfolio_page
from missionlab.report.sheet import environment, speakable, style
from missionlab.report.words import Own, Words, locale_of
from missionlab.strategy.records import Mission

if TYPE_CHECKING:
    import jinja2

FOLDED_RAIL = 12
"""Above this number of missions the rail lists challenges, and their missions fold under them."""


def render(briefing: Briefing) -> str:
    """The whole briefing as HTML."""
    about = briefing.strategy.about
    words = Words(locale_of(about), about.language)
    desk = Desk(briefing, words)
    writer = _Writer(desk, environment())
    limits = about.thresholds
    chapters = list(pages(desk))
    sections = [
        writer.write(
            "overview.html",
            page=overview(desk),
            brief=_brief(desk),
            linked={m.id for m in desk.full_missions},
            on_track=_hundred(limits.on_track),
            off_track=_hundred(limits.off_track),
        ),
        *(writer.write("mission.html", page=mission_page(desk, mission)) for mission in desk.full_missions),
        writer.write("portfolio.html", page=portfolio_page(desk)),
        *(_chapter(writer, chapter.key, chapter.template, page) for chapter, page in chapters),
        writer.write("appraisal_chapter.html", page=appraisal_page(desk)),
        writer.write("method.html", page=method_page(desk)),
    ]
    html = writer.write(
        "base.html",
        sections=sections,
        lang=words.locale.region if about.language.split("-")[0] == words.locale.language else words.locale.language,
        title=words.plain(text("report.title", name=about.name, on=desk.as_of)),
        style=style(
            words.plain(text("report.foot", name=about.name, on=desk.as_of)),
            words.plain(text("report.print.page")),
            words.plain(text("report.print.of")),
        ),
        glyphs=glyphs(),
        about=about,
        day=briefing.as_of.isoformat(),
        rail=_rail(desk),
        chapters=[chapter.key for chapter, _ in chapters],
        folded_rail=len(desk.full_missions) > FOLDED_RAIL,
        version=briefing.version,
    )
    return speakable(html)


@dataclass(frozen=True)
class _Writer:
    """Fills templates with pages in the words of the desk. Tables that scroll are numbered through the document,
    because each needs a name of its own."""

    desk: Desk
    environment: jinja2.Environment
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def write(self, template: str, **page: Any) -> str:
        words = self.desk.words

        def say(key: str, **args: Any) -> Markup:
            return words.html(text(key, **args))

        return self.environment.get_template(template).render(
            h=words.html,
            p=words.plain,
            s=words.sentence,
            number=self.numbers.__next__,
            t=say,
            own=self.desk.own,
            as_of=self.desk.as_of,
            **page,
        )


def _chapter(writer: _Writer, key: str, template: str, page: Any) -> str:
    """A chapter's section; without a page, the reason why there is none."""
    if page is None:
        return writer.write("absent_chapter.html", key=key, reason=writer.desk.briefing.absent[key])
    return writer.write(template, page=page)


def _hundred(share: float) -> str:
    return f"{round(share * 100)}"


def _rail(desk: Desk) -> list[tuple[Own, list[Mission]]]:
    out: list[tuple[Own, list[Mission]]] = []
    for challenge in desk.briefing.strategy.challenges:
        missions = [mission for mission in desk.full_missions if mission.challenge == challenge.id]
        if missions:
            out.append((desk.own(challenge.name), missions))
    known = {challenge.id for challenge in desk.briefing.strategy.challenges}
    lost = [mission for mission in desk.full_missions if mission.challenge not in known]
    return [*out, *([(desk.own(lost[0].challenge), lost)] if lost else [])]


def _brief(desk: Desk) -> list[tuple[Own, str, list[StatusCell]]]:
    """One row each for the missions without a page of their own."""
    full = {mission.id for mission in desk.full_missions}
    return [
        (desk.own(mission.name), mission.id, [status_cell(standing) for standing in desk.standings[mission.id]])
        for mission in desk.briefing.strategy.missions
        if mission.id not in full
    ]
