"""The problems of a reading as a spreadsheet, for the clerk who puts the export right."""

from collections.abc import Iterable
from pathlib import Path

from collector_desktop.exchange.spreadsheet_out import write_table
from collector_desktop.exchange.station_export.problems import Problem
from collector_desktop.exchange.station_export.wording import SEVERITIES, sentence

_ENDING = "_问题.xlsx"
_HEADERS = ("轻重", "文件", "工作表", "行", "列", "问题")


def problem_sheet_beside(export: Path) -> Path:
    """Where the problems of an export go: next to it, under its name."""
    return export.with_name(f"{export.stem}{_ENDING}")


def is_problem_sheet(path: Path) -> bool:
    """Whether a file is such a list of problems: it lies among the exports and is none."""
    return path.name.endswith(_ENDING)


def write_problems(problems: Iterable[Problem], path: Path) -> None:
    """Write one row a problem. Raises OSError; then no file has appeared."""
    write_table(
        path,
        "导入问题清单",
        _HEADERS,
        (
            (
                SEVERITIES[problem.severity],
                problem.file,
                problem.sheet,
                problem.row,
                problem.column,
                sentence(problem),
            )
            for problem in problems
        ),
    )
