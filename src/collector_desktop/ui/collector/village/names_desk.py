"""带姓名的名单: asked for with a purpose, approved by the station, made once; the journal keeps a line of it."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from collector_desktop.domain.names import ActId
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.collector.village.names_presenter import ListState, NamedList, Names
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.left_open import LeftOpen
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.travel_words import request_travels
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, Rule, row
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Chip, Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import day_word, tr

_FORM_WIDTH = 420
_TONES = {
    ListState.WAITING: Tone.WARN,
    ListState.REFUSED: Tone.DANGER,
    ListState.APPROVED: Tone.ACCENT,
    ListState.MADE: Tone.OK,
}


class NamesDesk(QWidget):
    """`changed` carries the Changes of a request or of a list that was made."""

    changed = Signal(object)

    def __init__(self, session: Session, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._names = names
        self.purpose = TextField(tr("用途"), tr("用途:交村委会核对迁出户……"))
        self.reason = TextField(tr("理由"), tr("为什么非要写姓名不可"), longest=200)
        self.purpose.returnPressed.connect(self.reason.setFocus)
        self.reason.returnPressed.connect(self._ask)
        self.ask_button = KeyButton(tr("向供电所申请"), "⏎", primary=True)
        self.ask_button.clicked.connect(self._ask)
        self.notice = Notice()
        self.make_buttons: list[KeyButton] = []
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setAccessibleName(tr("带姓名的名单"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._form())

    def reload(self) -> None:
        """Read how the lists stand."""
        lists = self._names.lists()
        self.make_buttons = []
        if not lists:
            self._scroll.setWidget(
                EmptyState(
                    tr("没有申请过名单"),
                    tr("平时用不到带姓名的名单;确实要用,在右边写明用途。") + request_travels(self._session.seat),
                )
            )
            return
        inside = QWidget()
        inside.setObjectName("content")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for each in lists:
            column.addWidget(self._card(each))
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def _form(self) -> Card:
        card = Card()
        card.setFixedWidth(_FORM_WIDTH)
        card.column.setSpacing(Space.S)
        card.column.addWidget(Label(tr("申请带姓名的名单"), size=Size.LARGE, bold=True))
        law = tr(
            "名单里有户名、户号、电话和欠费。《个人信息保护法》第六条:只为说明的用途、在最小范围内用;"
            "不得张贴、转发,用后销毁。供电所批准一次只出一份,日志留一行。"
        )
        card.column.addWidget(Label(law, size=Size.SMALL, tone=Tone.MUTED, wrap=True))
        card.column.addWidget(Rule())
        card.column.addWidget(self.purpose)
        card.column.addWidget(self.reason)
        card.column.addWidget(self.notice)
        card.column.addStretch(1)
        card.column.addWidget(self.ask_button)
        return card

    def _card(self, each: NamedList) -> Card:
        card = Card(margin=Space.M)
        asked = each.line.request
        card.column.addLayout(
            row(Label(each.purpose, bold=True, wrap=True), None, Chip(_state_word(each.state), tone=_TONES[each.state]))
        )
        told = tr("{day} 申请:{reason}").format(day=day_word(asked.business_day), reason=asked.reason)
        card.column.addWidget(Label(told, size=Size.SMALL, tone=Tone.MUTED, wrap=True))
        decision = each.line.decision
        if decision is not None:
            told = tr("{day} {who}:{reason}").format(
                day=day_word(decision.business_day), who=decision.decided_by, reason=decision.reason or tr("同意")
            )
            card.column.addWidget(Label(told, size=Size.SMALL, tone=Tone.MUTED, wrap=True))
        if each.made is not None:
            told = tr("{file} · {names} 户").format(file=each.made.file, names=each.made.names)
            card.column.addWidget(Label(told, size=Size.SMALL, tone=Tone.MUTED, wrap=True))
        if each.state is ListState.APPROVED:
            make = KeyButton(tr("出名单"))
            make.setProperty("request", asked.id)
            make.clicked.connect(self._make)
            self.make_buttons.append(make)
            card.column.addLayout(row(None, make))
        return card

    def _ask(self) -> None:
        try:
            changes = self._names.ask(self.purpose.text(), self.reason.text())
        except Refusal as refusal:
            self._say(refusal)
            return
        self.purpose.clear()
        self.reason.clear()
        self.notice.say(tr("已申请"), request_travels(self._session.seat), tone=Tone.OK)
        self.reload()
        self.changed.emit(changes)

    def _make(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        try:
            made = self._names.make(ActId(pressed.property("request")))
        except Refusal as refusal:
            self._say(refusal)
            return
        except OSError as fault:
            self.notice.say(tr("没有出成名单"), fault_word(fault), tone=Tone.DANGER)
            return
        told = tr("在 {folder}。用后销毁,不得张贴、转发。").format(folder=made.path.parent)
        if LeftOpen(self._session).note(made.path):
            told += "\n" + tr("这份文件没有加密,谁拿到电脑都能看:交出去以后,在「交换」里删掉。")
        folder = ((tr("打开文件夹"), self._open_folder),)
        self.notice.say(tr("已出 {name}").format(name=made.path.name), told, tone=Tone.OK, actions=folder)
        self.reload()
        self.changed.emit(made.changes)

    def _say(self, refusal: Refusal) -> None:
        said = sentence(refusal, tr)
        self.notice.say(said.what, said.advice, tone=Tone.DANGER)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._session.exchange_folder)))


def _state_word(state: ListState) -> str:
    words = {
        ListState.WAITING: tr("等答复"),
        ListState.REFUSED: tr("没有批准"),
        ListState.APPROVED: tr("已批准"),
        ListState.MADE: tr("已出"),
    }
    return words[state]
