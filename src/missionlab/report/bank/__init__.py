"""The bank's chapter: what a fund loses, earns and gives back, who bears the risk, and what its rules cost."""
