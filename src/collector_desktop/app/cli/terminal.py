"""What a command says: figures and tables on stdout, or JSON for machines; progress and refusals on stderr."""

import json
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.value import Value
from collector_desktop.services.report_table import Cell, shown
from collector_desktop.services.sentences import sentence

_WIDTH_OF_A_PIPE = 160


class Terminal:
    """One command's words. With `json` stdout carries exactly one JSON document, also when the command is refused."""

    def __init__(self, *, json: bool) -> None:
        self.json = json
        self._out = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH_OF_A_PIPE)
        self._err = Console(stderr=True, highlight=False)

    def answer(self, figures: Mapping[str, Any], *lines: str) -> None:
        """Say what was done: the figures to a machine, the lines to a person."""
        if self.json:
            sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1, default=_plain) + "\n")
            return
        for line in lines:
            self._out.print(Text(line), soft_wrap=True)

    def table(
        self,
        title: str,
        headers: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        right_aligned: Collection[int] = (),
    ) -> None:
        """A table for a person; a machine gets its figures from `answer`."""
        if self.json:
            return
        table = Table()
        for at, header in enumerate(headers):
            table.add_column(Text(header), justify="right" if at in right_aligned else "left")
        for row in rows:
            table.add_row(*(Text(shown(cell)) for cell in row))
        self._out.print(Text(title), soft_wrap=True)
        self._out.print(table)

    def warn(self, line: str) -> None:
        """Something a person should see beside the answer."""
        self._err.print(Text(line), soft_wrap=True)

    def refused(self, refusal: Refusal, **more: object) -> None:
        """Say why the rule says no, and what can be done; `more` is for machines only."""
        said = sentence(refusal)
        self.warn(f"{said.what}。{said.advice}。")
        if self.json:
            self.answer({"refused": type(refusal).__name__, "message": said.what, "facts": refusal.facts, **more})

    def failed(self, fault: Exception, said: str) -> None:
        """Say that the world failed: a file, a disk, a server."""
        self.warn(f"{said}。")
        if self.json:
            self.answer({"failed": type(fault).__name__, "message": said})

    @contextmanager
    def progress(self, what: str) -> Iterator[Callable[[int, int], None]]:
        """A bar on stderr while something long is done; the function yielded takes steps done and steps in all."""
        bar = Progress(
            TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=self._err, transient=True
        )
        with bar:
            task = bar.add_task(what, total=None)

            def moved(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)

            yield moved


def _plain(value: object) -> object:
    """What JSON doesn't know: money as fen, values as objects, the rest as text."""
    if isinstance(value, Money):
        return value.fen
    if isinstance(value, Value):
        return value.model_dump(mode="json")
    if isinstance(value, set | frozenset):
        return sorted(value)
    as_json = getattr(value, "as_json", None)
    return as_json() if callable(as_json) else str(value)
