from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from ui_hand import show

from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.notice import Notice


def buttons(notice: Notice) -> list[QPushButton]:
    return [button for button in notice.findChildren(QPushButton) if button.isVisible()]


def test_a_notice_is_not_there_until_it_says_something(look: Look, qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    assert notice.isHidden()
    notice.say("不收部分款", "请收足整月的金额")
    assert notice.text == "不收部分款 请收足整月的金额"
    notice.clear()
    assert notice.isHidden()


def test_what_can_be_done_now_are_buttons_and_only_the_last_ones(look: Look, qtbot: QtBot) -> None:
    pressed: list[str] = []
    notice = Notice()
    show(notice, qtbot)
    notice.say("一", actions=(("去结账", lambda: pressed.append("close")), ("改用微信", lambda: pressed.append("w"))))
    qtbot.waitUntil(lambda: len(buttons(notice)) == 2)
    qtbot.mouseClick(buttons(notice)[1], Qt.MouseButton.LeftButton)
    notice.say("二", actions=(("收 10 元", lambda: pressed.append("ten")),))
    qtbot.waitUntil(lambda: [button.text() for button in buttons(notice)] == ["收 10 元"])
    qtbot.keyClick(buttons(notice)[0], Qt.Key.Key_Return)
    notice.say("三")
    qtbot.waitUntil(lambda: not buttons(notice))
    assert pressed == ["w", "ten"]


def test_a_notice_wears_the_tone_of_what_it_says(look: Look, qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.say("到上限了", tone=Tone.DANGER)
    assert notice.property("tone") == "danger"
    notice.say("好了", tone=Tone.OK)
    assert notice.property("tone") == "ok"
