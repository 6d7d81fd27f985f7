"""The equations: pure scalar functions, one module per decision, each with its formula, its source and its units."""
