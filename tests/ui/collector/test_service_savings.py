"""预收代扣: what is held for a household, asked back, turned down, or left to the bank."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui_hand import focused, show, type_text
from ui_seats import Seats

from collector_desktop.domain.acts.requests import RequestMade
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.requests import PrepaymentRefundWanted
from collector_desktop.store.queries import savings
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.queries.savings import SavingsLine
from collector_desktop.ui.collector.service.page import SAVINGS, ServicePage
from collector_desktop.ui.collector.service.savings_card import Action
from collector_desktop.ui.collector.service.savings_forms import RefundForm, SaverForm
from collector_desktop.ui.collector.service.savings_model import Shelf, on_shelf
from collector_desktop.ui.collector.service.savings_tab import SavingsTab
from collector_desktop.ui.widgets.label import Label


@pytest.fixture
def tab(seats: Seats, qtbot: QtBot) -> Iterator[SavingsTab]:
    page = ServicePage(seats.session)
    show(page, qtbot)
    page.activated()
    page.go(SAVINGS)
    found = page.tabs[SAVINGS]
    assert isinstance(found, SavingsTab)
    yield found
    page.close()


def lines(tab: SavingsTab) -> tuple[SavingsLine, ...]:
    return tuple(tab.models[Shelf.PREPAY].rows)


def test_how_many_the_bank_could_not_pay_for_is_said_before_the_tab_is_opened(seats: Seats, qtbot: QtBot) -> None:
    failed = {AccountNumber(f"{at:010d}"): object() for at in range(16)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(savings, "failed_debits", lambda _conn: failed)
        page = ServicePage(seats.session)
    qtbot.addWidget(page)
    assert page.row.tabs[SAVINGS].text() == "预收代扣  扣款失败 16"


def offered(tab: SavingsTab) -> list[Action]:
    """What the card offers on its list."""
    return [action for action, button in tab.card.buttons.items() if button.isVisible()]


def test_whoever_holds_most_stands_first_and_is_shown(tab: SavingsTab) -> None:
    shown = lines(tab)
    assert shown
    held = [bool(line.prepay) for line in shown]
    assert held == sorted(held, reverse=True)
    assert tab.card.buttons[Action.REFUND].isEnabled() == bool(shown[0].prepay)


def test_a_refund_is_asked_for_with_the_keyboard(tab: SavingsTab, seats: Seats, qtbot: QtBot) -> None:
    line = lines(tab)[0]
    assert line.prepay
    tab.act(Action.REFUND)
    form = tab.panel.content
    assert isinstance(form, RefundForm)
    form.amount.setText("1")
    form.reason.setFocus()
    type_text(qtbot, "外出打工")
    qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert tab.panel.isHidden()
    with seats.session.ledger.reading() as conn:
        made = facts(conn, RequestMade, account=line.account)
    assert [act.matter for act in made if isinstance(act.matter, PrepaymentRefundWanted)][-1].amount.fen == 100


def test_more_than_is_held_is_refused_and_the_form_stays(tab: SavingsTab) -> None:
    tab.act(Action.REFUND)
    form = tab.panel.content
    assert isinstance(form, RefundForm)
    form.amount.setText("99999")
    form.reason.set_text("外出打工")
    tab.panel.primary.click()
    assert tab.panel.isVisible()
    assert "99,999" in tab.panel.notice.text


def test_a_saver_is_noted_and_moves_to_the_savers(tab: SavingsTab) -> None:
    tab.choice.changed.emit(Shelf.SAVERS)
    line = next(line for line in tab.models[Shelf.SAVERS].rows if line.saver is None)
    tab.table.go_to([each.account for each in tab.models[Shelf.SAVERS].rows].index(line.account))
    tab.act(Action.SAVER)
    form = tab.panel.content
    assert isinstance(form, SaverForm)
    form.bank.setText("柳泉信用社")
    tab.panel.primary.click()
    after = {each.account: each.saver for each in tab.models[Shelf.SAVERS].rows}
    assert after[line.account] is not None


def test_no_new_deposit_is_offered_and_the_card_says_why(tab: SavingsTab) -> None:
    tab.choice.changed.emit(Shelf.DEPOSIT)
    assert set(offered(tab)) == {Action.OFFSET, Action.DEPOSIT_REFUND, Action.SLIP, Action.STATEMENT}
    said = "\n".join(label.text() for label in tab.card.findChildren(Label))
    assert "新收保证金按违规收费处理" in said
    assert "自愿预存" in said


def test_what_waits_for_the_stations_answer_is_not_asked_again(tab: SavingsTab, seats: Seats) -> None:
    assert tab.card.buttons[Action.REFUND].isEnabled()
    tab.act(Action.REFUND)
    form = tab.panel.content
    assert isinstance(form, RefundForm)
    form.amount.setText("1")
    form.reason.set_text("外出打工")
    tab.panel.primary.click()
    assert not tab.card.buttons[Action.REFUND].isEnabled()
    assert "等所里答复" in "\n".join(label.text() for label in tab.card.findChildren(Label))

    (asked,) = (line.prepay_request for line in lines(tab) if line.prepay_request is not None)
    line = lines(tab)[0].model_copy(update={"deposit": Money(100), "due": Money(100), "deposit_request": asked})
    tab.card.show_household(line, tab._desk.statement(line.account))
    asking = (Action.OFFSET, Action.DEPOSIT_REFUND)
    assert [tab.card.buttons[each].isEnabled() for each in asking] == [False, False]
    free = line.model_copy(update={"deposit_request": None})
    tab.card.show_household(free, tab._desk.statement(line.account))
    assert [tab.card.buttons[each].isEnabled() for each in asking] == [True, True]


def test_deposits_list_only_those_who_have_one(tab: SavingsTab) -> None:
    assert all(line.deposit or line.deposit_request for line in on_shelf(lines(tab), Shelf.DEPOSIT))
