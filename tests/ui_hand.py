"""Fingers of windows' tests: keys go to whatever has the keyboard, as they would for a person."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from collector_desktop.ui.collector.today.page import TodayPage
from collector_desktop.ui.worker import Lane


def show(page: QWidget, qtbot: QtBot) -> None:
    """Show a page as large as the desk leaves it at 1280 × 720, in front, with the day planned."""
    bring(page, qtbot)
    for today in [page] if isinstance(page, TodayPage) else page.findChildren(TodayPage):
        settle(today, qtbot)


def bring(page: QWidget, qtbot: QtBot) -> None:
    """The same, whatever is still on its way."""
    keep(page, qtbot)
    page.resize(1168, 636)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()


def keep(window: QWidget, qtbot: QtBot) -> None:
    """Close a window when the test is over and let it live until then, as a program does: a plan may still come."""

    def close(_closed: QWidget, _kept: QWidget = window) -> None:
        pass

    qtbot.addWidget(window, before_close_func=close)


@contextmanager
def busy_lane(lane: Lane) -> Iterator[None]:
    """What is put on the lane meanwhile waits; what happens all the same happens on the window's thread."""
    go_on = Event()
    lane.run(lambda _progress: go_on.wait())
    try:
        yield
    finally:
        go_on.set()


def settle(today: TodayPage, qtbot: QtBot) -> None:
    """Wait for the plan that is on its way."""
    qtbot.waitUntil(lambda: not today.is_planning)


def focused() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    """Press keys one after the other."""
    for key in keys:
        qtbot.keyClick(focused(), key)


def type_text(qtbot: QtBot, text: str) -> None:
    """Type a text; Chinese comes from an input method."""
    if text.isascii():
        qtbot.keyClicks(focused(), text)
    else:
        compose(text)


def compose(committed: str, composing: str = "") -> None:
    """What an input method sends: letters under composition, then the chosen characters."""
    QApplication.sendEvent(focused(), QInputMethodEvent(composing, []))
    commit = QInputMethodEvent()
    commit.setCommitString(committed)
    QApplication.sendEvent(focused(), commit)


def drop(page: QWidget, *paths: Path) -> None:
    """Let files fall on a page, as a file manager does."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    copy, under = Qt.DropAction.CopyAction, page.rect().center()
    QApplication.sendEvent(page, QDragEnterEvent(under, copy, carried, left, none))
    QApplication.sendEvent(page, QDropEvent(QPointF(under), copy, carried, left, none))


def unnamed_or_small(page: QWidget) -> list[QWidget]:
    """Controls in sight that a screen reader can't name or a finger can't hit."""
    reachable = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    return [widget for widget in reachable if not widget.accessibleName() or widget.height() < 40]
