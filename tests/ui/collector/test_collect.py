"""Collecting: what an amount typed would do, and what Enter makes of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from ui_hand import compose, focused, press, show, type_text, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.domain.allocation import Due, amount_due
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.money import Money
from collector_desktop.domain.policy import PaymentPolicy, Policy
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.refusals import PartPaymentNotAllowed, PrepaymentNotAllowed
from collector_desktop.domain.visit import Outcome, Promise, Slot
from collector_desktop.domain.waiting import Waiting
from collector_desktop.services.collecting import Collected
from collector_desktop.services.prepay_words import in_yuan
from collector_desktop.store.queries import cards, policies, receipts, savings, takings, visits, waiting
from collector_desktop.store.queries.doors import Door
from collector_desktop.store.queries.search import AccountIndex
from collector_desktop.ui.collector.collect.explanation import explained
from collector_desktop.ui.collector.collect.model import BillsModel
from collector_desktop.ui.collector.collect.page import CollectPage
from collector_desktop.ui.collector.collect.presenter import Collect
from collector_desktop.ui.collector.collect.refusal_notice import RefusalNotice
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.money_edit import MoneyEdit
from collector_desktop.ui.words import yuan


def set_policy(seats: Seats, **payment: object) -> None:
    with seats.session.ledger.writing() as conn:
        policies.set_policy(conn, Policy(payment=PaymentPolicy(**payment)))


def card_of(seats: Seats, door: Door) -> cards.Card:
    session = seats.session
    with session.ledger.reading() as conn:
        card = cards.card(conn, door.account, DAY, session.seat.device)
    assert card is not None
    return card


def collecting(seats: Seats, door: Door, amount: Money | str) -> Collect:
    found = Collect(card_of(seats, door), DAY, seats.session.policy())
    found.change(amount=str(amount))
    return found


def given(seats: Seats) -> list[receipts.GivenReceipt]:
    with seats.session.ledger.reading() as conn:
        return list(receipts.of_day(conn, DAY, seats.session.seat.device))


def open_card(seats: Seats, qtbot: QtBot, door: Door) -> CollectPage:
    page = CollectPage(seats.session)
    show(page, qtbot)
    page.open(door.account)
    page.activated()
    return page


def amount_field(page: CollectPage) -> MoneyEdit:
    field = page.findChild(MoneyEdit)
    assert isinstance(field, MoneyEdit)
    return field


def notice_of(page: CollectPage) -> RefusalNotice:
    notice = page.findChild(RefusalNotice)
    assert isinstance(notice, RefusalNotice)
    return notice


def button(page: CollectPage, text: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if each.text() == text and each.isVisible())


def texts(page: CollectPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Label) if label.isVisible())


YUAN = Money(100)


def test_where_nothing_is_owed_a_sensible_prepayment_is_suggested_with_its_reason(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    assert "预存全凭自愿" not in texts(page)
    seats.pay(door.account)
    page.open(door.account)
    with seats.session.ledger.reading() as conn:
        advice = savings.advice_of(conn, door.account, DAY, policies.policy(conn))
    assert advice is not None
    (said,) = (text for text in texts(page).splitlines() if "预存全凭自愿" in text)
    assert said.startswith(f"可存 {in_yuan(advice.to_add)} 元:")
    assert advice.average.grouped() in said


def test_the_exact_amount_stands_there_from_the_beginning(seats: Seats) -> None:
    door = seats.owing(0)
    fresh = Collect(card_of(seats, door), DAY, seats.session.policy())
    tender = fresh.tender
    assert tender is not None
    assert (tender.received, tender.change, tender.prepayment) == (door.due, Money.ZERO, Money.ZERO)
    assert tender.may_be_taken
    assert fresh.draft == ""


def test_what_is_over_is_given_back_unless_it_is_kept_as_prepayment(seats: Seats) -> None:
    door = seats.owing(0)
    over = collecting(seats, door, door.due + YUAN)
    tender = over.tender
    assert tender is not None
    assert (tender.received, tender.change, tender.prepayment) == (door.due, YUAN, Money.ZERO)
    over.change(keep_change=True)
    tender = over.tender
    assert tender is not None
    assert (tender.received, tender.change, tender.prepayment) == (door.due + YUAN, Money.ZERO, YUAN)


def test_less_than_is_due_leaves_the_rest_open(seats: Seats) -> None:
    door = seats.owing(0)
    tender = collecting(seats, door, YUAN).tender
    assert tender is not None
    assert tender.allocation is not None
    assert tender.allocation.open_after == door.due - YUAN
    assert tender.change == Money.ZERO


def test_a_transfer_gives_no_change(seats: Seats) -> None:
    door = seats.owing(0)
    over = collecting(seats, door, door.due + YUAN)
    over.change(method=PaymentMethod.WECHAT)
    tender = over.tender
    assert tender is not None
    assert (tender.change, tender.prepayment) == (Money.ZERO, YUAN)
    assert over.suggestions == (door.due,)
    assert not over.may_keep_change


def test_a_policy_without_part_payment_refuses_it_and_names_what_is_possible(seats: Seats) -> None:
    set_policy(seats, part_payment_allowed=False)
    door = seats.owing(0)
    tender = collecting(seats, door, Money(1)).tender
    assert tender is not None
    assert isinstance(tender.refusal, PartPaymentNotAllowed)
    assert door.due in tender.refusal.facts["possible"]
    assert not tender.may_be_taken


def test_a_policy_without_prepayment_refuses_it_but_gives_change(seats: Seats) -> None:
    set_policy(seats, prepayment_allowed=False)
    door = seats.owing(0)
    over = collecting(seats, door, door.due + YUAN)
    tender = over.tender
    assert tender is not None
    assert tender.may_be_taken
    assert not over.may_keep_change
    over.change(method=PaymentMethod.POS)
    tender = over.tender
    assert tender is not None
    assert isinstance(tender.refusal, PrepaymentNotAllowed)


@pytest.mark.parametrize("typed", ["", "1.234", "-5", "abc"])
def test_what_is_no_amount_takes_nothing(seats: Seats, typed: str) -> None:
    assert collecting(seats, seats.owing(0), typed).tender is None


def test_zero_takes_nothing(seats: Seats) -> None:
    tender = collecting(seats, seats.owing(0), "0").tender
    assert tender is None or not tender.may_be_taken


def test_a_draft_of_another_version_is_left_aside(seats: Seats) -> None:
    door = seats.owing(0)
    found = Collect(card_of(seats, door), DAY, seats.session.policy(), draft='{"amount": 5, "colour": "red"}')
    assert found.typed.amount == str(door.due)


def overdue(seats: Seats) -> Due:
    at = 0
    while not seats.owing(at).penalty:
        at += 1
    return amount_due(card_of(seats, seats.owing(at)).bills, DAY, seats.session.policy())


def test_the_explanation_ends_in_the_penalty_that_is_charged(seats: Seats) -> None:
    due = overdue(seats)
    owed = [line.strip() for line in explained(due.bills).splitlines() if line.strip().startswith("应付")]
    charged = [f"应付 {each.penalty.open} 元" for each in due.bills if each.penalty.amount]
    assert owed == charged
    assert Money.total(Money.parse(line.split()[1]) for line in owed) == due.penalties


def test_the_stretches_of_the_explanation_add_up_to_the_penalty(seats: Seats) -> None:
    for each in overdue(seats).bills:
        penalty = each.penalty
        if penalty.station_figure is None and not penalty.capped and not penalty.minimum_applied:
            exact = sum(stretch.exact_fen for stretch in penalty.stretches)
            assert abs(exact - penalty.amount.fen) <= 1
            assert all(f"{stretch.days} 天" in explained((each,)) for stretch in penalty.stretches)


def test_a_card_says_where_only_weekends_were_avoided_because_a_year_s_holidays_are_missing(
    seats: Seats, qtbot: QtBot
) -> None:
    page = open_card(seats, qtbot, seats.owing(0))
    assert "只避开了周末" not in page.side.explanation._text.text()
    set_policy(seats)
    page.open(seats.owing(0).account)
    assert "2026 年的节假日安排还没有,日子只避开了周末。" in page.side.explanation._text.text()


def test_the_bills_model_keeps_the_rules_of_models(seats: Seats, qtbot: QtBot) -> None:
    model = BillsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    due = overdue(seats)
    model.show(due.bills)
    assert model.rowCount() == len(due.bills)
    totals = [Money.parse(model.data(model.index(row, 6))) for row in range(model.rowCount())]
    assert Money.total(totals) == due.total
    model.show(())


def test_enter_saves_the_exact_amount(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    with qtbot.waitSignal(page.collected) as told:
        press(qtbot, Qt.Key.Key_Return)
    done: Collected = told.args[0]
    assert (done.receipt.account, done.receipt.received) == (door.account, door.due)
    assert page.account is None


def test_enter_pressed_twice_is_one_payment(seats: Seats, qtbot: QtBot) -> None:
    page = open_card(seats, qtbot, seats.owing(0))
    field = amount_field(page)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert len(given(seats)) == 1


def test_an_enter_that_ends_a_composition_saves_nothing(seats: Seats, qtbot: QtBot) -> None:
    page = open_card(seats, qtbot, seats.owing(0))
    compose("50", composing="wushi")
    assert given(seats) == []
    assert amount_field(page).amount == Money(5000)


def test_full_width_digits_are_taken_as_the_amount(seats: Seats, qtbot: QtBot) -> None:
    page = open_card(seats, qtbot, seats.owing(0))
    compose("1.50")
    with qtbot.waitSignal(page.collected) as told:
        press(qtbot, Qt.Key.Key_Return)
    assert told.args[0].receipt.received == Money(150)


def test_change_is_shown_while_one_types_and_p_keeps_it(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    type_text(qtbot, str(door.due + YUAN))
    assert "找零" in texts(page)
    assert "¥1.00" in texts(page)
    press(qtbot, Qt.Key.Key_P)
    assert "存入预收" in texts(page)
    with qtbot.waitSignal(page.collected) as told:
        press(qtbot, Qt.Key.Key_Return)
    assert told.args[0].receipt.prepayment == YUAN


def test_what_stays_open_and_what_is_kept_are_said_in_words(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    type_text(qtbot, "1")
    assert "实收 人民币壹元整" in texts(page)
    assert f"尚欠 {yuan(door.due - YUAN)}" in texts(page)


def test_what_was_typed_is_there_again_after_the_lid_was_closed(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    type_text(qtbot, "1.5")
    session = replace(seats.session, drafts=Drafts(seats.folder / "drafts.json"))
    again = CollectPage(session)
    qtbot.addWidget(again)
    assert again.left_open == door.account
    again.open(door.account)
    assert amount_field(again).text() == "1.5"
    assert page.account == door.account


def test_a_card_that_was_saved_or_left_is_not_opened_again(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    type_text(qtbot, "1.5")
    press(qtbot, Qt.Key.Key_Return)
    assert page.left_open is None
    page.open(door.account)
    assert amount_field(page).text() == str(seats.owing(0).due)
    with qtbot.waitSignal(page.left):
        press(qtbot, Qt.Key.Key_Escape)
    assert page.left_open is None


def test_a_refused_part_payment_offers_the_amounts_that_are_possible(seats: Seats, qtbot: QtBot) -> None:
    set_policy(seats, part_payment_allowed=False)
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    type_text(qtbot, "0.01")
    assert "不收部分款" in notice_of(page).text
    press(qtbot, Qt.Key.Key_Return)
    assert given(seats) == []
    qtbot.waitUntil(lambda: any(each.isVisible() for each in notice_of(page).findChildren(QPushButton)))
    offered = [each for each in notice_of(page).findChildren(QPushButton) if each.isVisible()]
    qtbot.mouseClick(offered[0], Qt.MouseButton.LeftButton)
    assert not notice_of(page).isVisible()
    with qtbot.waitSignal(page.collected) as told:
        press(qtbot, Qt.Key.Key_Return)
    assert yuan(told.args[0].receipt.received) == offered[0].text()


def test_a_transfer_needs_its_reference(seats: Seats, qtbot: QtBot) -> None:
    page = open_card(seats, qtbot, seats.owing(0))
    qtbot.mouseClick(button(page, "微信转账"), Qt.MouseButton.LeftButton)
    reference = focused()
    assert isinstance(reference, QLineEdit)
    assert reference.accessibleName() == "付款流水号"
    press(qtbot, Qt.Key.Key_Return)
    assert "要填写流水号" in notice_of(page).text
    assert given(seats) == []
    type_text(qtbot, "4200001234")
    with qtbot.waitSignal(page.collected) as told:
        press(qtbot, Qt.Key.Key_Return)
    receipt = told.args[0].receipt
    assert (receipt.method, receipt.reference) == (PaymentMethod.WECHAT, "4200001234")


def test_the_cash_ceiling_blocks_cash_and_offers_a_way_on(seats: Seats, qtbot: QtBot) -> None:
    set_policy(seats, cash_blocks_at=Money(1000), cash_warns_at=Money(500))
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    press(qtbot, Qt.Key.Key_Return)
    assert "上限" in notice_of(page).text
    assert given(seats) == []
    qtbot.waitUntil(lambda: any(each.isVisible() for each in notice_of(page).findChildren(QPushButton)))
    with qtbot.waitSignal(page.close_wanted):
        qtbot.mouseClick(button(page, "去结账"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(page, "改用微信转账"), Qt.MouseButton.LeftButton)
    type_text(qtbot, "4200001234")
    with qtbot.waitSignal(page.collected):
        press(qtbot, Qt.Key.Key_Return)
    with seats.session.ledger.reading() as conn:
        assert takings.in_hand(conn, seats.session.seat.device) == Money.ZERO


def test_a_card_out_of_date_is_opened_anew_and_says_so(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    seats.pay(door.account, YUAN)
    press(qtbot, Qt.Key.Key_Return)
    assert len(given(seats)) == 1
    assert notice_of(page).isVisible()
    assert amount_field(page).text() == str(door.due - YUAN)
    with qtbot.waitSignal(page.collected):
        press(qtbot, Qt.Key.Key_Return)


def test_a_change_of_this_account_opens_it_anew_and_another_does_not(seats: Seats, qtbot: QtBot) -> None:
    door, other = seats.owing(0), seats.owing(1)
    page = open_card(seats, qtbot, door)
    seats.pay(door.account, YUAN)
    page.refresh(Changes(accounts=frozenset({other.account}), topics=frozenset({Topic.BILLS})))
    assert amount_field(page).text() == str(door.due)
    page.refresh(Changes(accounts=frozenset({door.account}), topics=frozenset({Topic.BILLS})))
    assert amount_field(page).text() == str(door.due - YUAN)


def test_the_explanation_takes_the_place_of_the_receipt_and_esc_brings_it_back(seats: Seats, qtbot: QtBot) -> None:
    at = 0
    while not seats.owing(at).penalty:
        at += 1
    page = open_card(seats, qtbot, seats.owing(at))
    page.explain()
    assert "到期,逾期" in texts(page)
    assert "拖到下月 12月15日" in texts(page)
    with qtbot.assertNotEmitted(page.left):
        press(qtbot, Qt.Key.Key_Escape)
    assert "到期,逾期" not in texts(page)


def test_alt_with_a_digit_records_an_outcome_and_digits_stay_the_amount(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    type_text(qtbot, "4")
    assert amount_field(page).text() == "4"
    with qtbot.waitSignals([page.changed, page.recorded, page.left]):
        qtbot.keyClick(focused(), Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    with seats.session.ledger.reading() as conn:
        knocks = visits.at_account(conn, DAY, door.account).today
    assert [knock.outcome for knock in knocks] == [Outcome.NOT_HOME]
    assert given(seats) == []


def test_a_promise_is_made_beside_the_card(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    qtbot.keyClick(focused(), Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(page.recorded):
        press(qtbot, Qt.Key.Key_2, Qt.Key.Key_Return)
    with seats.session.ledger.reading() as conn:
        assert visits.at_account(conn, DAY, door.account).promise == Promise(on=DAY.replace(day=24), slot=Slot.NOON)


def test_a_letter_is_meant_for_the_search(seats: Seats, qtbot: QtBot) -> None:
    page = open_card(seats, qtbot, seats.owing(0))
    with qtbot.waitSignal(page.typed) as told:
        press(qtbot, Qt.Key.Key_Z)
    assert told.args == ["z"]


def test_a_pasted_amount_with_its_line_end_is_not_saved(seats: Seats, qtbot: QtBot, qapp) -> None:
    page = open_card(seats, qtbot, seats.owing(0))
    qapp.clipboard().setText("1.50\n")
    qtbot.keySequence(focused(), QKeySequence(QKeySequence.StandardKey.Paste))
    assert amount_field(page).text() == "1.50"
    assert given(seats) == []


def test_no_card_is_open_at_first_and_the_page_says_how_to_open_one(seats: Seats, qtbot: QtBot) -> None:
    page = CollectPage(seats.session)
    show(page, qtbot)
    assert "还没有打开哪一户" in texts(page)
    qtbot.keyClick(page, Qt.Key.Key_P)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert page.account is None
    assert given(seats) == []


def test_phones_are_masked_until_pressed(seats: Seats, qtbot: QtBot) -> None:
    door = next(found for found in map(seats.owing, range(30)) if found.phones)
    page = open_card(seats, qtbot, door)
    phone = next(each for each in page.findChildren(QPushButton) if "*" in each.text())
    qtbot.mouseClick(phone, Qt.MouseButton.LeftButton)
    assert phone.text() == "、".join(door.phones)


def test_markup_in_a_name_stays_text(seats: Seats, qtbot: QtBot) -> None:
    with seats.session.ledger.reading() as conn:
        found = AccountIndex.load(conn).find("<b>")[0]
    page = CollectPage(seats.session)
    show(page, qtbot)
    page.open(found.account)
    assert found.name in texts(page)


def test_everything_can_be_reached_named_and_hit(seats: Seats, qtbot: QtBot) -> None:
    page = open_card(seats, qtbot, seats.owing(0))
    assert unnamed_or_small(page) == []
    assert page.minimumSizeHint().height() <= 636


def waits(seats: Seats) -> Waiting:
    with seats.session.ledger.reading() as conn:
        return waiting.waiting(conn, DAY, DAY)


def test_the_wait_is_measured_from_card_to_receipt_by_itself(seats: Seats, qtbot: QtBot) -> None:
    page = open_card(seats, qtbot, seats.owing(0))
    opened = seats.clock.now
    press(qtbot, Qt.Key.Key_Return)
    told = waits(seats)
    assert (told.customers, page.account) == (1, None)
    assert 0 < (told.median or 0) <= (seats.clock.now - opened).total_seconds()


def test_a_card_left_and_opened_again_begins_a_new_wait(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    seats.clock.now += timedelta(minutes=20)
    press(qtbot, Qt.Key.Key_Escape)
    page.open(door.account)
    press(qtbot, Qt.Key.Key_Return)
    assert (waits(seats).median or 0) < 20 * 60


def test_a_card_read_again_under_the_customer_waits_on(seats: Seats, qtbot: QtBot) -> None:
    door = seats.owing(0)
    page = open_card(seats, qtbot, door)
    seats.clock.now += timedelta(minutes=20)
    page.refresh(Changes(accounts=frozenset({door.account}), topics=frozenset({Topic.BILLS})))
    press(qtbot, Qt.Key.Key_Return)
    assert (waits(seats).median or 0) > 20 * 60


def test_a_card_left_lying_measures_nobodys_wait(seats: Seats, qtbot: QtBot) -> None:
    page = open_card(seats, qtbot, seats.owing(0))
    seats.clock.now += timedelta(minutes=31)
    press(qtbot, Qt.Key.Key_Return)
    assert page.account is None
    assert waits(seats) == Waiting()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("-5", ""),
        ("0", "金额必须大于零"),
        ("0.00", "金额必须大于零"),
        ("99999999", "超过单笔上限"),
        ("9999999999999999", ""),
        ("188.777", ""),
        ("１．００５", ""),
        ("12,34", ""),
        ("一百", ""),
        ("五十块", ""),
    ],
)
def test_what_is_no_amount_one_can_take_is_said_at_the_field_and_enter_takes_nothing(
    seats: Seats, qtbot: QtBot, typed: str, why: str
) -> None:
    page = open_card(seats, qtbot, seats.owing(0))
    field = amount_field(page)
    field.clear()
    type_text(qtbot, typed)
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert given(seats) == []
    if why:
        assert why in notice_of(page).text
    else:
        assert field.property("wrong")
    assert field.amount is None or why
