"""Unlocking a laptop: its request out, the station's decision, the answer back, a new PIN."""

from pathlib import Path
from typing import Final

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.devices import Cause
from collector_desktop.domain.acts.station import LaptopUnlocked
from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.refusals import DeviceRevoked, DeviceUnknown, ReasonMissing
from collector_desktop.domain.value import Value
from collector_desktop.security.data_key import DataKey
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.refusals import KeysDamaged, NoUnlockSeal, UnlockForAnother, UnlockNotAwaited
from collector_desktop.security.unlocking import (
    UNLOCK_ANSWER_EXTENSION,
    UNLOCK_REQUEST_EXTENSION,
    Unsealed,
    make_unlock_answer,
    make_unlock_request,
    open_sealed,
    read_unlock_answer,
    read_unlock_request,
)
from collector_desktop.security.vault import Vault
from collector_desktop.security.whole_file import appearing, read_at_most, write_whole
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.queries import cuts, devices, unlocks

_LARGEST_FILE = 1 << 20
_OUT_OF_HAND: Final = (Cause.LOST, Cause.STOLEN)
"""Whose laptop was revoked for another cause brings it to the station, which has to see what is in it."""


class UnlockAsked(Value):
    """The request file written, and its fingerprint to be read aloud."""

    path: Path
    fingerprint: str


class UnlockWanted(Value):
    """What a request asks at the station, before anything is decided."""

    device: DeviceCode
    collector_name: str
    fingerprint: str
    key_known: bool
    """Whether the station knows the laptop by its key; else the laptop says itself which one it is."""


class Unlocked(Value):
    """The answer file written for a laptop."""

    path: Path
    device: DeviceCode


def request_unlock(vault: Vault, keys_file: Path, folder: Path, label: str, stamp: Stamp) -> UnlockAsked:
    """Write a locked laptop's request into a folder; `keys_file` keeps its keys until the answer. A newer replaces it.

    Raises NoUnlockSeal before enrolment; OSError.
    """
    if vault.sealed is None:
        raise NoUnlockSeal
    keys = DeviceKeys.generate()
    keys_file.unlink(missing_ok=True)
    keys.save(keys_file)
    path = folder / f"解锁申请_{keys.public.fingerprint.replace(' ', '')[:10]}{UNLOCK_REQUEST_EXTENSION}"
    write_whole(path, make_unlock_request(keys, vault.sealed, vault.label or label, stamp.at))
    return UnlockAsked(path=path, fingerprint=keys.public.fingerprint)


def read_request(ledger: Ledger, keys: DeviceKeys, request_file: Path) -> UnlockWanted:
    """Whose laptop asks, at the station.

    Raises UnlockFileDamaged, UnlockFromTheFuture, NotForThisSeat, DeviceUnknown, DeviceRevoked; OSError.
    """
    request = read_unlock_request(read_at_most(request_file, _LARGEST_FILE))
    sealed = open_sealed(request, keys)
    with ledger.reading() as conn:
        device, key_known = _device(conn, sealed)
    return UnlockWanted(
        device=device.code,
        collector_name=device.collector_name,
        fingerprint=request.fingerprint,
        key_known=key_known,
    )


def grant_unlock(
    ledger: Ledger, keys: DeviceKeys, request_file: Path, out: Path, reason: str, stamp: Stamp
) -> Unlocked:
    """Give a laptop its data key back, and note it in the journal; the answer appears once that is committed.

    Where this very request was granted before, its answer is written again and nothing is noted.
    Raises as `read_request`, and ReasonMissing; NotAppeared where it is noted and the file is not there.
    """
    request = read_unlock_request(read_at_most(request_file, _LARGEST_FILE))
    sealed = open_sealed(request, keys)
    with appearing() as files, ledger.writing() as conn:
        device, _known = _device(conn, sealed)
        if not unlocks.is_granted(conn, request.fingerprint):
            if not reason.strip():
                raise ReasonMissing
            ledger.post(
                conn,
                LaptopUnlocked(
                    **dict(stamp),
                    id=new_act_id(),
                    device=device.code,
                    fingerprint=request.fingerprint,
                    reason=reason.strip(),
                ),
            )
        path = out / f"解锁答复_{ledger.seat.station_code}_{device.code}{UNLOCK_ANSWER_EXTENSION}"
        files.prepare(path, make_unlock_answer(request, sealed.key, keys))
    return Unlocked(path=path, device=device.code)


def read_answer(answer_file: Path, unlock_keys_file: Path, device_keys_file: Path) -> DataKey:
    """The data key the station gave back, tried on the laptop's own keys.

    Raises UnlockNotAwaited, UnlockForAnother, UnlockFileDamaged, UnlockFromTheFuture; OSError.
    """
    if not unlock_keys_file.exists():
        raise UnlockNotAwaited
    key = read_unlock_answer(read_at_most(answer_file, _LARGEST_FILE), DeviceKeys.load(unlock_keys_file))
    try:
        DeviceKeys.load(device_keys_file, key)
    except KeysDamaged:
        raise UnlockForAnother from None
    return key


def end_request(unlock_keys_file: Path) -> None:
    """Remove a request's keys where no answer is waited for: with them an answer opens the books without a PIN.

    May be repeated. Raises OSError.
    """
    unlock_keys_file.unlink(missing_ok=True)


def _device(conn: Connection, sealed: Unsealed) -> tuple[devices.Device, bool]:
    """Whose seal it is, and whether by a key the laptop ever had; a code alone is believed with its fingerprint."""
    code = cuts.device_of(conn, sealed.signing)
    device = devices.device(conn, code or sealed.device or "")
    if device is None:
        raise DeviceUnknown(device=sealed.device or "")
    if device.revoked_on is not None and device.revoked_for[0] in _OUT_OF_HAND:
        raise DeviceRevoked(device=device.code)
    return device, code is not None
