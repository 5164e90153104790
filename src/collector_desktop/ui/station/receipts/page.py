"""查验: one field for a scanner or a number, and the verdict in large words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes
from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.checking_receipts import Checked, check_receipt, is_code
from collector_desktop.services.judging_receipts import Verdict
from collector_desktop.services.sentences import sentence
from collector_desktop.services.verdict_words import facts_of, means_of, verdict_word, warnings_of
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

_TONES = {
    Verdict.GENUINE: Tone.OK,
    Verdict.VOIDED: Tone.DANGER,
    Verdict.UNKNOWN: Tone.WARN,
    Verdict.REVOKED: Tone.DANGER,
    Verdict.TWICE: Tone.WARN,
    Verdict.CREDITED: Tone.WARN,
    Verdict.ALTERED: Tone.DANGER,
}
_LONGEST_CODE = 400
_AMOUNT_WIDTH = 180
_WORDS = 1.45
"""Line height of large words: figures have nothing below the line, words do."""


class ReceiptsPage(QWidget):
    """`changed` as every page has it; a check changes nothing others show."""

    changed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self.shown = TextField(tr("收据上的码或号码"), tr("扫二维码、粘贴,或输入收据号码"), _LONGEST_CODE)
        self.amount = TextField(tr("收据上的金额"), tr("金额(元)"), 16)
        self.amount.setFixedWidth(_AMOUNT_WIDTH)
        self.button = KeyButton(tr("查验"), "⏎", primary=True)
        self.shown.returnPressed.connect(self._go_on)
        self.amount.returnPressed.connect(self.check)
        self.button.clicked.connect(self.check)
        self.notice = Notice()
        self._verdict = Label(size=Size.HUGE, bold=True)
        self._verdict.setFixedHeight(round(Size.HUGE * _WORDS))
        self._means = Label(size=Size.LARGE, wrap=True)
        self._number = Label(tone=Tone.MUTED)
        self._facts = Label(size=Size.LARGE, wrap=True)
        self._warnings = Notice()
        self.card = Card(margin=Space.XL)
        self.card.column.setSpacing(Space.M)
        for each in (self._verdict, self._means, self._number, self._facts, self._warnings):
            self.card.column.addWidget(each)
        self.card.hide()
        self.shown.textEdited.connect(self._ask_of_another)
        self.amount.textEdited.connect(self.card.hide)
        how = tr("扫码枪扫完会自己查。只有号码时,照收据输入金额一起查。每次查验都记下来:同一张码第二次来会说。")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L + Space.XS, Space.L, Space.L + Space.XS, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(Label(tr("查验收据"), size=Size.TITLE, bold=True))
        line = row(self.shown, self.amount, self.button)
        line.setStretch(0, 1)
        column.addLayout(line)
        column.addWidget(Label(how, size=Size.SMALL, tone=Tone.MUTED, wrap=True))
        column.addWidget(self.notice)
        column.addWidget(self.card)
        column.addStretch(1)

    @property
    def verdict(self) -> str:
        """The verdict as it stands there; empty if nothing was checked."""
        return "" if self.card.isHidden() else self._verdict.text()

    @property
    def told(self) -> str:
        """Everything said under the verdict."""
        said = (self._means, self._number, self._facts)
        return "\n".join([*(label.text() for label in said), "" if self._warnings.isHidden() else self._warnings.text])

    def activated(self) -> None:
        """The place was opened: the field takes what a scanner types."""
        self.shown.setFocus()
        self.shown.selectAll()

    def refresh(self, changes: Changes) -> None:
        """What was shown was so when it was checked."""

    def check(self) -> None:
        """Check what stands there."""
        self.notice.clear()
        self.card.hide()
        text, typed = self.shown.text().strip(), self.amount.text().strip()
        try:
            amount = Money.parse(typed) if typed and not is_code(text) else None
            checked = check_receipt(self._session.ledger, text, amount, self._session.stamp())
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.notice.say(said.what, said.advice)
            return
        self._show(checked)
        self.shown.setFocus()
        self.shown.selectAll()

    def _ask_of_another(self) -> None:
        """Another receipt is typed over the one judged: neither the verdict nor the amount is about it."""
        if not self.card.isHidden():
            self.card.hide()
            self.amount.clear()

    def _go_on(self) -> None:
        """A code is whole; a number wants its amount."""
        if is_code(self.shown.text()) or self.amount.text().strip():
            self.check()
        else:
            self.amount.setFocus()

    def _show(self, checked: Checked) -> None:
        tone = _TONES[checked.verdict]
        self.card.set_tone(tone)
        self._verdict.setText(verdict_word(checked, tr))
        self._verdict.set_tone(tone)
        self._means.setText(means_of(checked, tr))
        self._number.setText(checked.number)
        self._facts.setText("\n".join(facts_of(checked, tr)))
        warnings = warnings_of(checked, tr)
        self._warnings.clear()
        if warnings:
            self._warnings.say(tr("请留意"), "\n".join(warnings))
        self.card.show()
