"""Taking a route: the station's word onto the laptop, under the acts it has not read yet."""

import hashlib
from pathlib import Path

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.books import RouteLoaded
from collector_desktop.domain.acts.cash import CashDecided
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.refusals import RouteOlderThanLoaded
from collector_desktop.domain.rules import RuleChange, changed
from collector_desktop.domain.seat import STATION_DEVICE
from collector_desktop.domain.value import Value
from collector_desktop.exchange.container import open_package
from collector_desktop.exchange.package import LIMITS, Expected, KnownSender, Package, PackageKind
from collector_desktop.exchange.package_refusals import PackageChanged
from collector_desktop.exchange.route_package import read_route
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.whole_file import read_at_most
from collector_desktop.services.offsetting import offset_collectable
from collector_desktop.services.waiving import apply_granted
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import note_keys_wanted, station_keys
from collector_desktop.store.packages import highest_number, is_known, note_package
from collector_desktop.store.queries import over_short, policies
from collector_desktop.store.queries.sync import Direction
from collector_desktop.store.rebase import rebase
from collector_desktop.store.routes_kept import keep_route, routes_folder


class RouteTaken(Value):
    """What came with a route; `again` if this very file was taken before and nothing was done."""

    number: int
    villages: tuple[str, ...]
    accounts: int
    bills: int
    changes: Changes
    offset: Money = Money.ZERO
    """What prepayment settled of the bills that came, at once and without a receipt."""
    rules: tuple[RuleChange, ...] = ()
    """The rules the station changed since the route before."""
    cash: tuple[CashDecided, ...] = ()
    """What the station decided of this laptop's drawers since the route before."""
    again: bool = False


def take_route(ledger: Ledger, keys: DeviceKeys, source: Path, stamp: Stamp) -> RouteTaken:
    """Take a route package in, whole or not at all; acts the station has not read stay on top.

    Raises the refusals of `open_package` and `read_route`, RouteOlderThanLoaded, AcknowledgedOtherLine;
    PackageChanged also where the file is another one by the time it is kept; OSError.
    """
    seat = ledger.seat
    with ledger.reading() as conn:
        station = KnownSender(signing=station_keys(conn).signing)

    def sender(device: DeviceCode) -> KnownSender | None:
        return station if device == STATION_DEVICE else None

    package = open_package(
        source, keys, Expected(kind=PackageKind.ROUTE, station=seat.station_code, receiver=seat.device), sender
    )
    head, rows = read_route(package.parts)
    if ledger.file is not None:
        keep_route(routes_folder(ledger.file), _same(source, package))
    number, accounts, bills = package.header.number, len(rows["account"]), len(rows["bill"])
    with ledger.writing() as conn:
        if is_known(conn, Direction.IN, package.sha256):
            return RouteTaken(
                number=number, villages=head.villages, accounts=accounts, bills=bills, changes=Changes(), again=True
            )
        newest = highest_number(conn, Direction.IN, PackageKind.ROUTE, seat.device)
        if number <= newest:
            raise RouteOlderThanLoaded(number=number, loaded=newest)
        rules = changed(policies.policy(conn), head.policy) if newest else ()
        known = {each.id for each in over_short.said(conn)}
        rebase(ledger, conn, rows, head.policy, head.acknowledged)
        decisions = tuple(each for each in over_short.said(conn) if each.id not in known) if newest else ()
        posted = ledger.post(
            conn,
            RouteLoaded(
                **dict(stamp),
                id=new_act_id(),
                route_number=number,
                package_sha256=package.sha256,
                acknowledged=head.acknowledged,
                accounts=accounts,
                bills=bills,
            ),
        )
        note_package(
            conn,
            Direction.IN,
            kind=PackageKind.ROUTE,
            device=seat.device,
            number=number,
            name=source.name,
            sha256=package.sha256,
            day=package.header.day,
            at=stamp.at,
        )
        if head.keys_wanted:
            note_keys_wanted(conn)
        waived = apply_granted(ledger, conn, stamp)
        offset = offset_collectable(ledger, conn, head.policy, stamp)
    return RouteTaken(
        number=number,
        villages=head.villages,
        accounts=accounts,
        bills=bills,
        changes=posted.changes | waived | offset.changes,
        offset=offset.total,
        rules=rules,
        cash=decisions,
    )


def _same(source: Path, package: Package) -> bytes:
    """The file once more, to be kept. Raises PackageChanged where another lies there by now; OSError."""
    content = read_at_most(source, LIMITS.sealed + 1)
    if hashlib.sha256(content).hexdigest() != package.sha256:
        raise PackageChanged(what=source.name)
    return content
