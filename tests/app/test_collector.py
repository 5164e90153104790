"""The program from its first window to an error nobody foresaw."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from collector_desktop.app.paths import Places
from collector_desktop.app.program import Program
from collector_desktop.app.sessions import application
from collector_desktop.app.settings import load_settings
from collector_desktop.app.tour.summary import seat_summary
from collector_desktop.printing.paper import Paper
from collector_desktop.ui.collector.first_run.page import FirstRun
from collector_desktop.ui.desk import Desk
from collector_desktop.ui.language import Language, speak
from collector_desktop.ui.theme import DAY, NIGHT
from collector_desktop.ui.unexpected import UnexpectedPage
from collector_desktop.ui.words import tr


@pytest.fixture
def program(tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    _app, look = application()
    program = Program(Places.below(tmp_path), look)
    yield program
    program.end()
    assert program.window is not None
    program.window.close()
    qtbot.addWidget(program.window)
    look.wear(DAY)


def test_without_books_the_three_ways_to_begin_are_shown(program: Program) -> None:
    program.start(demo=False)
    assert isinstance(program.window, FirstRun)


def test_the_demo_opens_the_desk_and_what_was_chosen_is_remembered(program: Program, tmp_path: Path) -> None:
    program.start(demo=True)
    desk = program.window
    assert isinstance(desk, Desk)
    desk.session.look.wear(NIGHT)
    desk.session.printer.paper = Paper.ROLL58
    desk.session.printing_changed()
    remembered = load_settings(Places.below(tmp_path).settings_file)
    assert (remembered.theme, remembered.paper) == ("night", Paper.ROLL58)


def test_columns_and_sort_are_as_left_after_another_start(tmp_path: Path, qtbot: QtBot) -> None:
    _app, look = application()
    places = Places.below(tmp_path)
    left = []
    for start in range(2):
        program = Program(places, look)
        program.start(demo=True)
        desk = program.window
        assert isinstance(desk, Desk)
        desk.go("accounts")
        table = desk.accounts.table
        qtbot.waitUntil(lambda page=desk.accounts: bool(page.model.rows))
        if start == 0:
            keys = [column.key for column in table.visible_columns()]
            table.columns.sort(keys.index("due"))
            table.columns.sort(keys.index("due"))
            table.columns.move(keys.index("due"), -2)
            table.columns.show(keys.index("place"), False)
            table.setColumnWidth(keys.index("name"), 234)
        left.append(
            (
                [(column.key, table.columnWidth(at)) for at, column in enumerate(table._rows.columns)],
                [column.key for column in table.visible_columns()],
                [line.number for line in desk.accounts.model.rows],
            )
        )
        program.end()
        desk.close()
        qtbot.addWidget(desk)
    assert left[0] == left[1]
    assert left[1][1] == ["sequence", "due", "name", "number", "overdue"]


def test_the_language_asked_for_is_spoken_and_remembered(tmp_path: Path) -> None:
    _app, look = application()
    places = Places.below(tmp_path)
    try:
        Program(places, look, Language.ENGLISH)
        assert tr("今日") == "Today"
        assert load_settings(places.settings_file).language is Language.ENGLISH
        Program(places, look)
        assert tr("今日") == "Today"
    finally:
        speak(Language.CHINESE)
    assert tr("今日") == "今日"


def test_an_error_nobody_foresaw_shows_a_calm_page_without_names_and_leaves_the_books(
    program: Program, qtbot: QtBot
) -> None:
    program.start(demo=True)
    desk = program.window
    assert isinstance(desk, Desk)
    before = seat_summary(desk.session.ledger)
    try:
        with desk.session.ledger.writing() as conn:
            conn.exec_driver_sql("UPDATE bill SET open = 0")
            raise ZeroDivisionError("王秀英 4179677287 欠 188.77")
    except ZeroDivisionError:
        program.unexpected(*sys.exc_info())  # type: ignore[arg-type]  # inside except it is there
    (page,) = desk.findChildren(UnexpectedPage)
    qtbot.addWidget(page)
    assert page.isVisible()
    assert "ZeroDivisionError" in page.report
    assert "王秀英" not in page.report
    assert "4179677287" not in page.report
    assert seat_summary(desk.session.ledger) == before
