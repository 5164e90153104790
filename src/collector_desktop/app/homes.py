"""Homes: one folder for each collector of a laptop, with books, keys and vault of their own."""

from dataclasses import dataclass
from pathlib import Path

from collector_desktop.security.data_key import DataKey
from collector_desktop.security.keys import DeviceKeys, PublicKeys
from collector_desktop.security.unlocking import seal_for_station
from collector_desktop.security.vault import Vault
from collector_desktop.services.words.door import LABEL
from collector_desktop.store.backup import backups_in
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.encrypting import encrypt, is_plain
from collector_desktop.store.swapping import finish_swap
from collector_desktop.ui.drafts import Drafts

BOOKS, KEYS, VAULT = "books.db", "device.keys", "vault.json"
_ANOTHER = "collector-"


@dataclass(frozen=True)
class Home:
    """Where one collector's files lie."""

    folder: Path

    @property
    def database(self) -> Path:
        """The books."""
        return self.folder / BOOKS

    @property
    def keys_file(self) -> Path:
        """The laptop's keys for this collector."""
        return self.folder / KEYS

    @property
    def vault_file(self) -> Path:
        """What the PIN opens."""
        return self.folder / VAULT

    @property
    def unlock_keys(self) -> Path:
        """Keys that wait for the station's unlock file."""
        return self.folder / "unlock.keys"

    @property
    def drafts_file(self) -> Path:
        """What was typed and not yet saved."""
        return self.database.with_suffix(".drafts")

    @property
    def name(self) -> str:
        """What tells it from the others of this laptop."""
        return self.folder.name

    @property
    def files(self) -> BooksFiles:
        """What belongs together in a backup."""
        return BooksFiles(self.database, self.keys_file, self.vault_file)

    @property
    def has_books(self) -> bool:
        """Whether a station has enrolled this collector."""
        return self.database.exists()

    @property
    def has_pin(self) -> bool:
        """Whether a PIN keeps it."""
        return self.vault_file.exists()

    @property
    def is_hidden(self) -> bool:
        """Whether the books, or the keys of a request for some, can't be read without a data key. Raises OSError."""
        if self.has_books and not is_plain(self.database):
            return True
        return self.keys_file.exists() and DeviceKeys.are_hidden(self.keys_file)

    @property
    def label(self) -> str:
        """Whose home it is, as its vault says or else a backup of it; empty where none does."""
        vaults = (self.vault_file, *(backup.vault for backup in backups_in(self.files.backups)))
        return next(filter(None, map(Vault.label_of, vaults)), "")

    @property
    def is_there(self) -> bool:
        """Whether anything has begun here."""
        return self.has_books or self.has_pin or self.keys_file.exists()

    def hide(self, key: DataKey) -> None:
        """Put behind the key what still lies open: books and keys from before there was a PIN. May be repeated.

        Raises KeysDamaged; OSError when the disk refuses, and what lay open before does so still.
        """
        if self.keys_file.exists():
            DeviceKeys.hide(self.keys_file, key)
        if self.has_books:
            encrypt(self.database, key.books)
        if self.drafts_file.exists():
            Drafts.hide(self.drafts_file, key)


def seal_vault(vault: Vault, key: DataKey, keys: DeviceKeys, station: PublicKeys, whose: tuple[str, str]) -> None:
    """Let the station open this vault too, and write on it whose it is: collector and device. Raises OSError."""
    collector, device = whose
    label = LABEL.format(collector=collector, device=device)
    code = device if keys.were_changed else ""
    vault.enrolled(seal_for_station(key, keys.public, station, code), label, keys.public.signing)


def homes(folder: Path) -> tuple[Home, ...]:
    """Every home that has begun, the first one's first."""
    return tuple(home for home in _folders(folder) if home.is_there)


def finish_restores(folder: Path) -> None:
    """Where putting a backup in place was cut short after it was decided, it is finished. Raises OSError."""
    for home in _folders(folder):
        finish_swap(home.database)


def new_home(folder: Path) -> Home:
    """Where the next collector of this laptop begins."""
    taken = {home.folder for home in homes(folder)}
    if folder not in taken:
        return Home(folder)
    nth = next(nth for nth in range(2, len(taken) + 3) if folder / f"{_ANOTHER}{nth}" not in taken)
    return Home(folder / f"{_ANOTHER}{nth}")


def _folders(folder: Path) -> tuple[Home, ...]:
    another = sorted(folder.glob(f"{_ANOTHER}*"), key=_nth) if folder.is_dir() else []
    return tuple(map(Home, (folder, *another)))


def _nth(folder: Path) -> int:
    number = folder.name.removeprefix(_ANOTHER)
    return int(number) if number.isdigit() else 0
