from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, show, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.day_close import CashCount
from collector_desktop.domain.money import Money
from collector_desktop.domain.over_short import CashOutcome
from collector_desktop.security.enrolment import read_request
from collector_desktop.services import handing_over, voiding
from collector_desktop.services.closing import close
from collector_desktop.services.deciding_cash import DecideCash, decide_cash
from collector_desktop.services.setting_policy import SetRules, set_rules
from collector_desktop.store.queries import sync
from collector_desktop.ui.collector.sync.page import SyncPage


def open_page(seats: Seats, qtbot: QtBot) -> SyncPage:
    page = SyncPage(seats.session)
    show(page, qtbot)
    page.activated()
    return page


def hand_over(page: SyncPage, seats: Seats, qtbot: QtBot) -> Path:
    with qtbot.waitSignal(page.changed):
        press(qtbot, Qt.Key.Key_Return)
    return max(seats.folder.glob("*.zsday"))


def test_one_key_writes_the_day_package_where_it_was_written_before(seats: Seats, qtbot: QtBot) -> None:
    seats.pay(seats.owing(0).account)
    page = open_page(seats, qtbot)
    assert focused() is page.hand_over
    package = hand_over(page, seats, qtbot)
    assert package.name in page.notice.text
    assert page.model.rows[0].name == package.name
    assert seats.take_in(package).payments == 1


def test_a_route_that_lies_in_the_folder_is_offered_and_taken_without_a_dialog(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    assert not page.take_route.isEnabled()
    seats.pay(seats.owing(0).account)
    seats.take_in(hand_over(page, seats, qtbot))
    seats.issue()
    page.activated()
    assert page.take_route.isEnabled()
    with qtbot.waitSignal(page.changed) as told:
        page.take_route.click()
    assert Topic.SNAPSHOT in told.args[0].topics
    assert "第 2 号" in page.notice.text
    with seats.session.ledger.reading() as conn:
        assert sync.status(conn, seats.session.seat.device).unsent == 0


def test_acts_the_station_has_not_read_are_named_when_a_route_is_taken(seats: Seats, qtbot: QtBot) -> None:
    route = seats.issue()
    seats.pay(seats.owing(0).account, Money(1000))
    page = open_page(seats, qtbot)
    with qtbot.waitSignal(page.changed):
        page.take_route_from(route)
    assert "1 笔仍然有效" in page.notice.text


def test_rules_the_station_changed_are_told_when_a_route_is_taken(seats: Seats, qtbot: QtBot) -> None:
    asked = SetRules(id=new_act_id(), version=1, wanted={"penalty.cap_percent": "20"}, reason="县公司通知")
    set_rules(seats.station, asked, seats.stamp())
    page = open_page(seats, qtbot)
    with qtbot.waitSignal(page.changed):
        page.take_route_from(seats.issue())
    assert "所里改了参数——违约金上限,占欠费本金:30% → 20%" in page.notice.text


def test_what_the_station_decided_of_a_drawer_is_told_when_a_route_is_taken(seats: Seats, qtbot: QtBot) -> None:
    session = seats.session
    taken = seats.pay(seats.owing(0).account).received
    close(session.ledger, DAY, CashCount.of({1: taken.fen - 100}), "找错零钱", session.stamp())
    seats.take_in(handing_over.hand_over(session.ledger, seats.folder, session.stamp()).path)
    decision = DecideCash(
        id=new_act_id(),
        device=session.seat.device,
        day=DAY,
        outcome=CashOutcome.MADE_GOOD,
        amount=Money(-100),
        paper="0088",
    )
    decide_cash(seats.station, decision, seats.stamp())
    page = open_page(seats, qtbot)
    with qtbot.waitSignal(page.changed):
        page.take_route_from(seats.issue())
    assert "所里定了长短款——11月23日 短款 1.00 元:收费员补足,凭证 0088" in page.notice.text


def test_the_same_route_twice_changes_nothing_and_says_so(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    route = seats.issue()
    for _ in range(2):
        with qtbot.waitSignal(page.changed):
            page.take_route_from(route)
    assert "已经取过" in page.notice.text


def test_a_file_that_is_no_package_is_refused_in_plain_words(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    wrong = seats.folder / "照片.zsroute"
    wrong.write_bytes(b"\xff\xd8\xff\xe0 a photograph")
    with qtbot.waitSignal(page.changed):
        page.take_route_from(wrong)
    assert page.notice.isVisible()
    assert "(" not in page.notice.text
    assert len(page.model.rows) == 1


def test_a_pulled_stick_is_a_fault_and_the_books_are_as_before(seats: Seats, qtbot: QtBot) -> None:
    seats.pay(seats.owing(0).account)
    page = open_page(seats, qtbot)
    page._exchange.choose_folder(seats.folder / "pulled out")
    page.activated()
    with qtbot.waitSignal(page.changed):
        press(qtbot, Qt.Key.Key_Return)
    assert "优盘" in page.notice.text
    assert len(page.model.rows) == 1
    assert page.hand_over.isEnabled()


def test_the_folder_chosen_is_remembered(seats: Seats, qtbot: QtBot) -> None:
    stick = seats.folder / "stick"
    stick.mkdir()
    open_page(seats, qtbot)._exchange.choose_folder(stick)
    seats.pay(seats.owing(0).account)
    page = open_page(seats, qtbot)
    with qtbot.waitSignal(page.changed):
        page.hand_over_now()
    assert len(list(stick.glob("*.zsday"))) == 1


def test_what_a_person_must_look_at_is_told_in_words(seats: Seats, qtbot: QtBot) -> None:
    receipt = seats.pay(seats.owing(0).account)
    voiding.void(seats.session.ledger, receipt.number, "收错户", seats.session.stamp())
    page = open_page(seats, qtbot)
    moments = page.attention.timeline.moments
    assert "收错户" in moments.data(moments.index(0))


def test_the_page_reads_again_when_something_changed(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    before = page._out._large.text()
    seats.pay(seats.owing(0).account)
    page.refresh(Changes())
    assert page._out._large.text() == before
    page.refresh(Changes(topics=frozenset({Topic.RECEIPTS})))
    assert page._out._large.text() == "1 笔还没交所"


def test_the_models_keep_the_rules_of_models(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(model, fatal) for model in (page.model, page.attention.timeline.moments)]
    page.model.sort(1)
    page.reload()
    assert len(testers) == 2


def test_every_control_has_a_name_and_room_for_a_finger(seats: Seats, qtbot: QtBot) -> None:
    assert unnamed_or_small(open_page(seats, qtbot)) == []


def test_everything_is_handed_over_again_for_a_station_that_lost_lines(seats: Seats, qtbot: QtBot) -> None:
    seats.pay(seats.owing(0).account)
    page = open_page(seats, qtbot)
    seats.take_in(hand_over(page, seats, qtbot))
    with qtbot.waitSignal(page.changed):
        page.take_route_from(seats.issue())
    with qtbot.waitSignal(page.changed):
        page._out.more.click()
    taken = seats.take_in(max(seats.folder.glob("*.zsday")))
    assert (taken.known_lines > 2, taken.payments) == (True, 0)


def test_a_laptop_writes_its_request_again_for_a_station_that_forgot_it(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    page._in.more.click()
    (written,) = seats.folder.glob("登记申请_01号机_*.zsreq")
    request = read_request(written.read_bytes())
    assert request.keys == seats.session.keys.public
    assert request.fingerprint in page.notice.text
    assert "enrol --again 01" in page.notice.text
    assert unnamed_or_small(page) == []
