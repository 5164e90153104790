"""Reads a register of supply contracts: account, number, day, agreed rate and cap; nothing is written."""

import re
from collections.abc import Collection
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from collector_desktop.domain.contract import Contract
from collector_desktop.domain.names import AccountNumber
from collector_desktop.exchange.row_place import RowPlace
from collector_desktop.exchange.station_export import cells
from collector_desktop.exchange.station_export.cells import Bad, plain
from collector_desktop.exchange.station_export.cleaning import shown
from collector_desktop.exchange.station_export.columns import Field, column_sets
from collector_desktop.exchange.station_export.fields import Fields
from collector_desktop.exchange.station_export.problems import Problems, Reason, Severity
from collector_desktop.exchange.station_export.reader import tables_of, with_whole_numbers
from collector_desktop.exchange.station_export.sheets import Cell
from collector_desktop.exchange.station_export.tables import Table

_WRITTEN = re.compile(r"(\d+(?:\.\d+)?)(‰|%)?(?:/?(?:日|天))?")
_IN_WORDS = re.compile(r"(?:每日|日)?([千万])分之([一二三四五六七八九十]|\d+(?:\.\d+)?)")
_NUMERALS = {word: Decimal(number) for number, word in enumerate("一二三四五六七八九十", start=1)}
_LEAST_IN_PERMILLE = Decimal("0.05")
"""A bare number below is a fraction, as a cell formatted in percent holds it: 0.001 is 1‰."""


class ContractRow(NamedTuple):
    """One contract and where it stands."""

    place: RowPlace
    contract: Contract


def read_contracts(path: Path, known_accounts: Collection[AccountNumber], problems: Problems) -> list[ContractRow]:
    """Every contract of the file, one an account; what is wrong becomes a problem."""
    tables = tables_of(path, problems, column_sets("contracts"))
    found: dict[AccountNumber, ContractRow] = {}
    for table, numbers in with_whole_numbers(tables, known_accounts, problems):
        for row in _rows(table, numbers, problems):
            first = found.setdefault(row.contract.account, row)
            if first is not row:
                _tell_twice(first, row, problems)
    return list(found.values())


def _rows(table: Table, numbers: list[AccountNumber], problems: Problems) -> list[ContractRow]:
    fields = Fields(table, None, problems)
    contract_numbers = fields.needed(Field.CONTRACT_NUMBER, _text, Reason.CONTRACT_NUMBER_MISSING)
    days = fields.needed(Field.SIGNED_ON, cells.day, Reason.SIGNED_ON_MISSING)
    rates = fields.optional(Field.AGREED_RATE, permille_of, loses=True)
    caps = fields.optional(Field.AGREED_CAP, percent_of, loses=True)
    terms = fields.text(Field.INSTALMENT_TERMS)
    return [
        ContractRow(
            place=RowPlace(table.file, table.sheet, fields.number(row), table.headers[Field.CONTRACT_NUMBER]),
            contract=Contract(
                account=account,
                number=contract_numbers[row],
                signed_on=days[row],
                agreed_permille=rates[row],
                agreed_cap_percent=caps[row],
                instalment_terms=terms[row],
            ),
        )
        for row, account in enumerate(numbers)
        if row not in fields.lost
    ]


def _tell_twice(first: ContractRow, row: ContractRow, problems: Problems) -> None:
    same = first.contract == row.contract
    reason, severity = (Reason.ROW_TWICE, Severity.WARNING) if same else (Reason.ROW_TWICE_DIFFERENTLY, Severity.ERROR)
    row.place.tell(problems, reason, severity, other_file=first.place.file, other_row=first.place.row)


def _text(cell: Cell) -> str | None:
    return plain(cell) or None


def permille_of(cell: Cell) -> Decimal | Bad | None:
    """1‰, 0.1%, 千分之一, 万分之五, 1, or 0.001 from a cell formatted in percent; blank leaves it to the rules."""
    text = re.sub(r"\s+", "", plain(cell))
    if not text:
        return None
    words, written = _IN_WORDS.fullmatch(text), _WRITTEN.fullmatch(text)
    if words is not None:
        part = _NUMERALS.get(words[2]) or Decimal(words[2])
        return part if words[1] == "千" else part / 10
    if written is None:
        return Bad(Reason.RATE_NOT_UNDERSTOOD, shown(cell))
    number, sign = Decimal(written[1]), written[2]
    if sign is None:
        return number * 1000 if number < _LEAST_IN_PERMILLE else number
    return number * (10 if sign == "%" else 1)


def percent_of(cell: Cell) -> int | Bad | None:
    """30%, 30, or 0.3 from a cell formatted in percent; blank leaves it to the rules."""
    text = re.sub(r"\s+", "", plain(cell))
    if not text:
        return None
    found = _WRITTEN.fullmatch(text)
    if found is None or found[2] == "‰":
        return Bad(Reason.CAP_NOT_UNDERSTOOD, shown(cell))
    number = Decimal(found[1])
    percent = number * 100 if found[2] is None and number <= 1 else number
    if percent > 100 or percent != int(percent):
        return Bad(Reason.CAP_NOT_UNDERSTOOD, shown(cell))
    return int(percent)
