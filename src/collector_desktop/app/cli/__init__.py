"""The station's command line (`collector-station`): for the clerk at a terminal, and for machines with --json."""

from collector_desktop.app.cli.program import main

__all__ = ["main"]
