"""The track record of the forecasts as a page, as JSON and as Parquet."""
