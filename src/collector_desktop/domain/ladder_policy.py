"""The ladder from a demand to the cut and back: every day, hour and block a province or a station may set."""

from datetime import date, time
from enum import StrEnum

from pydantic import Field

from collector_desktop.domain.bill import UseClass
from collector_desktop.domain.requests import Role
from collector_desktop.domain.value import Value


class Protection(StrEnum):
    """Why a household, or a whole village, must not be cut off."""

    LIFE_SUPPORT = "life_support"
    WELFARE = "welfare"
    IRRIGATION = "irrigation"
    FLOOD_FIGHTING = "flood_fighting"


class DayRange(Value):
    """Days in a row, both ends included."""

    first: date
    last: date
    name: str = Field(min_length=1)
    """What they are: 高考."""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


class Approver(Value):
    """Who approves a disconnection for a class of use."""

    use: UseClass
    role: Role


class LadderPolicy(Value):
    """Dunning, disconnection and reconnection."""

    dunning_needed: int = Field(
        1, ge=1, description="《电力供应与使用条例》 art. 39: unpaid after a demand; each with proof of service"
    )
    dunning_copies: int = Field(2, ge=1, description="practice: one stays with the household, one is the proof")
    dunning_pay_days: int = Field(7, ge=1, description="Civil Code art. 654: a fair time to pay after the demand")
    overdue_days: int = Field(
        30, ge=30, description="《电力供应与使用条例》 art. 39: more than 30 days overdue; the first day is D+31"
    )
    approvers: tuple[Approver, ...] = Field(
        tuple(Approver(use=use, role=Role.MANAGER) for use in UseClass),
        description="《供电营业规则》: reported to the head of the unit for approval; approver by class",
    )
    approval_holds_days: int = Field(30, ge=1, description="default: an approval not used so long must be asked anew")
    disconnection_copies: int = Field(2, ge=1, description="practice: one stays with the household, one is the proof")
    notice_days_least: int = Field(3, ge=3, le=7, description="《供电营业规则》: notice 3 to 7 days before the cut")
    notice_days_most: int = Field(7, ge=3, le=7, description="《供电营业规则》: notice 3 to 7 days before the cut")
    notice_days_promised: int = Field(7, ge=3, le=7, description="State Grid's promise: seven days; what is suggested")
    call_minutes: int = Field(30, ge=30, description="《供电营业规则》: told once more 30 minutes before the cut")
    cut_from: time = Field(time(8, 0), description="practice: nothing is cut at night")
    cut_until: time = Field(time(17, 0), description="practice: nothing is cut at night")
    night_blocks: bool = Field(True, description="practice")
    rest_days_block: bool = Field(True, description="practice: nobody could take the money or reconnect")
    weather_blocks: bool = Field(True, description="practice: severe heat, cold or storm")
    exams_block: bool = Field(True, description="practice: 高考, 中考")
    exam_days: tuple[DayRange, ...] = Field((), description="the year's exam days, as the province announces them")
    protected: tuple[Protection, ...] = Field(
        tuple(Protection), description="practice: life support, welfare, irrigation and flood fighting"
    )
    reconnect_hours: int = Field(24, ge=1, le=24, description="《供电营业规则》 2024: within 24 hours of payment")
    reconnect_hours_1996: int = Field(72, ge=1, le=72, description="《供电营业规则》 1996 art. 69: within three days")
    edition_1996_before: date = Field(date(2024, 6, 1), description="cuts before this day are under the 1996 edition")

    def approver(self, use: UseClass) -> Role:
        """Who approves a disconnection for this class of use: the manager unless the station says otherwise."""
        return next((each.role for each in self.approvers if each.use is use), Role.MANAGER)

    def reconnect_within(self, cut_on: date) -> int:
        """Hours from payment to supply for a cut of that day."""
        return self.reconnect_hours_1996 if cut_on < self.edition_1996_before else self.reconnect_hours
