"""From the start of the program through its door: PIN, lock, forgotten PIN, two collectors, and the business day."""

import errno
import sys
import threading
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from cheap_pins import CHEAP, sealed_vault
from door_laptop import OTHER, PIN, Laptop
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from small_disk import files_of_at_most
from ui_hand import unnamed_or_small
from ui_seats import DAY, START, Seats

from collector_desktop.app.guard import Guard
from collector_desktop.app.homes import Home
from collector_desktop.app.paths import Places
from collector_desktop.app.program import Program
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.acts.books import BusinessDayConfirmed
from collector_desktop.domain.acts.station import LaptopUnlocked
from collector_desktop.domain.business_day import DayDoubt
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.refusals import DeviceUnknown, ReasonMissing
from collector_desktop.domain.visit import Slot
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.vault import MOST_TRIES, Vault
from collector_desktop.services import enrolling, unlocking
from collector_desktop.services.backing_up import newest_backup
from collector_desktop.services.collecting import TakePayment, collect
from collector_desktop.services.verifying import verify_books
from collector_desktop.store.disk_faults import BooksFault
from collector_desktop.store.encrypting import is_plain
from collector_desktop.store.journal import Entry
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import note_keys_wanted, open_books
from collector_desktop.store.queries import cards, doors
from collector_desktop.store.tables.machinery import JournalRow
from collector_desktop.ui.collector.door.day_page import DayPage
from collector_desktop.ui.collector.door.page import Door
from collector_desktop.ui.collector.first_run.page import FirstRun
from collector_desktop.ui.desk import Desk
from collector_desktop.ui.look import Look
from collector_desktop.ui.restore.page import RestoreWindow
from collector_desktop.ui.session import Session
from collector_desktop.ui.widgets.label import Label


def acts(ledger: Ledger) -> list[object]:
    with ledger.reading() as conn:
        lines = conn.exec_driver_sql(f"SELECT content FROM {JournalRow.__tablename__} ORDER BY chain, line").scalars()
        return [Entry.read(content).act for content in lines]


def test_books_from_before_there_were_pins_are_encrypted_with_everything_in_them(laptop: Laptop) -> None:
    books = Home(laptop.places.books)
    before = DeviceKeys.load(books.keys_file).public
    opened = open_books(books.database, DeviceKeys.load(books.keys_file), seat_stamp(laptop))
    receipts = receipt_count(opened)
    opened.close()
    assert is_plain(books.database)
    laptop.set_first_pin(PIN)
    assert not is_plain(books.database)
    assert receipt_count(laptop.desk.session.ledger) == receipts == 3
    key = Vault.load(books.vault_file).open(PIN)
    assert DeviceKeys.load(books.keys_file, key).public == before
    assert b"AGE-SECRET-KEY" not in books.keys_file.read_bytes()


def test_an_encryption_cut_short_goes_on_with_the_pin(laptop: Laptop) -> None:
    home = Home(laptop.places.books)
    Vault.make(home.vault_file, PIN, cost=CHEAP)
    (home.folder / "books.db.sealing").write_bytes(b"half a copy")
    laptop.stop()
    laptop.start()
    assert is_plain(home.database)
    laptop.try_pin(PIN)
    assert receipt_count(laptop.desk.session.ledger) == 3
    assert not is_plain(home.database)
    assert not (home.folder / "books.db.sealing").exists()


def test_a_disk_without_room_at_the_first_pin_is_told_and_the_same_pin_goes_on(laptop: Laptop) -> None:
    home = Home(laptop.places.books)
    with files_of_at_most(home.database.stat().st_size // 2):
        laptop.set_first_pin(PIN)
    assert laptop.door.protect.notice.isVisible()
    assert is_plain(home.database)
    laptop.set_first_pin(PIN)
    laptop.qtbot.waitUntil(lambda: isinstance(laptop.program.window, Desk))
    assert receipt_count(laptop.desk.session.ledger) == 3
    assert not is_plain(home.database)


def test_two_different_pins_and_pins_anybody_would_try_are_not_taken(laptop: Laptop) -> None:
    laptop.set_first_pin(PIN, OTHER)
    assert "不一样" in laptop.door.protect.notice.text
    laptop.door.protect.begin("", "")
    laptop.set_first_pin("123456")
    assert "太容易猜" in laptop.door.protect.notice.text
    laptop.door.protect.begin("", "")
    laptop.set_first_pin("7309")
    assert "6 到 20" in laptop.door.protect.notice.text
    assert is_plain(laptop.places.books / "books.db")


def test_only_the_pin_opens_the_books(protected: Laptop) -> None:
    protected.try_pin(OTHER)
    assert "密码不对" in protected.door.pin.notice.text
    assert "9 次" in protected.door.pin.notice.text
    protected.try_pin(PIN)
    assert protected.desk.place == "today"


def test_the_pin_is_shown_as_dots_and_full_width_digits_count(protected: Laptop) -> None:
    field = protected.door.pin.field
    assert field.echoMode() is QLineEdit.EchoMode.Password
    field.insert("７３０abc９１４")
    field.textEdited.emit(field.text())
    assert field.text() == PIN


def test_after_some_wrong_pins_the_door_counts_down_and_takes_nothing(protected: Laptop) -> None:
    for _ in range(3):
        protected.try_pin(OTHER)
    panel = protected.door.pin
    assert not panel.field.isEnabled()
    assert "后可以再试" in panel.waiting.text()
    protected.stop()
    protected.start()
    assert not protected.door.pin.field.isEnabled()


def test_the_lock_hides_the_desk_and_the_pin_brings_it_back_as_it_was(protected: Laptop) -> None:
    protected.try_pin(PIN)
    desk = protected.desk
    desk.go("accounts")
    protected.qtbot.keyClick(desk, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not desk.isVisible()
    assert protected.door.isVisible()
    protected.try_pin(OTHER)
    assert not desk.isVisible()
    protected.try_pin(PIN)
    assert protected.desk is desk
    assert desk.place == "accounts"


def test_the_question_of_the_day_is_locked_too(protected: Laptop) -> None:
    protected.clock.now = START - timedelta(days=400)
    protected.try_pin(PIN)
    assert isinstance(protected.program.window, DayPage)
    protected.program.lock()
    protected.try_pin(OTHER)
    assert isinstance(protected.program.window, Door)
    protected.try_pin(PIN)
    assert isinstance(protected.program.window, DayPage)


def test_a_dialog_that_is_open_is_closed_by_the_lock(protected: Laptop) -> None:
    protected.try_pin(PIN)
    dialog = QFileDialog(protected.desk)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.open()
    assert QApplication.activeModalWidget() is dialog
    protected.program.lock()
    assert not dialog.isVisible()
    assert protected.door.isVisible()


def test_damage_found_behind_the_door_asks_for_the_pin_first(protected: Laptop) -> None:
    protected.try_pin(PIN)
    fault = BooksFault(errno.EBADMSG, "database disk image is malformed", None, writing=False)
    protected.program.lock()
    protected.program.unexpected(BooksFault, fault, None)
    assert isinstance(protected.program.window, Door)
    protected.try_pin(PIN)
    assert isinstance(protected.program.window, Desk)
    protected.program.unexpected(BooksFault, fault, None)
    assert isinstance(protected.program.window, RestoreWindow)


def test_a_day_later_the_pin_opens_a_new_business_day(protected: Laptop) -> None:
    protected.try_pin(PIN)
    before = protected.desk
    protected.program.lock()
    protected.clock.now += timedelta(days=1)
    protected.try_pin(PIN)
    assert protected.desk is not before
    assert protected.desk.session.business_day == DAY + timedelta(days=1)


def test_an_idle_laptop_and_one_whose_lid_was_closed_are_locked(qapp: QApplication, qtbot: QtBot) -> None:
    running, wall = [0.0], [1e9]
    guard = Guard(qapp, 300, running=lambda: running[0], wall=lambda: wall[0])
    locked: list[int] = []
    guard.lock.connect(lambda: locked.append(1))

    def passes(seconds: float, slept: float = 0) -> None:
        running[0] += seconds
        wall[0] += seconds + slept
        guard.tick()

    passes(200)
    field = QLineEdit()
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "1")
    passes(200)
    assert locked == []
    passes(100)
    assert locked == [1]
    passes(1, slept=3600)
    assert locked == [1, 1]
    passes(1, slept=-3600)
    assert locked == [1, 1, 1]
    guard.sleeping(True)
    guard.sleeping(False)
    assert locked == [1, 1, 1, 1]
    guard.stop()


def test_a_changed_pin_opens_and_the_old_one_does_not(protected: Laptop) -> None:
    door = protected.door
    door.pin.other.click()
    for field, digits in ((door.change.old, PIN), (door.change.first, OTHER), (door.change.second, OTHER)):
        protected.qtbot.keyClicks(field, digits)
    door.change.button.click()
    protected.qtbot.waitUntil(lambda: "密码改好了" in door.notice.text)
    protected.try_pin(PIN)
    assert "密码不对" in door.pin.notice.text
    protected.try_pin(OTHER)
    assert protected.desk.isVisible()


def lock_out(laptop: Laptop) -> None:
    """As after the last wrong PIN."""
    laptop.stop()
    vault = laptop.places.books / "vault.json"
    vault.write_text(vault.read_text().replace('"wrong": 0', f'"wrong": {MOST_TRIES}'))
    laptop.start()


def test_a_locked_laptop_is_opened_by_the_station_and_nothing_is_lost(
    protected: Laptop, seats: Seats, tmp_path: Path
) -> None:
    protected.try_pin(PIN)
    receipts = receipt_count(protected.desk.session.ledger)
    lock_out(protected)
    door = protected.door
    assert "锁住" in door.pin.waiting.text()
    stick = tmp_path / "stick"
    door.pin.forgot.click()
    steps = (door.forgotten.write, door.forgotten.read)
    assert [step.is_primary for step in steps] == [True, False]
    door.write_request(stick)
    assert [step.is_primary for step in steps] == [False, True]
    (request,) = stick.glob("*.zsunreq")
    wanted = unlocking.read_request(seats.station, seats.station_keys, request)
    assert wanted.fingerprint == door.forgotten.fingerprint.text()
    assert (wanted.device, wanted.collector_name) == ("01", "农电工甲")
    with pytest.raises(ReasonMissing):
        unlocking.grant_unlock(seats.station, seats.station_keys, request, stick, " ", seats.stamp())
    given = unlocking.grant_unlock(seats.station, seats.station_keys, request, stick, "忘了密码", seats.stamp())
    assert [act.fingerprint for act in acts(seats.station) if isinstance(act, LaptopUnlocked)] == [wanted.fingerprint]

    door.read_answer(given.path)
    for field in (door.after_unlock.first, door.after_unlock.second):
        protected.qtbot.keyClicks(field, OTHER)
    door.after_unlock.button.click()
    protected.qtbot.waitUntil(lambda: isinstance(protected.program.window, Desk))
    assert receipt_count(protected.desk.session.ledger) == receipts
    key = Vault.load(protected.places.books / "vault.json").open(OTHER)
    assert verify_books(protected.places.books / "books.db", key=key.books).findings == ()
    protected.stop()
    protected.start()
    protected.try_pin(PIN)
    assert "密码不对" in protected.door.pin.notice.text
    protected.try_pin(OTHER)
    assert protected.desk.isVisible()


@pytest.mark.parametrize("sealed_for", [DeviceKeys.generate().public.signing, None], ids=["other keys", "nobody knows"])
def test_a_vault_sealed_for_other_keys_than_the_present_ones_is_sealed_again(
    protected: Laptop, sealed_for: str | None
) -> None:
    vault = Vault.load(protected.places.books / "vault.json")
    vault.enrolled(b"sealed before", "01 号机", sealed_for)
    protected.stop()
    protected.start()
    protected.try_pin(PIN)
    again = Vault.load(vault.path)
    assert again.sealed != b"sealed before"
    assert again.sealed_for == protected.desk.session.keys.public.signing


def test_new_keys_are_backed_up_as_soon_as_they_are_made(protected: Laptop) -> None:
    protected.try_pin(PIN)
    before = protected.desk.session.keys.public
    with protected.desk.session.ledger.writing() as conn:
        note_keys_wanted(conn)
    protected.stop()
    home = Home(protected.places.books)
    old = newest_backup(home.files)
    protected.start()
    protected.try_pin(PIN)
    session = protected.desk.session
    assert session.keys.public != before
    keeping = session.keeping
    assert keeping is not None
    protected.qtbot.waitUntil(lambda: keeping.kept.newest not in (None, old))
    assert keeping.kept.newest is not None
    key = Vault.load(home.vault_file).open(PIN)
    assert DeviceKeys.load(keeping.kept.newest.keys, key).public == session.keys.public


def test_an_unlock_file_for_another_request_is_refused(protected: Laptop, seats: Seats, tmp_path: Path) -> None:
    protected.try_pin(PIN)
    lock_out(protected)
    door, stick = protected.door, tmp_path / "stick"
    door.pin.forgot.click()
    steps = (door.forgotten.write, door.forgotten.read)
    assert [step.is_primary for step in steps] == [True, False]
    door.write_request(stick)
    assert [step.is_primary for step in steps] == [False, True]
    (request,) = stick.glob("*.zsunreq")
    given = unlocking.grant_unlock(seats.station, seats.station_keys, request, stick, "忘了密码", seats.stamp())
    door.write_request(stick)
    door.read_answer(given.path)
    assert "不是答复本机最新的申请" in door.forgotten.notice.text
    given.path.write_bytes(given.path.read_bytes()[:99])
    door.read_answer(given.path)
    assert "已被改动或不完整" in door.forgotten.notice.text


def answered(laptop: Laptop, seats: Seats, stick: Path) -> Path:
    """The station's answer to a request this door wrote."""
    door = laptop.door
    door.pin.forgot.click()
    door.write_request(stick)
    (request,) = stick.glob("*.zsunreq")
    door.forgotten.left.emit()
    return unlocking.grant_unlock(seats.station, seats.station_keys, request, stick, "忘了密码", seats.stamp()).path


def test_a_pin_remembered_after_asking_leaves_nothing_that_an_answer_could_open(
    protected: Laptop, seats: Seats, tmp_path: Path
) -> None:
    home = Home(protected.places.books)
    given = answered(protected, seats, tmp_path / "stick")
    protected.try_pin(OTHER)
    assert home.unlock_keys.exists(), "a wrong PIN is none remembered: the request still waits"
    protected.door.read_answer(given)
    assert protected.door.after_unlock.isVisible()
    protected.stop()
    protected.start()
    protected.try_pin(PIN)
    assert not home.unlock_keys.exists()

    protected.program.lock()
    door = protected.door
    door.pin.forgot.click()
    door.read_answer(given)
    assert "用不上了" in door.forgotten.notice.text
    assert not door.after_unlock.isVisible()
    door.forgotten.left.emit()
    protected.try_pin(PIN)
    assert protected.desk.isVisible()


def test_a_pin_changed_after_asking_makes_the_request_void(protected: Laptop, seats: Seats, tmp_path: Path) -> None:
    given = answered(protected, seats, tmp_path / "stick")
    door = protected.door
    door.pin.other.click()
    for field, digits in ((door.change.old, PIN), (door.change.first, OTHER), (door.change.second, OTHER)):
        protected.qtbot.keyClicks(field, digits)
    door.change.button.click()
    protected.qtbot.waitUntil(lambda: "密码改好了" in door.notice.text)
    assert not Home(protected.places.books).unlock_keys.exists()
    door.read_answer(given)
    assert "用不上了" in door.forgotten.notice.text
    protected.try_pin(OTHER)
    assert protected.desk.isVisible()


def test_an_answer_opens_once(protected: Laptop, seats: Seats, tmp_path: Path) -> None:
    given = answered(protected, seats, tmp_path / "stick")
    protected.door.read_answer(given)
    protected.door.after_unlock.chosen.emit("", OTHER)
    protected.qtbot.waitUntil(lambda: isinstance(protected.program.window, Desk))
    protected.program.lock()
    protected.door.read_answer(given)
    assert "用不上了" in protected.door.forgotten.notice.text


def test_a_request_that_can_not_be_removed_keeps_nobody_out_and_goes_at_the_next_opening(
    protected: Laptop, seats: Seats, tmp_path: Path
) -> None:
    home = Home(protected.places.books)
    answered(protected, seats, tmp_path / "stick")
    waiting = home.unlock_keys.read_bytes()
    home.unlock_keys.unlink()
    home.unlock_keys.mkdir()
    protected.try_pin(PIN)
    assert protected.desk.isVisible()
    home.unlock_keys.rmdir()
    home.unlock_keys.write_bytes(waiting)
    protected.program.lock()
    protected.try_pin(PIN)
    assert not home.unlock_keys.exists()


def test_a_laptop_the_station_never_enrolled_is_not_unlocked(seats: Seats, tmp_path: Path) -> None:
    vault, _key = sealed_vault(tmp_path, DeviceKeys.generate().public, seats.station_keys.public)
    asked = unlocking.request_unlock(vault, tmp_path / "unlock.keys", tmp_path, "?", seats.stamp())
    with pytest.raises(DeviceUnknown):
        unlocking.read_request(seats.station, seats.station_keys, asked.path)


def test_a_second_collector_has_books_of_his_own_behind_a_pin_of_his_own(
    protected: Laptop, seats: Seats, tmp_path: Path
) -> None:
    protected.door.another.emit()
    first_run = protected.program.window
    assert isinstance(first_run, FirstRun)
    first_run._actions.set_pin(OTHER)
    stick = tmp_path / "stick"
    first_run.request_into(stick)
    (request,) = stick.glob("*.zsreq")
    enrolled = enrolling.enrol(seats.station, seats.station_keys, request, "农电工乙", "0718", stick, seats.stamp())
    first_run.read_answer(enrolled.path)
    first_run.accept_button.click()
    assert protected.desk.session.seat.collector_name == "农电工乙"
    assert (protected.places.books / "collector-2" / "books.db").exists()

    protected.program.lock()
    door = protected.door
    assert [each.label for each in door._people] == ["农电工甲 · 01 号机", "农电工乙 · 02 号机"]
    assert door.collector.label.startswith("农电工乙")
    door.who.choose(0)
    door.who.changed.emit(0)
    protected.try_pin(OTHER)
    assert "密码不对" in door.pin.notice.text
    protected.try_pin(PIN)
    assert protected.desk.session.seat.collector_name == "农电工甲"


def test_a_request_written_before_waits_behind_the_pin_for_its_answer(
    look: Look, qtbot: QtBot, seats: Seats, tmp_path: Path
) -> None:
    laptop = Laptop(Places.below(tmp_path / "new"), look, seats.clock, qtbot, Program(Places.below(tmp_path), look))
    laptop.start()
    first_run = laptop.program.window
    assert isinstance(first_run, FirstRun)
    first_run.begin_request()
    for field in (first_run.pin.first, first_run.pin.second):
        qtbot.keyClicks(field, PIN)
    first_run._actions.set_pin(PIN)
    first_run.request_into(tmp_path / "stick")
    laptop.stop()
    laptop.start()
    laptop.try_pin(PIN)
    again = laptop.program.window
    assert isinstance(again, FirstRun)
    assert not again.answer_button.isHidden()
    laptop.stop()


@pytest.mark.parametrize(
    ("now", "doubt"),
    [
        (START - timedelta(days=400), DayDoubt.CLOCK_BEHIND),
        (START + timedelta(days=90), DayDoubt.FAR_AHEAD),
        (START.astimezone(tz=None) + timedelta(minutes=9), DayDoubt.OTHER_ZONE),
        (datetime(2026, 11, 24, 1, 30, tzinfo=START.tzinfo), DayDoubt.AFTER_MIDNIGHT),
    ],
)
def test_where_the_clock_can_not_be_believed_the_day_is_confirmed_and_both_are_kept(
    protected: Laptop, now: datetime, doubt: DayDoubt
) -> None:
    protected.clock.now = now
    protected.try_pin(PIN)
    page = protected.program.window
    assert isinstance(page, DayPage)
    page.day.set_day(DAY)
    page.button.click()
    session = protected.desk.session
    assert session.business_day == DAY
    (confirmed,) = (act for act in acts(session.ledger) if isinstance(act, BusinessDayConfirmed))
    assert (confirmed.doubt, confirmed.business_day, confirmed.last_day) == (doubt, DAY, DAY)
    assert abs(confirmed.at - now) < timedelta(minutes=9)
    desk = protected.desk
    protected.program.lock()
    protected.try_pin(PIN)
    assert protected.desk is desk, "a day that was confirmed is not asked for again"


def test_a_night_confirmed_as_the_day_before_is_over_in_the_morning(protected: Laptop) -> None:
    protected.clock.now = datetime(2026, 11, 24, 1, 30, tzinfo=START.tzinfo)
    protected.try_pin(PIN)
    page = protected.program.window
    assert isinstance(page, DayPage)
    page.button.click()
    assert protected.desk.session.business_day == DAY
    protected.program.lock()
    protected.clock.now = datetime(2026, 11, 24, 8, 0, tzinfo=START.tzinfo)
    protected.try_pin(PIN)
    assert protected.desk.session.business_day == DAY + timedelta(days=1)


def test_opening_the_books_reads_the_key_file_once(protected: Laptop) -> None:
    keys_file, read = str(Home(protected.places.books).keys_file), []
    watching = True

    def watch(event: str, args: tuple[object, ...]) -> None:
        beside = threading.current_thread() is not threading.main_thread()  # the PIN being tried, and backups
        if watching and not beside and event == "open" and str(args[0]) == keys_file:
            read.append(args[1])

    sys.addaudithook(watch)
    protected.try_pin(PIN)
    watching = False
    assert protected.desk.isVisible()
    assert len(read) == 1


def ask_for_the_day(laptop: Laptop) -> DayPage:
    laptop.desk.top.day.click()
    page = laptop.program.window
    assert isinstance(page, DayPage)
    return page


def confirm(laptop: Laptop, day: date) -> None:
    page = laptop.program.window
    assert isinstance(page, DayPage)
    page.day.set_day(day)
    page.button.click()


def test_a_day_chosen_wrongly_is_chosen_again_from_the_desk(protected: Laptop) -> None:
    protected.clock.now = datetime(2026, 12, 23, 9, 0, tzinfo=START.tzinfo)
    protected.try_pin(PIN)
    confirm(protected, date(2026, 12, 23))
    page = ask_for_the_day(protected)
    assert page.day.day() == date(2026, 12, 23)
    assert "选错了" not in texts(page), "nothing stands on that day yet"
    confirm(protected, DAY)
    assert protected.desk.session.business_day == DAY
    kept = [act for act in acts(protected.desk.session.ledger) if isinstance(act, BusinessDayConfirmed)]
    assert [(act.last_day.month, act.business_day.month) for act in kept] == [(11, 12), (12, 11)]


def test_a_day_with_receipts_is_left_for_the_clocks_own_and_every_place_works_on(protected: Laptop) -> None:
    protected.clock.now = datetime(2026, 12, 23, 9, 0, tzinfo=START.tzinfo)
    protected.try_pin(PIN)
    confirm(protected, date(2026, 12, 23))
    wrong = protected.desk.session
    account = first_door(wrong)
    pay(wrong, account, Money(1000))
    protected.clock.now = START + timedelta(hours=1)
    page = ask_for_the_day(protected)
    assert "要是 2026年12月23日 周三 选错了,可以改回 2026年11月23日 周一 以后" in texts(page)
    assert "1 张收据" in texts(page)
    confirm(protected, DAY)
    desk = protected.desk
    assert desk.session.business_day == DAY
    pay(desk.session, account, Money(1000))
    for place in desk.places:
        desk.go(place)
        protected.qtbot.waitUntil(lambda: not desk.session.lane.busy)
    desk.open_account(account)
    assert desk.collect.left_open == account


def test_every_control_of_the_door_has_a_name_and_room_for_a_finger(protected: Laptop) -> None:
    door = protected.door
    assert unnamed_or_small(door) == []
    door.pin.forgot.click()
    assert unnamed_or_small(door) == []
    door.forgotten.left.emit()
    door.pin.other.click()
    assert unnamed_or_small(door) == []


def texts(window: QWidget) -> str:
    return "\n".join(label.text() for label in window.findChildren(Label) if not label.isHidden())


def first_door(session: Session) -> AccountNumber:
    with session.ledger.reading() as conn:
        found = doors.doors(conn, session.business_day, session.policy(), session.seat.device)
    return next(door.account for door in found if door.due > Money(10_000))


def pay(session: Session, account: AccountNumber, amount: Money) -> None:
    with session.ledger.reading() as conn:
        card = cards.card(conn, account, session.business_day, session.seat.device)
    assert card is not None
    payment = TakePayment(
        id=new_act_id(),
        account=account,
        received=amount,
        tendered=amount,
        method=PaymentMethod.CASH,
        slot=Slot.EVENING,
        token=card.token,
    )
    collect(session.ledger, payment, session.stamp())


def receipt_count(ledger: Ledger) -> int:
    with ledger.reading() as conn:
        count: int = conn.exec_driver_sql("SELECT count(*) FROM receipt").scalar_one()
    return count


def seat_stamp(laptop: Laptop) -> Stamp:
    return Stamp(by=Badge("0717"), business_day=DAY, at=laptop.clock())
