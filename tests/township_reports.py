"""A township report as tests of its paper and its spreadsheet need one."""

from datetime import date
from decimal import Decimal

from collector_desktop.domain.campaign import CampaignKind
from collector_desktop.domain.group_totals import GroupTotal
from collector_desktop.domain.helping import HelpCounts
from collector_desktop.domain.money import Money
from collector_desktop.domain.opinions import OpinionCounts
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.recovery import Recovery
from collector_desktop.domain.recovery_told import ToldRecovery
from collector_desktop.domain.township_report import AnsweredOpinion, HelpOfKind, TownshipReport
from collector_desktop.domain.village_month import ServiceDone


def line(label: str, receivable: int, received: int) -> ToldRecovery:
    """A line with its amounts in fen."""
    amounts = Recovery(receivable=Money(receivable), received=Money(received))
    return ToldRecovery(label=label, amounts=amounts, rate=amounts.rate)


def report(**other: object) -> TownshipReport:
    """A busy month, or another one."""
    plain = {
        "station_name": "柳泉供电所",
        "collector_name": "农电工甲",
        "month": BillingMonth(2026, 11),
        "on": date(2026, 11, 30),
        "billed": BillingMonth(2026, 10),
        "month_recovery": line("", 591382, 248827),
        "earlier_months": ToldRecovery(label="", amounts=None, rate=Decimal("98.2")),
        "prior_years": line("", 0, 0),
        "villages": (line("前柳村", 300000, 200000), line("其他", 291382, 48827)),
        "prior_arrears": (GroupTotal(label="前柳村", households=6, amount=Money(123456)),),
        "service": ServiceDone(checks=12, faults=3, repairs=8, talks=5, explanations=9, publicity=2),
        "help": (
            HelpOfKind(kind=CampaignKind.WATER_WORKS, counts=HelpCounts(requests=3, solved=2, visits=4, hours=26)),
        ),
        "opinions": OpinionCounts(raised=4, answered=3, settled=2, open=1, overdue=1),
        "answered": (AnsweredOpinion(village="前柳村", text="电杆歪了", done="扶正、加了拉线"),),
        "asks": ("请协调村口修路占线的事。",),
    }
    return TownshipReport.model_validate(plain | other)
