"""The search field: finds accounts while one types, and lists them under itself."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from collector_desktop.domain.masking import mask_name
from collector_desktop.store.queries.search import AccountIndex, Found
from collector_desktop.ui.fonts import font
from collector_desktop.ui.icons import draw_icon
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import TARGET, Radius, Size, Space
from collector_desktop.ui.widgets.key_cap import CAP_HEIGHT, cap_width, draw_cap
from collector_desktop.ui.words import tr

_WIDTH = 380
_RESULTS_WIDTH = 560
_RESULTS = 8
_ROW = TARGET + Space.XS
_LENS = 18
_NAME_WIDTH = 130
_FOUND = Qt.ItemDataRole.UserRole
_KEY = "/"


class SearchField(QLineEdit):
    """Enter opens the first or the chosen one: `found` carries its account number. `left` when Esc gives up."""

    found = Signal(str)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._index = AccountIndex([])
        self._list = QListWidget()
        self._list.setObjectName("results")
        self._list.setItemDelegate(_FoundDelegate(look))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(tr("查到的用户"))
        self._list.itemClicked.connect(self._open_item)
        self.setObjectName("search")
        self.setFixedWidth(_WIDTH)
        self.setPlaceholderText(tr("姓名拼音、户号、表号、电话尾号"))
        self.setAccessibleName(tr("查找用户"))
        self.textChanged.connect(self._search)
        self.returnPressed.connect(self._open_chosen)

    def use(self, index: AccountIndex) -> None:
        """Search in another set of accounts."""
        self._index = index

    def begin(self, text: str = "") -> None:
        """Take the keyboard, with what was typed elsewhere as the beginning."""
        self.setFocus()
        self.setText(text)

    def results(self) -> tuple[Found, ...]:
        """What the text finds."""
        return self._index.find(self.text(), _RESULTS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the results, Esc gives up; everything else is text."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._list.isVisible():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Results go with the focus."""
        super().focusOutEvent(event)
        self._list.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, its lens, and the key that leads here while it is empty."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        draw_icon(painter, QRect(Space.M, (self.height() - _LENS) // 2, _LENS, _LENS), "search", theme, "muted")
        if not self.text():
            width = cap_width(_KEY)
            place = QRectF(self.width() - width - Space.M, (self.height() - CAP_HEIGHT) / 2, width, CAP_HEIGHT)
            draw_cap(painter, place, _KEY, theme.ink("muted"))

    def _search(self) -> None:
        self._list.clear()
        if not self.text().strip():
            self._list.hide()
            return
        for each in self.results():
            item = QListWidgetItem(f"{mask_name(each.name)} {each.address} {each.account}")
            item.setData(_FOUND, each)
            self._list.addItem(item)
        if not self._list.count():
            nothing = QListWidgetItem(tr("没有找到。试试姓名拼音首字母,如 zsf"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nothing)
        self._list.setCurrentRow(0)
        self._unfold()

    def _unfold(self) -> None:
        window = self.window()
        if self._list.parentWidget() is not window:
            self._list.setParent(window)
        place = self.mapTo(window, QPoint(0, self.height() + Space.XS))
        self._list.setGeometry(QRect(place, QSize(_RESULTS_WIDTH, self._list.count() * _ROW + Space.M)))
        self._list.raise_()
        self._list.setVisible(self.isVisible())

    def _open_chosen(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self._open_item(item)

    def _open_item(self, item: QListWidgetItem) -> None:
        chosen = item.data(_FOUND)
        if isinstance(chosen, Found):
            self.clear()
            self.found.emit(chosen.account)


class _FoundDelegate(QStyledItemDelegate):
    """One account: name, address, and its number at the right."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """High enough for a finger."""
        return QSize(0, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One row; the sentence if nothing was found."""
        theme = self._look.theme
        place = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected"))
            painter.drawRoundedRect(place, Radius.SMALL, Radius.SMALL)
        inner = place.adjusted(Space.M, 0, -Space.M, 0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        found = index.data(_FOUND)
        painter.setFont(font(Size.SMALL, bold=theme.heavy))
        painter.setPen(theme.ink("muted"))
        if isinstance(found, Found):
            address = inner.adjusted(_NAME_WIDTH, 0, -_NAME_WIDTH, 0)
            shown = painter.fontMetrics().elidedText(found.address, Qt.TextElideMode.ElideRight, int(address.width()))
            painter.drawText(address, left, shown)
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, found.account)
            painter.setFont(font(Size.BODY, bold=True))
            painter.setPen(theme.color("text"))
            name = inner.adjusted(0, 0, _NAME_WIDTH - inner.width() - Space.S, 0)
            shown = painter.fontMetrics().elidedText(
                mask_name(found.name), Qt.TextElideMode.ElideRight, int(name.width())
            )
            painter.drawText(name, left, shown)
        else:
            painter.drawText(inner, left, index.data(Qt.ItemDataRole.DisplayRole))
        painter.restore()
