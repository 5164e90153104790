"""Claims without any books: one household's debt of one bill, filed on a day, and the steps of the court."""

from datetime import date, datetime, timedelta, timezone

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.court import ClaimFiled, CourtStepTaken
from collector_desktop.domain.court_claim import Claimed, CourtStep, Way
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge, BillId
from collector_desktop.domain.notices import Issuer, NoticeLine, Party
from collector_desktop.domain.periods import BillingMonth

CHINA = timezone(timedelta(hours=8))
ACCOUNT = AccountNumber("4100000001")
BILL = BillId("4100000001-202310-正常电费")
ISSUER = Issuer(
    station_code="41070305",
    station_name="柳泉供电所",
    collector_name="所里",
    badge=Badge("a0"),
    hotline="95598",
)


def claim_filed(way: Way, on: date, bill: BillId = BILL) -> ClaimFiled:
    """A claim for one bill of 100.00 with 12.34 penalty."""
    line = NoticeLine(
        bill=bill,
        month=BillingMonth(2023, 10),
        kind="正常电费",
        due_on=date(2023, 11, 20),
        overdue_days=(on - date(2023, 11, 20)).days,
        fee=Money(10000),
        penalty=Money(1234),
    )
    party = Party(account=ACCOUNT, name="阎小满", address="前柳村 3 组 12 号", village="前柳村", meter_number="D0041")
    claimed = Claimed(
        way=way,
        court="柳泉县人民法院",
        filed_on=on,
        applicant="柳泉供电所",
        issuer=ISSUER,
        party=party,
        lines=(line,),
        demands=("2024-03-01 送达 催2024-41070305-1-0001",),
        evidence=("欠费账单明细", "违约金计算明细"),
    )
    return ClaimFiled(id=new_act_id(), by=Badge("a0"), business_day=on, at=_at(on), account=ACCOUNT, claimed=claimed)


def step_taken(filed: ClaimFiled, step: CourtStep, on: date, minute: int = 0) -> CourtStepTaken:
    """A step of the court, recorded the day it happened."""
    return CourtStepTaken(
        id=new_act_id(),
        by=Badge("a0"),
        business_day=on,
        at=_at(on) + timedelta(minutes=minute),
        account=filed.account,
        about=filed.id,
        step=step,
        on=on,
        case_number="(2026)豫0703民督12号" if step is CourtStep.ACCEPTED else "",
    )


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=CHINA)
