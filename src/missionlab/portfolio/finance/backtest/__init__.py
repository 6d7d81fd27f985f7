"""How well predictions of this kind have done: the planning register of the United Kingdom, year by year."""
