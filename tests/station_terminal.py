"""The station's command line as a clerk or a machine uses it, in this process."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from collector_desktop.app.cli import main


@dataclass(frozen=True)
class Said:
    """What one command left behind."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> dict[str, Any]:
        """The one JSON object on stdout."""
        answer = json.loads(self.out)
        assert isinstance(answer, dict)
        return answer


@dataclass(frozen=True)
class StationTerminal:
    """Commands on the books of one folder, on one day."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    day: str = "2026-11-20"
    sign_on: tuple[object, ...] = ()
    """Who acts, and where the PIN is, for books that know their people."""

    @property
    def books(self) -> Path:
        """The station's books."""
        return self.folder / "station.db"

    def run(self, *arguments: object) -> Said:
        """A command as it is typed, after its --db and --day."""
        return self.plain("--db", self.books, "--day", self.day, *self.sign_on, *arguments)

    def plain(self, *arguments: object) -> Said:
        """A command exactly as it is typed."""
        self.capture.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = self.capture.readouterr()
        return Said(code, captured.out, captured.err)

    def done(self, *arguments: object) -> dict[str, Any]:
        """The JSON answer of a command that must succeed."""
        said = self.run(*arguments, "--json")
        assert said.code == 0, said.err
        return said.answer

    def refused(self, *arguments: object) -> str:
        """The sentence of a command that must be refused."""
        said = self.run(*arguments)
        assert said.code == 1, said.out
        assert said.err
        return said.err
