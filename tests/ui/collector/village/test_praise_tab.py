"""表扬 through a real window: consent, the red list, certificates."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from ui_hand import press, show, unnamed_or_small
from ui_seats import Seats

from collector_desktop.domain.attachment import MediaType
from collector_desktop.store.attachments import read_attachment
from collector_desktop.store.queries.publicity import published, standing_consents
from collector_desktop.ui.collector.village.praise_tab import PraiseTab

VILLAGE = "前柳村"
CONSENT, RED_LIST, CERTIFICATE = range(3)


@pytest.fixture
def tab(seats: Seats, qtbot) -> Iterator[PraiseTab]:
    """The tab of a village, in front."""
    made = PraiseTab(seats.session)
    made.show_village(VILLAGE)
    show(made, qtbot)
    yield made
    made.hide()


def test_a_household_agrees_with_its_signature_and_is_named_on_the_list(
    tab: PraiseTab, seats: Seats, text_in, qtbot
) -> None:
    payer = tab.table.current()
    assert payer is not None
    name = payer.household.name
    tab.go(RED_LIST)
    assert name not in text_in(tab.paper.pdf)
    photo = seats.folder / "签名.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    tab.table.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    tab.consent.take_photo(photo)
    press(qtbot, Qt.Key.Key_Return)
    tab.go(RED_LIST)
    assert name in text_in(tab.paper.pdf)
    with seats.session.ledger.reading() as conn:
        said = standing_consents(conn, VILLAGE)[payer.account]
        assert said.consents
        assert read_attachment(conn, said.since.attachments[0]) == photo.read_bytes()


def test_a_signature_on_screen_proves_the_consent(tab: PraiseTab, seats: Seats, qtbot) -> None:
    payer = tab.table.current()
    assert payer is not None
    pad = tab.consent.pad
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    qtbot.mouseMove(pad, QPoint(160, 90))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(160, 90))
    tab.consent.agrees.click()
    with seats.session.ledger.reading() as conn:
        (signature,) = standing_consents(conn, VILLAGE)[payer.account].since.attachments
    assert signature.media is MediaType.PNG
    assert not pad.isVisible()
    tab.table.go_to(1)
    assert pad.isVisible()
    assert pad.is_empty


def test_a_list_that_hangs_warns_when_somebody_takes_the_consent_back(tab: PraiseTab, seats: Seats) -> None:
    payer = tab.table.current()
    assert payer is not None
    tab.consent.agrees.click()
    tab.go(RED_LIST)
    tab.publish.click()
    assert "1 户上榜" in tab.paper.notice.text
    tab.go(CONSENT)
    tab.consent.declines.click()
    assert payer.household.name in tab.notice.text
    tab.go(RED_LIST)
    tab.publish.click()
    assert not tab.notice.isVisible()
    with seats.session.ledger.reading() as conn:
        assert [len(each.named) for each in published(conn, VILLAGE)] == [0, 1]


def test_the_table_shows_nobody_s_full_name(tab: PraiseTab) -> None:
    shown = {column.outside(payer) for column in tab.model.columns for payer in tab.model.rows}
    names = {payer.household.name for payer in tab.model.rows}
    assert {name for name in names if name in shown} <= {"前柳小学"}


def test_a_certificate_is_for_the_household_under_the_cursor(tab: PraiseTab, text_in) -> None:
    tab.go(CERTIFICATE)
    for at in (0, 1):
        tab.table.go_to(at)
        payer = tab.table.current()
        assert payer is not None
        assert payer.household.name in text_in(tab.paper.pdf)


def test_the_paper_chosen_stays_chosen(tab: PraiseTab) -> None:
    tab.go(RED_LIST)
    tab.paper.buttons[3].click()
    on_a4 = tab.paper.pdf
    tab.go(CONSENT)
    tab.go(RED_LIST)
    assert tab.paper.pdf == on_a4 or tab.paper.buttons[3].property("chosen")


def test_a_month_nobody_paid_says_what_will_be_here(seats: Seats, qtbot) -> None:
    made = PraiseTab(seats.session)
    made.show_village("没有的村")
    show(made, qtbot)
    assert made.table.current() is None
    assert not made.publish.isVisible()
    made.hide()


@pytest.mark.parametrize("part", [CONSENT, RED_LIST, CERTIFICATE])
def test_everything_has_a_name_and_is_large_enough_for_a_finger(tab: PraiseTab, part: int) -> None:
    tab.go(part)
    assert unnamed_or_small(tab) == []
