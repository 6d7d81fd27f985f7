"""The tables of a briefing as data: what the workbook writes and what the web page points to."""

from missionlab.report.tables.table import Table, tables_of

__all__ = ["Table", "tables_of"]
