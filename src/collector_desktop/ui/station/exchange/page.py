"""收发: take in day packages, import the station's exports, issue a route to a laptop, and see how each stands."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.names import DeviceCode
from collector_desktop.domain.refusals import Refusal
from collector_desktop.exchange.file_names import EXTENSIONS
from collector_desktop.exchange.package import PackageKind
from collector_desktop.services.backup_words import afterwards
from collector_desktop.services.issuing import Issued, issue
from collector_desktop.services.sentences import sentence
from collector_desktop.services.taking_in import TakenIn, take_in
from collector_desktop.store.queries.routes import last_route
from collector_desktop.ui.collector.sync.attention_side import AttentionSide
from collector_desktop.ui.collector.sync.way_card import WayCard
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.seen_part import SeenPart
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.exchange.model import columns
from collector_desktop.ui.station.exchange.presenter import CONCERNS, Laptop, StationExchange
from collector_desktop.ui.station.importing.page import ImportPage
from collector_desktop.ui.station.importing.presenter import dropped
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.job_bar import JobBar
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.words import day_word, tr, yuan
from collector_desktop.ui.worker import Done, Ended, Faulted, Progress, Refused

Told = tuple[tuple[TakenIn, ...], tuple[tuple[Path, Refusal | OSError], ...]]


class ExchangePage(SeenPart):
    """`changed` carries the Changes of packages taken in, exports imported or routes written.

    Files dropped anywhere on it are looked at: day packages are taken in, exports shown before they are imported.
    """

    changed = Signal(object)

    concerns = CONCERNS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._exchange = StationExchange(session)
        self._build()
        self.setAcceptDrops(True)
        self.reload()

    def activated(self) -> None:
        """The place was opened: the way that has something to do takes the keyboard."""
        self.reload()
        self._focus()

    def reload(self) -> None:
        """Read where the laptops stand and what lies in the folder."""
        self._stale = False
        self._exchange.load()
        self._waiting = self._exchange.waiting()
        self.model.show(self._exchange.laptops)
        self._laptops.setCurrentIndex(0 if self._exchange.laptops else 1)
        self.attention.show_lines(self._exchange.attention)
        self._show_restored()
        self._show_in()
        self._show_import()
        self._show_out()
        self._show_next()

    def settle_restored(self) -> None:
        """The manager says that every laptop has handed over again."""
        self._exchange.settle()
        self.reload()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may come in."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take day packages in; show exports."""
        event.acceptProposedAction()
        found = dropped(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        if found.exports:
            self.look_at(found.exports)
        elif found.packages:
            self.close_import()
            self.take_in_from(found.packages)

    def look_at(self, files: tuple[Path, ...]) -> None:
        """Show what exports are and what importing them would do."""
        if files:
            self._sheets.setCurrentWidget(self.importing)
            self.importing.look_at(files)

    def close_import(self) -> None:
        """Back to the packages."""
        self._sheets.setCurrentIndex(0)
        self._focus()

    def take_in_waiting(self) -> None:
        """Take in everything that lies in the folder, in the order it was written."""
        self.take_in_from(self._waiting)

    def take_in_from(self, files: tuple[Path, ...]) -> None:
        """Take in these files, one after the other; one that is refused does not hold up the others."""
        ledger, keys, stamp = self._session.ledger, self._session.keys, self._session.stamp()

        def work(progress: Progress) -> Told:
            taken: list[TakenIn] = []
            refused: list[tuple[Path, Refusal | OSError]] = []
            for done, file in enumerate(files):
                progress.step(done, len(files))
                try:
                    taken.append(take_in(ledger, keys, file, stamp))
                except (Refusal, OSError) as error:
                    refused.append((file, error))
            return tuple(taken), tuple(refused)

        self._begin()
        job = self._session.lane.run(work)
        job.ended.connect(self._taken_in)
        self._job.follow(tr("收件"), job)

    def issue_now(self) -> None:
        """Issue a route to the laptop chosen: the villages of its last one, at first every village."""
        laptop = self._chosen()
        if laptop is None:
            return
        ledger, folder, stamp, device = (
            self._session.ledger,
            self._exchange.folder,
            self._session.stamp(),
            laptop.code,
        )
        villages = self._villages_of(device)

        def work(_progress: Progress) -> Issued:
            return issue(ledger, device, villages, folder, stamp)

        self._begin()
        job = self._session.lane.run(work)
        job.ended.connect(self._issued)
        self._job.follow(tr("派工"), job)

    def _build(self) -> None:
        self._in = WayCard(tr("收件"), tr("收件"), tr("选文件"))
        self._import = WayCard(tr("导入"), tr("选导出文件"))
        self._out = WayCard(tr("派工"), tr("写线路包"), tr("换位置"))
        self.take_in = self._in.button
        self.issue = self._out.button
        self.choose_exports = self._import.button
        self.choose_exports.clicked.connect(self._choose_exports)
        self.take_in.clicked.connect(self.take_in_waiting)
        self._in.other.clicked.connect(self._choose_files)
        self.issue.clicked.connect(self.issue_now)
        self._out.other.clicked.connect(self._choose_folder)
        self.restored = Notice()
        self.notice = Notice()
        self._job = JobBar()
        self.model = RowsModel(columns(), self._session.look, parent=self)
        self.table: DataTable[Laptop] = DataTable(tr("笔记本"), self.model, self._session, "exchange/laptops")
        self.table.chosen.connect(self._show_out)
        laptops = Card(margin=Space.S)
        self._laptops = QStackedWidget()
        self._laptops.addWidget(self.table)
        self._laptops.addWidget(
            EmptyState(tr("还没有登记过笔记本"), tr("收费员在自己的电脑上写登记申请,用命令 enrol 登记后会列在这里。"))
        )
        laptops.column.addWidget(self._laptops, 1)
        self.attention = AttentionSide(self._session.look)
        ways = QHBoxLayout()
        ways.setSpacing(Space.S)
        for way in (self._in, self._import, self._out):
            ways.addWidget(way, 1)
        left = QVBoxLayout()
        left.setSpacing(Space.S)
        left.addWidget(self.restored)
        left.addWidget(self.notice)
        left.addWidget(self._job)
        left.addWidget(laptops, 1)
        below = QHBoxLayout()
        below.setSpacing(Space.L)
        below.addLayout(left, 2)
        below.addWidget(self.attention, 1)
        exchange = QWidget()
        column = QVBoxLayout(exchange)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(ways)
        column.addLayout(below, 1)
        self.importing = ImportPage(self._session)
        self.importing.changed.connect(self._show_changed)
        self.importing.left.connect(self.close_import)
        self.importing.issue_wanted.connect(self._go_on_to_issue)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(exchange)
        self._sheets.addWidget(self.importing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.L + Space.XS, Space.L, Space.L + Space.XS, Space.L)
        layout.addWidget(self._sheets)

    def _show_restored(self) -> None:
        """Which laptops are still waited for since the books came back; what else there is to do stands with it."""
        missing = self._exchange.still_to_come
        if not missing:
            self.restored.clear()
            return
        named = tr("{device} 号机 {collector}")
        who = "、".join(named.format(device=each.code, collector=each.collector_name) for each in missing)
        steps = (f"{at}. {each}" for at, each in enumerate(afterwards(tr), start=1))
        self.restored.say(
            tr("账本从备份恢复过,还没有重交的:{who}").format(who=who),
            "\n".join((*steps, tr("备份以后才登记的笔记本,这本账不认得:请照原机号再登记。"))),
            actions=((tr("都交齐了"), self.settle_restored),) if self._session.decides() else (),
        )

    def _show_in(self) -> None:
        count = len(self._waiting)
        large = tr("{count} 个日包没有收").format(count=count) if count else tr("这里没有新的日包")
        names = [file.name for file in self._waiting[:3]]
        self._in.say(large, "\n".join(names or [tr("在 {folder} 里找").format(folder=self._exchange.folder)]))
        self.take_in.setEnabled(bool(count))

    def _show_import(self) -> None:
        last = self._exchange.last_import
        drop = tr("也可以把文件拖到窗口里;导入前先看会改变什么")
        if last is None:
            self._import.say(tr("还没有导入过"), drop)
            return
        told = tr("未结 {bills} 笔,共 {total}").format(bills=last.open_bills, total=yuan(last.open_total))
        self._import.say(tr("上次 {day}").format(day=day_word(last.business_day)), f"{told}\n{drop}")

    def _show_out(self) -> None:
        laptop = self._chosen()
        self.issue.setEnabled(laptop is not None)
        if laptop is None:
            self._out.say(tr("没有可派的笔记本"), tr("写到 {folder}").format(folder=self._exchange.folder))
            return
        villages = self._villages_of(laptop.code) or self._exchange.villages
        self._out.say(
            tr("{device} 号机 {collector}").format(device=laptop.code, collector=laptop.collector_name),
            "\n".join((tr("写到 {folder}").format(folder=self._exchange.folder), "、".join(villages))),
        )

    def _show_next(self) -> None:
        step = self._next()
        for button in (self.take_in, self.choose_exports, self.issue):
            button.set_primary(button is step)

    def _next(self) -> KeyButton:
        """One way is the next: what waits is taken in, the first export imported, then the route goes out."""
        if self._waiting:
            return self.take_in
        return self.choose_exports if self._exchange.last_import is None else self.issue

    def _chosen(self) -> Laptop | None:
        laptop = self.table.current()
        return laptop if laptop is not None and laptop.revoked_on is None else None

    def _villages_of(self, device: DeviceCode) -> tuple[str, ...]:
        with self._session.ledger.reading() as conn:
            route = last_route(conn, device)
        return route.villages if route else ()

    def _begin(self) -> None:
        self.notice.clear()
        for button in (self.take_in, self.issue):
            button.setEnabled(False)

    def _taken_in(self, end: Ended) -> None:
        self._tell()
        match end:
            case Done((taken, refused)):
                lines = [_taken_words(each) for each in taken]
                lines += [f"{file.name}:{_why(error)}" for file, error in refused]
                title = tr("收下 {count} 个日包").format(count=len(taken))
                held = any(each.held_lines for each in taken)
                tone = Tone.DANGER if refused else Tone.WARN if held else Tone.OK
                self.notice.say(title, "\n".join(lines), tone=tone)
            case _:
                self._explain(end, tr("没有收成"))
        self._focus()

    def _issued(self, end: Ended) -> None:
        self._tell()
        match end:
            case Done(Issued() as issued):
                self.notice.say(
                    tr("已写好 {name}").format(name=issued.path.name),
                    tr("走收在途 {accounts} 户、{bills} 笔,共 {total}").format(
                        accounts=issued.accounts, bills=issued.bills, total=yuan(issued.open_total)
                    ),
                    tone=Tone.OK,
                )
            case _:
                self._explain(end, tr("线路包没有写成"))
        self._focus()

    def _explain(self, end: Ended, what: str) -> None:
        match end:
            case Refused(refusal):
                said = sentence(refusal, tr)
                self.notice.say(said.what, said.advice, tone=Tone.DANGER)
            case Faulted(fault):
                self.notice.say(
                    what, f"{fault.filename or self._exchange.folder}\n{fault_word(fault)}", tone=Tone.DANGER
                )
            case _:
                self.notice.say(what, tr("已停止,账本没有变。"))

    def _show_changed(self, changes: Changes) -> None:
        self._stale = True
        self.changed.emit(changes)
        self.catch_up()

    def _go_on_to_issue(self) -> None:
        self._sheets.setCurrentIndex(0)
        (self.issue if self.issue.isEnabled() else self.choose_exports).setFocus()

    def _tell(self) -> None:
        self._show_changed(Changes(topics=frozenset(Topic)))

    def _focus(self) -> None:
        if self._sheets.currentWidget() is self.importing:
            self.importing.choose.setFocus()
            return
        step = self._next()
        if self.isVisible():
            (step if step.isEnabled() else self._in.other).setFocus()

    def _choose_files(self) -> None:
        extension = EXTENSIONS[PackageKind.DAY]
        chosen, _kind = QFileDialog.getOpenFileNames(
            self, tr("选择日包"), str(self._exchange.folder), f"{tr('日包')} (*{extension})"
        )
        if chosen:
            self.take_in_from(tuple(map(Path, chosen)))

    def _choose_exports(self) -> None:
        if self.importing.choose_files():
            self._sheets.setCurrentWidget(self.importing)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("线路包写到哪里"), str(self._exchange.folder))
        if chosen:
            self._exchange.choose_folder(Path(chosen))
            self.notice.clear()
            self.reload()


def _why(error: Refusal | OSError) -> str:
    if isinstance(error, OSError):
        return fault_word(error)
    said = sentence(error, tr)
    return f"{said.what}。{said.advice}。"


def _taken_words(taken: TakenIn) -> str:
    if taken.again:
        words = tr("{device} 号机 #{number}:这个日包以前收过,什么都没有变")
    elif not taken.new_lines:
        words = tr("{device} 号机 #{number}:里面的以前都收过了,没有新的")
    else:
        words = tr("{device} 号机 #{number}:新 {lines} 行,净收 {received}")
    received = yuan(taken.received)
    said = words.format(device=taken.device, number=taken.number, lines=taken.new_lines, received=received)
    if not taken.held_lines:
        return said
    held = tr("另有 {lines} 行压下,收款 {amount},等所长决定")
    return f"{said}\n{held.format(lines=taken.held_lines, amount=yuan(taken.held_received))}"
