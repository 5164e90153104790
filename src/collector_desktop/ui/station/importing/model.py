"""Files and problems of an import as columns."""

from collector_desktop.exchange.station_export.columns import About
from collector_desktop.exchange.station_export.problems import Problem, Severity
from collector_desktop.exchange.station_export.wording import SEVERITIES, sentence
from collector_desktop.ui.station.importing.presenter import FileRow
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.rows_model import Column
from collector_desktop.ui.words import tr, yuan

_TONES = {Severity.ERROR: Tone.DANGER, Severity.WARNING: Tone.WARN, Severity.NOTE: Tone.MUTED}
_WEIGHTS = {severity: at for at, severity in enumerate(Severity)}


def file_columns() -> tuple[Column[FileRow], ...]:
    """File, what it is, how it was written, rows, accounts, what is owed, and what a person should look at."""
    return (
        Column(
            key="file",
            title=tr("文件"),
            text=lambda row: row.name,
            order=lambda row: row.name,
            outside=lambda row: row.name,
            width=170,
            fills=True,
            bold=True,
        ),
        Column(
            key="kind",
            title=tr("是什么"),
            text=lambda row: tr("没有认出来") if row.table is None else tr(row.table.kind),
            order=lambda row: "" if row.table is None else row.table.kind,
            outside=lambda row: "" if row.table is None else row.table.kind,
            width=120,
            tone=lambda row: Tone.DANGER if row.table is None else Tone.TEXT,
        ),
        Column(
            key="form",
            title=tr("格式"),
            text=lambda row: "—" if row.table is None else row.table.form,
            order=lambda row: "" if row.table is None else row.table.form,
            outside=lambda row: "" if row.table is None else row.table.form,
            width=88,
        ),
        Column(
            key="rows",
            title=tr("取的行"),
            text=lambda row: "—" if row.table is None else f"{row.table.rows:,}",
            order=lambda row: 0 if row.table is None else row.table.rows,
            outside=lambda row: None if row.table is None else row.table.rows,
            width=84,
            right=True,
        ),
        Column(
            key="accounts",
            title=tr("户数"),
            text=lambda row: "—" if row.table is None else f"{row.table.accounts:,}",
            order=lambda row: 0 if row.table is None else row.table.accounts,
            outside=lambda row: None if row.table is None else row.table.accounts,
            width=84,
            right=True,
        ),
        Column(
            key="open",
            title=tr("欠费"),
            text=lambda row: yuan(row.table.open) if _tells_bills(row) and row.table else "—",
            order=lambda row: 0 if row.table is None else row.table.open.fen,
            outside=lambda row: row.table.open if _tells_bills(row) and row.table else None,
            width=124,
            right=True,
        ),
        Column(
            key="problems",
            title=tr("要看的"),
            text=lambda row: str(row.problems) if row.problems else "—",
            order=lambda row: row.problems,
            outside=lambda row: row.problems,
            width=84,
            right=True,
            tone=lambda row: Tone.DANGER if row.errors else Tone.WARN if row.problems else Tone.MUTED,
        ),
    )


def problem_columns() -> tuple[Column[Problem], ...]:
    """How grave, where, and what; the gravest stand first."""
    return (
        Column(
            key="severity",
            title=tr("轻重"),
            text=lambda problem: tr(SEVERITIES[problem.severity]),
            order=lambda problem: _WEIGHTS[problem.severity],
            outside=lambda problem: SEVERITIES[problem.severity],
            width=84,
            tone=lambda problem: _TONES[problem.severity],
            bold=True,
        ),
        Column(
            key="file",
            title=tr("文件"),
            text=lambda problem: " · ".join(filter(None, (problem.file, problem.sheet))),
            order=lambda problem: (problem.file, problem.sheet, problem.row or 0),
            outside=lambda problem: problem.file,
            width=150,
        ),
        Column(
            key="row",
            title=tr("行"),
            text=lambda problem: str(problem.row or "—"),
            order=lambda problem: problem.row or 0,
            outside=lambda problem: problem.row,
            width=64,
            right=True,
        ),
        Column(
            key="column",
            title=tr("列"),
            text=lambda problem: problem.column or "—",
            order=lambda problem: problem.column,
            outside=lambda problem: problem.column,
            width=96,
        ),
        Column(
            key="what",
            title=tr("问题"),
            text=lambda problem: sentence(problem, tr),
            order=lambda problem: problem.reason,
            outside=sentence,
            width=240,
            fills=True,
        ),
    )


def _tells_bills(row: FileRow) -> bool:
    return row.table is not None and row.table.about is About.BILLS
