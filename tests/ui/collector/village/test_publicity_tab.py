"""宣传 through a real window: logging, leaflets, the poster and lists with names."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot
from ui_hand import busy_lane, press, show, unnamed_or_small
from ui_seats import Seats

from collector_desktop.domain.acts.publicity import PublicityTopic
from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.leaflets import Leaflet
from collector_desktop.domain.requests import Role
from collector_desktop.services import handing_over, taking_route
from collector_desktop.services.deciding import Decide, decide
from collector_desktop.services.publicity import leaflet_text, own_text
from collector_desktop.store.queries.publicity import held, unmasked_lists
from collector_desktop.store.queries.requests import open_requests
from collector_desktop.ui.collector.village.names_desk import NamesDesk
from collector_desktop.ui.collector.village.publicity_tab import PublicityTab
from collector_desktop.ui.left_open import LeftOpen

VILLAGE = "前柳村"
HELD, LEAFLETS, POSTER, NAMES = range(4)


@pytest.fixture
def tab(seats: Seats, qtbot) -> Iterator[PublicityTab]:
    """The tab of a village, in front."""
    made = PublicityTab(seats.session)
    made.show_village(VILLAGE)
    show(made, qtbot)
    yield made
    made.hide()


def logged(seats: Seats) -> list[tuple[str, int]]:
    with seats.session.ledger.reading() as conn:
        return [(each.place, each.audience) for each in held(conn, VILLAGE)]


def test_what_was_held_is_logged_with_enter_and_shown(tab: PublicityTab, seats: Seats, qtbot) -> None:
    said: list[Changes] = []
    tab.changed.connect(said.append)
    form = tab.held.form
    form.topics[PublicityTopic.SAFETY].click()
    form.audience.set_number(42)
    form.leaflets[Leaflet.SAFETY].set_number(30)
    form.place.setFocus()
    qtbot.keyClicks(form.place, "School")
    press(qtbot, Qt.Key.Key_Return)
    assert logged(seats) == [("School", 42)]
    assert Topic.VILLAGE in said[0].topics
    assert tab.held.table.current().handed_out[0].number == 30
    assert (form.place.text(), form.audience.number, form.writing.topics) == ("", 0, ())


def test_what_is_missing_is_said_and_what_was_written_stays_for_the_next_time(
    tab: PublicityTab, seats: Seats, qtbot
) -> None:
    form = tab.held.form
    form.save.click()
    assert "没有选宣传的内容" in form.notice.text
    form.topics[PublicityTopic.PENALTY].click()
    qtbot.keyClicks(form.place, "Market")
    qtbot.keyClicks(form.leaflets[Leaflet.PENALTY], "25")
    assert logged(seats) == []
    tab.show_village("河湾村")
    assert tab.held.form.place.text() == ""
    again = PublicityTab(seats.session)
    qtbot.addWidget(again)
    again.show_village(VILLAGE)
    assert again.held.form.place.text() == "Market"
    assert again.held.form.writing == form.writing.__class__(
        topics=(PublicityTopic.PENALTY,), place="Market", handed_out={Leaflet.PENALTY: 25}
    )


def test_an_event_logged_by_mistake_is_taken_back_with_a_reason(tab: PublicityTab, seats: Seats) -> None:
    form = tab.held.form
    form.topics[PublicityTopic.SAFETY].click()
    form.place.setText("村委会")
    form.save.click()
    tab.held.take_back.click()
    assert logged(seats) == [("村委会", 0)]
    assert "原因" in tab.held.notice.text
    tab.held.reason.setText("记错了村")
    tab.held.take_back.click()
    assert logged(seats) == []


def test_a_leaflet_is_edited_beside_its_paper_and_brought_back(tab: PublicityTab, seats: Seats) -> None:
    tab.go(LEAFLETS)
    desk = tab.leaflets
    desk.choices[Leaflet.SAFETY].click()
    before = desk.paper.pdf
    assert not desk.save.isEnabled()
    desk.text.setPlainText("前柳村的安全\n- {供电所}")
    desk.reload()
    assert desk.paper.pdf != before
    desk.save.click()
    assert leaflet_text(seats.session.ledger, Leaflet.SAFETY) == "前柳村的安全\n- {供电所}"
    assert desk.restore.isEnabled()
    desk.restore.click()
    assert desk.text.toPlainText() == own_text(Leaflet.SAFETY)


def test_a_field_nobody_fills_is_refused_in_place_and_the_draft_stays(tab: PublicityTab, seats: Seats) -> None:
    tab.go(LEAFLETS)
    desk = tab.leaflets
    desk.text.setPlainText("标题\n{户名}")
    desk.save.click()
    assert "「户名」不是能填的内容" in desk.notice.text
    assert leaflet_text(seats.session.ledger, Leaflet.ELECTRICITY_LAW) == own_text(Leaflet.ELECTRICITY_LAW)
    desk.choices[Leaflet.PENALTY].click()
    desk.choices[Leaflet.ELECTRICITY_LAW].click()
    assert desk.text.toPlainText() == "标题\n{户名}"


def test_a_field_is_put_in_where_the_cursor_stands(tab: PublicityTab) -> None:
    tab.go(LEAFLETS)
    desk = tab.leaflets
    desk.text.setPlainText("标题")
    desk.text.moveCursor(desk.text.textCursor().MoveOperation.End)
    desk.field.activated.emit(desk.field.findText("供电所"))
    assert desk.text.toPlainText() == "标题{供电所}"


def test_asking_for_names_says_why_not_and_offers_the_poster(tab: PublicityTab, text_in) -> None:
    tab.go(POSTER)
    tab.poster.names.click()
    assert "第二十五条" in tab.poster.notice.text
    assert "海报" in tab.poster.notice.text
    assert VILLAGE in text_in(tab.poster.paper.pdf)


def test_a_paper_is_kept_as_a_file_for_a_printer_elsewhere(tab: PublicityTab, seats: Seats, qtbot: QtBot) -> None:
    tab.go(POSTER)
    with busy_lane(seats.session.lane):
        tab.poster.paper.keep_button.click()
        tab.poster.table.click()
        assert not list(seats.folder.glob("欠费海报_*")), "a slow stick never holds the window up"
    qtbot.waitUntil(tab.poster.notice.isVisible)
    names = {path.suffix for path in seats.folder.glob("欠费海报_前柳村_*")}
    assert names == {".pdf", ".xlsx"}
    assert "已存" in tab.poster.notice.text


def approved(tab: PublicityTab, seats: Seats) -> NamesDesk:
    """A list with names, asked for and approved, ready to be made."""
    session = seats.session
    tab.go(NAMES)
    desk = tab.names
    desk.ask_button.click()
    assert desk.notice.isVisible()
    desk.purpose.setText("交村委会核对迁出户")
    desk.reason.setText("十几户搬走了")
    desk.ask_button.click()
    assert desk.make_buttons == []
    seats.take_in(handing_over.hand_over(session.ledger, seats.folder, session.stamp()).path)
    with seats.station.reading() as conn:
        (waiting,) = open_requests(conn)
    answer = Decide(request=waiting.request.id, approved=True, reason="", decided_by="郑所长", role=Role.MANAGER)
    decide(seats.station, answer, seats.stamp())
    taking_route.take_route(session.ledger, session.keys, seats.issue(), session.stamp())
    tab.refresh(Changes(topics=frozenset({Topic.REQUESTS})))
    return desk


def test_a_list_with_names_is_asked_for_approved_and_made_once(tab: PublicityTab, seats: Seats) -> None:
    desk = approved(tab, seats)
    desk.make_buttons[0].click()
    assert desk.make_buttons == []
    with seats.session.ledger.reading() as conn:
        (made,) = unmasked_lists(conn)
    assert (seats.folder / made.file).exists()
    assert "没有加密" not in desk.notice.text, "neither are these books"


def test_a_poster_for_everybody_is_not_told_to_lie_open(seats: Seats, qtbot: QtBot) -> None:
    session = replace(seats.session, lock=lambda: None)
    tab = PublicityTab(session)
    tab.show_village(VILLAGE)
    show(tab, qtbot)
    tab.go(POSTER)
    tab.poster.paper.keep()
    qtbot.waitUntil(lambda: "已存" in tab.poster.paper.notice.text)
    assert "没有加密" not in tab.poster.paper.notice.text
    assert LeftOpen(session).files() == ()
    tab.hide()


def test_a_list_with_names_is_told_to_lie_open_beside_encrypted_books(seats: Seats, qtbot: QtBot) -> None:
    session = replace(seats.session, lock=lambda: None)
    tab = PublicityTab(session)
    tab.show_village(VILLAGE)
    show(tab, qtbot)
    desk = approved(tab, seats)
    desk.make_buttons[0].click()
    assert "没有加密" in desk.notice.text
    with session.ledger.reading() as conn:
        (made,) = unmasked_lists(conn)
    assert LeftOpen(session).files() == (seats.folder / made.file,)
    tab.hide()


@pytest.mark.parametrize("part", [HELD, LEAFLETS, POSTER, NAMES])
def test_everything_has_a_name_and_is_large_enough_for_a_finger(tab: PublicityTab, part: int) -> None:
    tab.go(part)
    assert unnamed_or_small(tab) == []


def picture(folder: Path, name: str, colour: str) -> Path:
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    image.save(str(folder / name))
    return folder / name


def test_photos_come_with_the_event_and_one_pressed_is_shown_large(
    tab: PublicityTab, tmp_path: Path, qtbot: QtBot
) -> None:
    form = tab.held.form
    form.topics[PublicityTopic.SAFETY].click()
    form.place.setText("学校")
    for name, colour in (("one.png", "teal"), ("two.jpg", "orange")):
        form.photos.take(picture(tmp_path, name, colour))
    (tmp_path / "words.jpg").write_text("no picture")
    form.photos.take(tmp_path / "words.jpg")
    assert len(form.photos.files) == 2
    form.save.click()
    assert form.photos.files == ()
    strip = tab.held.strip
    assert len(strip.buttons) == 2
    strip.buttons[0].click()
    assert tab.held.photo.isVisible()
    press(qtbot, Qt.Key.Key_Right)
    assert tab.held.photo.number == 1
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert tab.held.photo.number == 0
    assert unnamed_or_small(tab.held.photo) == []
    qtbot.mouseClick(tab.held.photo, Qt.MouseButton.LeftButton)
    assert not tab.held.photo.isVisible()


def test_photos_chosen_for_one_village_do_not_go_to_another(tab: PublicityTab, tmp_path: Path) -> None:
    tab.held.form.photos.take(picture(tmp_path, "one.png", "teal"))
    tab.show_village("河湾村")
    assert tab.held.form.photos.files == ()
