"""Issuing a route: bills are locked to a device and the route package is written."""

import hashlib
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path
from typing import Final

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.books import ChainEnd
from collector_desktop.domain.acts.station import BillsRecalled, RouteIssued
from collector_desktop.domain.allocation import amount_due
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, DeviceCode, generation_of
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import (
    BillsOutWithAnother,
    DeviceRevoked,
    DeviceUnknown,
    NothingToIssue,
    ReasonMissing,
    VillageUnknown,
)
from collector_desktop.domain.value import Value
from collector_desktop.exchange.container import pack
from collector_desktop.exchange.file_names import PackageName
from collector_desktop.exchange.package import PackageHeader, PackageKind
from collector_desktop.exchange.route_package import RouteHead, write_route
from collector_desktop.security.keys import PublicKeys
from collector_desktop.security.whole_file import Appearing, appearing
from collector_desktop.services.offsetting import offset_free
from collector_desktop.services.sealing import bring_changes_home
from collector_desktop.services.waiving import apply_granted
from collector_desktop.store import locks, snapshot
from collector_desktop.store.ledger import Connection, Ledger
from collector_desktop.store.packages import highest_number, note_package
from collector_desktop.store.queries import bills, devices, policies, routes, sync
from collector_desktop.store.queries.knocks_learned import counts_for, day_in_villages
from collector_desktop.store.queries.sync import Direction

_TOMORROW = timedelta(days=1)
SETTLED_LATELY = timedelta(days=400)
"""Bills settled and prepayment moved within this time travel too: a laptop sees what was paid elsewhere, and how much
a household uses in a year.
"""
LEFT_OUT_AFTER_BACKUP: Final = 100
"""Route numbers left out for each laptop each time the station's books have come back from a backup: more than are
issued between two backups.
"""


class Issued(Value):
    """The route package written."""

    path: Path
    device: DeviceCode
    number: int
    villages: tuple[str, ...]
    accounts: int
    bills: int
    open_total: Money


def issue(ledger: Ledger, device: DeviceCode, in_villages: Collection[str], folder: Path, stamp: Stamp) -> Issued:
    """Lock the open bills of some villages to a device and write its route package into a folder.

    Without villages every village is meant, and bills out with others stay there. What is out with the device
    already goes along again. Raises DeviceUnknown, DeviceRevoked, VillageUnknown, BillsOutWithAnother,
    NothingToIssue; OSError if the file can't be written. Then nothing is locked. The file appears once the bills are
    locked; where that fails, NotAppeared, issuing once more brings them along again.
    """
    with appearing() as files, ledger.writing() as conn:
        return _issue(ledger, conn, device, in_villages, folder, stamp, files)


def _issue(
    ledger: Ledger,
    conn: Connection,
    device: DeviceCode,
    in_villages: Collection[str],
    folder: Path,
    stamp: Stamp,
    files: Appearing,
) -> Issued:
    laptop = devices.device(conn, device)
    if laptop is None:
        raise DeviceUnknown(device=device)
    if laptop.revoked_on is not None:
        raise DeviceRevoked(device=device)
    known = locks.villages(conn)
    for village in in_villages:
        if village not in known:
            raise VillageUnknown(village=village, known=known)
    for other, count in locks.out_with_others(conn, device, in_villages).items():
        raise BillsOutWithAnother(device=other, count=count)
    chosen = tuple(sorted(in_villages)) or known
    bring_changes_home(ledger, conn, device, stamp)
    policy = policies.policy(conn)
    apply_granted(ledger, conn, stamp)
    offset_free(ledger, conn, policy, stamp)
    _bring_home(conn, device, policy, stamp)
    locks.lock(conn, device, chosen)
    out = locks.out_with(conn, device)
    rows = dict(snapshot.of_accounts(conn, device, chosen, stamp.business_day - SETTLED_LATELY))
    accounts = {AccountNumber(row["number"]) for row in rows["account"]}
    day_in = day_in_villages(conn, policy)
    rows["visit_count"] = counts_for(conn, device, accounts, stamp.business_day + _TOMORROW, day_in)
    if not rows["account"]:
        raise NothingToIssue(device=device)
    acknowledged = tuple(
        ChainEnd(chain=chain.chain, line=chain.last_line, hash=chain.last_hash) for chain in sync.chains(conn, device)
    )
    head = RouteHead(
        villages=chosen, policy=policy, acknowledged=acknowledged, keys_wanted=laptop.keys_wanted_on is not None
    )
    number = _next_number(ledger, conn, device)
    header = PackageHeader(
        kind=PackageKind.ROUTE,
        station=ledger.seat.station_code,
        sender=ledger.seat.device,
        receiver=device,
        number=number,
        day=stamp.business_day,
        made_at=stamp.at,
    )
    content = pack(
        header,
        write_route(head, rows),
        ledger.signer,
        PublicKeys(signing=laptop.signing_key, recipient=laptop.recipient),
    )
    sha256 = hashlib.sha256(content).hexdigest()
    path = folder / str(PackageName.of(header))
    ledger.post(
        conn,
        RouteIssued(
            **dict(stamp),
            id=new_act_id(),
            device=device,
            route_number=number,
            villages=chosen,
            accounts=out.accounts,
            bills=out.bills,
            open_total=out.open_total,
            package_sha256=sha256,
        ),
    )
    note_package(
        conn,
        Direction.OUT,
        kind=PackageKind.ROUTE,
        device=device,
        number=number,
        name=path.name,
        sha256=sha256,
        day=stamp.business_day,
        at=stamp.at,
    )
    files.prepare(path, content)
    return Issued(
        path=path,
        device=device,
        number=number,
        villages=chosen,
        accounts=out.accounts,
        bills=out.bills,
        open_total=out.open_total,
    )


def _next_number(ledger: Ledger, conn: Connection, device: DeviceCode) -> int:
    """One that no route to this laptop ever had, also after these books came back from a backup.

    What was issued since that backup nobody knows here, unless the laptop's own lines say that they loaded it.
    """
    highest = highest_number(conn, Direction.OUT, PackageKind.ROUTE, device)
    times_back = generation_of(ledger.chain) - 1
    if times_back and not routes.is_issued_on(conn, ledger.chain, device):
        highest += LEFT_OUT_AFTER_BACKUP * times_back
    return max(highest, routes.highest_loaded(conn, device)) + 1


def _bring_home(conn: Connection, device: DeviceCode, policy: Policy, stamp: Stamp) -> None:
    """Bills that owe nothing any more are out no longer, or each route would be longer than the one before.

    What was settled today may be voided today, and stays out.
    """
    day = stamp.business_day
    locks.bring_home(
        conn,
        [
            bill.id
            for found in bills.collectable_by_account(conn, device).values()
            for bill in found
            if not bill.open and bill.paid[-1].on < day and not amount_due((bill,), day, policy).total
        ],
    )


def recall(ledger: Ledger, device: DeviceCode, reason: str, stamp: Stamp) -> int:
    """Take back every bill out with a device; how many. What the laptop collects meanwhile is still taken in.

    Raises DeviceUnknown, ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    with ledger.writing() as conn:
        if devices.device(conn, device) is None:
            raise DeviceUnknown(device=device)
        bring_changes_home(ledger, conn, device, stamp)
        bills = locks.release(conn, device)
        ledger.post(
            conn, BillsRecalled(**dict(stamp), id=new_act_id(), device=device, bills=bills, reason=reason.strip())
        )
    return bills
