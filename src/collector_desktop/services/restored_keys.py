"""With which keys restored books go on: a laptop may have changed its keys since a backup was made."""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from collector_desktop.domain.acts.books import KeysChanged
from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.refusals import Refusal
from collector_desktop.security.data_key import DataKey
from collector_desktop.security.key_change import change_holds
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.refusals import KeysDamaged
from collector_desktop.services.changing_keys import next_keys
from collector_desktop.store.backup import Backup, backups_in
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.journal import Entry
from collector_desktop.store.mirror import MirrorContent
from collector_desktop.store.opening import KeysOfAnother

_SPEAKS_OF_KEYS = '"kind":"keys_changed"'
"""How such a line looks in canonical JSON, where most lines are none."""


class KeysChangedSince(Refusal):
    """The laptop changed its keys after this backup, and no mirror tells of the change. Facts: device."""


class NewerKeysLost(Refusal):
    """The mirror goes on under keys made after this backup, and they are nowhere. Facts: device."""


class KeysInTheSafe(Refusal):
    """A station's backup has the keys only sealed for the second key, and its own are gone. Facts: path."""


class KeysNowhere(Refusal):
    """A station's backup has no keys, sealed or open, and its own are gone. Facts: path."""


class Chosen(NamedTuple):
    """The keys restored books go on with, and whether they lie beside the books already."""

    keys: DeviceKeys
    are_here: bool


def sealed_files(backup: Backup, target: BooksFiles) -> tuple[Path, ...]:
    """Where a station's keys lie sealed: in the backup, beside the books, and in the backup's neighbours."""
    beside = (target.sealed_keys,) if target.sealed_keys is not None else ()
    neighbours = (each.sealed_keys for each in backups_in(backup.path.parent))
    return tuple(each for each in dict.fromkeys((backup.sealed_keys, *beside, *neighbours)) if each.exists())


def keys_of(backup: Backup, target: BooksFiles, key: DataKey | None, unsealed: DeviceKeys | None = None) -> DeviceKeys:
    """The keys a backup's books are opened with: its own; where they are damaged or gone, those from the safe or those
    in use here.

    Raises KeysInTheSafe and KeysNowhere of a station's, KeysDamaged; OSError.
    """
    try:
        return DeviceKeys.load_copy(backup.keys, key)
    except (KeysDamaged, FileNotFoundError):
        found = unsealed or _in_use(target, key)
        if found is not None:
            return found
        if not target.are_stations:
            raise
    raise (KeysInTheSafe if sealed_files(backup, target) else KeysNowhere)(path=backup.path)


def signing_after(signing: str, content: MirrorContent) -> str:
    """The key that signs at the end of what a mirror adds, where `signing` does before (64 hexadecimal digits).

    Only a change its new key vouches for is followed; whether the old one signed it is for `put_back` to say.
    """
    for _chain, lines in content.runs:
        for line in lines:
            if _SPEAKS_OF_KEYS not in line.content:
                continue
            act = Entry.read(line.content).act
            if isinstance(act, KeysChanged) and change_holds(act, signing):
                signing = act.signing_key
    return signing


def choose_keys(
    device: DeviceCode, signing: str, own: DeviceKeys, backup: Backup, target: BooksFiles, key: DataKey | None
) -> Chosen:
    """The keys of that signing key, where `own` are those the backup's books were opened with; nothing is written.

    Those of the laptop come first, then those of a change cut short, then the backup's and those of its neighbours.
    Keys of this laptop are never replaced by older or foreign ones: raises KeysOfAnother, KeysChangedSince,
    NewerKeysLost; OSError.
    """
    present = _in_use(target, key)
    if present is not None and present.public.signing == signing:
        return Chosen(present, are_here=True)
    if present is not None and present.public != own.public and not present.come_after(own.public):
        raise KeysOfAnother(device=device)
    if own.public.signing == signing:
        if present is not None:
            raise KeysChangedSince(device=device)
        return Chosen(own, are_here=False)
    newer = (each.keys for folder in (backup.path.parent, target.backups) for each in backups_in(folder))
    for file in (next_keys(target.keys), *newer):
        with suppress(KeysDamaged, FileNotFoundError):
            found = DeviceKeys.load_copy(file, key)
            if found.public.signing == signing:
                return Chosen(found, are_here=False)
    raise NewerKeysLost(device=device)


def _in_use(target: BooksFiles, key: DataKey | None) -> DeviceKeys | None:
    """The keys beside the books; None where they are damaged or gone."""
    with suppress(KeysDamaged, FileNotFoundError):
        return DeviceKeys.load(target.keys, key)
    return None
