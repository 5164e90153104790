"""Cells understood: amounts, months, days, numbers, states; each distinct cell is understood once.

A column of a hundred thousand cells has few distinct values, so every parser sits behind a `Memo` and a whole
column is read by one list comprehension over it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Generic, TypeVar

from collector_desktop.domain.money import Money
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.refusals import MoneyNotUnderstood, MonthNotUnderstood
from collector_desktop.exchange.station_export.cleaning import shown
from collector_desktop.exchange.station_export.problems import Reason
from collector_desktop.exchange.station_export.sheets import Cell

T = TypeVar("T")

_LARGEST_FEN = 10**12
_EXACT_YUAN = 10**9
_NEARLY = Decimal("0.000001")
_EXCEL_EPOCH = date(1899, 12, 30)
_DAY = re.compile(r"(\d{4})(?:-|/|\.|年)?(\d{1,2})(?:-|/|\.|月)?(\d{1,2})日?(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_MONTH = re.compile(r"\d{4}(?:\d{2}|[-/.年]\d{1,2}月?)")
_LONG_DECIMAL = re.compile(r"[+-]?\d{1,12}\.\d{3,20}")
_QUOTED_FORMULA = re.compile(r'="([^"]*)"')
_SETTLED = frozenset(("结清", "已结清", "是", "1", "y", "已结", "已收", "已缴清", "已交清", "全部结清"))
_OPEN = frozenset(("未结清", "欠费", "否", "0", "n", "未结", "部分结清", "未收", "部分欠费", "未缴", "未交"))


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that could not be understood; `shown` is safe to repeat."""

    reason: Reason
    shown: str


class Memo(dict[Cell, T | Bad], Generic[T]):
    """Each distinct cell parsed once; `spoiled` says whether any cell was bad."""

    def __init__(self, parse: Callable[[Cell], T | Bad]) -> None:
        super().__init__()
        self.spoiled = False
        self._parse = parse

    def __missing__(self, cell: Cell) -> T | Bad:
        value = self._parse(cell)
        if isinstance(value, Bad):
            self.spoiled = True
        self[cell] = value
        return value

    def column(self, cells: Iterable[Cell]) -> list[T | Bad]:
        """The column understood."""
        return [self[cell] for cell in without_booleans(cells)]


def without_booleans(cells: Iterable[Cell]) -> list[Cell]:
    """TRUE and FALSE as text: as keys they would be taken for 1 and 0."""
    column = list(cells)
    if bool in set(map(type, column)):
        return [str(cell).upper() if isinstance(cell, bool) else cell for cell in column]
    return column


def plain(cell: Cell) -> str:
    """A cell as narrow text without surrounding blanks; a whole number without its ".0", ="007" without its guard."""
    if isinstance(cell, str):
        text = unicodedata.normalize("NFKC", cell).strip().lstrip("'")
        guarded = _QUOTED_FORMULA.fullmatch(text)
        return (guarded[1] if guarded else text).strip()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**15:
        return str(int(cell))
    return str(cell)


def fen(cell: Cell) -> int | Bad | None:
    """An amount in fen; blank is None. A float counts as its shortest decimal text, never as a binary fraction."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if -_EXACT_YUAN < cell < _EXACT_YUAN and (whole := round(cell * 100)) / 100 == cell:
            return whole  # the float nearest to a whole number of fen: its shortest text has at most two decimals
        return _fen_of_decimal(Decimal(repr(cell)), cell)
    text = plain(cell)
    if not text:
        return None
    if _LONG_DECIMAL.fullmatch(text):
        return _fen_of_decimal(Decimal(text), cell)
    try:
        amount = Money.parse(text).fen
    except MoneyNotUnderstood as refusal:
        more = refusal.facts.get("reason") == "more than two decimals"
        return Bad(Reason.AMOUNT_WITH_MORE_DECIMALS if more else Reason.AMOUNT_NOT_UNDERSTOOD, shown(cell))
    return amount if abs(amount) <= _LARGEST_FEN else Bad(Reason.AMOUNT_TOO_LARGE, shown(cell))


def _fen_of_decimal(yuan: Decimal, cell: Cell) -> int | Bad:
    if not yuan.is_finite():
        return Bad(Reason.AMOUNT_NOT_UNDERSTOOD, shown(cell))
    if abs(yuan) > _LARGEST_FEN // 100:
        return Bad(Reason.AMOUNT_TOO_LARGE, shown(cell))
    exact = yuan * 100
    whole = exact.quantize(Decimal(1), ROUND_HALF_UP)
    # Sums made inside Excel carry binary dust (27.439999999999998); a real third decimal is somebody's mistake.
    if abs(exact - whole) > _NEARLY:
        return Bad(Reason.AMOUNT_WITH_MORE_DECIMALS, shown(cell))
    return int(whole)


def decimal(cell: Cell) -> Decimal | Bad | None:
    """A reading, a multiplier or kWh; blank is None."""
    if isinstance(cell, float) and cell.is_integer() and -(10**12) < cell < 10**12:
        return Decimal(int(cell))
    text = plain(cell).replace(",", "")
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return Bad(Reason.NUMBER_NOT_UNDERSTOOD, shown(cell))
    if not number.is_finite() or abs(number) >= 10**12 or isinstance(cell, bool | date):
        return Bad(Reason.NUMBER_NOT_UNDERSTOOD, shown(cell))
    return Decimal(int(number)) if number == int(number) else number


def whole_number(cell: Cell) -> int | Bad | None:
    """A sequence or a count of days; blank is None."""
    number = decimal(cell)
    if number is None or isinstance(number, Bad):
        return number
    return int(number) if number == int(number) else Bad(Reason.NUMBER_NOT_UNDERSTOOD, shown(cell))


def month(cell: Cell) -> BillingMonth | Bad | None:
    """A billing month from text, from 202610 as a number, or from a date cell; blank is None."""
    text = plain(cell)
    if not text:
        return None
    try:
        if isinstance(cell, date):
            return BillingMonth.of(cell)
        if isinstance(cell, str) and not _MONTH.fullmatch(text):
            day_in_it = day(cell)
            if isinstance(day_in_it, date):
                return BillingMonth.of(day_in_it)
        if _MONTH.fullmatch(text) and (isinstance(cell, str) or "." not in text):
            return BillingMonth.parse(text)
    except MonthNotUnderstood:
        pass
    return Bad(Reason.MONTH_NOT_UNDERSTOOD, shown(cell))


def day(cell: Cell) -> date | Bad | None:
    """A day from text, from 20261120 as a number, from Excel's day count, or from a date cell; blank is None."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = plain(cell)
    if not text:
        return None
    if isinstance(cell, float | int) and 36_526 <= cell <= 73_050:
        return _EXCEL_EPOCH + timedelta(days=int(cell))
    found = _DAY.fullmatch(text)
    try:
        if found is not None and (len(text) == 8 or not text.isdigit()):
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    return Bad(Reason.DATE_NOT_UNDERSTOOD, shown(cell))


def settled(cell: Cell) -> bool | Bad | None:
    """Whether a bill's state (结清标志) says settled; blank is None."""
    text = plain(cell).lower()
    if not text:
        return None
    if text in _SETTLED:
        return True
    return False if text in _OPEN else Bad(Reason.STATE_NOT_UNDERSTOOD, shown(cell))
