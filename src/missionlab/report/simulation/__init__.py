"""The page of an ensemble of economies: what an economist plots first, as one HTML file, and the same as JSON."""
