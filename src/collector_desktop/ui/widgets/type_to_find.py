"""Finding a row by typing: the next one with a word that begins so, or else the next one in which it occurs."""

from collections.abc import Callable

from collector_desktop.store.queries.search import folded


class TypeToFind:
    """What was typed so far; rows are numbers, their words come folded from `words` and are asked for once."""

    def __init__(self, words: Callable[[int], str], rows: int) -> None:
        self.text = ""
        self._words = words
        self._rows = rows
        self._known: dict[int, str] = {}

    def find(self, start: int, by: int = 1) -> int | None:
        """The first row that matches, from `start` on downwards, or upwards where `by` is -1, round the ends."""
        wanted = folded(self.text)
        places = [(start + by * step) % self._rows for step in range(self._rows)]
        found = next((at for at in places if f" {wanted}" in self._of(at)), None)
        return found if found is not None else next((at for at in places if wanted in self._of(at)), None)

    def _of(self, at: int) -> str:
        if at not in self._known:
            self._known[at] = f" {self._words(at)}"
        return self._known[at]
