"""ESC/POS bytes, decoded back into dots."""

import pytest

from collector_desktop.printing.escpos import DPI, escpos
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.pixels import Raster, pages
from collector_desktop.printing.receipt import receipt_pdf

RESET, CUT, DRAWER = b"\x1b@", b"\x1dVB", b"\x1bp\x00"


def dots_of(data: bytes) -> list[str]:
    """The rows a printer would burn."""
    assert data.startswith(RESET)
    at, rows = len(RESET), []
    if data[at:].startswith(DRAWER):
        at += 5
    while data[at : at + 4] == b"\x1dv0\x00":
        across, down = (int.from_bytes(data[at + start : at + start + 2], "little") for start in (4, 6))
        at += 8
        for start in range(at, at + across * down, across):
            rows.append("".join(f"{byte:08b}" for byte in data[start : start + across]))
        at += across * down
    assert data[at:].startswith(CUT)
    assert len(data) == at + 4
    return rows


@pytest.mark.parametrize("paper", [Paper.ROLL80, Paper.ROLL58])
def test_the_dots_are_the_page_and_no_ink_is_cut_off(paper, make_receipt) -> None:
    page = pages(receipt_pdf(make_receipt(months=4), paper, code="R1:0"), DPI)[0]
    rows = dots_of(escpos(page, paper.dots))
    assert {len(row) for row in rows} == {paper.dots}
    assert len(rows) == page.height
    cut = (page.width - paper.dots) // 2
    for y, row in enumerate(rows):
        red = page.rgb[y * page.width * 3 : (y + 1) * page.width * 3 : 3]
        assert [dot == "1" for dot in row] == [value < 150 for value in red[cut : cut + paper.dots]]
        assert min(red[:cut] + red[cut + paper.dots :]) >= 150


def test_a_narrow_picture_stands_in_the_middle() -> None:
    row = dots_of(escpos(Raster(2, 1, b"\x00\x00\x00\xff\xff\xff"), 384))[0]
    assert row.index("1") == 191
    assert row.count("1") == 1


def test_the_drawer_opens_only_when_asked() -> None:
    white = Raster(8, 1, b"\xff" * 24)
    assert DRAWER not in escpos(white, 576)
    assert escpos(white, 576, drawer=True).startswith(RESET + DRAWER)
