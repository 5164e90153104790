"""笔记本: every laptop enrolled, and what the manager does about one."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout

from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.refusals import Refusal
from collector_desktop.security.enrolment import REQUEST_EXTENSION
from collector_desktop.security.unlocking import UNLOCK_REQUEST_EXTENSION
from collector_desktop.security.whole_file import NotAppeared
from collector_desktop.services.enrolling import enrol
from collector_desktop.services.revoking import ask_for_keys, revoke
from collector_desktop.services.sentences import sentence
from collector_desktop.services.unlocking import grant_unlock, read_request
from collector_desktop.store import locks
from collector_desktop.store.queries import devices, sync
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.place_tab import PlaceTab
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.devices.laptop_forms import EnrolForm, KeysForm, RevokeForm, UnlockForm
from collector_desktop.ui.station.devices.laptops_model import Laptop, columns
from collector_desktop.ui.station.manager_note import ManagerNote
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.widgets.side_panel import SidePanel
from collector_desktop.ui.words import tr


class LaptopsTab(PlaceTab):
    """The table, its buttons, and a panel for each."""

    concerns = frozenset({Topic.DEVICES, Topic.SYNC, Topic.STAFF})

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._laptops: tuple[Laptop, ...] = ()
        self.notice = Notice()
        self.model = RowsModel(columns(), session.look, parent=self)
        self.table: DataTable[Laptop] = DataTable(tr("笔记本"), self.model, session, "devices/laptops")
        self.table.chosen.connect(self._allow)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self.table)
        nothing = tr("收费员在自己的电脑上写登记申请,带到所里登记以后会列在这里。")
        self._sheets.addWidget(EmptyState(tr("还没有登记过笔记本"), nothing))
        sheet = Card(margin=Space.S)
        sheet.column.addWidget(self._sheets, 1)
        self.enrol = KeyButton(tr("登记一台"), primary=True)
        self.keys = KeyButton(tr("请它换密钥"))
        self.revoke = KeyButton(tr("停用"))
        self.unlock = KeyButton(tr("解锁"))
        self.unlock.clicked.connect(self._choose_unlock)
        self.enrol.clicked.connect(self._choose_request)
        self.keys.clicked.connect(self.ask_for_keys)
        self.revoke.clicked.connect(self.ask_to_revoke)
        self._note = ManagerNote(session)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.notice)
        column.addWidget(sheet, 1)
        column.addLayout(row(self.revoke, self.keys, self.unlock, None, self.enrol))
        column.addWidget(self._note)
        self.panel = SidePanel(self)
        self.panel.confirmed.connect(self._write)

    def activated(self) -> None:
        """The tab was opened: the table takes the keyboard."""
        self.catch_up()
        self.table.setFocus()

    def reload(self) -> None:
        """Read every laptop."""
        self._stale = False
        before = self.table.current()
        with self._session.ledger.reading() as conn:
            self._laptops = tuple(
                Laptop(device, sync.chains(conn, device.code), locks.out_with(conn, device.code))
                for device in devices.devices(conn)
            )
        self.model.show(self._laptops)
        self._sheets.setCurrentIndex(0 if self._laptops else 1)
        codes = [each.device.code for each in self.model.rows]
        if before is not None and before.device.code in codes:
            self.table.go_to(codes.index(before.device.code))
        self._allow()

    def ask_to_revoke(self) -> None:
        """Ask why, and up to where it counts."""
        laptop = self.table.current()
        if laptop is not None:
            under = tr("停用以后不再派工;在途的账单收回。")
            self.panel.open(self._title(tr("停用"), laptop), RevokeForm(laptop), tr("停用这台"), under=under)

    def ask_for_keys(self) -> None:
        """Ask why it is to make new keys."""
        laptop = self.table.current()
        if laptop is not None:
            under = tr("随下一个线路包告诉它;收费员取了线路、重新打开程序时就换好。")
            self.panel.open(self._title(tr("请它换密钥"), laptop), KeysForm(laptop), tr("请它换"), under=under)

    def ask_whose(self, request: Path) -> None:
        """Ask whose laptop made this request."""
        self.panel.open(tr("登记一台笔记本"), EnrolForm(request, self._laptops), tr("登记"), under=request.name)

    def ask_to_unlock(self, request: Path) -> None:
        """Tell whose laptop asks to be unlocked, and ask why it should be."""
        session = self._session
        try:
            wanted = read_request(session.ledger, session.keys, request)
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.notice.say(said.what, said.advice, tone=Tone.DANGER)
            return
        except OSError as fault:
            self.notice.say(tr("申请读不了"), fault_word(fault), tone=Tone.DANGER)
            return
        who = tr("{device} 号机 {collector}").format(device=wanted.device, collector=wanted.collector_name)
        self.panel.open(f"{tr('解锁')} · {who}", UnlockForm(request, wanted), tr("解锁这台"), under=request.name)

    def _allow(self, _laptop: object = None) -> None:
        laptop = self.table.current()
        in_use = laptop is not None and laptop.device.revoked_on is None
        self._note.allow((self.enrol, self.unlock))
        self._note.allow((self.revoke,), possible=in_use)
        self._note.allow((self.keys,), possible=in_use and laptop is not None and laptop.device.keys_wanted_on is None)

    def _write(self) -> None:
        form, session = self.panel.content, self._session
        try:
            match form:
                case RevokeForm():
                    form.clear()
                    wanted = form.wanted()
                    if wanted is None:
                        return
                    changes = revoke(session.ledger, wanted, session.stamp())
                    self._done(
                        changes, tr("{device} 号机已停用").format(device=wanted.device), tr("以后来的日包先压下。")
                    )
                case KeysForm():
                    device = form.laptop.device.code
                    changes = ask_for_keys(session.ledger, device, form.reason.text(), session.stamp())
                    self._done(changes, tr("下一个线路包会请 {device} 号机换密钥").format(device=device), "")
                case EnrolForm():
                    self._enrol(form)
                case UnlockForm():
                    self._unlock(form)
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.panel.notice.say(said.what, said.advice, tone=Tone.DANGER)
        except NotAppeared as fault:
            self.changed.emit(Changes(topics=frozenset({Topic.DEVICES, Topic.SYNC})))
            again = ((tr("再写一次"), self._write),)
            self.panel.notice.say(tr("已经记下,只差文件没有写成"), fault_word(fault), tone=Tone.DANGER, actions=again)
        except OSError as fault:
            self.panel.notice.say(tr("文件没有写成"), fault_word(fault), tone=Tone.DANGER)

    def _enrol(self, form: EnrolForm) -> None:
        session = self._session
        form.clear()
        again = form.code_again()
        if form.errors():
            return
        enrolled = enrol(
            session.ledger,
            session.keys,
            form.request,
            form.name.text(),
            form.badge.text(),
            form.request.parent,
            session.stamp(),
            form.replaces.value() or None,
            again,
        )
        self._done(
            Changes(topics=frozenset({Topic.DEVICES, Topic.SYNC})),
            tr("登记为 {device} 号机,答复在 {path}").format(device=enrolled.device, path=enrolled.path),
            tr("打电话念对:笔记本 {laptop};本所 {station}").format(
                laptop=enrolled.laptop_fingerprint, station=enrolled.station_fingerprint
            ),
        )

    def _unlock(self, form: UnlockForm) -> None:
        session, folder = self._session, form.request.parent
        given = grant_unlock(session.ledger, session.keys, form.request, folder, form.reason.text(), session.stamp())
        self._done(
            Changes(topics=frozenset({Topic.SYNC})),
            tr("{device} 号机的解锁文件在 {path}").format(device=given.device, path=given.path),
            tr("收费员读进它,就能设新密码;只有那一台读得了。"),
        )

    def _done(self, changes: Changes, title: str, text: str) -> None:
        self.panel.close_panel()
        self.changed.emit(changes)
        self.reload()
        self.notice.say(title, text, tone=Tone.OK)
        self.table.setFocus()

    def _choose_request(self) -> None:
        folder = str(self._session.exchange_folder)
        kind = f"{tr('登记申请')} (*{REQUEST_EXTENSION})"
        chosen, _kind = QFileDialog.getOpenFileName(self, tr("选择登记申请"), folder, kind)
        if chosen:
            self.ask_whose(Path(chosen))

    def _choose_unlock(self) -> None:
        folder = str(self._session.exchange_folder)
        kind = f"{tr('解锁申请')} (*{UNLOCK_REQUEST_EXTENSION})"
        chosen, _kind = QFileDialog.getOpenFileName(self, tr("选择解锁申请"), folder, kind)
        if chosen:
            self.ask_to_unlock(Path(chosen))

    def _title(self, what: str, laptop: Laptop) -> str:
        name = laptop.device.collector_name
        return f"{what} · " + tr("{device} 号机 {collector}").format(device=laptop.device.code, collector=name)
