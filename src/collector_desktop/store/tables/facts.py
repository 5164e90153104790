"""Facts as they were said, and the files that belong to them; never changed but for a withdrawal."""

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from collector_desktop.store.tables.columns import AccountKey, ActKey, Base, Day, Moment, Whole


class FactRow(Base):
    """One fact; `content` is the whole act, the other columns are there to find it."""

    __tablename__ = "fact"

    act: Mapped[ActKey] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    device: Mapped[str] = mapped_column(String(2))
    day: Mapped[Day]
    at: Mapped[Moment]
    account: Mapped[AccountKey]
    village: Mapped[str]
    about: Mapped[ActKey]
    withdrawn_by: Mapped[ActKey | None]
    content: Mapped[str]

    __table_args__ = (
        Index(None, "kind", "day"),
        Index(None, "account", "kind"),
        Index(None, "village", "kind"),
        Index(None, "about"),
    )


class AttachmentRow(Base):
    """A photo, signature or printed notice; in the books, so that it is kept, backed up and sealed with them."""

    __tablename__ = "attachment"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    media: Mapped[str] = mapped_column(String(16))
    size: Mapped[Whole]
    content: Mapped[bytes] = mapped_column(LargeBinary)
