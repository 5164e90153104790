"""Closed days and banked takings."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, Subquery, bindparam, exists, func, select

from collector_desktop.domain.day_close import DayClose, Remittance
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId, DeviceCode
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


def standing(conn: Connection) -> Mapping[tuple[DeviceCode, date], ActId]:
    """The close that stands, by device and business day."""
    rows = conn.execute(select(DayCloseRow.device, DayCloseRow.day, DayCloseRow.act))
    return {(DeviceCode(row.device), row.day): ActId(row.act) for row in rows}


def last_day(conn: Connection, device: str) -> date | None:
    """The newest business day a device has closed; None if none yet."""
    return conn.execute(_LAST, {"device": device}).scalar_one_or_none()


def counted_slips() -> Subquery:
    """Each bank slip of each device as it was first recorded: a laptop back from a backup may record one once more."""
    row = RemittanceRow
    first = func.row_number().over(partition_by=(row.device, row.bank_slip, row.amount), order_by=(row.at, row.act))
    numbered = select(*row.__table__.c, first.label("times")).subquery()
    return select(numbered).where(numbered.c.times == 1).subquery()


def is_known_slip(conn: Connection, device: str, bank_slip: str, amount: Money) -> bool:
    """Whether a device has recorded this slip."""
    same = (RemittanceRow.device == device, RemittanceRow.bank_slip == bank_slip, RemittanceRow.amount == amount)
    return conn.scalar(select(exists().where(*same))) is True


def not_banked(conn: Connection, device: str) -> Money:
    """Cash counted at closes and not yet banked; less than zero where more was banked than counted."""
    counted: Money = conn.execute(select(fen_sum(DayCloseRow.counted)).where(DayCloseRow.device == device)).scalar_one()
    slips = counted_slips()
    banked: Money = conn.execute(select(fen_sum(slips.c.amount)).where(slips.c.device == device)).scalar_one()
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
    slips = counted_slips()
    contents = conn.execute(select(slips.c.content).where(slips.c.device == device).order_by(slips.c.at)).scalars()
    return tuple(Remittance.model_validate_json(content) for content in contents)
