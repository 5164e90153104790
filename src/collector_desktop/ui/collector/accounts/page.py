"""台账: everybody, narrowed, sorted and written out; beside it the history of one account, and its household."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes
from collector_desktop.domain.names import AccountNumber
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.seat import SeatKind
from collector_desktop.services.sentences import sentence
from collector_desktop.store.queries.accounts import AccountLine
from collector_desktop.ui.collector.accounts.history_card import HistoryCard
from collector_desktop.ui.collector.accounts.model import columns
from collector_desktop.ui.collector.accounts.presenter import (
    CONCERNS,
    Accounts,
    Chosen,
    Everybody,
    Owing,
    read_everybody,
    sum_of,
)
from collector_desktop.ui.collector.collect.household_panel import HouseholdPanel
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.no_books import NoBooks
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.drop_down import DropDown
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.job_bar import JobBar
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.widgets.table_export import export_name, write_rows
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr, yuan
from collector_desktop.ui.worker import Done, Ended, Faulted, Progress

_HISTORY_WIDTH = (300, 380)
_HISTORY_AFTER_MS = 60
_LOAD_AFTER_MS = 2_000
"""The window comes first; whoever opens this place sooner has it read at once."""


class AccountsPage(QWidget):
    """`card_wanted` carries the account whose card is to be opened; `changed` the Changes of what was noted here.

    `route_wanted` asks for a first route.
    """

    card_wanted = Signal(str)
    changed = Signal(object)
    loaded = Signal()
    route_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._accounts = Accounts(session)
        self._changed: set[AccountNumber] = set()
        self._is_loaded = self._is_loading = False
        self._exported_to = session.exchange_folder
        self._build()
        self._soon = QTimer(self, singleShot=True, interval=_LOAD_AFTER_MS)
        self._soon.timeout.connect(self.reload)
        self._soon.start()

    def activated(self) -> None:
        """The place was opened: the list takes the keyboard."""
        self.table.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Read again what changed: a few accounts at once, everybody beside the window."""
        if changes.topics & CONCERNS and not changes.accounts:
            self._is_loaded = False
        self._changed |= changes.accounts
        if self.isVisible():
            self._catch_up()

    def reload(self) -> None:
        """Read everybody beside the window; `loaded` when they are there."""
        self._soon.stop()
        if self._is_loading:
            return
        self._is_loading, self._is_loaded = True, True
        self._changed.clear()
        session = self._session

        def work(_progress: Progress) -> Everybody:
            return read_everybody(session)

        session.lane.run(work).ended.connect(self._hold)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        self._catch_up()

    def _catch_up(self) -> None:
        if not self._is_loaded:
            self.reload()
        elif not self._is_loading:
            if self._changed:
                self._accounts.read_again(self._changed)
                self._changed.clear()
                self._narrow()
            self._later.start()

    def _hold(self, end: Ended) -> None:
        self._is_loading = False
        if isinstance(end, Done):
            self._accounts.hold(end.value)
            self._fill_villages()
            self._narrow()
            self.loaded.emit()
        if self.isVisible():
            self._catch_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the household, then takes the narrowing back."""
        if event.key() == Qt.Key.Key_Escape and not self.household.isHidden():
            if not self.household.step_back():
                self._leave_household()
        elif event.key() == Qt.Key.Key_Escape and self.finder.text():
            self.finder.clear()
            self.table.setFocus()
        elif event.key() == Qt.Key.Key_Down and self.finder.hasFocus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def find_text(self, text: str) -> None:
        """Narrow the list to what a text finds."""
        self.finder.setText(text)

    def export_to(self, path: Path) -> None:
        """Write what is shown, in its order and with its columns, masked."""
        title = tr("台账 {day}(已遮蔽个人信息)").format(day=self._session.business_day.isoformat())
        columns, rows = self.table.visible_columns(), self.model.rows

        def work(progress: Progress) -> Path:
            return write_rows(path, title, columns, rows, progress.step)

        self._notice.clear()
        job = self._session.lane.run(work)
        job.ended.connect(self._exported)
        self.job_bar.follow(tr("导出台账"), job)

    def _build(self) -> None:
        session = self._session
        self.finder = TextField(tr("在台账里查找"), tr("在台账里查找"))
        self.finder.setClearButtonEnabled(True)
        self.finder.textChanged.connect(self._narrow)
        self.finder.returnPressed.connect(self._open_current)
        self.village = DropDown()
        self.village.setAccessibleName(tr("村"))
        self.village.currentIndexChanged.connect(self._narrow)
        self.owing = DropDown()
        self.owing.setAccessibleName(tr("欠费情况"))
        for owing, text in (
            (Owing.ALL, tr("全部")),
            (Owing.OWING, tr("有欠费")),
            (Owing.OVERDUE, tr("已逾期")),
            (Owing.PREPAID, tr("有预收")),
        ):
            self.owing.addItem(text, owing)
        self.owing.currentIndexChanged.connect(self._narrow)
        self.columns_button = KeyButton(tr("选列"))
        self.columns_button.clicked.connect(self._choose_columns)
        self.export_button = KeyButton(tr("导出"))
        self.export_button.clicked.connect(self._export)
        self.model = RowsModel(columns(), session.look, parent=self, account=lambda line: line.number)
        self.table: DataTable[AccountLine] = DataTable(tr("台账"), self.model, session, "accounts", page_serves=True)
        self.table.opened.connect(self._open_current)
        self.table.chosen.connect(self._choose)
        self.table.typed.connect(self._type)
        self.table.export_wanted.connect(self._export)
        self._sum = Label(tr("正在读台账……"), size=Size.SMALL, tone=Tone.MUTED)
        self._notice = Notice()
        self.job_bar = JobBar()
        self.history = HistoryCard(session.look)
        self.history.setMinimumWidth(_HISTORY_WIDTH[0])
        self.history.setMaximumWidth(_HISTORY_WIDTH[1])
        self.history.show_account(None)
        self.history.collect_asked.connect(self._open_current)
        self.history.grade_asked.connect(self._show_grade)
        self.history.grading.objected.connect(self._object)
        self.history.household_asked.connect(self._show_household)
        self.household = HouseholdPanel(session)
        self.household.setMinimumWidth(_HISTORY_WIDTH[0])
        self.household.setMaximumWidth(_HISTORY_WIDTH[1])
        self.household.hide()
        self.household.left.connect(self._leave_household)
        self.household.changed.connect(self._noted)
        if session.seat.kind is SeatKind.STATION:
            self.history.hide_collect()
        self._later = QTimer(self, singleShot=True, interval=_HISTORY_AFTER_MS)
        self._later.timeout.connect(self._show_history)
        self._lay_out()

    def _lay_out(self) -> None:
        top = row(self.finder, self.village, self.owing, self.columns_button, self.export_button)
        top.setStretch(0, 1)
        sheet = Card(margin=Space.S)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(EmptyState(tr("没有这样的户"), tr("换一个村,或少打几个字;Esc 看全部。")))
        nobody = NoBooks(tr("台账是空的"), tr("所有用户会列在这里。"), self._session.seat)
        nobody.pressed.connect(self.route_wanted)
        self._stack.addWidget(nobody)
        sheet.column.addWidget(self._stack, 1)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addLayout(top)
        left.addWidget(self._notice)
        left.addWidget(self.job_bar)
        left.addWidget(sheet, 1)
        left.addWidget(self._sum)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.L + Space.XS, Space.L, Space.L + Space.XS, Space.L)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 2)
        layout.addWidget(self.history, 1)
        layout.addWidget(self.household, 1)

    def _fill_villages(self) -> None:
        before = self.village.currentData() or ""
        self.village.blockSignals(True)
        self.village.clear()
        self.village.addItem(tr("所有村"), "")
        for village in self._accounts.villages:
            self.village.addItem(village, village)
        self.village.setCurrentIndex(max(self.village.findData(before), 0))
        self.village.blockSignals(False)

    def _narrow(self) -> None:
        before = self.table.current()
        chosen = Chosen(
            text=self.finder.text(),
            village=self.village.currentData() or "",
            owing=self.owing.currentData() or Owing.ALL,
        )
        lines = self._accounts.chosen(chosen)
        everybody = bool(self._accounts.villages)
        # Between the new rows and the old place the first row is current: nobody chose it.
        self.table.blockSignals(True)
        self.model.show(lines)
        self._stack.setCurrentIndex(0 if lines else 1 if everybody else 2)
        if before is not None:
            numbers = [line.number for line in self.model.rows]
            self.table.go_to(numbers.index(before.number) if before.number in numbers else 0)
        self.table.blockSignals(False)
        self._choose(self.table.current())
        shown = sum_of(lines)
        self._sum.setText(
            tr("{accounts} 户,其中 {owing} 户欠费 {due}").format(
                accounts=f"{shown.accounts:,}", owing=f"{shown.owing:,}", due=yuan(shown.due)
            )
        )

    def _choose(self, line: AccountLine | None) -> None:
        stays = not self.household.isHidden() and line is not None and line.number == self.household.account
        self.household.setVisible(stays)
        self.history.show_account(line)
        if stays:
            self.history.hide()
        self._later.start()

    def _show_history(self) -> None:
        line = self.table.current()
        self.history.show_history(self._accounts.history(line.number) if line is not None else ())

    def _show_grade(self) -> None:
        line = self.table.current()
        if line is not None:
            grading, objections = self._accounts.grading(line.number)
            is_laptop = self._session.seat.kind is SeatKind.COLLECTOR
            self.history.show_grade(grading, objections, may_object=is_laptop)

    def _object(self, code: str, reason: str) -> None:
        line = self.table.current()
        if line is None:
            return
        try:
            changes = self._accounts.object_to(line.number, code, reason)
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self._notice.say(said.what, said.advice)
            return
        self.changed.emit(changes)
        self._notice.say(tr("异议已记下"), tr("晚上随日包交所,答复随线路包回来。"), tone=Tone.OK)
        self._show_grade()

    def _show_household(self) -> None:
        line = self.table.current()
        if line is None:
            return
        self.history.hide()
        self.household.show_household(line.number)
        self.household.show()
        self.household.take_keyboard()

    def _leave_household(self) -> None:
        self.household.hide()
        self.history.show()
        self.table.setFocus()

    def _noted(self, changes: Changes) -> None:
        self.changed.emit(changes)
        if self._session.seat.kind is SeatKind.STATION:
            self._notice.say(tr("已记下"), tr("随下一个线路包到收费员的电脑。"), tone=Tone.OK)

    def _open_current(self) -> None:
        line = self.table.current()
        if line is not None:
            self.card_wanted.emit(line.number)

    def _type(self, text: str) -> None:
        self.finder.setFocus()
        self.finder.insert(text)

    def _choose_columns(self) -> None:
        menu = self.table.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.columns_button.mapToGlobal(QPoint(0, self.columns_button.height())))

    def _export(self) -> None:
        self.export_to(self._session.exchange_folder / self._file_name())

    def _file_name(self) -> str:
        return export_name(tr("台账"), self._session.business_day)

    def _export_elsewhere(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("导出到"), self._file_name(), "*.xlsx")
        if chosen:
            self.export_to(Path(chosen))

    def _exported(self, end: Ended) -> None:
        elsewhere = (tr("换一个位置"), self._export_elsewhere)
        if isinstance(end, Done):
            path: Path = end.value
            self._exported_to = path.parent
            self._notice.say(
                tr("已导出 {name}").format(name=path.name),
                tr("在 {folder}。户名、户号和电话已遮蔽;不遮蔽的要供电所批准。").format(folder=path.parent),
                tone=Tone.OK,
                actions=((tr("打开文件夹"), self._open_folder), elsewhere),
            )
        elif isinstance(end, Faulted):
            self._notice.say(tr("没有导出"), fault_word(end.fault), tone=Tone.DANGER, actions=(elsewhere,))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._exported_to)))
