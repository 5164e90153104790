"""Every place and every tab of both windows, looked at one after the other."""

from collector_desktop.app.tour.hand import Hand
from collector_desktop.domain.acts.serving import CheckDone
from collector_desktop.ui.collector.cases.ladder_card import Action as LadderAction
from collector_desktop.ui.collector.cases.ladder_tab import LadderTab
from collector_desktop.ui.collector.cases.page import COURT, LADDER, CasesPage
from collector_desktop.ui.collector.service.entitled_tab import EntitledTab
from collector_desktop.ui.collector.service.page import ENTITLED, RECORD, SAVINGS, ServicePage
from collector_desktop.ui.collector.service.record_tab import RecordTab
from collector_desktop.ui.collector.service.savings_card import Action
from collector_desktop.ui.collector.service.savings_model import Shelf
from collector_desktop.ui.collector.service.savings_tab import SavingsTab
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
    service, village = desk.page("service"), desk.page("village")
    assert isinstance(service, ServicePage)
    assert isinstance(village, VillagePage)
    desk.go("service")
    _tabs(hand, "service", service)
    _money_held(hand, service)
    _check(hand, service)
    desk.go("village")
    _tabs(hand, "village", village)
    desk.go("insights")
    hand.picture("insights")


def look_around_the_station(hand: Hand, desk: Frame) -> None:
    """The places of the station's window."""
    for name in desk.places:
        desk.go(name)
        hand.picture(name)
    service, village = desk.page("service"), desk.page("village")
    assert isinstance(service, ServicePage)
    assert isinstance(village, VillagePage)
    desk.go("service")
    _tabs(hand, "service", service)
    _money_held(hand, service)
    desk.go("village")
    _tabs(hand, "village", village)


def _ladder(hand: Hand, cases: CasesPage) -> None:
    ladder = cases.tabs[LADDER]
    assert isinstance(ladder, LadderTab)
    hand.picture("cases_ladder")
    ladder.act(LadderAction.STEP)
    hand.picture("dunning_notice_before_it_is_issued")
    ladder.paper.left.emit()
    ladder.act(LadderAction.PROTECT)
    hand.picture("cases_protect")
    ladder.panel.close_panel()


def _money_held(hand: Hand, service: ServicePage) -> None:
    """Legacy deposits and bank savers, beside the prepayment that stands first."""
    service.go(SAVINGS)
    tab = service.tabs[SAVINGS]
    assert isinstance(tab, SavingsTab)
    for shelf in Shelf:
        tab.choice.changed.emit(shelf)
        hand.picture(f"service_{shelf}")
    tab.choice.changed.emit(Shelf.PREPAY)
    tab.act(Action.REFUND)
    hand.picture("service_refund_asked")
    tab.panel.close_panel()
    service.go(ENTITLED)


def _check(hand: Hand, service: ServicePage) -> None:
    """The checklist of a visit, empty, and a record with what was signed."""
    tab = service.tabs[ENTITLED]
    assert isinstance(tab, EntitledTab)
    line = tab.table.current()
    assert line is not None
    service.open_check(line.account)
    hand.picture("service_check")
    service.check.left.emit()
    service.go(RECORD)
    record = service.tabs[RECORD]
    assert isinstance(record, RecordTab)
    record.table.go_to(next(at for at, each in enumerate(record.model.rows) if isinstance(each.fact, CheckDone)))
    hand.picture("service_record_of_a_check")
    service.go(ENTITLED)


def _tabs(hand: Hand, name: str, page: ServicePage | VillagePage) -> None:
    for number in range(len(page.tabs)):
        page.go(number)
        hand.picture(f"{name}_{number + 1}")
    page.go(0)
