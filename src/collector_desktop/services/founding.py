"""Founding the books of a supply station."""

from pathlib import Path

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.station import StationFounded
from collector_desktop.domain.names import StationCode
from collector_desktop.domain.pin import check_pin
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import StationCodeNotValid
from collector_desktop.domain.refusals_staff import StaffNameMissing
from collector_desktop.domain.seat import STATION_DEVICE, Seat, SeatKind
from collector_desktop.domain.value import Value
from collector_desktop.resources import resource_path
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.vault import PinCost
from collector_desktop.services.staffing import name_first_manager
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import found, open_books

_CODE_LENGTH = 8


def default_policy() -> Policy:
    """The policy a station begins with, holidays included."""
    return Policy.model_validate_json(resource_path("policy", "default.json").read_bytes())


class Founder(Value):
    """Who founds a station and is its first manager."""

    name: str
    pin: str
    cost: PinCost | None = None
    """What a try of the PIN costs; None takes what it should."""


def found_station(
    url: str,
    keys_file: Path,
    code: str,
    name: str,
    stamp: Stamp,
    *,
    manager: Founder | None = None,
    demo: bool = False,
) -> Ledger:
    """New books of a station, with new keys if there are none at `keys_file`; whole or not at all.

    `url` is a database URL or a file; `demo` marks every screen and paper. The stamp's badge is the manager's; books
    without one belong to everybody until somebody names a manager.

    Raises StationCodeNotValid, BooksTaken, KeysAlreadyThere, StaffNameMissing, PinTooShort, PinTooSimple; OSError.
    """
    if manager is not None:
        check_pin(manager.pin)
        if not manager.name.strip() or not stamp.by.strip():
            raise StaffNameMissing
    if len(code) != _CODE_LENGTH or not (code.isascii() and code.isdigit()):
        raise StationCodeNotValid(code=code)
    is_new = not keys_file.exists()
    keys = DeviceKeys.generate() if is_new else DeviceKeys.load(keys_file)
    seat = Seat(
        kind=SeatKind.STATION,
        station_code=StationCode(code),
        station_name=name.strip(),
        device=STATION_DEVICE,
        collector_name="",
        badge=stamp.by,
        demo=demo,
    )
    founded = StationFounded(**dict(stamp), id=new_act_id(), code=seat.station_code, name=seat.station_name)
    if is_new:
        keys.save(keys_file)
    try:
        ledger = found(url, seat, keys, keys.public, stamp, policy=default_policy(), first=founded)
    except BaseException:
        if is_new:
            keys_file.unlink()
        raise
    if manager is not None:
        name_first_manager(ledger, stamp.by, manager.name, manager.pin, stamp, manager.cost)
    return ledger


def open_station(url: str, keys_file: Path, stamp: Stamp, *, restored: bool = False) -> tuple[Ledger, DeviceKeys]:
    """The books of a station and its keys; `restored` where they are known to come from a backup.

    Raises BooksEmpty, KeysOfAnother, and what DeviceKeys.load raises.
    """
    keys = DeviceKeys.load(keys_file)
    return open_books(url, keys, stamp, restored=restored), keys
