"""Charts of the simulation page: one module a kind of chart, `draw(data, width) -> str`."""
