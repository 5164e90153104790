"""Money: a whole number of fen, never a float. Rounding has its one place here."""

import re
import unicodedata
from collections.abc import Iterable
from fractions import Fraction
from functools import total_ordering
from typing import Any, ClassVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from collector_desktop.domain.refusals import MoneyNotUnderstood

_AMOUNT = re.compile(r"(?P<sign>[+-]?)(?P<yuan>\d+|\d{1,3}(?:,\d{3})+)(?:\.(?P<fen>\d{1,2})?)?")
_LARGEST_FEN = 10**15


@total_ordering
class Money:
    """An amount of renminbi in fen; immutable, ordered, added and subtracted only with its own kind."""

    __slots__ = ("_fen",)
    _fen: int

    ZERO: ClassVar["Money"]

    def __init__(self, fen: int) -> None:
        if type(fen) is not int:
            raise TypeError(f"fen must be an int, not {type(fen).__name__}")
        object.__setattr__(self, "_fen", fen)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("Money is immutable")

    def __reduce__(self) -> tuple[type["Money"], tuple[int]]:
        return Money, (self._fen,)

    @property
    def fen(self) -> int:
        """The amount in fen."""
        return self._fen

    @classmethod
    def parse(cls, text: str) -> "Money":
        """The amount a person or a file wrote: "12.35", "1,234.5", "¥ 80", full-width digits.

        Raises MoneyNotUnderstood for anything else, a third decimal included: nothing is rounded silently.
        """
        plain = unicodedata.normalize("NFKC", text).replace("、", ",").strip()
        plain = plain.removeprefix("¥").removesuffix("元").strip()
        match = _AMOUNT.fullmatch(plain) if plain.isascii() else None
        if match is None:
            raise MoneyNotUnderstood(text=text[:40], reason=_why_not(plain))
        fen = int(match["yuan"].replace(",", "")) * 100 + int((match["fen"] or "").ljust(2, "0"))
        if fen > _LARGEST_FEN:
            raise MoneyNotUnderstood(text=text[:40], reason="too large")
        return cls(-fen if match["sign"] == "-" else fen)

    @classmethod
    def rounded(cls, fen: Fraction) -> "Money":
        """Half up to the fen, away from zero for negative amounts: the program's only rounding."""
        magnitude = (abs(fen) + Fraction(1, 2)).__floor__()
        return cls(magnitude if fen >= 0 else -magnitude)

    @classmethod
    def total(cls, amounts: Iterable["Money"]) -> "Money":
        """The sum, zero if there is nothing."""
        return cls(sum(amount._fen for amount in amounts))

    def __str__(self) -> str:
        yuan, fen = divmod(abs(self._fen), 100)
        return f"{'-' if self._fen < 0 else ''}{yuan}.{fen:02d}"

    def grouped(self) -> str:
        """With thousands separated: "1,234.56"."""
        yuan, fen = divmod(abs(self._fen), 100)
        return f"{'-' if self._fen < 0 else ''}{yuan:,}.{fen:02d}"

    def __repr__(self) -> str:
        return f"Money({self._fen})"

    def __hash__(self) -> int:
        return hash((Money, self._fen))

    def __bool__(self) -> bool:
        return self._fen != 0

    def __eq__(self, other: object) -> bool:
        return self._fen == other._fen if isinstance(other, Money) else NotImplemented

    def __lt__(self, other: "Money") -> bool:
        return self._fen < other._fen if isinstance(other, Money) else NotImplemented

    def __add__(self, other: "Money") -> "Money":
        return Money(self._fen + other._fen) if isinstance(other, Money) else NotImplemented

    def __sub__(self, other: "Money") -> "Money":
        return Money(self._fen - other._fen) if isinstance(other, Money) else NotImplemented

    def __neg__(self) -> "Money":
        return Money(-self._fen)

    def __mul__(self, times: int) -> "Money":
        return Money(self._fen * times) if type(times) is int else NotImplemented

    __rmul__ = __mul__

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            lambda value: value if isinstance(value, Money) else cls(value),
            core_schema.union_schema([core_schema.is_instance_schema(cls), core_schema.int_schema(strict=True)]),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda value: value.fen, return_schema=core_schema.int_schema()
            ),
        )


Money.ZERO = Money(0)


def _why_not(plain: str) -> str:
    if not plain:
        return "empty"
    if re.fullmatch(r"[+-]?[\d,]+\.\d{3,}", plain):
        return "more than two decimals"
    return "not a number"
