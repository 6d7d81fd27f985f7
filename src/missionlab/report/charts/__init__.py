"""Every drawing of the briefing, written as SVG: one module for each chart, ``draw(data, width) -> str``."""
