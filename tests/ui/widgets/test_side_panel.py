import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, show, type_text, unnamed_or_small

from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.form import Form
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.photo_view import PhotoView
from collector_desktop.ui.widgets.side_panel import SidePanel
from collector_desktop.ui.widgets.text_area import TextArea
from collector_desktop.ui.widgets.text_field import TextField

Key = Qt.Key


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> QWidget:
    page = QWidget()
    button = QPushButton("登记", page)
    show(page, qtbot)
    button.setFocus()
    return page


@pytest.fixture
def panel(page: QWidget) -> SidePanel:
    panel = SidePanel(page)
    form = Form()
    form.add("who", "姓名", TextField("姓名"))
    form.add("what", "说明", TextArea("说明"))
    panel.open("登记", form, "记下", secondary_text="先不记")
    return panel


def test_it_takes_the_keyboard_and_gives_it_back(page: QWidget, panel: SidePanel, qtbot: QtBot) -> None:
    assert focused().accessibleName() == "姓名"
    with qtbot.waitSignal(panel.closed):
        press(qtbot, Key.Key_Escape)
    assert not panel.isVisible()
    assert focused() is page.findChild(QPushButton)


def test_a_form_that_only_tells_something_has_the_keyboard_too(page: QWidget, qtbot: QtBot) -> None:
    panel = SidePanel(page)
    form = Form()
    form.say(Label("已决定"))
    panel.open("登记", form, "")
    assert panel.isAncestorOf(focused())
    press(qtbot, Key.Key_Escape)
    assert not panel.isVisible()


def test_escape_closes_from_a_text_of_several_lines_too(panel: SidePanel, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_Return)
    assert focused().accessibleName() == "说明"
    with qtbot.waitSignal(panel.closed):
        press(qtbot, Key.Key_Escape)


def test_ctrl_enter_confirms_once(panel: SidePanel, qtbot: QtBot) -> None:
    told: list[bool] = []
    panel.confirmed.connect(lambda: told.append(True))
    qtbot.keyClick(focused(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told == [True]


def test_the_button_says_which_enter_presses_it(panel: SidePanel) -> None:
    assert panel.primary.key == "Ctrl+⏎", "Enter would begin a line"
    form = Form()
    form.add("who", "姓名", TextField("姓名"))
    panel.open("又一个", form, "记下")
    assert panel.primary.key == "⏎"
    panel.open("看看", Label("没有要填的"), "打印")
    assert panel.primary.key == "⏎"


def test_the_last_enter_of_a_form_confirms_once(panel: SidePanel, qtbot: QtBot) -> None:
    form = Form()
    form.add("who", "姓名", TextField("姓名"))
    told: list[bool] = []
    panel.confirmed.connect(lambda: told.append(True))
    panel.open("又一个", form, "记下")
    press(qtbot, Key.Key_Return)
    assert told == [True]
    panel.primary.setEnabled(False)
    press(qtbot, Key.Key_Return)
    assert told == [True]


def test_the_pages_own_letters_rest_while_it_is_open(page: QWidget, panel: SidePanel, qtbot: QtBot) -> None:
    four = QShortcut(QKeySequence("4"), page)
    escape = QShortcut(QKeySequence("Esc"), page)
    place = QShortcut(QKeySequence("F3"), page)
    panel.secondary.setFocus()
    with qtbot.assertNotEmitted(four.activated):
        press(qtbot, Key.Key_4)
    with qtbot.waitSignal(place.activated):
        press(qtbot, Key.Key_F3)
    with qtbot.assertNotEmitted(escape.activated), qtbot.waitSignal(panel.closed):
        press(qtbot, Key.Key_Escape)


def test_what_is_typed_in_it_stays_in_it(page: QWidget, panel: SidePanel, qtbot: QtBot) -> None:
    type_text(qtbot, "wang 4")
    field = panel.findChild(TextField)
    assert field is not None
    assert field.text() == "wang 4"


def test_the_buttons_say_what_was_pressed(panel: SidePanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.confirmed):
        qtbot.mouseClick(panel.primary, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.declined):
        qtbot.mouseClick(panel.secondary, Qt.MouseButton.LeftButton)


def test_a_refusal_stands_inside_and_goes_when_it_is_opened_again(panel: SidePanel) -> None:
    panel.notice.say("还不能登记", "先写姓名。")
    assert panel.notice.isVisible()
    content = panel.content
    assert content is not None
    panel.open("登记", content, "记下")
    assert not panel.notice.isVisible()


def test_without_anything_to_confirm_the_way_back_has_the_keyboard(panel: SidePanel) -> None:
    panel.open("说明", Label("只看看"), "")
    assert not panel.primary.isVisible()
    assert not panel.secondary.isVisible()
    assert focused().accessibleName() == "返回"


def test_it_lies_at_the_right_of_its_page_whatever_the_size(page: QWidget, panel: SidePanel) -> None:
    for width, height in ((1168, 636), (900, 500), (300, 400)):
        page.resize(width, height)
        QApplication.processEvents()
        assert panel.geometry().right() == page.rect().right()
        assert panel.height() == page.height()
        assert panel.width() <= page.width()


def test_everything_in_it_has_a_name_and_room_for_a_finger(panel: SidePanel) -> None:
    QApplication.processEvents()
    assert unnamed_or_small(panel) == []


def test_a_page_that_is_taken_down_asks_nothing_of_panels_already_emptied(page: QWidget, qtbot: QtBot) -> None:
    """Python empties the objects of a page nobody holds any more before Qt has ended them."""
    for panel in (SidePanel(page), PhotoView(page)):
        vars(panel).clear()
    with qtbot.captureExceptions() as raised:
        QApplication.sendEvent(page, QEvent(QEvent.Type.LayoutRequest))
    assert raised == []
