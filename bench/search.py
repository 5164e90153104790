"""Search, one keystroke after another, against one joined string and `str.find`.

    python bench/search.py [--accounts 5000 100000]

Types pinyin initials, names, numbers and pole numbers letter by letter; prints the 95th percentile and the ratio.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from books import new_books

from collector_desktop.store.queries.search import AccountIndex, folded

TYPED = ("wxl", "zgs", "张秀", "4100000", "7号杆", "2939", "第3村 王", "zzzz")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, nargs="+", default=[5_000, 100_000])
    for count in parser.parse_args().accounts:
        with tempfile.TemporaryDirectory() as folder:
            books = new_books(Path(folder), accounts=count)
            with books.laptop.reading() as conn:
                index = AccountIndex.load(conn)
            books.close()
        keystrokes = [text[:end] for text in TYPED for end in range(1, len(text) + 1)]
        floor = partial(_floor, index.text)
        mine = [_timed(index.find, text) for text in keystrokes for _ in range(5)]
        least = [_timed(floor, text) for text in keystrokes for _ in range(5)]
        p95, floor95 = (statistics.quantiles(times, n=20)[-1] for times in (mine, least))
        print(f"{count} accounts, keystroke p95 {p95 * 1e3:.2f} ms; joined string {floor95 * 1e3:.2f} ms")
        print(f"ratio {p95 / floor95:.2f}")


def _floor(joined: str, text: str) -> int:
    """Fifty hits, or the end of the string."""
    hits, at = 0, joined.find(text)
    while at >= 0 and hits < 50:
        hits += 1
        at = joined.find(text, at + 1)
    return hits


def _timed(work: Callable[[str], object], text: str) -> float:
    begun = time.perf_counter()
    work(folded(text))
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
