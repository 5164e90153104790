"""With which keys restored books go on: a laptop may have changed its keys since a backup was made."""

import shutil
from contextlib import suppress
from pathlib import Path

from collector_desktop.domain.acts.books import KeysChanged
from collector_desktop.domain.refusals import Refusal
from collector_desktop.security.data_key import DataKey
from collector_desktop.security.key_change import change_holds
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.refusals import KeysDamaged
from collector_desktop.services.changing_keys import next_keys
from collector_desktop.store.backup import Backup, backups_in
from collector_desktop.store.books_files import BooksFiles
from collector_desktop.store.journal import Entry
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.mirror import MirrorContent
from collector_desktop.store.opening import KeysOfAnother
from collector_desktop.store.queries import sync

_SPEAKS_OF_KEYS = '"kind":"keys_changed"'
"""How such a line looks in canonical JSON, where most lines are none."""


class KeysChangedSince(Refusal):
    """The laptop changed its keys after this backup, and no mirror tells of the change. Facts: device."""


class NewerKeysLost(Refusal):
    """The mirror goes on under keys made after this backup, and they are nowhere. Facts: device."""


def signing_after(ledger: Ledger, content: MirrorContent) -> str:
    """The key that signs at the end of the books and of what a mirror adds (64 hexadecimal digits).

    Only a change its new key vouches for is followed; whether the old one signed it is for `put_back` to say.
    """
    with ledger.reading() as conn:
        signing = sync.chains(conn, ledger.seat.device)[-1].signing_key
    for _chain, lines in content.runs:
        for line in lines:
            if _SPEAKS_OF_KEYS not in line.content:
                continue
            act = Entry.read(line.content).act
            if isinstance(act, KeysChanged) and change_holds(act, signing):
                signing = act.signing_key
    return signing


def choose_keys(
    ledger: Ledger, signing: str, backup: Backup, target: BooksFiles, fresh: Path, key: DataKey | None
) -> DeviceKeys:
    """The keys of that signing key; `fresh`, the backup's keys made ready, stays only where it shall take their place.

    Those of the laptop come first, then those of a change cut short, then the backup's and those of its neighbours.
    Keys of this laptop are never replaced by older or foreign ones: raises KeysOfAnother, KeysChangedSince,
    NewerKeysLost; OSError.
    """
    device = ledger.seat.device
    own = DeviceKeys.load(fresh, key)
    present = None
    if target.keys.exists():
        with suppress(KeysDamaged):
            present = DeviceKeys.load(target.keys, key)
    if present is not None and present.public.signing == signing:
        fresh.unlink()
        return present
    if present is not None and present.public != own.public and not present.come_after(own.public):
        raise KeysOfAnother(device=device)
    if own.public.signing == signing:
        if present is not None:
            raise KeysChangedSince(device=device)
        return own
    newer = (each.keys for folder in (backup.path.parent, target.backups) for each in backups_in(folder))
    for file in (next_keys(target.keys), *newer):
        with suppress(KeysDamaged, FileNotFoundError):
            shutil.copyfile(file, fresh)
            fresh.chmod(0o600)
            found = DeviceKeys.load(fresh, key)
            if found.public.signing == signing:
                return found
    raise NewerKeysLost(device=device)
