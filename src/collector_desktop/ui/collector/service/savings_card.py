"""The right side of the savings tab: one household, what it has, what would be sensible, and what can be done."""

from enum import StrEnum

from PySide6.QtCore import Signal

from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.statement import Statement
from collector_desktop.store.queries.requests import RequestLine
from collector_desktop.store.queries.savings import SavingsLine
from collector_desktop.ui.collector.service.savings_model import Shelf
from collector_desktop.ui.collector.service.savings_words import (
    advice_word,
    debit_tone,
    debit_word,
    lasts_word,
    moment_of,
    request_tone,
    request_word,
    saver_word,
)
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, Rule, grid
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.timeline import Timeline
from collector_desktop.ui.words import tr, yuan


class Action(StrEnum):
    """What can be done for a household."""

    STATEMENT = "statement"
    REFUND = "refund"
    CARD = "card"
    OFFSET = "offset"
    DEPOSIT_REFUND = "deposit_refund"
    SLIP = "slip"
    SAVER = "saver"
    NO_SAVER = "no_saver"
    INVITATION = "invitation"


_OF_SHELF = {
    Shelf.PREPAY: (Action.STATEMENT, Action.REFUND, Action.CARD),
    Shelf.DEPOSIT: (Action.OFFSET, Action.DEPOSIT_REFUND, Action.SLIP, Action.STATEMENT),
    Shelf.SAVERS: (Action.SAVER, Action.NO_SAVER, Action.INVITATION, Action.CARD),
}


def _action_word(action: Action) -> str:
    return {
        Action.STATEMENT: tr("对账单"),
        Action.REFUND: tr("申请退预收"),
        Action.CARD: tr("收款卡"),
        Action.OFFSET: tr("抵电费"),
        Action.DEPOSIT_REFUND: tr("申请退还"),
        Action.SLIP: tr("代管凭条"),
        Action.SAVER: tr("记为代扣户"),
        Action.NO_SAVER: tr("不再代扣"),
        Action.INVITATION: tr("邀请单"),
    }[action]


class SavingsCard(Card):
    """`asked` carries the Action pressed."""

    asked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._shelf = Shelf.PREPAY
        self._who = Label(size=Size.TITLE, bold=True, wrap=True)
        self._where = Label(tone=Tone.MUTED, wrap=True)
        self._title = Label(tone=Tone.MUTED)
        self._amount = Label(size=Size.HUGE, bold=True)
        self._detail = Label(wrap=True)
        self._request = Label(wrap=True)
        self.buttons = {action: KeyButton(_action_word(action)) for action in Action}
        for action, button in self.buttons.items():
            button.setProperty("action", str(action))
            button.clicked.connect(self._pressed)
        self.moves = Timeline(tr("余额的变动"), look)
        for widget in (self._who, self._where, self._title, self._amount, self._detail, self._request):
            self.column.addWidget(widget)
        self.column.addSpacing(Space.S)
        self._grid = grid()
        self.column.addLayout(self._grid)
        self.column.addSpacing(Space.XS)
        self.column.addWidget(Rule())
        self.column.addWidget(self.moves, 1)

    def show_shelf(self, shelf: Shelf) -> None:
        """Offer what is done on this list."""
        self._shelf = shelf
        for button in self.buttons.values():
            self._grid.removeWidget(button)
            button.setParent(None)
        for at, action in enumerate(_OF_SHELF[shelf]):
            button = self.buttons[action]
            self._grid.addWidget(button, at // 2, at % 2)
            button.show()

    def show_household(self, line: SavingsLine, statement: Statement) -> None:
        """Show one household with the year's moves, newest first."""
        self._who.setText(mask_name(line.name))
        self._where.setText(tr("户号 {number} · {address}").format(number=line.account, address=line.address))
        held, request = statement.prepayment, line.prepay_request
        match self._shelf:
            case Shelf.PREPAY:
                self._show(tr("预收余额"), yuan(line.prepay), advice_word(line), Tone.TEXT)
                lasts = lasts_word(line)
                self._title.setText(f"{tr('预收余额')} · {lasts}" if lasts else tr("预收余额"))
            case Shelf.DEPOSIT:
                held, request = statement.deposit, line.deposit_request
                owes = tr("欠费 {amount}").format(amount=yuan(line.due)) if line.due else tr("没有欠费")
                text = tr("{owes}。由供电所代管,可凭书面申请抵电费,销户时退还。").format(owes=owes)
                text += "\n" + tr("不再收新的:新收保证金按违规收费处理;客户愿意的,可以自愿预存电费。")
                self._show(tr("代管保证金"), yuan(line.deposit), text, Tone.TEXT)
            case Shelf.SAVERS:
                said = debit_word(line) or tr("代扣全凭自愿;办了代扣的户每年有免费检查。")
                self._show(tr("银行代扣"), saver_word(line.saver), said, debit_tone(line))
                request = None
        self._request.setText(request_word(request))
        self._request.set_tone(request_tone(request))
        self._request.setVisible(request is not None)
        self._let(Action.REFUND, bool(line.prepay), line.prepay_request)
        self._let(Action.OFFSET, bool(line.deposit and line.due), line.deposit_request)
        self._let(Action.DEPOSIT_REFUND, bool(line.deposit), line.deposit_request)
        self.buttons[Action.SLIP].setEnabled(bool(line.deposit))
        self.buttons[Action.SAVER].setText(tr("改银行") if line.saver else tr("记为代扣户"))
        self.buttons[Action.NO_SAVER].setEnabled(line.saver is not None)
        self.moves.show_moments(tuple(moment_of(each) for each in reversed(held.lines)))

    def _let(self, action: Action, may: bool, asked: RequestLine | None) -> None:
        """Let something be asked of the station, unless a request stands that waits for its answer."""
        self.buttons[action].setEnabled(may and (asked is None or not asked.is_open))

    def _show(self, title: str, amount: str, detail: str, tone: Tone) -> None:
        self._title.setText(title)
        self._amount.setText(amount)
        self._detail.setText(detail)
        self._detail.set_tone(tone)

    def _pressed(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self.asked.emit(Action(pressed.property("action")))
