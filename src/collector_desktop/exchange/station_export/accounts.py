"""Accounts gathered from the archive and from what bills say about their accounts."""

from collections.abc import Iterable

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.exchange.station_export.cells import fen, whole_number
from collector_desktop.exchange.station_export.columns import About, Field
from collector_desktop.exchange.station_export.fields import Fields
from collector_desktop.exchange.station_export.places import Place, place_of, section_parts
from collector_desktop.exchange.station_export.problems import Problems, Reason, Severity
from collector_desktop.exchange.station_export.reading import ReadAccount
from collector_desktop.exchange.station_export.tables import Table
from collector_desktop.exchange.station_export.uses import uses_of

_COMPARED = {"name": Field.NAME, "address": Field.ADDRESS, "section": Field.SECTION, "meter": Field.METER}
_BLANK = ("", (), None)


def section_names(tables: Iterable[Table]) -> dict[str, str]:
    """The names of the route books by their codes, from whichever file tells them."""
    names: dict[str, str] = {}
    for table in tables:
        fields = Fields(table, None, Problems())
        told = fields.text(Field.SECTION_NAME)
        for section, name in dict.fromkeys(zip(fields.text(Field.SECTION), told, strict=True)):
            code, own_name = section_parts(section)
            if code and (name or own_name):
                names.setdefault(code, name or own_name)
    return names


class Accounts:
    """The accounts of a reading; what the archive says wins, bills fill in what it leaves blank."""

    def __init__(self, sections: dict[str, str], problems: Problems) -> None:
        self.found: dict[AccountNumber, ReadAccount] = {}
        self._where: dict[AccountNumber, tuple[Table, int]] = {}
        self._sections = sections
        self._problems = problems

    def take(self, table: Table, numbers: list[AccountNumber]) -> None:
        """Take the accounts of one table; `numbers` are those of its rows."""
        if table.kind.about is About.ACCOUNTS:
            rows = _first_rows(numbers)
            if len(rows) < len(numbers):
                self._report_repeated(table, numbers, rows)
        else:
            rows = _first_rows_told_differently(table, numbers)
        fields = Fields(table, rows, self._problems)
        fields.drop_id_numbers()
        for row, account in enumerate(self._read(fields, [numbers[row] for row in rows])):
            known = self.found.get(account.number)
            if known is None:
                self.found[account.number] = account
                self._where[account.number] = table, fields.number(row)
            else:
                self._compare(fields, row, known, account)
                self.found[account.number] = ReadAccount._make(
                    new if old in _BLANK else old for old, new in zip(known, account, strict=True)
                )

    def _read(self, fields: Fields, numbers: list[AccountNumber]) -> Iterable[ReadAccount]:
        sections = [section_parts(text) for text in fields.text(Field.SECTION)]
        section_texts = [
            told or own or self._sections.get(code, "")
            for told, (code, own) in zip(fields.text(Field.SECTION_NAME), sections, strict=True)
        ]
        addresses = fields.text(Field.ADDRESS)
        places = _places(addresses, section_texts)
        uses = uses_of(
            zip(
                fields.text(Field.USE_CODE),
                fields.text(Field.USE),
                fields.text(Field.USE_NAME),
                fields.text(Field.USER_CLASS),
                strict=True,
            )
        )
        size = len(fields)
        return map(
            ReadAccount,
            numbers,
            fields.text(Field.NAME),
            fields.text(Field.OLD_NUMBER),
            addresses,
            [place.hint for place in places],
            [place.village for place in places],
            [place.group for place in places],
            [code for code, _ in sections],
            section_texts,
            fields.optional(Field.SEQUENCE, whole_number),
            fields.phones(),
            [use.code for use in uses],
            [use.name for use in uses],
            [use.use for use in uses],
            fields.text(Field.METER),
            fields.text(Field.AREA),
            fields.text(Field.STATUS),
            self._balances(fields, Field.PREPAY),
            self._balances(fields, Field.DEPOSIT),
            [fields.table.kind.about is About.ACCOUNTS] * size,
        )

    @staticmethod
    def _balances(fields: Fields, field: Field) -> list[Money | None]:
        amounts = fields.optional(field, fen, loses=True)
        if any(amount is not None and amount < 0 for amount in amounts):
            for row, amount in enumerate(amounts):
                if amount is not None and amount < 0:
                    fields.report(row, field, Reason.BALANCE_NEGATIVE, Severity.ERROR, amount=Money(amount))
        return [None if amount is None or amount < 0 else Money(amount) for amount in amounts]

    def _compare(self, fields: Fields, row: int, known: ReadAccount, told: ReadAccount) -> None:
        for attribute, field in _COMPARED.items():
            one, other = getattr(known, attribute), getattr(told, attribute)
            if one != other and one and other:
                table, number = self._where[known.number]
                fields.report(
                    row,
                    field,
                    Reason.ACCOUNT_DIFFERS,
                    Severity.WARNING,
                    account=known.number,
                    here=other,
                    there=one,
                    other_file=table.file,
                    other_row=number,
                )

    def _report_repeated(self, table: Table, numbers: list[AccountNumber], rows: list[int]) -> None:
        first = {numbers[row]: row for row in rows}
        fields = Fields(table, None, self._problems)
        for row, number in enumerate(numbers):
            if (earlier := first[number]) != row:
                same = table.rows[row] == table.rows[earlier]
                fields.report(
                    row,
                    Field.ACCOUNT,
                    Reason.ROW_TWICE if same else Reason.ROW_TWICE_DIFFERENTLY,
                    Severity.WARNING if same else Severity.ERROR,
                    account=number,
                    other_file=table.file,
                    other_row=table.numbers[earlier],
                )


def _first_rows(numbers: list[AccountNumber]) -> list[int]:
    first: dict[AccountNumber, int] = {}
    for row, number in enumerate(numbers):
        first.setdefault(number, row)
    return list(first.values())


def _first_rows_told_differently(table: Table, numbers: list[AccountNumber]) -> list[int]:
    """The first row of each account, and the first of each other name or address it is told with."""
    blank: list[object] = [""] * len(numbers)
    told = zip(numbers, table.column(Field.NAME) or blank, table.column(Field.ADDRESS) or blank, strict=True)
    first: dict[tuple[object, ...], int] = {}
    for row, who in enumerate(told):
        first.setdefault(who, row)
    return list(first.values())


def _places(addresses: list[str], sections: list[str]) -> list[Place]:
    pairs = list(zip(addresses, sections, strict=True))
    known = {pair: place_of(*pair) for pair in set(pairs)}
    return [known[pair] for pair in pairs]
