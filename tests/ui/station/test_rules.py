"""参数 at the station: rules found by typing, changed by the manager with a reason, told to everybody."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from staffed_seats import BOSS, CLERK, acting, name_people, session_of
from ui_hand import press, type_text, unnamed_or_small
from ui_seats import Seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.names import Badge
from collector_desktop.domain.policy import AllocationOrder, Policy
from collector_desktop.domain.rules import RULES
from collector_desktop.services.setting_policy import SetRules, set_rules
from collector_desktop.store.books_check import check_books
from collector_desktop.store.queries import policies
from collector_desktop.ui.look import Look
from collector_desktop.ui.station.desk import DEVICES, StationDesk
from collector_desktop.ui.station.devices.page import RULES as RULES_TAB
from collector_desktop.ui.station.devices.rule_form import RuleForm, Several
from collector_desktop.ui.station.devices.rules_tab import RulesTab
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.money_edit import MoneyEdit


def opened(seats: Seats, look: Look, qtbot: QtBot, badge: Badge) -> StationDesk:
    name_people(seats)
    desk = StationDesk(session_of(seats, look, badge))
    qtbot.addWidget(desk)
    with qtbot.waitActive(desk):
        desk.show()
        desk.activateWindow()
    desk.go(DEVICES)
    desk.devices.go(RULES_TAB)
    return desk


@pytest.fixture
def tab(seats: Seats, look: Look, qtbot: QtBot) -> Iterator[RulesTab]:
    """The manager's tab."""
    desk = opened(seats, look, qtbot, BOSS)
    yield desk.devices.rules
    desk.hand_on()
    desk.close()


@pytest.fixture
def clerks(seats: Seats, look: Look, qtbot: QtBot) -> Iterator[RulesTab]:
    """The clerk's tab."""
    desk = opened(seats, look, qtbot, CLERK)
    yield desk.devices.rules
    desk.hand_on()
    desk.close()


def policy(seats: Seats) -> Policy:
    with seats.station.reading() as conn:
        return policies.policy(conn)


def form_for(tab: RulesTab, field: str) -> RuleForm:
    tab.ask(next(line for line in tab.model.rows if line.rule.field == field))
    form = tab.panel.content
    assert isinstance(form, RuleForm)
    return form


def confirm(tab: RulesTab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab._job.ended):
        tab.panel.primary.click()


def test_a_rule_is_found_by_typing_and_changed_with_a_reason_from_the_keyboard(
    tab: RulesTab, seats: Seats, qtbot: QtBot
) -> None:
    assert len(tab.model.rows) == len(RULES)
    type_text(qtbot, "39")
    assert tab.search.text() == "39"
    assert {line.group for line in tab.model.rows} == {"违约金", "催收阶梯"}
    tab.search.setText("上限 手中")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return)
    form = tab.panel.content
    assert isinstance(form, RuleForm)
    assert isinstance(form.editor, MoneyEdit)
    type_text(qtbot, "6000")
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "notice 12")
    with qtbot.waitSignal(tab._job.ended):
        press(qtbot, Qt.Key.Key_Return)
    assert policy(seats).payment.cash_blocks_at.fen == 600_000
    assert "下次派工后各笔记本生效" in tab.notice.text
    assert "5,000.00 元 → 6,000.00 元" in tab.notice.text
    (line,) = tab.past.rows
    assert (line.who, line.said.reason) == ("郑所长", "notice 12")
    with seats.station.reading() as conn:
        assert check_books(conn, seats.station.seat.kind).problems == ()


def test_what_the_law_forbids_and_a_missing_reason_are_said_at_the_field(tab: RulesTab, qtbot: QtBot) -> None:
    form = form_for(tab, "penalty.residential_permille")
    confirm(tab, qtbot)
    assert "reason" in form.errors()
    form.reason.setText("试")
    assert hasattr(form.editor, "setText")
    form.editor.setText("2")
    confirm(tab, qtbot)
    assert "《供电营业规则》" in form.errors()["value"]
    assert tab.panel.isVisible()


def test_each_kind_of_rule_has_an_editor_of_its_own(tab: RulesTab, seats: Seats, qtbot: QtBot) -> None:
    form = form_for(tab, "payment.order")
    assert isinstance(form.editor, Choice)
    form.editor.choose(AllocationOrder.INTEREST_FIRST)
    form.reason.setText("合同约定")
    confirm(tab, qtbot)
    form = form_for(tab, "requests.manager_decides")
    assert isinstance(form.editor, Several)
    form.editor.boxes["waiver"].setChecked(True)
    form.reason.setText("县公司通知")
    confirm(tab, qtbot)
    form = form_for(tab, "payment.part_payment_allowed")
    assert isinstance(form.editor, Choice)
    form.editor.choose("false")
    form.reason.setText("县公司通知")
    confirm(tab, qtbot)
    now = policy(seats)
    assert now.payment.order is AllocationOrder.INTEREST_FIRST
    assert "waiver" in now.requests.manager_decides
    assert not now.payment.part_payment_allowed
    assert now.version == 4


def test_every_rule_but_the_holidays_opens_with_an_editor(tab: RulesTab) -> None:
    for line in tab.model.rows:
        if line.rule.field == "holidays":
            continue
        assert form_for(tab, line.rule.field).typed() is not None
        tab.panel.close_panel()


def test_who_looked_at_older_rules_is_told_and_sees_the_new_ones(tab: RulesTab, seats: Seats, qtbot: QtBot) -> None:
    form = form_for(tab, "penalty.cap_percent")
    asked = SetRules(id=new_act_id(), version=1, wanted={"hotline": "0373-1234567"}, reason="另一位")
    set_rules(seats.station, asked, acting(seats))
    assert hasattr(form.editor, "setText")
    form.editor.setText("20")
    form.reason.setText("通知")
    confirm(tab, qtbot)
    assert "已经" in tab.panel.notice.text or "刚刚被别人改过" in tab.panel.notice.text
    assert policy(seats).penalty.cap_percent == 30
    assert tab.past.rows[0].said.reason == "另一位"


def test_a_clerk_reads_every_rule_and_changes_none(clerks: RulesTab) -> None:
    assert len(clerks.model.rows) == len(RULES)
    assert not clerks.edit.isEnabled()
    assert not clerks.load.isEnabled()
    clerks.ask(clerks.model.rows[0])
    assert not clerks.panel.isVisible()


def test_next_year_s_holidays_are_missed_in_november_and_loaded_from_a_file(
    tab: RulesTab, seats: Seats, qtbot: QtBot
) -> None:
    assert "2027 年的还没有装入" in tab.holidays.text()
    assert tab.holidays.property("tone") == "warn"
    off = [{"name": "元旦", "first": "2027-01-01", "last": "2027-01-03"}]
    year = {"year": 2027, "notice": "国办发明电〔2026〕1号", "off": off, "worked": []}
    file = seats.folder / "2027.json"
    file.write_text("{}", encoding="utf-8")
    with qtbot.waitSignal(tab._job.ended):
        tab.load_file(file)
    assert "节假日文件不对" in tab.notice.text
    file.write_text(json.dumps({"years": [year]}), encoding="utf-8")
    with qtbot.waitSignal(tab._job.ended):
        tab.load_file(file)
    assert tab.holidays.text() == "节假日安排已装到 2027 年"
    assert not policy(seats).calendar.is_working_day(date(2027, 1, 1))


def test_everything_on_the_tab_has_a_name_and_is_large_enough(tab: RulesTab) -> None:
    QApplication.processEvents()
    assert unnamed_or_small(tab) == []
