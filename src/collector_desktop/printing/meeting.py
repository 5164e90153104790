"""The papers of the monthly meeting with a village's committee: the agenda with room to write, and the minutes."""

from collections.abc import Iterator
from datetime import date

from collector_desktop.domain.value import Value
from collector_desktop.printing.arrangement import Beside, Indented, Together
from collector_desktop.printing.blocks import Block, Gap, Pair, Rule, Text
from collector_desktop.printing.flow import DEMO, sheets
from collector_desktop.printing.form_lines import WriteOn
from collector_desktop.printing.paper import Paper

AGENDA_TITLE = "村委会座谈会议程"
MINUTES_TITLE = "村委会座谈会记录"
_TITLE, _LARGE, _BODY, _SMALL = 22.0, 14.0, 12.0, 9.5
_INDENT, _LABEL = 18.0, 64.0
_LINES_TO_WRITE, _SIGNED_BY = 6, 3


class Agenda(Value):
    """A meeting to be held."""

    station_name: str
    collector_name: str
    village: str
    on: date
    points: tuple[str, ...]
    demo: bool = False


class MinutesOpinion(Value):
    """An opinion as the minutes tell it; `is_settled` is None for a new one."""

    text: str
    owner: str
    due_on: date | None
    is_settled: bool | None = None
    said: str = ""


class Minutes(Value):
    """A meeting that was held."""

    station_name: str
    village: str
    on: date
    place: str
    present: tuple[str, ...]
    agenda: tuple[str, ...]
    minutes: str
    heard: tuple[MinutesOpinion, ...] = ()
    raised: tuple[MinutesOpinion, ...] = ()
    demo: bool = False


def agenda_pdf(agenda: Agenda) -> bytes:
    """The points one by one on A4, and ruled lines for what is said."""
    title = f"{agenda.village}{AGENDA_TITLE}"
    blocks = (*_head(title, agenda.demo), *_agenda(agenda))
    foot = f"{agenda.station_name}  {agenda.collector_name}".rstrip()
    return sheets(Paper.A4, title, blocks, foot=foot, stamp=DEMO if agenda.demo else None)


def minutes_pdf(minutes: Minutes) -> bytes:
    """Who came, what was on the agenda, what was said, and who answers what by when; on A4, to be signed."""
    title = f"{minutes.village}{MINUTES_TITLE}"
    blocks = (*_head(title, minutes.demo), *_minutes(minutes))
    return sheets(Paper.A4, title, blocks, foot=minutes.station_name, stamp=DEMO if minutes.demo else None)


def _head(title: str, is_demo: bool) -> Iterator[Block]:
    yield Text(title, _TITLE, bold=True, align="centre")
    if is_demo:
        yield Text("演示数据", _SMALL, bold=True, align="centre")
    yield Gap(10)


def _agenda(agenda: Agenda) -> Iterator[Block]:
    yield Beside([[WriteOn("日期", _day(agenda.on), _BODY)], [WriteOn("地点", "", _BODY)]], (1, 1))
    yield WriteOn("参加", "", _BODY, lines=2)
    yield Gap(8)
    yield from _numbered("议程", agenda.points)
    yield Gap(6)
    yield WriteOn("记录", "", _BODY, lines=_LINES_TO_WRITE)
    yield Gap(8)
    yield WriteOn("新意见", "", _BODY, lines=3)


def _minutes(minutes: Minutes) -> Iterator[Block]:
    yield Pair("日期", _day(minutes.on), _BODY, label_width=_LABEL)
    if minutes.place:
        yield Pair("地点", minutes.place, _BODY, label_width=_LABEL)
    yield Pair("参加", "、".join(minutes.present), _BODY, label_width=_LABEL)
    yield Rule(air=6)
    if minutes.agenda:
        yield from _numbered("议程", minutes.agenda)
        yield Gap(6)
    yield Together([Text("记录", _LARGE, bold=True), Gap(3)])
    for line in minutes.minutes.splitlines():
        yield Text(line, _BODY)
    yield Gap(8)
    yield from _numbered("上次意见", [_heard(each) for each in minutes.heard])
    yield from _numbered("新意见", [_raised(each) for each in minutes.raised])
    yield Gap(24)
    yield Beside([[Text("签字 ______________", _BODY)]] * _SIGNED_BY, (1,) * _SIGNED_BY)


def _numbered(title: str, texts: list[str] | tuple[str, ...]) -> Iterator[Block]:
    if not texts:
        return
    lines = [Indented(Text(f"{at}. {text}", _BODY), _INDENT) for at, text in enumerate(texts, start=1)]
    yield Together([Text(title, _LARGE, bold=True), Gap(3), lines[0], Gap(3)])
    for line in lines[1:]:
        yield Together([line, Gap(3)])


def _heard(opinion: MinutesOpinion) -> str:
    if opinion.is_settled:
        return f"{opinion.text}:大家认可,办结。{opinion.said}"
    until = f",{_day(opinion.due_on)} 前再答复" if opinion.due_on else ""
    return f"{opinion.text}:还要办,由{opinion.owner}负责{until}。{opinion.said}"


def _raised(opinion: MinutesOpinion) -> str:
    until = f",{_day(opinion.due_on)} 前答复" if opinion.due_on else ""
    return f"{opinion.text}(由{opinion.owner}负责{until})"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
