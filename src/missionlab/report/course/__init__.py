"""The chapter on the course: what is up for review, what the rules say, and what changing course is worth."""
