"""A pen on a canvas: plain strings from the top down, never markup, so that a name is drawn and never obeyed."""

from io import BytesIO
from itertools import groupby
from typing import Literal

import segno
from reportlab.lib.colors import Color, black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from collector_desktop.printing import fonts

LEADING = 1.45
"""Line height in em."""

Align = Literal["left", "right", "centre"]
_BASELINE = 1.08
_BOX_WIDTH, _BOX_HEIGHT, _BOX_DROP = 0.84, 0.84, 0.08
_STAMP_RED = Color(0.66, 0.16, 0.12)
_STAMP_GREY = Color(0.72, 0.72, 0.72)
_STAMP_LOWEST = 230.0
_PRAISE_RED = Color(0.78, 0.08, 0.10)
_FILL, _STROKE = 0, 1


class Pen:
    """Draws on one document; y grows downwards from the top of the page."""

    def __init__(self, width: float, height: float, title: str) -> None:
        self._out = BytesIO()
        self._canvas = Canvas(self._out, pagesize=(width, height), pageCompression=1)
        # A half character can be drawn as a box, but a title is stored as text, which can't hold one.
        self._canvas.setTitle(fonts.printable(title).encode(errors="replace").decode())
        self._canvas.setCreator("collector-desktop")
        self.width = width
        self.height = height

    def text(
        self,
        x: float,
        top: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        align: Align = "left",
        red: bool = False,
    ) -> None:
        """One line whose line box begins at `top`; x is its left, right or middle as `align` says."""
        plain = fonts.printable(text)
        if align != "left":
            x -= fonts.width(plain, size, bold=bold) / (1 if align == "right" else 2)
        baseline = self.height - top - size * _BASELINE
        self._canvas.setFillColor(_PRAISE_RED if red else black)
        for face, characters in fonts.runs(plain, bold=bold):
            if face == fonts.MISSING:
                self._boxes(x, baseline, size, len(characters))
            else:
                self._canvas.setFont(face, size)
                self._canvas.drawString(x, baseline, characters)
            x += fonts.width(characters, size, bold=bold)

    def _boxes(self, x: float, baseline: float, size: float, number: int) -> None:
        """One box a missing character, crossed, so that it is neither 口 nor a gap."""
        self._canvas.setLineWidth(size * 0.06)
        inset = (1 - _BOX_WIDTH) / 2
        for at in range(number):
            left, bottom = x + (at + inset) * size, baseline - _BOX_DROP * size
            right, top = left + _BOX_WIDTH * size, bottom + _BOX_HEIGHT * size
            self._canvas.rect(left, bottom, right - left, top - bottom)
            self._canvas.line(left, bottom, right, top)

    def line(self, left: float, right: float, y: float, *, dashed: bool = False, weight: float = 0.6) -> None:
        """A horizontal rule."""
        self._canvas.setLineWidth(weight)
        self._canvas.setDash(*([2, 1.6] if dashed else []))
        self._canvas.line(left, self.height - y, right, self.height - y)
        self._canvas.setDash()

    def frame(self, left: float, top: float, width: float, height: float) -> None:
        """An empty rectangle."""
        self._canvas.setLineWidth(0.9)
        self._canvas.rect(left, self.height - top - height, width, height)

    def border(self, inset: float, *, red: bool = False) -> None:
        """A double frame round the whole page, `inset` from its edges."""
        self._canvas.saveState()
        self._canvas.setStrokeColor(_PRAISE_RED if red else black)
        for more, weight in ((0.0, 3.0), (5.0, 0.9)):
            self._canvas.setLineWidth(weight)
            at = inset + more
            self._canvas.rect(at, at, self.width - 2 * at, self.height - 2 * at)
        self._canvas.restoreState()

    def picture(self, left: float, top: float, width: float, height: float, content: bytes) -> None:
        """A photo or a signature, as large as fits the room without being bent. Raises OSError if it is no picture."""
        self._canvas.drawImage(
            ImageReader(BytesIO(content)),
            left,
            self.height - top - height,
            width,
            height,
            mask="auto",
            preserveAspectRatio=True,
            anchor="w",
        )

    def code(self, left: float, top: float, qr: segno.QRCode, module: float) -> None:
        """A QR code without its quiet zone, one filled path so that no hairline shows between modules."""
        self._canvas.saveState()
        self._canvas.translate(left, self.height - top)
        self._canvas.scale(module, -module)
        path = self._canvas.beginPath()
        for row, modules in enumerate(qr.matrix):
            column = 0
            for dark, same in groupby(modules):
                length = len(list(same))
                if dark:
                    path.rect(column, row, length, 1)
                column += length
        self._canvas.drawPath(path, stroke=0, fill=1)
        self._canvas.restoreState()

    def stamp(self, mark: str, size: float, *, faint: bool = False) -> None:
        """Big outlined characters across the page; to be drawn first, so that the text stays readable over them."""
        self._canvas.saveState()
        self._canvas.translate(self.width / 2, self.height - min(self.height / 2, _STAMP_LOWEST))
        self._canvas.rotate(24)
        self._canvas.setStrokeColor(_STAMP_GREY if faint else _STAMP_RED)
        self._canvas.setFillColor(white)
        self._canvas.setLineWidth(max(size / 28, 2.4))
        # The face's strokes overlap: filled with white over their outlines, only the outer contour is left.
        for mode in (_STROKE, _FILL):
            self._canvas.saveState()
            text = self._canvas.beginText(-fonts.width(mark, size, bold=True) / 2, -size * 0.36)
            text.setTextRenderMode(mode)
            text.setFont(fonts.BOLD, size)
            text.textOut(mark)
            self._canvas.drawText(text)
            self._canvas.restoreState()
        self._canvas.restoreState()

    def next_page(self) -> None:
        """End this page and begin another of the same size."""
        self._canvas.showPage()

    def pdf(self) -> bytes:
        """The finished document."""
        self._canvas.save()
        return self._out.getvalue()
