"""The timeline says what happened, newest first, and of which year it is."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.timeline import Moment, Timeline

DAYS = (date(2026, 2, 3), date(2026, 1, 9), date(2025, 12, 30), date(2025, 11, 4))


def test_the_year_is_said_at_the_top_and_where_it_changes(look: Look, qtbot: QtBot) -> None:
    line = Timeline("往来", look)
    qtbot.addWidget(line)
    line.show_moments(tuple(Moment(day, "敲门", "", "", Tone.TEXT) for day in DAYS))
    said = [line.model().index(row, 0).data(Qt.ItemDataRole.DisplayRole) for row in range(len(DAYS))]
    assert said == ["2026年2月3日 敲门", "1月9日 敲门", "2025年12月30日 敲门", "11月4日 敲门"]
