"""Bills read from one table: amounts, what is open, kinds, readings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from collector_desktop.domain.bill import ORDINARY, UseClass
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import PenaltyStart
from collector_desktop.exchange.station_export import cells
from collector_desktop.exchange.station_export.columns import Field
from collector_desktop.exchange.station_export.due_dates import due_dates, penalties
from collector_desktop.exchange.station_export.fields import Fields
from collector_desktop.exchange.station_export.problems import Problems, Reason, Severity
from collector_desktop.exchange.station_export.reading import ReadAccount, ReadBill
from collector_desktop.exchange.station_export.tables import Table
from collector_desktop.exchange.station_export.uses import uses_of


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a table of bills needs to know beside the table."""

    accounts: Mapping[AccountNumber, ReadAccount]
    penalty_start: PenaltyStart
    kinds: Mapping[tuple[AccountNumber, BillingMonth], str]
    """The one kind other than the ordinary that better believed tables gave to an account's month."""
    problems: Problems


def bills_in(table: Table, numbers: list[AccountNumber], context: Context) -> list[ReadBill]:
    """The table's bills, one a row; rows that can't be taken leave the table and become problems."""
    fields = Fields(table, None, context.problems)
    said = _said_in(fields)
    if fields.lost:
        numbers = _without_lost(fields, numbers)
        said = _said_in(Fields(table, None, Problems()))
    fields = Fields(table, None, context.problems)
    _check_open(fields, said)
    if fields.lost:
        numbers = _without_lost(fields, numbers)
        said = _said_in(Fields(table, None, Problems()))
        fields = Fields(table, None, context.problems)
    if fields.has(Field.OWED):
        _check_against(fields, said)
    months, amounts, opens = said.months, said.amounts, said.opens()
    money = {fen: Money(fen) for fen in {*amounts, *opens}}
    dues, counted_to = due_dates(fields, context.penalty_start)
    bills = map(
        ReadBill,
        numbers,
        months,
        _kinds(fields, numbers, months, context),
        _uses(fields, numbers, context),
        [money[fen] for fen in amounts],
        [money[fen] for fen in opens],
        [fen == 0 for fen in opens],
        dues,
        fields.optional(Field.KWH, cells.decimal),
        fields.optional(Field.PREVIOUS, cells.decimal),
        fields.optional(Field.PRESENT, cells.decimal),
        fields.optional(Field.MULTIPLIER, cells.decimal),
        penalties(fields, counted_to),
        [None if fen is None else Money(fen) for fen in fields.optional(Field.PENALTY_PAID, cells.fen)],
    )
    return list(bills)


class _Said(NamedTuple):
    """The columns that make a bill, amounts in fen; rows without month or amount are lost."""

    months: list[BillingMonth]
    amounts: list[int]
    states: list[bool | None]
    owed: list[int | None]
    paid: list[int | None]

    def opens(self) -> list[int]:
        """What is open: as owed says; else nothing if settled; else the amount less what was paid."""
        return [
            rest if rest is not None else 0 if state else amount - (part or 0)
            for amount, rest, part, state in zip(self.amounts, self.owed, self.paid, self.states, strict=True)
        ]


def _said_in(fields: Fields) -> _Said:
    months = fields.needed(Field.MONTH, cells.month, Reason.MONTH_MISSING)
    amounts = fields.needed(Field.AMOUNT, cells.fen, Reason.AMOUNT_MISSING)
    states: list[bool | None]
    if fields.has(Field.OWED) or fields.has(Field.PAID):
        states = fields.optional(Field.STATE, cells.settled)
    else:
        states = list(fields.needed(Field.STATE, cells.settled, Reason.STATE_MISSING))
    owed = fields.optional(Field.OWED, cells.fen, loses=True)
    paid = fields.optional(Field.PAID, cells.fen, loses=True)
    return _Said(months, amounts, states, owed, paid)


def _without_lost(fields: Fields, numbers: list[AccountNumber]) -> list[AccountNumber]:
    """Take the lost rows out of the table, and return the account numbers of the others."""
    kept = [row for row in range(len(fields)) if row not in fields.lost]
    fields.table.keep(kept)
    return [numbers[row] for row in kept]


def _check_open(fields: Fields, said: _Said) -> None:
    for row, (amount, rest) in enumerate(zip(said.amounts, said.opens(), strict=True)):
        if not (0 <= rest <= amount or amount <= rest <= 0):
            fields.lose(
                row,
                Field.OWED if fields.has(Field.OWED) else Field.PAID,
                Reason.OPEN_BEYOND_AMOUNT,
                open=Money(rest),
                amount=Money(amount),
            )


def _check_against(fields: Fields, said: _Said) -> None:
    """What is owed is believed; the other columns of the row should not contradict it."""
    rows = zip(said.amounts, said.opens(), said.paid, said.states, strict=True)
    for row, (amount, rest, part, state) in enumerate(rows):
        if part is not None and amount - part != rest:
            fields.report(
                row,
                Field.OWED,
                Reason.PAID_DOES_NOT_ADD_UP,
                Severity.WARNING,
                amount=Money(amount),
                paid=Money(part),
                open=Money(rest),
            )
        if state is not None and state != (rest == 0) and amount != 0:
            fields.report(row, Field.STATE, Reason.SETTLED_BUT_OPEN, Severity.WARNING, open=Money(rest))


def _kinds(fields: Fields, numbers: list[AccountNumber], months: list[BillingMonth], context: Context) -> list[str]:
    if fields.has(Field.KIND):
        return [text or ORDINARY for text in fields.text(Field.KIND)]
    if not context.kinds:
        return [ORDINARY] * len(numbers)
    return [context.kinds.get(bill, ORDINARY) for bill in zip(numbers, months, strict=True)]


def _uses(fields: Fields, numbers: list[AccountNumber], context: Context) -> list[UseClass | None]:
    """The use class the row tells, else that of its account."""
    columns = [fields.text(field) for field in (Field.USE_CODE, Field.USE, Field.USE_NAME, Field.USER_CLASS)]
    uses = uses_of((code, text, name, user_class) for code, text, name, user_class in zip(*columns, strict=True))
    return [
        own.use or (context.accounts[number].use if number in context.accounts else None)
        for own, number in zip(uses, numbers, strict=True)
    ]
