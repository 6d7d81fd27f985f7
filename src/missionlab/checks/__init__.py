"""The method's checks as evidence cards, and the case for and against each mission."""
