"""Rows sorted out: customers' rows stay; totals, repeated headers, blanks and remarks go, wherever they stand."""

import re
from itertools import accumulate

from collector_desktop.domain.money import Money
from collector_desktop.exchange.station_export.account_numbers import digits_of
from collector_desktop.exchange.station_export.cells import Bad, Memo, fen, plain
from collector_desktop.exchange.station_export.cleaning import shown
from collector_desktop.exchange.station_export.columns import Field, plain_header
from collector_desktop.exchange.station_export.problems import Problems, Reason, Severity
from collector_desktop.exchange.station_export.sheets import Cell
from collector_desktop.exchange.station_export.tables import Table

SHORTEST_ACCOUNT = 5
"""Fewer digits beside the word 合计 are a count of rows, not an account number."""

_TOTAL = re.compile(r"\D{0,20}(?:合计|小计|总计|累计|共计)(?:[:：(（]?.{0,20})")
_TOTAL_ALONE = re.compile(r"(?:本页|本段|本月|本户|分段|分页|全部|大)?(?:合计|小计|总计|累计|共计)[:：]?")
_MONEY = (Field.AMOUNT, Field.OWED, Field.PAID, Field.PREPAY, Field.DEPOSIT)
_CHECKED = (Field.AMOUNT, Field.OWED, Field.PREPAY, Field.DEPOSIT)
_TEXTS = (Field.STATION, Field.NAME, Field.ADDRESS, Field.SECTION, Field.SECTION_NAME)


def sort_out(table: Table, open_quotes: list[int], problems: Problems) -> list[str]:
    """Keep the table's rows that belong to an account, and return the digits of their account cells."""
    memo: Memo[str] = Memo(digits_of)
    digits = memo.column(row[table.at[Field.ACCOUNT]] for row in table.rows)
    counted = _rows_with_a_total_word(table)
    quotes = set(open_quotes)
    kept: list[int] = []
    good: list[str] = []
    for index, found in enumerate(digits):
        if (
            type(found) is str
            and len(found) >= SHORTEST_ACCOUNT
            and index not in counted
            and not (quotes and table.numbers[index] in quotes)
        ):
            kept.append(index)
            good.append(found)
            continue
        row, number = table.rows[index], table.numbers[index]
        if number in quotes:
            _report(table, number, Field.ACCOUNT, Reason.QUOTE_NOT_CLOSED, problems)
        elif _is_total(row):
            table.totals.append((len(kept), number, row))
        elif type(found) is str and 0 < len(found) < SHORTEST_ACCOUNT:
            kept.append(index)
            good.append(found)
        else:
            _judge_stray(table, number, row, found, problems)
    if len(kept) < len(table.rows):
        table.keep(kept)
    return good


def _rows_with_a_total_word(table: Table) -> set[int]:
    """Rows where 合计 stands alone in a text column though the account column holds a number: a count of rows."""
    suspects: set[int] = set()
    for index in {0, *(table.at[known] for known in _TEXTS if known in table.at)}:
        cells = [row[index] for row in table.rows]
        words = {cell for cell in set(cells) if isinstance(cell, str) and _TOTAL_ALONE.fullmatch(plain_header(cell))}
        if words:
            suspects.update(row for row, cell in enumerate(cells) if cell in words)
    account = table.at[Field.ACCOUNT]
    return {row for row in suspects if len(plain(table.rows[row][account])) < SHORTEST_ACCOUNT + 2}


def _is_total(row: list[Cell]) -> bool:
    return any(
        isinstance(cell, str) and cell != "" and _TOTAL.fullmatch(plain_header(cell)) is not None for cell in row
    )


def _judge_stray(table: Table, number: int, row: list[Cell], found: str | Bad, problems: Problems) -> None:
    texts = [cell for cell in row if plain(cell)]
    if not texts or plain_header(plain(row[table.at[Field.ACCOUNT]])) == table.headers[Field.ACCOUNT]:
        return
    with_money = any(known in table.at and plain(row[table.at[known]]) for known in _MONEY)
    if not with_money and len(texts) <= max(2, len(table.at) // 3):
        said = shown(" ".join(plain(cell) for cell in texts))
        problems.add(table.file, table.sheet, number, "", Reason.REMARK_SKIPPED, Severity.NOTE, text=said)
    elif isinstance(found, Bad):
        _report(table, number, Field.ACCOUNT, found.reason, problems, text=found.shown)
    else:
        _report(table, number, Field.ACCOUNT, Reason.ACCOUNT_MISSING, problems)


def _report(table: Table, number: int, column: Field, reason: Reason, problems: Problems, **facts: object) -> None:
    problems.add(table.file, table.sheet, number, table.headers[column], reason, Severity.ERROR, **facts)


def check_totals(table: Table, problems: Problems) -> None:
    """Compare the totals rows with the rows they close; a difference means that rows are missing or were edited."""
    if not table.totals or problems.errors_in(table.file, table.sheet):
        return
    starts = sorted({0, len(table.rows), *(above for above, _, _ in table.totals)})
    for known in _CHECKED:
        cells = table.column(known)
        if cells is None:
            continue
        memo: Memo[int | None] = Memo(fen)
        amounts = [amount if isinstance(amount, int) else 0 for amount in memo.column(cells)]
        sums = [0, *accumulate(amounts)]
        for above, number, row in table.totals:
            stated = fen(row[table.at[known]])
            if not isinstance(stated, int):
                continue
            ends = [sums[above] - sums[start] for start in starts if start <= above]
            begins = [sums[end] - sums[above] for end in starts if end > above]
            if stated not in (*ends, *begins, sums[-1]):
                problems.add(
                    table.file,
                    table.sheet,
                    number,
                    table.headers[known],
                    Reason.TOTAL_DIFFERS,
                    Severity.WARNING,
                    stated=Money(stated),
                    read=Money(sums[-1]),
                )
