from pathlib import Path

import pytest
from cheap_pins import CHEAP
from pytestqt.qtbot import QtBot
from ui_hand import show, unnamed_or_small
from ui_seats import DAY, Clock, Seats

from collector_desktop.app.begin import Begin
from collector_desktop.app.paths import Places
from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import Badge
from collector_desktop.security.data_key import books_key
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.services import enrolling
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.opening import open_books
from collector_desktop.ui.collector.first_run.page import FirstRun
from collector_desktop.ui.look import Look
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.label import Label

PIN = "730914"


@pytest.fixture
def begin(tmp_path: Path) -> Begin:
    return Begin(Places.below(tmp_path / "program"), Clock(), cost=CHEAP)


@pytest.fixture
def first_run(begin: Begin, look: Look, qtbot: QtBot) -> FirstRun:
    window = FirstRun(begin, look, begin.places.exchange)
    show(window, qtbot)
    return window


def texts(window: FirstRun) -> str:
    return "\n".join(label.text() for label in window.findChildren(Label) if label.isVisible())


def primary(window: FirstRun) -> list[str]:
    return [each.text() for each in window.findChildren(KeyButton) if each.is_primary and each.isVisible()]


def opened(begin: Begin) -> Ledger:
    return open_books(
        begin.home.database,
        DeviceKeys.load(begin.home.keys_file, begin.key),
        Stamp(by=Badge("0717"), business_day=DAY, at=begin.clock()),
        key=books_key(begin.key),
    )


def test_a_laptop_is_enrolled_and_both_fingerprints_are_shown_to_be_compared(
    first_run: FirstRun, begin: Begin, seats: Seats, qtbot: QtBot
) -> None:
    stick = seats.folder / "stick"
    begin.set_pin(PIN)
    assert primary(first_run) == ["打开演示村庄"]
    first_run.request_into(stick)
    (request,) = stick.glob("*.zsreq")
    assert DeviceKeys.load(begin.home.keys_file, begin.key).public.fingerprint in texts(first_run)
    assert primary(first_run) == ["读供电所的答复"]

    enrolled = enrolling.enrol(seats.station, seats.station_keys, request, "农电工乙", "0718", stick, seats.stamp())
    first_run.read_answer(enrolled.path)
    assert seats.station_keys.public.fingerprint in texts(first_run)
    assert not begin.home.database.exists()
    assert primary(first_run) == ["两边指纹一致,开始使用"]

    with qtbot.waitSignal(first_run.begun) as begun:
        first_run.accept_button.click()
    assert begun.args == [False]
    ledger = opened(begin)
    assert (ledger.seat.device, ledger.seat.collector_name) == (enrolled.device, "农电工乙")
    ledger.close()


def test_an_answer_for_another_laptop_is_refused_and_nothing_is_founded(
    first_run: FirstRun, begin: Begin, seats: Seats, tmp_path: Path
) -> None:
    begin.set_pin(PIN)
    first_run.request_into(tmp_path / "stick")
    (answer,) = seats.folder.glob("*.zsans")
    first_run.read_answer(answer)
    assert "另一台电脑" in first_run.notice.text
    assert not first_run.accept_button.isVisible()
    assert not begin.home.database.exists()


def test_every_control_has_a_name_and_room_for_a_finger(first_run: FirstRun) -> None:
    assert unnamed_or_small(first_run) == []
