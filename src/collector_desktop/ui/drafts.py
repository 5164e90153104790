"""Drafts: what was typed and not yet saved, kept outside the books so that a closed lid loses nothing."""

import json
from contextlib import suppress
from pathlib import Path

from collector_desktop.security.whole_file import write_whole


class Drafts:
    """A small file of texts by name; damage to it loses drafts, never books."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._texts = self._load()

    def get(self, name: str) -> str:
        """The text kept under a name; empty if none."""
        return self._texts.get(name, "")

    def put(self, name: str, text: str) -> None:
        """Keep a text; an empty one is forgotten.

        A disk that takes none keeps nobody from working: the text stays in memory and is written with the next one.
        """
        if self._texts.get(name, "") == text:
            return
        if text:
            self._texts[name] = text
        else:
            self._texts.pop(name, None)
        with suppress(OSError):
            write_whole(self._file, json.dumps(self._texts, ensure_ascii=False).encode(), owner_only=True)

    def _load(self) -> dict[str, str]:
        try:
            content = json.loads(self._file.read_bytes())
        except (FileNotFoundError, ValueError):
            return {}
        if not isinstance(content, dict):
            return {}
        return {str(name): str(text) for name, text in content.items()}
