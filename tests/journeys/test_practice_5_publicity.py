"""Practice 5 across both seats: the law made known, praise with consent."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from journey_seats import DAY, Journey
from practice import Practice
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytest_bdd import parsers, scenarios, then, when

from collector_desktop.domain.acts.publicity import PublicityTopic
from collector_desktop.domain.leaflets import Leaflet
from collector_desktop.services.taking_in import take_in
from collector_desktop.store.queries import publicity, villages
from collector_desktop.ui.collector.village.page import PRAISE, PUBLICITY, VillagePage
from collector_desktop.ui.collector.village.praise_presenter import Payer
from collector_desktop.ui.collector.village.praise_tab import PraiseTab
from collector_desktop.ui.collector.village.publicity_tab import PublicityTab
from collector_desktop.ui.frame import Frame
from collector_desktop.ui.widgets.label import Label

_RED_LIST = 1

scenarios("practice_5_publicity.feature")


def publicity_of(desk: Frame, village: str) -> PublicityTab:
    """The village's 宣传, open and in sight."""
    tab = opened(desk, village, PUBLICITY)
    assert isinstance(tab, PublicityTab)
    return tab


def praise_of(desk: Frame, village: str) -> PraiseTab:
    """The village's 表扬, open and in sight."""
    tab = opened(desk, village, PRAISE)
    assert isinstance(tab, PraiseTab)
    return tab


def opened(desk: Frame, village: str, tab: int) -> object:
    page = desk.page("village")
    assert isinstance(page, VillagePage)
    page.show_village(village)
    QTest.keyClick(page, Qt.Key(Qt.Key.Key_1 + tab), Qt.KeyboardModifier.ControlModifier)
    assert page.tabs[tab].isVisible()
    return page.tabs[tab]


@contextmanager
def station_praise(journey: Journey, practice: Practice) -> Iterator[PraiseTab]:
    """表扬 at the station's window with the red list beside it."""
    desk, hand = journey.open_station_window()
    hand.press(Qt.Key.Key_F6)
    tab = praise_of(desk, practice.village)
    hand.click(tab.parts[_RED_LIST])
    yield tab
    journey.close_station_window(desk)


def payers(tab: PraiseTab) -> list[Payer]:
    """Everybody on the list of prompt payers."""
    return list(tab.model.rows)


def said(tab: PraiseTab | PublicityTab) -> list[str]:
    """Every sentence in sight."""
    return [label.text() for label in tab.findChildren(Label) if label.isVisible()]


def red_list(tab: PraiseTab, folder: Path) -> str:
    """What the paper says, without its blanks."""
    paper = folder / "red_list.pdf"
    paper.write_bytes(tab.paper.pdf)
    told = subprocess.run(["pdftotext", "-layout", str(paper), "-"], capture_output=True, check=True).stdout.decode()
    return "".join(told.split())


@when(
    parsers.parse(
        'I log in a village\'s window that {people:d} people heard about the penalty at "{place}" '
        "and took {papers:d} leaflets"
    )
)
def _log(journey: Journey, practice: Practice, people: int, place: str, papers: int) -> None:
    with journey.session.ledger.reading() as conn:
        practice.village = villages.names(conn)[0]
    hand = journey.hand
    hand.press(Qt.Key.Key_F6)
    form = publicity_of(journey.desk, practice.village).held.form
    hand.click(form.topics[PublicityTopic.PENALTY])
    for field, text in (
        (form.place, place),
        (form.audience, str(people)),
        (form.leaflets[Leaflet.PENALTY], str(papers)),
    ):
        field.setFocus()
        field.selectAll()
        hand.type(text)
    hand.press(Qt.Key.Key_Return)
    assert "已登记" in form.notice.text


@when("a prompt payer there signs that its name may stand on the list")
def _sign(journey: Journey, practice: Practice) -> None:
    tab = praise_of(journey.desk, practice.village)
    at = next(at for at, payer in enumerate(payers(tab)) if payer.consents is None and len(payer.household.name) > 2)
    practice.account = payers(tab)[at].account
    tab.table.go_to(at)
    pad, left = tab.consent.pad, Qt.MouseButton.LeftButton
    QTest.mousePress(pad, left, pos=QPoint(30, 20))
    QTest.mouseMove(pad, QPoint(90, 40))
    QTest.mouseRelease(pad, left, pos=QPoint(90, 40))
    journey.hand.click(tab.consent.agrees)
    assert [payer.consents for payer in payers(tab) if payer.account == practice.account] == [True]


@then(
    parsers.parse(
        "the station's window tells of the event with its place, {people:d} people and {papers:d} leaflets",
    )
)
def _told(journey: Journey, practice: Practice, people: int, papers: int) -> None:
    desk, hand = journey.open_station_window()
    hand.press(Qt.Key.Key_F6)
    tab = publicity_of(desk, practice.village)
    newest = tab.held.model.rows[0]
    assert (newest.business_day, newest.place, newest.audience) == (DAY, "村委会", people)
    assert [each.number for each in newest.handed_out] == [papers]
    tab.held.table.go_to(0)
    assert any("村委会" in text and str(papers) in text for text in said(tab))
    journey.close_station_window(desk)


@then("the station's red list names whoever agreed and only counts the others")
def _named(journey: Journey, practice: Practice, tmp_path: Path) -> None:
    with station_praise(journey, practice) as tab:
        told, everybody = red_list(tab, tmp_path), payers(tab)
        agreed = [payer for payer in everybody if payer.consents]
        silent = [payer for payer in everybody if not payer.consents]
        assert practice.account in [payer.account for payer in agreed]
        assert silent
        names = {payer.household.name for payer in agreed}
        assert all(name in told for name in names)
        assert not any(payer.household.name in told for payer in silent if payer.household.name not in names)
        assert f"另有{len(silent)}户" in told
        assert f"{len(everybody)} 户按时交清:{len(agreed)} 户同意上榜,{len(silent)} 户只计数" in said(tab)


@when("that household takes its word back and I hand over the day")
def _take_back(journey: Journey, practice: Practice) -> None:
    journey.hand.press(Qt.Key.Key_F6)
    tab = praise_of(journey.desk, practice.village)
    tab.table.go_to([payer.account for payer in payers(tab)].index(practice.account))
    journey.hand.click(tab.consent.declines)
    take_in(journey.station, journey.station_keys, journey.hand_over(), journey.clerk())


@then("the station's red list does not name it any more")
def _unnamed(journey: Journey, practice: Practice, tmp_path: Path) -> None:
    with station_praise(journey, practice) as tab:
        (payer,) = [payer for payer in payers(tab) if payer.account == practice.account]
        assert payer.consents is False
        assert payer.household.name not in red_list(tab, tmp_path)
    with journey.station.reading() as conn:
        assert not publicity.standing_consents(conn, practice.village)[practice.account].consents
