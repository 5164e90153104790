"""One act of every kind there is, filled with plain values: a journal must hold whatever it tells."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AwareDatetime, BaseModel

from collector_desktop.domain.acts import AnyAct
from collector_desktop.domain.acts.base import Act, new_act_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.periods import BillingMonth

_WHEN = datetime(2026, 11, 23, 18, 42, tzinfo=UTC)
_PLAIN: dict[type, Any] = {
    str: "阎",
    int: 1,
    bool: True,
    bytes: b"\x01",
    float: 1.0,
    date: date(2026, 11, 23),
    datetime: _WHEN,
    AwareDatetime: _WHEN,
    time: time(18, 30),
    Decimal: Decimal(1),
    Money: Money(10_000),
    BillingMonth: BillingMonth(2026, 10),
    ReceiptNumber: ReceiptNumber("41070305-01-000001-1"),
}


def every_kind() -> Iterator[Act]:
    """One of each."""
    for kind in get_args(get_args(AnyAct)[0]):
        yield _value(kind).model_copy(update={"id": new_act_id()})


def _value(kind: Any) -> Any:
    if get_origin(kind) is Annotated:
        return _value(get_args(kind)[0])
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if get_origin(kind) in (Union, UnionType):
        return None if NoneType in get_args(kind) else _value(get_args(kind)[0])
    if get_origin(kind) is tuple:
        return (_value(get_args(kind)[0]),)
    if hasattr(kind, "__supertype__"):
        return _value(kind.__supertype__)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind.model_construct(
            **{name: _value(field.annotation) for name, field in kind.model_fields.items() if field.is_required()}
        )
    return _PLAIN[kind]
