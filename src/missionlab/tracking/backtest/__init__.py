"""How forecasts fared: made again at past origins from what came before them, and scored on what came after."""
