"""From a strategy's records and forecasts to the arrays that a plan is made from."""
