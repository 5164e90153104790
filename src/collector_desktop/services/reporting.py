"""What the station wants to know: recovery, takings, the attention list, and the list of a walk for the wall."""

from collections.abc import Mapping
from datetime import date

from collector_desktop.domain.masking import mask_account, mask_name, mask_texts
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, DeviceCode
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.recovery import Recovery
from collector_desktop.domain.refusals import DeviceUnknown
from collector_desktop.domain.value import Value
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import accounts, attention, devices, policies, reports
from collector_desktop.store.queries import doors as walk
from collector_desktop.store.queries.attention import AttentionLine


class RecoveryLine(Value):
    """One village, or all of them together: the newest month, earlier months of its year, prior years."""

    village: str
    month: Recovery
    earlier_months: Recovery
    prior_years: Recovery


class RecoveryReport(Value):
    """The recovery rate by village; `month` is the newest that was billed, None before any bill."""

    month: BillingMonth | None
    villages: tuple[RecoveryLine, ...]
    total: RecoveryLine


class TakingsLine(Value):
    """One device's business day. Received = fees + penalties + prepayment, voided receipts left out."""

    device: DeviceCode
    collector_name: str
    day: date
    receipts: int
    voided: int
    received: Money
    fees: Money
    penalties: Money
    prepayment: Money
    """Paid ahead, including what was printed for a bill that had been settled elsewhere."""
    by_method: dict[PaymentMethod, Money]
    closed: bool
    over_short: Money
    remitted: Money
    """Banked on this day, whichever days' cash it was."""


class TakingsReport(Value):
    """Takings by device and day, oldest first, and their sums."""

    lines: tuple[TakingsLine, ...]
    received: Money
    fees: Money
    penalties: Money
    prepayment: Money
    remitted: Money


class RouteLine(Value):
    """One door for the wall: name and account are masked, and whoever the hint names (PIPL art. 6)."""

    order: int
    village: str
    group: str
    name: str
    account: AccountNumber
    hint: str
    months: int
    due: Money
    penalty: Money
    overdue_days: int


class RouteReport(Value):
    """The doors out with one device on a day, in walking order."""

    device: DeviceCode
    collector_name: str
    on: date
    lines: tuple[RouteLine, ...]
    due: Money


def recovery(ledger: Ledger) -> RecoveryReport:
    """How much of what was billed has come in, penalties not included."""
    with ledger.reading() as conn:
        found = reports.recoveries(conn)
    newest = max((key.month for key in found), default=None)
    villages = tuple(
        _of_village(village, {key.month: part for key, part in found.items() if key.village == village}, newest)
        for village in sorted({key.village for key in found})
    )
    total = RecoveryLine(
        village="",
        month=Recovery.together(line.month for line in villages),
        earlier_months=Recovery.together(line.earlier_months for line in villages),
        prior_years=Recovery.together(line.prior_years for line in villages),
    )
    return RecoveryReport(month=newest, villages=villages, total=total)


def takings(ledger: Ledger, device: DeviceCode | None = None, month: BillingMonth | None = None) -> TakingsReport:
    """What was taken by each device on each day, or by one of them, or in one month. Raises DeviceUnknown."""
    with ledger.reading() as conn:
        names = {each.code: each.collector_name for each in devices.devices(conn)}
        if device is not None and device not in names:
            raise DeviceUnknown(device=device)
        receipts, redirects = reports.receipts_by_day(conn), reports.redirects_by_day(conn)
        voids, closes, remitted = reports.voids_by_day(conn), reports.closes_by_day(conn), reports.remitted_by_day(conn)
    lines: list[TakingsLine] = []
    for key in sorted({*receipts, *voids, *closes, *remitted}, key=lambda key: (key.day, key.device)):
        if device not in (None, key.device) or month not in (None, BillingMonth.of(key.day)):
            continue
        by_method = receipts.get(key, {})
        fees, penalties = redirects.get(key, (Money.ZERO, Money.ZERO))
        lines.append(
            TakingsLine(
                device=key.device,
                collector_name=names.get(key.device, ""),
                day=key.day,
                receipts=sum(sums.receipts for sums in by_method.values()),
                voided=voids.get(key, 0),
                received=Money.total(sums.received for sums in by_method.values()),
                fees=Money.total(sums.fees for sums in by_method.values()) - fees,
                penalties=Money.total(sums.penalties for sums in by_method.values()) - penalties,
                prepayment=Money.total(sums.prepayment for sums in by_method.values()) + fees + penalties,
                by_method={method: sums.received for method, sums in by_method.items()},
                closed=key in closes,
                over_short=closes[key].over_short if key in closes else Money.ZERO,
                remitted=remitted.get(key, Money.ZERO),
            )
        )
    return TakingsReport(
        lines=tuple(lines),
        received=Money.total(line.received for line in lines),
        fees=Money.total(line.fees for line in lines),
        penalties=Money.total(line.penalties for line in lines),
        prepayment=Money.total(line.prepayment for line in lines),
        remitted=Money.total(line.remitted for line in lines),
    )


def attention_list(ledger: Ledger, device: DeviceCode | None = None) -> tuple[AttentionLine, ...]:
    """What a person must look at, newest first."""
    with ledger.reading() as conn:
        return attention.lines(conn, device)


def route(ledger: Ledger, device: DeviceCode, on: date, village: str = "") -> RouteReport:
    """The doors that owe something to be collected by a device on a day, or those of one village.

    Raises DeviceUnknown.
    """
    with ledger.reading() as conn:
        laptop = devices.device(conn, device)
        if laptop is None:
            raise DeviceUnknown(device=device)
        found = walk.doors(conn, on, policies.policy(conn), device)
        doors = [door for door in found if door.due and village in ("", door.village)]
        hints = mask_texts([door.hint for door in doors], accounts.names(conn).values())
    lines = tuple(
        RouteLine(
            order=order,
            village=door.village,
            group=door.group,
            name=mask_name(door.name),
            account=AccountNumber(mask_account(door.account)),
            hint=hint,
            months=len(door.months),
            due=door.due,
            penalty=door.penalty,
            overdue_days=door.overdue_days,
        )
        for order, (door, hint) in enumerate(zip(doors, hints, strict=True), start=1)
    )
    return RouteReport(
        device=device,
        collector_name=laptop.collector_name,
        on=on,
        lines=lines,
        due=Money.total(line.due for line in lines),
    )


def _of_village(village: str, by_month: Mapping[BillingMonth, Recovery], newest: BillingMonth | None) -> RecoveryLine:
    year = newest.year if newest else None
    return RecoveryLine(
        village=village,
        month=Recovery.together(part for month, part in by_month.items() if month == newest),
        earlier_months=Recovery.together(
            part for month, part in by_month.items() if month != newest and month.year == year
        ),
        prior_years=Recovery.together(part for month, part in by_month.items() if month.year != year),
    )
