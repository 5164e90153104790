"""Reconciling (对账) at the station: what every collector took, counted, banked and still holds; nothing is written."""

from datetime import date
from typing import NamedTuple

from collector_desktop.domain.day_close import DayClose, Remittance
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.reconciliation import ReconciledDay, by_need, slips_by_day
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import closes, devices, over_short, receipts, reports
from collector_desktop.store.queries.receipts import GivenReceipt


class DayPapers(NamedTuple):
    """Everything there is of one laptop's day."""

    close: DayClose | None
    remittances: tuple[Remittance, ...]
    receipts: tuple[GivenReceipt, ...]


def reconcile(ledger: Ledger) -> tuple[ReconciledDay, ...]:
    """Every day of every laptop that has receipts or a close, what needs a person first."""
    with ledger.reading() as conn:
        names = {each.code: each.collector_name for each in devices.devices(conn)}
        taken, closed, slips = reports.receipts_by_day(conn), reports.closes_by_day(conn), reports.slips(conn)
        decisions = over_short.last_words(conn)
    banked = {
        device: slips_by_day({key.day: closed[key].counted for key in closed if key.device == device}, found)
        for device, found in slips.items()
    }
    days = []
    for key in {*taken, *closed}:
        by_method = {method: sums.received for method, sums in taken.get(key, {}).items()}
        cash, close = by_method.pop(PaymentMethod.CASH, Money.ZERO), closed.get(key)
        days.append(
            ReconciledDay(
                device=key.device,
                collector_name=names.get(key.device, ""),
                day=key.day,
                cash=cash,
                other=Money.total(by_method.values()),
                closed=close,
                decision=None if close is None else decisions.get(close.act),
                slips=banked.get(key.device, {}).get(key.day, ()),
            )
        )
    return by_need(days)


def papers_of(ledger: Ledger, device: DeviceCode, day: date) -> DayPapers:
    """The close of a laptop's day, the remittances that name the day, and its receipts."""
    with ledger.reading() as conn:
        return DayPapers(
            close=closes.of_day(conn, day, device),
            remittances=tuple(each for each in closes.remittances(conn, device) if day in each.days),
            receipts=receipts.of_day(conn, day, device),
        )
