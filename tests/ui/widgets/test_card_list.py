"""The cards of a board."""

from pytestqt.qtbot import QtBot

from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.card_list import BoardCard, CardList

LONG = "还缺:客户有异议没有解决:说 8 月抄表多了 60 度"


def test_a_line_too_long_for_its_column_takes_another_row(qtbot: QtBot, look: Look) -> None:
    cards = CardList(look)
    qtbot.addWidget(cards)
    cards.resize(200, 400)
    cards.show_cards((BoardCard("short", "马**", ("申请停电",)), BoardCard("long", "马**", (LONG,))))
    cards.show()
    short, long = (cards.visualRect(cards.model().index(row, 0)).height() for row in range(2))
    assert long > short
    cards.resize(900, 400)
    qtbot.waitUntil(lambda: cards.visualRect(cards.model().index(1, 0)).height() == short)


def test_a_card_keeps_its_height_when_a_scroll_bar_takes_some_of_its_width(qtbot: QtBot, look: Look) -> None:
    cards = CardList(look)
    qtbot.addWidget(cards)
    cards.resize(134, 300)
    cards.show()
    heights = []
    for number in (1, 9):
        cards.show_cards(tuple(BoardCard(str(at), "马**", ("371 days overdue",)) for at in range(number)))
        qtbot.waitUntil(lambda many=number > 1: bool(cards.verticalScrollBar().maximum()) is many)
        heights.append(cards.visualRect(cards.model().index(0, 0)).height())
        hint = cards.sizeHintForIndex(cards.model().index(0, 0)).height()
        assert heights[-1] == hint
    assert heights[0] == heights[1]
