"""The curves of knocks against share collected as a picture, readable in grey print."""

from collections.abc import Mapping
from pathlib import Path

from reportlab.graphics import renderSVG
from reportlab.graphics.charts.legends import LineLegend
from reportlab.graphics.charts.lineplots import LinePlot
from reportlab.graphics.shapes import Drawing, String
from reportlab.graphics.widgets.markers import makeMarker
from reportlab.lib.colors import HexColor

from simulated_village.curves import Runs, points

_LOOKS = (
    ("#1f5fa8", "FilledCircle", None),
    ("#c06000", "FilledSquare", (4, 2)),
    ("#2f7d4f", "FilledTriangle", (1, 2)),
    ("#7a4a9c", "FilledDiamond", (6, 2, 1, 2)),
    ("#555555", "Circle", (2, 2)),
    ("#a02030", "Square", None),
)
_WIDTH, _HEIGHT = 640, 400


def draw_curves(path: Path, policies: Mapping[str, Runs]) -> None:
    """Each policy's points, one for each threshold of giving up."""
    plot = LinePlot()
    plot.x, plot.y, plot.width, plot.height = 50, 50, _WIDTH - 210, _HEIGHT - 90
    plot.data = [
        [
            (100 * point.share, point.knocks / point.share)
            for point in sorted(points(runs), key=lambda point: point.share)
        ]
        for runs in policies.values()
    ]
    for at, (colour, marker, dashes) in enumerate(_LOOKS[: len(policies)]):
        plot.lines[at].strokeColor = HexColor(colour)
        plot.lines[at].strokeDashArray = dashes
        plot.lines[at].symbol = makeMarker(marker, fillColor=HexColor(colour), strokeColor=HexColor(colour), size=5)
    plot.xValueAxis.labelTextFormat = "%d %%"
    plot.yValueAxis.valueMin = 1
    plot.yValueAxis.labelTextFormat = "%.1f"
    plot.yValueAxis.visibleGrid = True
    plot.yValueAxis.gridStrokeColor = HexColor("#dddddd")
    legend = LineLegend()
    legend.x, legend.y, legend.alignment = _WIDTH - 150, _HEIGHT - 60, "right"
    legend.columnMaximum = len(policies)
    legend.colorNamePairs = [
        (HexColor(colour), policy.replace("_", " ")) for policy, (colour, _, _) in zip(policies, _LOOKS, strict=False)
    ]
    drawing = Drawing(_WIDTH, _HEIGHT)
    drawing.add(plot)
    drawing.add(legend)
    drawing.add(String(50, _HEIGHT - 25, "Knocks per collected household", fontSize=12))
    drawing.add(
        String(plot.x + plot.width / 2, 15, "share of households collected by the due date", textAnchor="middle")
    )
    renderSVG.drawToFile(drawing, str(path))
