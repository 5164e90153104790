"""What is wrong with a file, row by row, beside the page that read it."""

from collections.abc import Iterable

from collector_desktop.exchange.station_export.problems import Problem
from collector_desktop.exchange.station_export.wording import sentence
from collector_desktop.ui.widgets.known_lines import KnownLine, KnownLines
from collector_desktop.ui.widgets.side_panel import SidePanel
from collector_desktop.ui.words import tr

_HEIGHT = 360


class ProblemPanel(SidePanel):
    """Opens over the right of its page."""

    def show_problems(self, title: str, problems: Iterable[Problem], report: str) -> None:
        """Show each problem with its row; the whole list lies in the report."""
        lines = KnownLines(tr("没有问题"))
        lines.show_lines([KnownLine(_where(problem), sentence(problem, tr)) for problem in problems])
        lines.setMinimumHeight(_HEIGHT)
        self.open(title, lines, "", under=tr("完整清单在 {report}").format(report=report))


def _where(problem: Problem) -> str:
    row = tr("第 {row} 行").format(row=problem.row) if problem.row else ""
    return " · ".join(filter(None, (problem.file, problem.sheet, row)))
