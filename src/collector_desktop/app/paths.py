"""Where a user's files belong on this system: books, settings, log and the exchange folder."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from platformdirs import PlatformDirs

_PROGRAM = "collector-desktop"
_ON_THE_DESK = "走收"


@dataclass(frozen=True)
class Places:
    """The folders and files the program keeps for one user; nothing is made until something is written."""

    books: Path
    """The folder of the user's own books, keys and number mark."""
    demo: Path
    """The folder of the demo villages' books, apart from the real ones."""
    settings_file: Path
    log_file: Path
    exchange: Path
    """Where packages are written and looked for until another folder is chosen."""

    @classmethod
    def of_user(cls) -> Self:
        """Where this system wants them."""
        dirs = PlatformDirs(_PROGRAM, appauthor=False)
        return cls(
            books=dirs.user_data_path / "books",
            demo=dirs.user_data_path / "demo",
            settings_file=dirs.user_config_path / "settings.json",
            log_file=dirs.user_log_path / "program.log",
            exchange=dirs.user_documents_path / _ON_THE_DESK,
        )

    @classmethod
    def below(cls, folder: Path) -> Self:
        """All of them in one folder: for the tour, for tests, for a program carried on a stick."""
        return cls(
            books=folder / "books",
            demo=folder / "demo",
            settings_file=folder / "settings.json",
            log_file=folder / "program.log",
            exchange=folder / _ON_THE_DESK,
        )

    def folders(self) -> tuple[Path, ...]:
        """Every folder that something of ours may be in."""
        return (self.books, self.demo, self.settings_file.parent, self.log_file.parent, self.exchange)
