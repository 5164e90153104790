"""The door at hand, with everything that can be said of it, in the smallest window."""

from pytestqt.qtbot import QtBot
from ui_hand import show
from ui_seats import DAY, Seats

from collector_desktop.store.queries.doors import doors
from collector_desktop.store.queries.policies import policy
from collector_desktop.ui.collector.today.door_card import DoorCard
from collector_desktop.ui.widgets.buttons import KeyButton

ROOM = 330, 604
"""What a window of 1280 × 720 leaves for the card."""
LONGEST = "上门 119 户,收到 113 户 ¥11,315.44,还有 218 户。\n客户等候一般 1 分 20 秒。"


def test_no_button_of_the_door_is_cut_where_the_day_is_told_in_three_lines(seats: Seats, qtbot: QtBot) -> None:
    with seats.session.ledger.reading() as conn:
        door = doors(conn, DAY, policy(conn), seats.session.seat.device)[0]
    card = DoorCard(seats.session.look)
    card.setFixedSize(*ROOM)
    card.show_door(door.model_copy(update={"debit_failed": "账号已注销"}), DAY)
    card.show_progress(LONGEST)
    show(card, qtbot)
    pressed = [button for button in card.findChildren(KeyButton) if button.isVisible()]
    assert len(pressed) == 8
    assert [button.text() for button in pressed if button.visibleRegion().boundingRect() != button.rect()] == []


def test_nothing_owed_takes_no_line_for_its_months(seats: Seats, qtbot: QtBot) -> None:
    with seats.session.ledger.reading() as conn:
        door = doors(conn, DAY, policy(conn), seats.session.seat.device)[0]
    card = DoorCard(seats.session.look)
    card.show_door(door, DAY)
    needed = card.sizeHint().height()
    card.show_door(door.model_copy(update={"months": ()}), DAY)
    assert card.sizeHint().height() < needed
