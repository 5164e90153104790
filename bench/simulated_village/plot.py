"""The curves of knocks against share collected as a picture, readable in grey print."""

from collections.abc import Mapping
from pathlib import Path

from reportlab.graphics import renderSVG
from reportlab.graphics.charts.lineplots import LinePlot
from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.graphics.widgets.markers import makeMarker
from reportlab.lib.colors import HexColor

from simulated_village.curves import Runs, frontier, points

_LOOKS = (
    ("#1f5fa8", "FilledCircle", None),
    ("#c06000", "FilledSquare", (4, 2)),
    ("#2f7d4f", "FilledTriangle", (1, 2)),
    ("#7a4a9c", "FilledDiamond", (6, 2, 1, 2)),
    ("#555555", "Circle", (2, 2)),
    ("#a02030", "Square", None),
)
_WIDTH, _HEIGHT = 640, 400
_LEFT, _BOTTOM, _RIGHT, _TOP = 50, 50, 110, 40
_LEAST_APART = 12


def draw_curves(path: Path, policies: Mapping[str, Runs]) -> None:
    """Each policy's best points, one for each threshold of giving up, with its name at the last one."""
    curves = [
        [(100 * each.share, each.knocks / each.share) for each in frontier(points(runs))] for runs in policies.values()
    ]
    plot = LinePlot()
    plot.x, plot.y, plot.width, plot.height = _LEFT, _BOTTOM, _WIDTH - _LEFT - _RIGHT, _HEIGHT - _BOTTOM - _TOP
    plot.data = curves
    for at, (colour, marker, dashes) in enumerate(_LOOKS[: len(policies)]):
        plot.lines[at].strokeColor = HexColor(colour)
        plot.lines[at].strokeDashArray = dashes
        plot.lines[at].symbol = makeMarker(marker, fillColor=HexColor(colour), strokeColor=HexColor(colour), size=5)
    plot.xValueAxis.labelTextFormat = "%d %%"
    plot.yValueAxis.valueMin = 1
    plot.yValueAxis.labelTextFormat = "%.1f"
    plot.yValueAxis.visibleGrid = True
    plot.yValueAxis.gridStrokeColor = HexColor("#dddddd")
    drawing = Drawing(_WIDTH, _HEIGHT)
    drawing.add(Rect(0, 0, _WIDTH, _HEIGHT, fillColor=HexColor("#ffffff"), strokeColor=None))
    drawing.add(plot)
    drawing.add(String(_LEFT, _HEIGHT - 25, "Knocks per collected household, third cycle", fontSize=12))
    drawing.add(
        String(plot.x + plot.width / 2, 15, "share of households collected by the due date", textAnchor="middle")
    )
    plot.draw()  # the axes know their scale once they were drawn
    lowest = 0.0
    for at in sorted(range(len(curves)), key=lambda at: curves[at][-1][1]):
        name, (share, knocks) = list(policies)[at], curves[at][-1]
        lowest = max(lowest + _LEAST_APART, plot.yValueAxis.scale(knocks) - 3)
        label = String(plot.xValueAxis.scale(share) + 8, lowest, name.replace("_", " "), fontSize=10)
        label.fillColor = HexColor(_LOOKS[at][0])
        drawing.add(label)
    # Readers that want the word in small letters fill the lines with black.
    path.write_text(renderSVG.drawToString(drawing).replace("fill: None", "fill: none"), encoding="utf-8")
