"""What to finance next, when and by which instrument, under a budget and the rules against capture."""
