"""Row 33 of the fault table: whatever a name or a reason holds, every paper shows it as a text and is whole."""

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pypdfium2
import pytest
from hostile_names import NAMES
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import AwareDatetime, BaseModel
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage

from collector_desktop import printing
from collector_desktop.domain.bill import Bill
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import BillId, DeviceCode, StationCode
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.visit import Outcome, Slot


def signature() -> bytes:
    """A picture of a few dots."""
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


_WHEN = datetime(2026, 11, 23, 18, 42, tzinfo=UTC)
_PLAIN: Mapping[Any, Any] = {
    int: 3,
    bool: True,
    float: 1.0,
    date: date(2026, 11, 23),
    datetime: _WHEN,
    AwareDatetime: _WHEN,
    time: time(18, 30),
    Decimal: Decimal(49),
    Money: Money(2744),
    BillingMonth: BillingMonth(2026, 10),
    ReceiptNumber: ReceiptNumber.make(StationCode("41070305"), DeviceCode("01"), 123),
    BillId: BillId("0100000001-202610-正常电费"),
}
_BY_NAME: Mapping[str, Any] = {
    "outcomes": {each: each.name for each in Outcome},
    "slots": {each: each.name for each in Slot},
    "signature": signature(),
    "photo": signature(),
}
"""Fields that are no words, or pictures."""
_PARTS = ("<b>", "</para>", "&lt;", "\u202e", "\u200d", "\x00", "\n", "👩", "\ue000", "王", "A", "́")
HOSTILE = st.one_of(
    st.sampled_from(NAMES),
    st.text(alphabet=st.characters(codec="utf-8"), max_size=60),
    st.lists(st.sampled_from(_PARTS), max_size=30).map("".join),
)


MARKUP = "<b>王</b>"
_LONGEST = 200
"""What an import keeps of a name."""
_MOST_PAGES = 12


def papers() -> dict[str, Callable[..., bytes]]:
    """Every function that makes a paper, whichever module it stands in."""
    found = {}
    for module in pkgutil.iter_modules(printing.__path__):
        for name, function in vars(importlib.import_module(f"{printing.__name__}.{module.name}")).items():
            if name.endswith("_pdf") and inspect.isfunction(function):
                found[name] = function
    return found


PAPERS = papers()


def named(name: str, kind: Any, text: str) -> Any:
    """What stands in a field or a parameter of this name."""
    return _BY_NAME[name] if name in _BY_NAME else filled(kind, text)


def filled(kind: Any, text: str) -> Any:
    """A value of a type, with `text` wherever it holds words."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind is str:
        return text
    origin, given_types = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return filled(given_types[0], text)
    if origin is Literal:
        return given_types[0]
    if origin in (Union, UnionType):
        return filled(next(each for each in given_types if each is not NoneType), text)
    if origin is tuple and given_types[-1] is not Ellipsis:
        return tuple(filled(each, text) for each in given_types)
    if origin in (tuple, list, Sequence, Collection):
        return (filled(given_types[0], text),) * 2
    if origin in (dict, Mapping):
        return {filled(given_types[0], text): filled(given_types[1], text)}
    if hasattr(kind, "__supertype__"):
        return filled(kind.__supertype__, text)
    if issubclass(kind, Enum):
        return next(iter(kind))
    return made(kind, text)


def made(kind: Any, text: str) -> Any:
    """An object with every field filled; of a bill nothing is paid, or more would be than it comes to."""
    if kind is Bill:
        return Bill.model_construct(
            **{
                name: named(name, kind.model_fields[name].annotation, text)
                for name in ("account", "due_on", "amount", "month")
            }
        )
    if issubclass(kind, BaseModel):
        return kind.model_construct(
            **{name: named(name, field.annotation, text) for name, field in kind.model_fields.items()}
        )
    hints = typing.get_type_hints(kind)
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else kind._fields
    return kind(**{name: named(name, hints[name], text) for name in names})


def paper_with(function: Callable[..., bytes], text: str) -> bytes:
    hints = typing.get_type_hints(function)
    return function(**{name: named(name, hints[name], text) for name in inspect.signature(function).parameters})


def words_of(paper: bytes) -> str:
    """What can be read on it, without the breaks between lines."""
    document = pypdfium2.PdfDocument(paper)
    assert len(document) <= _MOST_PAGES
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)


def test_no_paper_is_missing_here() -> None:
    assert len(PAPERS) > 30


@pytest.mark.parametrize("name", sorted(PAPERS))
@settings(max_examples=12, deadline=None)
@given(said=HOSTILE)
def test_every_paper_shows_any_text_as_it_is_written(name: str, said: str) -> None:
    assert MARKUP in words_of(paper_with(PAPERS[name], (MARKUP + said)[:_LONGEST]))
