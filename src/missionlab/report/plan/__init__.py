"""The plan's chapter: what is financed and when, what is nearly, what rules cost, and what hangs on the draw."""
