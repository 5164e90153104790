"""What was agreed on for late payment, beside how the penalty comes about: contract, waivers, and asking for one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector_desktop.domain.day_words import day_words
from collector_desktop.services.terms_words import cap_words, rate_words, waiver_state, warning_word
from collector_desktop.store.queries.account_terms import AccountTerms
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.words import tr


class TermsView(QWidget):
    """`waiver_wanted` when the customer asks for less penalty: `ask` stands wherever the card has room for it."""

    waiver_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contract = Label(size=Size.SMALL, wrap=True)
        self.doubts = Label(size=Size.SMALL, tone=Tone.WARN, wrap=True)
        self.waivers = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.ask = KeyButton(tr("申请减免违约金"))
        self.ask.clicked.connect(self.waiver_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(Label(tr("供用电合同"), bold=True))
        for widget in (self.contract, self.doubts, self.waivers):
            column.addWidget(widget)

    def show_terms(self, terms: AccountTerms, *, can_ask: bool) -> None:
        """Show the terms; a waiver can be asked for where a penalty is open."""
        self.contract.setText(_contract_words(terms))
        self.doubts.setText("\n".join(warning_word(warning, tr) for warning in terms.warnings))
        self.doubts.setVisible(bool(terms.warnings))
        said = [
            tr("减免申请 {month}月{day}日:{state}").format(
                month=each.line.request.business_day.month,
                day=each.line.request.business_day.day,
                state=waiver_state(each, tr),
            )
            for each in terms.waivers
        ]
        self.waivers.setText("\n".join(said))
        self.waivers.setVisible(bool(said))
        self.ask.setEnabled(can_ask)


def _contract_words(terms: AccountTerms) -> str:
    said = terms.contract
    if said is None:
        return tr("违约金按规定收;请所里补登合同。")
    lines = [
        tr("编号 {number},{day} 签订").format(number=said.number, day=day_words(said.signed_on, say=tr)),
        tr("违约金 {rate},上限 {cap}").format(rate=rate_words(said.agreed_permille, tr), cap=cap_words(said, tr)),
    ]
    if said.instalment_terms:
        lines.append(tr("分期:{terms}").format(terms=said.instalment_terms))
    return "\n".join(lines)
