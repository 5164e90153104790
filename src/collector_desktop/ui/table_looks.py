"""How the reader left the tables: columns, widths, sort; kept by whoever composes the program."""

from collections.abc import Callable, Iterable

from pydantic import Field

from collector_desktop.domain.value import Value


class ColumnWidth(Value):
    """How wide the reader made a column: a share of what is seen of its table, right on any screen and scale."""

    column: str
    share: float = Field(gt=0, le=1)


class TableLook(Value):
    """How one table was left, in what differs from its description, so that a later one's new columns find a place."""

    table: str
    order: tuple[str, ...] = ()
    """Columns by key from left to right; empty is as described."""
    hidden: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    """Shown although they are hidden until somebody chooses them."""
    widths: tuple[ColumnWidth, ...] = ()
    sorted_by: str = ""
    descending: bool = False


class TableLooks:
    """The looks of all tables of a seat; `changed` is called with each that is left otherwise than before."""

    def __init__(
        self, looks: Iterable[TableLook] = (), changed: Callable[[TableLook], None] = lambda _look: None
    ) -> None:
        self._looks = {look.table: look for look in looks}
        self._changed = changed

    def of(self, table: str) -> TableLook:
        """How a table was left; untouched if it never was."""
        return self._looks.get(table, TableLook(table=table))

    def keep(self, look: TableLook) -> None:
        """Remember how a table is left."""
        if self.of(look.table) != look:
            self._looks[look.table] = look
            self._changed(look)
