"""`python -m collector_desktop.app.tour DIR`."""

import sys
from pathlib import Path

from rich.console import Console

from collector_desktop.app.tour.day import tour


def main() -> int:
    """Drive the tour into the folder named on the command line, `tour` if none."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "tour").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    console = Console()
    seats = tour(folder, console.print)
    console.print((folder / "summary.txt").read_text("utf-8"))
    console.print(f"图片、单据、数据包和两本账的汇总在 {folder}")
    agree = all(
        seats["collector"][key] == seats["station"][key]
        for key in ("received_fen", "fees_fen", "penalties_fen", "prepayment_fen", "cash_counted_fen")
    )
    return 0 if agree and all(seat["verifies"] for seat in seats.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
