"""What others may see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.masking import mask_account, mask_name, mask_person, mask_phone, mask_text
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
        ("司马光", "司**"),
        ("王秀英(已故)", "王******"),
        ("王秀英小卖部", "王*****"),
        ("前柳小学 王秀英", "前*******"),
        ("柳泉水泥制品有限公司", "柳泉水泥制品有限公司"),
    ],
)
def test_a_persons_name_keeps_its_first_character_and_an_institution_its_name(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("who", "masked"),
    [
        ("户主", "户主"),
        (" 本人 ", "本人"),
        ("王建国", "王**"),
        ("儿子王小明", "儿子王**"),
        ("王建国的儿媳", "王**的儿媳"),
        ("邻居、村主任", "邻居、村主任"),
        ("户主 王秀英", "户主 王**"),
        ("李和平", "李**"),
        ("前柳小学", "前柳小学"),
        ("", ""),
    ],
)
def test_whom_one_spoke_to_keeps_the_word_for_what_they_are_and_hides_the_name(who: str, masked: str) -> None:
    assert mask_person(who) == masked


@given(st.text("王李赵建国平英明的和 ,", min_size=1))
def test_of_whom_one_spoke_to_no_word_shows_more_than_its_first_character(who: str) -> None:
    words = mask_person(who).replace(",", " ").replace("的", " ").split()
    assert all(set(word[1:]) == {"*"} for word in words)


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13812345678", "138****5678"),
        ("5551234", "****34"),
        ("037312345678", "037****5678"),
        ("61234", "****34"),
        ("6123", "****"),
        ("", "****"),
    ],
)
def test_a_phone_number_keeps_its_ends(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


def test_an_account_number_keeps_its_last_four_digits() -> None:
    assert mask_account(AccountNumber("4179671234")) == "****1234"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("阎超家的表坏了,打13812345678", "阎*家的表坏了,打138****5678"),
        ("户号4179671234,座机0373-5551234", "户号****1234,座机037****1234"),
        ("王秀英、王秀英兰家断线", "王**、王***家断线"),
        ("前柳小学 2026年11月修好3处,共1,234.56元", "前柳小学 2026年11月修好3处,共1,234.56元"),
        ("全角13812345678", "全角138****5678"),
        ("", ""),
    ],
)
def test_what_somebody_wrote_names_nobody(text: str, masked: str) -> None:
    assert mask_text(text, ["阎超", "王秀英(已故)", "王秀英兰", "前柳小学", "超", ""]) == masked


@given(
    st.lists(st.text("王阎欧阳琰璟珺(已故)", min_size=2, max_size=5), max_size=5),
    st.lists(st.sampled_from(["的表", ",", "家 "]), min_size=5, max_size=5),
)
def test_no_name_of_a_person_is_left_in_a_text(names: list[str], between: list[str]) -> None:
    masked = mask_text("".join(name + word for name, word in zip(names, between, strict=False)), names)
    assert not any(name.strip() in masked for name in names if len(name.strip()) > 1)


@given(st.text("0123456789", max_size=14))
def test_of_a_short_number_less_than_half_is_shown(number: str) -> None:
    for masked in (mask_account(AccountNumber(number)), mask_phone(number)):
        shown = sum(character.isdigit() for character in masked)
        assert 2 * shown < len(number) or not shown or len(number) >= 11


@given(st.text("王李张刘陈阎欧阳司马诸葛建国秀英小学公司丰超", min_size=2, max_size=12))
def test_of_a_person_one_character_is_left_and_nothing_else(name: str) -> None:
    masked = mask_name(name)
    assert masked == name[0] + "*" * (len(name) - 1) or (masked == name and name.endswith(("小学", "公司")))


@given(st.text("0123456789", min_size=11, max_size=13))
def test_at_least_four_digits_of_a_phone_are_never_shown(phone: str) -> None:
    assert sum(character.isdigit() for character in mask_phone(phone)) <= len(phone) - 4
