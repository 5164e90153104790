"""Enrolling a laptop: a request out, an answer back, fingerprints compared by voice."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Final

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.devices import Cause
from collector_desktop.domain.acts.station import DeviceEnrolled
from collector_desktop.domain.names import Badge, DeviceCode, generation_of
from collector_desktop.domain.refusals import DeviceAlreadyEnrolled, DeviceUnknown, ReasonMissing
from collector_desktop.domain.seat import STATION_DEVICE, Seat, SeatKind
from collector_desktop.domain.value import Value
from collector_desktop.security.data_key import DataKey, books_key
from collector_desktop.security.enrolment import (
    ANSWER_EXTENSION,
    REQUEST_EXTENSION,
    EnrolmentAnswer,
    make_answer,
    make_request,
    read_answer,
    read_request,
)
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.whole_file import appearing, read_at_most, write_whole
from collector_desktop.services.revoking import Revoke, revoke_within
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.opening import found
from collector_desktop.store.queries import devices, policies
from collector_desktop.store.queries.devices import Device

_LARGEST_FILE = 1 << 20
_CODE = re.compile(r"[0-9]{2}")
LEFT_OUT_AFTER_BACKUP: Final = 3
"""Device codes left out each time the station's books have come back from a backup: more than are given between two."""


class Requested(Value):
    """The request file written, and the laptop's fingerprint to be read aloud."""

    path: Path
    fingerprint: str


class Enrolled(Value):
    """A laptop enrolled by the station: the answer file and both fingerprints."""

    path: Path
    device: DeviceCode
    collector_name: str
    badge: Badge
    laptop_fingerprint: str
    station_fingerprint: str


def request_enrolment(keys_file: Path, folder: Path, label: str, stamp: Stamp, key: DataKey | None = None) -> Requested:
    """Write this laptop's request into a folder; its keys are made once, hidden with the data key, and used again.

    Raises KeysDamaged; OSError.
    """
    if keys_file.exists():
        keys = DeviceKeys.load(keys_file, key)
    else:
        keys = DeviceKeys.generate()
        keys.save(keys_file, key)
    return _write_request(keys, folder, label, stamp)


def request_again(keys: DeviceKeys, seat: Seat, folder: Path, stamp: Stamp) -> Requested:
    """Write an enrolled laptop's request once more, for a station whose restored books do not know it.

    It carries the public keys the laptop has now, and its code in name and label. Nothing here changes, and the answer
    is not needed. Raises OSError.
    """
    return _write_request(keys, folder, f"{seat.device} 号机 {seat.collector_name}", stamp, f"{seat.device}号机_")


def _write_request(keys: DeviceKeys, folder: Path, label: str, stamp: Stamp, of: str = "") -> Requested:
    path = folder / f"登记申请_{of}{keys.public.fingerprint.replace(' ', '')[:10]}{REQUEST_EXTENSION}"
    write_whole(path, make_request(keys, label, stamp.at))
    return Requested(path=path, fingerprint=keys.public.fingerprint)


def enrol(
    ledger: Ledger,
    keys: DeviceKeys,
    request_file: Path,
    collector: str,
    badge: str,
    out: Path,
    stamp: Stamp,
    replaces: DeviceCode | None = None,
    again: DeviceCode | None = None,
) -> Enrolled:
    """Accept a laptop's request at the station: the next free device code, and an answer file for it.

    Books that came back from a backup may have forgotten a laptop: its request, the old one or one it writes once more,
    enrols it `again` under its code, and it goes on as it is. Codes that may have been given since are left out for
    new ones.

    `out` is the folder the answer goes to, or the answer's own file if it is named like one. A laptop that lost its
    books `replaces` the code it had: that one counts up to what is known of it, and its bills go over. The answer
    appears once the books say so; where it is gone it is written again for the same laptop, name and badge.
    Raises EnrolmentFileDamaged, EnrolmentFromTheFuture, DeviceAlreadyEnrolled, ReasonMissing without a name,
    DeviceUnknown of a code no laptop has, DeviceRevokedAlready of one it replaces; OSError, as NotAppeared where the
    books say so.
    """
    request = read_request(read_at_most(request_file, _LARGEST_FILE))
    if not collector.strip() or not badge.strip():
        raise ReasonMissing
    if again is not None and (_CODE.fullmatch(again) is None or again == STATION_DEVICE):
        raise DeviceUnknown(device=again)
    seat = ledger.seat
    with appearing() as files, ledger.writing() as conn:
        known = devices.devices(conn)
        before = next((device for device in known if device.signing_key == request.keys.signing), None)
        if again is not None and before is None and again in {device.code for device in known}:
            raise DeviceAlreadyEnrolled(device=again)
        code = (again or _free_code(ledger, conn, known)) if before is None else before.code
        path = out if out.suffix == ANSWER_EXTENSION else out / f"登记答复_{seat.station_code}_{code}{ANSWER_EXTENSION}"
        whose = collector.strip(), badge.strip()
        if before is not None and (
            path.exists() or before.revoked_on is not None or whose != (before.collector_name, before.badge)
        ):
            raise DeviceAlreadyEnrolled(device=code)
        answer = EnrolmentAnswer(
            station_code=seat.station_code,
            station_name=seat.station_name,
            station_keys=keys.public,
            device=code,
            device_keys=request.keys,
            collector_name=collector.strip(),
            badge=Badge(badge.strip()),
            policy_version=policies.policy(conn).version,
        )
        if before is None:
            _post(ledger, conn, answer, replaces, stamp)
        files.prepare(path, make_answer(answer, keys))
    return Enrolled(
        path=path,
        device=code,
        collector_name=answer.collector_name,
        badge=answer.badge,
        laptop_fingerprint=request.fingerprint,
        station_fingerprint=answer.fingerprint,
    )


def _free_code(ledger: Ledger, conn: Connection, known: Collection[Device]) -> DeviceCode:
    """The next one that no laptop ever had, as far as these books can know."""
    highest = max((int(device.code) for device in known), default=0)
    return DeviceCode(f"{max(highest, highest_before(ledger, conn)) + 1:02d}")


def highest_before(ledger: Ledger, conn: Connection) -> int:
    """The highest code that may have been given before the books last came back from a backup; 0 if they never did."""
    times_back = generation_of(ledger.chain) - 1
    if not times_back:
        return 0
    before = max((int(code) for code in devices.enrolled_before(conn, ledger.chain)), default=0)
    return before + LEFT_OUT_AFTER_BACKUP * times_back


def _post(ledger: Ledger, conn: Connection, answer: EnrolmentAnswer, replaces: DeviceCode | None, stamp: Stamp) -> None:
    ledger.post(
        conn,
        DeviceEnrolled(
            **dict(stamp),
            id=new_act_id(),
            device=answer.device,
            collector_name=answer.collector_name,
            badge=answer.badge,
            signing_key=answer.device_keys.signing,
            recipient=answer.device_keys.recipient,
            replaces=replaces,
        ),
    )
    if replaces is not None:
        wanted = Revoke(device=replaces, cause=Cause.ENROLLED_ANEW, reason=f"{replaces} → {answer.device}")
        revoke_within(ledger, conn, wanted, stamp, bills_to=answer.device)


def read_station_answer(answer_file: Path, keys_file: Path, key: DataKey | None = None) -> EnrolmentAnswer:
    """What the station answered, before anything is founded: its fingerprint is compared by voice first.

    Raises AnswerForAnotherLaptop, EnrolmentFileDamaged, EnrolmentFromTheFuture; OSError.
    """
    return read_answer(read_at_most(answer_file, _LARGEST_FILE), DeviceKeys.load(keys_file, key))


def accept_answer(
    answer: EnrolmentAnswer,
    keys_file: Path,
    database: Path,
    stamp: Stamp,
    *,
    key: DataKey | None = None,
    demo: bool = False,
) -> Ledger:
    """Found this laptop's books as the station answered, encrypted with the data key. Raises BooksTaken; OSError."""
    keys = DeviceKeys.load(keys_file, key)
    seat = Seat(
        kind=SeatKind.COLLECTOR,
        station_code=answer.station_code,
        station_name=answer.station_name,
        device=answer.device,
        collector_name=answer.collector_name,
        badge=answer.badge,
        demo=demo,
    )
    return found(
        database,
        seat,
        keys,
        answer.station_keys,
        stamp.model_copy(update={"by": answer.badge}),
        key=books_key(key),
    )
