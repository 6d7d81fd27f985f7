"""How an appraisal is shown: its charts, tables and titles, as a chapter of the briefing and as a page by itself."""
