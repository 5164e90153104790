import pytest

from collector_desktop.domain.pin import PinTooShort, PinTooSimple, check_pin


@pytest.mark.parametrize(
    ("typed", "digits"), [("730914", "730914"), (" ７３０９１４ ", "730914"), ("0" * 10 + "1289", "00000000001289")]
)
def test_a_pin_is_six_digits_or_more_however_they_are_typed(typed: str, digits: str) -> None:
    assert check_pin(typed) == digits


@pytest.mark.parametrize("typed", ["", "73091", "7309 14", "73091a", "-730914", "٧٣٠٩١٤", "1" * 21])
def test_what_is_no_pin_is_refused(typed: str) -> None:
    with pytest.raises(PinTooShort):
        check_pin(typed)


@pytest.mark.parametrize("typed", ["000000", "123456", "987654", "890123", "121212"])
def test_the_first_digits_anybody_would_try_are_refused(typed: str) -> None:
    with pytest.raises(PinTooSimple):
        check_pin(typed)
