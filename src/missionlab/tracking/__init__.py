"""Where every target stands: progress, forecast, status, what happened to the promise."""
