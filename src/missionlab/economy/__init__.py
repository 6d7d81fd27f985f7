"""The Keynes + Schumpeter (K+S) agent-based model of an economy: numbers in, numbers out."""
