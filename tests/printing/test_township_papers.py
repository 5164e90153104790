"""The township report on paper, and the papers of the village meeting, read back."""

import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

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
from collector_desktop.exchange.township_xlsx import HEADERS, write_township_report
from collector_desktop.printing.meeting import Agenda, Minutes, MinutesOpinion, agenda_pdf, minutes_pdf
from collector_desktop.printing.township_report import township_report_pdf


def line(label: str, receivable: int, received: int) -> ToldRecovery:
    amounts = Recovery(receivable=Money(receivable), received=Money(received))
    return ToldRecovery(label=label, amounts=amounts, rate=amounts.rate)


def report(**other: object) -> TownshipReport:
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


def read(pdf: bytes, tmp_path: Path) -> str:
    """The text as pdftotext lays it out."""
    (tmp_path / "paper.pdf").write_bytes(pdf)
    told = subprocess.run(["pdftotext", "-layout", str(tmp_path / "paper.pdf"), "-"], capture_output=True, check=True)
    return told.stdout.decode()


def test_every_figure_is_on_the_page(tmp_path: Path) -> None:
    text = read(township_report_pdf(report()), tmp_path)
    for told in (
        "2026年11月电费回收与为农服务月报",
        "5,913.82",
        "2,488.27",
        "3,425.55",
        "42.1%",
        "98.2%",
        "户数少,不列",
        "1,234.56",
        "免费检查用电线路 12 户",
        "农田水利",
        "26",
        "本月收到 4 条,答复 3 条,大家认可办结 2 条;在办 1 条,其中过期 1 条",
        "前柳村:电杆歪了 —— 扶正、加了拉线",
        "1. 请协调村口修路占线的事。",
    ):
        assert told in text


@pytest.mark.parametrize("villages", [0, 1, 3, 12, 40])
def test_the_report_is_one_page_however_many_villages_there_are(villages: int) -> None:
    lines = tuple(line(f"第{at}村", 100000 + at, 50000) for at in range(villages))
    arrears = tuple(GroupTotal(label=f"第{at}村", households=6, amount=Money(9999)) for at in range(villages))
    pdf = township_report_pdf(report(villages=lines, prior_arrears=arrears, demo=True))
    assert b"/Count 1" in pdf


def test_an_empty_month_still_makes_a_report(tmp_path: Path) -> None:
    bare = report(
        billed=None,
        month_recovery=line("", 0, 0),
        villages=(),
        prior_arrears=(),
        help=(),
        answered=(),
        asks=(),
        collector_name="",
    )
    text = read(township_report_pdf(bare), tmp_path)
    assert "没有" in text
    assert "请镇里帮助" not in text
    assert "报告人" not in text


def test_the_spreadsheet_holds_the_same_figures(tmp_path: Path) -> None:
    write_township_report(tmp_path / "月报.xlsx", report())
    sheet = openpyxl.load_workbook(tmp_path / "月报.xlsx").active
    assert sheet is not None
    rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
    assert "2026年11月" in str(rows[0][0])
    assert rows[1] == HEADERS
    assert rows[2] == ("电费回收", "2026年10月电费", 5913.82, 2488.27, 3425.55, 42.1, None, None)
    assert rows[3] == ("电费回收", "本年以前月份", None, None, None, 98.2, None, "户数少,不列")
    assert ("往年陈欠", "前柳村", None, None, 1234.56, None, 6, None) in rows
    assert ("支援", "农田水利 工时", None, None, None, None, 26, None) in rows
    assert ("意见答复", "前柳村", None, None, None, None, None, "电杆歪了 —— 扶正、加了拉线") in rows
    assert ("请镇里帮助", "1", None, None, None, None, None, "请协调村口修路占线的事。") in rows


def test_the_agenda_has_its_points_and_room_to_write(tmp_path: Path) -> None:
    agenda = Agenda(
        station_name="柳泉供电所",
        collector_name="农电工甲",
        village="前柳村",
        on=date(2026, 11, 23),
        points=("说数字。", "听意见。"),
    )
    text = read(agenda_pdf(agenda), tmp_path)
    for told in ("前柳村村委会座谈会议程", "2026年11月23日", "1. 说数字。", "2. 听意见。", "新意见"):
        assert told in text


def test_the_minutes_tell_what_was_said_and_who_answers_by_when(tmp_path: Path) -> None:
    due = date(2026, 12, 8)
    minutes = Minutes(
        station_name="柳泉供电所",
        village="前柳村",
        on=date(2026, 11, 23),
        place="村委会",
        present=("舒建国", "农电工甲"),
        agenda=("说数字。",),
        minutes="一、都同意。\n二、水利用电由农电工甲负责。",
        heard=(
            MinutesOpinion(text="电杆歪了", owner="农电工甲", due_on=None, is_settled=True),
            MinutesOpinion(text="电压低", owner="农电工甲", due_on=due, is_settled=False, said="又低了"),
        ),
        raised=(MinutesOpinion(text="线路整理", owner="农电工甲", due_on=due),),
        demo=True,
    )
    text = read(minutes_pdf(minutes), tmp_path)
    for told in (
        "前柳村村委会座谈会记录",
        "舒建国、农电工甲",
        "二、水利用电由农电工甲负责。",
        "电杆歪了:大家认可,办结。",
        "电压低:还要办,由农电工甲负责,2026年12月8日 前再答复。又低了",
        "线路整理(由农电工甲负责,2026年12月8日 前答复)",
        "签字",
    ):
        assert told in text
