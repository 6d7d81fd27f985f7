"""Instruments as laws: from terms and a history to yearly flows, one module for each family."""

from missionlab.portfolio.finance.laws.law import LAWS, flows

__all__ = ["LAWS", "flows"]
