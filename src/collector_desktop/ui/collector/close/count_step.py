"""Step 2: the drawer, counted by denomination."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from collector_desktop.domain.day_close import CashCount
from collector_desktop.domain.money import Money
from collector_desktop.ui.collector.close.pieces_edit import PiecesEdit
from collector_desktop.ui.theme import TARGET, Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, Rule, row
from collector_desktop.ui.widgets.label import AmountLabel, Label
from collector_desktop.ui.words import tr

_YUAN = 100
_JIAO = 10


class CountStep(Card):
    """`counted` carries a denomination in fen and its number of pieces; `forward` after the last field."""

    counted = Signal(int, int)
    forward = Signal()
    preview_asked = Signal()
    print_asked = Signal()

    def __init__(self) -> None:
        super().__init__(margin=Space.S)
        self.fields: dict[int, PiecesEdit] = {}
        self._amounts: dict[int, AmountLabel] = {}
        self._total = AmountLabel(size=Size.LARGE, bold=True)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        self.column.addWidget(self._scroll, 1)
        total = row(Label(tr("合计"), bold=True), None, self._total)
        total.setContentsMargins(Space.M, 0, Space.M, 0)
        self.column.addWidget(Rule())
        self.column.addLayout(total)
        self.column.addSpacing(Space.XS)
        self.preview_button = KeyButton(tr("看结账单"))
        self.print_button = KeyButton(tr("打印结账单"))
        self.preview_button.clicked.connect(self.preview_asked)
        self.print_button.clicked.connect(self.print_asked)
        self._papers = QFrame()
        papers = row(None, self.preview_button, self.print_button)
        papers.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
        self._papers.setLayout(papers)
        self.column.addWidget(self._papers)

    def show_count(self, denominations: tuple[int, ...], count: CashCount, *, closed: bool) -> None:
        """Show the drawer; a closed one can't be changed, its sheet can be printed."""
        if tuple(self.fields) != denominations:
            self._build(denominations)
        for denomination in denominations:
            number = count.number(denomination)
            self.fields[denomination].set_number(number)
            self.fields[denomination].setReadOnly(closed)
            self._amounts[denomination].setText((Money(denomination) * number).grouped())
        self._total.setText(count.total.grouped())
        self._papers.setVisible(closed)

    def focus_first(self) -> None:
        """Put the cursor where counting begins."""
        for field in self.fields.values():
            field.setFocus()
            field.selectAll()
            return

    def _build(self, denominations: tuple[int, ...]) -> None:
        self.fields.clear()
        self._amounts.clear()
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(Space.M, 0, Space.M, 0)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(2, 3)
        headers = (
            Label(tr("面额"), size=Size.SMALL, tone=Tone.MUTED),
            AmountLabel(tr("张(枚)数"), size=Size.SMALL, tone=Tone.MUTED),
            AmountLabel(tr("金额"), size=Size.SMALL, tone=Tone.MUTED),
        )
        for column, header in enumerate(headers):
            grid.addWidget(header, 0, column)
        grid.setRowMinimumHeight(0, TARGET - Space.S)
        for at, denomination in enumerate(denominations):
            grid.addWidget(Rule(), 2 * at + 1, 0, 1, 3)
            self._add(grid, 2 * at + 2, denomination)
        last = 2 * len(denominations) + 1
        grid.addWidget(Rule(), last, 0, 1, 3)
        grid.setRowStretch(last + 1, 1)
        self._scroll.setWidget(table)
        table.setAutoFillBackground(False)  # the scroll area switches it on
        self._link(tuple(self.fields.values()))

    def _add(self, grid: QGridLayout, line: int, denomination: int) -> None:
        name = self._name(denomination)
        field = PiecesEdit(tr("{denomination} 的张数").format(denomination=name))
        field.number_changed.connect(partial(self.counted.emit, denomination))
        amount = AmountLabel()
        grid.addWidget(Label(name), line, 0)
        grid.addWidget(field, line, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(amount, line, 2)
        self.fields[denomination] = field
        self._amounts[denomination] = amount

    def _link(self, fields: tuple[PiecesEdit, ...]) -> None:
        for above, below in pairwise(fields):
            above.down.connect(partial(self._go, below))
            below.up.connect(partial(self._go, above))
        if fields:
            fields[-1].down.connect(self.forward)

    def _go(self, field: PiecesEdit) -> None:
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(field)

    def _name(self, denomination: int) -> str:
        if denomination >= _YUAN:
            return tr("{number} 元").format(number=denomination // _YUAN)
        if denomination >= _JIAO:
            return tr("{number} 角").format(number=denomination // _JIAO)
        return tr("{number} 分").format(number=denomination)
