"""导入 in the place of the exchange: files looked at, what would change, the problems by row, and the word to go."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.refusals import BooksNotAsShown, FilesNotAsShown, Refusal
from collector_desktop.exchange.station_export.problem_sheet import problem_sheet_beside, write_problems
from collector_desktop.exchange.station_export.problems import Problem, Severity
from collector_desktop.services.importing import Imported, Preview, import_exports, preview_exports
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.file_writer import FileWriter
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.importing import presenter
from collector_desktop.ui.station.importing.model import file_columns, problem_columns
from collector_desktop.ui.station.importing.presenter import FileRow
from collector_desktop.ui.station.importing.words import columns_word, effect_lines, missing_word, totals_word
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.job_bar import JobBar
from collector_desktop.ui.widgets.label import AmountLabel, Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.widgets.tick_box import TickBox
from collector_desktop.ui.words import tr
from collector_desktop.ui.worker import Done, Ended, Faulted, Progress, Refused

_SIDE_WIDTH = 312
_MOST_LINES = 10
_FOLDER = "station/import_folder"


class ImportPage(QWidget):
    """`changed` carries the Changes of an import; `left` when one goes back, `issue_wanted` to what comes next."""

    changed = Signal(object)
    left = Signal()
    issue_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._paths: tuple[Path, ...] = ()
        self._preview: Preview | None = None
        self._busy = False
        self._writer = FileWriter(session, self)
        self._writer.written.connect(self._kept)
        self._writer.failed.connect(self._not_kept)
        self._build()
        self._show()

    @property
    def folder(self) -> Path:
        """Where exports lay the last time."""
        kept = self._session.drafts.get(_FOLDER)
        return Path(kept) if kept else self._session.exchange_folder

    @property
    def preview(self) -> Preview | None:
        """What is shown; None while it is being read, after it was imported, and where nothing could be read."""
        return self._preview

    def look_at(self, paths: tuple[Path, ...]) -> None:
        """Show what these files are and what an import of them would do; while one is under way nothing else begins."""
        if self._busy or not paths:
            return
        self._session.drafts.put(_FOLDER, str(paths[0].parent))
        self._paths = paths
        self.accept.setChecked(False)
        self.whole.setChecked(False)
        self.look_again()

    def look_again(self) -> None:
        """Read the same files again, with what is chosen now."""
        ledger, paths, stamp, whole = self._session.ledger, self._paths, self._session.stamp(), self.whole.isChecked()

        def work(progress: Progress) -> Preview:
            return preview_exports(ledger, paths, stamp, settle_missing=whole, progress=progress.step)

        self._begin(tr("看导出文件"), work, self._looked)

    def confirm(self) -> None:
        """Do exactly what is shown, all of it or nothing."""
        preview = self._preview
        if preview is None or not self.go.isEnabled():
            return
        ledger, stamp = self._session.ledger, self._session.stamp()
        accepted, whole = self.accept.isChecked(), self.whole.isChecked()

        def work(progress: Progress) -> Imported:
            return import_exports(
                ledger,
                preview.paths,
                stamp,
                accept_problems=accepted,
                settle_missing=whole,
                shown=preview.shown,
                progress=progress.step,
            )

        self._begin(tr("导入"), work, self._imported)

    def choose_files(self) -> bool:
        """Ask for files, beginning where the last ones lay; whether any were chosen."""
        kinds = " ".join(f"*{ending}" for ending in presenter.ENDINGS)
        chosen, _kind = QFileDialog.getOpenFileNames(
            self, tr("选择导出文件"), str(self.folder), f"{tr('表格')} ({kinds})"
        )
        self.look_at(tuple(map(Path, chosen)))
        return bool(chosen)

    def keep_problems(self) -> None:
        """Write the problems as a spreadsheet for whoever puts the export right."""
        assert self._preview is not None
        beside = problem_sheet_beside(self._preview.paths[0])
        chosen, _kind = QFileDialog.getSaveFileName(self, tr("存问题清单"), str(beside), "*.xlsx")
        if not chosen:
            return
        self._writer.write(Path(chosen), partial(write_problems, self._preview.problems))

    def _not_kept(self, why: str) -> None:
        self.notice.say(tr("没有存下"), why, tone=Tone.DANGER)

    def _kept(self, path: Path) -> None:
        self.notice.say(
            tr("已存 {name}").format(name=path.name), tr("在 {folder}").format(folder=path.parent), tone=Tone.OK
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the exchange."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        look, session = self._session.look, self._session
        self.choose = KeyButton(tr("换文件"))
        self.choose.clicked.connect(self.choose_files)
        back = KeyButton(tr("返回"), "Esc")
        back.clicked.connect(self.left)
        self._totals = Label(tone=Tone.MUTED, wrap=True)
        self.notice = Notice()
        self._job = JobBar()
        self.files = RowsModel(file_columns(), look, parent=self)
        self.file_table: DataTable[FileRow] = DataTable(tr("导出文件"), self.files, session, "station/import_files")
        self.file_table.chosen.connect(self._show_columns)
        self._columns = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.problems = RowsModel(problem_columns(), look, parent=self)
        self.problem_table: DataTable[Problem] = DataTable(
            tr("文件里的问题"), self.problems, session, "station/import_problems"
        )
        self._problem_title = Label(bold=True)
        self.keep = KeyButton(tr("存问题清单"), compact=True)
        self.keep.clicked.connect(self.keep_problems)
        self._names = [Label(tone=Tone.MUTED) for _ in range(_MOST_LINES)]
        self._figures = [AmountLabel(bold=True) for _ in range(_MOST_LINES)]
        self._nothing = Label(wrap=True)
        self._missing = Label(size=Size.SMALL, tone=Tone.WARN, wrap=True)
        self.whole = TickBox(tr("欠费明细是全所的"), look)
        self.whole.clicked.connect(self.look_again)
        self._whole_means = Label(tr("不在里面的旧账单算已结清。"), size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.accept = TickBox(tr("有错的行不取,其余导入"), look)
        self.accept.clicked.connect(self._show_go)
        self.go = KeyButton(tr("导入"), "⏎", primary=True)
        self.go.clicked.connect(self.confirm)
        self._lay_out(back)

    def _lay_out(self, back: KeyButton) -> None:
        files = Card(margin=Space.S)
        files.column.addWidget(self.file_table, 1)
        files.column.addWidget(self._columns)
        self._problem_card = Card(margin=Space.S)
        self._problem_card.column.addLayout(row(self._problem_title, None, self.keep))
        self._problem_card.column.addWidget(self.problem_table, 1)
        left = QVBoxLayout()
        left.setSpacing(Space.S)
        left.addWidget(files, 3)
        left.addWidget(self._problem_card, 2)
        side = Card()
        side.setFixedWidth(_SIDE_WIDTH)
        side.column.setSpacing(Space.XS)
        side.column.addWidget(Label(tr("导入会改变什么"), bold=True))
        side.column.addWidget(self._nothing)
        for name, figure in zip(self._names, self._figures, strict=True):
            side.column.addLayout(row(name, None, figure))
        side.column.addWidget(self._missing)
        side.column.addStretch(1)
        for widget in (self.whole, self._whole_means, self.accept, self.go):
            side.column.addWidget(widget)
        self._body = QWidget()
        body = QHBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(Space.L)
        body.addLayout(left, 1)
        body.addWidget(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(row(Label(tr("导入"), size=Size.LARGE, bold=True), None, self.choose, back))
        column.addWidget(self._totals)
        column.addWidget(self.notice)
        column.addWidget(self._job)
        column.addWidget(self._body, 1)
        column.addStretch(0)

    def _begin(self, title: str, work: Callable[[Progress], object], ended: Callable[[Ended], None]) -> None:
        self._busy = True
        self.notice.clear()
        self.choose.setEnabled(False)
        self._show_go()
        job = self._session.lane.run(work)
        job.ended.connect(ended)
        self._job.follow(title, job)

    def _looked(self, end: Ended) -> None:
        self._busy = False
        self._preview = None
        self.choose.setEnabled(True)
        match end:
            case Done(Preview() as preview):
                self._preview = preview
            case _:
                self._explain(end, tr("没有读成"))
        self._show()
        if self.isVisible():
            (self.go if self.go.isEnabled() else self.problem_table if self.problems.rows else self.choose).setFocus()

    def _imported(self, end: Ended) -> None:
        self._busy = False
        self.choose.setEnabled(True)
        match end:
            case Done(Imported() as imported):
                self._tell(imported)
            case _:
                self._explain(end, tr("没有导入"))
                self._show_go()

    def _tell(self, imported: Imported) -> None:
        self._preview = None
        self._show()
        lines = [f"{name} {figure}" for name, figure in effect_lines(imported.effect)]
        if imported.report is not None:
            lines.append(tr("有要核对的地方,清单在 {report}").format(report=imported.report))
        self.notice.say(
            tr("已导入 {files} 个文件").format(files=len(imported.files)),
            "  ·  ".join(lines),
            tone=Tone.OK if imported.report is None else Tone.WARN,
            actions=((tr("去派工"), self.issue_wanted.emit),),
        )
        self.changed.emit(Changes(topics=frozenset(Topic)))
        self.notice.focus_action()

    def _explain(self, end: Ended, what: str) -> None:
        match end:
            case Refused(refusal):
                self._refuse(refusal)
            case Faulted(fault):
                where = f"{fault.filename}\n" if fault.filename else ""
                self.notice.say(what, f"{where}{fault_word(fault)}", tone=Tone.DANGER)
            case _:
                self.notice.say(what, tr("已停止,账本没有变。"))

    def _refuse(self, refusal: Refusal) -> None:
        said = sentence(refusal, tr)
        again = ((tr("再看一遍"), self.look_again),) if isinstance(refusal, FilesNotAsShown | BooksNotAsShown) else ()
        self.notice.say(said.what, said.advice, tone=Tone.DANGER, actions=again)

    def _show(self) -> None:
        preview = self._preview
        self.files.show(() if preview is None else presenter.file_rows(preview))
        problems = [] if preview is None else presenter.by_weight(preview.problems)
        self.problems.show(problems)
        self._problem_card.setVisible(bool(problems))
        worth = sum(problem.severity is not Severity.NOTE for problem in problems)
        title = tr("问题 {count} 处,要看的 {worth} 处").format(count=len(problems), worth=worth)
        self._problem_title.setText(title)
        self._totals.setText("" if preview is None else totals_word(preview.totals))
        for widget in (self._totals, self._body):
            widget.setVisible(preview is not None)
        lines = () if preview is None else effect_lines(preview.shown.effect)
        for at, (name, figure) in enumerate(zip(self._names, self._figures, strict=True)):
            for label, text in ((name, lines[at][0]), (figure, lines[at][1])) if at < len(lines) else ():
                label.setText(text)
            for label in (name, figure):
                label.setVisible(at < len(lines))
        self._nothing.setVisible(preview is not None and not lines)
        self._nothing.setText(tr("与账本一致,没有变化。"))
        missing = "" if preview is None else missing_word(preview.shown.effect, settled=self.whole.isChecked())
        self._missing.setText(missing)
        self._missing.setVisible(bool(missing))
        for widget in (self.whole, self._whole_means):
            widget.setVisible(bool(missing))
        self.accept.setVisible(preview is not None and bool(preview.errors))
        self._show_go()

    def _show_go(self) -> None:
        preview = self._preview
        may = preview is not None and presenter.may_import(preview, accepted=self.accept.isChecked())
        self.go.setEnabled(may and not self._busy)
        for choice in (self.accept, self.whole):
            choice.setEnabled(not self._busy)

    def _show_columns(self, file: FileRow | None) -> None:
        self._columns.setText("" if file is None or file.table is None else columns_word(file.table))
