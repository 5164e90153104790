"""The right side of Close: the day's figures, whether the drawer agrees, what is not done, and the way forward."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from collector_desktop.domain.acts.cash import CashDecided
from collector_desktop.domain.day_close import DayTakings
from collector_desktop.domain.money import Money
from collector_desktop.domain.receipt import PaymentMethod
from collector_desktop.services.over_short_words import told_words
from collector_desktop.ui.collector.close.model import short_number
from collector_desktop.ui.collector.close.presenter import Agreement
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import AmountLabel, Label
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import method_word, tr, yuan

_SHOWN_NUMBERS = 3


class Summary(Card):
    """`forward` when the big button was pressed; `reason_written` with every change of the reason."""

    forward = Signal()
    reason_written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._caption = Label(tone=Tone.MUTED)
        self._cash = Label(size=Size.HUGE, bold=True)
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(0, 1)
        self._agreement = Card(margin=Space.L)
        self._verdict = Label(size=Size.LARGE, bold=True)
        self._sum = Label(wrap=True)
        self._agreement.column.addWidget(self._verdict)
        self._agreement.column.addWidget(self._sum)
        self.reason = TextField(tr("长短款原因"), tr("写明原因,由供电所处理"))
        self.reason.textEdited.connect(self.reason_written)
        self.reason.returnPressed.connect(self.forward)
        self._suggestions = self._make_suggestions()
        self._agreement.column.addSpacing(Space.S)
        self._agreement.column.addWidget(self.reason)
        self._agreement.column.addWidget(self._suggestions)
        self.decided = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._not_done = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.button = KeyButton("", "⏎", primary=True)
        self.button.clicked.connect(self.forward)
        for widget in (self._caption, self._cash, self._lines, self._agreement):
            self.column.addWidget(widget)
        self.column.setSpacing(Space.S)
        self.column.addStretch(1)
        self.column.addWidget(self.decided)
        self.column.addWidget(self._not_done)
        self.column.addWidget(self.button)

    def show_takings(self, takings: DayTakings) -> None:
        """Cash large, then everything else that was taken."""
        self._caption.setText(tr("票据合计(现金)"))
        self._cash.setText(yuan(takings.cash_expected))
        lines = [
            (
                tr("{method} {receipts} 笔").format(method=method_word(each.method), receipts=each.receipts),
                each.amount,
            )
            for each in takings.by_method
            if each.method is not PaymentMethod.CASH
        ]
        if takings.voided:
            numbers = "、".join(map(short_number, takings.voided[:_SHOWN_NUMBERS]))
            more = tr("等") if len(takings.voided) > _SHOWN_NUMBERS else ""
            text = tr("作废 {count} 张(留号 {numbers}{more})")
            lines.append((text.format(count=len(takings.voided), numbers=numbers, more=more), Money.ZERO))
        lines += [(tr("违约金"), takings.penalties), (tr("存入预收"), takings.prepayment)]
        self._show_lines(lines)

    def show_agreement(
        self, agreement: Agreement, counted: Money, expected: Money, reason: str, *, closed: bool
    ) -> None:
        """Say whether the drawer agrees; if not, ask why."""
        tone = {Agreement.AGREES: Tone.OK, Agreement.OVER: Tone.WARN, Agreement.SHORT: Tone.DANGER}[agreement]
        difference = yuan(max(counted - expected, expected - counted))
        verdict = {
            Agreement.AGREES: tr("账款相符"),
            Agreement.OVER: tr("长款 {difference}"),
            Agreement.SHORT: tr("短款 {difference}"),
        }[agreement].format(difference=difference)
        sign = {Agreement.AGREES: "=", Agreement.OVER: ">", Agreement.SHORT: "<"}[agreement]
        self._agreement.set_tone(tone)
        for label in (self._verdict, self._sum):
            label.set_tone(tone)
        self._verdict.setText(verdict)
        self._sum.setText(
            tr("清点 {counted} {sign} 票据 {expected}").format(
                counted=counted.grouped(), sign=sign, expected=expected.grouped()
            )
        )
        differs = agreement is not Agreement.AGREES
        self.reason.setVisible(differs)
        self.reason.setReadOnly(closed)
        self._suggestions.setVisible(differs and not closed)
        if self.reason.text() != reason:
            self.reason.setText(reason)
        self._agreement.show()

    def hide_agreement(self) -> None:
        """Nothing was counted yet."""
        self._agreement.hide()

    def show_decided(self, decisions: Sequence[CashDecided]) -> None:
        """Say what the station decided of earlier drawers."""
        self.decided.setText(
            "\n".join(tr("所里定了长短款——{decision}").format(decision=told_words(each, tr)) for each in decisions)
        )
        self.decided.setVisible(bool(decisions))

    def show_not_done(self, text: str) -> None:
        """Say what the day leaves."""
        self._not_done.setText(text)
        self._not_done.setVisible(bool(text))

    def _show_lines(self, lines: list[tuple[str, Money]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, (name, amount) in enumerate(lines):
            self._grid.addWidget(Label(name, tone=Tone.MUTED, wrap=True), at, 0)
            self._grid.addWidget(AmountLabel(amount.grouped()), at, 1)

    def _make_suggestions(self) -> QWidget:
        line = QWidget()
        buttons = []
        for text in (tr("分位尾差"), tr("找零差错")):
            button = QPushButton(text)
            button.setAccessibleName(tr("原因:{text}").format(text=text))
            button.clicked.connect(self._take_suggestion)
            buttons.append(button)
        line.setLayout(row(*buttons, None))
        return line

    def _take_suggestion(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.reason.setText(button.text())
            self.reason_written.emit(button.text())
            self.reason.setFocus()
