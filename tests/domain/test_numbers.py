"""Receipt numbers and their check digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector_desktop.domain.names import DeviceCode, StationCode
from collector_desktop.domain.numbers import ReceiptNumber, check_digit
from collector_desktop.domain.refusals import ReceiptNumberNotValid

NUMBERS = st.from_type(ReceiptNumber)


def test_a_number_says_station_device_and_counter() -> None:
    number = ReceiptNumber.make(StationCode("41070305"), DeviceCode("01"), 123)
    assert number.startswith("41070305-01-000123-")
    assert (number.station, number.device, number.counter) == ("41070305", "01", 123)


def test_the_check_digit_is_that_of_the_standards_own_example() -> None:
    assert check_digit("0794") == 5


@given(NUMBERS)
def test_a_number_is_read_with_and_without_hyphens(number: ReceiptNumber) -> None:
    assert ReceiptNumber(number) == number
    assert ReceiptNumber(f" {number.replace('-', '')} ") == number


@given(NUMBERS, st.data())
def test_every_single_wrong_digit_is_found(number: ReceiptNumber, data: st.DataObject) -> None:
    places = [place for place, character in enumerate(number) if character != "-"]
    place = data.draw(st.sampled_from(places))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number[place]]))
    with pytest.raises(ReceiptNumberNotValid):
        ReceiptNumber(number[:place] + wrong + number[place + 1 :])


@pytest.mark.parametrize("text", ["", "41070305-01-000123", "4107030501000123", "abc", "41070305-01-00012-3"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ReceiptNumberNotValid):
        ReceiptNumber(text)
