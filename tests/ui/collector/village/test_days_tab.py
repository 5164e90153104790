"""集日农忙 through a real window: typed as people say it, kept, refused with what is wrong."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from ui_hand import focused, show, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.domain.typed_village_days import next_market_days
from collector_desktop.domain.village_days import ORDINARY_DAYS, VillageDays
from collector_desktop.store.queries.rounds import days_of_villages
from collector_desktop.ui.collector.village.days_tab import DaysTab
from collector_desktop.ui.words import day_word

VILLAGE = "前柳村"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tab(seats: Seats, qtbot: QtBot) -> Iterator[DaysTab]:
    """The tab of a village, in front."""
    made = DaysTab(seats.session)
    made.show_village(VILLAGE)
    show(made, qtbot)
    yield made
    made.hide()


def known(seats: Seats) -> VillageDays:
    with seats.session.ledger.reading() as conn:
        return days_of_villages(conn).get(VILLAGE, ORDINARY_DAYS)


def link(tab: DaysTab, text: str) -> QPushButton:
    return next(each for each in tab.findChildren(QPushButton) if each.text() == text)


def test_market_days_are_kept_as_they_are_said_and_the_next_ones_are_shown(
    tab: DaysTab, seats: Seats, qtbot: QtBot
) -> None:
    tab.market.setText("二七")
    tab.harvests.setText("三夏 6-1 至 6-15")
    with qtbot.waitSignal(tab.changed):
        qtbot.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    assert known(seats).market.lunar_digits == (2, 7)
    assert [each.name for each in known(seats).harvests] == ["三夏"]
    first = next_market_days(known(seats).market, DAY, 1)[0]
    assert day_word(first) in tab._coming.text()
    assert unnamed_or_small(tab) == []


def test_an_example_is_taken_in_one_press(tab: DaysTab, seats: Seats, qtbot: QtBot) -> None:
    link(tab, "四九").click()
    assert tab.market.text() == "四九"
    tab.harvests.clear()
    link(tab, "三秋 9月25日至10月20日").click()
    link(tab, "三夏 6月1日至6月15日").click()
    assert tab.harvests.text() == "三秋 9月25日至10月20日;三夏 6月1日至6月15日"
    tab.keep()
    assert known(seats).market.lunar_digits == (4, 9)
    assert len(known(seats).harvests) == 2


def test_what_is_no_market_day_is_refused_and_stays_to_be_mended(tab: DaysTab, seats: Seats, qtbot: QtBot) -> None:
    before = known(seats)
    tab.market.setText("有空就赶")
    tab.keep()
    assert known(seats) == before
    assert tab.market.text() == "有空就赶"
    assert "有空就赶" in tab.form.notice.text


def test_nothing_typed_means_no_market(tab: DaysTab, seats: Seats, qtbot: QtBot) -> None:
    tab.market.setText("一六")
    tab.keep()
    tab.market.clear()
    tab.harvests.clear()
    tab.keep()
    assert known(seats) == VillageDays()
