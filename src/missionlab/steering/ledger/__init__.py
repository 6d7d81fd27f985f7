"""The log of decisions: append-only, chained by hashes, in SQLite or PostgreSQL."""
