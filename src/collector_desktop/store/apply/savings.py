"""What refunds, deposits and bank debits do to the books."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection

from collector_desktop.domain.acts.base import Act
from collector_desktop.domain.acts.savings import (
    BankDebited,
    DepositOffset,
    DepositRefunded,
    HeldCredited,
    PrepaymentRefunded,
)
from collector_desktop.domain.acts.station import SettledBill
from collector_desktop.domain.names import DeviceCode
from collector_desktop.store.apply.attention import Attention, raise_attention
from collector_desktop.store.apply.effects import Effects
from collector_desktop.store.apply.facts import effects_of_fact
from collector_desktop.store.apply.settling import Source, change_deposit, change_prepayment, settle


class MovedMoreThanHeld(RuntimeError):
    """The station computed a transfer from its own figures and found less than it had just read."""


def _settle(conn: Connection, act: Act, source: Source, day: date, bills: Iterable[SettledBill]) -> None:
    for line in bills:
        if any(settle(conn, line.bill, act.id, source, day, line.fee, line.penalty)):
            raise MovedMoreThanHeld(line.bill)


def _move_refund(conn: Connection, act: PrepaymentRefunded, _device: DeviceCode) -> None:
    change_prepayment(conn, act.account, act.id, Source.PAID_BACK, act.business_day, -act.amount)


def _move_deposit_offset(conn: Connection, act: DepositOffset, _device: DeviceCode) -> None:
    _settle(conn, act, Source.DEPOSIT, act.business_day, act.bills)
    change_deposit(conn, act.account, -act.amount)


def _move_deposit_refund(conn: Connection, act: DepositRefunded, _device: DeviceCode) -> None:
    change_deposit(conn, act.account, -act.amount)


def _move_debit(conn: Connection, act: BankDebited, device: DeviceCode) -> None:
    _settle(conn, act, Source.BANK, act.paid_on, act.bills)
    change_prepayment(conn, act.account, act.id, Source.BANK, act.business_day, act.prepayment)
    if act.prepayment:
        raise_attention(
            conn,
            Attention.BANK_PAID_TWICE,
            act.id,
            act.account,
            day=act.business_day,
            device=device,
            account=act.account,
            amount=act.prepayment,
            facts={"month": str(act.month)},
        )


def _move_credit(conn: Connection, act: HeldCredited, _device: DeviceCode) -> None:
    change_prepayment(conn, act.account, act.id, Source.HELD, act.business_day, act.amount)


EFFECTS: dict[type[Act], Effects[Any]] = {
    PrepaymentRefunded: effects_of_fact(_move_refund),
    DepositOffset: effects_of_fact(_move_deposit_offset),
    DepositRefunded: effects_of_fact(_move_deposit_refund),
    BankDebited: effects_of_fact(_move_debit),
    HeldCredited: effects_of_fact(_move_credit),
}
