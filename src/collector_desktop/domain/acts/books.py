"""Acts about the books themselves: chains, routes and packages."""

from datetime import date
from typing import Literal

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.business_day import DayDoubt
from collector_desktop.domain.names import ChainId, DeviceCode
from collector_desktop.domain.value import Value


class ChainEnd(Value):
    """The last line known of a chain."""

    chain: ChainId
    line: int
    hash: str


class ChainStarted(Act):
    """A chain begins: the first of a device, or the one after a restored backup, which names the old one."""

    kind: Literal["chain_started"] = "chain_started"
    chain: ChainId
    follows: ChainEnd | None = None
    numbers_skipped_from: int | None = None
    numbers_skipped_to: int | None = None


class BusinessDayConfirmed(Act):
    """The collector confirmed the business day of this stamp where the clock could not be believed."""

    kind: Literal["business_day_confirmed"] = "business_day_confirmed"
    doubt: DayDoubt
    last_day: date
    """The business day of the newest act before."""


class KeysChanged(Act):
    """The last line of a chain: its device signs with other keys from now on, on a chain that begins anew.

    The line is signed with the old key; `proof` is the new key's signature of the change (security.key_change).
    """

    kind: Literal["keys_changed"] = "keys_changed"
    chain: ChainId
    replaces: str
    """The signing key up to here."""
    signing_key: str
    recipient: str
    proof: str


class RouteLoaded(Act):
    """A route package replaced the station's word on this laptop."""

    kind: Literal["route_loaded"] = "route_loaded"
    route_number: int
    package_sha256: str
    acknowledged: tuple[ChainEnd, ...]
    accounts: int
    bills: int


class PackageTakenIn(Act):
    """The station took in a day package of a device."""

    kind: Literal["package_taken_in"] = "package_taken_in"
    device: DeviceCode
    package_number: int
    package_sha256: str
    up_to: tuple[ChainEnd, ...]
    acts: int
    held: int = 0
    """Lines that were not posted but held for the manager."""
