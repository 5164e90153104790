"""Billing months (电费年月)."""

import re
import unicodedata
from datetime import date
from functools import total_ordering
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from collector_desktop.domain.refusals import MonthNotUnderstood

_MONTH = re.compile(r"(\d{4})(?:(\d{2})|[-/.](\d{1,2})|年(\d{1,2})月)")


@total_ordering
class BillingMonth:
    """One billing month: immutable and ordered; as text "202610"."""

    __slots__ = ("_index", "_text")
    _index: int
    _text: str

    def __init__(self, year: int, month: int) -> None:
        if not (1900 <= year <= 2999 and 1 <= month <= 12):
            raise MonthNotUnderstood(text=f"{year}-{month}")
        object.__setattr__(self, "_index", year * 12 + month - 1)
        object.__setattr__(self, "_text", f"{year:04d}{month:02d}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("BillingMonth is immutable")

    def __reduce__(self) -> tuple[type["BillingMonth"], tuple[int, int]]:
        return BillingMonth, (self.year, self.month)

    @classmethod
    def parse(cls, text: str) -> "BillingMonth":
        """The month in "202610", "2026-10" or "2026年10月". Raises MonthNotUnderstood."""
        match = _MONTH.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if match is None:
            raise MonthNotUnderstood(text=text[:40])
        year, month = (int(part) for part in match.groups() if part)
        return cls(year, month)

    @classmethod
    def of(cls, day: date) -> "BillingMonth":
        """The month a day lies in."""
        return cls(day.year, day.month)

    @property
    def year(self) -> int:
        """The calendar year."""
        return self._index // 12

    @property
    def month(self) -> int:
        """The month of the year, 1 to 12."""
        return self._index % 12 + 1

    @property
    def label(self) -> str:
        """As people write it: 2026年10月."""
        return f"{self.year}年{self.month}月"

    def plus(self, months: int) -> "BillingMonth":
        """The month that many months later, or earlier if negative."""
        year, month = divmod(self._index + months, 12)
        return BillingMonth(year, month + 1)

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"BillingMonth({self.year}, {self.month})"

    def __hash__(self) -> int:
        return hash((BillingMonth, self._index))

    def __eq__(self, other: object) -> bool:
        return self._index == other._index if isinstance(other, BillingMonth) else NotImplemented

    def __lt__(self, other: "BillingMonth") -> bool:
        return self._index < other._index if isinstance(other, BillingMonth) else NotImplemented

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            lambda value: value if isinstance(value, BillingMonth) else cls.parse(value),
            core_schema.union_schema([core_schema.is_instance_schema(cls), core_schema.str_schema(strict=True)]),
            serialization=core_schema.plain_serializer_function_ser_schema(str, return_schema=core_schema.str_schema()),
        )
