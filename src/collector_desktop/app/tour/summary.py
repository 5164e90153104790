"""A summary of both books: the same figures for each seat, for people and for machines."""

import json
from pathlib import Path
from typing import Any

from collector_desktop.domain.money import Money
from collector_desktop.domain.seat import SeatKind
from collector_desktop.store.books_check import check_books
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import takings

_WORDS = {
    "received_fen": "实收",
    "fees_fen": "其中电费",
    "penalties_fen": "其中违约金",
    "prepayment_fen": "其中转入预收",
    "cash_counted_fen": "清点现金",
}


def seat_summary(ledger: Ledger) -> dict[str, Any]:
    """What one seat's books say; amounts in fen. `verifies`: every line of every chain was checked."""
    kind: SeatKind = ledger.seat.kind
    with ledger.reading() as conn:
        books = takings.books(conn)
        check = check_books(conn, kind, every=True)
    return {
        "received_fen": books.received.fen,
        "fees_fen": books.fees.fen,
        "penalties_fen": books.penalties.fen,
        "prepayment_fen": books.prepayment.fen,
        "cash_counted_fen": books.cash_counted.fen,
        "receipts": books.receipts,
        "voided": books.voided,
        "journal_lines": check.lines,
        "verifies": check.agrees,
        "problems": list(check.problems),
    }


def write_summary(folder: Path, collector: Ledger, station: Ledger) -> dict[str, dict[str, Any]]:
    """Write summary.json and summary.txt into a folder; what was written."""
    seats = {"collector": seat_summary(collector), "station": seat_summary(station)}
    (folder / "summary.json").write_text(json.dumps(seats, ensure_ascii=False, indent=2), "utf-8")
    lines = [f"{'':<10}{'收费员':>14}{'供电所':>14}"]
    for key, word in _WORDS.items():
        mine, theirs = (Money(seats[seat][key]).grouped() for seat in seats)
        lines.append(f"{word:<10}{mine:>14}{theirs:>14}")
    for key, word in (("journal_lines", "日志行数"), ("verifies", "日志核对")):
        mine, theirs = (str(seats[seat][key]) for seat in seats)
        lines.append(f"{word:<10}{mine:>14}{theirs:>14}")
    (folder / "summary.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return seats
