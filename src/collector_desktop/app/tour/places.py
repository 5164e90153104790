"""Every place and every tab of both windows, looked at one after the other."""

from collector_desktop.app.tour.hand import Hand
from collector_desktop.ui.collector.cases.ladder_card import Action
from collector_desktop.ui.collector.cases.ladder_tab import LadderTab
from collector_desktop.ui.collector.cases.page import COURT, LADDER, CasesPage
from collector_desktop.ui.collector.service.page import ServicePage
from collector_desktop.ui.collector.village.page import VillagePage
from collector_desktop.ui.frame import Frame


def look_around(hand: Hand, desk: Frame) -> None:
    """The places beside the day's round, tab by tab; on the ladder a notice as it would be issued."""
    cases = desk.page("cases")
    assert isinstance(cases, CasesPage)
    desk.go("cases")
    _ladder(hand, cases)
    cases.go(COURT)
    hand.picture("cases_court")
    cases.go(LADDER)
    for name, kind in (("service", ServicePage), ("village", VillagePage)):
        page = desk.page(name)
        assert isinstance(page, kind)
        desk.go(name)
        _tabs(hand, name, page)
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


def _tabs(hand: Hand, name: str, page: ServicePage | VillagePage) -> None:
    for number in range(len(page.tabs)):
        page.go(number)
        hand.picture(f"{name}_{number + 1}")
    page.go(0)
