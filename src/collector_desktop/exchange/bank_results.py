"""Reads a bank's file of debit results: account, month, amount, paid or failed with a reason; nothing is written."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import NamedTuple

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.exchange.row_place import RowPlace
from collector_desktop.exchange.station_export import cells
from collector_desktop.exchange.station_export.cells import Bad, plain
from collector_desktop.exchange.station_export.cleaning import shown
from collector_desktop.exchange.station_export.columns import Field, column_sets
from collector_desktop.exchange.station_export.fields import Fields
from collector_desktop.exchange.station_export.problems import Problems, Reason, Severity
from collector_desktop.exchange.station_export.reader import tables_of, with_whole_numbers
from collector_desktop.exchange.station_export.rows import check_totals
from collector_desktop.exchange.station_export.sheets import Cell
from collector_desktop.exchange.station_export.tables import Table

_PAID = frozenset(("成功", "扣款成功", "代扣成功", "交易成功", "已扣", "已扣款", "是", "y"))
_FAILED = frozenset(("失败", "扣款失败", "代扣失败", "交易失败", "不成功", "未扣", "未扣款", "余额不足", "否", "n"))
_NO_REASON = "银行没有写原因"


class DebitRow(NamedTuple):
    """One result of the bank."""

    place: RowPlace
    account: AccountNumber
    month: BillingMonth
    amount: Money
    is_paid: bool
    reason: str
    """Why it failed; empty if it was paid."""
    debited_on: date | None

    @property
    def said(self) -> tuple[object, ...]:
        """What the row says, wherever it stands."""
        return self[1:]


def read_bank_results(path: Path, known_accounts: Collection[AccountNumber], problems: Problems) -> list[DebitRow]:
    """Every row of the file, each once; what is wrong becomes a problem. Account numbers get their zeros back."""
    tables = tables_of(path, problems, column_sets("bank"))
    found: dict[tuple[object, ...], DebitRow] = {}
    for table, numbers in with_whole_numbers(tables, known_accounts, problems):
        for row in _rows(table, numbers, problems):
            first = found.setdefault(row.said, row)
            if first is not row:
                there = first.place
                row.place.tell(problems, Reason.ROW_TWICE, Severity.WARNING, other_file=there.file, other_row=there.row)
        check_totals(table, problems)
    return list(found.values())


def _rows(table: Table, numbers: list[AccountNumber], problems: Problems) -> list[DebitRow]:
    fields = Fields(table, None, problems)
    months = fields.needed(Field.MONTH, cells.month, Reason.MONTH_MISSING)
    amounts = fields.needed(Field.AMOUNT, _positive_fen, Reason.AMOUNT_MISSING)
    results = fields.needed(Field.RESULT, _result, Reason.RESULT_MISSING)
    days = fields.optional(Field.DEBITED_ON, cells.day)
    reasons = fields.text(Field.RESULT_REASON)
    words = fields.text(Field.RESULT)
    return [
        DebitRow(
            place=RowPlace(table.file, table.sheet, fields.number(row), table.headers[Field.RESULT]),
            account=account,
            month=months[row],
            amount=Money(amounts[row]),
            is_paid=results[row],
            reason="" if results[row] else reasons[row] or _why(words[row]),
            debited_on=days[row],
        )
        for row, account in enumerate(numbers)
        if row not in fields.lost
    ]


def _positive_fen(cell: Cell) -> int | Bad | None:
    amount = cells.fen(cell)
    return Bad(Reason.AMOUNT_NOT_POSITIVE, shown(cell)) if isinstance(amount, int) and amount <= 0 else amount


def _result(cell: Cell) -> bool | Bad | None:
    text = plain(cell).lower()
    if not text:
        return None
    if text in _PAID:
        return True
    return False if text in _FAILED else Bad(Reason.RESULT_NOT_UNDERSTOOD, shown(cell))


def _why(word: str) -> str:
    """余额不足 in the column of the result is the reason itself."""
    return word if word == "余额不足" else _NO_REASON
