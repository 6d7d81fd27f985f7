"""The chapter of pilots: what they taught, and what it would be worth to know more."""
