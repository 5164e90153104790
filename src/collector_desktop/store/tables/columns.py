"""Column types: money as fen, days and clocks, identifiers as text; the same on both engines."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import BigInteger, ColumnElement, Integer, MetaData, String, TypeDecorator, func, literal
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column

from collector_desktop.domain.money import Money

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables of the books; both seats share one schema."""

    metadata = MetaData(naming_convention=NAMES)


class Fen(TypeDecorator[Money]):
    """Money as a whole number of fen."""

    impl = BigInteger().with_variant(Integer(), "sqlite")
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:
        """To the database: fen."""
        return None if value is None else value.fen

    def process_result_value(self, value: Any, dialect: Dialect) -> Money | None:
        """From the database: Money."""
        return None if value is None else Money(int(value))


class IsoDay(TypeDecorator[date]):
    """A day as ISO text, which sorts and reads the same on both engines."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """To the database: YYYY-MM-DD."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """From the database: a date."""
        return None if value is None else date.fromisoformat(value)


class Clock(TypeDecorator[datetime]):
    """A moment as ISO text in UTC, followed by the offset it was seen in: 2026-11-23T10:42:00Z+08:00."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """To the database: UTC first, so that text order is time order."""
        if value is None:
            return None
        offset = value.strftime("%z")
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z{offset[:3]}:{offset[3:5]}"

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """From the database: the moment in the offset it was seen in."""
        if value is None:
            return None
        moment, offset = value.split("Z")
        zone = datetime.fromisoformat(f"2000-01-01T00:00:00{offset}").tzinfo
        return datetime.fromisoformat(f"{moment}+00:00").astimezone(zone)


def fen_sum(column: Any) -> ColumnElement[Money]:
    """The sum of a money column, zero if there is nothing."""
    return func.coalesce(func.sum(column, type_=Fen), literal(Money.ZERO, Fen), type_=Fen)


AccountKey = Annotated[str, mapped_column(String(20))]
ActKey = Annotated[str, mapped_column(String(36))]
BillKey = Annotated[str, mapped_column(String(60))]
Amount = Annotated[Money, mapped_column(Fen)]
Day = Annotated[date, mapped_column(IsoDay)]
Moment = Annotated[datetime, mapped_column(Clock)]
Whole = Annotated[int, mapped_column(BigInteger().with_variant(Integer(), "sqlite"))]
