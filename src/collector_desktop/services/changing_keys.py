"""A laptop changes its keys: the old key's last line names the new ones, and a new chain begins under them."""

from pathlib import Path

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.books import KeysChanged
from collector_desktop.security.data_key import DataKey
from collector_desktop.security.key_change import prove_change
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import (
    KeysOfAnother,
    begin_next_chain,
    keys_are_made,
    keys_are_wanted,
    open_books,
)


def change_keys(
    ledger: Ledger, keys: DeviceKeys, keys_file: Path, stamp: Stamp, key: DataKey | None = None
) -> DeviceKeys:
    """Make new keys for a laptop and sign with them from now on; the new keys.

    They lie beside the old ones before the books speak of them, and in their place once the books do: whatever is
    interrupted, `open_with_keys` finds the right ones. They still open what was sealed for the old ones.
    `key` hides the file. Raises OSError; then nothing has changed.
    """
    fresh = DeviceKeys.generate_after(keys)
    beside = next_keys(keys_file)
    beside.unlink(missing_ok=True)
    fresh.save(beside, key)
    before = ledger.signer, ledger.chain
    try:
        _change(ledger, fresh, stamp)
    except BaseException:
        ledger.signer, ledger.chain = before
        raise
    beside.replace(keys_file)
    return fresh


def _change(ledger: Ledger, fresh: DeviceKeys, stamp: Stamp) -> None:
    old = ledger.signer.public.signing
    with ledger.writing() as conn:
        change = KeysChanged(
            **dict(stamp),
            id=new_act_id(),
            chain=ledger.chain,
            replaces=old,
            signing_key=fresh.public.signing,
            recipient=fresh.public.recipient,
            proof=prove_change(old, fresh),
        )
        ledger.post(conn, change)
        begin_next_chain(ledger, conn, fresh, stamp)
        keys_are_made(conn)


def open_with_keys(
    database: Path, keys_file: Path, stamp: Stamp, *, key: DataKey | None = None, books_key: bytes | None = None
) -> tuple[Ledger, DeviceKeys]:
    """A laptop's books and keys; a change of keys that was interrupted is finished, one the station asked for is made.

    Raises the refusals of `open_books` and DeviceKeys.load; OSError.
    """
    keys = DeviceKeys.load(keys_file, key)
    try:
        ledger = open_books(database, keys, stamp, key=books_key)
    except KeysOfAnother as refusal:
        beside = next_keys(keys_file)
        fresh = DeviceKeys.load(beside, key) if beside.exists() else keys
        if fresh.public.signing != refusal.facts["signing_key"]:
            raise
        beside.replace(keys_file)
        keys, ledger = fresh, open_books(database, fresh, stamp, key=books_key)
    with ledger.reading() as conn:
        wanted = keys_are_wanted(conn)
    return ledger, change_keys(ledger, keys, keys_file, stamp, key) if wanted else keys


def next_keys(keys_file: Path) -> Path:
    """Where new keys lie until the books speak of them."""
    return keys_file.with_name(f"{keys_file.name}.next")
