"""停催台阶 with the keyboard: from a dunning notice to the cut and back, and what stands against it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, show, type_text, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.domain.acts.cases import CallMade, DunningNoticeIssued, NoticeServed, SupplyCut, WeatherNoted
from collector_desktop.domain.case import Condition, Missing, Rung, Step
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.notices import CutCheckItem, ProofKind
from collector_desktop.domain.requests import Role
from collector_desktop.printing.paper import Paper
from collector_desktop.services.deciding import Decide, decide
from collector_desktop.store.attachments import read_attachments
from collector_desktop.store.queries import policies
from collector_desktop.store.queries.cases import Case, cases
from collector_desktop.store.queries.facts import facts
from collector_desktop.store.queries.requests import open_requests
from collector_desktop.ui.collector.cases.cut_forms import CheckForm, CutDayForm, CutForm, ReconnectForm
from collector_desktop.ui.collector.cases.ladder_card import Action
from collector_desktop.ui.collector.cases.ladder_forms import (
    ApplyForm,
    CallForm,
    DisputeForm,
    EndForm,
    ProtectForm,
    ServeForm,
    WeatherForm,
)
from collector_desktop.ui.collector.cases.ladder_presenter import LadderDesk, card_of, columns_of, sum_words
from collector_desktop.ui.collector.cases.ladder_tab import LadderTab
from collector_desktop.ui.collector.cases.ladder_words import moment_of
from collector_desktop.ui.collector.fact_words.cases import case_moment
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.look import Look
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.session import Session
from collector_desktop.ui.widgets.columns_board import BoardColumn

Opening = Callable[..., LadderTab]
CUT_DAY = date(2026, 11, 30)
"""A Monday, a week ahead."""


@pytest.fixture
def station(seats: Seats, look: Look, qtbot: QtBot) -> Iterator[Opening]:
    """Opens the tab at the station, on a day at an hour."""
    opened: list[Session] = []

    def open_tab(day: date = DAY, hour: int = 10) -> LadderTab:
        seats.clock.now = datetime(day.year, day.month, day.day, hour, tzinfo=seats.clock.now.tzinfo)
        session = Session(
            ledger=seats.station,
            keys=seats.station_keys,
            business_day=day,
            clock=seats.clock,
            look=look,
            printer=Printer(paper=Paper.A4, output_file=str(seats.folder / "notice.pdf")),
            drafts=Drafts(seats.folder / "station.drafts"),
            exchange_folder=seats.folder,
        )
        opened.append(session)
        tab = LadderTab(session)
        show(tab, qtbot)
        tab.activated()
        return tab

    yield open_tab
    for session in opened:
        session.lane.close()


def at_hand(tab: LadderTab) -> Case:
    """The case the card shows."""
    assert tab.case is not None
    return tab.case


def board_of(tab: LadderTab) -> tuple[BoardColumn, ...]:
    """What the columns show of the household at hand."""
    return columns_of((at_hand(tab),), LadderDesk(tab.session).missing((at_hand(tab),)))


def demand(tab: LadderTab, qtbot: QtBot) -> AccountNumber:
    """A dunning notice issued and signed for by the household at hand."""
    account = AccountNumber(tab.board.current)
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return)
    tab.paper.left.emit()
    tab.act(Action.STEP)
    sign_for_it(tab, qtbot)
    assert tab.panel.isHidden()
    return account


def sign_for_it(tab: LadderTab, qtbot: QtBot) -> None:
    """The household signs on the screen for the notice the panel asks about: 1, Enter, the name, Enter, Ctrl+Enter."""
    form = tab.panel.content
    assert isinstance(form, ServeForm)
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_Return)
    type_text(qtbot, "阎01")
    qtbot.mousePress(form.pad, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    qtbot.mouseMove(form.pad, QPoint(90, 50))
    qtbot.mouseRelease(form.pad, Qt.MouseButton.LeftButton, pos=QPoint(90, 50))
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def approve(seats: Seats) -> None:
    """The manager approves what waits."""
    with seats.station.reading() as conn:
        (waiting,) = open_requests(conn)
    decided = Decide(
        request=waiting.request.id, approved=True, reason="", granted=None, decided_by="郑所长", role=Role.MANAGER
    )
    decide(seats.station, decided, seats.stamp())


def text_of(pdf: bytes) -> str:
    """What the first sheet says."""
    said: str = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    return said


def photo(folder: Path) -> Path:
    """A photo as a phone leaves it."""
    path = folder / "door.jpg"
    picture = QImage(320, 240, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    assert picture.save(str(path))
    return path


def test_everybody_overdue_stands_on_the_board_once(station: Opening, seats: Seats) -> None:
    tab = station()
    with seats.station.reading() as conn:
        found = cases(conn, DAY, policies.policy(conn))
    assert found
    keys = [
        card.key
        for column in columns_of(found, dict.fromkeys((case.account.number for case in found), ()))
        for card in column.cards
    ]
    assert sorted(keys) == sorted(case.account.number for case in found)
    assert tab.board.current == keys[0]


def test_whoever_paid_and_waits_for_the_current_is_no_more_among_those_overdue(seats: Seats) -> None:
    with seats.station.reading() as conn:
        first, second, *_ = cases(conn, DAY, policies.policy(conn))
    nothing = second.state.due.model_copy(update={"bills": ()})
    paid = second.model_copy(update={"state": second.state.model_copy(update={"due": nothing})})
    assert sum_words([first, paid]) == sum_words([first])
    assert "逾期" in card_of(second, ()).lines[0]
    assert "逾期" not in card_of(paid, ()).lines[0]


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (Missing(condition=Condition.DAYLIGHT, text="7:00–19:00"), "现在不行:夜间不停电"),
        (Missing(condition=Condition.CALLED, number=30), "还缺:今天还没有再次通知客户"),
    ],
)
def test_what_is_forbidden_now_is_not_called_missing(missing: Missing, said: str, seats: Seats) -> None:
    with seats.station.reading() as conn:
        case, *_ = cases(conn, DAY, policies.policy(conn))
    assert card_of(case, (missing,)).lines[-1] == said


def test_going_back_from_a_draft_issues_nothing(station: Opening, seats: Seats, qtbot: QtBot) -> None:
    tab = station()
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert tab.board.isVisible()
    with seats.station.reading() as conn:
        assert not facts(conn, DunningNoticeIssued)


def test_a_notice_is_issued_printed_and_served_with_enter(station: Opening, seats: Seats, qtbot: QtBot) -> None:
    tab = station()
    account = demand(tab, qtbot)
    assert tab.board.current == account
    assert at_hand(tab).state.rung is Rung.DUNNED
    with seats.station.reading() as conn:
        (issued,) = facts(conn, DunningNoticeIssued)
        (served,) = facts(conn, NoticeServed)
    assert served.about == issued.id
    assert served.proof.kind is ProofKind.SIGNED
    qtbot.waitUntil((seats.folder / "notice.pdf").exists)
    tab.act(Action.NOTICE)
    with seats.station.reading() as conn:
        assert tab.paper.pdf in read_attachments(conn, issued.attachments).values()
    tab.act(Action.PROOF)
    assert "送达回证" in text_of(tab.paper.pdf)


def test_a_second_enter_on_the_paper_prints_it_and_issues_nothing(station: Opening, seats: Seats, qtbot: QtBot) -> None:
    station()
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    with seats.station.reading() as conn:
        assert len(facts(conn, DunningNoticeIssued)) == 1


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [
        (None, "kind"),
        (ProofKind.SIGNED, "received_by"),
        (ProofKind.ADULT_FAMILY, "relation"),
        (ProofKind.LEFT_WITH_WITNESS, "witness"),
        (ProofKind.LEFT_WITH_PHOTO, "photos"),
    ],
)
def test_what_a_proof_lacks_is_said_under_its_field(
    kind: ProofKind | None, lacking: str, station: Opening, seats: Seats, qtbot: QtBot
) -> None:
    tab = station()
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    tab.paper.left.emit()
    tab.act(Action.STEP)
    form = tab.panel.content
    assert isinstance(form, ServeForm)
    assert form.kind.value() is None, "nothing is ready-made"
    assert form.received_by.text() == ""
    if kind is not None:
        form.kind._press(list(ProofKind).index(kind))
    if kind is ProofKind.ADULT_FAMILY:
        form.received_by.setText("阎01")
    tab.panel.primary.click()
    assert list(form.errors()) == [lacking]
    if kind is None:
        kind = ProofKind.ADULT_FAMILY
        form.kind._press(list(ProofKind).index(kind))
    form.received_by.setText("阎01")
    form.relation.setText("妻子")
    if kind in (ProofKind.SIGNED, ProofKind.ADULT_FAMILY):
        tab.panel.primary.click()
        assert list(form.errors()) == ["pad"]
    form.witness.setText("村委甲")
    form.refusal.setText("拒收")
    form.photos.take(photo(seats.folder))
    tab.panel.primary.click()
    assert tab.panel.isHidden()
    with seats.station.reading() as conn:
        (served,) = facts(conn, NoticeServed)
    assert served.proof.kind is kind
    assert len(served.attachments) == 1
    for said in (moment_of(served), case_moment(served)):
        assert said is not None
        assert "阎01" not in said.detail


def test_the_whole_way_to_the_cut_and_back(station: Opening, seats: Seats, qtbot: QtBot) -> None:
    tab = station()
    account = demand(tab, qtbot)
    tab.act(Action.STEP)
    form = tab.panel.content
    assert isinstance(form, ApplyForm)
    assert "审批" in tab.panel.under
    tab.panel.primary.click()
    assert list(form.errors()) == ["reason"]
    form.reason.set_text("四次上门未交")
    tab.panel.primary.click()
    assert at_hand(tab).step is Step.DECIDE
    asked: list[str] = []
    tab.decision_wanted.connect(asked.append)
    tab.act(Action.STEP)
    assert asked == [account]
    approve(seats)
    tab.reload()

    tab.act(Action.STEP)
    days = tab.panel.content
    assert isinstance(days, CutDayForm)
    days.day.set_day(date(2026, 11, 28))
    tab.panel.primary.click()
    assert list(days.errors()) == ["day"], "a Saturday is no day to announce"
    days.day.set_day(CUT_DAY)
    tab.panel.primary.click()
    assert tab.paper.isVisible()
    tab.paper.primary.click()
    tab.paper.left.emit()
    tab.act(Action.STEP)
    sign_for_it(tab, qtbot)
    assert at_hand(tab).state.rung is Rung.NOTICE_SERVED
    assert not tab.card.buttons[Action.STEP].isEnabled(), "the day has not come"
    (shown,) = [card for column in board_of(tab) for card in column.cards if card.key == account]
    assert "11月30日" in shown.lines[-1], "the board says so too"

    tab = station(CUT_DAY)
    assert tab.board.choose(account)
    tab.act(Action.STEP)
    call = tab.panel.content
    assert isinstance(call, CallForm)
    tab.panel.primary.click()
    assert list(call.errors()) == ["spoke_to"]
    call.spoke_to.setText("阎01")
    tab.panel.primary.click()
    tab.act(Action.STEP)
    check = tab.panel.content
    assert isinstance(check, CheckForm)
    tab.panel.primary.click()
    assert not tab.panel.notice.isHidden(), "the meter was not looked at"
    check.answers[CutCheckItem.RIGHT_METER].choose(True)
    tab.panel.primary.click()
    assert tab.panel.isHidden()
    tab.act(Action.CHECK)
    assert "停电前复核单" in text_of(tab.paper.pdf)
    tab.paper.left.emit()
    assert not tab.card.buttons[Action.STEP].isEnabled(), "half an hour must pass"
    seats.clock.now += timedelta(minutes=31)
    tab.board.choose(account)
    tab.act(Action.STEP)
    cut = tab.panel.content
    assert isinstance(cut, CutForm)
    tab.panel.primary.click()
    assert list(cut.errors()) == ["cut_by"]
    cut.cut_by.setText("郑工")
    cut.permit.setText("Z-12")
    cut.reading.setText("八百")
    tab.panel.primary.click()
    assert list(cut.errors()) == ["reading"]
    cut.reading.setText("８１２．５")
    tab.panel.primary.click()
    assert at_hand(tab).state.rung is Rung.CUT
    assert tab.card.leading is Action.STEP, "the station takes no money here"
    with seats.station.reading() as conn:
        (done,) = facts(conn, SupplyCut)
        (called,) = facts(conn, CallMade)
    assert str(done.reading) == "812.5"
    assert called.spoke_to == "阎01"
    for said in (moment_of(called), case_moment(called)):
        assert said is not None
        assert "阎**" in said.detail
        assert "阎01" not in said.detail

    tab.act(Action.STEP)
    back = tab.panel.content
    assert isinstance(back, ReconnectForm)
    back.by.setText("郑工")
    tab.panel.primary.click()
    assert list(back.errors()) == ["reason"]
    back.reason.set_text("签了还款协议")
    tab.panel.primary.click()
    assert at_hand(tab).state.cut is None


def test_while_supply_is_cut_and_money_is_owed_enter_takes_the_money(
    seats: Seats, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = LadderTab(seats.session)
    show(tab, qtbot)
    tab.activated()
    case = at_hand(tab)
    cut = case.state.model_copy(update={"rung": Rung.CUT})
    nothing = cut.due.model_copy(update={"bills": ()})
    paid = cut.model_copy(update={"rung": Rung.TO_RECONNECT, "due": nothing})
    step, card = (tab.card.buttons[action] for action in (Action.STEP, Action.CARD))
    for state, first, second in ((cut, card, step), (paid, step, card), (cut, card, step)):
        now = case.model_copy(update={"state": state, "step": Step.RECONNECT})
        monkeypatch.setattr(LadderDesk, "read", lambda _desk, now=now: (now,))
        tab.reload()
        assert (first.shows_key, second.shows_key) == (True, False)
        assert (first.objectName(), second.objectName()) == ("primary", "")
        qtbot.waitUntil(lambda above=first, below=second: above.y() < below.y())
        assert first.nextInFocusChain() is second
    with qtbot.waitSignal(tab.card_wanted) as wanted:
        press(qtbot, Qt.Key.Key_Return)
    assert wanted.args == [case.account.number]


def test_a_protected_household_shows_why_nothing_goes_on(station: Opening, qtbot: QtBot) -> None:
    tab = station()
    account = demand(tab, qtbot)
    tab.act(Action.PROTECT)
    form = tab.panel.content
    assert isinstance(form, ProtectForm)
    form.note.set_text("家有呼吸机")
    tab.panel.primary.click()
    assert tab.board.current == account
    assert not tab.card.buttons[Action.STEP].isEnabled()
    assert "受保护" in tab.card.lacks.text()
    tab.act(Action.END)
    end = tab.panel.content
    assert isinstance(end, EndForm)
    end.reason.set_text("已不用呼吸机")
    tab.panel.primary.click()
    assert tab.card.buttons[Action.STEP].isEnabled()


def test_an_open_dispute_stops_the_application_until_it_is_settled(station: Opening, qtbot: QtBot) -> None:
    tab = station()
    demand(tab, qtbot)
    tab.act(Action.DISPUTE)
    form = tab.panel.content
    assert isinstance(form, DisputeForm)
    type_text(qtbot, "电表走得快")
    qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "电表走得快" in tab.card.lacks.text()
    tab.act(Action.END)
    end = tab.panel.content
    assert isinstance(end, EndForm)
    end.reason.set_text("校验合格")
    tab.panel.primary.click()
    assert tab.card.buttons[Action.STEP].isEnabled()


def test_a_weather_warning_is_noted_for_a_village(station: Opening, seats: Seats) -> None:
    tab = station()
    tab.village.setCurrentIndex(1)
    tab.weather.click()
    form = tab.panel.content
    assert isinstance(form, WeatherForm)
    tab.panel.primary.click()
    assert list(form.errors()) == ["reason"]
    form.warning.setText("暴雪橙色预警")
    tab.panel.primary.click()
    with seats.station.reading() as conn:
        (noted,) = facts(conn, WeatherNoted)
    assert noted.village == tab.village.currentData()


def test_the_laptop_waits_for_the_stations_answer(seats: Seats, qtbot: QtBot) -> None:
    tab = LadderTab(seats.session)
    show(tab, qtbot)
    tab.activated()
    demand(tab, qtbot)
    tab.act(Action.STEP)
    form = tab.panel.content
    assert isinstance(form, ApplyForm)
    assert "随日包交所" in tab.panel.under
    form.reason.set_text("四次上门未交")
    tab.panel.primary.click()
    assert at_hand(tab).step is Step.DECIDE
    assert not tab.card.buttons[Action.STEP].isEnabled()
    assert tab.card.terms.text().splitlines() == [
        "谁办:供电所所长",
        "凭据:批复人和职务",
        "取消:交清 / 批准过期",
    ]


def test_a_payment_takes_the_card_off_the_board(seats: Seats, qtbot: QtBot) -> None:
    tab = LadderTab(seats.session)
    show(tab, qtbot)
    tab.activated()
    account = AccountNumber(tab.board.current)
    seats.pay(account)
    tab.reload()
    assert not tab.board.choose(account)
    assert tab.board.current


def test_every_control_has_a_name_and_is_large_enough(station: Opening) -> None:
    tab = station()
    assert unnamed_or_small(tab) == []
