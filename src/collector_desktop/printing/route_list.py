"""The list of a walk. It may hang on a wall or be lost on the way: names and accounts are masked."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from collector_desktop.domain.masking import mask_account, mask_name
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.value import Value
from collector_desktop.printing.arrangement import Together
from collector_desktop.printing.blocks import Block, Column, Gap, Pair, Row, Rule, Text
from collector_desktop.printing.flow import DEMO, sheets
from collector_desktop.printing.paper import Paper

_TITLE, _HEADING, _BODY, _SMALL = 17.0, 11.5, 10.0, 9.0
_COLUMNS = (
    Column(0.8),
    Column(1.6),
    Column(2.0),
    Column(4.2),
    Column(1.0, "right"),
    Column(1.6, "right"),
    Column(2.4, "centre"),
)
_HEADERS = ("序", "户名", "户号", "门前", "欠月", "金额", "结果")
_NOTE = "户名、户号已遮盖,金额为本单生成时的欠费,当面以电脑为准。"


class Stop(Value):
    """One door of the walk."""

    order: int
    name: str
    account: AccountNumber
    hint: str
    village: str
    group: str
    months: int
    amount: Money


def route_list_pdf(title: str, stops: Sequence[Stop], demo: bool) -> bytes:
    """The doors in their walking order on A4, each stretch of one village and group under a heading with its sum.

    Personal Information Protection Law art. 6: no more of a person than the walk needs.
    """
    overleaf = (Pair(title, "续页", _SMALL), *_table_head())
    return sheets(Paper.A4, title, tuple(_list(title, stops, demo)), overleaf=overleaf, stamp=DEMO if demo else None)


def _list(title: str, stops: Sequence[Stop], demo: bool) -> Iterator[Block]:
    yield Text(title, _TITLE, bold=True)
    if demo:
        yield Text("演示数据", _BODY, bold=True)
    yield Text(f"共 {len(stops)} 户,¥{Money.total(stop.amount for stop in stops).grouped()}", _HEADING)
    yield Text(_NOTE, _SMALL)
    yield Gap(4)
    yield from _table_head()
    for (village, group), stretch in groupby(stops, lambda stop: (stop.village, stop.group)):
        yield from _stretch(f"{village} {group}".strip(), tuple(stretch))
    yield Rule(weight=0.9)


def _table_head() -> Iterator[Block]:
    yield Rule(weight=0.9)
    yield Row(_COLUMNS, _HEADERS, _SMALL, air=0)
    yield Rule(weight=0.4)


def _stretch(place: str, stops: Sequence[Stop]) -> Iterator[Block]:
    total = Money.total(stop.amount for stop in stops).grouped()
    heading = Pair(place, f"{len(stops)} 户  ¥{total}", _HEADING, bold=True)
    rows = [_row(stop) for stop in stops]
    yield Together((Gap(5), heading, rows[0]))
    yield from rows[1:]


def _row(stop: Stop) -> Row:
    cells = (
        str(stop.order),
        mask_name(stop.name),
        mask_account(stop.account),
        stop.hint,
        str(stop.months),
        stop.amount.grouped(),
        "____________",
    )
    return Row(_COLUMNS, cells, _BODY)
