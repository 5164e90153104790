"""The station's signed policy: everything a province or a contract may change, with the law beside it."""

from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import Field, PositiveInt, model_validator

from collector_desktop.domain.calendar import HolidayYear, WorkCalendar
from collector_desktop.domain.court_policy import CourtPolicy
from collector_desktop.domain.grading_policy import GradingPolicy
from collector_desktop.domain.ladder_policy import LadderPolicy
from collector_desktop.domain.money import Money
from collector_desktop.domain.money_bounds import MoneyFrom
from collector_desktop.domain.prepay_policy import PrepayPolicy
from collector_desktop.domain.privacy_policy import PrivacyPolicy
from collector_desktop.domain.repayment_policy import RepaymentPolicy
from collector_desktop.domain.report_policy import ReportPolicy
from collector_desktop.domain.requests_policy import RequestsPolicy
from collector_desktop.domain.saver_policy import SaverPolicy
from collector_desktop.domain.service_policy import ServicePolicy
from collector_desktop.domain.value import Value
from collector_desktop.domain.village_policy import VillagePolicy
from collector_desktop.domain.visit import Slot, SlotWindow


class AcrossYears(StrEnum):
    """How others' bills are charged once a year has turned."""

    SPLIT = "split"
    ALL_DAYS = "all_days"


class AllocationOrder(StrEnum):
    """What is paid first within a bill."""

    PRINCIPAL_FIRST = "principal_first"
    INTEREST_FIRST = "interest_first"


class PenaltyStart(StrEnum):
    """What a station's export means by the penalty's start date (违约金起算日期)."""

    DUE_DATE = "due_date"
    FIRST_OVERDUE_DAY = "first_overdue_day"


_Sum = Annotated[Money, MoneyFrom(Money(1))]
_OldLeast = Annotated[Money, MoneyFrom(Money(0), Money(100))]


class PenaltyPolicy(Value):
    """The late-payment penalty (违约金)."""

    residential_permille: Decimal = Field(Decimal(1), ge=0, le=1, description="《供电营业规则》: residential 1‰ a day")
    other_permille: Decimal = Field(
        Decimal(2), ge=0, le=2, description="《供电营业规则》: others 2‰ a day within the year"
    )
    other_permille_later_years: Decimal = Field(
        Decimal(3), ge=0, le=3, description="《供电营业规则》: others 3‰ a day across years"
    )
    agreed_most_permille: Decimal = Field(
        Decimal(3),
        ge=0,
        le=3,
        description="《电力供应与使用条例》 art. 39: 1‰–3‰; a contract that says more counts as that",
    )
    residential_agreed_most_permille: Decimal = Field(
        Decimal(1), ge=0, le=1, description="《供电营业规则》: residential 1‰ a day, whatever a contract says"
    )
    across_years: AcrossYears = Field(AcrossYears.SPLIT, description="default: days before the year's end keep 2‰")
    cap_percent: int | None = Field(
        30, ge=0, le=100, description="practice: at most 30 % of the principal first overdue"
    )
    minimum: _OldLeast = Field(Money(100), description="《供电营业规则》 1996: at least 1 yuan a bill")
    minimum_for_due_before: date | None = Field(date(2024, 6, 1), description="the 1996 edition ends; none since")
    due_moves_to_working_day: bool = Field(True, description="Civil Code art. 203")


class PaymentPolicy(Value):
    """Taking money at the door."""

    order: AllocationOrder = Field(
        AllocationOrder.PRINCIPAL_FIRST, description="practice; Civil Code art. 561 the other"
    )
    part_payment_allowed: bool = Field(True, description="default")
    prepayment_allowed: bool = Field(True, description="voluntary; 电力法 art. 44 forbids collecting anything else")
    largest_payment: _Sum = Field(Money(10_000_000), description="default: a slip of the finger stops here")
    cash_warns_at: _Sum = Field(Money(300_000), description="default: cash in hand warns")
    cash_blocks_at: _Sum = Field(Money(500_000), description="default: cash in hand blocks new cash")
    round_up_to_yuan: tuple[PositiveInt, ...] = Field((10, 50, 100), description="steps of the round-up buttons")


def _window(slot: Slot, begins: time, ends: time, met: str) -> SlotWindow:
    return SlotWindow(slot=slot, begins=begins, ends=ends, prior_met=Decimal(met), prior_missed=2 - Decimal(met))


_RETIRED = frozenset({"promise_counts_as"})


class VisitPolicy(Value):
    """Visiting doors."""

    windows: tuple[SlotWindow, ...] = Field(
        (
            _window(Slot.MORNING, time(6, 30), time(8, 30), met="0.8"),
            _window(Slot.NOON, time(11, 30), time(13, 30), met="0.7"),
            _window(Slot.EVENING, time(18, 30), time(20, 30), met="1.2"),
        ),
        min_length=1,
        description="practice: morning, noon and evening; more people are home in the evening",
    )
    undo_seconds: int = Field(10, ge=0, description="default: how long an outcome may be taken back")
    longest_wait_minutes: int = Field(
        30, ge=1, description="default: a card open longer was left lying; nobody's wait is measured by it"
    )
    hard_slots: int = Field(3, ge=1, description="practice: never met in so many slots is hard to meet")
    hard_days: int = Field(3, ge=1, description="practice: and on so many days")
    hard_looks_back_days: int = Field(90, ge=1, description="default: a meeting longer ago says nothing any more")
    slip_evenings: int = Field(2, ge=1, le=4, description="default: evenings announced on a slip for the door")
    station_phone: str = Field("", description="the station's own number on a slip; the hotline if it is empty")
    plan_days: int = Field(5, ge=1, le=14, description="practice: collecting days the plan looks ahead")
    met_minutes: Decimal = Field(Decimal(4), gt=0, description="practice: at a door where somebody is met")
    missed_minutes: Decimal = Field(Decimal("1.5"), gt=0, description="practice: at a door nobody opens")
    next_door_minutes: Decimal = Field(Decimal("0.3"), ge=0, description="default: on to the next door of a group")
    next_group_minutes: Decimal = Field(Decimal(5), ge=0, description="default: on to the next village group")
    knock_price: Decimal = Field(
        Decimal("0.1"),
        ge=0,
        lt=1,
        description="default: a knock must bring more of a household than that",
    )
    forgotten_days: int = Field(90, ge=1, description="default: a door nobody knocked at for so long counts double")

    @model_validator(mode="before")
    @classmethod
    def _without_retired(cls, found: object) -> object:
        """A policy signed before the plan learned has a field that says nothing any more."""
        if not isinstance(found, dict):
            return found
        return {name: value for name, value in found.items() if name not in _RETIRED}


class CashPolicy(Value):
    """Closing the day and banking the takings."""

    denominations_fen: tuple[PositiveInt, ...] = Field(
        (10000, 5000, 2000, 1000, 500, 100, 50, 10, 1),
        min_length=1,
        description="notes and coins in use, largest first",
    )
    bank_by: time = Field(time(21, 0), description="practice: same-day banking; cash still held later warns")


class ImportPolicy(Value):
    """Reading a station's exports."""

    penalty_start: PenaltyStart = Field(PenaltyStart.FIRST_OVERDUE_DAY, description="see PenaltyStart")
    due_day: int = Field(15, ge=1, le=28, description="due day of the month after the billing month, if no file says")


class LaptopPolicy(Value):
    """The laptop itself."""

    lock_after_minutes: int = Field(
        5, ge=1, le=120, description="个人信息保护法 art. 51 asks for access control; practice: lock when left alone"
    )


class Policy(Value):
    """All rules a station may set; it travels signed in every route package."""

    version: int = 1
    penalty: PenaltyPolicy = PenaltyPolicy()
    payment: PaymentPolicy = PaymentPolicy()
    visits: VisitPolicy = VisitPolicy()
    cash: CashPolicy = CashPolicy()
    imports: ImportPolicy = ImportPolicy()
    laptop: LaptopPolicy = LaptopPolicy()
    requests: RequestsPolicy = RequestsPolicy()
    repayment: RepaymentPolicy = RepaymentPolicy()
    reports: ReportPolicy = ReportPolicy()
    grading: GradingPolicy = GradingPolicy()
    service: ServicePolicy = ServicePolicy()
    privacy: PrivacyPolicy = PrivacyPolicy()
    ladder: LadderPolicy = LadderPolicy()
    court: CourtPolicy = CourtPolicy()
    villages: VillagePolicy = VillagePolicy()
    prepay: PrepayPolicy = PrepayPolicy()
    savers: SaverPolicy = SaverPolicy()
    holidays: tuple[HolidayYear, ...] = Field((), description="State Council's yearly arrangement; see calendar")
    hotline: str = Field("95598", description="practice: the national service number")

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The working days of these holidays."""
        return WorkCalendar(self.holidays)
