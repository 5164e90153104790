"""Photos that came with a record: what is lost says since when, what stayed with another seat says so."""

from datetime import date

from pytestqt.qtbot import QtBot

from collector_desktop.domain.attachment import Attachment, MediaType
from collector_desktop.store.queries.lost_files import FilesHere
from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.file_view import FileView
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.photo_strip import PhotoStrip

LOST, AWAY = (Attachment(sha256=name * 64, media=MediaType.JPEG, size=1, title="门口照片") for name in "ab")
FILES = FilesHere({}, {LOST.sha256: date(2026, 11, 23)})


def test_a_lost_photo_is_told_with_its_day_and_one_with_another_seat_without(look: Look, qtbot: QtBot) -> None:
    strip = PhotoStrip()
    qtbot.addWidget(strip)
    strip.show_photos((LOST, AWAY), FILES)
    assert strip.missing.text().splitlines() == ["1 张照片丢失了(11月23日 周一 查出)", "1 张照片不在本机"]
    strip.show_photos((AWAY,), FILES)
    assert strip.missing.text() == "1 张照片不在本机"


def test_a_lost_file_opened_says_since_when(look: Look, qtbot: QtBot) -> None:
    view = FileView()
    qtbot.addWidget(view)
    view.show_file(LOST, FILES)
    assert "这个附件丢失了(11月23日 周一 查出)" in [label.text() for label in view.findChildren(Label)]
