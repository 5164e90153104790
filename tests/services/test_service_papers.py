"""Papers of the free service as the books make them."""

from datetime import date

import pypdfium2
import pytest
from two_seats import DAY, TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import AccountUnknown
from collector_desktop.domain.refusals_serving import BookingUnknown
from collector_desktop.domain.service_check import CheckedItem, CheckItem, CheckResult
from collector_desktop.domain.visit import Slot
from collector_desktop.services import checking, savers, serving
from collector_desktop.services.checking import CompleteCheck
from collector_desktop.services.savers import NoteSaver
from collector_desktop.services.service_papers import blank_slip, filled_slip, tariff_sheet
from collector_desktop.services.serving import BookCheck

PROMPT, OWING, NOBODY = (AccountNumber(number) for number in ("4100000001", "4100000002", "4100000099"))
TODAY = date(2026, 12, 15)


def text(pdf: bytes) -> str:
    """Everything on the paper."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_the_slip_of_a_bank_saver_names_that_as_its_ground(doors: TwoSeats) -> None:
    noted = NoteSaver(id=new_act_id(), account=OWING, active=True, bank="柳泉信用社", last_digits="6677")
    savers.note(doors.laptop, noted, stamp(2))
    assert "银行代扣户" in text(blank_slip(doors.laptop, OWING, TODAY))


def test_a_slip_to_take_along_says_when_and_why_and_one_filled_in_what_was_found(doors: TwoSeats) -> None:
    doors.pay(PROMPT, 10000, stamp(2))
    later = stamp(3, TODAY)
    booking = BookCheck(id=new_act_id(), account=PROMPT, on=TODAY, slot=Slot.EVENING, note="晚饭后")
    serving.book(doors.laptop, booking, later)
    blank = text(blank_slip(doors.laptop, PROMPT, TODAY))
    assert all(told in blank for told in ("阎01", "2026年12月15日 周二 晚上 18:30-20:30", "按时交费户", "晚饭后"))
    item = CheckedItem(item=CheckItem.WIRES, result=CheckResult.FAULT, note="绝缘老化")
    made = CompleteCheck(id=new_act_id(), account=PROMPT, slot=Slot.EVENING, items=(item,), repaired="包扎")
    checking.complete(doors.laptop, made, later)
    filled = text(filled_slip(doors.laptop, made.id))
    assert all(told in filled for told in ("绝缘老化", "包扎", "2026年12月15日"))


def test_the_plain_sheet_explains_what_is_owed_or_the_newest_bill(doors: TwoSeats) -> None:
    assert "¥100.50" in text(tariff_sheet(doors.laptop, OWING, TODAY))
    doors.pay(OWING, 10000, stamp(2))
    assert "这笔不用再交" in text(tariff_sheet(doors.laptop, OWING, DAY))


def test_no_paper_of_nobody_or_of_a_check_nobody_made(doors: TwoSeats) -> None:
    with pytest.raises(AccountUnknown):
        blank_slip(doors.laptop, NOBODY, TODAY)
    with pytest.raises(AccountUnknown):
        tariff_sheet(doors.laptop, NOBODY, TODAY)
    with pytest.raises(BookingUnknown):
        filled_slip(doors.laptop, ActId("no"))
