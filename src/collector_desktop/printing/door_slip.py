"""The slip for a door: three panels, folded so that only the first one is seen; no amount anywhere on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from collector_desktop.domain.door_slip import DoorSlip
from collector_desktop.printing.blocks import Block, Gap, Text
from collector_desktop.printing.flow import DEMO, roll, sheets
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.pen import LEADING, Pen

TITLE = "用电服务留条"
_TITLE, _LARGE, _BODY, _SMALL = 22.0, 16.0, 12.0, 9.0
_ON_ROLL = 0.7
"""A roll is half as wide as a sheet, and so are its letters, nearly."""
_FOLD_HEIGHT = 12.0
_FOLD_SIZE = 7.5
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class _Panel:
    """A third of the paper, its blocks in the middle of it."""

    blocks: Sequence[Block]
    tall: float

    def height(self, width: float) -> float:
        """The third, or more if the blocks need it: then the paper is cut longer, never the text."""
        return max(self.tall, self._needed(width))

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Block by block."""
        top += (self.height(width) - self._needed(width)) / 2
        for block in self.blocks:
            block.draw(pen, left, top, width)
            top += block.height(width)

    def _needed(self, width: float) -> float:
        return sum(block.height(width) for block in self.blocks)


@dataclass(frozen=True)
class _Fold:
    """A dashed line from edge to edge that says which way to fold."""

    word: str

    def height(self, width: float) -> float:
        """The word's line."""
        return _FOLD_HEIGHT

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """The line in the middle, the word under it at the left."""
        middle = top + _FOLD_HEIGHT / 2
        pen.line(0, pen.width, middle, dashed=True, weight=0.4)
        pen.text(left, middle, self.word, _FOLD_SIZE)


def door_slip_pdf(slip: DoorSlip, paper: Paper = Paper.A5_TALL) -> bytes:
    """The slip on a sheet of A5 or on a roll: the first panel is folded behind, the last one over the middle one.

    Printed on one side: folded like that, the outside shows the first panel and an empty back.
    """
    size = _ON_ROLL if paper.is_roll else 1.0
    panels = [list(_outside(slip, size)), list(_visit(slip, size)), list(_evenings(slip, size))]
    stamp = DEMO if slip.demo else None
    if paper.is_roll:
        room = paper.width - 2 * paper.side
        third = max(sum(block.height(room) for block in panel) for panel in panels) + 2 * _FOLD_HEIGHT
        return roll(paper, TITLE, _folded(panels, (third, third, third)), stamp=stamp)
    third = paper.height / 3
    outer = third - paper.edge - _FOLD_HEIGHT / 2
    return sheets(paper, TITLE, _folded(panels, (outer, third - _FOLD_HEIGHT, outer)), stamp=stamp)


def _folded(panels: Sequence[Sequence[Block]], heights: tuple[float, float, float]) -> tuple[Block, ...]:
    outside, visit, evenings = (_Panel(panel, tall) for panel, tall in zip(panels, heights, strict=True))
    return outside, _Fold("沿线向后折"), visit, _Fold("沿线向前折"), evenings


def _outside(slip: DoorSlip, size: float) -> Iterator[Block]:
    """What everybody may see: who was here, not why and not for whom."""
    yield Text(slip.station_name, _LARGE * size, align="centre")
    yield Gap(6 * size)
    yield Text(TITLE, _TITLE * size, bold=True, align="centre")
    yield Gap(10 * size)
    yield Text("请住户打开", _BODY * size, align="centre")


def _visit(slip: DoorSlip, size: float) -> Iterator[Block]:
    yield Text(f"{slip.account_name} 您好", _LARGE * size, bold=True)
    yield Gap(6 * size)
    here = f"{_day(slip.was_here.date())} {slip.was_here:%H:%M}"
    yield Text(f"我们 {here} 来过,您不在家。", _BODY * size)
    yield Gap(4 * size)
    yield Text(f"时间不合适,或想约在别的时候,请打电话:{slip.phone}", _BODY * size)
    yield Gap(4 * size)
    yield Text(f"{slip.station_name}  {slip.collector_name}(工号 {slip.badge})", _BODY * size)


def _evenings(slip: DoorSlip, size: float) -> Iterator[Block]:
    yield Text("我们晚上再来", _BODY * size, align="centre")
    yield Gap(4 * size)
    for evening in slip.evenings:
        yield Text(_day(evening), _TITLE * size, bold=True, align="centre")
    if slip.window is not None:
        clock = f"{slip.window.begins:%H:%M}—{slip.window.ends:%H:%M}"
        yield Text(clock, _LARGE * size, align="centre")
    yield Gap(_SMALL * LEADING * size)
    yield Text("来人会出示工作证。这张留条不是收据,不凭它收钱。", _SMALL * max(size, 0.85), align="centre")


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日 周{_WEEKDAYS[day.weekday()]}"
