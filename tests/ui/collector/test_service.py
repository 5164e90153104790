"""服务: a check booked, moved, made and followed up with the keyboard; small things in one tap."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, show, type_text, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.app.demo.pictures import photo, signature
from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.serving import CheckDone, RepairDone
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.service_check import (
    BookingState,
    CheckedItem,
    CheckItem,
    CheckResult,
    Confirmation,
    FollowUp,
)
from collector_desktop.domain.visit import Slot
from collector_desktop.services import checking, serving
from collector_desktop.services.checking import CompleteCheck
from collector_desktop.services.service_papers import SIGNATURE
from collector_desktop.services.serving import BookCheck, QuickService
from collector_desktop.store.attachments import read_attachments
from collector_desktop.store.queries import policies, service
from collector_desktop.store.queries.facts import facts
from collector_desktop.ui.collector.service.entitled_tab import EntitledTab
from collector_desktop.ui.collector.service.page import ENTITLED, RECORD, WEEK, ServicePage
from collector_desktop.ui.collector.service.presenter import Stage, stage_of
from collector_desktop.ui.collector.service.record_tab import RecordTab
from collector_desktop.ui.collector.service.week_tab import WeekTab
from collector_desktop.ui.theme import DAY as DAY_LOOK
from collector_desktop.ui.theme import THEMES

TOMORROW = DAY + timedelta(days=1)
FAULT = CheckedItem(item=CheckItem.SOCKETS, result=CheckResult.FAULT, note="插座松动")


def open_page(seats: Seats, qtbot: QtBot, tab: int = ENTITLED) -> ServicePage:
    """The place, with one of its tabs open."""
    page = ServicePage(seats.session)
    show(page, qtbot)
    page.activated()
    if tab != ENTITLED:
        page.go(tab)
    return page


def entitled(page: ServicePage) -> EntitledTab:
    tab = page.tabs[ENTITLED]
    assert isinstance(tab, EntitledTab)
    return tab


def week(page: ServicePage) -> WeekTab:
    tab = page.tabs[WEEK]
    assert isinstance(tab, WeekTab)
    return tab


def record(page: ServicePage) -> RecordTab:
    tab = page.tabs[RECORD]
    assert isinstance(tab, RecordTab)
    return tab


def first_entitled(seats: Seats, at: int = 0) -> AccountNumber:
    with seats.session.ledger.reading() as conn:
        return service.households(conn, DAY, policies.policy(conn))[at].account


def book(seats: Seats, days: int, slot: Slot, at: int = 0) -> BookCheck:
    """A check booked so many days from today."""
    wanted = BookCheck(
        id=new_act_id(), account=first_entitled(seats, at), on=DAY + timedelta(days=days), slot=slot, note="晚饭后"
    )
    serving.book(seats.session.ledger, wanted, seats.session.stamp())
    return wanted


def check_with_follow_up(seats: Seats) -> CompleteCheck:
    """A check that left something to be done."""
    made = CompleteCheck(
        id=new_act_id(),
        account=first_entitled(seats),
        slot=Slot.EVENING,
        items=(FAULT,),
        follow_up=FollowUp(what="换插座", due_on=TOMORROW),
    )
    checking.complete(seats.session.ledger, made, seats.session.stamp())
    return made


def test_a_check_is_booked_with_three_keys_and_its_household_is_called_booked(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    tab = entitled(page)
    assert focused() is tab.table
    line = tab.table.current()
    assert line is not None
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_2)
    with qtbot.waitSignal(page.changed) as told:
        press(qtbot, Qt.Key.Key_Return)
    assert Topic.SERVICE in told.args[0].topics
    assert focused() is tab.table
    booked = tab.table.current()
    assert booked is not None
    assert (booked.account, stage_of(booked)) == (line.account, Stage.BOOKED)
    assert booked.booking is not None
    assert (booked.booking.on, booked.booking.slot) == (TOMORROW, Slot.NOON)
    assert "约好了" in tab.notice.text
    assert tab.count == tab.model.rowCount() - 1


def test_a_slot_that_is_full_is_refused_in_the_panel_and_another_can_be_chosen(seats: Seats, qtbot: QtBot) -> None:
    for at in range(1, 5):
        book(seats, 1, Slot.EVENING, at)
    page = open_page(seats, qtbot)
    tab = entitled(page)
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_3, Qt.Key.Key_Return)
    assert "已约满 4 户" in tab.side.book_panel.notice.text
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert tab.table.current().booking.slot is Slot.MORNING


def test_once_this_years_check_is_made_a_day_of_the_next_year_is_booked(seats: Seats, qtbot: QtBot) -> None:
    account = first_entitled(seats)
    made = CompleteCheck(
        id=new_act_id(),
        account=account,
        slot=Slot.EVENING,
        items=(CheckedItem(item=CheckItem.SOCKETS, result=CheckResult.OK),),
    )
    checking.complete(seats.session.ledger, made, seats.session.stamp())
    page = open_page(seats, qtbot)
    tab = entitled(page)
    line = tab.table.current()
    assert (line.account, stage_of(line)) == (account, Stage.USED)
    assert (tab.card.book.text(), tab.card.check.isVisible()) == ("约明年", False)
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_1, Qt.Key.Key_Return)
    booked = tab.table.current()
    assert (booked.account, stage_of(booked)) == (account, Stage.BOOKED)
    assert (booked.booking.on, booked.booking.slot) == (date(DAY.year + 1, 1, 1), Slot.MORNING)
    assert not tab.card.check.isVisible()
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert tab.table.current().booking.on == date(DAY.year + 1, 1, 2)


def test_esc_leaves_the_panel_and_books_nothing(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    tab = entitled(page)
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert focused() is tab.table
    assert not tab.side.is_asking
    assert tab.table.current().booking is None


def test_the_list_is_narrowed_to_a_village_and_to_a_stage(seats: Seats, qtbot: QtBot) -> None:
    book(seats, 1, Slot.EVENING)
    page = open_page(seats, qtbot)
    tab = entitled(page)
    everybody = tab.model.rowCount()
    tab.stage.setCurrentIndex(tab.stage.findData(Stage.BOOKED))
    assert tab.model.rowCount() == 1
    tab.stage.setCurrentIndex(0)
    tab.village.setCurrentIndex(1)
    assert 0 < tab.model.rowCount() < everybody
    assert {line.village for line in tab.model.rows} == {tab.village.currentData()}


def test_a_booking_is_called_off_with_a_reason_and_the_check_stays(seats: Seats, qtbot: QtBot) -> None:
    book(seats, 1, Slot.EVENING)
    page = open_page(seats, qtbot)
    tab = entitled(page)
    tab.card.cancel.click()
    press(qtbot, Qt.Key.Key_Return)
    assert "原因" in tab.side.notice.text
    type_text(qtbot, "outside")
    with qtbot.waitSignal(page.changed):
        press(qtbot, Qt.Key.Key_Return)
    assert stage_of(tab.table.current()) is Stage.FREE


@pytest.mark.parametrize("kind", QuickService)
def test_small_services_are_one_tap(seats: Seats, qtbot: QtBot, kind: QuickService) -> None:
    page = open_page(seats, qtbot)
    tab = entitled(page)
    with qtbot.waitSignal(page.changed):
        tab.card.quicks[kind].click()
    assert "记下了" in tab.notice.text
    assert tab.card.past.moments.rowCount() == 1
    with seats.session.ledger.reading() as conn:
        assert service.counts(conn, DAY, DAY).services == 1
        assert len(facts(conn, RepairDone)) == (kind is QuickService.REPAIR)


def test_the_week_shows_every_slot_and_enter_opens_the_check_of_today(seats: Seats, qtbot: QtBot) -> None:
    today, later = book(seats, 0, Slot.EVENING), book(seats, 1, Slot.NOON, 1)
    page = open_page(seats, qtbot, WEEK)
    tab = week(page)
    assert focused() is tab.grid
    assert tab.grid.place == (DAY, Slot.EVENING)
    assert [each.info.number for each in tab.grid.bookings] == [today.account]
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Up)
    assert [each.info.number for each in tab.grid.bookings] == [later.account]
    assert not tab.card.check.isEnabled()
    press(qtbot, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert page.check.isVisible()


def test_a_booking_is_moved_from_the_week_and_a_missed_one_is_named(seats: Seats, qtbot: QtBot) -> None:
    book(seats, 1, Slot.EVENING)
    page = open_page(seats, qtbot, WEEK)
    tab = week(page)
    tab.grid.go_to(TOMORROW, Slot.EVENING)
    tab.card.change_day.click()
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_1)
    with qtbot.waitSignal(page.changed):
        press(qtbot, Qt.Key.Key_Return)
    assert tab.grid.bookings == ()
    tab.grid.go_to(DAY + timedelta(days=2), Slot.MORNING)
    assert len(tab.grid.bookings) == 1
    with seats.session.ledger.reading() as conn:
        assert service.missed(conn, DAY + timedelta(days=3))[0].moved == 1


def test_page_keys_go_from_week_to_week(seats: Seats, qtbot: QtBot) -> None:
    book(seats, 8, Slot.MORNING)
    page = open_page(seats, qtbot, WEEK)
    tab = week(page)
    assert tab.count == 0
    press(qtbot, Qt.Key.Key_PageDown)
    assert tab.count == 1
    press(qtbot, Qt.Key.Key_PageUp)
    assert tab.count == 0
    QAbstractItemModelTester(tab.grid.cells, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_check_is_written_down_kept_and_its_slip_shown(seats: Seats, qtbot: QtBot) -> None:
    wanted = book(seats, 0, Slot.EVENING)
    page = open_page(seats, qtbot)
    page.open_check(wanted.account)
    view = page.check
    press(qtbot, Qt.Key.Key_Return)  # 全部合格
    view.checklist.rows[CheckItem.SOCKETS].buttons[CheckResult.FAULT].click()
    type_text(qtbot, "loose")
    view.keep()
    assert "1 项不合格" in view.notice.text
    view.repaired.setFocus()
    type_text(qtbot, "fixed")
    with qtbot.waitSignal(page.changed):
        qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with seats.session.ledger.reading() as conn:
        (kept,) = facts(conn, CheckDone)
        assert service.week(conn, DAY)[0].state is BookingState.DONE
    assert (kept.about, kept.repaired, kept.confirmation) == (wanted.id, "fixed", Confirmation.SIGNED_ON_PAPER)
    assert {line.item: line.note for line in kept.items}[CheckItem.SOCKETS] == "loose"
    tab = record(page)
    assert tab.isVisible()
    assert tab.table.current().fact.id == kept.id
    press(qtbot, Qt.Key.Key_Return)
    assert page.slip.isVisible()
    press(qtbot, Qt.Key.Key_Escape)
    assert focused() is tab.table


def test_what_was_written_of_a_check_is_there_again_after_the_lid_was_closed(seats: Seats, qtbot: QtBot) -> None:
    account = first_entitled(seats)
    page = open_page(seats, qtbot)
    page.open_check(account)
    page.check.checklist.rows[CheckItem.WIRES].buttons[CheckResult.FAULT].click()
    type_text(qtbot, "old")
    page.check.findings.setFocus()
    type_text(qtbot, "worn")
    page.check.back.click()
    again = open_page(seats, qtbot)
    again.open_check(account)
    assert again.check.checklist.rows[CheckItem.WIRES].line.note == "old"
    assert again.check.findings.text() == "worn"


def sign(page: ServicePage, qtbot: QtBot) -> None:
    """A stroke across the pad."""
    pad = page.check.sign_view.pad
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 60))
    for step in range(1, 8):
        qtbot.mouseMove(pad, QPoint(40 + 20 * step, 60 + 12 * (step % 3)))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(200, 80))


def test_a_signature_on_screen_and_photos_made_smaller_are_kept_with_the_check(
    seats: Seats, qtbot: QtBot, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.png"
    QImage(4000, 3000, QImage.Format.Format_RGB32).save(str(photo))
    (tmp_path / "list.txt").write_text("no picture")
    page = open_page(seats, qtbot)
    page.open_check(first_entitled(seats))
    view = page.check
    view.checklist.all_well.click()
    view.photos.take(tmp_path / "list.txt")
    assert "list.txt" in view.notice.text
    view.photos.take(photo)
    view.photos.take(photo)
    view.photos.take_off.click()
    view.sign.click()
    assert not view.sign_view.done.isEnabled()
    sign(page, qtbot)
    view.sign_view.done.click()
    assert view.checklist.isVisible()
    with qtbot.waitSignal(page.changed):
        view.keep()
    with seats.session.ledger.reading() as conn:
        (kept,) = facts(conn, CheckDone)
        pictures = read_attachments(conn, kept.attachments)
    assert kept.confirmation is Confirmation.SIGNED_ON_SCREEN
    assert [each.title for each in kept.attachments] == ["现场照片 1", SIGNATURE]
    images = [QImage.fromData(pictures[each.sha256]) for each in kept.attachments]
    assert (images[0].width(), images[0].height()) == (1600, 1200)
    assert 0 < images[1].width() < 400


def test_what_was_photographed_and_signed_is_seen_beside_the_record_and_large(seats: Seats, qtbot: QtBot) -> None:
    files = (photo("插座烧黑"), signature(SIGNATURE))
    made = CompleteCheck(
        id=new_act_id(), account=first_entitled(seats), slot=Slot.EVENING, items=(FAULT,), repaired="换了", files=files
    )
    checking.complete(seats.session.ledger, made, seats.session.stamp())
    page = open_page(seats, qtbot, RECORD)
    tab = record(page)
    assert tab.card.strip.titles == ("插座烧黑", SIGNATURE)
    tab.card.strip.buttons[0].click()
    assert tab.photo.isVisible()
    press(qtbot, Qt.Key.Key_Escape)
    assert not tab.photo.isVisible()


def test_a_signature_is_left_out_if_the_paper_was_signed_instead(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    page.open_check(first_entitled(seats))
    view = page.check
    view.checklist.all_well.click()
    view.sign.click()
    press(qtbot, Qt.Key.Key_Escape)
    assert view.checklist.isVisible()
    view.sign.click()
    sign(page, qtbot)
    view.sign_view.wipe.click()
    assert not view.sign_view.done.isEnabled()
    sign(page, qtbot)
    view.sign_view.done.click()
    view.confirmation.setCurrentIndex(view.confirmation.findData(Confirmation.FINGERPRINT_ON_PAPER))
    view.keep()
    with seats.session.ledger.reading() as conn:
        (kept,) = facts(conn, CheckDone)
    assert (kept.confirmation, kept.attachments) == (Confirmation.FINGERPRINT_ON_PAPER, ())


def test_a_follow_up_is_named_and_closed_with_what_was_done(seats: Seats, qtbot: QtBot) -> None:
    check_with_follow_up(seats)
    page = open_page(seats, qtbot, RECORD)
    tab = record(page)
    assert tab.count == 1
    assert "1 项还要处理" in tab.due.text
    assert page.row.tabs[RECORD].text() == "记录  待处理 1"
    tab.due.findChild(QAbstractButton).click()
    press(qtbot, Qt.Key.Key_Return)
    assert "原因" in tab.notice.text
    tab.card.what.setFocus()
    type_text(qtbot, "replaced")
    with qtbot.waitSignal(page.changed):
        press(qtbot, Qt.Key.Key_Return)
    assert tab.count == 0
    assert not tab.due.isVisible()
    assert tab.model.rowCount() == 2


def test_the_plain_sheet_and_the_work_slip_are_shown_and_printed(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    tab = entitled(page)
    for button in (tab.card.sheet, tab.card.slip):
        button.click()
        assert page.slip.isVisible()
        press(qtbot, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "已打印" in page.slip.notice.text)
        press(qtbot, Qt.Key.Key_Escape)
    assert (seats.folder / "printed.pdf").stat().st_size > 0


def test_a_tab_reads_again_only_when_something_it_shows_has_changed(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    book(seats, 1, Slot.EVENING)
    page.refresh(Changes(topics=frozenset({Topic.CASH})))
    assert entitled(page).table.current().booking is None
    page.refresh(Changes(topics=frozenset({Topic.SERVICE})))
    assert entitled(page).table.current().booking is not None
    page.go(WEEK)
    assert week(page).count == 1


@pytest.mark.parametrize("theme", THEMES)
def test_every_tab_fits_and_everything_has_a_name_and_a_size(seats: Seats, qtbot: QtBot, theme: str) -> None:
    book(seats, 0, Slot.EVENING)
    check_with_follow_up(seats)
    seats.session.look.wear(THEMES[theme])
    page = open_page(seats, qtbot)
    views: tuple[Callable[[], object], ...] = (
        lambda: page.go(ENTITLED),
        lambda: page.go(WEEK),
        lambda: page.go(RECORD),
        lambda: page.open_check(first_entitled(seats)),
        lambda: [row.buttons[CheckResult.FAULT].click() for row in page.check.checklist.rows.values()],
        lambda: page.check.keep(),
        lambda: page.check.open_pad(),
    )
    for view in views:
        view()
        assert unnamed_or_small(page) == []
        assert page.minimumSizeHint().width() <= page.width()
        assert page.minimumSizeHint().height() <= page.height()
    seats.session.look.wear(DAY_LOOK)
