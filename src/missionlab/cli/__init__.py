"""The command line: parse, call the public API, print."""

from missionlab.cli.main import main

__all__ = ["main"]
