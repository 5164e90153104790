"""What others may see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.masking import mask_account, mask_name, mask_phone
from collector_desktop.domain.names import AccountNumber


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三丰", "张**"),
        ("张三", "张*"),
        ("欧阳建国", "欧***"),
        ("𠮷田", "𠮷*"),
        ("张", "张*"),
        (" 阎超 ", "阎*"),
        ("", ""),
        ("前柳小学", "前柳小学"),
        ("河湾村村民委员会", "河湾村村民委员会"),
        ("张小学", "张**"),
    ],
)
def test_a_persons_name_keeps_its_first_character_and_an_institution_its_name(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("phone", "masked"), [("13812345678", "138****5678"), ("5551234", "****34"), ("037312345678", "037****5678")]
)
def test_a_phone_number_keeps_its_ends(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


def test_an_account_number_keeps_its_last_four_digits() -> None:
    assert mask_account(AccountNumber("4179671234")) == "****1234"


@given(st.text("0123456789", min_size=11, max_size=13))
def test_at_least_four_digits_of_a_phone_are_never_shown(phone: str) -> None:
    assert sum(character.isdigit() for character in mask_phone(phone)) <= len(phone) - 4
