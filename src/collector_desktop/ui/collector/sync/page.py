"""交换: hand over to the station, take its route, and see what came and went."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.exchange.file_names import EXTENSIONS
from collector_desktop.exchange.package import PackageKind
from collector_desktop.services.enrolling import request_again
from collector_desktop.services.handing_over import HandedOver, hand_over
from collector_desktop.services.over_short_words import told_words
from collector_desktop.services.rules_words import changes_words
from collector_desktop.services.sentences import sentence
from collector_desktop.services.taking_route import RouteTaken, take_route
from collector_desktop.store.queries.sync import PackageEntry
from collector_desktop.ui.collector.sync.attention_side import AttentionSide
from collector_desktop.ui.collector.sync.backup_bar import BackupBar
from collector_desktop.ui.collector.sync.left_open_notice import LeftOpenNotice
from collector_desktop.ui.collector.sync.model import columns
from collector_desktop.ui.collector.sync.presenter import CONCERNS, Exchange
from collector_desktop.ui.collector.sync.way_card import WayCard
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.seen_part import SeenPart
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.card import Card
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.job_bar import JobBar
from collector_desktop.ui.widgets.notice import Action, Notice
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.words import tr
from collector_desktop.ui.worker import Cancelled, Done, Ended, Faulted, Progress, Refused, Work


class SyncPage(SeenPart):
    """`changed` carries the Changes of a package written or taken; `restore_wanted` asks for the restore window."""

    changed = Signal(object)
    restore_wanted = Signal()

    concerns = CONCERNS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._exchange = Exchange(session)
        self._route: Path | None = None
        self._source = Path()
        self._build()
        self.reload()

    def activated(self) -> None:
        """The place was opened: the way that has something to do takes the keyboard."""
        self.reload()
        self._focus()

    def reload(self) -> None:
        """Read where the two seats stand and what lies in the folder."""
        self._stale = False
        standing = self._exchange.load()
        self._route = self._exchange.waiting_route()
        self.model.show(standing.packages)
        self._history.setCurrentIndex(0 if standing.packages else 1)
        self.attention.show_lines(standing.attention)
        self._show_out()
        self._show_in()
        self.left_open.reload()

    def hand_over_now(self) -> None:
        """Write the day package into the folder, beside the window."""
        self._write_day(everything=False)

    def hand_over_everything(self) -> None:
        """Write every line once more, for a station that lost some."""
        self._write_day(everything=True)

    def request_again(self) -> None:
        """Write this laptop's enrolment request once more, for a station that forgot it."""
        session, folder = self._session, self._exchange.folder
        try:
            written = request_again(session.keys, session.seat, folder, session.stamp())
        except OSError as fault:
            self.notice.say(tr("登记申请没有写成"), f"{folder}\n{fault_word(fault)}", tone=Tone.DANGER)
            return
        told = tr(
            "带到所里,请所长照原机号 {device} 再登记(命令 enrol --again {device})。打电话念对:{fingerprint}\n"
            "本机照常用,答复不用取;所里登记好以后再按「全部重交」。"
        )
        self.notice.say(
            tr("已写好 {name}").format(name=written.path.name),
            told.format(device=session.seat.device, fingerprint=written.fingerprint),
            tone=Tone.OK,
            actions=((tr("打开文件夹"), self._open_folder),),
        )

    def take_route_from(self, source: Path) -> None:
        """Take a route package in, beside the window."""
        ledger, keys, stamp = self._session.ledger, self._session.keys, self._session.stamp()

        def work(_progress: Progress) -> RouteTaken:
            return take_route(ledger, keys, source, stamp)

        self._source = source
        self._run(tr("取线路"), work, self._route_taken)

    def back_up_now(self) -> None:
        """A backup beside the window; how it ended is said in its bar."""
        if self._session.keeping is not None:
            self._job.follow(tr("备份"), self._session.keeping.back_up())

    def keep_in(self, folder: Path) -> None:
        """Keep backups and the mirror in this folder from now on."""
        keeping = self._session.keeping
        assert keeping is not None, "the button is off without it"
        try:
            keeping.choose(folder)
        except OSError as fault:
            self.notice.say(tr("这里不能备份"), f"{folder}\n{fault_word(fault)}", tone=Tone.DANGER)
            return
        self.backup.reload()
        if keeping.kept.place is not None and keeping.kept.place.shares_disk_with(keeping.files.database):
            self.notice.say(
                tr("这个文件夹和账本在同一块硬盘上"),
                tr("硬盘坏了会一起没有;请换成优盘,或另一块硬盘。"),
                actions=((tr("换一个"), self._choose_place),),
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button under the cursor."""
        focused = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._out = WayCard(tr("交所"), tr("写日包"), tr("换位置"), tr("全部重交"))
        self._in = WayCard(tr("取线路"), tr("取线路"), tr("选文件"), tr("再写登记申请"))
        self.hand_over = self._out.button
        self.take_route = self._in.button
        self.hand_over.clicked.connect(self.hand_over_now)
        self._out.more.setToolTip(tr("所里说缺了几行时用:所有日志再写一遍,所里每笔只记一次"))
        self._out.more.clicked.connect(self.hand_over_everything)
        self._in.more.setToolTip(tr("所里的账本从备份恢复以后不认得本机时用:本机的账不动,也不用取答复"))
        self._in.more.clicked.connect(self.request_again)
        self._out.other.clicked.connect(self._choose_folder)
        self.take_route.clicked.connect(self._take_waiting)
        self._in.other.clicked.connect(self._choose_route)
        self.backup = BackupBar(self._session.keeping)
        self.backup.backup_wanted.connect(self.back_up_now)
        self.backup.place_wanted.connect(self._choose_place)
        self.backup.restore_wanted.connect(self.restore_wanted)
        if self._session.keeping is not None:
            self._session.keeping.changed.connect(self.backup.reload)
        self.left_open = LeftOpenNotice(self._session)
        self.left_open.folder_wanted.connect(self._open_saved)
        self.notice = Notice()
        self._job = JobBar()
        self.model = RowsModel(columns(), self._session.look, parent=self)
        self.table: DataTable[PackageEntry] = DataTable(tr("交换记录"), self.model, self._session, "sync/packages")
        history = Card(margin=Space.S)
        self._history = QStackedWidget()
        self._history.addWidget(self.table)
        self._history.addWidget(EmptyState(tr("还没有交换过文件"), tr("写出的日包和取来的线路会列在这里。")))
        history.column.addWidget(self._history, 1)
        self.attention = AttentionSide(self._session.look)
        ways = QHBoxLayout()
        ways.setSpacing(Space.S)
        ways.addWidget(self._out, 1)
        ways.addWidget(self._in, 1)
        left = QVBoxLayout()
        left.setSpacing(Space.S)
        left.addLayout(ways)
        left.addWidget(self.backup)
        left.addWidget(self.notice)
        left.addWidget(self._job)
        left.addWidget(history, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.L + Space.XS, Space.L, Space.L + Space.XS, Space.L)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 2)
        self.left_open.setMaximumWidth(self.attention.maximumWidth())
        right = QVBoxLayout()
        right.setSpacing(Space.S)
        right.addWidget(self.left_open)
        right.addWidget(self.attention, 1)
        layout.addLayout(right, 1)

    def _show_out(self) -> None:
        status = self._exchange.standing.status
        waits = status.unacknowledged
        if waits:
            large = tr("{acts} 笔还没交所").format(acts=status.unsent) if status.unsent else tr("业务都已交所")
        else:
            large = tr("所里都确认了")
        parts = [tr("写到 {folder}").format(folder=self._exchange.folder)]
        if waits:
            parts.append(tr("所里还有 {lines} 行日志没确认").format(lines=waits))
        self._out.say(large, "\n".join(parts))
        self.hand_over.setEnabled(bool(waits))
        self._out.more.setEnabled(True)

    def _show_in(self) -> None:
        standing = self._exchange.standing
        taken = tr("已取到第 {number} 号").format(number=standing.newest_route)
        parts = [taken if standing.newest_route else tr("还没有取过线路")]
        if self._route is not None:
            parts.insert(0, self._route.name)
            self._in.say(tr("有新的线路包"), "\n".join(parts))
        else:
            self._in.say(tr("这里没有新的线路包"), "\n".join(parts))
        self.take_route.setEnabled(self._route is not None)

    def _write_day(self, *, everything: bool) -> None:
        ledger, folder, stamp = self._session.ledger, self._exchange.folder, self._session.stamp()

        def work(_progress: Progress) -> HandedOver:
            return hand_over(ledger, folder, stamp, everything=everything)

        self._run(tr("写日包"), work, self._handed_over)

    def _run(self, title: str, work: Work, ended: Callable[[Ended], None]) -> None:
        self.notice.clear()
        for button in (self.hand_over, self.take_route, self._out.more):
            button.setEnabled(False)
        job = self._session.lane.run(work)
        job.ended.connect(ended)
        self._job.follow(title, job)

    def _handed_over(self, end: Ended) -> None:
        match end:
            case Done(HandedOver() as written):
                self._tell(Changes(topics=frozenset({Topic.SYNC})))
                self.notice.say(
                    tr("已写好 {name}").format(name="、".join(path.name for path in written.paths)),
                    tr("{lines} 行日志,在 {folder}。带回供电所收件;所里确认以前本机一条也不删。").format(
                        lines=written.lines, folder=written.path.parent
                    ),
                    tone=Tone.OK,
                    actions=((tr("打开文件夹"), self._open_folder),),
                )
            case _:
                self._explain(
                    end,
                    tr("日包没有写成"),
                    ((tr("再试一次"), self.hand_over_now), (tr("换位置"), self._choose_folder)),
                )

    def _route_taken(self, end: Ended) -> None:
        match end:
            case Done(RouteTaken(again=True)):
                self._tell(Changes())
                self.notice.say(tr("这份线路包已经取过"), tr("什么都没有变。"), tone=Tone.ACCENT)
            case Done(RouteTaken() as taken):
                self._tell(taken.changes)
                self.notice.say(
                    tr("已取第 {number} 号线路包").format(number=taken.number),
                    self._taken_words(taken),
                    tone=Tone.OK,
                )
            case _:
                self._explain(
                    end,
                    tr("线路没有取成"),
                    ((tr("再试一次"), self._take_again), (tr("选另一个文件"), self._choose_route)),
                )

    def _taken_words(self, taken: RouteTaken) -> str:
        words = tr("{villages}:{accounts} 户,{bills} 笔账单。").format(
            villages="、".join(taken.villages), accounts=f"{taken.accounts:,}", bills=f"{taken.bills:,}"
        )
        unsent = self._exchange.standing.status.unsent
        if unsent:
            words += tr("所里还没读到的 {acts} 笔仍然有效,已重新记在新账单上。").format(acts=unsent)
        for decision in taken.cash:
            words += "\n" + tr("所里定了长短款——{decision}").format(decision=told_words(decision, tr))
        if taken.rules:
            words += "\n" + tr("所里改了参数——{changes}").format(changes=changes_words(taken.rules, tr))
        return words

    def _explain(self, end: Ended, what: str, actions: tuple[Action, ...]) -> None:
        self._tell(Changes())
        match end:
            case Refused(refusal):
                said = sentence(refusal, tr)
                self.notice.say(said.what, said.advice, tone=Tone.DANGER, actions=actions[1:])
            case Faulted(fault):
                why = f"{fault.filename or self._exchange.folder}\n{fault_word(fault)}"
                self.notice.say(what, why, tone=Tone.DANGER, actions=actions)
            case Cancelled():
                self.notice.say(what, tr("已停止,账本没有变。"), actions=actions[:1])
            case Done():
                raise AssertionError("a job that is done needs no explaining")

    def _tell(self, changes: Changes) -> None:
        self._stale = True
        self.changed.emit(changes)
        if self._stale:  # nobody made this page read again
            self.reload()
        if self.isVisible():  # whoever went on to another place keeps the keyboard there
            self._focus()

    def _focus(self) -> None:
        """The way that has something to do takes the keyboard."""
        takes = self.take_route.isEnabled() and not self._exchange.standing.status.unsent
        first = self.take_route if takes else self.hand_over
        (first if first.isEnabled() else self._in.other).setFocus()

    def _take_waiting(self) -> None:
        if self._route is not None:
            self.take_route_from(self._route)

    def _take_again(self) -> None:
        self.take_route_from(self._source)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("日包写到哪里"), str(self._exchange.folder))
        if chosen:
            self._exchange.choose_folder(Path(chosen))
            self.notice.clear()
            self.reload()

    def _choose_place(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("选备份盘"), str(self._exchange.folder))
        if chosen:
            self.keep_in(Path(chosen))

    def _choose_route(self) -> None:
        extension = EXTENSIONS[PackageKind.ROUTE]
        chosen, _kind = QFileDialog.getOpenFileName(
            self, tr("选择线路包"), str(self._exchange.folder), f"{tr('线路包')} (*{extension})"
        )
        if chosen:
            self.take_route_from(Path(chosen))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._exchange.folder)))

    def _open_saved(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._session.exchange_folder)))
