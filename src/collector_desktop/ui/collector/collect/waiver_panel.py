"""Asking the station to waive a part of a penalty: which bill, how much, why, with what proves it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.allocation import BillDue
from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import ActId
from collector_desktop.domain.refusals import AmountNotPositive, MoneyNotUnderstood, ReasonMissing, Refusal
from collector_desktop.domain.refusals_terms import NothingToWaive, WaiverMoreThanOpen
from collector_desktop.services import waiving
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.waiving import AskWaiver
from collector_desktop.store.queries.cards import AccountInfo
from collector_desktop.ui.session import Session
from collector_desktop.ui.widgets.drop_down import DropDown
from collector_desktop.ui.widgets.form import Form
from collector_desktop.ui.widgets.photos_row import PhotosRow
from collector_desktop.ui.widgets.side_panel import SidePanel
from collector_desktop.ui.widgets.text_area import TextArea
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import month_word, tr, yuan

PROOF = "减免证明"
_FIELDS: dict[type[Refusal], str] = {
    AmountNotPositive: "amount",
    MoneyNotUnderstood: "amount",
    NothingToWaive: "bill",
    ReasonMissing: "reason",
    WaiverMoreThanOpen: "amount",
}


class WaiverForm(Form):
    """What is asked for; the act's id is fixed when it opens, so that a double Enter is one request."""

    def __init__(self, account: AccountInfo, bills: tuple[BillDue, ...]) -> None:
        super().__init__()
        self._account, self._act = account, ActId(new_act_id())
        self._bills = [each for each in bills if each.penalty.open]
        self.bill = self.add("bill", tr("哪个月的违约金"), DropDown())
        for each in self._bills:
            self.bill.addItem(f"{month_word(each.bill.month)}  {yuan(each.penalty.open)}", each.bill.id)
        self.amount = self.add("amount", tr("减免多少(元)"), TextField(tr("减免多少"), longest=16))
        hint = tr("如:户主住院两个月,有出院证明")
        self.reason = self.add("reason", tr("理由"), TextArea(tr("理由"), hint, lines=3, longest=200))
        self.photos = self.add("photos", tr("证明照片"), PhotosRow())
        self.bill.currentIndexChanged.connect(self._fill)
        self._fill()

    def wanted(self) -> AskWaiver:
        """What stands there. Raises MoneyNotUnderstood."""
        return AskWaiver(
            id=self._act,
            account=self._account.number,
            bill=self.bill.currentData(),
            amount=Money.parse(self.amount.text()),
            reason=self.reason.text(),
            files=tuple(_named(file, number) for number, file in enumerate(self.photos.files, start=1)),
        )

    def _fill(self) -> None:
        self.amount.setText(str(self._bills[self.bill.currentIndex()].penalty.open))


class WaiverPanel(SidePanel):
    """`asked` carries the Changes of a request."""

    asked = Signal(object)

    def __init__(self, page: QWidget, session: Session) -> None:
        super().__init__(page)
        self._session = session
        self.confirmed.connect(self._write)

    def ask(self, account: AccountInfo, bills: tuple[BillDue, ...]) -> None:
        """Open the form for one household's bills; some penalty of them must be open."""
        form = WaiverForm(account, bills)
        form.photos.refused.connect(self.refuse)
        title = f"{mask_name(account.name)} · {tr('申请减免违约金')}"
        self.open(title, form, tr("提出申请"), under=tr("由供电所决定;没有批准,收款时一分也不能少收。"))

    def _write(self) -> None:
        form = self.content
        if not isinstance(form, WaiverForm):
            return
        form.clear()
        self.notice.clear()
        try:
            changes = waiving.ask(self._session.ledger, form.wanted(), self._session.stamp())
        except Refusal as refusal:
            self.refuse(refusal, _FIELDS.get(type(refusal)))
            return
        self.close_panel()
        self.asked.emit(changes)


def _named(file: NewFile, number: int) -> NewFile:
    return file.model_copy(update={"title": f"{PROOF} {number}"})
