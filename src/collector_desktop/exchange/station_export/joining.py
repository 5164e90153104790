"""Joining files: the same bill (account, billing month, kind) in several files is one bill."""

from collections.abc import Callable
from itertools import repeat
from typing import NamedTuple

from collector_desktop.domain.bill import ORDINARY
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.exchange.station_export.columns import Field
from collector_desktop.exchange.station_export.problems import Problems, Reason, Severity
from collector_desktop.exchange.station_export.reading import ReadBill
from collector_desktop.exchange.station_export.tables import Table

_Key = tuple[AccountNumber, BillingMonth, str]


class _Entry(NamedTuple):
    bill: ReadBill
    table: Table
    number: int


class _Compared(NamedTuple):
    field: Field
    value: Callable[[ReadBill], object]
    severity: Severity


_COMPARED = (
    _Compared(Field.AMOUNT, lambda bill: bill.amount, Severity.ERROR),
    _Compared(Field.DUE, lambda bill: bill.due_on, Severity.WARNING),
    _Compared(Field.USE, lambda bill: bill.use, Severity.WARNING),
    _Compared(Field.KWH, lambda bill: bill.kwh, Severity.WARNING),
    _Compared(Field.PREVIOUS, lambda bill: bill.previous_reading, Severity.WARNING),
    _Compared(Field.PRESENT, lambda bill: bill.present_reading, Severity.WARNING),
    _Compared(Field.MULTIPLIER, lambda bill: bill.multiplier, Severity.WARNING),
)


class Bills:
    """The bills of a reading. Tables are taken best believed first: what they say stays, later ones fill in."""

    def __init__(self, problems: Problems) -> None:
        self._entries: dict[_Key, _Entry] = {}
        self._problems = problems

    def all(self) -> tuple[ReadBill, ...]:
        """Every bill, in the order found."""
        return tuple(entry.bill for entry in self._entries.values())

    def kinds(self) -> dict[tuple[AccountNumber, BillingMonth], str]:
        """Where an account's month has exactly one bill and it is not an ordinary one: its kind."""
        if all(kind == ORDINARY for _, _, kind in self._entries):
            return {}
        found: dict[tuple[AccountNumber, BillingMonth], str] = {}
        for account, month, kind in self._entries:
            found[account, month] = ORDINARY if (account, month) in found else kind
        return {bill: kind for bill, kind in found.items() if kind != ORDINARY}

    def take(self, table: Table, bills: list[ReadBill]) -> None:
        """Take the bills of one table, whose rows they are."""
        keys: list[_Key] = [(bill.account, bill.month, bill.kind) for bill in bills]
        entries = list(map(_Entry, bills, repeat(table), table.numbers))
        if not self._entries:
            own = dict(zip(keys, entries, strict=True))
            if len(own) == len(keys):
                self._entries = own
                return
        seen_here: set[_Key] = set()
        for key, entry in zip(keys, entries, strict=True):
            known = self._entries.setdefault(key, entry)
            if known is entry:
                pass
            elif key in seen_here:
                self._report_repeated(key, known, entry)
            elif known.bill != entry.bill:
                self._compare(key, known, entry)
                filled = (new if old is None else old for old, new in zip(known.bill, entry.bill, strict=True))
                self._entries[key] = known._replace(bill=ReadBill._make(filled))
            seen_here.add(key)

    def _compare(self, key: _Key, known: _Entry, told: _Entry) -> None:
        for field, value, severity in _COMPARED:
            there, here = value(known.bill), value(told.bill)
            if there is not None and here is not None and there != here:
                self._report(key, field, severity, known, told, here, there)
        states_open = Field.OWED in told.table.at
        if known.bill.settled != told.bill.settled or (states_open and known.bill.open != told.bill.open):
            field = Field.OWED if states_open else Field.STATE
            self._report(key, field, Severity.ERROR, known, told, told.bill.open, known.bill.open)

    def _report(
        self, key: _Key, field: Field, severity: Severity, known: _Entry, told: _Entry, here: object, there: object
    ) -> None:
        if field is Field.DUE and field not in told.table.headers:
            field = Field.PENALTY_START
        self._take_down(key, field, Reason.FILES_DISAGREE, severity, known, told, here, there)

    def _report_repeated(self, key: _Key, known: _Entry, told: _Entry) -> None:
        same = known.bill.amount == told.bill.amount and known.bill.open == told.bill.open
        reason = Reason.ROW_TWICE if same else Reason.ROW_TWICE_DIFFERENTLY
        severity = Severity.WARNING if same else Severity.ERROR
        self._take_down(key, Field.ACCOUNT, reason, severity, known, told, told.bill.amount, known.bill.amount)

    def _take_down(
        self,
        key: _Key,
        field: Field,
        reason: Reason,
        severity: Severity,
        known: _Entry,
        told: _Entry,
        here: object,
        there: object,
    ) -> None:
        account, month, kind = key
        table = told.table
        self._problems.add(
            table.file,
            table.sheet,
            told.number,
            table.headers.get(field, ""),
            reason,
            severity,
            account=account,
            month=month,
            kind=kind,
            here=here,
            there=there,
            other_file=known.table.file,
            other_row=known.number,
        )
