from datetime import date

import pytest
from ladder_seats import demand, serve
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, show, unnamed_or_small
from ui_seats import DAY, Seats, today_of

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.day_plan_reasons import Reason, ReasonCode, Tally
from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.money import Money
from collector_desktop.domain.notices import NoticeKind
from collector_desktop.domain.service_check import CheckedItem, CheckItem, CheckResult
from collector_desktop.domain.visit import Knock, Outcome, Promise, Slot
from collector_desktop.services import checking, serving
from collector_desktop.services.checking import CompleteCheck
from collector_desktop.services.serving import BookCheck
from collector_desktop.store.queries import service, visits
from collector_desktop.store.queries.doors import Door, doors, read_again
from collector_desktop.store.queries.notices_to_serve import ToServe
from collector_desktop.ui.collector.today.delegate import ChipText, chips_of, reason_place
from collector_desktop.ui.collector.today.door_card import months_word
from collector_desktop.ui.collector.today.model import DoorsModel
from collector_desktop.ui.collector.today.page import TodayPage
from collector_desktop.ui.collector.today.presenter import DoorRow, Heading
from collector_desktop.ui.words import reason_word, slot_word


def open_page(seats: Seats, qtbot: QtBot) -> TodayPage:
    page = TodayPage(seats.session)
    page.changed.connect(page.refresh)
    show(page, qtbot)
    page.activated()
    return page


def all_doors(seats: Seats) -> tuple[Door, ...]:
    session = seats.session
    with session.ledger.reading() as conn:
        return doors(conn, DAY, session.policy(), session.seat.device)


def knocks_at(seats: Seats, door: Door) -> tuple[Outcome, ...]:
    with seats.session.ledger.reading() as conn:
        return tuple(knock.outcome for knock in visits.at_account(conn, DAY, door.account).today)


def promise_at(seats: Seats, door: Door) -> Promise | None:
    with seats.session.ledger.reading() as conn:
        return visits.at_account(conn, DAY, door.account).promise


def at_hand(page: TodayPage) -> Door:
    door = page.current_door()
    assert door is not None
    return door


def test_the_first_door_is_at_hand_and_the_arrows_skip_headings(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    doors_in_order = [at_hand(page)]
    for _ in range(12):
        press(qtbot, Qt.Key.Key_Down)
        doors_in_order.append(at_hand(page))
    assert [door.order for door in doors_in_order] == sorted({door.order for door in doors_in_order})
    press(qtbot, Qt.Key.Key_Up)
    assert at_hand(page) == doors_in_order[-2]


def test_enter_asks_for_the_card_of_the_door_at_hand(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    with qtbot.waitSignal(page.card_wanted) as wanted:
        press(qtbot, Qt.Key.Key_Return)
    assert wanted.args == [at_hand(page).account]


def test_one_key_records_not_home_and_goes_on_to_the_next_door(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    first = at_hand(page)
    with qtbot.waitSignal(page.recorded) as recorded:
        press(qtbot, Qt.Key.Key_4)
    assert knocks_at(seats, first) == (Outcome.NOT_HOME,)
    assert at_hand(page).account != first.account
    assert recorded.args[1].startswith("不在家")
    assert isinstance(focused(), QListView)


@pytest.mark.parametrize(
    ("key", "outcome"),
    [(Qt.Key.Key_5, Outcome.REFUSED), (Qt.Key.Key_6, Outcome.DISPUTED), (Qt.Key.Key_7, Outcome.MOVED)],
)
def test_other_outcomes_take_one_key_too(seats: Seats, qtbot: QtBot, key: Qt.Key, outcome: Outcome) -> None:
    page = open_page(seats, qtbot)
    first = at_hand(page)
    press(qtbot, key)
    assert knocks_at(seats, first) == (outcome,)


def test_a_promise_is_asked_for_in_place_and_kept(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    first = at_hand(page)
    press(qtbot, Qt.Key.Key_3, Qt.Key.Key_Right, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert promise_at(seats, first) == Promise(on=DAY.replace(day=25), slot=Slot.MORNING)
    assert at_hand(page).account != first.account


def test_digits_choose_a_slot_and_record_nothing_while_a_promise_is_asked_for(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    first = at_hand(page)
    press(qtbot, Qt.Key.Key_3, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_Escape)
    assert at_hand(page) == first
    assert knocks_at(seats, first) == ()
    assert isinstance(focused(), QListView)


def test_a_letter_is_meant_for_the_search(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    with qtbot.waitSignal(page.typed) as typed:
        press(qtbot, Qt.Key.Key_Z)
    assert typed.args == ["z"]


def test_paper_order_lists_every_door_that_owes(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    qtbot.keyClick(focused(), Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    rows = today_of(seats, Slot.EVENING).rows(Slot.EVENING, paper_order=True)
    listed = page.findChild(DoorsModel)
    assert listed is not None
    assert [listed.row(at) for at in range(listed.rowCount())] == list(rows)
    assert [row.door.order for row in rows if isinstance(row, DoorRow)] == [
        door.order for door in all_doors(seats) if door.due
    ]


def test_headings_count_and_sum_their_doors(seats: Seats) -> None:
    rows = today_of(seats, Slot.EVENING).rows(Slot.EVENING, paper_order=True)
    heading: Heading | None = None
    run: list[Door] = []
    for row in (*rows, Heading("", 0, Money.ZERO)):
        if isinstance(row, Heading):
            if heading is not None:
                assert (heading.doors, heading.due) == (len(run), Money.total(door.due for door in run))
            heading, run = row, []
        else:
            run.append(row.door)


def test_a_payment_elsewhere_changes_the_figures_and_the_progress(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    first = at_hand(page)
    seats.pay(first.account)
    page.refresh(Changes(accounts=frozenset({first.account}), topics=frozenset({Topic.BILLS})))
    assert at_hand(page).account != first.account
    progress = today_of(seats, Slot.EVENING).progress()
    assert (progress.doors, progress.households, progress.collected) == (1, 1, first.due)


def test_what_concerns_other_pages_is_not_read_again(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    first = at_hand(page)
    seats.pay(first.account)
    page.refresh(Changes(topics=frozenset({Topic.CASH})))
    assert at_hand(page) == first


def test_doors_read_again_are_the_doors_read_anew(seats: Seats) -> None:
    session = seats.session
    before = all_doors(seats)
    paid, part = before[0], before[1]
    seats.pay(paid.account)
    seats.pay(part.account, Money(100))
    with session.ledger.reading() as conn:
        accounts = {paid.account, part.account}
        again = read_again(conn, before, accounts, DAY, session.policy(), session.seat.device)
    assert again == all_doors(seats)


def test_doors_that_come_or_go_make_all_doors_be_read(seats: Seats) -> None:
    session = seats.session
    before = all_doors(seats)
    with session.ledger.reading() as conn:
        found = read_again(conn, before[1:], {before[0].account}, DAY, session.policy(), session.seat.device)
    assert found is None


def test_a_check_booked_for_today_leads_its_slot_though_nothing_is_owed_and_goes_when_it_is_made(
    seats: Seats, qtbot: QtBot
) -> None:
    session = seats.session
    page = open_page(seats, qtbot)
    before = all_doors(seats)
    with session.ledger.reading() as conn:
        found = service.households(conn, DAY, session.policy())
    account = next(each.account for each in found if each.account not in {door.account for door in before})
    wanted = BookCheck(id=new_act_id(), account=account, on=DAY, slot=Slot.EVENING)
    page.refresh(serving.book(session.ledger, wanted, session.stamp()))
    assert today_of(seats, Slot.EVENING).rows(Slot.EVENING)[1].door.account == account
    assert "约好免费检查" in reason_word(
        Reason(code=ReasonCode.SERVICE_BOOKED, here=Tally(slot=Slot.EVENING, knocks=0, met=0)), DAY
    )
    item = CheckedItem(item=CheckItem.WIRES, result=CheckResult.OK)
    made = CompleteCheck(id=new_act_id(), account=account, slot=Slot.EVENING, items=(item,))
    page.refresh(checking.complete(session.ledger, made, session.stamp()))
    assert all_doors(seats) == before


@pytest.mark.parametrize("slot", Slot)
def test_a_check_booked_for_a_slot_stands_first_in_that_slot_and_in_no_other(seats: Seats, slot: Slot) -> None:
    session = seats.session
    owing = {door.account for door in all_doors(seats)}
    with session.ledger.reading() as conn:
        found = service.households(conn, DAY, session.policy())
    account = next(each.account for each in found if each.account not in owing)
    serving.book(session.ledger, BookCheck(id=new_act_id(), account=account, on=DAY, slot=slot), session.stamp())
    plan = today_of(seats, Slot.MORNING)
    planned = {each: [row.door.account for row in plan.rows(each) if isinstance(row, DoorRow)] for each in Slot}
    assert [each for each in Slot if account in planned[each]] == [slot]
    assert planned[slot][0] == account
    for now in Slot:
        rows = today_of(seats, now).rows(now, paper_order=True)
        (row,) = [each for each in rows if isinstance(each, DoorRow) and each.door.account == account]
        is_over = list(Slot).index(slot) < list(Slot).index(now)
        missed = ChipText(f"免费检查 今{slot_word(slot)}没做", "warn")
        assert (missed in chips_of(row.door, DAY, is_check_late=row.is_check_late)) is is_over


def test_the_model_keeps_the_rules_of_models(seats: Seats, qtbot: QtBot) -> None:
    model = DoorsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    today = today_of(seats, Slot.EVENING)
    model.show(today.rows(Slot.EVENING))
    model.show(())
    model.show(today.rows(Slot.EVENING, paper_order=True))
    assert model.place_of(all_doors(seats)[0].account) == 1


def test_everything_can_be_reached_named_and_hit(seats: Seats, qtbot: QtBot) -> None:
    assert unnamed_or_small(open_page(seats, qtbot)) == []


def test_the_page_fits_its_place_at_1280_by_720(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    assert page.minimumSizeHint().height() <= 636
    press(qtbot, Qt.Key.Key_3)
    assert page.minimumSizeHint().height() <= 636


def test_names_are_masked_in_the_list(seats: Seats, qtbot: QtBot) -> None:
    page = open_page(seats, qtbot)
    model = page.findChild(DoorsModel)
    assert model is not None
    texts = [model.data(model.index(at, 0)) for at in range(model.rowCount())]
    people = [door.name for door in all_doors(seats) if mask_name(door.name) != door.name]
    assert not [name for name in people if any(f" {name} " in text for text in texts)]


def test_chips_say_what_is_to_be_known(seats: Seats) -> None:
    door = all_doors(seats)[0].model_copy(
        update={
            "promise": Promise(on=DAY, slot=Slot.EVENING),
            "today": (Knock(on=DAY, slot=Slot.NOON, outcome=Outcome.NOT_HOME),),
            "prepay": Money(500),
        }
    )
    assert [chip.text for chip in chips_of(door, DAY)] == ["约 今晚", "今天不在家", "预收 5.00"]


def test_a_notice_to_take_along_stands_at_its_door_until_it_is_served(seats: Seats, qtbot: QtBot) -> None:
    session = seats.session
    page = open_page(seats, qtbot)
    door = all_doors(seats)[0]
    notice = demand(session.ledger, session.stamp(), door.account)
    waiting = all_doors(seats)[0]
    assert next(chip.text for chip in chips_of(waiting, DAY)) == "送催费通知"
    with session.ledger.reading() as conn:
        again = read_again(conn, (door,), {door.account}, DAY, session.policy(), session.seat.device)
    assert again == (waiting,)
    serve(session.ledger, notice, session.stamp())
    page.refresh(Changes(topics=frozenset({Topic.CASES}), accounts=frozenset({door.account})))
    assert all_doors(seats)[0].to_serve is None
    until = waiting.model_copy(update={"to_serve": ToServe(kind=NoticeKind.DISCONNECTION, by=date(2026, 11, 27))})
    assert next(chip.text for chip in chips_of(until, DAY)) == "送停电通知,最晚 11月27日"


def test_reasons_are_said_in_plain_words() -> None:
    evening, morning = Tally(slot=Slot.EVENING, knocks=5, met=4), Tally(slot=Slot.MORNING, knocks=3, met=0)
    assert reason_word(Reason(code=ReasonCode.MET_IN_SLOT, here=evening), DAY) == "晚上 5 次在家 4 次"
    assert reason_word(Reason(code=ReasonCode.PROMISED, here=evening), DAY) == "约好今天;晚上 5 次在家 4 次"
    elsewhere = Reason(code=ReasonCode.FAILED_ELSEWHERE, here=evening, elsewhere=morning)
    assert reason_word(elsewhere, DAY) == "晚上去:早上 3 次没人,晚上 5 次在家 4 次"


def test_a_reason_stands_under_its_bar_and_a_long_one_begins_before_it() -> None:
    room = QRectF(200, 30, 400, 18)
    assert reason_place(room, 360, 120).left() == 360
    long = reason_place(room, 360, 300)
    assert (long.left(), long.right()) == (299, 600)
    assert reason_place(room, 360, 900) == room


def test_months_name_the_year_only_where_it_differs(seats: Seats) -> None:
    door = all_doors(seats)[0]
    assert months_word(door, DAY).startswith(f"{len(door.months)} 个月:")
    assert months_word(door.model_copy(update={"months": ()}), DAY) == ""
