"""A payment's refusal in place, with what can be done now as buttons."""

from functools import partial

from PySide6.QtCore import Signal

from collector_desktop.domain.money import Money
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.domain.refusals import CashCeilingReached, PartPaymentNotAllowed, Refusal
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.theme import Tone
from collector_desktop.ui.widgets.notice import Action, Notice
from collector_desktop.ui.words import tr, yuan

_AMOUNTS = 3


class RefusalNotice(Notice):
    """`amount_chosen` carries a Money, `method_chosen` a PaymentMethod, `close_wanted` asks for the cash count."""

    amount_chosen = Signal(object)
    method_chosen = Signal(object)
    close_wanted = Signal()

    def refuse(self, refusal: Refusal) -> None:
        """Say what is not so, and offer what is possible."""
        said = sentence(refusal, tr)
        tone = Tone.DANGER if isinstance(refusal, CashCeilingReached) else Tone.WARN
        self.say(said.what, said.advice, tone=tone, actions=self._actions_for(refusal))

    def _actions_for(self, refusal: Refusal) -> tuple[Action, ...]:
        if isinstance(refusal, CashCeilingReached):
            wechat = partial(self.method_chosen.emit, PaymentMethod.WECHAT)
            return ((tr("去结账"), self.close_wanted.emit), (tr("改用微信转账"), wechat))
        if isinstance(refusal, PartPaymentNotAllowed):
            possible: tuple[Money, ...] = refusal.facts["possible"]
            return tuple((yuan(amount), partial(self.amount_chosen.emit, amount)) for amount in possible[:_AMOUNTS])
        return ()
