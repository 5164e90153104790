from datetime import date

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, DeviceCode, StationCode
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.receipt_code import (
    ReceiptClaim,
    read_receipt_code,
    receipt_code,
    verify_receipt_code,
)
from collector_desktop.security.refusals import (
    ReceiptCodeFromTheFuture,
    ReceiptCodeNotUnderstood,
    ReceiptCodeWrong,
)

LAPTOP, OTHER = DeviceKeys.generate(), DeviceKeys.generate()
NUMBER = ReceiptNumber.make(StationCode("41070305"), DeviceCode("01"), 123)
CLAIM = ReceiptClaim(number=NUMBER, account=AccountNumber("0179677287"), received=Money(18877), day=date(2026, 11, 23))
CODE = receipt_code(CLAIM.number, CLAIM.account, CLAIM.received, CLAIM.day, LAPTOP)


def test_the_stations_check_accepts_a_receipt_and_says_what_was_paid() -> None:
    assert verify_receipt_code(CODE, LAPTOP.public) == CLAIM
    assert verify_receipt_code(CODE, LAPTOP.public.signing) == CLAIM
    assert read_receipt_code(CODE).number.device == "01"


@given(
    st.integers(1, 999_999_999),
    st.from_regex(r"[0-9]{10}", fullmatch=True),
    st.integers(1, 10**12),
    st.dates(date(2000, 1, 1), date(2199, 12, 31)),
)
def test_any_receipt_verifies(counter: int, account: str, fen: int, day: date) -> None:
    number = ReceiptNumber.make(StationCode("41070305"), DeviceCode("02"), counter)
    code = receipt_code(number, AccountNumber(account), Money(fen), day, LAPTOP)
    claim = verify_receipt_code(code, LAPTOP.public)
    assert claim == ReceiptClaim(number=number, account=AccountNumber(account), received=Money(fen), day=day)


def test_an_ordinary_code_fits_a_small_symbol() -> None:
    assert segno.make(CODE, error="m", boost_error=False).designator == "6-M"


def test_a_receipt_of_another_laptop_is_wrong() -> None:
    with pytest.raises(ReceiptCodeWrong) as refusal:
        verify_receipt_code(CODE, OTHER.public)
    assert refusal.value.facts == CLAIM.model_dump() | {"received": Money(18877)}


@pytest.mark.parametrize(
    ("printed", "altered"),
    [(":18877:", ":08877:"), (":18877:", ":88877:"), (":20261123:", ":20261124:"), (":01", ":11")],
)
def test_an_altered_receipt_is_found(printed: str, altered: str) -> None:
    assert printed in CODE
    with pytest.raises((ReceiptCodeWrong, ReceiptCodeNotUnderstood)):
        verify_receipt_code(CODE.replace(printed, altered, 1), LAPTOP.public)


def test_every_single_wrong_character_is_found() -> None:
    for at in range(len(CODE)):
        for wrong in {"0", "7", "Q", "A", ":"} - {CODE[at]}:
            with pytest.raises((ReceiptCodeWrong, ReceiptCodeNotUnderstood, ReceiptCodeFromTheFuture)):
                verify_receipt_code(CODE[:at] + wrong + CODE[at + 1 :], LAPTOP.public)


def test_a_code_cut_or_lengthened_is_not_understood() -> None:
    for text in [*(CODE[:size] for size in range(len(CODE))), CODE + "A", CODE + CODE]:
        with pytest.raises(ReceiptCodeNotUnderstood):
            read_receipt_code(text)


def test_what_a_scanner_adds_is_forgiven() -> None:
    assert verify_receipt_code(f" {CODE.lower()}\r\n", LAPTOP.public) == CLAIM


@given(st.text(max_size=200))
def test_other_text_is_not_understood(text: str) -> None:
    with pytest.raises((ReceiptCodeNotUnderstood, ReceiptCodeFromTheFuture)):
        read_receipt_code(text)


def test_a_code_of_a_newer_program_asks_for_an_update() -> None:
    for text in ("ZS2:something else", CODE.replace("ZS1:", "ZS2:")):
        with pytest.raises(ReceiptCodeFromTheFuture) as refusal:
            read_receipt_code(text)
        assert refusal.value.facts == {"version": 2, "supported": 1}


def test_a_code_verifies_for_ever() -> None:
    public = "ba42458e83ba7926ba8b8f3e9ab9caaf0f1c4918dda8c551084f7aeb1065b74b"
    code = (
        "ZS1:41070305010001233:0179677287:18877:20261123:"
        "ADE6FFIVPM74M4PQUAA2HJKZ5C5JRBNEUWIIEKQFUTSX5D6XPLFU74HBIJBL54JPHM7J2XZPZIAPD5A6TLCJUM5KXHMF7TXHQJOKYBY"
    )
    assert verify_receipt_code(code, public) == CLAIM
