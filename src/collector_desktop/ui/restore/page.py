"""从备份恢复: the backups found, what is in each, and putting one in the books' place."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.handing_over import HandedOver
from collector_desktop.services.putting_back import RouteMissing
from collector_desktop.services.restore_preview import Preview
from collector_desktop.services.restored_keys import KeysChangedSince, NewerKeysLost
from collector_desktop.services.restoring import Restored, Source
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.kept_words import backup_time
from collector_desktop.ui.look import Look
from collector_desktop.ui.restore.presenter import Restoring
from collector_desktop.ui.restore.preview_card import PreviewCard
from collector_desktop.ui.restore.station_presenter import StationRestoring
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.card_list import BoardCard, CardList
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.job_bar import JobBar
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.pin_field import PinField
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr
from collector_desktop.ui.worker import Done, Ended, Faulted, Lane, Progress, Refused, Work

_LIST_WIDTH = 400


class RestoreWindow(QMainWindow):
    """`restored` when the books can be opened again, with a Restored; `left` when nothing is to be done."""

    restored = Signal(object)
    left = Signal()

    def __init__(self, restoring: Restoring, look: Look, why: Refusal | None = None) -> None:
        """`why` is what is the matter with the books, where something is."""
        super().__init__()
        self.setWindowTitle(tr("走收"))
        self.resize(1280, 720)
        self._restoring = restoring
        self._lane = Lane()
        self._sources: tuple[Source, ...] = ()
        self._build(look, why)
        self.reload()

    def reload(self) -> None:
        """Look for backups again."""
        try:
            self._sources = self._restoring.sources()
        except OSError as fault:
            self._sources = ()
            self.notice.say(tr("这里读不了"), fault_word(fault), tone=Tone.DANGER)
        self.list.show_cards(tuple(map(self._card_of, self._sources)))
        self._left.setCurrentIndex(0 if self._sources else 1)
        if self._sources:
            self.list.take(0)
        self._show_chosen()

    def look_in(self, folder: Path) -> None:
        """Look for backups in another folder as well."""
        self._restoring.folder = folder
        self.notice.clear()
        self.reload()

    def give_pin(self) -> None:
        """Open the chosen backup's vault beside the window."""
        source, pin, badge = self.chosen(), self.pin.take(), self.badge.text()
        if source is None or not pin:
            return

        def work(_progress: Progress) -> None:
            self._restoring.open(source, pin, badge)

        self._run(tr("核对密码"), work, self._opened)

    def give_identity(self, identity: Path) -> None:
        """Open the chosen backup of a station with the second key from the safe."""
        source, restoring = self.chosen(), self._restoring
        if source is None or not isinstance(restoring, StationRestoring):
            return

        def work(_progress: Progress) -> None:
            restoring.open_with(source, identity)

        self._run(tr("核对恢复钥匙"), work, self._opened)

    def restore_chosen(self) -> None:
        """Put the chosen backup in place beside the window."""
        source = self.chosen()
        if source is None:
            return

        def work(progress: Progress) -> Restored:
            return self._restoring.restore(source, progress)

        self._run(tr("恢复"), work, self._ended)

    def hand_over_to(self, folder: Path) -> None:
        """Write what the chosen backup and the mirror hold for the station, beside the window."""
        source = self.chosen()
        if source is None:
            return

        def work(_progress: Progress) -> HandedOver:
            return self._restoring.hand_over(source, folder)

        self._run(tr("写给供电所"), work, self._handed_over)

    def chosen(self) -> Source | None:
        """The backup under the cursor."""
        key = self.list.current
        return next((source for source in self._sources if str(source.backup.path) == key), None)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is under way stops; the old books stand."""
        self._lane.close()
        super().closeEvent(event)

    def _build(self, look: Look, why: Refusal | None) -> None:
        self.notice = Notice()
        self._job = JobBar()
        self.list = CardList(look)
        self.list.setAccessibleName(tr("备份"))
        self.list.selectionModel().currentChanged.connect(self._show_chosen)
        self._left = QStackedWidget()
        self._left.addWidget(self.list)
        empty = EmptyState(tr("没有找到备份"), tr("插上备份盘,选它的文件夹。"), tr("选文件夹"))
        empty.pressed.connect(self._choose_folder)
        self._left.addWidget(empty)
        left = Card(margin=Space.S)
        left.setFixedWidth(_LIST_WIDTH)
        left.column.addWidget(self._left, 1)
        self.preview = PreviewCard()
        has_people = self._restoring.asks_badge
        self.badge = TextField(tr("所长工号"), tr("所长工号"))
        self.badge.setVisible(has_people)
        self.pin = PinField(tr("密码"), tr("所长的密码") if has_people else tr("设这份备份时用的密码"))
        self.pin.returnPressed.connect(self.give_pin)
        self.open_button = KeyButton(tr("核对") if has_people else tr("打开看看"), "⏎", primary=True)
        self.open_button.clicked.connect(self.give_pin)
        self.identity_button = KeyButton(tr("用恢复钥匙"))
        self.identity_button.clicked.connect(self._choose_identity)
        self.identity_button.setVisible(has_people)
        self._pin_row = QWidget()
        self.sealed = Label(tr("密钥是密封的,本机的也不在了:请用保险柜里的恢复钥匙。"), tone=Tone.WARN, wrap=True)
        line = row(self.sealed, self.badge, self.pin, self.open_button, self.identity_button)
        line.setStretch(0, 1)
        self._pin_row.setLayout(line)
        self.restore_button = KeyButton(tr("恢复这一份"), "⏎", primary=True)
        self.restore_button.clicked.connect(self.restore_chosen)
        self.station_button = KeyButton(tr("写给供电所"), primary=True)
        self.station_button.clicked.connect(self._choose_stick)
        self.station_button.hide()
        self.other_button = KeyButton(tr("选文件夹"))
        self.other_button.clicked.connect(self._choose_folder)
        self.leave_button = KeyButton(tr("不恢复"), "Esc")
        self.leave_button.clicked.connect(self.left)
        self.leave_button.setShortcut("Esc")
        right = QVBoxLayout()
        right.setSpacing(Space.M)
        right.addWidget(self.preview, 1)
        right.addWidget(self._pin_row)
        body = QHBoxLayout()
        body.setSpacing(Space.L)
        body.addWidget(left)
        body.addLayout(right, 1)
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.XL * 2, Space.XL, Space.XL * 2, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(Label(tr("从备份恢复"), size=Size.TITLE, bold=True))
        if why is not None:
            column.addWidget(Label(sentence(why, tr).what, tone=Tone.DANGER, bold=True, wrap=True))
        calm = tr("现在的账本文件会原样留在旁边;恢复中断了也不要紧,要么是旧的,要么是新的。")
        column.addWidget(Label(calm, tone=Tone.MUTED, wrap=True))
        column.addWidget(self.notice)
        column.addWidget(self._job)
        column.addLayout(body, 1)
        column.addLayout(row(self.leave_button, self.other_button, None, self.station_button, self.restore_button))
        self.setCentralWidget(page)

    def _card_of(self, source: Source) -> BoardCard:
        path = source.backup.path
        lines = [tr("{lines} 行流水").format(lines=f"{source.backup.name.lines:,}")]
        is_station = self._restoring.asks_badge
        if source.device and not is_station:
            lines.insert(0, tr("{device} 号机").format(device=source.device))
        on_stick = path.parent != self._restoring.files.backups
        return BoardCard(
            key=str(path),
            title=backup_time(source.backup),
            lines=tuple(lines),
            chip=(tr("第二处") if is_station else tr("备份盘")) if on_stick else tr("本机"),
        )

    def _show_chosen(self) -> None:
        source = self.chosen()
        locked = source is not None and self._restoring.needs_pin(source)
        self._pin_row.setVisible(locked)
        self._ask_for_safe(source)
        self.restore_button.setEnabled(False)
        self._offer(None)
        if source is None:
            self.preview.say(tr("选左边的一份备份,先看看里面有什么。"))
        elif locked and not self._restoring.asks_badge:
            unknown = self._restoring.key is None
            self.preview.say(
                tr("输入密码,就能看到里面有什么。")
                if unknown
                else tr("现在的密码打不开它:是别人的备份,或已经损坏。输入那份备份的密码试试。")
            )
        else:
            self._tell(source)

    def _ask_for_safe(self, source: Source | None) -> None:
        """Badge and PIN, but where only the key from the safe goes on."""
        restoring = self._restoring
        is_sealed = isinstance(restoring, StationRestoring) and source is not None and restoring.needs_identity(source)
        self.sealed.setVisible(is_sealed)
        self.badge.setVisible(restoring.asks_badge and not is_sealed)
        for each in (self.pin, self.open_button):
            each.setVisible(not is_sealed)

    def _tell(self, source: Source) -> None:
        """What is in it, read beside the window: a mirror of a year has many lines."""
        self.preview.say(tr("正在看里面有什么……"))

        def work(_progress: Progress) -> tuple[Source, Preview]:
            return source, self._restoring.preview(source)

        self._lane.run(work).ended.connect(self._told)

    def _told(self, end: Ended) -> None:
        match end:
            case Done((source, Preview() as preview)) if source == self.chosen():
                self.preview.show_preview(preview)
                self._offer(preview.refusal)
                if preview.refusal is None and self._restoring.needs_pin(source):
                    asked = self.pin if self.badge.text() else self.badge
                    (self.identity_button if self.badge.isHidden() else asked).setFocus()
                    return
                self.restore_button.setEnabled(preview.refusal is None)
                (self.restore_button if preview.refusal is None else self.leave_button).setFocus()
            case Refused(refusal):
                said = sentence(refusal, tr)
                self.preview.say(f"{said.what}\n{said.advice}")
            case Faulted(fault):
                self.preview.say(fault_word(fault))

    def _offer(self, refusal: Refusal | None) -> None:
        """What is not restored can still be written for the station."""
        is_lost = isinstance(refusal, KeysChangedSince | NewerKeysLost | RouteMissing)
        self.station_button.setVisible(is_lost)
        self.restore_button.setVisible(not is_lost)

    def _run(self, title: str, work: Work, ended: Callable[[Ended], None]) -> None:
        self.notice.clear()
        buttons = (self.restore_button, self.station_button, self.open_button, self.identity_button, self.other_button)
        for button in buttons:
            button.setEnabled(False)
        job = self._lane.run(work)
        job.ended.connect(self._free)
        job.ended.connect(ended)
        self._job.follow(title, job)

    def _free(self) -> None:
        for button in (self.station_button, self.open_button, self.identity_button, self.other_button):
            button.setEnabled(True)

    def _opened(self, end: Ended) -> None:
        self._explain(end)
        self._show_chosen()
        if not isinstance(end, Done):
            self.pin.setFocus()

    def _ended(self, end: Ended) -> None:
        self._explain(end)
        if isinstance(end, Done):
            self.restored.emit(end.value)
        else:
            self._show_chosen()

    def _handed_over(self, end: Ended) -> None:
        match end:
            case Done(HandedOver() as written):
                told = tr("{lines} 行流水写好了:{files}").format(
                    lines=f"{written.lines:,}", files="、".join(path.name for path in written.paths)
                )
                self.notice.say(told, tr("拿到供电所收件;收下以后,请所里重新登记这台电脑"), tone=Tone.OK)
            case Faulted(fault):
                self.notice.say(tr("没写成,什么也没有变"), fault_word(fault), tone=Tone.DANGER)
            case _:
                self._explain(end)

    def _explain(self, end: Ended) -> None:
        match end:
            case Refused(refusal):
                said = sentence(refusal, tr)
                self.notice.say(said.what, said.advice, tone=Tone.DANGER)
            case Faulted(fault):
                self.notice.say(
                    tr("没有恢复成,账本没有变"), f"{fault.filename or ''}\n{fault_word(fault)}", tone=Tone.DANGER
                )

    def _choose_stick(self) -> None:
        start = str(self._restoring.folder or Path.home())
        chosen = QFileDialog.getExistingDirectory(self, tr("写到哪个优盘或文件夹"), start)
        if chosen:
            self.hand_over_to(Path(chosen))

    def _choose_identity(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, tr("保险柜里的恢复钥匙文件"), str(Path.home()))
        if chosen:
            self.give_identity(Path(chosen))

    def _choose_folder(self) -> None:
        start = str(self._restoring.folder or Path.home())
        chosen = QFileDialog.getExistingDirectory(self, tr("备份在哪里"), start)
        if chosen:
            self.look_in(Path(chosen))
