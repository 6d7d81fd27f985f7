"""The appraisal: what mission policy does to the economy, against the same money spent otherwise."""
