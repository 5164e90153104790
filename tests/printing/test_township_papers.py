"""The township report on paper, and the papers of the village meeting, read back."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from township_reports import line, report

from collector_desktop.domain.group_totals import GroupTotal
from collector_desktop.domain.money import Money
from collector_desktop.printing.meeting import Agenda, Minutes, MinutesOpinion, agenda_pdf, minutes_pdf
from collector_desktop.printing.township_report import township_report_pdf


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
