"""Today for people hard to meet: their list, the slip for the door in one key, chips of what is known, the wait."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, show
from ui_seats import DAY, START, Seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.field import VisitRecorded
from collector_desktop.domain.acts.household import DoorSlipLeft
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.hard_to_meet import HardToMeet, NextTry, Suggestion
from collector_desktop.domain.household import Away, Household
from collector_desktop.domain.names import ActId
from collector_desktop.domain.visit import Outcome, Slot
from collector_desktop.services import households
from collector_desktop.services.households import Appoint, NoteAway
from collector_desktop.services.undoing import undo
from collector_desktop.store.queries import visits
from collector_desktop.store.queries.doors import Door
from collector_desktop.store.queries.facts import facts
from collector_desktop.ui.collector.today.delegate import chips_of
from collector_desktop.ui.collector.today.door_card import DoorCard
from collector_desktop.ui.collector.today.model import DoorsModel
from collector_desktop.ui.collector.today.page import TodayPage
from collector_desktop.ui.collector.today.presenter import DoorRow
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.words import hard_word, suggestion_word, wait_word

CONTROL = Qt.KeyboardModifier.ControlModifier


def open_page(seats: Seats, qtbot: QtBot) -> TodayPage:
    page = TodayPage(seats.session)
    page.changed.connect(page.refresh)
    show(page, qtbot)
    page.activated()
    return page


def never_met(seats: Seats, at: int) -> Door:
    """A door somebody knocked at in three slots of three days, and nobody opened."""
    door, ledger = seats.owing(at), seats.session.ledger
    for days, slot in ((12, Slot.MORNING), (9, Slot.NOON), (6, Slot.EVENING)):
        stamp = seats.session.stamp()
        with ledger.writing() as conn:
            ledger.post(
                conn,
                VisitRecorded(
                    id=new_act_id(),
                    by=stamp.by,
                    business_day=DAY - timedelta(days=days),
                    at=stamp.at - timedelta(days=days),
                    account=door.account,
                    slot=slot,
                    outcome=Outcome.NOT_HOME,
                ),
            )
    return door


def texts(page: TodayPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(Label) if each.isVisible())


def link(page: TodayPage, text: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if text in each.text() and each.isVisible())


def listed(page: TodayPage) -> list[str]:
    model = page.findChild(DoorsModel)
    assert model is not None
    rows = [model.row(at) for at in range(model.rowCount())]
    return [row.door.account for row in rows if isinstance(row, DoorRow)]


def slips(seats: Seats, door: Door) -> tuple[DoorSlipLeft, ...]:
    with seats.session.ledger.reading() as conn:
        return facts(conn, DoorSlipLeft, account=door.account)


def outcomes(seats: Seats, door: Door) -> list[Outcome]:
    with seats.session.ledger.reading() as conn:
        return [knock.outcome for knock in visits.at_account(conn, DAY, door.account).today]


def test_whom_nobody_ever_meets_is_one_key_away_with_what_to_try_next(seats: Seats, qtbot: QtBot) -> None:
    hard = [never_met(seats, at) for at in (4, 9)]
    page = open_page(seats, qtbot)
    assert link(page, "难见的 2 户").isVisible()
    qtbot.keyClick(focused(), Qt.Key.Key_4, CONTROL)
    assert listed(page) == [door.account for door in hard]
    assert "难见:今天晚上去" in texts(page)
    link(page, "换成走访计划").click()
    assert len(listed(page)) > len(hard)


def test_a_slot_leaves_the_list_and_so_does_the_last_one_met(seats: Seats, qtbot: QtBot) -> None:
    never_met(seats, 4)
    page = open_page(seats, qtbot)
    qtbot.keyClick(focused(), Qt.Key.Key_4, CONTROL)
    qtbot.keyClick(focused(), Qt.Key.Key_3, CONTROL)
    assert len(listed(page)) > 1
    qtbot.keyClick(focused(), Qt.Key.Key_4, CONTROL)
    press(qtbot, Qt.Key.Key_5)
    assert len(listed(page)) > 1
    assert not [each for each in page.findChildren(QPushButton) if "难见" in each.text() and each.isVisible()]


def test_one_key_records_nobody_home_and_prints_a_slip(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    door = seats.owing(0)
    page.select(door.account)
    with qtbot.waitSignals([page.recorded, page._slips._queue.ended]):
        press(qtbot, Qt.Key.Key_9)
    assert outcomes(seats, door) == [Outcome.NOT_HOME]
    assert len(slips(seats, door)) == 1
    assert (seats.folder / "printed.pdf").exists()


def test_undone_the_slip_is_gone_with_the_knock(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    door = seats.owing(0)
    page.select(door.account)
    with qtbot.waitSignal(page.recorded) as recorded:
        press(qtbot, Qt.Key.Key_9)
    now = seats.session.stamp()
    with seats.session.ledger.reading() as conn:
        said = visits.one(conn, ActId(recorded.args[0]))
    assert said is not None
    undo(seats.session.ledger, said.act, now.model_copy(update={"at": said.at}))
    assert outcomes(seats, door) == []
    assert slips(seats, door) == ()


def test_a_slip_that_does_not_come_out_is_said_and_offered_again(seats: Seats, qtbot: QtBot) -> None:
    broken = replace(seats, session=replace(seats.session, printer=Printer(name="no such printer")))
    page = open_page(broken, qtbot)
    notice = page.findChild(Notice)
    assert notice is not None
    with qtbot.waitSignal(page._slips.failed):
        press(qtbot, Qt.Key.Key_9)
    assert "留条没有打印出来" in notice.text
    with qtbot.waitSignal(page._slips.failed):
        link(page, "再打一次").click()


def test_where_we_said_we_would_come_leads_the_slot_and_whoever_is_away_rests(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    session, away, expected = seats.session, seats.owing(0), seats.owing(7)
    page.refresh(
        households.note_away(
            session.ledger,
            NoteAway(id=new_act_id(), account=away.account, until=DAY + timedelta(days=3)),
            session.stamp(),
        )
    )
    page.refresh(
        households.appoint(
            session.ledger,
            Appoint(id=new_act_id(), account=expected.account, on=DAY, slot=Slot.EVENING, purpose="看电表"),
            session.stamp(),
        )
    )
    assert away.account not in listed(page)
    assert listed(page)[0] == expected.account
    assert next(chip.text for chip in chips_of(seats.owing(7), DAY)) == "说好今晚 · 看电表"


def test_chips_say_who_is_away_hard_to_meet_or_whose_bank_did_not_pay(seats: Seats) -> None:
    door = seats.owing(0)
    failed = door.model_copy(update={"debit_failed": "余额不足"})
    assert "代扣未成" in [chip.text for chip in chips_of(failed, DAY)]
    away = door.model_copy(
        update={"household": Household(away=Away(act=ActId("a"), noted_at=START, until=DAY + timedelta(days=7)))}
    )
    suggestion = Suggestion(what=NextTry.WEEKEND, on=DAY + timedelta(days=5), slot=Slot.EVENING)
    hard = HardToMeet(knocks=5, days=4, slots=3, since=DAY, suggestion=suggestion)
    assert "外出 至11月30日" in [chip.text for chip in chips_of(away, DAY)]
    assert "难见" in [chip.text for chip in chips_of(door, DAY, hard)]
    assert "难见" not in [chip.text for chip in chips_of(away, DAY, hard)]
    assert suggestion_word(suggestion, DAY) == "11月28日 周六晚上去"
    assert hard_word(hard) == "4 天 5 次没人,周末还没去过"


@pytest.mark.parametrize("what", NextTry)
def test_every_suggestion_has_its_words(what: NextTry) -> None:
    suggestion = Suggestion(what=what, on=DAY, slot=Slot.EVENING)
    assert suggestion_word(suggestion, DAY)
    assert hard_word(HardToMeet(knocks=3, days=3, slots=3, since=DAY, suggestion=suggestion)).startswith("3 天")


def test_the_days_median_wait_is_told_once_somebody_was_measured(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    assert "等候" not in texts(page)
    seats.pay(seats.owing(0).account, waited=80)
    page.refresh(Changes(topics=frozenset({Topic.BILLS})))
    assert "客户等候一般 1 分 20 秒" in texts(page)
    assert page.minimumSizeHint().height() <= 636
    assert wait_word(40) == "40 秒"


def test_everything_of_a_door_fits_its_card_where_the_window_is_smallest(seats: Seats, qtbot: QtBot) -> None:
    card = DoorCard(seats.session.look)
    card.setFixedSize(330, 604)
    show(card, qtbot)
    crowded = {"debit_failed": "账号已注销", "address": "前柳村村委会东边第三条巷子南头第二户门朝西"}
    card.show_door(seats.owing(0).model_copy(update=crowded), DAY)
    card.show_progress("今天上门 119 户,收到 113 户 ¥12,315.44\n还有 218 户 · 客户等候一般 1 分 34 秒")
    QApplication.processEvents()
    for button in card.findChildren(QPushButton):
        assert button.height() >= button.minimumSizeHint().height()
    lowest = max(
        button.mapTo(card, button.rect().bottomLeft()).y()
        for button in card.findChildren(QPushButton)
        if button.isVisible()
    )
    progress = next(label for label in card.findChildren(Label) if "等候" in label.text())
    assert lowest < progress.y()
    assert progress.height() <= 2 * progress.fontMetrics().lineSpacing() + 4
