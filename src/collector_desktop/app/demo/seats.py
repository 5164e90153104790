"""Both seats of the demo villages, made by the real services: import, enrolment, route, and some months of knocks."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from collector_desktop.app.demo.court_life import go_to_court
from collector_desktop.app.demo.doorsteps import note_doorsteps
from collector_desktop.app.demo.exports import write_villages
from collector_desktop.app.demo.ladder_life import APPLIED_BACK, Climb, climb, go_on
from collector_desktop.app.demo.past_days import collect_for_days, collect_for_months
from collector_desktop.app.demo.paths import DemoPaths
from collector_desktop.app.demo.publicity_life import ask_for_names, ask_to_praise, make_known, object_to_grades
from collector_desktop.app.demo.savings_life import ask_for_deposits, ask_refunds, note_savers, take_bank_results
from collector_desktop.app.demo.service_life import check_homes
from collector_desktop.app.demo.terms_life import ask_waivers, register_contracts, settle_plans, worth_asking
from collector_desktop.app.demo.village_life import live
from collector_desktop.app.demo.villages import STATION, STATION_CODE, Household, Temper, Villages, made_up_villages
from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.names import AccountNumber, Badge, DeviceCode
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.requests import Role
from collector_desktop.domain.visit import Outcome, Promise, Slot
from collector_desktop.security.keys import DeviceKeys
from collector_desktop.security.vault import PinCost
from collector_desktop.services import (
    enrolling,
    founding,
    handing_over,
    importing,
    issuing,
    staffing,
    taking_in,
    taking_route,
)
from collector_desktop.services.deciding import Decide, decide
from collector_desktop.services.visiting import RecordVisit, record
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import bills
from collector_desktop.store.queries import villages as villages_known
from collector_desktop.store.queries.requests import open_requests, requests

CHINA = timezone(timedelta(hours=8))
MANAGER, CLERK = Badge("1001"), Badge("1002")
"""Who works at the demo station; the window signs the manager on without asking."""
COLLECTOR, BADGE = "农电工甲", "01"
SEED = 20261123
_VISITED_SHARE = 0.6
_MOST_KNOCKS = 7
_BEFORE = [26 + 8 * nth // 3 for nth in range(54)]
"""Days back on which the rounds of the months before were, a good two a week."""
_LATELY = range(2, 13)
_SEEN_LATELY = 0.35
_AT_HOME = {Slot.MORNING: 0.45, Slot.NOON: 0.4, Slot.EVENING: 0.7}
_HOURS = {Slot.MORNING: 7, Slot.NOON: 12, Slot.EVENING: 19}
_MANAGER, _CLERK = "郑所长", "王会计"
_PIN, _PIN_COST = "730418", PinCost(passes=1, memory_kib=1024)
"""Of both; nobody asks for it, so a try may cost little."""
_WAIVED, _PLANNED = 3, 2
_WHEN_MET = {
    Temper.PROMPT: (Outcome.PROMISED, Outcome.SERVICED),
    Temper.SLOW: (Outcome.PROMISED, Outcome.PROMISED, Outcome.SERVICED),
    Temper.CONTESTING: (Outcome.DISPUTED, Outcome.PROMISED),
    Temper.REFUSING: (Outcome.REFUSED, Outcome.DISPUTED),
}

Tell = Callable[[str], None]


@dataclass(frozen=True)
class DemoSeats:
    """Both seats, open."""

    paths: DemoPaths
    station: Ledger
    station_keys: DeviceKeys
    laptop: Ledger
    laptop_keys: DeviceKeys
    day: date

    def close(self) -> None:
        """Let go of both databases."""
        self.station.close()
        self.laptop.close()


def make_demo(
    folder: Path, day: date, *, households: int = 430, seed: int = SEED, tell: Tell = lambda _line: None
) -> DemoSeats:
    """Found both seats in an empty folder: everything a laptop has on the morning of `day`."""
    paths = DemoPaths(folder)
    for each in (paths.laptop.parent, paths.stick):
        each.mkdir(parents=True, exist_ok=True)
    exported = day - timedelta(days=3)
    tell("生成演示村庄的导出文件")
    write_villages(paths.exports, seed, households, exported, still_late=True)
    morning = stamp(MANAGER, exported, 8)
    tell("供电所建账、导入")
    founder = founding.Founder(name=_MANAGER, pin=_PIN, cost=_PIN_COST)
    station = founding.found_station(
        str(paths.station), paths.station_keys, STATION_CODE, STATION, morning, manager=founder, demo=True
    )
    staffing.add_member(
        station, staffing.NewMember(badge=CLERK, name=_CLERK, role=Role.CLERK, pin=_PIN), morning, _PIN_COST
    )
    station_keys = DeviceKeys.load(paths.station_keys)
    files = sorted(each for each in paths.exports.iterdir() if each.suffix in (".xlsx", ".csv"))
    importing.import_exports(station, files, morning, accept_problems=True)
    tell("登记笔记本、派工")
    request = enrolling.request_enrolment(paths.laptop_keys, paths.stick, "演示笔记本", morning)
    enrolled = enrolling.enrol(station, station_keys, request.path, COLLECTOR, BADGE, paths.stick, morning)
    answer = enrolling.read_station_answer(enrolled.path, paths.laptop_keys)
    laptop = enrolling.accept_answer(answer, paths.laptop_keys, paths.laptop, morning, demo=True)
    seats = DemoSeats(paths, station, station_keys, laptop, DeviceKeys.load(paths.laptop_keys), day)
    carry_route(seats, morning)
    tell("过去几个月的上门和收费")
    villages = made_up_villages(seed, households, exported, still_late=True)
    collect_for_months(laptop, villages.households, BillingMonth.of(exported).plus(-1), at, seed)
    _knock(seats, villages.households, random.Random(seed))
    tell("门口记下的事:外出、约定、留条、顺手的服务")
    note_doorsteps(laptop, day, at, seed)
    tell("停催台阶、合同、减免和分期")
    climbs = _three_weeks_ago(seats, villages, seed)
    tell("村里的座谈会、意见、支援、宣传和表扬")
    live(laptop, day, at, seed)
    make_known(laptop, day, at)
    ask_to_praise(laptop, day, at)
    check_homes(laptop, day, at, seed)
    tell("前几天收的费")
    collect_for_days(laptop, villages.households, [each.account for each in climbs if each.pays], day, at, seed)
    tell("预收、保证金和银行代扣")
    evening = at(day - timedelta(days=1), 22)
    let = note_savers(laptop, villages.households, evening, seed)
    _wait_for_the_station(seats, evening)
    carry_day(seats, evening)
    clerk = evening.model_copy(update={"by": CLERK})
    take_bank_results(station, let, villages.bills, paths.station.parent, clerk, seed)
    tell("供电所的支付令和诉讼")
    go_to_court(station, day, clerk)
    carry_route(seats, evening)
    return seats


def at(day: date, hour: int) -> Stamp:
    """The collector, at an hour."""
    return stamp(Badge(BADGE), day, hour)


def _three_weeks_ago(seats: DemoSeats, villages: Villages, seed: int) -> tuple[Climb, ...]:
    """What was asked for then is answered; what the answers allowed has gone on since."""
    laptop, day = seats.laptop, seats.day
    asked = day - timedelta(days=APPLIED_BACK)
    climbs = climb(laptop, day, at)
    register_contracts(seats.station, villages.households, seats.paths.station.parent, stamp(CLERK, asked, 9), seed)
    busy = [each.account for each in climbs]
    wishing = worth_asking(laptop, asked, busy)
    waiving, paying = wishing[:_WAIVED], wishing[_WAIVED : _WAIVED + _PLANNED]
    ask_waivers(laptop, waiving, at(asked, 19))
    settle_plans(laptop, paying, at(asked, 19))
    object_to_grades(laptop, asked, 1, 0, at(asked, 19))
    carry_day(seats, at(asked, 21))
    _answer_all(seats.station, at(asked + timedelta(days=1), 10))
    carry_route(seats, at(asked + timedelta(days=1), 11))
    go_on(laptop, climbs, day, at)
    return climbs


def _answer_all(station: Ledger, clerk: Stamp) -> None:
    """The manager agrees to all but the last waiver."""
    with station.reading() as conn:
        waiting = open_requests(conn)
    waivers = [line.request.id for line in waiting if line.request.matter.what == "waiver"]
    for line in waiting:
        agrees = line.request.id not in waivers[-1:]
        reason = "情况属实" if agrees else "没有证明材料"
        said = Decide(request=line.request.id, approved=agrees, reason=reason, decided_by=_MANAGER, role=Role.MANAGER)
        decide(station, said, clerk.model_copy(update={"by": MANAGER}))


def _wait_for_the_station(seats: DemoSeats, evening: Stamp) -> None:
    """What lies on the station's desk on the morning of the day."""
    laptop, day = seats.laptop, seats.day
    ask_refunds(laptop, evening)
    ask_for_deposits(laptop, evening)
    with laptop.reading() as conn:
        taken = [line.request.account for line in requests(conn)]
        village = villages_known.names(conn)[-1]
    wishing = worth_asking(laptop, day, taken)
    ask_waivers(laptop, wishing[-1:], evening)
    settle_plans(laptop, wishing[-2:-1], evening)
    object_to_grades(laptop, day, 1, 1, evening)
    ask_for_names(laptop, village, evening)


def carry_route(seats: DemoSeats, at: Stamp) -> None:
    """The station issues the route and the laptop takes it."""
    device = DeviceCode("01")
    issued = issuing.issue(seats.station, device, (), seats.paths.stick, at.model_copy(update={"by": CLERK}))
    taking_route.take_route(seats.laptop, seats.laptop_keys, issued.path, at)


def carry_day(seats: DemoSeats, at: Stamp) -> None:
    """The laptop hands over and the station takes in."""
    handed = handing_over.hand_over(seats.laptop, seats.paths.stick, at)
    taking_in.take_in(seats.station, seats.station_keys, handed.path, at.model_copy(update={"by": CLERK}))


def stamp(by: Badge, day: date, hour: int, minute: int = 0) -> Stamp:
    """Who and when, in China's time."""
    return Stamp(by=by, business_day=day, at=datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA))


def _knock(seats: DemoSeats, households: tuple[Household, ...], chance: random.Random) -> None:
    with seats.laptop.reading() as conn:
        owing = bills.collectable_by_account(conn, seats.laptop.seat.device)
    windows = Policy().visits.windows
    for door in households:
        account = AccountNumber(door.number)
        if account not in owing or chance.random() > _VISITED_SHARE:
            continue
        days = sorted(chance.sample(_BEFORE, chance.randint(1, _MOST_KNOCKS)), reverse=True)
        if chance.random() < _SEEN_LATELY:
            days.append(chance.choice(_LATELY))
        for back in days:
            slot = chance.choice(windows).slot
            day = seats.day - timedelta(days=back)
            met = chance.random() < _AT_HOME[slot]
            outcome = chance.choice(_WHEN_MET[door.temper]) if met else Outcome.NOT_HOME
            promise = Promise(on=_promised_day(day, seats.day, back == days[-1], chance), slot=Slot.EVENING)
            record(
                seats.laptop,
                RecordVisit(
                    id=new_act_id(),
                    account=account,
                    slot=slot,
                    outcome=outcome,
                    promise=promise if outcome is Outcome.PROMISED else None,
                ),
                stamp(Badge(BADGE), day, _HOURS[slot], chance.randrange(60)),
            )


def _promised_day(knocked: date, today: date, is_last: bool, chance: random.Random) -> date:
    """The promise of the last knock may be for today; earlier ones were for the day after."""
    return today if is_last and chance.random() < 0.5 else knocked + timedelta(days=1)
