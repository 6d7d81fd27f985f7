"""The briefing as a workbook: a sheet per table, one header row, no merged cells, nothing that only colour says."""

from __future__ import annotations

import math
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from missionlab.base.dates import Date
from missionlab.base.text import Locale, Text, catalogue, say
from missionlab.report.briefing import Briefing
from missionlab.report.tables import Table, tables_of
from missionlab.report.tables.table import HEAD_ROW
from missionlab.report.words import locale_of

WIDEST = 60


def write_workbook(briefing: Briefing, path: Path) -> None:
    """Write all tables of ``briefing`` to ``path``. Text from the data is never read as a formula or a link."""
    import xlsxwriter

    to = locale_of(briefing.strategy.about)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(path, options)
    created = datetime.combine(briefing.as_of, time(), UTC).replace(tzinfo=None)
    name = briefing.strategy.about.name
    book.set_properties({"title": name, "subject": say(Text("workbook.subject", {}), to), "created": created})
    styles = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"}),
        "cell": book.add_format({"text_wrap": True, "valign": "top"}),
        "number": book.add_format({"valign": "top", "num_format": "#,##0.####"}),
    }
    for table in tables_of(briefing):
        _write_sheet(book, table, briefing, styles, to)
    book.close()


def sheet_name(key: str, to: Locale) -> str:
    """The name of a table's sheet in the briefing's language."""
    return say(Text(f"workbook.sheet.{key}.name", {}), to)


def _write_sheet(book: Any, table: Table, briefing: Briefing, styles: dict[str, Any], to: Locale) -> None:
    words = catalogue(to.language)
    sheet = book.add_worksheet(sheet_name(table.key, to))
    sheet.write_string(
        0, 0, f"{briefing.strategy.about.name}: {words[f'workbook.sheet.{table.key}.title']}", styles["title"]
    )
    sheet.write_string(1, 0, words[f"workbook.sheet.{table.key}.note"])
    sheet.write_string(2, 0, say(Text("workbook.as_of", {"date": Date.read(briefing.as_of)}), to))
    widths = []
    for number, column in enumerate(table.columns):
        head = words[f"workbook.column.{column}"]
        sheet.write_string(HEAD_ROW - 1, number, head, styles["head"])
        longest = max((len(str(row[number])) for row in table.rows if row[number] is not None), default=0)
        widths.append(min(WIDEST, max(10, len(head) + 2, longest + 2)))
    for below, row in enumerate(table.rows, start=HEAD_ROW):
        for number, value in enumerate(row):
            if isinstance(value, int | float) and not math.isfinite(value):
                continue
            if isinstance(value, int | float):
                sheet.write_number(below, number, value, styles["number"])
            elif value is not None and value != "":
                sheet.write_string(below, number, str(value), styles["cell"])
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    sheet.freeze_panes(HEAD_ROW, 1)
    if not table.rows:
        sheet.write_string(HEAD_ROW, 0, words["workbook.no_rows"])
