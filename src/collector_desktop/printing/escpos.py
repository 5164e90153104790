"""ESC/POS for thermal printers: the paper as a picture, so that every rare character prints on every model."""

from collections.abc import Iterator
from typing import Literal

from collector_desktop.printing.pixels import Raster

DPI = 203
"""The resolution of the heads; a raster of a roll at this resolution fits dot by dot."""

_RESET = b"\x1b@"
_OPEN_DRAWER = b"\x1bp\x00\x19\xfa"
_RASTER = b"\x1dv0\x00"
_FEED_AND_CUT = b"\x1dVB\x50"
_BAND = 128
"""Rows sent at once; cheap printers hold no more."""
_DARK = 150
"""Below this lightness (of 255) a dot is burnt: thin strokes stay whole."""
_BITS = bytes(ord("1") if lightness < _DARK else ord("0") for lightness in range(256))


def escpos(raster: Raster, dots: Literal[384, 576], *, drawer: bool = False) -> bytes:
    """The bytes that print a page on a head of that many dots, centred; what lies beyond the head is margin."""
    out = bytearray(_RESET)
    if drawer:
        out += _OPEN_DRAWER
    rows = list(_rows(raster, dots))
    for top in range(0, len(rows), _BAND):
        band = rows[top : top + _BAND]
        out += _RASTER + (dots // 8).to_bytes(2, "little") + len(band).to_bytes(2, "little")
        out += b"".join(band)
    return bytes(out + _FEED_AND_CUT)


def _rows(raster: Raster, dots: int) -> Iterator[bytes]:
    """Each row as bits, the leftmost dot first; a bit set is a dot burnt."""
    stride = raster.width * 3
    cut = max(raster.width - dots, 0) // 2
    kept = min(raster.width, dots)
    shift = dots - kept - (dots - kept) // 2
    for top in range(0, raster.height * stride, stride):
        # Green alone stands for the lightness: papers are black, grey and a stamp's red, which must print.
        green = raster.rgb[top + cut * 3 + 1 : top + (cut + kept) * 3 : 3]
        yield (int(green.translate(_BITS), 2) << shift).to_bytes(dots // 8, "big")
