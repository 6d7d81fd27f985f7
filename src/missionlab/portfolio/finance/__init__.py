"""Patient public finance: how projects turn out, what each instrument pays then, and what a fund makes of it."""
