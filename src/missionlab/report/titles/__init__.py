"""The findings that stand as titles: sentences from templates, a branch for each thing that the data can carry."""
