"""Bounds of an amount in a frozen value, as `ge` and `le` are those of a number."""

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from collector_desktop.domain.money import Money


@dataclass(frozen=True, slots=True)
class MoneyFrom:
    """At least one amount and, if there is one, at most another; both included."""

    least: Money
    most: Money | None = None

    def __str__(self) -> str:
        return f"≥ {self.least.grouped()}" if self.most is None else f"{self.least.grouped()} – {self.most.grouped()}"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def _check(self, amount: Money) -> Money:
        if amount < self.least or (self.most is not None and amount > self.most):
            raise ValueError(f"{amount} is not {self}")
        return amount
