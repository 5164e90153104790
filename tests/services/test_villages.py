"""Villages over two seats: what one notes the other knows, and what does not hold is refused."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from two_seats import DAY, TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.campaign import CampaignKind
from collector_desktop.domain.committee import Member, Post
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.opinions import Opinion, OpinionState
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.refusals import VillageUnknown
from collector_desktop.domain.refusals_villages import (
    AnswerMissing,
    CampaignDaysTurned,
    CampaignOver,
    CampaignRunsAlready,
    CampaignSummaryMissing,
    CampaignUnknown,
    HelpAlreadyDone,
    HelpersMissing,
    HelpHoursImplausible,
    HelpInTheFuture,
    HelpUnknown,
    HelpWithoutAsker,
    HelpWithoutResult,
    HelpWithoutWhat,
    MeetingAlreadyKept,
    MeetingInTheFuture,
    MeetingUnknown,
    MeetingWithoutMinutes,
    MeetingWithoutPresent,
    MemberNameMissing,
    OpinionAlreadyAnswered,
    OpinionAlreadySettled,
    OpinionDueInThePast,
    OpinionNotAnswered,
    OpinionUnknown,
    OpinionWithoutOwner,
    OpinionWithoutText,
    ReportMonthAhead,
)
from collector_desktop.services import helping, meetings, opinions, serving, township, villages
from collector_desktop.services.helping import AskHelp, CloseCampaign, GiveHelp, OpenCampaign
from collector_desktop.services.meetings import HeardOpinion, HoldMeeting, NewOpinion
from collector_desktop.services.opinions import AnswerOpinion, FollowUpOpinion, RaiseOpinion
from collector_desktop.services.serving import LogService, QuickService
from collector_desktop.services.township import SendReport
from collector_desktop.services.villages import NoteCommittee
from collector_desktop.store.attachments import read_attachment
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import villages as known

VILLAGE = "前柳村"
DIRECTOR = Member(name="董主任", post=Post.DIRECTOR, phone="13800000001")
NO_CAMPAIGN = ActId("")
SECRETARY = Member(name="舒书记", post=Post.SECRETARY)


@pytest.fixture
def seats(tmp_path: Path) -> Iterator[TwoSeats]:
    made = two_seats(tmp_path)
    made.bill("0000000001", VILLAGE, "202610", 8640)
    made.bill("0000000002", "河湾村", "202610", 5000)
    made.carry_route(stamp(1))
    yield made
    made.close()


def campaign(ledger: Ledger, minute: int = 5) -> ActId:
    act = new_act_id()
    until = DAY + timedelta(days=20)
    wanted = OpenCampaign(id=act, village=VILLAGE, what=CampaignKind.WATER_WORKS, since=DAY, until=until)
    helping.open_campaign(ledger, wanted, stamp(minute))
    return act


def asked(ledger: Ledger, about: ActId = NO_CAMPAIGN, minute: int = 6) -> ActId:
    act = new_act_id()
    wanted = AskHelp(id=act, village=VILLAGE, campaign=about, asked_by="村主任", what="机井配电箱跳闸", where="村北")
    helping.ask_help(ledger, wanted, stamp(minute))
    return act


def gave(about: ActId, **other: object) -> GiveHelp:
    plain = {"request": about, "who": "农电工甲", "people": 2, "hours": 6, "solved": "换了空开", "on": DAY}
    return GiveHelp.model_validate({"id": new_act_id()} | plain | other)


def raised(ledger: Ledger, text: str = "路口电杆歪了", minute: int = 10) -> ActId:
    act = new_act_id()
    due = DAY + timedelta(days=15)
    wanted = RaiseOpinion(id=act, village=VILLAGE, raised_by="村会计", text=text, owner="农电工甲", due_on=due)
    opinions.raise_opinion(ledger, wanted, stamp(minute))
    return act


def answered(ledger: Ledger, opinion: ActId, minute: int = 20) -> None:
    wanted = AnswerOpinion(id=new_act_id(), opinion=opinion, answer="已报所里", done="电杆扶正加固")
    opinions.answer_opinion(ledger, wanted, stamp(minute))


def meeting(**other: object) -> HoldMeeting:
    plain = {
        "village": VILLAGE,
        "on": DAY,
        "place": "村委会",
        "present": ("董主任",),
        "agenda": (),
        "minutes": "都说好",
    }
    return HoldMeeting.model_validate({"id": new_act_id()} | plain | other)


def standing(ledger: Ledger, act: ActId) -> Opinion:
    with ledger.reading() as conn:
        found = known.opinion(conn, act)
    assert found is not None
    return found


def test_what_the_laptop_notes_is_known_at_the_station(seats: TwoSeats) -> None:
    noted = NoteCommittee(id=new_act_id(), village=VILLAGE, members=(DIRECTOR, SECRETARY))
    villages.note_committee(seats.laptop, noted, stamp(2))
    about = campaign(seats.laptop)
    helping.give_help(seats.laptop, gave(asked(seats.laptop, about)), stamp(7))
    answered(seats.laptop, raised(seats.laptop))
    meetings.hold_meeting(seats.laptop, meeting(), stamp(30))
    seats.carry_day(stamp(40))
    with seats.station.reading() as conn:
        assert known.committee(conn, VILLAGE) == (SECRETARY, DIRECTOR)
        (found,) = known.campaigns(conn, VILLAGE)
        assert (found.helps[0].hours, found.helps[0].is_open) == (6, False)
        assert known.opinions(conn, VILLAGE)[0].state is OpinionState.ANSWERED
        assert known.meetings(conn, VILLAGE)[0].minutes == "都说好"


def test_what_the_station_notes_comes_with_the_route(seats: TwoSeats) -> None:
    noted = NoteCommittee(id=new_act_id(), village=VILLAGE, members=(DIRECTOR,))
    villages.note_committee(seats.station, noted, stamp(2))
    opinion = raised(seats.station)
    answered(seats.station, opinion)
    seats.carry_route(stamp(40))
    with seats.laptop.reading() as conn:
        assert known.committee(conn, VILLAGE) == (DIRECTOR,)
    assert standing(seats.laptop, opinion).answered is not None


def test_an_opinion_goes_from_seat_to_seat_until_a_meeting_is_content(seats: TwoSeats) -> None:
    opinion = raised(seats.laptop)
    seats.carry_day(stamp(11))
    answered(seats.station, opinion)
    seats.carry_route(stamp(21))
    prepared = meetings.prepare(seats.laptop, VILLAGE, DAY)
    assert [each.raised.id for each in prepared.open] == [opinion]
    assert any("电杆扶正加固" in point for point in prepared.agenda)
    heard = HeardOpinion(opinion=opinion, is_settled=True)
    meetings.hold_meeting(seats.laptop, meeting(heard=(heard,)), stamp(30))
    seats.carry_day(stamp(31))
    assert standing(seats.station, opinion).state is OpinionState.SETTLED


def test_an_answer_a_meeting_is_not_content_with_is_open_again(seats: TwoSeats) -> None:
    opinion = raised(seats.laptop)
    answered(seats.laptop, opinion)
    later = DAY + timedelta(days=7)
    heard = HeardOpinion(opinion=opinion, is_settled=False, said="又歪了", due_on=later)
    meetings.hold_meeting(seats.laptop, meeting(heard=(heard,)), stamp(30))
    found = standing(seats.laptop, opinion)
    assert (found.state, found.due_on, found.answered) == (OpinionState.OPEN, later, None)
    with seats.laptop.reading() as conn:
        assert known.overdue_opinions(conn, later) == ()
        assert [each.raised.id for each in known.overdue_opinions(conn, later + timedelta(days=1))] == [opinion]


def test_a_meeting_is_kept_with_what_it_raised_or_not_at_all(seats: TwoSeats) -> None:
    due = DAY + timedelta(days=15)
    good, bad = (NewOpinion(text=text, owner="农电工甲", due_on=due) for text in ("线路老化", " "))
    with pytest.raises(OpinionWithoutText):
        meetings.hold_meeting(seats.laptop, meeting(raised=(good, bad)), stamp(30))
    with seats.laptop.reading() as conn:
        assert known.meetings(conn, VILLAGE) == ()
        assert known.opinions(conn) == ()
    meetings.hold_meeting(seats.laptop, meeting(raised=(good,)), stamp(30))
    with seats.laptop.reading() as conn:
        (held,), (opinion,) = known.meetings(conn, VILLAGE), known.opinions(conn)
    assert opinion.raised.about == held.id


def test_a_double_enter_is_one(seats: TwoSeats) -> None:
    ledger, noted = seats.laptop, NoteCommittee(id=new_act_id(), village=VILLAGE, members=(DIRECTOR,))
    held = meeting(raised=(NewOpinion(text="线路老化", owner="农电工甲", due_on=DAY),))
    request = asked(ledger)
    given = gave(request)
    for minute in (30, 31):
        villages.note_committee(ledger, noted, stamp(minute))
        meetings.hold_meeting(ledger, held, stamp(minute))
        helping.give_help(ledger, given, stamp(minute))
    with ledger.reading() as conn:
        assert len(known.meetings(conn, VILLAGE)) == len(known.opinions(conn)) == 1
        assert len(known.helps(conn, VILLAGE)[0].given) == 1


def test_help_that_is_not_done_leaves_the_request_open(seats: TwoSeats) -> None:
    request = asked(seats.laptop)
    helping.give_help(seats.laptop, gave(request, is_done=False, solved="缺配件"), stamp(7))
    helping.give_help(seats.laptop, gave(request), stamp(8))
    with pytest.raises(HelpAlreadyDone):
        helping.give_help(seats.laptop, gave(request), stamp(9))


def test_a_closed_campaign_takes_nothing_more(seats: TwoSeats) -> None:
    about = campaign(seats.laptop)
    with pytest.raises(CampaignRunsAlready):
        campaign(seats.laptop, minute=6)
    with pytest.raises(CampaignSummaryMissing):
        helping.close_campaign(seats.laptop, CloseCampaign(id=new_act_id(), campaign=about, summary=" "), stamp(7))
    helping.close_campaign(seats.laptop, CloseCampaign(id=new_act_id(), campaign=about, summary="都浇上了"), stamp(8))
    with pytest.raises(CampaignOver):
        asked(seats.laptop, about, minute=9)
    again = CloseCampaign(id=new_act_id(), campaign=about, summary="又一遍")
    with pytest.raises(CampaignOver):
        helping.close_campaign(seats.laptop, again, stamp(10))
    campaign(seats.laptop, minute=11)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"who": " "}, HelpersMissing),
        ({"solved": ""}, HelpWithoutResult),
        ({"on": DAY + timedelta(days=1)}, HelpInTheFuture),
        ({"hours": 0}, HelpHoursImplausible),
        ({"hours": 999}, HelpHoursImplausible),
        ({"request": new_act_id()}, HelpUnknown),
    ],
)
def test_help_that_does_not_hold_is_refused(
    seats: TwoSeats, wrong: dict[str, object], refusal: type[Exception]
) -> None:
    request = asked(seats.laptop)
    with pytest.raises(refusal):
        helping.give_help(seats.laptop, gave(request, **wrong), stamp(7))


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"asked_by": ""}, HelpWithoutAsker),
        ({"what": " "}, HelpWithoutWhat),
        ({"village": "没有村"}, VillageUnknown),
        ({"campaign": new_act_id()}, CampaignUnknown),
    ],
)
def test_a_request_that_does_not_hold_is_refused(
    seats: TwoSeats, wrong: dict[str, object], refusal: type[Exception]
) -> None:
    plain = {"id": new_act_id(), "village": VILLAGE, "asked_by": "村主任", "what": "架线"}
    with pytest.raises(refusal):
        helping.ask_help(seats.laptop, AskHelp.model_validate(plain | wrong), stamp(7))


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"present": (" ",)}, MeetingWithoutPresent),
        ({"minutes": ""}, MeetingWithoutMinutes),
        ({"on": DAY + timedelta(days=1)}, MeetingInTheFuture),
        ({"village": "没有村"}, VillageUnknown),
        ({"heard": (HeardOpinion(opinion=ActId("x"), is_settled=True),)}, OpinionUnknown),
    ],
)
def test_a_meeting_that_does_not_hold_is_refused(
    seats: TwoSeats, wrong: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        meetings.hold_meeting(seats.laptop, meeting(**wrong), stamp(7))


def test_a_village_has_one_meeting_a_day(seats: TwoSeats) -> None:
    meetings.hold_meeting(seats.laptop, meeting(), stamp(7))
    with pytest.raises(MeetingAlreadyKept):
        meetings.hold_meeting(seats.laptop, meeting(), stamp(8))


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"text": ""}, OpinionWithoutText),
        ({"owner": " "}, OpinionWithoutOwner),
        ({"due_on": DAY - timedelta(days=1)}, OpinionDueInThePast),
        ({"meeting": new_act_id()}, MeetingUnknown),
        ({"village": "没有村"}, VillageUnknown),
    ],
)
def test_an_opinion_that_does_not_hold_is_refused(
    seats: TwoSeats, wrong: dict[str, object], refusal: type[Exception]
) -> None:
    plain = {"id": new_act_id(), "village": VILLAGE, "text": "线路老化", "owner": "农电工甲", "due_on": DAY}
    with pytest.raises(refusal):
        opinions.raise_opinion(seats.laptop, RaiseOpinion.model_validate(plain | wrong), stamp(7))


def test_an_answer_says_something_and_is_given_once(seats: TwoSeats) -> None:
    opinion = raised(seats.laptop)
    empty = AnswerOpinion(id=new_act_id(), opinion=opinion, answer="好", done=" ")
    with pytest.raises(AnswerMissing):
        opinions.answer_opinion(seats.laptop, empty, stamp(12))
    with pytest.raises(OpinionUnknown):
        answered(seats.laptop, new_act_id())
    answered(seats.laptop, opinion)
    with pytest.raises(OpinionAlreadyAnswered):
        answered(seats.laptop, opinion, minute=21)


def test_only_what_was_answered_is_settled_and_only_once(seats: TwoSeats) -> None:
    held = meeting()
    meetings.hold_meeting(seats.laptop, held, stamp(7))
    opinion = raised(seats.laptop)

    def content() -> FollowUpOpinion:
        return FollowUpOpinion(id=new_act_id(), opinion=opinion, meeting=held.id, is_settled=True)

    with pytest.raises(OpinionNotAnswered):
        opinions.follow_up(seats.laptop, content(), stamp(12))
    answered(seats.laptop, opinion)
    opinions.follow_up(seats.laptop, content(), stamp(22))
    with pytest.raises(OpinionAlreadySettled):
        opinions.follow_up(seats.laptop, content(), stamp(23))


def test_a_member_has_a_name_and_a_campaign_its_days_in_order(seats: TwoSeats) -> None:
    nameless = NoteCommittee(id=new_act_id(), village=VILLAGE, members=(DIRECTOR.model_copy(update={"name": " "}),))
    with pytest.raises(MemberNameMissing):
        villages.note_committee(seats.laptop, nameless, stamp(2))
    before = DAY - timedelta(days=1)
    turned = OpenCampaign(id=new_act_id(), village=VILLAGE, what=CampaignKind.WATER_WORKS, since=DAY, until=before)
    with pytest.raises(CampaignDaysTurned):
        helping.open_campaign(seats.laptop, turned, stamp(2))


def test_the_report_reaches_the_station_with_its_page_as_it_went(seats: TwoSeats) -> None:
    for at in range(10, 18):
        seats.bill(f"00000000{at}", VILLAGE, "202610", 10000)
    for at in (16, 17):
        seats.settle_at_the_counter(f"00000000{at}-202610-正常电费")
    seats.carry_route(stamp(2))
    month = BillingMonth(2026, 11)
    made = township.report(seats.laptop, month, None, DAY)
    assert made.month_recovery.amounts is not None
    assert made.month_recovery.amounts.receivable == Money(80000 + 8640 + 5000)
    assert [line.label for line in made.villages] == ["其他"]
    wanted = SendReport(id=new_act_id(), month=month, asks=("请修路",))
    for minute in (50, 51):
        township.send(seats.laptop, wanted, stamp(minute))
    seats.carry_day(stamp(52))
    with seats.station.reading() as conn:
        (sent,) = known.reports(conn)
        page = read_attachment(conn, sent.attachments[0])
    assert sent.asks == ("请修路",)
    assert page is not None
    assert page.startswith(b"%PDF")


def test_a_month_that_has_not_begun_is_not_reported(seats: TwoSeats) -> None:
    with pytest.raises(ReportMonthAhead):
        township.report(seats.laptop, BillingMonth(2026, 12), (), DAY)


def test_a_village_month_counts_its_own_households_only(seats: TwoSeats) -> None:
    for account in ("0000000001", "0000000002"):
        repair = LogService(id=new_act_id(), account=AccountNumber(account), service=QuickService.REPAIR)
        serving.log(seats.laptop, repair, stamp(3))
    helping.give_help(seats.laptop, gave(asked(seats.laptop)), stamp(8))
    with seats.laptop.reading() as conn:
        own = known.month_of(conn, VILLAGE, BillingMonth(2026, 11), DAY)
        everybody = known.township(conn, BillingMonth(2026, 11), DAY)
        before = known.month_of(conn, VILLAGE, BillingMonth(2026, 9), DAY)
    assert (own.service.repairs, everybody.service.repairs, before.service.repairs) == (1, 2, 0)
    assert own.recoveries.month.recovery.receivable == Money(8640)
    assert (own.help.visits, own.help.hours) == (1, 6)
    assert before.recoveries.billed is None


def test_prior_years_and_earlier_months_are_kept_apart(seats: TwoSeats) -> None:
    for at in range(10, 16):
        seats.bill(f"00000000{at}", VILLAGE, "202510", 1000)
        seats.bill(f"00000000{at}", VILLAGE, "202603", 2000, open_fen=500)
    with seats.station.reading() as conn:
        found = known.township(conn, BillingMonth(2026, 11), DAY)
    assert found.recoveries.prior_years.recovery.outstanding == Money(6000)
    assert found.recoveries.earlier_months.recovery.received == Money(9000)
    assert (found.recoveries.earlier_months.billed, found.recoveries.earlier_months.owing) == (6, 6)
    assert [village for village, _ in found.prior_arrears] == [VILLAGE] * 6
