"""Where a PIN comes from at the terminal: a hidden prompt, a file or a file descriptor; never an argument."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import typer

from collector_desktop.domain.refusals_staff import PinMissing

_LARGEST = 4096


@dataclass(frozen=True)
class PinSource:
    """As the common options say; without any of them the terminal is asked."""

    file: Path | None = None
    fd: int | None = None
    badge_typed: bool = False
    """Whether a badge was named with --as."""

    def read(self, badge: str) -> str:
        """The PIN of whoever acts. Raises PinMissing, OSError."""
        return self._given() or self._asked(f"工号 {badge} 的密码")

    def read_new(self, badge: str) -> str:
        """A new PIN of whoever acts, asked twice at a terminal. Raises PinMissing, OSError."""
        return self._given() or self._asked_twice(badge)

    def of_another(self, badge: str, file: Path | None) -> str:
        """A new PIN of somebody else, from a file of its own or asked twice. Raises PinMissing, OSError."""
        return _first_line(file.read_bytes()[:_LARGEST]) if file is not None else self._asked_twice(badge)

    def _given(self) -> str:
        if self.file is not None:
            with self.file.open("rb") as file:
                return _first_line(file.read(_LARGEST))
        if self.fd is not None:
            with os.fdopen(os.dup(self.fd), "rb") as file:
                return _first_line(file.read(_LARGEST))
        return ""

    def _asked_twice(self, badge: str) -> str:
        return self._asked(f"工号 {badge} 的新密码", again=True)

    def _asked(self, what: str, *, again: bool = False) -> str:
        if not sys.stdin.isatty():
            raise PinMissing
        asked: str = typer.prompt(what, hide_input=True, confirmation_prompt="再输入一次" if again else False, err=True)
        return asked


def _first_line(data: bytes) -> str:
    return data.decode("utf-8", "replace").partition("\n")[0].strip()
