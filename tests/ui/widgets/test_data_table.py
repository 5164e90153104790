from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, show, type_text, unnamed_or_small
from ui_seats import Seats

from collector_desktop.domain.masking import mask_account, mask_name
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.store.queries import accounts, policies
from collector_desktop.ui.session import Session
from collector_desktop.ui.table_looks import TableLook, TableLooks
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.rows_model import Column, RowsModel
from collector_desktop.ui.widgets.table_columns import TableColumns

NAME, NUMBER, DUE, DAYS, VILLAGE = range(5)


@dataclass(frozen=True)
class Line:
    """A row of the table under test."""

    name: str
    number: AccountNumber
    due: Money
    days: int
    village: str = "前柳村"


ROWS = (
    Line("张三丰", AccountNumber("4107030001"), Money(90000), 9),
    Line("李四", AccountNumber("4107030002"), Money(100000), 100),
    Line("王五", AccountNumber("4107030003"), Money(0), 0, "=1+1"),
    Line("赵六", AccountNumber("4107030004"), Money(90000), 20),
)


def column(key: str, title: str, of: Callable[[Line], str], width: int = 120, **more: Any) -> Column[Line]:
    return Column(**{"key": key, "title": title, "text": of, "order": of, "outside": of, "width": width, **more})


def columns() -> tuple[Column[Line], ...]:
    return (
        column("name", "户名", lambda row: mask_name(row.name)),
        column("number", "户号", lambda row: row.number, outside=lambda row: mask_account(row.number)),
        column("due", "欠费", _due, 110, order=lambda row: row.due, outside=lambda row: row.due),
        column(
            "days", "逾期", lambda row: f"{row.days} 天", 90, order=lambda row: row.days, outside=lambda row: row.days
        ),
        column("village", "村", lambda row: row.village, fills=True),
        column("meter", "表号", lambda _row: "7", 90, hidden=True),
    )


def _due(row: Line) -> str:
    return row.due.grouped() if row.due else ""


def table_of(session: Session, described: tuple[Column[Line], ...] | None = None) -> DataTable[Line]:
    model = RowsModel(described or columns(), session.look, account=lambda row: row.number)
    table: DataTable[Line] = DataTable("欠费户", model, session, "test")
    model.setParent(table)
    model.show(ROWS)
    return table


@pytest.fixture
def table(seats: Seats, qtbot: QtBot) -> Iterator[DataTable[Line]]:
    table = table_of(seats.session)
    show(table, qtbot)
    table.setFocus()
    yield table
    menu = QApplication.activePopupWidget()
    if menu is not None:
        menu.close()


def rows(table: DataTable[Line]) -> list[str]:
    return [row.name for row in table._rows.rows]


def titles(table: DataTable[Line]) -> list[str]:
    return [column.title for column in table.visible_columns()]


def widths(table: DataTable[Line]) -> dict[str, int]:
    return {table._rows.columns[at].key: table.columnWidth(at) for at in table.columns.visible}


def reopened(table: DataTable[Line], session: Session, qtbot: QtBot, described=None) -> DataTable[Line]:
    """The table closed and made anew, as another start does."""
    table.close()
    again = table_of(session, described)
    show(again, qtbot)
    return again


def choose(menu: QMenu, *path: str) -> None:
    """Trigger an entry of a menu by its text, through its submenus."""
    action = next(action for action in menu.actions() if action.text().split("\t")[0].rstrip(" ↑↓") == path[0])
    if len(path) > 1:
        below = action.menu()
        assert isinstance(below, QMenu)
        choose(below, *path[1:])
    else:
        action.trigger()


def press_ctrl(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(focused(), key, Qt.KeyboardModifier.ControlModifier)


def test_order_widths_hidden_columns_and_sort_are_as_left(table: DataTable[Line], seats: Seats, qtbot: QtBot) -> None:
    choose(table.menu(DUE), "「欠费」左移")
    choose(table.menu(NAME), "显示哪些列", "村")
    choose(table.menu(NAME), "显示哪些列", "表号")
    table.setColumnWidth(NAME, 333)
    table.columns.sort(DUE)
    table.columns.sort(DUE)
    left = (titles(table), widths(table), rows(table))
    again = reopened(table, seats.session, qtbot)
    assert (titles(again), widths(again), rows(again)) == left
    assert titles(again) == ["户名", "欠费", "户号", "逾期", "表号"]
    assert rows(again) == ["李四", "张三丰", "赵六", "王五"]


def test_each_seat_and_each_table_remembers_for_itself(table: DataTable[Line], seats: Seats, qtbot: QtBot) -> None:
    table.columns.sort(DAYS)
    table.close()
    assert seats.session.tables.of("collector/test").sorted_by == "days"
    at_the_station = replace(seats.station_session(seats.session.look), tables=seats.session.tables)
    assert rows(table_of(at_the_station)) == rows_as_given()


def rows_as_given() -> list[str]:
    return [row.name for row in ROWS]


def test_a_width_is_a_share_of_what_is_seen(table: DataTable[Line], seats: Seats, qtbot: QtBot) -> None:
    table.setColumnWidth(NAME, 300)
    share = 300 / table.viewport().width()
    table.resize(table.width() * 2, table.height())
    assert table.columnWidth(NAME) == pytest.approx(share * table.viewport().width(), abs=1)
    again = reopened(table, seats.session, qtbot)
    assert again.columnWidth(NAME) == 300
    assert sum(widths(again).values()) == again.viewport().width()


def test_no_column_is_narrower_than_its_title(table: DataTable[Line], seats: Seats, qtbot: QtBot) -> None:
    least = table.columns._narrowest(NAME)
    for _ in range(20):
        table.columns.widen(NAME, -1)
    assert table.columnWidth(NAME) == least
    table.setColumnWidth(NAME, 1)
    table.columns._settle()
    assert table.columnWidth(NAME) == least
    table.resize(60, 300)
    assert min(widths(table).values()) >= 40
    again = reopened(table, seats.session, qtbot)
    assert again.columnWidth(NAME) == least


def test_everything_is_put_back(table: DataTable[Line], seats: Seats, qtbot: QtBot) -> None:
    before = (titles(table), widths(table), rows(table))
    table.columns.move(VILLAGE, -2)
    table.columns.show(NAME, False)
    table.columns.show(5, True)
    table.columns.widen(NUMBER, 4)
    table.columns.sort(DAYS)
    assert (titles(table), widths(table), rows(table)) != before
    choose(table.column_menu(), "恢复原样")
    assert (titles(table), widths(table), rows(table)) == before
    table.close()
    assert seats.session.tables.of("collector/test") == TableLook(table="collector/test")


def test_a_later_version_may_have_other_columns(table: DataTable[Line], seats: Seats, qtbot: QtBot) -> None:
    table.columns.move(DAYS, -3)
    table.columns.sort(DUE)
    table.setColumnWidth(DUE, 200)
    new = column("phone", "电话", lambda _row: "1")
    name, number, _due, *rest = columns()
    again = reopened(table, seats.session, qtbot, (name, number, new, *rest))
    assert titles(again) == ["逾期", "户名", "户号", "电话", "村"]
    assert rows(again) == rows_as_given()


def test_columns_that_are_all_hidden_by_what_is_remembered_are_seen(seats: Seats, qtbot: QtBot) -> None:
    every = frozenset(column.key for column in columns())
    looks = TableLooks([TableLook(table="collector/test", hidden=every, order=("gone",), sorted_by="gone")])
    table = table_of(replace(seats.session, tables=looks))
    show(table, qtbot)
    assert titles(table) == ["户名", "户号", "欠费", "逾期", "村"]


def test_the_last_column_stays(table: DataTable[Line]) -> None:
    for action in table.column_menu().actions():
        action.setChecked(False)
    assert len(titles(table)) == 1


def test_figures_sort_by_value_and_what_is_equal_stays_as_given(table: DataTable[Line], qtbot: QtBot) -> None:
    table.columns.sort(DAYS)
    assert rows(table) == ["王五", "张三丰", "赵六", "李四"]
    table.columns.sort(DUE)
    assert rows(table) == ["王五", "张三丰", "赵六", "李四"]
    table.columns.sort(DUE)
    assert rows(table) == ["李四", "张三丰", "赵六", "王五"]
    press_ctrl(qtbot, Qt.Key.Key_O)
    assert rows(table) == rows_as_given()


def test_a_third_press_on_a_title_is_the_order_given(table: DataTable[Line], qtbot: QtBot) -> None:
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(DUE) + 30, 20)
    orders = []
    for _ in range(3):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        orders.append(rows(table)[0])
    assert orders == ["王五", "李四", "张三丰"]


def test_the_menu_opens_with_a_key_and_does_everything_the_mouse_does(table: DataTable[Line], qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    told = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert told[:4] == ["复制", "导出表格", "排序", "显示哪些列"]
    assert told[4:] == ["「户号」左移", "「户号」右移", "「户号」加宽", "「户号」收窄"]
    choose(menu, "排序", "逾期")
    assert rows(table)[0] == "王五"
    choose(menu, "「户号」左移")
    assert titles(table)[0] == "户号"
    menu.close()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(table, event)
    assert isinstance(QApplication.activePopupWidget(), QMenu)


def test_a_right_click_on_a_title_is_about_that_column(table: DataTable[Line], qtbot: QtBot) -> None:
    header = table.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(header.sectionViewportPosition(DUE) + 5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    choose(menu, "「欠费」加宽")
    assert table.columnWidth(DUE) > 110


def test_what_is_copied_is_masked_defused_and_has_titles(table: DataTable[Line], qtbot: QtBot) -> None:
    table.columns.show(NUMBER, False)
    table.columns.move(VILLAGE, -1)
    press_ctrl(qtbot, Qt.Key.Key_A)
    press_ctrl(qtbot, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text().split("\n") == [
        "户名\t欠费\t村\t逾期",
        "张**\t900.00\t前柳村\t9",
        "李*\t1000.00\t前柳村\t100",
        "王*\t\t'=1+1\t0",
        "赵*\t900.00\t前柳村\t20",
    ]
    assert "已复制 4 行" in table.line.text
    assert table.accessibleDescription() == table.line.text


def test_the_row_chosen_is_copied_and_all_where_none_is(table: DataTable[Line], qtbot: QtBot) -> None:
    table.go_to(1)
    press_ctrl(qtbot, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text().split("\n")[1:] == ["李*\t****0002\t1000.00\t100\t前柳村"]
    table.clearSelection()
    press_ctrl(qtbot, Qt.Key.Key_C)
    assert len(QGuiApplication.clipboard().text().split("\n")) == 1 + len(ROWS)


def test_what_is_seen_goes_to_a_spreadsheet_masked(table: DataTable[Line], seats: Seats, qtbot: QtBot) -> None:
    table.columns.show(VILLAGE, False)
    table.columns.sort(DAYS)
    press_ctrl(qtbot, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: "已导出" in table.line.text)
    sheet = openpyxl.load_workbook(seats.folder / "欠费户_20261123.xlsx").active
    title, *written = sheet.iter_rows(values_only=True)
    assert title[0] == "欠费户 2026-11-23(已遮蔽个人信息)"
    assert written == [
        ("户名", "户号", "欠费", "逾期"),
        ("王*", "****0003", None, 0),
        ("张**", "****0001", 900, 9),
        ("赵*", "****0004", 900, 20),
        ("李*", "****0002", 1000, 100),
    ]
    assert [button.text() for button in table.line.buttons] == ["打开文件夹", "换一个位置"]
    assert unnamed_or_small(table) == []


def test_an_export_the_disk_refuses_leaves_nothing_and_says_so(seats: Seats, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    table = table_of(replace(seats.session, exchange_folder=tmp_path / "file"))
    show(table, qtbot)
    table.export()
    qtbot.waitUntil(lambda: "没有导出" in table.line.text)
    assert [button.text() for button in table.line.buttons] == ["换一个位置"]
    table.export()
    qtbot.waitUntil(lambda: "没有导出" in table.line.text)


def test_letters_find_the_next_row_and_esc_ends(table: DataTable[Line], seats: Seats, qtbot: QtBot) -> None:
    type_text(qtbot, "4107030003")
    assert table.current() == ROWS[2]
    assert "4107030003" in table.line.text
    press(qtbot, Qt.Key.Key_Backspace)
    press(qtbot, Qt.Key.Key_Down)
    assert table.current() == ROWS[3]
    press(qtbot, Qt.Key.Key_Down)
    assert table.current() == ROWS[0]
    press(qtbot, Qt.Key.Key_Up)
    assert table.current() == ROWS[3]
    type_text(qtbot, "zzz")
    assert table.current() == ROWS[3]
    assert "没有" in table.line.text
    press(qtbot, Qt.Key.Key_Escape)
    assert table.line.text == ""
    press(qtbot, Qt.Key.Key_Up)
    assert table.current() == ROWS[2]


def test_pinyin_finds_the_household_of_a_row(seats: Seats, qtbot: QtBot) -> None:
    session = seats.session
    with session.ledger.reading() as conn:
        found = accounts.lines(conn, date(2026, 11, 23), policies.policy(conn))
    teacher = next(line for line in found if line.name == "前柳小学")
    others = [line for line in found if line is not teacher][:20]
    lines = tuple(Line(line.name, line.number, line.due, 0, "x") for line in (*others, teacher))
    model = RowsModel(columns(), session.look, account=lambda row: row.number)
    table: DataTable[Line] = DataTable("欠费户", model, session, "test")
    model.setParent(table)
    model.show(lines)
    show(table, qtbot)
    table.setFocus()
    type_text(qtbot, "qlxx")
    current = table.current()
    assert current is not None
    assert current.name == "前柳小学"


def test_the_pages_own_letters_come_first_and_belong_to_the_text_once_one_is_typed(
    table: DataTable[Line], qtbot: QtBot
) -> None:
    pressed = []
    for key in ("4", "/"):
        shortcut = QShortcut(QKeySequence(key), table, context=Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(lambda key=key: pressed.append(key))
    type_text(qtbot, "4")
    assert (pressed, table.line.text) == (["4"], "")
    type_text(qtbot, "0004")
    assert pressed == ["4"]
    assert table.current() == ROWS[3]
    type_text(qtbot, "/")
    assert pressed == ["4", "/"]


def test_a_page_that_finds_and_exports_itself_hears_of_both(seats: Seats, qtbot: QtBot) -> None:
    model = RowsModel(columns(), seats.session.look)
    table: DataTable[Line] = DataTable("欠费户", model, seats.session, "test", page_serves=True)
    model.setParent(table)
    show(table, qtbot)
    table.setFocus()
    with qtbot.waitSignals([table.typed, table.export_wanted]):
        type_text(qtbot, "z")
        press_ctrl(qtbot, Qt.Key.Key_E)
    assert table.line.text == ""


def test_the_model_keeps_the_rules_of_models(table: DataTable[Line]) -> None:
    QAbstractItemModelTester(table._rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.selectAll()
    for at in (*range(len(columns())), -1):
        table.columns.sort(at)
        table.columns.sort(at)
    table._rows.show(ROWS[:2])
    table._rows.show(())
    table.copy()
    table.export()
    assert "没有可以导出的行" in table.line.text
    assert isinstance(table.columns, TableColumns)
