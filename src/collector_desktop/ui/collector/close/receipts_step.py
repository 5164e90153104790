"""Step 1: the day's receipts; printing one again, and voiding one with its reason written in place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.store.queries.receipts import GivenReceipt
from collector_desktop.ui.collector.close.model import columns, is_void, short_number
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr, yuan


class ReceiptsStep(Card):
    """`reprint_asked` carries a receipt, `void_asked` a receipt and the reason as written."""

    forward = Signal()
    reprint_asked = Signal(object)
    void_asked = Signal(object, str)
    print_waiting_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(margin=Space.S)
        self.model = RowsModel(columns(), session.look, is_void, self, account=lambda given: given.receipt.account)
        self.table: DataTable[GivenReceipt] = DataTable(tr("今天的票据"), self.model, session, "close/receipts")
        self.notice = Notice()
        self._empty = EmptyState(tr("还没有票据"), tr("收到第一笔钱以后,票据会列在这里;从「今日」或「收款」开始。"))
        self._actions = self._make_actions()
        self._reason_line = self._make_reason_line()
        self._stack = QStackedWidget()
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for widget in (self.table, self.notice, self._actions, self._reason_line):
            column.addWidget(widget, 1 if widget is self.table else 0)
        self._stack.addWidget(filled)
        self._stack.addWidget(self._empty)
        self.column.addWidget(self._stack)
        self.table.opened.connect(self.forward)
        self.table.chosen.connect(self._show_chosen)
        self._show_chosen(None)

    def show_receipts(self, receipts: tuple[GivenReceipt, ...]) -> None:
        """Show the day's receipts, the cursor on the one it was on."""
        before = self.table.current()
        self.model.show(receipts)
        self._stack.setCurrentIndex(0 if receipts else 1)
        numbers = [given.receipt.number for given in self.model.rows]
        if before is not None and before.receipt.number in numbers:
            self.table.go_to(numbers.index(before.receipt.number))
        elif receipts:
            self.table.go_to(len(receipts) - 1)

    def show_waiting(self, papers: int) -> None:
        """Offer to print what has not come out yet."""
        self.waiting_button.setText(tr("打印待打的 {papers} 张").format(papers=papers))
        self.waiting_button.setVisible(bool(papers))

    def leave_reason(self) -> bool:
        """Put the reason line away; whether it was there."""
        was_there = self._reason_line.isVisibleTo(self)
        self._reason_line.hide()
        self._actions.show()
        if was_there:
            self.reason.clear()
            self.table.setFocus()
        return was_there

    def _make_actions(self) -> QFrame:
        self._chosen = Label(tone=Tone.MUTED, wrap=True)
        self.reprint_button = KeyButton(tr("补打"), "P")
        self.void_button = KeyButton(tr("作废"), "Del")
        self.waiting_button = KeyButton("")
        self.waiting_button.clicked.connect(self.print_waiting_asked)
        self.reprint_button.clicked.connect(self._ask_reprint)
        self.void_button.clicked.connect(self._ask_reason)
        for keys, button in (("P", self.reprint_button), ("Del", self.void_button)):
            shortcut = QShortcut(QKeySequence(keys), self.table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(button.click)
        return _line(self._chosen, self.waiting_button, self.reprint_button, self.void_button)

    def _make_reason_line(self) -> QFrame:
        self.reason = TextField(tr("作废原因"), tr("作废原因,必须填写,例如:收错户"))
        self.reason.returnPressed.connect(self._ask_void)
        confirm = KeyButton(tr("确认作废"), "⏎")
        keep = QPushButton(tr("不作废"))
        keep.setAccessibleName(keep.text())
        confirm.clicked.connect(self._ask_void)
        keep.clicked.connect(self.leave_reason)
        line = _line(self.reason, confirm, keep)
        line.hide()
        return line

    def _show_chosen(self, given: GivenReceipt | None) -> None:
        self.leave_reason()
        self._chosen.setText("" if given is None else _line_of(given))
        self.reprint_button.setEnabled(given is not None)
        self.void_button.setEnabled(given is not None and not is_void(given))

    def _ask_reprint(self) -> None:
        given = self.table.current()
        if given is not None:
            self.reprint_asked.emit(given)

    def _ask_reason(self) -> None:
        self.notice.clear()
        self._actions.hide()
        self._reason_line.show()
        self.reason.setFocus()

    def _ask_void(self) -> None:
        given = self.table.current()
        if given is not None:
            self.void_asked.emit(given, self.reason.text())


def _line_of(given: GivenReceipt) -> str:
    parts = [short_number(given.receipt.number), yuan(given.receipt.received)]
    if given.void is not None:
        parts.append(tr("作废原因:{reason}").format(reason=given.void.reason))
    return "  ".join(parts)


def _line(*widgets: QWidget | None) -> QFrame:
    frame = QFrame()
    layout = row(*widgets)
    layout.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
    layout.setStretch(0, 1)
    frame.setLayout(layout)
    return frame
