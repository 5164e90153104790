"""备份: how safe the books are, every backup with what is in it, and the way to put one back."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout

from collector_desktop.domain.changes import Topic
from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.seat import SeatKind
from collector_desktop.services.recovering import make_recovery_key
from collector_desktop.services.restoring import sources
from collector_desktop.services.sentences import sentence
from collector_desktop.store.backup import Backup, BackupDamaged, Manifest, read_manifest
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.kept_words import backup_time, newest_line
from collector_desktop.ui.place_tab import PlaceTab
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.manager_note import ManagerNote
from collector_desktop.ui.station_backups import StationBackups
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.job_bar import JobBar
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import Column, RowsModel
from collector_desktop.ui.words import day_word, tr, yuan
from collector_desktop.ui.worker import Done, Ended, Job, Progress


@dataclass(frozen=True, slots=True)
class KeptBooks:
    """One backup; nothing is told where it can't be read."""

    backup: Backup
    told: Manifest | None
    is_here: bool


class BackupsTab(PlaceTab):
    """`restore_wanted` when a backup is to take the books' place."""

    restore_wanted = Signal()
    concerns = frozenset({Topic.STAFF})

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._reading: Job | None = None
        self._state = Label(size=Size.BODY, wrap=True)
        self._newest = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.back_up = KeyButton(tr("现在备份"), primary=True)
        self.choose = KeyButton(tr("选第二处"))
        self.restore = KeyButton(tr("从备份恢复"))
        self.second_key = KeyButton(tr("做恢复钥匙"))
        self.back_up.clicked.connect(self.back_up_now)
        self.choose.clicked.connect(self._choose_place)
        self.second_key.clicked.connect(self._choose_safe)
        self.restore.clicked.connect(self.restore_wanted)
        self.notice = Notice()
        self._job = JobBar()
        self.model = RowsModel(_columns(), session.look, parent=self)
        self.table: DataTable[KeptBooks] = DataTable(tr("备份"), self.model, session, "devices/backups")
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self.table)
        made = tr("收件以后、办完事安静下来、关窗口时都会自动备份;也可以现在就备份。")
        self._sheets.addWidget(EmptyState(tr("还没有备份"), made))
        card = Card(margin=Space.M)
        card.column.addWidget(self._state)
        card.column.addWidget(self._newest)
        sheet = Card(margin=Space.S)
        sheet.column.addWidget(self._sheets, 1)
        sheet.setVisible(session.backups is not None)
        self._note = ManagerNote(session)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(card)
        column.addWidget(self.notice)
        column.addWidget(self._job)
        column.addWidget(sheet, 1)
        column.addStretch(0)
        column.addLayout(row(self.choose, self.restore, self.second_key, None, self.back_up))
        column.addWidget(self._note)
        if session.backups is not None:
            session.backups.changed.connect(self._changed)

    def activated(self) -> None:
        """The tab was opened: the table takes the keyboard."""
        self.catch_up()
        self.table.setFocus()

    def reload(self) -> None:
        """Say how it stands, and look for backups beside the window: the second place may be a slow one."""
        self._stale = False
        backups = self._session.backups
        self._say(backups)
        self._note.allow((self.choose, self.restore, self.second_key), possible=backups is not None)
        self.second_key.setVisible(backups is not None and not backups.kept.has_second_key)
        self.back_up.setEnabled(backups is not None)
        if backups is None:
            return
        files, place = backups.files, backups.kept.place

        def work(_progress: Progress) -> tuple[KeptBooks, ...]:
            found = sources(files.backups, None if place is None else place.chosen, SeatKind.STATION)
            return tuple(_kept(each.backup, files.backups) for each in found)

        self._reading = self._session.lane.run(work)
        self._reading.ended.connect(self._found)

    def back_up_now(self) -> None:
        """A backup at once."""
        if self._session.backups is not None:
            self._follow(self._session.backups.back_up())

    def keep_in(self, folder: Path) -> None:
        """Keep second copies there."""
        backups = self._session.backups
        assert backups is not None, "the button is for books in a file"
        try:
            job = backups.choose(folder)
        except OSError as fault:
            self.notice.say(tr("这里写不进"), fault_word(fault), tone=Tone.DANGER)
            return
        self._follow(job)
        same = ""
        if backups.kept.place is not None and backups.kept.place.shares_disk_with(backups.files.database):
            same = tr("这里和账本在同一块硬盘上:硬盘坏了,两份都没有。最好选另一个盘。")
        if not backups.kept.has_second_key:
            self._ask_for_second_key(same)
        elif same:
            self.notice.say(tr("在同一块硬盘上"), same, tone=Tone.WARN)

    def make_second_key(self, to: Path) -> None:
        """Make the key for the safe into this file; the keys go along sealed for it from the next backup on."""
        session, backups = self._session, self._session.backups
        assert backups is not None, "the button is for books in a file"
        place = backups.kept.place
        keys_file, chosen = backups.files.keys, None if place is None else place.chosen
        try:
            made = make_recovery_key(session.ledger, session.keys, keys_file, to, session.stamp(), chosen)
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.notice.say(said.what, said.advice, tone=Tone.DANGER)
            return
        except OSError as fault:
            self.notice.say(tr("恢复钥匙没有做成"), fault_word(fault), tone=Tone.DANGER)
            return
        self._follow(backups.back_up())
        told = tr("{path}:把这个优盘收进保险柜,电脑上不要留。谁有它,谁就能打开供电所的密钥。")
        self.notice.say(tr("恢复钥匙做好了"), told.format(path=made.path), tone=Tone.OK)

    def _ask_for_second_key(self, more: str) -> None:
        """Say what the second place lacks, and offer to mend it; `more` is what else there is to say of it."""
        told = tr(
            "还没有恢复钥匙,所以第二处只存账本,不存密钥:光凭它,账能看,不能接着记。"
            "请另插一个优盘做恢复钥匙,做好收进保险柜;以后密钥封好了一起存。"
        )
        can = ((tr("做恢复钥匙"), self._choose_safe),) if self._session.decides() else ()
        self.notice.say(tr("第二份里没有密钥"), f"{told}\n{more}".strip(), actions=can)

    def _follow(self, job: Job) -> None:
        self.notice.clear()
        self.back_up.setEnabled(False)
        job.ended.connect(self._ended)
        self._job.follow(tr("备份"), job)

    def _say(self, backups: StationBackups | None) -> None:
        if backups is None:
            on_server = not self._session.seat.demo
            server = tr(
                "账本在数据库服务器上,本程序不备份服务器:请管服务器的人用 pg_dump 每天备份,"
                "和密钥文件、.recovery 文件放在一起;恢复到新库以后用 verify 查验。"
            )
            self._state.setText(server if on_server else tr("演示账本不备份。"))
            self._state.set_tone(Tone.TEXT)
            self._newest.setText("")
            self._newest.hide()
            return
        kept = backups.kept
        if kept.place is None:
            state = tr("只备份在本机,还没有第二处:硬盘坏了就都没有了。请选另一个盘、网络文件夹或优盘。")
        elif kept.place_missing:
            state = tr("第二处不在:{folder}。插上或连上,下次备份自动补。").format(folder=kept.place.chosen)
        elif not kept.has_second_key:
            bare = tr("本机一份;{folder} 只有账本没有密钥:光凭那一份,账能看,不能接着记。请先做恢复钥匙。")
            state = bare.format(folder=kept.place.chosen)
        else:
            plain = tr(
                "本机一份,{folder} 一份。那里的密钥只有保险柜里的恢复钥匙打得开;账本没有加密,只放在所长管得住的地方。"
            )
            state = plain.format(folder=kept.place.chosen)
        self._state.setText(state)
        self._state.set_tone(Tone.TEXT if kept.is_well else Tone.WARN)
        self._newest.setText(newest_line(kept.newest, kept.failed))
        self._newest.set_tone(Tone.DANGER if kept.failed is not None else Tone.MUTED)
        self._newest.show()

    def _ended(self, _end: Ended) -> None:
        self.back_up.setEnabled(True)

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.reload()

    def _found(self, end: Ended) -> None:
        if self.sender() is not self._reading:
            return
        if isinstance(end, Done):
            self.model.show(end.value)
            self._sheets.setCurrentIndex(0 if end.value else 1)

    def _choose_safe(self) -> None:
        suggested = self._session.exchange_folder / tr("恢复钥匙.txt")
        chosen, _kind = QFileDialog.getSaveFileName(self, tr("恢复钥匙写到哪里:另插一个优盘"), str(suggested))
        if chosen:
            self.make_second_key(Path(chosen))

    def _choose_place(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("第二份备份放在哪里"), str(self._session.exchange_folder))
        if chosen:
            self.keep_in(Path(chosen))


def _kept(backup: Backup, own: Path) -> KeptBooks:
    try:
        told = read_manifest(backup, None)
    except (BackupDamaged, OSError):
        told = None
    return KeptBooks(backup, told, is_here=backup.path.parent == own)


def _laptops(row: KeptBooks) -> str:
    if row.told is None:
        return ""
    said = tr("{device}:日包 {days}、线路 {routes}")
    return " · ".join(
        said.format(device=each.device, days=each.days_in, routes=each.routes_out) for each in row.told.laptops
    )


def _columns() -> tuple[Column[KeptBooks], ...]:
    return (
        Column(
            key="made",
            title=tr("备份"),
            text=lambda row: backup_time(row.backup),
            order=lambda row: row.backup.name.age,
            outside=lambda row: row.backup.path.name,
            width=180,
            bold=True,
        ),
        Column(
            key="up_to",
            title=tr("记到"),
            text=lambda row: tr("读不了") if row.told is None else day_word(row.told.last_day),
            order=lambda row: "" if row.told is None else row.told.last_day.isoformat(),
            outside=lambda row: "" if row.told is None else row.told.last_day.isoformat(),
            width=120,
            tone=lambda row: Tone.DANGER if row.told is None else Tone.TEXT,
        ),
        Column(
            key="lines",
            title=tr("流水行数"),
            text=lambda row: f"{row.backup.name.lines:,}",
            order=lambda row: row.backup.name.lines,
            outside=lambda row: row.backup.name.lines,
            width=100,
            right=True,
        ),
        Column(
            key="takings",
            title=tr("实收"),
            text=lambda row: "" if row.told is None else yuan(row.told.takings),
            order=lambda row: 0 if row.told is None else row.told.takings.fen,
            outside=lambda row: Money.ZERO if row.told is None else row.told.takings,
            width=130,
            right=True,
        ),
        Column(
            key="laptops",
            title=tr("各机收派到第几号"),
            text=_laptops,
            order=_laptops,
            outside=_laptops,
            width=240,
            fills=True,
        ),
        Column(
            key="place",
            title=tr("在哪里"),
            text=lambda row: tr("本机") if row.is_here else tr("第二处"),
            order=lambda row: row.is_here,
            outside=lambda row: str(row.backup.path),
            width=110,
        ),
    )
