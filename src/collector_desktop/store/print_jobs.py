"""Papers that wait for a printer: written with the receipt, in the same transaction."""

from sqlalchemy import Connection, insert, update

from collector_desktop.domain.numbers import ReceiptNumber
from collector_desktop.store.tables.machinery import PrintJobRow


def to_be_printed(conn: Connection, number: ReceiptNumber, copy_number: int = 0) -> None:
    """Queue a receipt's paper; copy 0 is the receipt itself."""
    conn.execute(insert(PrintJobRow), {"number": number, "copy_number": copy_number, "printed": False})


def known_given(conn: Connection, number: ReceiptNumber, copy_number: int = 0) -> None:
    """A line put back says the paper was asked for; nobody knows whether it came out, so another one is a copy."""
    conn.execute(insert(PrintJobRow), {"number": number, "copy_number": copy_number, "printed": True})


def came_out(conn: Connection, number: ReceiptNumber, copy_number: int = 0) -> None:
    """Note that the paper came out."""
    conn.execute(
        update(PrintJobRow)
        .where(PrintJobRow.number == number, PrintJobRow.copy_number == copy_number)
        .values(printed=True)
    )
