"""The briefing: one frozen object, rendered to HTML, a workbook and JSON."""
