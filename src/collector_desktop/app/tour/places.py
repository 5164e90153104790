"""Every place and every tab of both windows, looked at one after the other."""

from PySide6.QtCore import Qt

from collector_desktop.app.tour.hand import Hand
from collector_desktop.ui.collector.cases.court_tab import CourtTab
from collector_desktop.ui.collector.cases.ladder_card import Action
from collector_desktop.ui.collector.cases.ladder_tab import LadderTab
from collector_desktop.ui.collector.cases.ladder_words import COLUMNS
from collector_desktop.ui.collector.cases.page import COURT, LADDER, CasesPage
from collector_desktop.ui.collector.service.page import ServicePage
from collector_desktop.ui.collector.village.page import VillagePage
from collector_desktop.ui.collector.village.praise_tab import PraiseTab
from collector_desktop.ui.collector.village.publicity_tab import PublicityTab
from collector_desktop.ui.frame import Frame


def look_around(hand: Hand, desk: Frame) -> None:
    """The places beside the day's round, tab by tab; on the ladder a notice as it would be issued."""
    cases = desk.page("cases")
    assert isinstance(cases, CasesPage)
    desk.go("cases")
    _ladder(hand, cases)
    cases.go(COURT)
    hand.picture("cases_court")
    court = cases.tabs[COURT]
    assert isinstance(court, CourtTab)
    court.choice.setFocus()
    hand.press(Qt.Key.Key_3)
    hand.picture("cases_in_court")
    cases.go(LADDER)
    for name, kind in (("service", ServicePage), ("village", VillagePage)):
        page = desk.page(name)
        assert isinstance(page, kind)
        desk.go(name)
        _tabs(hand, name, page)
        if isinstance(page, VillagePage):
            _parts(hand, page)
    desk.go("insights")
    hand.picture("insights")


def look_around_the_station(hand: Hand, desk: Frame) -> None:
    """The places of the station's window."""
    for name in ("exchange", "decisions", "accounts", "cases", "contracts", "debits", "village", "insights"):
        desk.go(name)
        hand.picture(name)


def _ladder(hand: Hand, cases: CasesPage) -> None:
    ladder = cases.tabs[LADDER]
    assert isinstance(ladder, LadderTab)
    hand.picture("cases_ladder")
    ladder.act(Action.STEP)
    hand.picture("dunning_notice_before_it_is_issued")
    ladder.paper.left.emit()
    ladder.act(Action.PROTECT)
    hand.picture("cases_protect")
    ladder.panel.close_panel()
    ladder.board.setFocus()
    for column in range(2, len(COLUMNS)):
        hand.press(Qt.Key.Key_Right)
        hand.picture(f"cases_column_{column}")


def _tabs(hand: Hand, name: str, page: ServicePage | VillagePage) -> None:
    for number in range(len(page.tabs)):
        page.go(number)
        hand.picture(f"{name}_{number + 1}")
    page.go(0)


def _parts(hand: Hand, page: VillagePage) -> None:
    """The parts of publicity and praise beside their first."""
    for tab in page.tabs:
        if isinstance(tab, PublicityTab | PraiseTab):
            page.go(page.tabs.index(tab))
            for at in range(1, len(tab.parts)):
                tab.go(at)
                hand.picture(f"village_{type(tab).__name__.removesuffix('Tab').lower()}_{at + 1}")
            tab.go(0)
    page.go(0)
