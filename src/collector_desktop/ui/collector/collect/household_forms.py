"""Forms of the household panel: who else can be called, until when they are away, when we come."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.visit import Promise, Slot
from collector_desktop.services.households import Appoint, NoteAway, NoteContact, NoteNeighbour
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.day_choice import DayChoice
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.promise_panel import PromisePanel
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

_LONGEST_AWAY = timedelta(days=366)
_LONGEST_PHONE = 20


class HouseholdForm(QWidget):
    """`wanted` carries what the service takes; its id is fixed when the form opens, so a double Enter is one note."""

    wanted = Signal(object)
    given_up = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.account = AccountNumber("")
        self.act = ActId("")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.S)
        self.column.addWidget(Label(title, size=Size.LARGE, bold=True))

    def ask(self, account: AccountNumber, today: date, slot: Slot) -> None:
        """Open empty for a household."""
        self.account, self.act = account, new_act_id()
        for field in self.findChildren(TextField):
            field.clear()

    def _end(self, save: KeyButton) -> None:
        self.column.addWidget(save)
        self.column.addStretch(1)


class ContactForm(HouseholdForm):
    """Somebody else of the household, or, as `neighbour`, who passes messages on."""

    def __init__(self, *, neighbour: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(tr("传话的邻居") if neighbour else tr("其他联系人"), parent)
        self._is_neighbour = neighbour
        self.name = TextField(tr("姓名或称呼"), tr("姓名或称呼"))
        self.relation = TextField(tr("关系"), tr("关系:儿子、儿媳……可不填"))
        self.phone = TextField(tr("电话"), tr("电话,可不填") if neighbour else tr("电话"), longest=_LONGEST_PHONE)
        save = KeyButton(tr("记下"), "⏎", primary=True)
        save.clicked.connect(self._save)
        self._fields = [self.name, self.phone] if neighbour else [self.name, self.relation, self.phone]
        for field in self._fields:
            field.returnPressed.connect(self._next)
            self.column.addWidget(field)
        if neighbour:
            told = tr("只请捎话:我们来过、什么时候再来。欠不欠费、多少钱,一个字也不能说。")
            self.column.addWidget(Label(told, size=Size.SMALL, tone=Tone.MUTED, wrap=True))
        self._end(save)

    def ask(self, account: AccountNumber, today: date, slot: Slot) -> None:
        """Open empty, the name first."""
        super().ask(account, today, slot)
        self.name.setFocus()

    def _next(self) -> None:
        """Enter goes to the next field, and saves in the last one."""
        field = self.sender()
        after = dict(zip(self._fields, self._fields[1:], strict=False))
        if isinstance(field, TextField) and field in after:
            after[field].setFocus()
        else:
            self._save()

    def _save(self) -> None:
        said = {"id": self.act, "account": self.account, "name": self.name.text(), "phone": self.phone.text()}
        self.wanted.emit(
            NoteNeighbour(**said) if self._is_neighbour else NoteContact(**said, relation=self.relation.text())
        )


class AwayForm(HouseholdForm):
    """Nobody at home until a day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("外出"), parent)
        self.until = DayChoice(tr("到哪天为止(那天还不在)"))
        self.reason = TextField(tr("原因"), tr("打工、走亲戚、住院……可不填"))
        save = KeyButton(tr("记下"), "⏎", primary=True)
        save.clicked.connect(self._save)
        self.until.entered.connect(self.reason.setFocus)
        self.reason.returnPressed.connect(self._save)
        self.column.addWidget(self.until)
        self.column.addWidget(self.reason)
        told = tr("到期前不排进走访计划,过了那天自动恢复。")
        self.column.addWidget(Label(told, size=Size.SMALL, tone=Tone.MUTED, wrap=True))
        self._end(save)

    def ask(self, account: AccountNumber, today: date, slot: Slot) -> None:
        """Open with a week from now."""
        super().ask(account, today, slot)
        self.until.ask(today + timedelta(days=7), today, today + _LONGEST_AWAY)
        self.until.setFocus()

    def _save(self) -> None:
        self.wanted.emit(NoteAway(id=self.act, account=self.account, until=self.until.day, reason=self.reason.text()))


class AppointForm(HouseholdForm):
    """A day and a slot in which we come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("约上门"), parent)
        self.purpose = TextField(tr("做什么"), tr("做什么:看电表、收电费……可不填"))
        self.when = PromisePanel(question=tr("哪天、哪个时段去?"))
        self.purpose.returnPressed.connect(self.when.setFocus)
        self.when.promised.connect(self._save)
        self.when.given_up.connect(self.given_up)
        self.column.addWidget(self.purpose)
        self.column.addWidget(self.when)
        self.column.addStretch(1)

    def ask(self, account: AccountNumber, today: date, slot: Slot) -> None:
        """Open with tomorrow in this slot."""
        super().ask(account, today, slot)
        self.when.ask(today, slot)
        self.when.setFocus()

    def _save(self, when: Promise) -> None:
        self.wanted.emit(
            Appoint(id=self.act, account=self.account, on=when.on, slot=when.slot, purpose=self.purpose.text())
        )
