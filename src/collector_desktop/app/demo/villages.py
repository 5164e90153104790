"""A made-up station with three villages: households, their tempers, and the bills that follow from them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from random import Random

from collector_desktop.app.demo import people
from collector_desktop.domain.money import Money
from collector_desktop.domain.periods import BillingMonth

STATION = "柳泉供电所"
STATION_CODE = "41070305"
DUE_DAY = 15
_MONTHS = 4
"""The most of the newest months a household leaves open."""
_YEAR = 13
"""Months of bills the ledger goes back, so that a year's use can be told."""
LATE_BY = 2
"""Months after the billing month in which a slow household paid at the door what it had let lie."""
_LATE_MONTHS, _LATE_SHARE = range(2, 7), 0.42
"""Months back whose bills slow households let lie, and how many of them."""
_OLD_MONTHS = 2
"""The oldest of them, still owed by who refuses."""
_VILLAGES = (("前柳村", 4, 0.38), ("河湾村", 3, 0.36), ("石磨坡村", 5, 0.26))
_HINTS = ("大槐树东", "供销社后", "老井南", "村口", "")


class Temper(StrEnum):
    """How a household takes its bills."""

    PROMPT = "PROMPT"
    SLOW = "SLOW"
    CONTESTING = "CONTESTING"
    REFUSING = "REFUSING"


_TEMPERS = {Temper.PROMPT: 72, Temper.SLOW: 17, Temper.CONTESTING: 6, Temper.REFUSING: 5}


@dataclass(frozen=True, slots=True)
class Tariff:
    """A use category with its price in fen per kWh."""

    code: str
    name: str
    price: int
    user_class: str


_RESIDENTIAL = Tariff("201", "乡村居民生活用电", 56, "03")
_IRRIGATION = Tariff("100", "农业排灌", 48, "02")
_LIGHTING = Tariff("302", "非居民照明", 78, "02")


@dataclass(frozen=True, slots=True)
class Household:
    """One account of the made-up station."""

    number: str
    old_number: str
    name: str
    village: str
    group: str
    hint: str
    section: str
    sequence: int
    phones: str
    id_number: str
    meter: str
    multiplier: int
    area: str
    opened: date
    tariff: Tariff
    temper: Temper
    prepay: Money
    deposit: Money

    @property
    def address(self) -> str:
        """The service address as the exports write it."""
        return self.village + self.group + self.hint


@dataclass(frozen=True, slots=True)
class MadeBill:
    """One line of the made-up ledger."""

    household: Household
    month: BillingMonth
    previous: int
    present: int
    amount: Money
    settled: bool

    @property
    def kwh(self) -> int:
        """(present − previous) × multiplier."""
        return (self.present - self.previous) * self.household.multiplier

    @property
    def due_on(self) -> date:
        """The due day of the month after the billing month."""
        following = self.month.plus(1)
        return date(following.year, following.month, DUE_DAY)


@dataclass(frozen=True, slots=True)
class Truth:
    """What a correct reading of the villages' exports finds."""

    station: str
    station_code: str
    accounts: int
    open_bills: int
    open_fen: int
    refund_lines: int
    all_ledger_rows: int
    settled: int
    prepay_fen: int
    deposit_fen: int
    villages: dict[str, int]

    def as_json(self) -> dict[str, object]:
        """The same keys as a station's truth.json."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Villages:
    """The made-up station on one day."""

    as_of: date
    households: tuple[Household, ...]
    bills: tuple[MadeBill, ...]

    def truth(self) -> Truth:
        """Counts and fen of everything made up."""
        unsettled = [bill for bill in self.bills if not bill.settled]
        return Truth(
            station=STATION,
            station_code=STATION_CODE,
            accounts=len(self.households),
            open_bills=len(unsettled),
            open_fen=Money.total(bill.amount for bill in unsettled).fen,
            refund_lines=sum(bill.amount < Money.ZERO for bill in unsettled),
            all_ledger_rows=len(self.bills),
            settled=len(self.bills) - len(unsettled),
            prepay_fen=Money.total(household.prepay for household in self.households).fen,
            deposit_fen=Money.total(household.deposit for household in self.households).fen,
            villages=dict(Counter(household.village for household in self.households)),
        )


def made_up_villages(
    seed: int, households: int, as_of: date, names: Sequence[str] = (), *, still_late: bool = False
) -> Villages:
    """The same villages for the same arguments, on every machine. `names` are given to some of the households.

    With `still_late` the station's books do not know yet what slow households paid late to the collector.
    """
    chance = Random(seed)
    doors = tuple(_households(chance, households, names))
    latest = BillingMonth.of(as_of).plus(-1)
    bills = [bill for door in doors for bill in _bills(chance, door, latest)]
    made = _with_refunds(chance, bills)
    return Villages(as_of, doors, tuple(_let_lie(bill, latest) if still_late else bill for bill in made))


def paid_late(door: Household, latest: BillingMonth) -> tuple[BillingMonth, ...]:
    """The billing months a slow household paid late to the collector; who has prepayment never does, it is offset."""
    if door.temper is not Temper.SLOW or door.prepay:
        return ()
    chance = Random(f"{door.number} late")
    return tuple(latest.plus(-ago) for ago in _LATE_MONTHS if chance.random() < _LATE_SHARE)


def _let_lie(bill: MadeBill, latest: BillingMonth) -> MadeBill:
    """What the collector took at the door was still open in the station's books when the laptop got them."""
    is_late = bill.amount > Money.ZERO and bill.month in paid_late(bill.household, latest)
    return replace(bill, settled=False) if is_late else bill


def _households(chance: Random, count: int, given: Sequence[str]) -> Iterator[Household]:
    telling = people.telling_names(chance, count, given)
    numbers = _unlike(count, lambda: f"{chance.choice(('00', '41', '41'))}{chance.randrange(10**8):08d}")
    meters = _unlike(count, lambda: str(chance.randrange(3 * 10**9, 8 * 10**9)))
    in_section: Counter[str] = Counter()
    for door in range(count):
        at, village, group = _where(door, count)
        section = f"0305{at:02d}{group:02d}"
        in_section[section] += 1
        tariff = chance.choices((_RESIDENTIAL, _IRRIGATION, _LIGHTING), (93, 4, 3))[0]
        usual = people.shared_place(chance, village) if tariff is _LIGHTING else people.usual_name(chance)
        yield Household(
            number=numbers[door],
            old_number=f"{at:02d}{door:04d}",
            name=telling.get(door, usual),
            village=village,
            group=f"{group}组",
            hint=f"{chance.randint(2, 59)}号杆" if chance.random() < 0.2 else chance.choice(_HINTS),
            section=section,
            sequence=in_section[section],
            phones=people.phones(chance),
            id_number=people.id_number(chance),
            meter=meters[door],
            multiplier=chance.choice((20, 40)) if tariff is _IRRIGATION and chance.random() < 0.3 else 1,
            area=f"{village}{chance.choice('一二')}号台区",
            opened=date(chance.randint(1998, 2020), chance.randint(1, 12), chance.randint(1, 28)),
            tariff=tariff,
            temper=chance.choices(list(_TEMPERS), list(_TEMPERS.values()))[0],
            prepay=Money(chance.choices((0, 1000, 2050, 5000, 10000), (47, 15, 15, 11, 12))[0]),
            deposit=Money(20_000 if chance.random() < 0.1 else 0),
        )


def _where(door: int, count: int) -> tuple[int, str, int]:
    """Village number, village and group of the n-th door of the station."""
    begins = 0.0
    for at, (village, groups, share) in enumerate(_VILLAGES, 1):
        within = (door / count - begins) / share
        if within < 1 or at == len(_VILLAGES):
            return at, village, min(int(within * groups), groups - 1) + 1
        begins += share
    raise AssertionError("there are villages")


def _unlike(count: int, draw: Callable[[], str]) -> list[str]:
    """That many texts, no two alike."""
    drawn: dict[str, None] = {}
    while len(drawn) < count:
        drawn[draw()] = None
    return list(drawn)


def _bills(chance: Random, door: Household, latest: BillingMonth) -> Iterator[MadeBill]:
    """The open months of a household by its temper, and the latest one, which many have paid already."""
    unpaid = {
        Temper.PROMPT: (0, 1)[chance.random() < 0.62],
        Temper.SLOW: chance.choice((1, 1, 2)),
        Temper.CONTESTING: chance.choice((2, 3)),
        Temper.REFUSING: _MONTHS,
    }[door.temper]
    skips_one = door.temper is Temper.CONTESTING and chance.random() < 0.5
    reading = chance.randint(2_000, 19_000)
    yield from _settled(door, latest, reading)
    for ago in reversed(range(_MONTHS)):
        used = chance.randint(15, 180)
        previous, reading = reading, reading + used
        if ago == 0 or (ago < unpaid and not (skips_one and ago == 1)):
            fen = used * door.multiplier * door.tariff.price
            yield MadeBill(door, latest.plus(-ago), previous, reading, Money(fen), settled=unpaid == 0)
        else:
            yield _paid(door, latest.plus(-ago), previous, reading)


def _settled(door: Household, latest: BillingMonth, reading: int) -> Iterator[MadeBill]:
    """The months before, back from a reading; drawn apart, so that the newer ones do not depend on them.

    All are long settled but the oldest of who refuses: arrears of the year before.
    """
    chance = Random(door.number)
    used = [chance.randint(15, 140) for _ in range(_MONTHS, _YEAR)]
    previous = reading - sum(used)
    for ago, kwh in zip(reversed(range(_MONTHS, _YEAR)), used, strict=True):
        paid = _paid(door, latest.plus(-ago), previous, previous + kwh)
        yield replace(paid, settled=door.temper is not Temper.REFUSING or ago < _YEAR - _OLD_MONTHS)
        previous += kwh


def _paid(door: Household, month: BillingMonth, previous: int, present: int) -> MadeBill:
    fen = (present - previous) * door.multiplier * door.tariff.price
    return MadeBill(door, month, previous, present, Money(fen), settled=True)


def _with_refunds(chance: Random, bills: list[MadeBill]) -> Iterator[MadeBill]:
    """Two open refund lines and one given back, where there are enough bills: corrections of earlier readings."""
    by_state = {state: [at for at, bill in enumerate(bills) if bill.settled is state] for state in (False, True)}
    chosen = {
        *chance.sample(by_state[False], min(2, len(by_state[False]) // 10)),
        *chance.sample(by_state[True], min(1, len(by_state[True]) // 10)),
    }
    for at, bill in enumerate(bills):
        yield replace(bill, amount=Money(-(bill.amount.fen // 4))) if at in chosen else bill
