"""What every paper about money held for a household begins and ends with: it is theirs, so their full name is on it."""

from collections.abc import Iterator
from datetime import date

from collector_desktop.domain.names import AccountNumber, Badge
from collector_desktop.domain.value import Value
from collector_desktop.printing.arrangement import Beside
from collector_desktop.printing.blocks import Block, Gap, Pair, Rule, Text

TITLE, LARGE, BODY, SMALL = 20.0, 13.0, 11.0, 9.5
_LABEL = 44.0


class HeldFor(Value):
    """Whose money it is, and who writes the paper."""

    account: AccountNumber
    account_name: str
    address: str
    station_name: str
    collector_name: str
    """Empty at the station: whoever works at the counter signs by hand."""
    badge: Badge
    hotline: str
    on: date
    demo: bool = False


def head(title: str, whose: HeldFor) -> Iterator[Block]:
    """Title, station, and the household."""
    yield Text(title, TITLE, bold=True, align="centre")
    yield Text(whose.station_name, BODY, align="centre")
    if whose.demo:
        yield Text("演示数据", SMALL, bold=True, align="centre")
    yield Gap(6)
    yield Rule(weight=0.9)
    left = [Pair("户名", whose.account_name, BODY, label_width=_LABEL)]
    right = [Pair("户号", whose.account, BODY, label_width=_LABEL)]
    yield Beside([left, right], (1, 1), gap=20)
    yield Pair("地址", whose.address, BODY, label_width=_LABEL)
    yield Rule(weight=0.9)


def handled_by(whose: HeldFor) -> str:
    """Who hands the paper out: the collector by name, at the counter a line to sign on."""
    named = f"收费员 {whose.collector_name}(工号 {whose.badge})"
    return named if whose.collector_name else "经办人 __________"


def foot(whose: HeldFor) -> str:
    """What stands at the bottom of every page."""
    return f"{whose.station_name}  服务热线 {whose.hotline}"


def day(on: date) -> str:
    """A day as it is written on paper."""
    return f"{on.year}年{on.month}月{on.day}日"
