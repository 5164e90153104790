"""A paper's pixels, from the same PDF for preview, system printer and thermal head."""

from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pypdfium2

PDFIUM = Lock()
"""pdfium is not made for two threads at once."""


class Raster(NamedTuple):
    """One page: three bytes a pixel, red first, rows one after another without padding."""

    width: int
    height: int
    rgb: bytes


def pages(pdf: bytes, dpi: int) -> tuple[Raster, ...]:
    """Every page of a PDF on white."""
    import pypdfium2  # binds a large library: at the first paper, not at every start

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(_raster(page, dpi) for page in document)
        finally:
            document.close()


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def _raster(page: "pypdfium2.PdfPage", dpi: int) -> Raster:
    bitmap = page.render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=False)
    row = bitmap.width * bitmap.n_channels
    padded = memoryview(bitmap.buffer)
    rows = (bytes(padded[start : start + row]) for start in range(0, bitmap.stride * bitmap.height, bitmap.stride))
    raster = Raster(bitmap.width, bitmap.height, b"".join(rows))
    page.close()
    return raster
