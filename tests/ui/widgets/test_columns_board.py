"""A board as wide as the window: what does not fit is folded, never beyond the edge."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui_hand import focused

from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.card_list import BoardCard, CardList
from collector_desktop.ui.widgets.columns_board import BoardColumn, ColumnsBoard
from collector_desktop.ui.widgets.folded_column import FoldedColumn

AT_1280 = 755
"""What a window of 1280 px leaves for the board."""
COLUMNS = 8


def board_with(qtbot: QtBot, look: Look, *filled: int, width: int = AT_1280) -> ColumnsBoard:
    """A board with two cards in each of these columns, in front."""
    board = ColumnsBoard(look, "台阶")
    qtbot.addWidget(board)
    board.resize(width, 450)
    board.show_columns(
        tuple(
            BoardColumn(
                f"c{at}",
                f"第{at}级",
                tuple(BoardCard(f"{at}{card}", "马**", figure="¥13,982.69") for card in "ab") if at in filled else (),
            )
            for at in range(COLUMNS)
        )
    )
    with qtbot.waitActive(board):
        board.show()
        board.activateWindow()
    return board


def opened(board: ColumnsBoard) -> list[str]:
    """Headings of the columns whose cards are in sight."""
    return [cards.accessibleName() for cards in board.findChildren(CardList) if cards.isVisible()]


def folded(board: ColumnsBoard) -> list[FoldedColumn]:
    return [strip for strip in board.findChildren(FoldedColumn) if strip.isVisible()]


def fits(board: ColumnsBoard) -> bool:
    return board.horizontalScrollBar().maximum() == 0


def test_empty_columns_are_strips_and_all_that_hold_cards_are_open(qtbot: QtBot, look: Look) -> None:
    board = board_with(qtbot, look, 0, 2, 6, 7)
    assert fits(board)
    assert opened(board) == ["第0级 2", "第2级 2", "第6级 2", "第7级 2"]
    assert [strip.accessibleName() for strip in folded(board)] == ["第1级 0", "第3级 0", "第4级 0", "第5级 0"]


@pytest.mark.parametrize("width", [500, AT_1280, 900])
def test_the_arrows_open_one_column_after_the_other_and_nothing_lies_beyond_the_edge(
    qtbot: QtBot, look: Look, width: int
) -> None:
    board = board_with(qtbot, look, 0, 1, 2, 3, 5, 6, 7, width=width)
    board.choose("0b")
    board.setFocus()
    for key, columns in ((Qt.Key.Key_Right, (1, 2, 3, 5, 6, 7, 7)), (Qt.Key.Key_Left, (6, 5, 3, 2, 1, 0, 0))):
        for at in columns:
            qtbot.keyClick(focused(), key)
            assert board.current == f"{at}b"
            assert focused().accessibleName() == f"第{at}级 2"
            assert f"第{at}级 2" in opened(board)
            assert fits(board)


def test_a_press_unfolds_what_holds_cards(qtbot: QtBot, look: Look) -> None:
    board = board_with(qtbot, look, 0, 1, 2, 3, 5, 6, 7)
    strips = {strip.accessibleName(): strip for strip in folded(board)}
    qtbot.mouseClick(strips["第4级 0"], Qt.MouseButton.LeftButton)
    assert board.current == "0a"
    qtbot.mouseClick(strips["第7级 2"], Qt.MouseButton.LeftButton)
    assert board.current == "7a"
    assert focused().accessibleName() == "第7级 2"
    assert "第0级 2" not in opened(board)


def test_a_larger_window_has_all_of_them_open(qtbot: QtBot, look: Look) -> None:
    board = board_with(qtbot, look, *range(COLUMNS))
    assert folded(board)
    board.resize(COLUMNS * 240, 450)
    qtbot.waitUntil(lambda: len(opened(board)) == COLUMNS)
    assert not folded(board)
