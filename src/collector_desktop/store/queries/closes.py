"""Closed days and banked takings."""

from datetime import date

from sqlalchemy import Connection, bindparam, func, select

from collector_desktop.domain.day_close import DayClose, Remittance
from collector_desktop.domain.money import Money
from collector_desktop.store.tables.columns import IsoDay, fen_sum
from collector_desktop.store.tables.ledger import DayCloseRow, RemittanceRow

_OF_DAY = select(DayCloseRow.content).where(
    DayCloseRow.day == bindparam("day"), DayCloseRow.device == bindparam("device")
)
_LAST = select(func.max(DayCloseRow.day, type_=IsoDay)).where(DayCloseRow.device == bindparam("device"))


def of_day(conn: Connection, day: date, device: str) -> DayClose | None:
    """How a device closed a business day; None if it has not."""
    content: str | None = conn.execute(_OF_DAY, {"day": day, "device": device}).scalar_one_or_none()
    return None if content is None else DayClose.model_validate_json(content)


def last_day(conn: Connection, device: str) -> date | None:
    """The newest business day a device has closed; None if none yet."""
    return conn.execute(_LAST, {"device": device}).scalar_one_or_none()


def not_banked(conn: Connection, device: str) -> Money:
    """Cash counted at closes and not yet banked."""
    counted: Money = conn.execute(select(fen_sum(DayCloseRow.counted)).where(DayCloseRow.device == device)).scalar_one()
    banked: Money = conn.execute(
        select(fen_sum(RemittanceRow.amount)).where(RemittanceRow.device == device)
    ).scalar_one()
    return counted - banked


def days_not_banked(conn: Connection, device: str) -> tuple[date, ...]:
    """The closed days whose cash is not yet all banked, oldest first: banking settles the oldest first."""
    left = not_banked(conn, device)
    days: list[date] = []
    for row in conn.execute(
        select(DayCloseRow.day, DayCloseRow.counted)
        .where(DayCloseRow.device == device, DayCloseRow.counted > Money.ZERO)
        .order_by(DayCloseRow.day.desc())
    ):
        if left <= Money.ZERO:
            break
        days.append(row.day)
        left -= row.counted
    return tuple(reversed(days))


def remittances(conn: Connection, device: str) -> tuple[Remittance, ...]:
    """What a device brought to the bank, oldest first, as it was recorded."""
    contents = conn.execute(
        select(RemittanceRow.content).where(RemittanceRow.device == device).order_by(RemittanceRow.at)
    ).scalars()
    return tuple(Remittance.model_validate_json(content) for content in contents)
