"""Forecasts of an indicator, behind one small interface: a series in, sample paths out."""

from missionlab.tracking.forecast.paths import SamplePaths, sample_paths

__all__ = ["SamplePaths", "sample_paths"]
