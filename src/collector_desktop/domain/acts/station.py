"""Acts of the station."""

from datetime import date
from typing import Literal

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge, BillId, DeviceCode, StationCode
from collector_desktop.domain.value import Value


class StationFounded(Act):
    """These books were opened for a supply station."""

    kind: Literal["station_founded"] = "station_founded"
    code: StationCode
    name: str


class DeviceEnrolled(Act):
    """A laptop's keys were accepted and given a device code."""

    kind: Literal["device_enrolled"] = "device_enrolled"
    device: DeviceCode
    collector_name: str
    badge: Badge
    signing_key: str
    recipient: str
    replaces: DeviceCode | None = None
    """The code this very laptop had before."""


class LaptopUnlocked(Act):
    """A laptop whose PIN was forgotten was given its data key back."""

    kind: Literal["laptop_unlocked"] = "laptop_unlocked"
    device: DeviceCode
    fingerprint: str
    """Of the request, as it was compared by voice."""
    reason: str


class ImportedFile(Value):
    """One file of an import."""

    name: str
    sha256: str


class ExportImported(Act):
    """The station's exports were read; figures are as read, before any offset, in fen."""

    kind: Literal["export_imported"] = "export_imported"
    files: tuple[ImportedFile, ...]
    accounts: int
    open_bills: int
    open_total: Money
    bills_added: int
    bills_changed: int
    bills_settled: int
    bills_reopened: int
    bills_held: int


class SnapshotSealed(Act):
    """What the exports told, as the books hold it from now on: what is changed with a tool no longer fits the seal."""

    kind: Literal["snapshot_sealed"] = "snapshot_sealed"
    before: str
    """The seal as it was just before; if the one sealed last was another, the books were changed in between."""
    seal: str
    """SHA-256 in hex, as `store.snapshot_seal` takes it."""


class SettledBill(Value):
    """How much of one bill was settled from money already held."""

    bill: BillId
    fee: Money
    penalty: Money = Money.ZERO


class Offset(Value):
    """One account's share of an offset."""

    account: AccountNumber
    bills: tuple[SettledBill, ...]

    @property
    def total(self) -> Money:
        """What leaves the prepayment balance."""
        return Money.total(line.fee + line.penalty for line in self.bills)


class PrepaymentOffset(Act):
    """Prepayment was applied to new bills, oldest first (冲抵): a transfer, no new receipt."""

    kind: Literal["prepayment_offset"] = "prepayment_offset"
    on: date
    offsets: tuple[Offset, ...]


class AppliedRefund(Value):
    """One negative bill, given to the account's next bills and the rest to its prepayment."""

    account: AccountNumber
    refund: BillId
    bills: tuple[SettledBill, ...]
    prepayment: Money

    @property
    def total(self) -> Money:
        """What the account gets back."""
        return Money.total(line.fee + line.penalty for line in self.bills) + self.prepayment


class RefundsApplied(Act):
    """Negative bills of an export were given back to their accounts."""

    kind: Literal["refunds_applied"] = "refunds_applied"
    on: date
    refunds: tuple[AppliedRefund, ...]


class RouteIssued(Act):
    """Bills were locked to a device (走收在途) and a route package written."""

    kind: Literal["route_issued"] = "route_issued"
    device: DeviceCode
    route_number: int
    villages: tuple[str, ...]
    accounts: int
    bills: int
    open_total: Money
    package_sha256: str


class BillsRecalled(Act):
    """Bills still out with a device were taken back."""

    kind: Literal["bills_recalled"] = "bills_recalled"
    device: DeviceCode
    bills: int
    reason: str
