"""村务: a committee, help, a meeting and opinions written down by hand; the report to the township."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui_hand import focused, press, show, type_text, unnamed_or_small
from ui_seats import DAY, Seats

from collector_desktop.domain.campaign import CampaignKind
from collector_desktop.domain.opinions import OpinionState
from collector_desktop.printing.pixels import pages
from collector_desktop.services import meetings
from collector_desktop.store.queries import villages
from collector_desktop.ui.collector.village.committee_tab import CommitteeTab
from collector_desktop.ui.collector.village.help_tab import HelpTab
from collector_desktop.ui.collector.village.meeting_tab import MeetingTab
from collector_desktop.ui.collector.village.opinion_tab import OpinionTab
from collector_desktop.ui.collector.village.page import COMMITTEE, HELP, MEETING, OPINION, REPORT, VillagePage
from collector_desktop.ui.collector.village.report_tab import ReportTab
from collector_desktop.ui.theme import THEMES
from collector_desktop.ui.widgets.photo_strip import PhotoStrip

VILLAGE = "前柳村"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(seats: Seats, qtbot: QtBot) -> VillagePage:
    made = VillagePage(seats.session)
    made.changed.connect(made.refresh)  # the desk does it for every page
    show(made, qtbot)
    made.activated()
    return made


def committee(page: VillagePage) -> CommitteeTab:
    tab = page.tabs[COMMITTEE]
    assert isinstance(tab, CommitteeTab)
    return tab


def help_tab(page: VillagePage) -> HelpTab:
    tab = page.tabs[HELP]
    assert isinstance(tab, HelpTab)
    return tab


def meeting(page: VillagePage) -> MeetingTab:
    tab = page.tabs[MEETING]
    assert isinstance(tab, MeetingTab)
    return tab


def opinions(page: VillagePage) -> OpinionTab:
    tab = page.tabs[OPINION]
    assert isinstance(tab, OpinionTab)
    return tab


def report(page: VillagePage) -> ReportTab:
    tab = page.tabs[REPORT]
    assert isinstance(tab, ReportTab)
    return tab


def seen(pdf: bytes) -> list[bytes]:
    """The pixels of every page: two PDFs of one content differ in their date."""
    return [page.rgb for page in pages(pdf, dpi=36)]


def save(qtbot: QtBot) -> None:
    """Ctrl+Enter saves from any field."""
    qtbot.keyClick(focused(), Qt.Key.Key_Return, CONTROL)


def raise_opinion(page: VillagePage, qtbot: QtBot, text: str) -> None:
    page.go(OPINION)
    opinions(page).raise_button.click()
    type_text(qtbot, text)
    save(qtbot)


def test_the_first_village_is_shown_and_another_can_be_chosen(page: VillagePage, qtbot: QtBot) -> None:
    names = [page.picker.item(at).text() for at in range(page.picker.count())]
    assert names == ["前柳村", "河湾村", "石磨坡村"]
    assert committee(page).village == "前柳村"
    press(qtbot, Qt.Key.Key_Down)
    assert committee(page).village == "河湾村"


def test_a_member_is_written_down_changed_and_taken_off(page: VillagePage, seats: Seats, qtbot: QtBot) -> None:
    tab = committee(page)
    tab.add_button.click()
    type_text(qtbot, "董明")
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "13800000002")
    press(qtbot, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert [(member.name, member.phone) for member in tab.model.rows] == [("董明", "13800000002")]
    tab.edit(tab.model.rows[0])
    assert tab.name.text() == "董明"
    tab.note.setText("晚上好找")
    tab.keep()
    with seats.session.ledger.reading() as conn:
        (member,) = villages.committee(conn, VILLAGE)
    assert member.note == "晚上好找"
    tab.edit(member)
    tab.remove.click()
    assert tab.model.rows == ()


def test_what_is_refused_is_said_in_the_form_and_what_was_typed_stays(
    page: VillagePage, seats: Seats, qtbot: QtBot
) -> None:
    tab = committee(page)
    tab.add_button.click()
    tab.phone.setText("13800000002")
    save(qtbot)
    assert "没有写姓名" in tab.form.notice.text
    press(qtbot, Qt.Key.Key_Escape)
    again = VillagePage(seats.session)
    show(again, qtbot)
    committee(again).add()
    assert committee(again).phone.text() == "13800000002"


def test_help_goes_from_the_campaign_to_what_was_solved(page: VillagePage, qtbot: QtBot) -> None:
    page.go(HELP)
    tab = help_tab(page)
    tab.begin_button.click()
    assert tab.campaign_form.kind.currentData() == CampaignKind.WATER_WORKS
    save(qtbot)
    assert "农田水利" in tab.running.text
    tab.ask_button.click()
    type_text(qtbot, "村主任")
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "机井跳闸")
    save(qtbot)
    assert page.picker.item(0).text() == "前柳村  1"
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "换了空开")
    save(qtbot)
    (helped,) = tab.model.rows
    assert (helped.is_open, helped.hours, helped.campaign) == (False, 2, CampaignKind.WATER_WORKS)
    tab.end_campaign()
    type_text(qtbot, "都通水了")
    save(qtbot)
    assert "已结束 都通水了" in tab.running.text
    assert page.picker.item(0).text() == "前柳村"


def test_a_day_is_typed_or_stepped_and_what_is_no_day_is_put_back(page: VillagePage, qtbot: QtBot) -> None:
    page.go(HELP)
    tab = help_tab(page)
    tab.begin_button.click()
    day = tab.campaign_form.since
    day.line.setText("11-25")
    assert day.day.isoformat() == "2026-11-25"
    day.line.setText("下个月")
    assert day.day.isoformat() == "2026-11-25"
    day.line.setFocus()
    press(qtbot, Qt.Key.Key_Up)
    day.earlier.click()
    assert day.line.text() == "2026-11-25"


def test_an_opinion_is_answered_and_the_meeting_is_content(page: VillagePage, seats: Seats, qtbot: QtBot) -> None:
    raise_opinion(page, qtbot, "村口电杆歪了")
    tab = opinions(page)
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "已报所里")
    press(qtbot, Qt.Key.Key_Tab)
    type_text(qtbot, "扶正了")
    save(qtbot)
    assert tab.model.rows[0].state is OpinionState.ANSWERED
    page.go(MEETING)
    held = meeting(page)
    assert "本月还没有开座谈会" in held.missing.text
    held.hold_button.click()
    type_text(qtbot, "都同意")
    (heard,) = held.form.heard.values()
    heard.setCurrentIndex(1)
    held.form.raised.setPlainText("线路整理\n\n电表箱上锁")
    save(qtbot)
    assert not held.missing.isVisible()
    with seats.session.ledger.reading() as conn:
        states = [each.state for each in villages.opinions(conn, VILLAGE)]
    assert states == [OpinionState.SETTLED, OpinionState.OPEN, OpinionState.OPEN]


def test_the_paper_beside_the_meetings_is_todays_agenda_until_minutes_are_asked_for(
    page: VillagePage, seats: Seats, qtbot: QtBot
) -> None:
    page.go(MEETING)
    tab = meeting(page)
    assert seen(tab.paper.pdf) == seen(meetings.agenda_paper(seats.session.ledger, VILLAGE, DAY))
    tab.hold_button.click()
    tab.form.minutes.setPlainText("都同意")
    tab.keep()
    (held,) = tab.model.rows
    assert seen(tab.paper.pdf) == seen(meetings.minutes_paper(seats.session.ledger, held.id))


def test_the_report_is_kept_as_it_went_and_written_as_a_spreadsheet(
    page: VillagePage, seats: Seats, qtbot: QtBot
) -> None:
    page.go(REPORT)
    tab = report(page)
    tab.asks[0].set_text("请协调修路")
    tab.keep_spreadsheet()
    qtbot.waitUntil(tab.notice.isVisible)
    (written,) = seats.folder.glob("*.xlsx")
    assert "2026年11月" in written.name
    tab.send_report()
    with seats.session.ledger.reading() as conn:
        (sent,) = villages.reports(conn)
    assert sent.asks == ("请协调修路",)
    assert sent.attachments[0].title.startswith("2026年11月")
    assert "11月23日" in tab.sent.text()
    kept = seats.session.drafts.get("village/report/202611")
    assert json.loads(kept) == ["请协调修路"]


def test_what_is_asked_of_the_township_comes_to_the_page_once_the_keys_rest(page: VillagePage, qtbot: QtBot) -> None:
    page.go(REPORT)
    tab = report(page)
    before = seen(tab.paper.pdf)
    tab.asks[0].set_text("请协调修路,占线的杆子\n往里挪")
    assert seen(tab.paper.pdf) == before
    qtbot.waitUntil(lambda: seen(tab.paper.pdf) != before)


def test_what_was_written_by_mistake_is_taken_back_with_a_reason(page: VillagePage, qtbot: QtBot) -> None:
    raise_opinion(page, qtbot, "记错的意见")
    tab = opinions(page)
    tab.card.take_back.button.click()
    assert "原因" in tab.notice.text
    tab.card.take_back.reason.setText("记错了村")
    tab.card.take_back.button.click()
    assert tab.model.rows == ()
    page.go(HELP)
    helping = help_tab(page)
    helping.ask_button.click()
    helping.ask_form.asked_by.setText("主任")
    helping.ask_form.what.setText("架线")
    save(qtbot)
    helping.card.give.click()
    helping.give_form.solved.setPlainText("好了")
    save(qtbot)
    for waiting in (True, None):
        helping.card.take_back.reason.setText("记错了")
        helping.card.take_back.button.click()
        assert [each.is_open for each in helping.model.rows] == ([waiting] if waiting else [])


def test_a_photo_comes_with_the_help_it_shows(page: VillagePage, tmp_path: Path, qtbot: QtBot) -> None:
    photo = tmp_path / "现场.png"
    page.grab().scaled(64, 48).save(str(photo))
    page.go(HELP)
    tab = help_tab(page)
    tab.ask_button.click()
    tab.ask_form.asked_by.setText("主任")
    tab.ask_form.what.setText("架线")
    save(qtbot)
    tab.card.give.click()
    tab.give_form.solved.setPlainText("好了")
    tab.give_form.photos.take(photo)
    tab.give_form.photos.take(tmp_path / "没有.png")
    save(qtbot)
    assert [each.title for each in tab.model.rows[0].given[0].attachments] == ["支援现场"]
    tab.table.setFocus()
    (strip,) = (each for each in tab.card.findChildren(PhotoStrip) if each.isVisible())
    (thumbnail,) = strip.buttons
    thumbnail.click()
    assert tab.photo.isVisible()
    assert (tab.photo.width(), tab.photo.number) == (tab.width(), 0)
    assert not tab.photo.later.isVisible()
    press(qtbot, Qt.Key.Key_Escape)
    assert not tab.photo.isVisible()
    assert tab.table.hasFocus()


def test_the_station_has_the_same_place(seats: Seats, qtbot: QtBot) -> None:
    session = replace(seats.session, ledger=seats.station, keys=seats.station_keys)
    page = VillagePage(session)
    page.changed.connect(page.refresh)
    show(page, qtbot)
    page.go(MEETING)
    meeting(page).hold()
    meeting(page).form.present.setText("主任、所长")
    meeting(page).form.minutes.setPlainText("都同意")
    meeting(page).keep()
    page.go(REPORT)
    report(page).send_report()
    with seats.station.reading() as conn:
        assert len(villages.meetings(conn, VILLAGE)) == len(villages.reports(conn)) == 1


@pytest.mark.parametrize("tab", [COMMITTEE, HELP, MEETING, OPINION, REPORT])
def test_everything_has_a_name_and_room_for_a_finger(page: VillagePage, tab: int) -> None:
    page.go(tab)
    assert unnamed_or_small(page) == []


def test_forms_have_names_and_room_for_a_finger(page: VillagePage) -> None:
    for tab, opened in (
        (COMMITTEE, committee(page).add),
        (HELP, help_tab(page).ask),
        (HELP, help_tab(page).begin_campaign),
        (OPINION, opinions(page).raise_one),
        (MEETING, meeting(page).hold),
    ):
        page.go(tab)
        opened()
        assert unnamed_or_small(page) == []


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_no_tab_is_wider_than_the_window_in_any_look(page: VillagePage, seats: Seats, theme: str) -> None:
    seats.session.look.wear(THEMES[theme])
    for tab in (COMMITTEE, HELP, MEETING, OPINION, REPORT):
        page.go(tab)
        assert page.minimumSizeHint().width() <= page.width()
        assert page.minimumSizeHint().height() <= page.height()
