from pytestqt.qtbot import QtBot
from ui_hand import show

from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.card_list import BoardCard, CardList

SHORT, LONG = "还缺:批准", "还缺:客户有异议没有解决:说 8 月抄表多了 60 度,等供电所答复"


def heights(cards: CardList) -> list[int]:
    return [cards.visualRect(cards.model().index(row, 0)).height() for row in range(cards.count())]


def test_a_line_too_long_for_a_card_is_broken_and_the_card_grows(look: Look, qtbot: QtBot) -> None:
    cards = CardList(look)
    cards.setFixedSize(216, 400)
    cards.show_cards((BoardCard("1", "马**", (SHORT,)), BoardCard("2", "侯**", (LONG,))))
    show(cards, qtbot)
    narrow = heights(cards)
    assert narrow[1] >= narrow[0] + 19
    cards.setFixedWidth(700)
    qtbot.waitUntil(lambda: heights(cards)[1] == heights(cards)[0])
