"""The station's window before anybody sits at it: badge and PIN; on books that know nobody, naming the manager."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow

from collector_desktop.domain.acts.base import Stamp
from collector_desktop.domain.pin import PinTooShort, PinTooSimple
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.staff import Member
from collector_desktop.services.backup_words import afterwards
from collector_desktop.services.sentences import sentence
from collector_desktop.services.signing_on import sign_on
from collector_desktop.services.staffing import name_first_manager
from collector_desktop.store.ledger import Ledger
from collector_desktop.store.queries import staff
from collector_desktop.ui.drafts import Drafts
from collector_desktop.ui.theme import Size, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.form import Form
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.pin_field import PinField
from collector_desktop.ui.widgets.sheet import centred
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

_BADGE = "station/badge"


class SignOnForm(Form):
    """Badge and PIN."""

    def __init__(self, badge: str) -> None:
        super().__init__()
        self.badge = self.add("badge", tr("工号"), TextField(tr("工号")))
        self.pin = self.add("pin", tr("密码"), PinField(tr("密码"), tr("六位以上数字")))
        self.badge.setText(badge)

    def begin(self) -> None:
        """The PIN, where the badge stands already."""
        (self.pin if self.badge.text() else self.badge).setFocus()


class NameManagerForm(Form):
    """Who the manager of older books is."""

    def __init__(self) -> None:
        super().__init__()
        self.badge = self.add("badge", tr("所长工号"), TextField(tr("所长工号")))
        self.name = self.add("name", tr("所长姓名"), TextField(tr("所长姓名")))
        self.pin = self.add("pin", tr("所长的密码"), PinField(tr("所长的密码"), tr("六位以上数字")))
        self.again = self.add("again", tr("再输入一次"), PinField(tr("再输入一次"), tr("六位以上数字")))


class SignOn(QMainWindow):
    """`signed_on` carries the Member; the books stay open when it closes."""

    signed_on = Signal(object)

    def __init__(self, ledger: Ledger, drafts: Drafts, stamp: Callable[[], Stamp]) -> None:
        super().__init__()
        self.setWindowTitle(tr("走收 · 供电所"))
        self.resize(1280, 720)
        self._ledger, self._drafts, self._stamp = ledger, drafts, stamp
        with ledger.reading() as conn:
            self._has_staff = staff.has_staff(conn)
        self.form: SignOnForm | NameManagerForm = (
            SignOnForm(drafts.get(_BADGE)) if self._has_staff else NameManagerForm()
        )
        self.form.submitted.connect(self.submit)
        self.notice = Notice()
        self.button = KeyButton(tr("签到") if self._has_staff else tr("登记所长并签到"), "⏎", primary=True)
        self.button.clicked.connect(self.submit)
        told = (
            tr("谁办的事记在谁名下。")
            if self._has_staff
            else tr("这本账还没有登记人员。请先登记所长:审批、停用电脑、管人员都要所长。")
        )
        title = Label(ledger.seat.station_name, size=Size.TITLE, bold=True)
        advice = Label(told, tone=Tone.MUTED, wrap=True)
        self.setCentralWidget(centred(title, advice, self.form, self.notice, self.button))
        self.form.begin()

    def tell_restored(self, *, goes_on: bool) -> None:
        """The books have just come back from a backup: what is to be done, unless nothing is missing."""
        if goes_on:
            self.notice.say(tr("账本已从备份恢复"), tr("一行不缺,接着办就行。"), tone=Tone.OK)
            return
        steps = "\n".join(f"{at}. {each}" for at, each in enumerate(afterwards(tr), start=1))
        self.notice.say(tr("账本已从备份恢复"), steps, tone=Tone.WARN)

    def submit(self) -> None:
        """Sign on; on books that know nobody, name the manager first."""
        self.form.clear()
        self.notice.clear()
        try:
            member = self._named() if isinstance(self.form, NameManagerForm) else self._known(self.form)
        except (PinTooShort, PinTooSimple) as refusal:
            said = sentence(refusal, tr)
            self.form.fail("pin", f"{said.what};{said.advice}")
            return
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.notice.say(said.what, said.advice, tone=Tone.DANGER)
            self.form.pin.clear()
            self.form.pin.setFocus()
            return
        if member is not None:
            self._drafts.put(_BADGE, member.badge)
            self.signed_on.emit(member)

    def _known(self, form: SignOnForm) -> Member:
        return sign_on(self._ledger, form.badge.text(), form.pin.text())

    def _named(self) -> Member | None:
        form = self.form
        assert isinstance(form, NameManagerForm)
        if form.pin.text() != form.again.text():
            form.fail("again", tr("两次不一样,请重新输入"))
            return None
        badge, pin = form.badge.text(), form.pin.text()
        name_first_manager(self._ledger, badge, form.name.text(), pin, self._stamp())
        return sign_on(self._ledger, badge, pin)
