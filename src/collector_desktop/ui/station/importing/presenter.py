"""What is known of an import before it is done: the files, what would change, and whether it may be confirmed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from collector_desktop.exchange.file_names import EXTENSIONS
from collector_desktop.exchange.package import PackageKind
from collector_desktop.exchange.station_export.problem_sheet import is_problem_sheet
from collector_desktop.exchange.station_export.problems import Problem, Severity
from collector_desktop.exchange.station_export.reading import ReadTable
from collector_desktop.services.importing import Effect, Preview

ENDINGS = (".xlsx", ".xls", ".csv", ".tsv", ".txt")
"""What exports are called; what they are is told from their content."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file, or one sheet of it; no table where nothing in it was recognised."""

    name: str
    table: ReadTable | None
    problems: int
    errors: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """What lies in files dropped on the window."""

    packages: tuple[Path, ...]
    exports: tuple[Path, ...]


def dropped(paths: Iterable[Path]) -> Dropped:
    """Day packages, and what may be an export; of a folder what looks like either."""
    package = EXTENSIONS[PackageKind.DAY]
    files: list[Path] = []
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        files += [each for each in inside if each == path or each.suffix.lower() in (*ENDINGS, package)]
    return Dropped(
        packages=tuple(file for file in files if file.suffix == package),
        exports=tuple(file for file in files if file.suffix != package and not is_problem_sheet(file)),
    )


def file_rows(preview: Preview) -> tuple[FileRow, ...]:
    """Every file in the order it was chosen, with its recognised sheets and how much in them a person should see."""
    worth = [problem for problem in preview.problems if problem.severity is not Severity.NOTE]
    in_file = Counter(problem.file for problem in worth)
    errors = Counter(problem.file for problem in worth if problem.severity is Severity.ERROR)
    rows: list[FileRow] = []
    for name in dict.fromkeys(path.name for path in preview.paths):
        found = [table for table in preview.tables if table.file == name]
        if not found:
            rows.append(FileRow(name, None, in_file[name], errors[name]))
        for table in found:
            title = f"{name} · {table.sheet}" if len(found) > 1 else name
            rows.append(FileRow(title, table, in_file[name], errors[name]))
    return tuple(rows)


def by_weight(problems: Iterable[Problem]) -> list[Problem]:
    """The gravest first, else as they were found."""
    weights = list(Severity)
    return sorted(problems, key=lambda problem: weights.index(problem.severity))


def changes_anything(effect: Effect) -> bool:
    """Whether an import would leave any trace in the books."""
    return effect.counts.any or bool(effect.refunds) or bool(effect.offset)


def may_import(preview: Preview, *, accepted: bool) -> bool:
    """Whether there is something to confirm: the books would change, and what is wrong is accepted."""
    return changes_anything(preview.shown.effect) and (accepted or not preview.errors)
