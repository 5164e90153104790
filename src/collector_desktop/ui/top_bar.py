"""The top bar: search, slot and clock, business day, cash in hand with its ceiling, what the station doesn't have yet."""

from datetime import date, datetime

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from collector_desktop.domain.lunar import lunar_date
from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.money import Money
from collector_desktop.domain.policy import PaymentPolicy
from collector_desktop.domain.visit import Slot
from collector_desktop.store.queries.search import AccountIndex, Found
from collector_desktop.ui.icons import icon
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.label import Chip, Label
from collector_desktop.ui.words import clock_word, day_word, slot_word, tr, yuan

_HEIGHT = 56
_SEARCH_WIDTH = 380
_RESULTS = 8
_ROW = 44
_ACCOUNT = Qt.ItemDataRole.UserRole


class SearchField(QLineEdit):
    """Finds accounts while one types; Enter opens the first or the chosen one. `found` carries an account number."""

    found = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index = AccountIndex([])
        self._results = QListWidget(self)
        self._results.setWindowFlag(Qt.WindowType.ToolTip)
        self._results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._results.itemClicked.connect(self._open_item)
        self._results.hide()
        self.setObjectName("search")
        self.setFixedWidth(_SEARCH_WIDTH)
        self.setPlaceholderText(tr("姓名拼音、户号、表号、电话尾号"))
        self.setAccessibleName(tr("查找用户"))
        self._look = look
        self._lens = self.addAction(icon("search", look.theme, "muted"), QLineEdit.ActionPosition.LeadingPosition)
        look.changed.connect(self._tint)
        self.textChanged.connect(self._search)
        self.returnPressed.connect(self._open_first)

    def use(self, index: AccountIndex) -> None:
        """Search in another set of accounts."""
        self._index = index

    def results(self) -> tuple[Found, ...]:
        """What the text finds."""
        return self._index.find(self.text(), _RESULTS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the results, Esc closes them; everything else is text."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._results.isVisible():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._results.setCurrentRow((self._results.currentRow() + step) % self._results.count())
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Results go with the focus."""
        super().focusOutEvent(event)
        self._results.hide()

    def _search(self) -> None:
        found = self.results()
        self._results.clear()
        for each in found:
            item = QListWidgetItem(f"{mask_name(each.name)}   {each.address}   {each.account}")
            item.setData(_ACCOUNT, each.account)
            self._results.addItem(item)
        if self.text() and not found:
            nothing = QListWidgetItem(tr("没有找到;试试姓名拼音首字母,如 zsf"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._results.addItem(nothing)
        if not self.text():
            self._results.hide()
            return
        self._results.setCurrentRow(0)
        for at in range(self._results.count()):
            self._results.item(at).setSizeHint(QSize(self.width(), _ROW))
        height = self._results.count() * _ROW + 2
        self._results.setGeometry(0, 0, self.width(), height)
        self._results.move(self.mapToGlobal(QPoint(0, self.height() + Space.XS)))
        self._results.setVisible(self.isVisible())

    def _open_first(self) -> None:
        item = self._results.currentItem()
        if item is not None:
            self._open_item(item)

    def _open_item(self, item: QListWidgetItem) -> None:
        account = item.data(_ACCOUNT)
        if account:
            self.clear()
            self._results.hide()
            self.found.emit(account)

    def _tint(self) -> None:
        self._lens.setIcon(icon("search", self._look.theme, "muted"))


class TopBar(QWidget):
    """What must be seen at every moment. `found` carries an account number."""

    found = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        self.search = SearchField(look)
        self.search.found.connect(self.found)
        self._slot = Label(bold=True, size=Size.BODY)
        self._day = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._cash = Label(bold=True, size=Size.BODY)
        self._ceiling = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._unsent = Chip(tone=Tone.WARN)
        self._to_print = Chip(tone=Tone.WARN)
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.L + Space.XS, 0, Space.L + Space.XS, 0)
        line.setSpacing(Space.M)
        line.addWidget(self.search)
        line.addStretch(1)
        line.addLayout(_pair(self._slot, self._day))
        line.addLayout(_pair(self._cash, self._ceiling))
        line.addWidget(self._to_print)
        line.addWidget(self._unsent)

    def show_time(self, slot: Slot, moment: datetime, day: date) -> None:
        """Slot, clock and business day."""
        self._slot.setText(f"{slot_word(slot)} {clock_word(moment)}")
        self._day.setText(f"{day_word(day)} · {lunar_date(day).text}")

    def show_cash(self, in_hand: Money, policy: PaymentPolicy) -> None:
        """Cash in hand: plain, warned of, or at the ceiling."""
        self._cash.setText(yuan(in_hand))
        ceiling = f"{policy.cash_blocks_at.fen // 100:,}"
        if in_hand >= policy.cash_blocks_at:
            text, tone = tr("手中现金 · 已到上限 {ceiling}"), Tone.DANGER
        elif in_hand >= policy.cash_warns_at:
            text, tone = tr("手中现金 · 该解款了,上限 {ceiling}"), Tone.WARN
        else:
            text, tone = tr("手中现金 · 上限 {ceiling}"), Tone.MUTED
        self._ceiling.setText(text.format(ceiling=ceiling))
        self._ceiling.set_tone(tone)
        self._cash.set_tone(Tone.TEXT if tone is Tone.MUTED else tone)

    def show_unsent(self, acts: int, to_print: int) -> None:
        """Acts the station doesn't have, and papers that wait for a printer."""
        self._unsent.setVisible(bool(acts))
        self._unsent.setText(tr("{acts} 笔未交所").format(acts=acts))
        self._to_print.setVisible(bool(to_print))
        self._to_print.setText(tr("{papers} 张待打印").format(papers=to_print))


def _pair(upper: Label, lower: Label) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addStretch(1)
    for label in (upper, lower):
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addWidget(label)
    column.addStretch(1)
    return column
