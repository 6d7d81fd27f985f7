"""``python -m missionlab``."""

from missionlab.cli import main

main()
