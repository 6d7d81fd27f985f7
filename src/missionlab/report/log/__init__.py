"""The chapter about the log of decisions."""
