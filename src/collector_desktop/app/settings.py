"""What the user likes and no evidence depends on: theme, language, paper, printer, columns. One small JSON file."""

import json
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from collector_desktop.domain.value import Value
from collector_desktop.printing.paper import Paper
from collector_desktop.security.whole_file import write_whole
from collector_desktop.ui.language import Language
from collector_desktop.ui.table_looks import TableLook, TableLooks


class ThemeName(StrEnum):
    """The looks of the windows."""

    DAY = "day"
    SUN = "sun"
    NIGHT = "night"


class Settings(Value):
    """Everything that is remembered; a value, changed by saving another."""

    theme: ThemeName = ThemeName.DAY
    language: Language = Language.CHINESE
    paper: Paper = Paper.ROLL80
    printer: str = ""
    """The system's name of the printer; empty is the default one."""
    tables: tuple[TableLook, ...] = ()
    backup_folder: Path | None = None
    """Where the second copies are kept; None until somebody chose."""

    def with_table(self, look: TableLook) -> "Settings":
        """These settings with one table's look replaced; an untouched one needs no room."""
        others = tuple(other for other in self.tables if other.table != look.table)
        kept = () if look == TableLook(table=look.table) else (look,)
        return self.model_copy(update={"tables": (*others, *kept)})


def load_settings(file: Path) -> Settings:
    """The settings in a file; what is missing or damaged there, as a whole or one by one, is as on the first day."""
    stored = _stored(file)
    good: dict[str, object] = {}
    for name in Settings.model_fields.keys() & stored.keys():
        try:
            good[name] = getattr(Settings.model_validate_json(json.dumps({name: stored[name]})), name)
        except ValidationError:
            continue
    return Settings.model_validate(good)


def save_settings(file: Path, settings: Settings) -> None:
    """Put the settings in a file, whole or not at all. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, settings.model_dump_json(indent=2).encode())


def change_settings(file: Path, **changed: object) -> None:
    """Change some of the settings in a file; what another window has put there meanwhile stays. Raises OSError."""
    save_settings(file, load_settings(file).model_copy(update=changed))


def table_looks(file: Path) -> TableLooks:
    """How the tables were left, kept in a file of settings; a disk that takes none keeps nobody from working."""

    def keep(look: TableLook) -> None:
        with suppress(OSError):
            save_settings(file, load_settings(file).with_table(look))

    return TableLooks(load_settings(file).tables, keep)


def _stored(file: Path) -> dict[str, Any]:
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):  # not there, not text, not JSON, or nested to break the reader
        return {}
    return stored if isinstance(stored, dict) else {}
