from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui_hand import press, show, type_text
from ui_seats import DAY, START, Seats

from collector_desktop.domain.money import Money
from collector_desktop.domain.policy import PaymentPolicy, Policy
from collector_desktop.domain.visit import Slot
from collector_desktop.store.queries.search import AccountIndex
from collector_desktop.ui.look import Look
from collector_desktop.ui.top_bar import TopBar
from collector_desktop.ui.widgets.label import Label

POLICY = Policy(payment=PaymentPolicy(cash_warns_at=Money(300_000), cash_blocks_at=Money(500_000)))


@pytest.fixture
def bar(look: Look, qtbot: QtBot) -> TopBar:
    bar = TopBar(look)
    show(bar, qtbot)
    return bar


def texts(bar: TopBar) -> str:
    return "\n".join(label.text() for label in bar.findChildren(Label) if not label.isHidden())


def tone_of(bar: TopBar, text: str) -> str:
    return next(label.property("tone") for label in bar.findChildren(Label) if text in label.text())


def test_slot_clock_and_day_are_said_with_the_lunar_day(bar: TopBar) -> None:
    bar.show_time(Slot.EVENING, START, DAY)
    assert "晚 18:42" in texts(bar)
    assert "11月23日 周一 · 十月十五" in texts(bar)


def test_after_midnight_the_business_day_says_that_it_is_still_yesterday(bar: TopBar) -> None:
    bar.show_time(Slot.EVENING, START + timedelta(hours=6), DAY)
    assert "营业日 11月23日" in texts(bar)
    assert tone_of(bar, "营业日") == "warn"
    bar.show_time(Slot.EVENING, START, DAY)
    assert "营业日" not in texts(bar)


@pytest.mark.parametrize(
    ("fen", "is_late", "said", "tone"),
    [
        (299_999, False, "手中现金 · 上限 5,000", "muted"),
        (1, True, "手中现金 · 该解款了,每天 21:00 前", "warn"),
        (300_000, False, "手中现金 · 该解款了,上限 5,000", "warn"),
        (499_999, False, "手中现金 · 该解款了,上限 5,000", "warn"),
        (500_000, True, "手中现金 · 已到上限 5,000", "danger"),
    ],
)
def test_cash_in_hand_warns_in_words_and_colour(bar: TopBar, fen: int, is_late: bool, said: str, tone: str) -> None:
    bar.show_cash(Money(fen), POLICY, is_late=is_late)
    assert said in texts(bar)
    assert tone_of(bar, "手中现金") == tone
    assert tone_of(bar, "¥") == ("text" if tone == "muted" else tone)


def test_what_is_unsent_and_unprinted_is_counted_only_while_there_is_some(bar: TopBar) -> None:
    bar.show_unsent(12, 3)
    assert "12 笔未交所" in texts(bar)
    assert "3 张待打印" in texts(bar)
    bar.show_unsent(0, 0)
    assert "未交所" not in texts(bar)
    assert "待打印" not in texts(bar)


def test_a_phone_number_finds_its_household_by_its_tail(seats: Seats, bar: TopBar, qtbot: QtBot) -> None:
    door = next(found for found in map(seats.owing, range(20)) if found.phones)
    with seats.session.ledger.reading() as conn:
        bar.search.use(AccountIndex.load(conn))
    bar.search.begin()
    type_text(qtbot, door.phones[0][-4:])
    assert door.account in [found.account for found in bar.search.results()]


def test_what_is_found_in_the_bar_opens_its_card(seats: Seats, bar: TopBar, qtbot: QtBot) -> None:
    door = seats.owing(0)
    with seats.session.ledger.reading() as conn:
        bar.search.use(AccountIndex.load(conn))
    bar.search.begin()
    type_text(qtbot, door.account)
    with qtbot.waitSignal(bar.found) as told:
        press(qtbot, Qt.Key.Key_Return)
    assert told.args == [door.account]
