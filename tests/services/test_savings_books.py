"""Whatever is done with money held for households, in whatever order: not a fen is lost, and both seats agree."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from savings_seats import ONE, TWO, WISH, decide, held, holds, seats_agree
from two_seats import TwoSeats, stamp, two_seats

from collector_desktop.domain.acts.base import Stamp, new_act_id
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services import bank_debits, depositing, refunding, voiding
from collector_desktop.services.depositing import AskOffset
from collector_desktop.services.refunding import AskRefund, RefundWay
from collector_desktop.store.books_check import check_books

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ("pay", "bill", "bank", "refund", "deposit", "decide", "counter", "void", "route", "day", "route", "day")
        ),
        st.sampled_from((ONE, TWO)),
        st.integers(1, 20000),
    ),
    max_size=14,
)


class _Life:
    """Two seats, and what was done so far."""

    def __init__(self, folder: Path) -> None:
        self.seats: TwoSeats = two_seats(folder)
        self._months = iter(f"{year}{month:02d}" for year in range(2010, 2026) for month in range(1, 13))
        self._asked: list[ActId] = []
        self._receipts: list[ReceiptNumber] = []
        self._bills: list[tuple[AccountNumber, str]] = []
        for account in (ONE, TWO):
            self.bill(account, 5000)
            holds(self.seats, account, prepay=700, deposit=9000)
        self.seats.carry_route(stamp(1))

    def step(self, what: str, account: AccountNumber, fen: int, at: Stamp) -> None:
        """One thing happens; what the rules refuse does not."""
        seats = self.seats
        try:
            match what:
                case "pay":
                    self._receipts.append(seats.pay(account, fen, at).number)
                case "void" if self._receipts:
                    voiding.void(seats.laptop, self._receipts.pop(), "写错了", at)
                case "bill":
                    self.bill(account, fen)
                case "counter":
                    owner, month = self._bills[fen % len(self._bills)]
                    seats.settle_at_the_counter(f"{owner}-{month}-正常电费")
                case "bank":
                    bank_debits.import_bank_debits(seats.station, self._bank_file(fen), at)
                case "refund":
                    self._ask_refund(account, fen, at)
                case "deposit":
                    self._ask_offset(account, fen, at)
                case "decide" if self._asked:
                    decide(seats, self._asked.pop(), at)
                case "route":
                    seats.carry_route(at)
                case "day":
                    seats.carry_day(at)
        except Refusal:
            pass

    def bill(self, account: AccountNumber, fen: int) -> None:
        """A new month of an account."""
        month = next(self._months)
        self.seats.bill(account, "前柳村", month, fen)
        self._bills.append((account, month))

    def check(self) -> None:
        """Either book by itself."""
        for ledger in (self.seats.station, self.seats.laptop):
            with ledger.reading() as conn:
                found = check_books(conn, ledger.seat.kind)
            assert found.agrees, found.problems

    def _bank_file(self, fen: int) -> Path:
        account, month = self._bills[fen % len(self._bills)]
        path = self.seats.folder / f"{fen}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            rows = (("户号", "年月", "扣款金额", "扣款结果"), (account, month, Money(fen), "成功"))
            csv.writer(file).writerows(rows)
        return path

    def _ask_refund(self, account: AccountNumber, fen: int, at: Stamp) -> None:
        way = RefundWay.AT_THE_COUNTER
        asked = AskRefund(id=new_act_id(), account=account, amount=Money(fen), way=way, reason="要用钱")
        refunding.ask(self.seats.laptop, asked, at)
        self._asked.append(asked.id)

    def _ask_offset(self, account: AccountNumber, fen: int, at: Stamp) -> None:
        asked = AskOffset(id=new_act_id(), account=account, amount=Money(fen), reason="愿意", wish=(WISH,))
        depositing.ask_offset(self.seats.laptop, asked, at)
        self._asked.append(asked.id)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_no_order_of_payments_debits_refunds_and_offsets_loses_a_fen(
    steps: list[tuple[str, AccountNumber, int]],
) -> None:
    with TemporaryDirectory() as folder:
        life = _Life(Path(folder))
        try:
            for minute, (what, account, fen) in enumerate(steps, start=2):
                life.step(what, account, fen, stamp(minute))
                life.check()
            for minute in range(40, 48, 2):
                life.seats.carry_day(stamp(minute))
                life.seats.carry_route(stamp(minute + 1))
            seats_agree(life.seats)
            for account in (ONE, TWO):
                assert held(life.seats.laptop, account) == held(life.seats.station, account)
        finally:
            life.seats.close()
