"""Every place, tab and form of both windows, looked at one after the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from collector_desktop.app.tour.hand import Hand
from collector_desktop.domain.acts.serving import CheckDone
from collector_desktop.domain.case import Step
from collector_desktop.store.queries import receipts as receipts_given
from collector_desktop.ui.collector.accounts.page import AccountsPage
from collector_desktop.ui.collector.cases.court_card import Action as CourtAction
from collector_desktop.ui.collector.cases.court_tab import CourtTab
from collector_desktop.ui.collector.cases.ladder_card import Action
from collector_desktop.ui.collector.cases.ladder_tab import LadderTab
from collector_desktop.ui.collector.cases.page import COURT, LADDER, CasesPage
from collector_desktop.ui.collector.collect.page import CollectPage
from collector_desktop.ui.collector.insights.page import InsightsPage
from collector_desktop.ui.collector.service.page import ENTITLED, RECORD, SAVINGS, WEEK, ServicePage
from collector_desktop.ui.collector.service.record_tab import RecordTab
from collector_desktop.ui.collector.service.savings_card import Action as SavingsAction
from collector_desktop.ui.collector.service.savings_tab import SavingsTab
from collector_desktop.ui.collector.today.page import TodayPage
from collector_desktop.ui.collector.village.committee_tab import CommitteeTab
from collector_desktop.ui.collector.village.help_tab import HelpTab
from collector_desktop.ui.collector.village.meeting_tab import MeetingTab
from collector_desktop.ui.collector.village.opinion_tab import OpinionTab
from collector_desktop.ui.collector.village.page import VillagePage
from collector_desktop.ui.collector.village.praise_tab import PraiseTab
from collector_desktop.ui.collector.village.publicity_tab import PublicityTab
from collector_desktop.ui.frame import Frame
from collector_desktop.ui.station.contracts.page import ContractsPage
from collector_desktop.ui.station.debits.page import DebitsPage
from collector_desktop.ui.station.decisions.page import DecisionsPage
from collector_desktop.ui.station.devices.page import STAFF, DevicesPage
from collector_desktop.ui.station.receipts.page import ReceiptsPage
from collector_desktop.ui.station.statistics.page import StatisticsPage
from collector_desktop.ui.words import tr

_RUNGS = ("dunned", "applied", "approved", "announced", "cut", "paid")
"""The columns of the ladder behind the first, as the demo fills them."""


def look_around(hand: Hand, desk: Frame) -> None:
    """The places beside the day's round: each tab, the forms that open in them and the papers they show."""
    _hard_to_meet(hand, desk)
    _grade(hand, desk)
    _cases(hand, desk)
    _service(hand, desk)
    _villages(hand, desk)
    _insights(hand, desk)


def look_around_the_station(hand: Hand, desk: Frame) -> None:
    """The places of the station's window."""
    desk.go("exchange")
    hand.picture("exchange")
    _decisions(hand, desk)
    _grade(hand, desk)
    _household(hand, desk)
    _cases(hand, desk)
    _contracts(hand, desk)
    _debits(hand, desk)
    _service(hand, desk)
    _villages(hand, desk)
    _insights(hand, desk)
    _devices(hand, desk)


def look_at_a_card(hand: Hand, page: CollectPage) -> None:
    """What an open card tells and asks beside the money; it is left as it was."""
    page.explain()
    hand.picture("penalty_explained")
    _press(hand, page, "申请减免违约金")
    hand.picture("waiver_asked")
    page.waiver.close_panel()
    _press(hand, page, "分期还款")
    hand.picture("repayment_plan")
    page.plan.close_panel()


def look_at_a_household(hand: Hand, page: CollectPage) -> None:
    """What is known of the household whose card is open, and what can be noted."""
    _press(hand, page, "住户")
    hand.picture("household")
    _press(hand, page.side, "外出")
    hand.picture("household_away")
    page.side.step_back()
    page.side.step_back()


def _hard_to_meet(hand: Hand, desk: Frame) -> None:
    page = desk.page("today")
    assert isinstance(page, TodayPage)
    desk.go("today")
    page.toggle_hard()
    hand.picture("today_hard_to_meet")
    page.toggle_hard()


def _grade(hand: Hand, desk: Frame) -> None:
    page = desk.page("accounts")
    assert isinstance(page, AccountsPage)
    desk.go("accounts")
    hand.picture("accounts")
    _press(hand, page, "信用评分")
    hand.picture("accounts_grade")
    _press(hand, page, "往来记录")


def _household(hand: Hand, desk: Frame) -> None:
    page = desk.page("accounts")
    assert isinstance(page, AccountsPage)
    _press(hand, page, "住户情况")
    hand.picture("accounts_household")
    hand.press(Qt.Key.Key_Escape)


def _cases(hand: Hand, desk: Frame) -> None:
    page = desk.page("cases")
    assert isinstance(page, CasesPage)
    ladder, court = page.tabs[LADDER], page.tabs[COURT]
    assert isinstance(ladder, LadderTab)
    assert isinstance(court, CourtTab)
    desk.go("cases")
    _ladder(hand, ladder)
    page.go(COURT)
    _court(hand, court)
    page.go(LADDER)


def _ladder(hand: Hand, ladder: LadderTab) -> None:
    hand.picture("cases_ladder")
    ladder.act(Action.STEP)
    hand.picture("dunning_notice_before_it_is_issued")
    ladder.paper.left.emit()
    ladder.act(Action.PROTECT)
    hand.picture("cases_protect")
    ladder.panel.close_panel()
    for rung in _RUNGS:
        ladder.board.setFocus()
        hand.press(Qt.Key.Key_Right)
        hand.picture(f"cases_{rung}")
        if ladder.case is not None and ladder.case.state.notice is not None:
            ladder.act(Action.NOTICE)
            hand.picture(f"cases_{rung}_notice")
            ladder.paper.left.emit()
        if ladder.case is not None and ladder.case.step is not Step.DECIDE:
            ladder.act(Action.STEP)
            hand.picture(f"cases_{rung}_next_step")
            ladder.paper.left.emit()
            ladder.panel.close_panel()


def _court(hand: Hand, court: CourtTab) -> None:
    hand.picture("cases_court")
    _press(hand, court, "法院")
    hand.picture("cases_court_claims")
    if not court.card.buttons[CourtAction.STEP].isVisible():
        return
    court.act(CourtAction.STEP)
    hand.picture("cases_court_next_step")
    court.panel.close_panel()
    for action in (CourtAction.APPLICATION, CourtAction.PACK):
        court.act(action)
        hand.picture(f"cases_court_{action}")
        court.paper.left.emit()


def _service(hand: Hand, desk: Frame) -> None:
    page = desk.page("service")
    assert isinstance(page, ServicePage)
    desk.go("service")
    page.go(ENTITLED)
    hand.picture("service_entitled")
    _press(hand, page.tabs[ENTITLED], "预约")
    hand.picture("service_book")
    hand.press(Qt.Key.Key_Escape)
    _press(hand, page.tabs[ENTITLED], "现在检查")
    hand.picture("service_check")
    page.check.left.emit()
    for paper in ("工作单", "电费明白纸"):
        _press(hand, page.tabs[ENTITLED], paper)
        hand.picture("service_paper")
        page.slip.left.emit()
    for tab, name in ((WEEK, "service_week"), (RECORD, "service_record")):
        page.go(tab)
        hand.picture(name)
    record = page.tabs[RECORD]
    assert isinstance(record, RecordTab)
    record.table.go_to(next(at for at, each in enumerate(record.model.rows) if isinstance(each.fact, CheckDone)))
    hand.picture("service_record_of_a_check")
    page.go(SAVINGS)
    savings = page.tabs[SAVINGS]
    assert isinstance(savings, SavingsTab)
    _savings(hand, page, savings)
    page.go(ENTITLED)


def _savings(hand: Hand, page: ServicePage, savings: SavingsTab) -> None:
    shelves = (
        ("预收电费", "prepayment", SavingsAction.REFUND, SavingsAction.STATEMENT),
        ("存量保证金", "deposits", SavingsAction.OFFSET, SavingsAction.SLIP),
        ("银行代扣", "savers", SavingsAction.SAVER, SavingsAction.INVITATION),
    )
    for word, name, form, paper in shelves:
        _press(hand, savings, word)
        hand.picture(f"service_{name}")
        savings.table.go_to(1)
        savings.act(form)
        hand.picture(f"service_{name}_form")
        savings.panel.close_panel()
        savings.act(paper)
        hand.picture(f"service_{name}_paper")
        page.slip.left.emit()
    _press(hand, savings, "预收电费")


def _villages(hand: Hand, desk: Frame) -> None:
    page = desk.page("village")
    assert isinstance(page, VillagePage)
    desk.go("village")
    for number, tab in enumerate(page.tabs):
        page.go(number)
        hand.picture(f"village_{number + 1}")
        match tab:
            case CommitteeTab():
                tab.add()
                hand.picture("village_member")
                tab.close_forms()
            case HelpTab():
                tab.ask()
                hand.picture("village_help_asked")
                tab.begin_campaign()
                hand.picture("village_campaign")
                tab.close_forms()
            case MeetingTab():
                tab.show_minutes()
                hand.picture("village_minutes")
                tab.hold()
                hand.picture("village_meeting_held")
                tab.close_forms()
            case OpinionTab():
                _press(hand, tab, "答复")
                hand.picture("village_answer")
                tab.close_forms()
            case PublicityTab():
                _parts(hand, tab, ("leaflets", "poster"))
                page.picker.setCurrentRow(page.picker.count() - 1)
                _parts(hand, tab, ("names",), first=3)
                tab.go(0)
            case PraiseTab():
                _parts(hand, tab, ("red_list", "certificate"))
                tab.go(0)
            case _:
                pass
    page.go(0)


def _parts(hand: Hand, tab: PublicityTab | PraiseTab, names: tuple[str, ...], first: int = 1) -> None:
    for number, name in enumerate(names, start=first):
        tab.go(number)
        hand.picture(f"village_{name}")


def _insights(hand: Hand, desk: Frame) -> None:
    desk.go("insights")
    place = desk.page("insights")
    page = place.charts if isinstance(place, StatisticsPage) else place
    assert isinstance(page, InsightsPage)
    hand.picture("insights")
    page.by_village.setFocus()
    hand.press(Qt.Key.Key_Return)
    hand.picture("insights_rows")
    hand.press(Qt.Key.Key_Escape)
    page.open_penalties()
    hand.picture("insights_penalties")
    page.close_rows()


def _decisions(hand: Hand, desk: Frame) -> None:
    page = desk.page("decisions")
    assert isinstance(page, DecisionsPage)
    desk.go("decisions")
    for number in range(len(page.model.rows)):
        page.table.go_to(number)
        hand.picture(f"decisions_{number + 1}")
    _press(hand, page, "已决定 {count}")
    hand.picture("decisions_made")
    _press(hand, page, "待审批 {count}")


def _contracts(hand: Hand, desk: Frame) -> None:
    page = desk.page("contracts")
    assert isinstance(page, ContractsPage)
    desk.go("contracts")
    hand.picture("contracts")
    _press(hand, page, "登记这一户")
    hand.picture("contracts_form")
    page.panel.close_panel()


def _devices(hand: Hand, desk: Frame) -> None:
    page, receipts = desk.page("devices"), desk.page("receipts")
    assert isinstance(page, DevicesPage)
    assert isinstance(receipts, ReceiptsPage)
    desk.go("devices")
    hand.picture("laptops")
    page.laptops.ask_to_revoke()
    hand.picture("revoke")
    page.laptops.panel.close_panel()
    page.go(STAFF)
    hand.picture("staff")
    desk.go("receipts")
    with desk.session.ledger.reading() as conn:
        last = receipts_given.last(conn, "01")
    assert last is not None
    receipts.shown.setText(last.receipt.number)
    receipts.amount.setText(str(last.receipt.received))
    receipts.check()
    hand.picture("receipt_checked")


def _debits(hand: Hand, desk: Frame) -> None:
    page = desk.page("debits")
    assert isinstance(page, DebitsPage)
    desk.go("debits")
    hand.picture("debits")
    _press(hand, page, "全部")
    hand.picture("debits_all")


def _press(hand: Hand, within: QWidget, said: str) -> None:
    """Press the button in sight that begins with these words."""
    begins = tr(said).partition("{")[0].strip()
    buttons = [each for each in within.findChildren(QPushButton) if each.isVisible()]
    hand.click(next(each for each in buttons if each.text().startswith(begins)))
