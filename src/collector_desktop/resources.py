"""Where the program's own files lie: beside the sources in a checkout, inside the bundle when built."""

import sys
from pathlib import Path


def _top() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parents[2]


def resource_path(*parts: str) -> Path:
    """A file or folder below resources/."""
    return _top().joinpath("resources", *parts)


def migrations_path() -> Path:
    """The folder of the Alembic chain."""
    return _top() / "migrations"
