"""What every other package stands on: dates and periods, findings, texts, numbers by locale, hashing."""
