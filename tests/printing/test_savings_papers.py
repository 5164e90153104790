"""The statement, the holding slip and the invitation say whose money it is and how to have it back."""

from collections.abc import Callable
from datetime import date, timedelta

from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, Badge
from collector_desktop.domain.periods import BillingMonth
from collector_desktop.domain.statement import Move, MoveKind, Statement, held
from collector_desktop.printing.deposit_slip import RIGHTS, deposit_slip_pdf
from collector_desktop.printing.saver_invitation import Benefits, saver_invitation_pdf
from collector_desktop.printing.savings_head import HeldFor
from collector_desktop.printing.savings_words import MOVES, details, months
from collector_desktop.printing.statement import statement_pdf

TextOf = Callable[[bytes], list[str]]
DAY = date(2026, 11, 23)
WHOSE = HeldFor(
    account=AccountNumber("4179677287"),
    account_name="阎超",
    address="前柳村1组 大槐树东",
    station_name="柳泉供电所",
    collector_name="农电工甲",
    badge=Badge("A07"),
    hotline="95598",
    on=DAY,
)
PAID = Move(on=DAY, kind=MoveKind.RECEIPT, amount=Money(10000), number="41070305-01-000123-4")
OFFSET = Move(on=DAY, kind=MoveKind.OFFSET, amount=Money(-3250), months=(BillingMonth(2026, 9), BillingMonth(2026, 10)))
NOTHING = held((), Money.ZERO)


def told(*moves: Move, now: int = 8000, deposit: int = 0) -> Statement:
    return Statement(
        since=DAY - timedelta(days=365),
        until=DAY,
        prepayment=held(moves, Money(now)),
        deposit=held((), Money(deposit)),
    )


def test_a_statement_has_every_move_its_balance_and_the_amount_in_words(text_of: TextOf) -> None:
    (page,) = text_of(statement_pdf(WHOSE, told(PAID, OFFSET)))
    for text in ("阎超", "4179677287", "上期结转", "12.50", "100.00", "112.50", "32.50", "80.00", "人民币捌拾元整"):
        assert text in page
    for move in (PAID, OFFSET):
        assert MOVES[move.kind] in page
        assert details(move) in page
    assert "不在门口退现金" in page
    assert "保证金" not in page


def test_a_deposit_stands_on_the_statement_where_there_is_one(text_of: TextOf) -> None:
    (page,) = text_of(statement_pdf(WHOSE, told(deposit=20000)))
    assert "电费保证金(存量代管)" in page
    assert "200.00" in page


def test_at_the_counter_a_paper_has_a_line_to_sign_instead_of_a_collector(text_of: TextOf) -> None:
    counter = WHOSE.model_copy(update={"collector_name": ""})
    for paper in (statement_pdf(counter, told()), deposit_slip_pdf(counter, Money(20000))):
        (page,) = text_of(paper)
        assert "经办人 ____" in page
        assert "工号" not in page


def test_a_long_statement_goes_on_overleaf_under_its_head(text_of: TextOf) -> None:
    pages = text_of(statement_pdf(WHOSE, told(*[PAID] * 60, now=600_000)))
    assert len(pages) > 1
    assert all("余额" in page and "柳泉供电所" in page for page in pages)


def test_months_of_one_year_name_it_once() -> None:
    assert (
        months((BillingMonth(2025, 12), BillingMonth(2026, 1), BillingMonth(2026, 2))) == "2025年12月、2026年1月、2月"
    )


def test_the_holding_slip_says_the_amount_and_every_right(text_of: TextOf) -> None:
    (page,) = text_of(deposit_slip_pdf(WHOSE, Money(20000)))
    for text in ("电费保证金代管凭条", "¥200.00", "人民币贰佰元整", *RIGHTS):
        assert text in page


def test_the_invitation_is_voluntary_and_asks_for_four_digits_only(text_of: TextOf) -> None:
    (page,) = text_of(saver_invitation_pdf(WHOSE, Benefits(due_day=15, free_checks_a_year=1)))
    for text in ("全凭自愿", "每月 15 日以前", "免费检查室内线路和电器 1 次", "账号末四位", "4179677287"):
        assert text in page
    (page,) = text_of(saver_invitation_pdf(WHOSE, Benefits(due_day=15, free_checks_a_year=0)))
    assert "免费检查" not in page
