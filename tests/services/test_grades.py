"""Grades over both seats: a customer objects at the door, the station answers, and the line shows it."""

from datetime import timedelta

from two_seats import DAY, TwoSeats, stamp

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.grading import Grade, GradeCode, Grading, PayerClass
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.requests import GradeObjection, Role
from collector_desktop.services.deciding import Decide, decide
from collector_desktop.services.grade_words import class_name, line_name, line_words
from collector_desktop.services.matter_words import matter_words
from collector_desktop.services.requesting import Ask, request
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import grades

ONE = AccountNumber("4100000001")
LATER = DAY + timedelta(days=60)


def graded(ledger: Ledger) -> Grading:
    with ledger.reading() as conn:
        return grades.grading(conn, ONE, LATER, Policy())


def object_to(seats: TwoSeats, line: GradeCode) -> Ask:
    ask = Ask(id=new_act_id(), account=ONE, matter=GradeObjection(grade="C", line=line), reason="那时停电")
    request(seats.laptop, ask, stamp(2))
    seats.carry_day(stamp(3))
    return ask


def answer(seats: TwoSeats, ask: Ask, *, approved: bool) -> None:
    said = Decide(request=ask.id, approved=approved, reason="查过记录", decided_by="郑主任", role=Role.CLERK)
    decide(seats.station, said, stamp(4))
    seats.carry_route(stamp(5))


def test_an_upheld_objection_lifts_its_line_on_both_seats(doors: TwoSeats) -> None:
    before = graded(doors.laptop)
    assert (before.grade, before.payer) == (Grade.C, PayerClass.SLOW)
    answer(doors, object_to(doors, GradeCode.ON_TIME), approved=True)
    after = graded(doors.laptop)
    assert after.score == before.score + 50
    assert after == graded(doors.station)
    assert "采纳" in line_words(after.lines[0])


def test_a_refused_objection_changes_nothing_but_stays_to_be_read(doors: TwoSeats) -> None:
    before = graded(doors.laptop)
    answer(doors, object_to(doors, GradeCode.ARREARS), approved=False)
    assert graded(doors.laptop) == before
    with doors.laptop.reading() as conn:
        (line,) = grades.objections(conn, ONE)
    assert line.decision is not None
    assert (line.decision.approved, line.decision.reason) == (False, "查过记录")


def test_an_objection_is_told_in_words(doors: TwoSeats) -> None:
    ask = object_to(doors, GradeCode.ON_TIME)
    assert matter_words(ask.matter) == "对 C 级「按时缴费」一项有异议"
    assert [line_name(code) for code in GradeCode] == ["按时缴费", "拖欠时间", "守约"]
    assert class_name(PayerClass.LONG_ARREARS) == "长期欠费"
    lines = graded(doors.laptop).lines
    assert [line_words(line) for line in lines] == [
        "到期账单 1 笔,按时缴清 0 笔",
        "最早一笔未清账单已逾期 30 天",
        "近一年没有约定过缴费",
    ]
