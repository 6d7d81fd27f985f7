"""The log of decisions: a record that only grows, in which every entry carries the hash of the one before."""
