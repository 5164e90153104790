"""Reads a station's exports into accounts, bills and problems; pure: no books, nothing written."""

import gc
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.policy import PenaltyStart
from collector_desktop.exchange.station_export.account_numbers import AccountNumbers, width_of
from collector_desktop.exchange.station_export.accounts import Accounts, section_names
from collector_desktop.exchange.station_export.bills import Context, bills_in
from collector_desktop.exchange.station_export.columns import About, ColumnSet, Field
from collector_desktop.exchange.station_export.joining import Bills
from collector_desktop.exchange.station_export.problems import Problems, Reason, Severity
from collector_desktop.exchange.station_export.reading import ReadBill, Reading, ReadTable
from collector_desktop.exchange.station_export.rows import check_totals, sort_out
from collector_desktop.exchange.station_export.sheets import sheets_of
from collector_desktop.exchange.station_export.sniffing import FileNotReadable
from collector_desktop.exchange.station_export.tables import Table, table_in

Progress = Callable[[int, int], None]
"""Called with steps done and steps in all; whatever it raises ends the reading."""


def read_exports(
    paths: Sequence[Path],
    *,
    known_accounts: Collection[AccountNumber] = (),
    penalty_start: PenaltyStart = PenaltyStart.FIRST_OVERDUE_DAY,
    progress: Progress | None = None,
) -> Reading:
    """What the exports say together, joined on account, billing month and kind.

    Files come in any order and in any of the column sets of DOMAIN.md section 8. `known_accounts` are those of the
    books: they help to put leading zeros back and tell which accounts need no archive. Whatever is wrong becomes a
    problem of the reading; a row with an error is left out, a disagreement keeps what the better believed file says.
    """
    steps = _Steps(2 * len(paths) + 1, progress)
    with without_cycle_search():
        return _read(paths, known_accounts, penalty_start, steps)


def _read(
    paths: Sequence[Path], known_accounts: Collection[AccountNumber], penalty_start: PenaltyStart, steps: "_Steps"
) -> Reading:
    problems = Problems()
    tables: list[tuple[Table, list[str]]] = []
    for path in paths:
        tables += tables_of(path, problems)
        steps.next()
    tables.sort(key=lambda table: (Field.OWED not in table[0].at, table[0].kind.rank))
    tables.sort(key=lambda table: table[0].kind.about is About.BILLS)
    numbered = with_whole_numbers(tables, known_accounts, problems)
    steps.next()
    accounts = Accounts(section_names(table for table, _ in numbered), problems)
    for table, numbers in numbered:
        accounts.take(table, numbers)
    bills = Bills(problems)
    read: list[ReadTable] = []
    for table, numbers in numbered:
        found: list[ReadBill] = []
        if table.kind.about is About.BILLS:
            context = Context(accounts.found, penalty_start, bills.kinds(), problems)
            found = bills_in(table, numbers, context)
            bills.take(table, found)
        check_totals(table, problems)
        read.append(_read_table(table, numbers, found))
        steps.next()
    _look_for_strangers(numbered, accounts, known_accounts, problems)
    days = [table.printed_on for table, _ in numbered if table.printed_on]
    return Reading(
        station=_station(numbered),
        as_of=max(days, default=None),
        accounts=tuple(accounts.found.values()),
        bills=bills.all(),
        problems=tuple(problems),
        tables=tuple(read),
    )


def _read_table(table: Table, numbers: list[AccountNumber], bills: list[ReadBill]) -> ReadTable:
    accounts = {bill.account for bill in bills} if table.kind.about is About.BILLS else set(numbers)
    return ReadTable(
        file=table.file,
        sheet=table.sheet,
        form=table.form,
        kind=table.kind.name,
        about=table.kind.about,
        columns=tuple((table.headers[known], known) for known in sorted(table.at, key=table.at.__getitem__)),
        unread=table.unread,
        rows=len(table.rows),
        accounts=len(accounts),
        open=Money.total(bill.open for bill in bills),
    )


@contextmanager
def without_cycle_search() -> Iterator[None]:
    """Millions of cells in no cycle: searching them for cycles again and again took a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Steps:
    """Counts what is done."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done = 0
        self._total = total
        self._progress = progress

    def next(self) -> None:
        """One step is done."""
        self._done = min(self._done + 1, self._total)
        if self._progress is not None:
            self._progress(self._done, self._total)


def tables_of(
    path: Path, problems: Problems, kinds: Sequence[ColumnSet] | None = None
) -> list[tuple[Table, list[str]]]:
    """The recognised tables of one file with the digits of their account cells."""
    try:
        sheets = sheets_of(path)
    except FileNotReadable as fault:
        problems.add(path.name, "", fault.row, "", fault.reason, Severity.ERROR, **fault.facts)
        return []
    found: list[tuple[Table, list[str]]] = []
    strange = Problems()
    for sheet in sheets:
        if sheet.hidden:
            problems.add(path.name, sheet.name, None, "", Reason.SHEET_HIDDEN, Severity.NOTE)
        elif not any(cell != "" for row in sheet.rows for cell in row):
            problems.add(path.name, sheet.name, None, "", Reason.SHEET_WITHOUT_ROWS, Severity.NOTE)
        elif (table := table_in(sheet, path.name, strange, kinds)) is not None:
            found.append((table, sort_out(table, sheet.open_quotes, problems)))
    for problem in strange:
        beside = found and problem.reason is Reason.COLUMNS_NOT_RECOGNISED
        severity = Severity.WARNING if beside else problem.severity
        problems.add(path.name, problem.sheet, problem.row, problem.column, problem.reason, severity, **problem.facts)
    if not found and all(sheet.hidden or not sheet.rows for sheet in sheets):
        problems.add(path.name, "", None, "", Reason.FILE_EMPTY, Severity.ERROR)
    return found


def with_whole_numbers(
    tables: list[tuple[Table, list[str]]], known_accounts: Collection[AccountNumber], problems: Problems
) -> list[tuple[Table, list[AccountNumber]]]:
    """Account numbers made whole; the archive, or else the books, tell how long they are."""
    archived = [digits for table, found in tables if table.kind.about is About.ACCOUNTS for digits in found]
    width = width_of(archived or known_accounts or [digits for _, found in tables for digits in found])
    by_width = AccountNumbers(width, frozenset(known_accounts))
    known = frozenset(known_accounts) | {number for digits in set(archived) if (number := by_width.whole(digits))}
    numbers = AccountNumbers(width, known)
    return [(table, _whole_numbers(table, found, numbers, problems)) for table, found in tables]


def _whole_numbers(table: Table, found: list[str], numbers: AccountNumbers, problems: Problems) -> list[AccountNumber]:
    whole = {digits: numbers.whole(digits) for digits in set(found)}
    column = table.headers[Field.ACCOUNT]
    restored = [row for row, digits in enumerate(found) if whole[digits] not in (None, digits)]
    for reason, rows in (
        (Reason.ZEROS_RESTORED_BY_ARCHIVE, [row for row in restored if numbers.knows(str(whole[found[row]]))]),
        (Reason.ZEROS_RESTORED_BY_WIDTH, [row for row in restored if not numbers.knows(str(whole[found[row]]))]),
    ):
        if rows:
            example = f"{found[rows[0]]} → {whole[found[rows[0]]]}"
            first = table.numbers[rows[0]]
            problems.add(
                table.file, table.sheet, first, column, reason, Severity.NOTE, count=len(rows), example=example
            )
    if None in whole.values():
        for row, digits in enumerate(found):
            if whole[digits] is None:
                problems.add(
                    table.file,
                    table.sheet,
                    table.numbers[row],
                    column,
                    Reason.ACCOUNT_TOO_LONG,
                    Severity.ERROR,
                    digits=len(digits),
                    width=numbers.width,
                )
        table.keep(row for row, digits in enumerate(found) if whole[digits] is not None)
    return [number for digits in found if (number := whole[digits]) is not None]


def _look_for_strangers(
    numbered: list[tuple[Table, list[AccountNumber]]],
    accounts: Accounts,
    known_accounts: Collection[AccountNumber],
    problems: Problems,
) -> None:
    """Accounts that bills name and nobody else: without a name there is no door to knock at."""
    archive_read = any(table.kind.about is About.ACCOUNTS for table, _ in numbered)
    known = frozenset(known_accounts)
    told: set[AccountNumber] = set()
    for table, numbers in numbered:
        if table.kind.about is not About.BILLS:
            continue
        for row, number in enumerate(numbers):
            account = accounts.found[number]
            if account.in_archive or number in known or number in told:
                continue
            told.add(number)
            if account.name and not archive_read:
                continue
            problems.add(
                table.file,
                table.sheet,
                table.numbers[row] if row < len(table.numbers) else None,
                table.headers[Field.ACCOUNT],
                Reason.ACCOUNT_UNKNOWN if account.name else Reason.ACCOUNT_WITHOUT_NAME,
                Severity.WARNING if account.name else Severity.ERROR,
                account=number,
            )


def _station(numbered: list[tuple[Table, list[AccountNumber]]]) -> str:
    """The station most rows name, else the titles."""
    named: Counter[str] = Counter()
    for table, _ in numbered:
        cells = [str(cell).strip() for cell in table.column(Field.STATION) or ()]
        named.update(cell for cell in cells if cell)
    titles = Counter(table.station for table, _ in numbered if table.station)
    return (named or titles).most_common(1)[0][0] if named or titles else ""
