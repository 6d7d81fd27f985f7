"""To decide: what is up for review, what changing course is worth, what to learn first, and the record of decisions."""
