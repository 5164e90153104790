"""A station whose books came back from a backup names, on F1, the laptops it waits for until they have handed over."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from staffed_seats import BOSS, CLERK, name_people, session_of
from ui_hand import show, unnamed_or_small
from ui_seats import Seats

from collector_desktop.domain.names import Badge
from collector_desktop.services.handing_over import hand_over
from collector_desktop.store.opening import open_books
from collector_desktop.ui.look import Look
from collector_desktop.ui.station.exchange.page import ExchangePage

Open = Callable[[Badge], ExchangePage]


@pytest.fixture
def came_back(seats: Seats, look: Look, qtbot: QtBot) -> Iterator[Open]:
    """Books that have just come back, seen by somebody at the station."""
    name_people(seats)
    assert seats.station.file is not None
    back = replace(seats, station=open_books(seats.station.file, seats.station_keys, seats.stamp(), restored=True))

    def opened(who: Badge) -> ExchangePage:
        page = ExchangePage(session_of(back, look, who))
        show(page, qtbot)
        return page

    yield opened
    back.station.close()


def test_laptops_not_heard_from_are_named_until_they_have_handed_over(
    came_back: Open, seats: Seats, qtbot: QtBot
) -> None:
    page = came_back(CLERK)
    assert "01 号机 农电工甲" in page.restored.text
    assert "全部重交" in page.restored.text
    assert "参数" in page.restored.text, "rules set since the backup are lost with it"
    assert [each for each in page.restored.findChildren(QPushButton) if each.isVisible()] == []
    seats.pay(seats.owing(0).account)
    written = hand_over(seats.session.ledger, seats.folder, seats.session.stamp(), everything=True)
    with qtbot.waitSignal(page.changed):
        page.take_in_from(written.paths)
    assert not page.restored.isVisible()


def test_the_manager_says_that_all_is_there(came_back: Open) -> None:
    page = came_back(BOSS)
    assert unnamed_or_small(page) == []
    (button,) = (each for each in page.restored.findChildren(QPushButton) if each.isVisible())
    button.click()
    assert not page.restored.isVisible()
    assert not came_back(BOSS).restored.isVisible(), "also after the next start"


def test_books_that_never_came_back_name_nobody(seats: Seats, look: Look, qtbot: QtBot) -> None:
    page = ExchangePage(seats.station_session(look))
    show(page, qtbot)
    assert not page.restored.isVisible()
