"""Writing a check down: the checklist at the left; at the right what was done, what is left, and who signed."""

from datetime import timedelta

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.attachment import MediaType
from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.service_check import CheckedItem, Confirmation, FollowUp
from collector_desktop.domain.value import Value
from collector_desktop.services import checking
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.checking import CompleteCheck
from collector_desktop.services.sentences import sentence
from collector_desktop.services.service_papers import SIGNATURE
from collector_desktop.store.queries.cards import AccountInfo
from collector_desktop.ui.collector.service.checklist import Checklist
from collector_desktop.ui.collector.service.words import confirmation_word
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.drop_down import DropDown
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.photos_row import PhotosRow
from collector_desktop.ui.widgets.sign_view import SignView
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

_DAYS = (1, 3, 7, 14, 30)
_MINUTES = (5, 10, 20, 30, 45, 60, 90, 120)
_ON_PAPER = (Confirmation.SIGNED_ON_PAPER, Confirmation.FINGERPRINT_ON_PAPER, Confirmation.NOBODY_SIGNED)


class _Written(Value):
    """What was written of a check and not yet saved."""

    items: tuple[CheckedItem, ...] = ()
    findings: str = ""
    repaired: str = ""
    left: str = ""


class CheckView(QWidget):
    """`saved` carries the Changes and the act of a check kept, `left` when one goes back; what was written stays."""

    saved = Signal(object, str)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._account = AccountNumber("")
        self._act = ActId("")
        self._signature: bytes | None = None
        self._who = Label(size=Size.TITLE, bold=True)
        self._where = Label(tone=Tone.MUTED, wrap=True)
        self.checklist = Checklist()
        self.findings = TextField(tr("发现问题"), tr("没有问题就不填"), 200)
        self.repaired = TextField(tr("当场处理"), tr("当场修了什么,不收费"), 200)
        self.what_left = TextField(tr("还要处理"), tr("没有就不填;表和封印的事写「报供电所」"), 200)
        self.days, self.minutes = DropDown(), DropDown()
        self.days.setAccessibleName(tr("几天内复查"))
        self.minutes.setAccessibleName(tr("用时"))
        self.confirmation = DropDown()
        self.confirmation.setAccessibleName(tr("客户怎样确认"))
        self.sign = KeyButton(tr("请客户签字"))
        self.sign.clicked.connect(self.open_pad)
        self.sign_view = SignView(session.look)
        self.sign_view.signed.connect(self._sign)
        self.sign_view.left.connect(self._show_list)
        self.photos = PhotosRow()
        self.photos.refused.connect(self._explain)
        self.notice = Notice()
        self.save = KeyButton(tr("保存检查"), "Ctrl+⏎", primary=True)
        self.back = KeyButton(tr("返回"), "Esc")
        self.save.clicked.connect(self.keep)
        self.back.clicked.connect(self.left)
        self.checklist.changed.connect(self._write_down)
        for field in (self.findings, self.repaired, self.what_left):
            field.textEdited.connect(self._write_down)
        for field, following in ((self.findings, self.repaired), (self.repaired, self.what_left)):
            field.returnPressed.connect(following.setFocus)
        self.what_left.returnPressed.connect(self.save.setFocus)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.keep)
        self._lay_out()

    def open(self, info: AccountInfo) -> None:
        """Open for a household, with what was written before and not saved."""
        policy = self._session.policy().service
        self._account, self._act = info.number, new_act_id()
        self._who.setText(tr("{name} · 免费检查").format(name=mask_name(info.name)))
        self._where.setText(
            tr("{address} · 表号 {meter}").format(address=info.address, meter=info.meter_number or tr("不详"))
        )
        written = self._read_draft()
        self.checklist.show_items({line.item: line for line in written.items})
        for field, text in (
            (self.findings, written.findings),
            (self.repaired, written.repaired),
            (self.what_left, written.left),
        ):
            field.setText(text)
        _fill(self.days, _DAYS, policy.follow_up_days, tr("{number} 天内复查"))
        _fill(self.minutes, _MINUTES, policy.minutes_per_check, tr("用了 {number} 分钟"))
        self._signature = None
        self._show_confirmations()
        self.photos.clear()
        self.notice.clear()
        self._show_list()
        self.checklist.all_well.setFocus()

    def keep(self) -> None:
        """Save the check; what is refused is said here."""
        session = self._session
        try:
            changes = checking.complete(session.ledger, self._made(), session.stamp())
        except Refusal as refusal:
            self._explain(refusal)
            return
        session.drafts.put(self._draft, "")
        self.saved.emit(changes, self._act)

    def open_pad(self) -> None:
        """Let the customer sign."""
        self._left_side.setCurrentWidget(self.sign_view)
        self.sign_view.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        list_card = Card()
        list_card.column.addWidget(self._who)
        list_card.column.addWidget(self._where)
        list_card.column.addSpacing(Space.S)
        self._left_side = QStackedWidget()
        self._left_side.addWidget(self.checklist)
        self._left_side.addWidget(self.sign_view)
        list_card.column.addWidget(self._left_side, 1)
        done = Card()
        done.column.setSpacing(Space.S)
        for title, field in (
            (tr("发现问题"), self.findings),
            (tr("当场处理"), self.repaired),
            (tr("还要处理"), self.what_left),
        ):
            done.column.addWidget(Label(title, size=Size.SMALL, tone=Tone.MUTED))
            done.column.addWidget(field)
        done.column.addLayout(row(self.days, self.minutes))
        done.column.addWidget(Label(tr("客户怎样确认"), size=Size.SMALL, tone=Tone.MUTED))
        confirming = row(self.confirmation, self.sign)
        confirming.setStretch(0, 1)
        done.column.addLayout(confirming)
        done.column.addWidget(self.photos)
        done.column.addStretch(1)
        done.column.addWidget(self.notice)
        done.column.addWidget(self.save)
        done.column.addWidget(self.back)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addWidget(list_card, 3)
        layout.addWidget(done, 2)

    def _made(self) -> CompleteCheck:
        follow_up = None
        if what := self.what_left.text().strip():
            follow_up = FollowUp(what=what, due_on=self._session.business_day + timedelta(days=self.days.currentData()))
        return CompleteCheck(
            id=self._act,
            account=self._account,
            slot=self._session.slot(),
            items=self.checklist.items,
            findings=self.findings.text(),
            repaired=self.repaired.text(),
            follow_up=follow_up,
            minutes=self.minutes.currentData(),
            confirmation=Confirmation(self.confirmation.currentData()),
            files=(*self.photos.files, *self._signed_on_screen()),
        )

    def _signed_on_screen(self) -> tuple[NewFile, ...]:
        """The signature, if it is how the household confirmed."""
        if self._signature is None or self.confirmation.currentData() != Confirmation.SIGNED_ON_SCREEN:
            return ()
        return (NewFile(content=self._signature, media=MediaType.PNG, title=SIGNATURE),)

    def _sign(self, picture: bytes) -> None:
        self._signature = picture
        self._show_confirmations()
        self._show_list()
        self.save.setFocus()

    def _show_list(self) -> None:
        self._left_side.setCurrentWidget(self.checklist)

    def _show_confirmations(self) -> None:
        """A signature on screen can be chosen once there is one."""
        self.confirmation.clear()
        signed = () if self._signature is None else (Confirmation.SIGNED_ON_SCREEN,)
        for each in (*signed, *_ON_PAPER):
            self.confirmation.addItem(confirmation_word(each), each)
        self.sign.setText(tr("请客户签字") if self._signature is None else tr("重新签字"))

    def _explain(self, refusal: Refusal) -> None:
        said = sentence(refusal, tr)
        self.notice.say(said.what, said.advice, tone=Tone.DANGER)

    @property
    def _draft(self) -> str:
        return f"service/check/{self._account}"

    def _write_down(self) -> None:
        written = _Written(
            items=self.checklist.items,
            findings=self.findings.text(),
            repaired=self.repaired.text(),
            left=self.what_left.text(),
        )
        self._session.drafts.put(self._draft, written.model_dump_json())

    def _read_draft(self) -> _Written:
        try:
            return _Written.model_validate_json(self._session.drafts.get(self._draft))
        except ValidationError:
            return _Written()  # nothing written, or by another version


def _fill(box: DropDown, usual: tuple[int, ...], chosen: int, text: str) -> None:
    """The usual numbers and the policy's own among them, which is chosen."""
    box.clear()
    for number in sorted({*usual, chosen}):
        box.addItem(text.format(number=number), number)
    box.setCurrentIndex(box.findData(chosen))
