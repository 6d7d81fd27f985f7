"""The pages of the briefing, one module each: from the frozen results to what the templates write down."""
