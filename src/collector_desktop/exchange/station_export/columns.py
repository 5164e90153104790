"""The column sets of a station's exports, with the synonyms stations use for them; kept as data."""

import json
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path


class Field(StrEnum):
    """What a column holds, whatever its header says."""

    STATION = "station"
    ACCOUNT = "account"
    NAME = "name"
    OLD_NUMBER = "old_number"
    ADDRESS = "address"
    PHONES = "phones"
    ID_NUMBER = "id_number"
    USER_CLASS = "user_class"
    USE = "use"
    USE_CODE = "use_code"
    USE_NAME = "use_name"
    STATUS = "status"
    SECTION = "section"
    SECTION_NAME = "section_name"
    SEQUENCE = "sequence"
    METER = "meter"
    AREA = "area"
    PREPAY = "prepay"
    DEPOSIT = "deposit"
    MONTH = "month"
    KIND = "kind"
    KWH = "kwh"
    AMOUNT = "amount"
    OWED = "owed"
    PAID = "paid"
    STATE = "state"
    PREVIOUS = "previous"
    PRESENT = "present"
    MULTIPLIER = "multiplier"
    DUE = "due"
    PENALTY_START = "penalty_start"
    PENALTY_DAYS = "penalty_days"
    PENALTY = "penalty"
    PENALTY_PAID = "penalty_paid"
    RESULT = "result"
    RESULT_REASON = "result_reason"
    DEBITED_ON = "debited_on"
    CONTRACT_NUMBER = "contract_number"
    SIGNED_ON = "signed_on"
    AGREED_RATE = "agreed_rate"
    AGREED_CAP = "agreed_cap"
    INSTALMENT_TERMS = "instalment_terms"


class About(StrEnum):
    """What a row of a column set is."""

    ACCOUNTS = "accounts"
    BILLS = "bills"
    BANK = "bank"
    CONTRACTS = "contracts"


@dataclass(frozen=True, slots=True)
class ColumnSet:
    """One kind of export: which fields it has, under which headers, and which of them make it that kind.

    `rank` orders the sets where two files tell the same thing: the lower one is believed.
    """

    code: str
    name: str
    about: About
    rank: int
    required: frozenset[Field]
    foreign: frozenset[str]
    """Headers that show that a table is not of this kind, though it has what is required."""
    fields_by_header: dict[str, Field]

    def is_whole(self, headers: list[str]) -> bool:
        """Whether a table with these headers is of this kind."""
        return self.required <= self.fields_in(headers).keys() and self.foreign.isdisjoint(headers)

    def fields_in(self, headers: list[str]) -> dict[Field, int]:
        """Where each field of this set stands among the headers; the first of two wins."""
        found: dict[Field, int] = {}
        for index, header in enumerate(headers):
            known = self.fields_by_header.get(header)
            if known is not None:
                found.setdefault(known, index)
        return found


def plain_header(text: str) -> str:
    """A header without spaces, line breaks, full-width forms and a unit in brackets: " 电费（元） " is 电费."""
    narrow = re.sub(r"[\s\u200b\ufeff]+", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"[(\[][^()\[\]]*[)\]]$", "", narrow) or narrow


@cache
def column_sets(below: str = "") -> tuple[ColumnSet, ...]:
    """The sets shipped with the program, best believed first; those of a folder below if it is named."""
    folder = next(
        parent / "resources" / "columns"
        for parent in Path(__file__).resolve().parents
        if (parent / "resources" / "columns").is_dir()
    )
    return tuple(sorted((_read(path) for path in (folder / below).glob("*.json")), key=lambda known: known.rank))


def _read(path: Path) -> ColumnSet:
    told = json.loads(path.read_text(encoding="utf-8"))
    return ColumnSet(
        code=told["code"],
        name=told["name"],
        about=About(told["about"]),
        rank=told["rank"],
        required=frozenset(Field(name) for name in told["required"]),
        foreign=frozenset(map(plain_header, told.get("foreign", ()))),
        fields_by_header={
            plain_header(header): Field(name) for name, headers in told["columns"].items() for header in headers
        },
    )
