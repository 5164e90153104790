"""结账: the day's receipts, the drawer, the bank, the station; four steps and one button forward."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.day_close import DayClose, Remittance
from collector_desktop.domain.money import Money
from collector_desktop.domain.refusals import ReasonMissing, ReferenceMissing, Refusal
from collector_desktop.printing.sheets import day_close_pdf, remittance_pdf
from collector_desktop.services.sentences import sentence
from collector_desktop.store.queries.receipts import GivenReceipt
from collector_desktop.ui.collector.close.count_step import CountStep
from collector_desktop.ui.collector.close.hand_over_step import HandOverStep
from collector_desktop.ui.collector.close.presenter import CONCERNS, Agreement, Close, NotDone, Step, read_not_done
from collector_desktop.ui.collector.close.receipts_step import ReceiptsStep
from collector_desktop.ui.collector.close.remit_step import RemitStep
from collector_desktop.ui.collector.close.summary import Summary
from collector_desktop.ui.print_queue import Printed, PrintQueue
from collector_desktop.ui.seen_part import SeenPart
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.paper_view import PaperView
from collector_desktop.ui.words import day_word, promise_word, tr, yuan
from collector_desktop.ui.worker import Done, Ended, Progress

_SUMMARY_WIDTH = (300, 380)
_PAPER = len(Step)
"""The place of the preview in the stack, after the steps."""


class ClosePage(SeenPart):
    """`changed` carries the Changes of an act; `sync_wanted` asks for the place where the day package is written."""

    changed = Signal(object)
    sync_wanted = Signal()

    concerns = CONCERNS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._close = Close(session)
        self._last_close: DayClose | None = None
        self._step = self._close.first_step
        self._queue = PrintQueue(session, self)
        self._queue.ended.connect(self._printed)
        self._build()
        self.reload()

    @property
    def step(self) -> Step:
        """The step that is open."""
        return self._step

    def activated(self) -> None:
        """The place was opened: the open step takes the keyboard."""
        self._focus_step()

    def reload(self) -> None:
        """Read the day again and show it."""
        self._stale = False
        before = self._close.figures.day
        figures = self._close.load()
        if figures.day != before:
            self._step = self._close.first_step
        self.receipts.show_receipts(figures.receipts)
        self.receipts.show_waiting(figures.to_print)
        self._show_count()
        self.remit.show_to_bank(
            figures.to_bank, figures.days_to_bank, self._close.text("bank_slip"), self._close.text("witness")
        )
        self.hand_over.show_unsent(figures.unsent)
        self.summary.show_takings(figures.takings)
        self.summary.show_decided(figures.decided)
        if self.isVisible():
            self._read_not_done()
        if self._close.is_earlier_day:
            self._notice.say(
                tr("{day} 还没有结账").format(day=day_word(figures.day)), tr("先结那一天的账,再结今天的。")
            )
        self._show_late()
        self._show_step()

    def go(self, step: Step) -> None:
        """Open a step."""
        self._step = step
        self._show_step()
        self._focus_step()

    def forward(self) -> None:
        """Enter anywhere: to the next step, or to the big button where pressing it can't be undone."""
        if self._step in (Step.COUNT, Step.REMIT) and self._can_act:
            unexplained = self.summary.reason.isVisible() and not self.summary.reason.text()
            field = self.summary.reason if unexplained else self.summary.button
            field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._confirm()

    def _confirm(self) -> None:
        match self._step:
            case Step.RECEIPTS:
                self.go(Step.COUNT)
            case Step.COUNT:
                self._end_count()
            case Step.REMIT:
                self._end_remit()
            case Step.HAND_OVER:
                self.sync_wanted.emit()

    @property
    def _can_act(self) -> bool:
        figures = self._close.figures
        if self._step is Step.REMIT:
            return bool(figures.to_bank)
        return figures.closed is None and bool(figures.receipts) and self._is_counted

    def back(self) -> bool:
        """One step back; False if there is none."""
        if self._stack.currentIndex() == _PAPER:
            self.go(self._step)
            return True
        if self._step is Step.RECEIPTS:
            return self.receipts.leave_reason()
        self.go(Step(self._step - 1))
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now, and what was not done today in any case."""
        was_stale = self._stale
        super().showEvent(event)
        if not was_stale:
            self._read_not_done()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes forward, Esc back; a button under the cursor is pressed instead."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = QApplication.focusWidget()
            if isinstance(focused, QAbstractButton):
                focused.click()
            elif not isinstance(focused, QLineEdit):  # a field says itself what its Enter means
                self.forward()
        elif event.key() != Qt.Key.Key_Escape or not self.back():
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.receipts = ReceiptsStep(self._session)
        self.count = CountStep()
        self.remit = RemitStep()
        self.hand_over = HandOverStep()
        self.summary = Summary()
        self.summary.setMinimumWidth(_SUMMARY_WIDTH[0])
        self.summary.setMaximumWidth(_SUMMARY_WIDTH[1])
        self._notice = Notice()
        self._late = Notice()
        self._paper = PaperView()
        self._stack = QStackedWidget()
        for widget in (self.receipts, self.count, self.remit, self.hand_over, self._paper):
            self._stack.addWidget(widget)
        self._tabs = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setSpacing(Space.S)
        for step in Step:
            tab = QPushButton()
            tab.setCheckable(True)
            tab.setObjectName("tab")
            tab.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._tabs.addButton(tab, int(step))
            tabs.addWidget(tab)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addLayout(tabs)
        left.addWidget(self._late)
        left.addWidget(self._notice)
        left.addWidget(self._stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.L + Space.XS, Space.L, Space.L + Space.XS, Space.L)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 2)
        layout.addWidget(self.summary, 1)
        self._connect()

    def _connect(self) -> None:
        self._tabs.idClicked.connect(self._tab_pressed)
        for step in (self.receipts, self.count, self.remit):
            step.forward.connect(self.forward)
        self.summary.forward.connect(self._confirm)
        self.receipts.reprint_asked.connect(self._reprint)
        self.receipts.void_asked.connect(self._void)
        self.receipts.print_waiting_asked.connect(self._queue.waiting)
        self.count.counted.connect(self._count)
        self.count.preview_asked.connect(self._preview_close)
        self.count.print_asked.connect(self._print_close)
        self.remit.written.connect(self._close.set_text)
        self.remit.preview_asked.connect(self._preview_remittance)
        self.remit.print_asked.connect(self._print_remittance)
        self.summary.reason_written.connect(self._write_reason)
        self._paper.left.connect(self.back)

    def _show_step(self) -> None:
        figures = self._close.figures
        closed = figures.closed is not None
        texts = (
            tr("1 今天的票据 {count} 张").format(count=len(figures.receipts)),
            tr("2 清点现金"),
            tr("3 解款"),
            tr("4 交所"),
        )
        done = (self._step > Step.RECEIPTS or closed, closed, closed and not figures.to_bank, not figures.unsent)
        for step, text, is_done in zip(Step, texts, done, strict=True):
            tab = self._tabs.button(int(step))
            tab.setText(f"✓ {text}" if is_done else text)
            tab.setAccessibleName(tab.text())
            tab.setChecked(step is self._step)
        self._stack.setCurrentIndex(int(self._step))
        self.summary.button.setText(self._forward_words())

    def _forward_words(self) -> str:
        figures = self._close.figures
        match self._step:
            case Step.RECEIPTS:
                return tr("下一步:清点现金")
            case Step.COUNT if figures.closed is None and figures.receipts:
                if not self._is_counted:
                    return tr("先清点现金")
                difference = yuan(max(self._close.over_short, -self._close.over_short))
                return {
                    Agreement.AGREES: tr("结账,下一步:缴款单"),
                    Agreement.OVER: tr("按长款 {difference} 结账").format(difference=difference),
                    Agreement.SHORT: tr("按短款 {difference} 结账").format(difference=difference),
                }[self._close.agreement]
            case Step.COUNT:
                return tr("下一步:缴款单")
            case Step.REMIT if figures.to_bank:
                return tr("登记解款")
            case Step.REMIT:
                return tr("下一步:交所")
            case Step.HAND_OVER:
                return tr("写日包") if figures.unsent else tr("看交换记录")

    @property
    def _is_counted(self) -> bool:
        return self._close.counted_anything or not self._close.figures.takings.cash_expected

    def _focus_step(self) -> None:
        match self._step:
            case Step.RECEIPTS if self._close.figures.receipts:
                self.receipts.table.setFocus()
            case Step.COUNT if self._close.figures.closed is None and self._close.figures.receipts:
                self.count.focus_first()
            case Step.REMIT if self._close.figures.to_bank:
                self.remit.amount.setFocus()
                self.remit.amount.selectAll()
            case _:
                self.summary.button.setFocus()

    def _tab_pressed(self, step: int) -> None:
        self.go(Step(step))

    def _show_count(self) -> None:
        figures, count = self._close.figures, self._close.count()
        closed = figures.closed
        self.count.show_count(figures.denominations, count, closed=closed is not None)
        if self._is_counted and figures.receipts:
            self.summary.show_agreement(
                self._close.agreement,
                count.total,
                figures.takings.cash_expected,
                self._close.text("reason") if closed is None else closed.reason,
                closed=closed is not None,
            )
        else:
            self.summary.hide_agreement()

    def _count(self, denomination: int, number: int) -> None:
        self._close.set_number(denomination, number)
        self._show_count()
        self._show_step()

    def _write_reason(self, text: str) -> None:
        self._close.set_text("reason", text)
        self._clear_notice()

    def _end_count(self) -> None:
        figures = self._close.figures
        if figures.closed is not None or not figures.receipts:
            self.go(Step.REMIT)
            return
        if not self._is_counted:
            self.count.focus_first()
            return
        try:
            closed = self._close.close()
        except ReasonMissing as refusal:
            self._refuse(refusal)
            self.summary.reason.setFocus()
            return
        except Refusal as refusal:
            self._refuse(refusal)
            return
        self._clear_notice()
        self._last_close = closed.close
        self._tell(closed.changes)
        self._notice.say(
            tr("{day} 已结账").format(day=day_word(closed.close.business_day)),
            tr("结账单可以随时在第 2 步打印。"),
            tone=Tone.OK,
            actions=((tr("打印结账单"), self._print_close), (tr("看结账单"), self._preview_close)),
        )
        self.go(Step.REMIT)

    def _end_remit(self) -> None:
        if not self._close.figures.to_bank:
            self.go(Step.HAND_OVER)
            return
        try:
            banked = self._close.remit(self.remit.amount.amount or Money.ZERO)
        except Refusal as refusal:
            self._refuse(refusal)
            field = self.remit.bank_slip if isinstance(refusal, ReferenceMissing) else self.remit.amount
            field.setFocus()
            return
        self._clear_notice()
        self._tell(banked.changes)
        self.remit.show_banked(banked.remittance)
        self.summary.button.setFocus()

    def _reprint(self, given: GivenReceipt) -> None:
        copy_number = self._close.reprint(given.receipt.number)
        self._tell(Changes(topics=frozenset({Topic.RECEIPTS, Topic.SYNC})))
        self._queue.receipt(given.receipt.number, copy_number)

    def _void(self, given: GivenReceipt, reason: str) -> None:
        try:
            changes = self._close.void(given.receipt.number, reason)
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.receipts.notice.say(said.what, said.advice)
            return
        self.receipts.notice.clear()
        self.receipts.leave_reason()
        self._tell(changes)

    def _tell(self, changes: Changes) -> None:
        self._stale = True
        self.changed.emit(changes)
        if self._stale:  # nobody made this page read again
            self.reload()

    def _closed(self) -> DayClose:
        closed = self._close.figures.closed or self._last_close
        assert closed is not None, "its sheet is offered after the close only"
        return closed

    def _preview_close(self) -> None:
        self._show_paper(tr("结账单"), day_close_pdf(self._closed()))

    def _print_close(self) -> None:
        closed = self._closed()
        self._queue.sheet(lambda: day_close_pdf(closed))

    def _preview_remittance(self, remittance: Remittance) -> None:
        self._show_paper(tr("缴款单"), remittance_pdf(remittance))

    def _print_remittance(self, remittance: Remittance) -> None:
        self._queue.sheet(lambda: remittance_pdf(remittance))

    def _show_paper(self, title: str, pdf: bytes) -> None:
        self._stack.setCurrentIndex(_PAPER)
        self._paper.show_pdf(title, pdf)

    def _printed(self, printed: Printed) -> None:
        if printed.waiting:
            said = (tr("没有打印出来"), tr("已经存好;接好打印机、放好纸以后再打。"))
            self._notice.say(*said, tone=Tone.WARN, actions=((tr("再打一次"), self._queue.waiting),))
        else:
            self._clear_notice()
        self._tell(Changes(topics=frozenset({Topic.RECEIPTS})))

    def _read_not_done(self) -> None:
        session = self._session

        def work(_progress: Progress) -> NotDone:
            return read_not_done(session)

        session.lane.run(work).ended.connect(self._show_not_done)

    def _show_not_done(self, end: Ended) -> None:
        if isinstance(end, Done):
            self.summary.show_not_done(self._not_done_words(end.value))

    def _not_done_words(self, not_done: NotDone) -> str:
        parts = []
        if not_done.not_visited:
            parts.append(tr("{doors} 户未上门").format(doors=not_done.not_visited))
        if not_done.promises:
            same = len(set(not_done.promises)) == 1
            when = promise_word(not_done.promises[0], self._session.business_day) if same else tr("约了改天")
            promised, _, day = when.partition(" ")
            said = tr("{doors} 户{promised}{day}").format(doors=len(not_done.promises), promised=promised, day=day)
            parts.append(said.strip())
        if self._close.figures.to_print:
            parts.append(tr("{papers} 张收据待打印").format(papers=self._close.figures.to_print))
        comma = tr("{one},{other}").format(one="", other="")
        return tr("今天没做完:{parts}").format(parts=comma.join(parts)) if parts else ""

    def _refuse(self, refusal: Refusal) -> None:
        said = sentence(refusal, tr)
        self._notice.say(said.what, said.advice, tone=Tone.DANGER)

    def _clear_notice(self) -> None:
        if not self._close.is_earlier_day:
            self._notice.clear()

    def _show_late(self) -> None:
        since = self._close.figures.late_since
        if since is None:
            self._late.clear()
        else:
            said = tr("{day}的现金还没解款").format(day=day_word(since))
            self._late.say(said, tr("当天的现金当天解款;清点、结账以后存进银行。"))
