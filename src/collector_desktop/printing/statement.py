"""The statement of prepaid electricity (预收电费对账单): what came in, what it settled, what was given back."""

from collections.abc import Iterator

from collector_desktop.domain.money import Money
from collector_desktop.domain.statement import Held, Statement
from collector_desktop.domain.words import amount_in_words
from collector_desktop.printing.arrangement import Beside, Together
from collector_desktop.printing.blocks import Block, Column, Gap, Pair, Row, Rule, Text
from collector_desktop.printing.flow import DEMO, sheets
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.savings_head import BODY, LARGE, SMALL, HeldFor, day, foot, handled_by, head
from collector_desktop.printing.savings_words import MOVES, details

STATEMENT_TITLE = "预收电费对账单"
_CELL = 10.0
_COLUMNS = (
    Column(17),
    Column(23),
    Column(41),
    Column(16, "right"),
    Column(16, "right"),
    Column(17, "right"),
)
_HEADERS = ("日期", "事项", "说明", "增加", "减少", "余额")


def statement_pdf(whose: HeldFor, statement: Statement) -> bytes:
    """The statement on A4; the deposit follows where there is or was one."""
    table_head = tuple(_head())
    blocks = (*_top(whose, statement), *table_head, *_lines(statement.prepayment), *_end(statement, whose))
    overleaf = (Text(f"{STATEMENT_TITLE} {whose.account}  续页", SMALL), *table_head)
    stamp = DEMO if whose.demo else None
    title = f"{STATEMENT_TITLE} {whose.account}"
    return sheets(Paper.A4, title, blocks, overleaf=overleaf, foot=foot(whose), stamp=stamp)


def _top(whose: HeldFor, statement: Statement) -> Iterator[Block]:
    yield from head(STATEMENT_TITLE, whose)
    yield Gap(4)
    yield Pair("对账日期", f"{day(statement.since)} 至 {day(statement.until)}", BODY, label_width=62)
    yield Gap(8)


def _head() -> Iterator[Block]:
    yield Rule(weight=0.9)
    yield Row(_COLUMNS, _HEADERS, SMALL, bold=True, air=0)
    yield Rule(weight=0.4)


def _lines(held: Held) -> Iterator[Block]:
    yield Row(_COLUMNS, ("", "上期结转", "", "", "", held.opening.grouped()), _CELL)
    for line in held.lines:
        move = line.move
        came = move.amount.grouped() if move.amount > Money.ZERO else ""
        went = (-move.amount).grouped() if move.amount < Money.ZERO else ""
        cells = (move.on.isoformat(), MOVES[move.kind], details(move), came, went, line.balance.grouped())
        yield Row(_COLUMNS, cells, _CELL)
    if not held.lines:
        yield Row(_COLUMNS, ("", "没有变动", "", "", "", held.closing.grouped()), _CELL)
    yield Rule(weight=0.9)


def _end(statement: Statement, whose: HeldFor) -> Iterator[Block]:
    closing = statement.prepayment.closing
    yield Together(
        [
            Gap(6),
            Beside(
                [
                    [Pair("本期增加", statement.came_in.grouped(), BODY)],
                    [Pair("本期减少", statement.went_out.grouped(), BODY)],
                ],
                (1, 1),
                gap=30,
            ),
            Gap(4),
            Pair("预收余额", f"¥{closing.grouped()}", LARGE, bold=True, value_size=18),
            Text(f"人民币{_in_words(closing)}", BODY),
        ]
    )
    yield from _deposit(statement.deposit)
    yield Gap(14)
    yield Text("预存电费自愿,余额不计息;新电费出账后自动冲抵,不另开收据。", SMALL)
    yield Text("要退余额请提出申请,由供电所退还;收费员不在门口退现金。", SMALL)
    yield Gap(26)
    yield Beside([[Text("客户签字 ______________", BODY)], [Text(handled_by(whose), BODY)]], (1, 1))
    yield Gap(4)
    yield Text(f"制表日期  {day(whose.on)}", BODY, align="right")


def _deposit(held: Held) -> Iterator[Block]:
    if not held.opening and not held.lines:
        return
    yield Gap(12)
    yield Text("电费保证金(存量代管)", LARGE, bold=True)
    yield from _head()
    yield from _lines(held)


def _in_words(amount: Money) -> str:
    """A balance below zero can't be written in capitals: it is said to be below zero."""
    return f"负{amount_in_words(-amount)}" if amount < Money.ZERO else amount_in_words(amount)
