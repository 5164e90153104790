"""The station's rules: read as typed, held to the law, one line of the journal, and sealed."""

import json
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from cheap_pins import CHEAP
from sqlalchemy import update
from two_seats import LAPTOP, STATION_CODE, TwoSeats, owing_seats, stamp

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.holidays import CalendarProblem
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import Badge
from collector_desktop.domain.policy import AllocationOrder, Policy
from collector_desktop.domain.refusals import (
    CalendarNotUnderstood,
    ManagerNeeded,
    OnlyTheStationDecides,
    ReasonMissing,
    Refusal,
)
from collector_desktop.domain.refusals_rules import (
    RuleNotUnderstood,
    RuleOutOfBounds,
    RulesChangedMeanwhile,
    RulesOutOfOrder,
    RuleUnchanged,
    RuleUnknown,
)
from collector_desktop.domain.requests import Role
from collector_desktop.domain.rules import RULES, value_of
from collector_desktop.services.founding import Founder, found_station
from collector_desktop.services.issuing import issue
from collector_desktop.services.reading_rules import read
from collector_desktop.services.rule_kinds import Kind, kind_of
from collector_desktop.services.rule_labels import labels
from collector_desktop.services.rules_words import change_words, changes_words, holidays_words, value_words, written
from collector_desktop.services.sentences import sentence
from collector_desktop.services.setting_policy import RulesSet, SetRules, load_holidays, set_rules
from collector_desktop.services.staffing import NewMember, add_member
from collector_desktop.services.taking_route import take_route
from collector_desktop.services.words.rules import CALENDAR
from collector_desktop.store.books_check import check_books
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import policies
from collector_desktop.store.tables.snapshot import PolicyRow
from collector_desktop.ui.language import english

BOSS, CLERK = Badge("1001"), Badge("1002")
SAID = {"penalty.residential_permille": "0.8"}


def by(badge: str, minute: int = 5) -> Stamp:
    return stamp(minute).model_copy(update={"by": Badge(badge)})


@pytest.fixture
def station(tmp_path: Path, engine_url: str) -> Iterator[Ledger]:
    """A station with its manager and a clerk."""
    founder = Founder(name="郑所长", pin="730418", cost=CHEAP)
    ledger = found_station(engine_url, tmp_path / "s.keys", STATION_CODE, "柳泉供电所", by(BOSS), manager=founder)
    add_member(ledger, NewMember(badge=CLERK, name="王会计", role=Role.CLERK, pin="481902"), by(BOSS), CHEAP)
    yield ledger
    ledger.close()


def policy(ledger: Ledger) -> Policy:
    with ledger.reading() as conn:
        return policies.policy(conn)


def change(
    ledger: Ledger, wanted: dict[str, str], who: str = BOSS, reason: str = "县公司通知", **other: object
) -> RulesSet:
    asked = SetRules.model_validate(
        {"id": new_act_id(), "version": policy(ledger).version, "wanted": wanted, "reason": reason} | other
    )
    return set_rules(ledger, asked, by(who))


def problems(ledger: Ledger) -> tuple[str, ...]:
    with ledger.reading() as conn:
        return check_books(conn, ledger.seat.kind).problems


def test_a_rule_is_changed_once_under_a_new_version_and_the_journal_says_from_what_to_what(station: Ledger) -> None:
    act = new_act_id()
    done = change(station, SAID, id=act)
    assert (done.version, policy(station).version) == (2, 2)
    assert policy(station).penalty.residential_permille == Decimal("0.8")
    assert change(station, SAID, id=act, version=1).said is None, "a repeated Enter is one act"
    with station.reading() as conn:
        (line,) = policies.history(conn)
    assert (line.by, line.reason, line.version) == (BOSS, "县公司通知", 2)
    assert [change_words(each) for each in line.changes] == ["居民每日违约金:每日 1‰ → 每日 0.8‰"]


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("payment.cash_blocks_at", "6,000", Money(600_000)),
        ("payment.order", "先违约金,后电费", AllocationOrder.INTEREST_FIRST),
        ("payment.part_payment_allowed", "否", False),
        ("penalty.cap_percent", "没有", None),
        ("penalty.cap_percent", "20%", 20),
        ("penalty.minimum_for_due_before", "", None),
        ("cash.bank_by", "18:30", time(18, 30)),
        ("ladder.overdue_days", "45 天", 45),
        ("cash.denominations_fen", "100、50、0.5", (10000, 5000, 50)),
        ("requests.manager_decides", "停电申请、退预收", frozenset({"disconnection", "prepayment_refund"})),
        ("court.court", "柳泉县人民法院", "柳泉县人民法院"),
    ],
)
def test_what_people_type_is_read_in_their_units(station: Ledger, field: str, text: str, value: object) -> None:
    change(station, {field: text})
    assert value_of(policy(station), field) == value


def test_slots_exam_days_approvers_and_villages_are_typed_as_they_are_shown(station: Ledger) -> None:
    change(station, {"visits.windows": "早上 7:00-9:00、中午 11:30-13:30、晚上 18:30-21:00"})
    change(station, {"ladder.exam_days": "高考 2027-06-07 2027-06-09"})
    change(station, {"ladder.approvers": "居民 所长、其他用户 营业员"})
    change(station, {"savers.targets": "前柳村 40"})
    now = policy(station)
    assert [(f"{each.begins:%H:%M}", str(each.prior_met)) for each in now.visits.windows] == [
        ("07:00", "0.8"),
        ("11:30", "0.7"),
        ("18:30", "1.2"),
    ]
    assert date(2027, 6, 8) in now.ladder.exam_days[0]
    assert [each.role for each in now.ladder.approvers] == [Role.MANAGER, Role.CLERK]
    assert now.savers.target_of("前柳村") == 40


@pytest.mark.parametrize(
    ("field", "text", "refusal"),
    [
        ("penalty.residential_permille", "1.5", RuleOutOfBounds),
        ("penalty.other_permille_later_years", "3.1", RuleOutOfBounds),
        ("penalty.minimum", "2", RuleOutOfBounds),
        ("ladder.overdue_days", "29", RuleOutOfBounds),
        ("ladder.notice_days_least", "2", RuleOutOfBounds),
        ("ladder.call_minutes", "-5", RuleOutOfBounds),
        ("ladder.reconnect_hours", "25", RuleOutOfBounds),
        ("court.objection_days", "10", RuleOutOfBounds),
        ("privacy.smallest_cell", "4", RuleOutOfBounds),
        ("payment.largest_payment", "0", RuleOutOfBounds),
        ("payment.cash_warns_at", "9000", RulesOutOfOrder),
        ("ladder.notice_days_most", "5", RulesOutOfOrder),
        ("payment.cash_warns_at", "三千", RuleNotUnderstood),
        ("payment.cash_warns_at", "12.345", RuleNotUnderstood),
        ("ladder.overdue_days", "99999", RuleNotUnderstood),
        ("ladder.overdue_days", "", RuleNotUnderstood),
        ("cash.bank_by", "25:00", RuleNotUnderstood),
        ("payment.order", "所长", RuleNotUnderstood),
        ("visits.windows", "早上 7:00-9:00", RuleNotUnderstood),
        ("visits.windows", "早上 9:00-7:00、中午 11:30-13:30、晚上 18:30-21:00", RuleNotUnderstood),
        ("ladder.exam_days", "高考 2027-06-09 2027-06-07", RuleNotUnderstood),
        ("penalty.cap", "30", RuleUnknown),
        ("version", "9", RuleUnknown),
        ("holidays", "2027", RuleUnknown),
        ("penalty.cap_percent", "30", RuleUnchanged),
    ],
)
def test_a_wrong_rule_is_refused_by_name_with_what_is_allowed(
    station: Ledger, field: str, text: str, refusal: type[Refusal]
) -> None:
    before = policy(station)
    with pytest.raises(refusal) as refused:
        change(station, {field: text})
    said = sentence(refused.value)
    assert field.partition(".")[2] not in said.what + said.advice or refusal is RuleUnknown
    assert policy(station) == before


def test_the_law_that_leaves_no_room_is_named(station: Ledger) -> None:
    with pytest.raises(RuleOutOfBounds) as refused:
        change(station, {"penalty.residential_permille": "1.5"})
    assert sentence(refused.value) == ("居民每日违约金不能是 1.5", "允许 0 – 1;依据:《供电营业规则》:居民每日 1‰")


def test_only_the_manager_of_the_station_changes_rules_and_says_why(station: Ledger, tmp_path: Path) -> None:
    with pytest.raises(ManagerNeeded):
        change(station, SAID, CLERK)
    with pytest.raises(ReasonMissing):
        change(station, SAID, reason=" ")
    seats = owing_seats(tmp_path, "0417000001")
    with pytest.raises(OnlyTheStationDecides):
        change(seats.laptop, SAID, "a1")
    seats.close()
    assert policy(station).version == 1


def test_of_two_who_looked_at_the_same_rules_one_wins_and_the_other_is_told(station: Ledger) -> None:
    change(station, SAID, version=1)
    with pytest.raises(RulesChangedMeanwhile) as refused:
        change(station, {"penalty.cap_percent": "20"}, version=1)
    assert refused.value.facts == {"version": 2}
    assert policy(station).penalty.cap_percent == 30


def test_the_books_agree_after_a_change_and_a_rule_edited_with_a_tool_is_found(station: Ledger) -> None:
    change(station, SAID)
    assert problems(station) == ()
    edited = policy(station).model_copy(update={"hotline": "12345"})
    with station.writing() as conn:
        conn.execute(update(PolicyRow).values(content=edited.model_dump_json()))
    assert any("changed afterwards" in each for each in problems(station))
    change(station, {"penalty.cap_percent": "20"})
    assert any("changed afterwards" in each for each in problems(station)), "the next change doesn't hide it"


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[TwoSeats]:
    seats = owing_seats(tmp_path, "0417000001")
    yield seats
    seats.close()


def test_changed_rules_reach_a_laptop_with_its_next_route(doors: TwoSeats) -> None:
    change(doors.station, SAID, "a1")
    assert policy(doors.laptop).version == 1
    doors.carry_route(stamp(2))
    assert policy(doors.laptop) == policy(doors.station)


def test_a_route_says_which_rules_it_changed_and_the_first_one_says_none(doors: TwoSeats) -> None:
    change(doors.station, SAID, "a1")
    change(doors.station, {"payment.cash_blocks_at": "6000"}, "a1")
    issued = issue(doors.station, LAPTOP, (), doors.folder, stamp(2))
    taken = take_route(doors.laptop, doors.laptop_keys, issued.path, stamp(2))
    said = "居民每日违约金:每日 1‰ → 每日 0.8‰;手中现金上限:5,000.00 元 → 6,000.00 元"
    assert changes_words(taken.rules) == said
    again = issue(doors.station, LAPTOP, (), doors.folder, stamp(3))
    assert take_route(doors.laptop, doors.laptop_keys, again.path, stamp(3)).rules == ()


def notice(**changes: object) -> str:
    year = {
        "year": 2027,
        "notice": "国办发明电〔2026〕1号",
        "off": [{"name": "元旦", "first": "2027-01-01", "last": "2027-01-03"}],
        "worked": ["2027-01-09"],
    }
    return json.dumps({"years": [year | changes]})


def test_the_years_of_a_holiday_file_are_added_and_a_corrected_one_replaced(station: Ledger, tmp_path: Path) -> None:
    known = [year.year for year in policy(station).holidays]
    file = tmp_path / "2027.json"
    file.write_text(notice(), encoding="utf-8")
    done = load_holidays(station, file, new_act_id(), 1, "国务院通知", by(BOSS))
    assert [each.year for each in policy(station).holidays] == [*known, 2027]
    assert done.said is not None
    assert [change_words(each) for each in done.said.changes] == ["2027 年节假日:没有 → 放假 3 天,调休上班 1 天"]
    with pytest.raises(RuleUnchanged):
        load_holidays(station, file, new_act_id(), 2, "国务院通知", by(BOSS))
    file.write_text(notice(worked=[]), encoding="utf-8")
    load_holidays(station, file, new_act_id(), 2, "更正", by(BOSS))
    assert policy(station).holidays[-1].days_worked == ()
    assert problems(station) == ()


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"{}", b" " * (1 << 20) + b"{}"])
def test_a_file_that_is_no_holiday_file_changes_nothing(station: Ledger, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "wrong.json"
    file.write_bytes(content)
    with pytest.raises(CalendarNotUnderstood):
        load_holidays(station, file, new_act_id(), 1, "国务院通知", by(BOSS))
    assert policy(station).version == 1


def test_from_november_on_somebody_is_told_that_next_year_is_missing() -> None:
    known = Policy.model_validate({"holidays": [{"year": 2026, "days_off": []}]}).holidays
    assert holidays_words(known, date(2026, 10, 31)) == ("节假日安排已装到 2026 年", False)
    said, warns = holidays_words(known, date(2026, 11, 1))
    assert warns
    assert "2027 年的还没有装入" in said
    assert holidays_words(known, date(2027, 1, 2))[1]


@pytest.mark.parametrize("field", list(RULES))
def test_every_rule_has_a_name_and_a_basis_in_both_languages(field: str) -> None:
    label = labels()[field]
    group = labels()[RULES[field].group]
    assert label.name
    assert label.basis
    assert all(text in english() for text in (label.name, label.basis, group.name))
    assert not (label.basis.startswith("默认") and "《" in (RULES[field].info.description or ""))


@pytest.mark.parametrize("problem", CalendarProblem)
def test_every_problem_of_a_holiday_file_is_said_in_both_languages(problem: CalendarProblem) -> None:
    said = sentence(CalendarNotUnderstood(where="2027 元旦", reason=problem))
    assert CALENDAR[problem] in said.what
    assert CALENDAR[problem] in english()


def test_every_unit_is_said_in_english() -> None:
    units = {label.unit for label in labels().values()} - {"", "元", "‰", "%"}
    assert {unit for unit in units if f"{{value}} {unit}" not in english()} == set()


def test_every_label_is_that_of_a_rule_or_a_group() -> None:
    assert set(labels()) == set(RULES) | {rule.group for rule in RULES.values()}


@pytest.mark.parametrize("field", [field for field, rule in RULES.items() if kind_of(rule) is not Kind.HOLIDAYS])
def test_what_is_shown_of_a_rule_can_be_typed_again(field: str) -> None:
    rule, now = RULES[field], value_of(Policy(), field)
    assert value_words(rule, now)
    again = read(rule, written(rule, now), now)
    content = Policy().model_dump(mode="json")
    for part in field.split("."):
        content = content[part]
    assert again == (sorted(content) if isinstance(now, (frozenset,)) or kind_of(rule) is Kind.SEVERAL else content)
