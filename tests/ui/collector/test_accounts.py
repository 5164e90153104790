from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, show, type_text, unnamed_or_small
from ui_seats import HOUSEHOLDS, Seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.visit import Outcome, Promise, Slot
from collector_desktop.services import savers, serving
from collector_desktop.services.savers import NoteSaver
from collector_desktop.services.serving import QuickService
from collector_desktop.services.visiting import RecordVisit, record
from collector_desktop.ui.collector.accounts.page import AccountsPage
from collector_desktop.ui.collector.accounts.presenter import Owing


def open_page(seats: Seats, qtbot: QtBot) -> AccountsPage:
    page = AccountsPage(seats.session)
    with qtbot.waitSignal(page.loaded):
        show(page, qtbot)
    page.activated()
    return page


def shown(page: AccountsPage) -> list[AccountNumber]:
    return [line.number for line in page.model.rows]


def history_of(page: AccountsPage, account: AccountNumber) -> str:
    page.table.go_to(shown(page).index(account))
    page._show_history()
    moments = page.history.events.moments
    return "\n".join(moments.data(moments.index(at)) for at in range(moments.rowCount()))


def test_everybody_is_listed(seats: Seats, qtbot: QtBot) -> None:
    assert len(shown(open_page(seats, qtbot))) == HOUSEHOLDS


def test_typing_in_the_list_finds_and_enter_opens_the_card(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    wanted = page.model.rows[7].number
    type_text(qtbot, wanted)
    assert focused() is page.finder
    assert shown(page) == [wanted]
    with qtbot.waitSignal(page.card_wanted) as opened:
        press(qtbot, Qt.Key.Key_Return)
    assert opened.args == [wanted]
    press(qtbot, Qt.Key.Key_Escape)
    assert len(shown(page)) == HOUSEHOLDS
    assert focused() is page.table


def test_the_list_is_narrowed_by_village_and_by_what_is_owed(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    page.village.setCurrentIndex(1)
    assert {line.village for line in page.model.rows} == {page.village.currentText()}
    page.owing.setCurrentIndex(page.owing.findData(Owing.OVERDUE))
    assert all(line.overdue_days for line in page.model.rows)
    type_text(qtbot, "q" * 9)
    assert shown(page) == []
    assert "没有这样的户" in page._stack.currentWidget().findChild(type(page._sum)).text()


@pytest.mark.parametrize(
    ("address", "place"),
    [("前柳村3组32号杆", "前柳村3组32号杆"), ("3组32号杆", "前柳村 3组32号杆"), ("32号杆", "前柳村 3组 32号杆")],
)
def test_a_place_names_village_and_group_once(address: str, place: str, seats: Seats, qtbot: QtBot) -> None:
    line = open_page(seats, qtbot).model.rows[0]
    known = line.model_copy(update={"village": "前柳村", "group": "3组", "address": address})
    assert known.place == place


def test_a_household_that_owes_penalty_alone_owes_here_what_it_owes_at_its_door(seats: Seats, qtbot: QtBot) -> None:
    door = next(each for each in map(seats.owing, range(HOUSEHOLDS)) if len(each.months) == 1 and each.overdue_days)
    page = open_page(seats, qtbot)
    penalty = next(line.penalty for line in page.model.rows if line.number == door.account)
    seats.pay(door.account, door.due - penalty)
    page.refresh(Changes(topics=frozenset({Topic.BILLS}), accounts=frozenset({door.account})))
    line = next(line for line in page.model.rows if line.number == door.account)
    assert (line.due, line.penalty, line.bills_open) == (penalty, penalty, 1)
    page = open_page(seats, qtbot)
    assert line in page.model.rows


def test_a_sort_and_the_columns_are_remembered(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    keys = [column.key for column in page.model.columns]
    page.table.sortByColumn(keys.index("due"), Qt.SortOrder.DescendingOrder)
    action = next(action for action in page.table.column_menu().actions() if action.text() == "表号")
    action.trigger()
    page.close()

    again = open_page(seats, qtbot)
    assert keys.index("meter") in again.table.columns.visible
    dues = [line.due for line in again.model.rows]
    assert dues == sorted(dues, reverse=True)


def test_the_last_column_can_not_be_hidden(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    for action in page.table.column_menu().actions():
        action.setChecked(False)
    assert len(page.table.columns.visible) == 1


def test_what_is_copied_and_exported_is_masked(seats: Seats, qtbot: QtBot, tmp_path: Path) -> None:
    page = open_page(seats, qtbot)
    for action in page.table.column_menu().actions():
        action.setChecked(True)
    page.table.selectAll()
    page.table.copy()
    file = tmp_path / "台账.xlsx"
    with qtbot.waitSignal(page.job_bar.ended):
        page.export_to(file)
    sheet = openpyxl.load_workbook(file).active
    written = "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert sheet.max_row == HOUSEHOLDS + 2
    for text in (QGuiApplication.clipboard().text(), written):
        for line in page.model.rows:
            assert line.number not in text
            assert not any(phone in text for phone in line.phones)
            assert not line.meter_number or line.meter_number not in text
        assert "<b>王</b>&英" not in text
    assert "已遮蔽" in page._notice.text or "遮蔽" in page._notice.text


def test_an_export_to_a_pulled_stick_says_so_and_leaves_nothing(seats: Seats, qtbot: QtBot, tmp_path: Path) -> None:
    page = open_page(seats, qtbot)
    (tmp_path / "file").write_bytes(b"")
    with qtbot.waitSignal(page.job_bar.ended):
        page.export_to(tmp_path / "file" / "台账.xlsx")
    assert "没有导出" in page._notice.text


def test_the_history_tells_bills_receipts_and_visits_in_words(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    session = seats.session
    visit = RecordVisit(
        id=new_act_id(),
        account=door.account,
        slot=Slot.EVENING,
        outcome=Outcome.PROMISED,
        promise=Promise(on=date(2026, 11, 25), slot=Slot.EVENING),
        note="卖了玉米就交",
    )
    record(session.ledger, visit, session.stamp())
    seats.pay(door.account, Money(150))
    told = history_of(open_page(seats, qtbot), door.account)
    for words in ("晚上上门:约时间", "约在 11月25日", "卖了玉米就交", "收款(现金) 1.50", "2026年10月 电费"):
        assert words in told
    assert "8月17日截止" in told, "the 15th was a Saturday"
    assert "8月15日" not in told


def test_a_phone_is_masked_until_it_is_asked_for(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    line = next(line for line in page.model.rows if line.phones)
    page.table.go_to(shown(page).index(line.number))
    assert line.phones[0] not in page.history._phones.text()
    page.history.reveal.click()
    assert line.phones[0] in page.history._phones.text()
    page.table.go_to((shown(page).index(line.number) + 1) % HOUSEHOLDS)
    page.table.go_to(shown(page).index(line.number))
    assert line.phones[0] not in page.history._phones.text()


def test_a_payment_elsewhere_in_the_program_is_seen_and_the_place_is_kept(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    door = seats.owing(3)
    page.table.go_to(shown(page).index(door.account))
    seats.pay(door.account)
    page.refresh(Changes(topics=frozenset({Topic.CASH})))
    assert page.table.current().due == door.due
    page.refresh(Changes(accounts=frozenset({door.account}), topics=frozenset({Topic.BILLS})))
    assert page.table.current().number == door.account
    assert page.table.current().due == Money.ZERO


def test_a_new_route_is_read_beside_the_window(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    door = seats.owing(3)
    seats.pay(door.account)
    with qtbot.waitSignal(page.loaded):
        page.refresh(Changes(topics=frozenset({Topic.SNAPSHOT})))
    assert next(line.due for line in page.model.rows if line.number == door.account) == Money.ZERO


def test_the_models_keep_the_rules_of_models(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(model, fatal) for model in (page.model, page.history.events.moments)]
    page.table.selectAll()
    page.model.sort(4, Qt.SortOrder.DescendingOrder)
    page.finder.setText("1")
    with qtbot.waitSignal(page.loaded):
        page.reload()
    assert len(testers) == 2


def test_every_control_has_a_name_and_room_for_a_finger(seats: Seats, qtbot: QtBot) -> None:
    assert unnamed_or_small(open_page(seats, qtbot)) == []


def test_the_history_tells_the_facts_of_an_account_beside_its_money(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    session, account = seats.session, page.model.rows[3].number
    serving.log_quick(session.ledger, new_act_id(), account, QuickService.REPAIR, session.stamp())
    noted = NoteSaver(id=new_act_id(), account=account, active=True, bank="柳泉信用社", last_digits="6677")
    savers.note(session.ledger, noted, session.stamp())
    said = history_of(page, account)
    assert "小修理,不收钱" in said
    assert "办了银行代扣 柳泉信用社,…6677" in said
