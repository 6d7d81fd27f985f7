"""The money lens: shares, concentration, coverage and gaps of the portfolio."""
