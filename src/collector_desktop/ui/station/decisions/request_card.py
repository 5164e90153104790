"""One request in full: who asks for what and why, the files that came with it, and the answer if there is one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.domain.attachment import Attachment
from collector_desktop.services.matter_words import matter_name, matter_words
from collector_desktop.store.queries.repayment import PlanLine
from collector_desktop.ui.plan_words import card_word, told
from collector_desktop.ui.station.decisions.presenter import Named
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, Rule, row
from collector_desktop.ui.widgets.label import Chip, Label
from collector_desktop.ui.words import day_word, tr, yuan


class RequestCard(Card):
    """`file_wanted` carries the Attachment pressed."""

    file_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._title = Label(size=Size.LARGE, bold=True)
        self._manager = Chip(tr("所长决定"), tone=Tone.WARN)
        self._words = Label(bold=True, wrap=True)
        self._whom = Label(wrap=True)
        self._owes = Label(tone=Tone.MUTED, wrap=True)
        self._reason = Label(wrap=True)
        self._asked = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._files = QWidget()
        self._files_line = row(None)
        self._files.setLayout(self._files_line)
        self._answer = Label(bold=True, wrap=True)
        self.standing = Label(bold=True, wrap=True)
        self.course = Label(tone=Tone.MUTED, wrap=True)
        self._rule = Rule()
        self.column.setSpacing(Space.S)
        self.column.addLayout(row(self._title, None, self._manager))
        for each in (self._words, self._whom, self._owes, self._reason, self._files, self._asked):
            self.column.addWidget(each)
        self.column.addWidget(self._rule)
        for each in (self._answer, self.standing, self.course):
            self.column.addWidget(each)

    def show_request(self, named: Named, *, needs_manager: bool) -> None:
        """Show one request."""
        made, decision, account = named.line.request, named.line.decision, named.account
        self._title.setText(matter_name(made.matter, tr))
        self._manager.setVisible(needs_manager and decision is None)
        self._words.setText(matter_words(made.matter, tr))
        if account is not None:
            self._whom.setText(f"{account.name}  {account.number}\n{account.place}")
            self._owes.setText(
                tr("现在共欠 {due},其中违约金 {penalty};预收 {prepay},保证金 {deposit}").format(
                    due=yuan(account.due),
                    penalty=yuan(account.penalty),
                    prepay=yuan(account.prepay),
                    deposit=yuan(account.deposit),
                )
            )
        else:
            self._whom.setText(made.village)
        self._owes.setVisible(account is not None)
        self._whom.setVisible(bool(self._whom.text()))
        self._reason.setText(tr("理由:{reason}").format(reason=made.reason))
        self._asked.setText(
            tr("{device} 号机 工号 {badge},{day} 提出").format(
                device=named.line.device, badge=made.by, day=day_word(made.business_day)
            )
        )
        self._show_files(made.attachments)
        self._answer.setVisible(decision is not None)
        self._rule.setVisible(decision is not None)
        self._show_plan(named.plan)
        if decision is not None:
            said = tr("同意") if decision.approved else tr("不同意")
            words = f":{matter_words(decision.granted, tr)}" if decision.granted else ""
            why = f"\n{decision.reason}" if decision.reason else ""
            self._answer.setText(f"{said}{words}{why}\n{decision.decided_by} {day_word(decision.business_day)}")
            self._answer.set_tone(Tone.OK if decision.approved else Tone.DANGER)

    def _show_plan(self, plan: PlanLine | None) -> None:
        for label in (self.standing, self.course):
            label.setVisible(plan is not None)
        if plan is not None:
            word, tone = card_word(plan)
            self.standing.setText(tr("还款协议:{standing}").format(standing=word))
            self.standing.set_tone(tone)
            self.course.setText(told(plan))

    def _show_files(self, files: tuple[Attachment, ...]) -> None:
        while self._files_line.count() > 1:
            item = self._files_line.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()
        for at, file in enumerate(files):
            button = KeyButton(file.title, compact=True)
            button.setProperty("file", file)
            button.clicked.connect(self._open_file)
            self._files_line.insertWidget(at, button)
        self._files.setVisible(bool(files))

    def _open_file(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self.file_wanted.emit(pressed.property("file"))
