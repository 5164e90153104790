"""支付令与诉讼 with the keyboard: the board, a claim filed and its next step at the station; the laptop only looks."""

from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, show, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.domain.court_claim import CourtStep, Way
from collector_desktop.domain.limitation_board import Urgency
from collector_desktop.printing.paper import Paper
from collector_desktop.store.queries.court import claims, papers
from collector_desktop.ui.collector.cases.court_card import Action
from collector_desktop.ui.collector.cases.court_forms import FileForm, StepForm
from collector_desktop.ui.collector.cases.court_presenter import Narrowed
from collector_desktop.ui.collector.cases.court_tab import CourtTab
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.fonts import font
from collector_desktop.ui.look import Look
from collector_desktop.ui.printer import Printer
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space

COURT = "柳泉县人民法院"


class Opened(NamedTuple):
    """A tab on screen with the seats behind it."""

    tab: CourtTab
    session: Session


@pytest.fixture
def station(seats: Seats, look: Look, qtbot: QtBot) -> Iterator[Opened]:
    """The tab at the station."""
    session = Session(
        ledger=seats.station,
        keys=seats.station_keys,
        business_day=DAY,
        clock=seats.clock,
        look=look,
        printer=Printer(paper=Paper.A4, output_file=str(seats.folder / "printed.pdf")),
        drafts=Drafts(seats.folder / "station.drafts"),
        exchange_folder=seats.folder,
    )
    tab = CourtTab(session)
    show(tab, qtbot)
    tab.activated()
    yield Opened(tab, session)
    session.lane.close()


def _file(opened: Opened, way: Way = Way.PAYMENT_ORDER) -> None:
    opened.tab.act(Action.FILE)
    form = opened.tab.panel.content
    assert isinstance(form, FileForm)
    form.way.choose(way)
    form.court.setText(COURT)
    opened.tab.panel.primary.click()


def _made(opened: Opened, action: Action, qtbot: QtBot) -> bytes:
    opened.tab.act(action)
    qtbot.waitUntil(lambda: bool(opened.tab.paper.pdf) or not opened.tab.notice.isHidden())
    return opened.tab.paper.pdf


def test_the_board_begins_with_what_runs_out_first(station: Opened) -> None:
    rows = station.tab.model.rows
    assert rows
    running = [row.times[0].days_left for row in rows if row.times[0].urgency is Urgency.RUNNING]
    assert running == sorted(running)
    station.tab.choice.changed.emit(Narrowed.SOON)
    assert all(row.worth_attention for row in station.tab.model.rows)
    assert station.tab.count == sum(row.worth_attention for row in rows)


def test_a_large_debt_is_not_cut_on_the_board(station: Opened) -> None:
    table = station.tab.table
    (at,) = [at for at, column in enumerate(station.tab.model.columns) if column.key == "due"]
    said = QFontMetrics(font(Size.BODY, bold=True)).horizontalAdvance("1,234,567.89")
    assert table.columnWidth(at) >= said + 2 * Space.S


def test_a_last_day_is_written_in_one_line_of_full_size(station: Opened) -> None:
    table = station.tab.table
    (at,) = [at for at, column in enumerate(station.tab.model.columns) if column.key == "last_day"]
    said = QFontMetrics(font(Size.BODY)).horizontalAdvance("2028年12月25日")
    assert table.columnWidth(at) >= said + 2 * Space.S + 14
    assert sum(column.width for column in station.tab.model.columns if not column.hidden) <= 724


def test_names_on_the_board_are_masked(station: Opened) -> None:
    for row in station.tab.model.rows[:5]:
        assert "*" in station.tab.model.columns[0].text(row)


def test_every_control_has_a_name_and_room_for_a_finger(station: Opened) -> None:
    assert not unnamed_or_small(station.tab)
    station.tab.act(Action.FILE)
    assert not unnamed_or_small(station.tab)


def test_a_claim_is_filed_and_its_next_step_recorded(station: Opened, qtbot: QtBot) -> None:
    tab = station.tab
    account = tab.model.rows[0].account.number
    press(qtbot, Qt.Key.Key_Return)
    assert isinstance(tab.panel.content, FileForm)
    tab.panel.close_panel()
    _file(station)
    assert "已提交" in tab.notice.text
    line = tab.table.current()
    assert line is not None
    assert line.account.number == account
    assert line.claim is not None
    assert line.claim.stage is CourtStep.FILED
    assert not tab.card.buttons[Action.FILE].isEnabled()
    tab.act(Action.STEP)
    form = tab.panel.content
    assert isinstance(form, StepForm)
    tab.panel.primary.click()
    assert "没有填法院案号" in form.errors()["number"]
    form.number.setText("(2026)豫0703民督12号")
    tab.panel.primary.click()
    with station.session.ledger.reading() as conn:
        (claim,) = claims(conn, station.session.policy())
    assert (claim.stage, claim.case_number) == (CourtStep.ACCEPTED, "(2026)豫0703民督12号")


def test_a_claim_without_a_court_says_so_under_its_field(station: Opened) -> None:
    station.tab.act(Action.FILE)
    form = station.tab.panel.content
    assert isinstance(form, FileForm)
    station.tab.panel.primary.click()
    assert "没有填法院" in form.errors()["court"]


def test_the_pack_is_shown_printed_and_kept_exactly_as_it_was_made(station: Opened, seats: Seats, qtbot: QtBot) -> None:
    account = station.tab.model.rows[0].account.number
    pdf = _made(station, Action.PACK, qtbot)
    assert len(pypdfium2.PdfDocument(pdf)) > 2
    station.tab.paper.keep()
    qtbot.waitUntil(lambda: "已存" in station.tab.paper.notice.text)
    assert (seats.folder / f"证据材料 {account}.pdf").read_bytes() == pdf
    with station.session.ledger.reading() as conn:
        assert len(papers(conn, account)) == 1
    press(qtbot, Qt.Key.Key_Escape)
    assert focused() is station.tab.table


def test_an_application_without_a_court_is_refused_in_words(station: Opened, qtbot: QtBot) -> None:
    assert not _made(station, Action.APPLICATION, qtbot)
    assert "没有填法院" in station.tab.notice.text


def test_the_application_of_a_filed_claim_is_shown(station: Opened, qtbot: QtBot) -> None:
    _file(station)
    assert _made(station, Action.APPLICATION, qtbot).startswith(b"%PDF")


def test_the_laptop_sees_the_board_and_files_nothing(seats: Seats, qtbot: QtBot) -> None:
    tab = CourtTab(seats.session)
    show(tab, qtbot)
    tab.activated()
    assert tab.model.rows
    assert all(button.isHidden() for button in tab.card.buttons.values())
    with qtbot.waitSignal(tab.card_wanted) as wanted:
        tab.table.setFocus()
        press(qtbot, Qt.Key.Key_Return)
    assert wanted.args == [tab.model.rows[0].account.number]
