"""Importing 100,000 bills into a station's books, against calamine alone plus a bare executemany of the same rows."""

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from import_reading import ROWS, floor_seconds, write_ledger

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.names import Badge
from collector_desktop.services.founding import found_station
from collector_desktop.services.importing import import_exports
from collector_desktop.store.ledger import Ledger

_STAMP = Stamp(by=Badge("a1"), business_day=date(2026, 11, 23), at=datetime(2026, 11, 23, tzinfo=UTC))


def _import(ledger: Ledger, path: Path, *, added: int) -> float:
    start = perf_counter()
    imported = import_exports(ledger, [path], _STAMP)
    taken = perf_counter() - start
    if imported.counts.bills_added != added:
        raise SystemExit(f"{imported.counts.bills_added} bills were added, not {added}")
    return taken


def main() -> None:
    """Print the floor, the first import, and the same file once more, which changes nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "电费台账.xlsx"
        write_ledger(path)
        floor = floor_seconds(path)
        ledger = found_station(str(path.with_name("station.db")), path.with_name("keys"), "41070305", "柳泉", _STAMP)
        first, again = _import(ledger, path, added=ROWS), _import(ledger, path, added=0)
        ledger.close()
    print(f"import, {ROWS:,} bills: {first:.2f} s; floor {floor:.2f} s; ratio {first / floor:.2f}")
    print(f"import of the same file: {again:.2f} s; ratio {again / floor:.2f}")


if __name__ == "__main__":
    main()
