"""Method and sources: what the statuses mean, the limits in use, the logs, and what the briefing was made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from missionlab.base.findings import Finding
from missionlab.base.text import CountWord, Quantity, Share, Text, text
from missionlab.report.bank.tables import fund_assumptions
from missionlab.report.charts.figure import Cell, Column, Row, Table
from missionlab.report.charts.status import RETARGETED, SIGNS, Sign
from missionlab.report.pages.appraisal import appraisal_assumptions
from missionlab.report.pages.desk import Desk
from missionlab.report.words import Known, Own
from missionlab.strategy.records import Source

FINDINGS_FIRST = 25
MOST_FINDINGS = 200
_SHARES = {"on_track", "off_track", "too_early", "small_class", "concentrated", "relabelled"}


@dataclass(frozen=True, slots=True)
class StatusLine:
    sign: Sign
    word: Text
    meaning: Text


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source with its link, where it has a web address."""

    id: str
    title: Any
    publisher: Any
    link: str
    address: str
    published: Any
    licence: Any
    kind: Text


@dataclass(frozen=True, slots=True)
class MethodPage:
    """Everything on the last page."""

    title: Text
    statuses: list[StatusLine]
    thresholds: Table
    data: Table | None
    assumptions: Table | None
    funds: list[Table]
    """What stands for the numbers that the records of funds leave blank."""
    appraisal: Table | None
    """What the appraisal takes as true."""
    findings: Table | None
    older_findings: Table | None
    hidden_findings: int
    sources: list[SourceLine]
    made_from: list[tuple[Text, Any, bool]]


def method_page(desk: Desk) -> MethodPage:
    """The page about method and sources."""
    findings = desk.briefing.checked.findings
    return MethodPage(
        title=_title(findings),
        statuses=[
            *(StatusLine(s, text(f"status.{s.key}"), text(f"report.meaning.{s.key}")) for s in SIGNS.values()),
            StatusLine(RETARGETED, text("report.retargeted.word"), text("report.meaning.retargeted")),
        ],
        thresholds=_thresholds(desk),
        data=_data(desk),
        assumptions=_assumptions(desk),
        funds=fund_assumptions(desk),
        appraisal=appraisal_assumptions(desk),
        findings=_findings(desk, findings[:FINDINGS_FIRST]),
        older_findings=_findings(desk, findings[FINDINGS_FIRST:MOST_FINDINGS]),
        hidden_findings=max(0, len(findings) - MOST_FINDINGS),
        sources=[_source(desk, source) for source in desk.briefing.strategy.sources],
        made_from=_made_from(desk),
    )


def _title(findings: Sequence[Finding]) -> Text:
    errors = sum(finding.level == "error" for finding in findings)
    warnings = sum(finding.level == "warning" for finding in findings)
    if errors:
        return text("report.method.title.errors", n=CountWord(errors, True))
    if warnings:
        return text("report.method.title.warnings", n=CountWord(warnings, True))
    return text("report.method.title.clean")


def _thresholds(desk: Desk) -> Table:
    limits = desk.briefing.strategy.about.thresholds
    rows = []
    for name in type(limits).model_fields:
        value = getattr(limits, name)
        shown = Share(value) if name in _SHARES else Quantity(value)
        rows.append(Row(Cell(text(f"report.limit.{name}")), (Cell(Known(shown, f"/thresholds/{name}", value)),)))
    columns = (Column(text("report.column.limit")), Column(text("report.column.value"), None, True))
    return Table(
        text("report.limit.caption"),
        text("report.limit.note"),
        columns,
        tuple(rows),
        *desk.sheet("thresholds"),
        "/thresholds",
    )


def _data(desk: Desk) -> Table | None:
    """The data log: one row for each indicator that has observations."""
    rows = []
    for indicator in desk.briefing.strategy.indicators:
        points = desk.briefing.strategy.observations_by_indicator.get(indicator.id, ())
        if not points:
            continue
        periods = sorted({point.period for point in points})
        takes = sorted({point.vintage for point in points})
        used = ", ".join(desk.known_sources(point.source for point in points)) or "–"
        covers: Any = periods[0] if len(periods) == 1 else text("report.span", first=periods[0], last=periods[-1])
        rows.append(
            Row(
                Cell(desk.own(indicator.name), desk.own(indicator.unit) if indicator.unit else None),
                (
                    Cell(covers, text("report.data.points", n=len(periods))),
                    Cell(takes[-1], text("report.data.vintages", n=len(takes))),
                    Cell(text("report.data.breaks", n=len(indicator.breaks)) if indicator.breaks else "–"),
                    Cell(used, desk.own(indicator.licence) if indicator.licence else None),
                ),
            )
        )
    if not rows:
        return None
    heads = ("indicator", "covers", "last_published", "breaks", "source")
    columns = tuple(Column(text(f"report.column.{head}")) for head in heads)
    return Table(
        text("report.data.caption"),
        text("report.as_known", on=desk.as_of),
        columns,
        tuple(rows),
        *desk.sheet("series"),
        "/targets",
    )


def _assumptions(desk: Desk) -> Table | None:
    known = desk.briefing.strategy.assumptions
    if not known:
        return None
    rows = tuple(
        Row(
            Cell(one.id),
            (
                Cell(desk.own(one.text)),
                Cell(", ".join(one.about) or "–"),
                Cell(desk.own(one.by) if one.by else "–", one.on),
            ),
        )
        for one in known
    )
    columns = tuple(Column(text(f"report.column.{head}")) for head in ("assumption", "text", "about", "by"))
    return Table(text("report.assumption.caption"), None, columns, rows, *desk.sheet("assumptions"), "/assumptions")


def _english(words: str | None) -> Own | None:
    """The words of a finding, which are English in every briefing."""
    return None if words is None else Own(words, "en")


def _findings(desk: Desk, findings: Sequence[Finding]) -> Table | None:
    """A table of findings; why a kind of finding matters is said where it is first met."""
    if not findings:
        return None
    rows: list[Row] = []
    explained: set[str] = set()
    for finding in findings:
        why = None if finding.why in explained else finding.why
        explained.add(finding.why)
        rows.append(
            Row(
                Cell(text(f"report.level.{finding.level}"), finding.code),
                (
                    Cell(_english(finding.message), _english(why)),
                    Cell(_english(finding.fix)),
                    Cell(str(finding.place) or "–"),
                ),
            )
        )
    columns = tuple(Column(text(f"report.column.{head}")) for head in ("level", "finding", "fix", "place_in_file"))
    return Table(
        text("report.finding.caption"),
        text("report.finding.note"),
        columns,
        tuple(rows),
        *desk.sheet("findings"),
        "/checks/findings",
    )


def _source(desk: Desk, source: Source) -> SourceLine:
    address = source.url or ""
    link = address if address.startswith(("https://", "http://")) and not set(address) & set(" \"'<>\\`{}|^") else ""
    return SourceLine(
        id=source.id,
        title=desk.own(source.title),
        publisher=desk.own(source.publisher) if source.publisher else None,
        link=link,
        address=address,
        published=source.published,
        licence=desk.own(source.licence) if source.licence else None,
        kind=text(f"report.source_kind.{source.kind}"),
    )


def _made_from(desk: Desk) -> list[tuple[Text, Any, bool]]:
    """What the briefing was made from; hashes are set in a fixed width."""
    briefing = desk.briefing
    return [
        (text("report.made.strategy"), briefing.fingerprint, True),
        (text("report.made.known"), briefing.standings.fingerprint, True),
        (text("report.made.version"), f"missionlab {briefing.version}", False),
        (text("report.made.seed"), Known(str(briefing.standings.seed), "/seed", briefing.standings.seed), False),
        (text("report.made.as_of"), desk.as_of, False),
        (text("report.made.locale"), briefing.strategy.about.locale, False),
        (text("log.made.name"), _log(desk), False),
    ]


def _log(desk: Desk) -> Text:
    """The log of decisions that the briefing was made with, or that there was none."""
    view = desk.briefing.log
    if view is None:
        return text("log.made.none")
    if not view.verification.intact or view.head is None:
        return text("log.made.broken")
    return text("log.made.head", ledger=(view.ledger or "")[:8], seq=view.head.seq)
