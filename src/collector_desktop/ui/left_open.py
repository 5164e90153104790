"""Papers and lists with names that were saved plain beside the packages: remembered until they are gone from there.

A PIN keeps the books; what the collector saves to carry somewhere lies beside them for whoever finds the laptop.
"""

import json
from pathlib import Path
from typing import Final

from collector_desktop.ui.session import Session

_SAVED: Final = "left-open/saved"


class LeftOpen:
    """The files one collector saved in the program's own folder; other files there are nobody's business."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(self, path: Path) -> bool:
        """Remember a file that was saved; False where there is nothing to tell: the books have no PIN either."""
        if self._session.lock is None or path.parent != self._session.exchange_folder:
            return False
        self._keep({*self.files(), path})
        return True

    def files(self) -> tuple[Path, ...]:
        """What was saved and still lies there, by name."""
        return tuple(path for path in map(self._session.exchange_folder.joinpath, self._names()) if path.is_file())

    def remove(self, *files: Path) -> None:
        """Remove files from this laptop; copies elsewhere stay. Raises OSError at the first that can't be."""
        for file in files:
            file.unlink(missing_ok=True)
        self._keep(set(self.files()))

    def _names(self) -> list[str]:
        try:
            names = json.loads(self._session.drafts.get(_SAVED) or "[]")
        except ValueError:
            return []
        return [Path(str(name)).name for name in names] if isinstance(names, list) else []

    def _keep(self, files: set[Path]) -> None:
        names = sorted(file.name for file in files)
        self._session.drafts.put(_SAVED, json.dumps(names, ensure_ascii=False) if names else "")
