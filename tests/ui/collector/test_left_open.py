"""Files saved plain on an encrypted laptop: said when they are saved, and removed from it when asked."""

from dataclasses import replace
from pathlib import Path

from door_laptop import PIN, Laptop
from fault_trials.reading import readable
from PySide6.QtWidgets import QPushButton
from ui_seats import Seats

from collector_desktop.ui.collector.village.meeting_tab import MeetingTab
from collector_desktop.ui.collector.village.page import MEETING, VillagePage
from collector_desktop.ui.left_open import LeftOpen
from collector_desktop.ui.widgets.notice import Notice

PRESENT = "欧阳明月"


def minutes(laptop: Laptop) -> MeetingTab:
    """The minutes of a meeting that names somebody."""
    desk = laptop.desk
    desk.go("village")
    page = desk.findChild(VillagePage)
    assert page is not None
    page.go(MEETING)
    tab = page.tabs[MEETING]
    assert isinstance(tab, MeetingTab)
    tab.hold()
    tab.form.present.setText(PRESENT)
    tab.form.minutes.setPlainText("都同意")
    tab.keep()
    return tab


def save(laptop: Laptop, tab: MeetingTab) -> Path:
    tab.paper.keep()
    laptop.qtbot.waitUntil(lambda: "已存" in tab.paper.notice.text)
    return next(laptop.places.exchange.glob("*.pdf"))


def action(notice: Notice, word: str) -> QPushButton:
    return next(button for button in notice.findChildren(QPushButton) if button.text() == word)


def open_files(laptop: Laptop, folder: Path) -> list[str]:
    return [file.name for file, _word in readable(folder, {PRESENT})]


def test_a_paper_saved_is_told_to_lie_open_and_gone_with_one_press(protected: Laptop, tmp_path: Path) -> None:
    protected.try_pin(PIN)
    tab = minutes(protected)
    saved = save(protected, tab)
    assert "没有加密" in tab.paper.notice.text
    assert open_files(protected, tmp_path / "program") == [saved.name]
    action(tab.paper.notice, "删掉这份").click()
    assert not saved.exists()
    assert saved.name in tab.paper.notice.text
    assert open_files(protected, tmp_path / "program") == []


def test_where_one_hands_over_what_still_lies_open_is_named_and_removed_after_a_question(
    protected: Laptop, tmp_path: Path
) -> None:
    protected.try_pin(PIN)
    saved = save(protected, minutes(protected))
    other = saved.with_name("自己的.pdf")
    other.write_bytes(b"not ours")
    protected.stop()
    protected.start()
    protected.try_pin(PIN)
    protected.desk.go("sync")
    notice = protected.desk.sync.left_open
    assert notice.isVisible()
    assert saved.name in notice.text
    assert other.name not in notice.text
    action(notice, "删掉").click()
    assert saved.exists(), "asked first"
    action(notice, "先不删").click()
    assert "1 份没加密" in notice.text
    action(notice, "删掉").click()
    action(notice, "都删掉").click()
    assert (saved.exists(), other.exists()) == (False, True)
    assert open_files(protected, tmp_path / "program") == []
    protected.desk.go("today")
    protected.desk.go("sync")
    assert not notice.isVisible()


def test_a_file_that_can_not_be_removed_is_said_and_stays_named(protected: Laptop) -> None:
    protected.try_pin(PIN)
    tab = minutes(protected)
    saved = save(protected, tab)
    aside = saved.rename(saved.with_suffix(".aside"))
    saved.mkdir()
    action(tab.paper.notice, "删掉这份").click()
    assert "没有删掉" in tab.paper.notice.text
    saved.rmdir()
    aside.rename(saved)
    assert LeftOpen(protected.desk.session).files() == (saved,)
    action(tab.paper.notice, "再试一次").click()
    assert not saved.exists()


def test_nothing_is_told_where_the_books_lie_open_too_or_the_file_goes_elsewhere(seats: Seats, tmp_path: Path) -> None:
    saved = seats.folder / "paper.pdf"
    saved.write_bytes(b"%PDF-")
    assert not LeftOpen(seats.session).note(saved)
    locked = LeftOpen(replace(seats.session, lock=lambda: None))
    assert not locked.note(tmp_path / "stick" / "paper.pdf")
    assert locked.files() == ()
    assert locked.note(saved)
    assert locked.files() == (saved,)
    saved.unlink()
    assert locked.files() == ()
