"""Joining files: the same bill (account, billing month, kind) in several files is one bill."""

from collections.abc import Callable
from typing import NamedTuple

from collector_desktop.domain.bill import ORDINARY
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.exchange.station_export.columns import Field
from collector_desktop.exchange.station_export.problems import Problems, Reason, Severity
from collector_desktop.exchange.station_export.reading import ReadBill
from collector_desktop.exchange.station_export.tables import Table

_Key = tuple[AccountNumber, BillingMonth, str]


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
        self._bills: dict[_Key, ReadBill] = {}
        self._where: dict[_Key, tuple[Table, int]] = {}
        self._problems = problems

    def all(self) -> tuple[ReadBill, ...]:
        """Every bill, in the order found."""
        return tuple(self._bills.values())

    def kinds(self) -> dict[tuple[AccountNumber, BillingMonth], str]:
        """Where an account's month has exactly one bill and it is not an ordinary one: its kind."""
        if all(kind == ORDINARY for _, _, kind in self._bills):
            return {}
        found: dict[tuple[AccountNumber, BillingMonth], str] = {}
        for account, month, kind in self._bills:
            found[account, month] = ORDINARY if (account, month) in found else kind
        return {bill: kind for bill, kind in found.items() if kind != ORDINARY}

    def take(self, table: Table, bills: list[ReadBill]) -> None:
        """Take the bills of one table, whose rows they are."""
        keys: list[_Key] = [(bill.account, bill.month, bill.kind) for bill in bills]
        own = dict(zip(keys, zip([table] * len(keys), table.numbers, strict=True), strict=True))
        if not self._bills and len(own) == len(keys):
            self._bills = dict(zip(keys, bills, strict=True))
            self._where = own
            return
        seen_here: set[_Key] = set()
        for key, bill, number in zip(keys, bills, table.numbers, strict=True):
            known = self._bills.get(key)
            if known is None:
                self._bills[key] = bill
                self._where[key] = table, number
            elif key in seen_here:
                self._report_repeated(table, number, key, known, bill)
            elif known != bill:
                self._compare(table, number, key, known, bill)
                self._bills[key] = ReadBill._make(
                    new if old is None else old for old, new in zip(known, bill, strict=True)
                )
            seen_here.add(key)

    def _compare(self, table: Table, number: int, key: _Key, known: ReadBill, told: ReadBill) -> None:
        for field, value, severity in _COMPARED:
            there, here = value(known), value(told)
            if there is not None and here is not None and there != here:
                self._report(table, number, key, field, severity, here, there)
        if known.settled != told.settled or (Field.OWED in table.at and known.open != told.open):
            field = Field.OWED if Field.OWED in table.at else Field.STATE
            self._report(table, number, key, field, Severity.ERROR, told.open, known.open)

    def _report(
        self, table: Table, number: int, key: _Key, field: Field, severity: Severity, here: object, there: object
    ) -> None:
        other, other_row = self._where[key]
        account, month, kind = key
        if field is Field.DUE and field not in table.headers:
            field = Field.PENALTY_START
        self._problems.add(
            table.file,
            table.sheet,
            number,
            table.headers.get(field, ""),
            Reason.FILES_DISAGREE,
            severity,
            account=account,
            month=month,
            kind=kind,
            here=here,
            there=there,
            other_file=other.file,
            other_row=other_row,
        )

    def _report_repeated(self, table: Table, number: int, key: _Key, known: ReadBill, told: ReadBill) -> None:
        same = known.amount == told.amount and known.open == told.open
        account, month, kind = key
        self._problems.add(
            table.file,
            table.sheet,
            number,
            table.headers[Field.ACCOUNT],
            Reason.ROW_TWICE if same else Reason.ROW_TWICE_DIFFERENTLY,
            Severity.WARNING if same else Severity.ERROR,
            account=account,
            month=month,
            kind=kind,
            here=told.amount,
            there=known.amount,
            other_file=self._where[key][0].file,
            other_row=self._where[key][1],
        )
