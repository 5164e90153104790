"""Reading 100,000 bills out of an .xlsx ledger, against calamine alone plus a bare executemany of the same rows."""

import random
import sqlite3
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from python_calamine import CalamineWorkbook

from collector_desktop.domain.money import Money
from collector_desktop.exchange.spreadsheet_out import SpreadsheetCell, write_table
from collector_desktop.exchange.station_export.reader import read_exports

ROWS = 100_000
RUNS = 3
_HEADERS = (
    *("抄表段编号", "抄表段名称", "抄表序号", "户号", "户名", "用电地址", "账期", "电量", "电费", "电价码"),
    *("电价名称", "起度", "止度", "综合倍率", "结清标志"),
)


def write_ledger(path: Path) -> None:
    """A ledger of ROWS bills, two for each door."""
    chance = random.Random(1)

    def row(index: int) -> tuple[SpreadsheetCell, ...]:
        door, group = index // 2, index // 2 % 12 + 1
        kwh, before = chance.randint(10, 300), chance.randint(100, 20_000)
        return (
            *(f"030501{group:02d}", f"前柳村{group}组", door % 60 + 1, f"{41_000_000 + door:010d}"),
            *(f"阎超{door % 3000}", f"前柳村{group}组{door % 500}号杆", f"2026{9 + index % 2:02d}", kwh),
            *(Money(kwh * 56), "201", "乡村居民生活用电", before, before + kwh, 1, "结清" if index % 5 else "未结清"),
        )

    write_table(path, "柳泉供电所电费台账", _HEADERS, map(row, range(ROWS)))


def floor_seconds(path: Path) -> float:
    """Reading the cells with calamine alone and writing them with a bare executemany."""
    start = perf_counter()
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    with sqlite3.connect(path.with_suffix(".db")) as books:
        books.execute("DROP TABLE IF EXISTS bill")
        books.execute(f"CREATE TABLE bill ({', '.join(f'c{column}' for column in range(len(_HEADERS)))})")
        books.executemany(f"INSERT INTO bill VALUES ({', '.join('?' * len(_HEADERS))})", rows)
    books.close()
    return perf_counter() - start


def _reading(path: Path) -> float:
    start = perf_counter()
    reading = read_exports([path])
    taken = perf_counter() - start
    if len(reading.bills) != ROWS or reading.has_errors:
        raise SystemExit("the bench's own ledger was not read as it was written")
    return taken


def main() -> None:
    """Print both medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "电费台账.xlsx"
        write_ledger(path)
        pairs = [(floor_seconds(path), _reading(path)) for _ in range(RUNS)]
    floor, reading = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    print(f"import reading, {ROWS:,} bills: {reading:.2f} s; floor {floor:.2f} s; ratio {reading / floor:.2f}")


if __name__ == "__main__":
    main()
