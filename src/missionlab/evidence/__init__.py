"""Observations with vintages: series as they were known on a day, level breaks, differences."""
