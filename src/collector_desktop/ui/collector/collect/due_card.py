"""What is due: nothing on the screen is larger; in words, and how much of it is penalty."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.domain.allocation import Due
from collector_desktop.domain.money import Money
from collector_desktop.domain.prepay_advice import PrepayAdvice
from collector_desktop.domain.words import amount_in_words
from collector_desktop.services.prepay_words import advice_words, in_yuan
from collector_desktop.ui.collector.collect.plan_link import PlanLink
from collector_desktop.ui.collector.collect.presenter import Tender
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import LinkButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import AmountLabel, Label
from collector_desktop.ui.words import tr, yuan


class DueCard(Card):
    """`explanation_wanted` asks how the penalty comes about."""

    explanation_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=Space.M, parent=parent)
        self._due = Label(size=Size.AMOUNT, bold=True)
        self._due.setAccessibleName(tr("应收"))
        self._words = Label(tone=Tone.MUTED, wrap=True)
        self.advice = Label(size=Size.SMALL, wrap=True)
        self._fees = AmountLabel()
        self._penalties = AmountLabel()
        self._how = LinkButton(tr("怎么算的"))
        self._how.clicked.connect(self.explanation_wanted)
        self.plan = PlanLink()
        self._after = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.column.addLayout(row(Label(tr("应收"), tone=Tone.MUTED), None, self.plan.chip))
        self.column.addWidget(self._due)
        self.column.addWidget(self._words)
        self.column.addWidget(self.advice)
        self.column.addSpacing(Space.S)
        self.column.addLayout(row(Label(tr("电费"), tone=Tone.MUTED), None, self._fees))
        self.column.addLayout(row(Label(tr("违约金"), tone=Tone.MUTED), self._how, self.plan, None, self._penalties))
        self.column.addStretch(1)
        self.column.addWidget(self._after)

    def show_due(self, due: Due, advice: PrepayAdvice | None) -> None:
        """Show what an account owes; where that is nothing, what would be sensible to leave, and why."""
        self._due.setText(yuan(due.total))
        self._words.setText(in_words(due.total) if due.total else tr("不欠费;收下的都存为预收"))
        self._fees.setText(due.fees.grouped())
        self._penalties.setText(due.penalties.grouped())
        self._how.setVisible(bool(due.bills))
        suggests = advice is not None and bool(advice.to_add) and not due.total
        self.advice.setText(_suggestion(advice) if advice is not None and suggests else "")
        self.advice.setVisible(suggests)

    def show_tender(self, tender: Tender | None) -> None:
        """Say what is kept in words where it is not what is due, and what stays open."""
        said: list[str] = []
        if tender is None:
            said.append(tr("请输入金额,最多两位小数"))
        elif tender.allocation is not None and tender.received and tender.received != tender.allocation.due:
            said.append(tr("实收 {words}").format(words=in_words(tender.received)))
            if tender.allocation.open_after:
                said.append(tr("尚欠 {left}").format(left=yuan(tender.allocation.open_after)))
        self._after.setText(" · ".join(said))


def _suggestion(advice: PrepayAdvice) -> str:
    """可存 150 元:近 12 个月平均每月 46.20 元,最高 8 月 88.00 元;存 150 元约够 3 个月。预存全凭自愿。"""
    amount = tr("可存 {amount} 元").format(amount=in_yuan(advice.to_add))
    return f"{amount}:{advice_words(advice, tr)}{tr('。预存全凭自愿。')}"


def in_words(amount: Money) -> str:
    """人民币壹佰捌拾捌元柒角柒分."""
    return tr("人民币{words}").format(words=amount_in_words(amount))
