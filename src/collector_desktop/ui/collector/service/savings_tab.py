"""预收代扣: prepayment with what would be sensible, legacy deposits, and who lets the bank pay."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes
from collector_desktop.store.queries.savings import SavingsLine
from collector_desktop.ui.collector.service.savings_card import Action, SavingsCard
from collector_desktop.ui.collector.service.savings_model import Shelf, columns, on_shelf, shelf_word, sum_word
from collector_desktop.ui.collector.service.savings_panel import SavingsPanel
from collector_desktop.ui.collector.service.savings_presenter import CONCERNS, SavingsDesk, Shelves
from collector_desktop.ui.collector.service.savings_words import village_word
from collector_desktop.ui.collector.service.words import card_word
from collector_desktop.ui.no_books import NoBooks
from collector_desktop.ui.place_tab import PaperWanted, PlaceTab
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.drop_down import DropDown
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.words import tr

_SIDE = (300, 380)


class SavingsTab(PlaceTab):
    """A list at the left, the household at the right; what is asked for opens in a panel over it."""

    concerns = CONCERNS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = SavingsDesk(session)
        self._shelves = Shelves()
        self._failed = self._desk.failed()
        self._build()
        self._go(Shelf.PREPAY)

    @property
    def count(self) -> int:
        """How many the bank could not pay for: somebody has to call."""
        return self._failed

    @property
    def note(self) -> str:
        """扣款失败 16."""
        return tr("扣款失败 {count}").format(count=self.count) if self.count else ""

    @property
    def table(self) -> DataTable[SavingsLine]:
        """The list that is open."""
        return self.tables[self._shelf]

    def activated(self) -> None:
        """The list takes the keyboard."""
        self.catch_up()
        self.table.setFocus()

    def reload(self) -> None:
        """Read everybody."""
        self._stale = False
        self._shelves = self._desk.read()
        self._failed = sum(line.failed is not None for line in self._shelves.lines)
        self._fill_villages()
        self._narrow()
        self.counted.emit()

    def act(self, action: Action) -> None:
        """Do what a button of the card says, for the household under the cursor."""
        line = self.table.current()
        if line is None:
            return
        self.notice.clear()
        match action:
            case Action.CARD:
                self.card_wanted.emit(line.account)
            case Action.STATEMENT | Action.SLIP | Action.INVITATION:
                self._show_paper(action, line)
            case _:
                self.panel.ask(action, line)

    def _build(self) -> None:
        session = self._session
        self._shelf = Shelf.PREPAY
        options = [(shelf, shelf_word(shelf)) for shelf in Shelf]
        self.choice: Choice[Shelf] = Choice(tr("看哪一项"), options)
        self.choice.changed.connect(self._go)
        self.village = DropDown()
        self.village.setAccessibleName(tr("村"))
        self.village.currentIndexChanged.connect(self._narrow)
        self._sum = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._target = Label(size=Size.SMALL, bold=True, wrap=True)
        self.notice = Notice()
        self.models = {
            shelf: RowsModel(columns(shelf), session.look, parent=self, account=lambda line: line.account)
            for shelf in Shelf
        }
        self.tables: dict[Shelf, DataTable[SavingsLine]] = {}
        self._stack = QStackedWidget()
        for shelf in Shelf:
            table = DataTable(shelf_word(shelf), self.models[shelf], session, f"service/{shelf}")
            table.chosen.connect(self._choose)
            table.opened.connect(self._open)
            self.tables[shelf] = table
            self._stack.addWidget(table)
        self._empty = EmptyState(tr("没有存量保证金"), tr("以前收的保证金都已退清;新的保证金不再收取。"))
        self._nobody = NoBooks(tr("台账是空的"), tr("预收电费、存量保证金和银行代扣的户会列在这里。"), session.seat)
        self._nobody.pressed.connect(self.route_wanted)
        for view in (self._empty, self._nobody):
            self._stack.addWidget(view)
        sheet = Card(margin=Space.S)
        sheet.column.addWidget(self._stack, 1)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addLayout(row(self.choice, None, self.village))
        left.addLayout(row(self._target, None, self._sum))
        left.addWidget(self.notice)
        left.addWidget(sheet, 1)
        self.card = SavingsCard(session.look)
        self.card.buttons[Action.CARD].setText(card_word(session.seat))
        self.card.asked.connect(self.act)
        self.card.setMinimumWidth(_SIDE[0])
        self.card.setMaximumWidth(_SIDE[1])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 2)
        layout.addWidget(self.card, 1)
        self.panel = SavingsPanel(self, self._desk)
        self.panel.written.connect(self._written)

    def _go(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.choice.choose(shelf)
        self.card.show_shelf(shelf)
        self.notice.clear()
        self._narrow()

    def _fill_villages(self) -> None:
        before = self.village.currentData() or ""
        self.village.blockSignals(True)
        self.village.clear()
        self.village.addItem(tr("所有村"), "")
        for village in self._shelves.villages:
            self.village.addItem(village.village, village.village)
        self.village.setCurrentIndex(max(self.village.findData(before), 0))
        self.village.blockSignals(False)

    def _narrow(self) -> None:
        village = self.village.currentData() or ""
        before = self.table.current()
        shown = on_shelf([line for line in self._shelves.lines if not village or line.village == village], self._shelf)
        self.models[self._shelf].show(shown)
        nothing = self._empty if self._shelves.lines else self._nobody
        self._stack.setCurrentWidget(self.table if shown else nothing)
        self._sum.setText(sum_word(shown, self._shelf))
        targets = [each for each in self._shelves.villages if not village or each.village == village]
        self._target.setText("\n".join(map(village_word, targets)) if self._shelf is Shelf.SAVERS else "")
        accounts = [line.account for line in self.models[self._shelf].rows]
        kept = before is not None and before.account in accounts
        self.table.go_to(accounts.index(before.account) if before is not None and kept else 0)
        self._choose(self.table.current())

    def _choose(self, line: SavingsLine | None) -> None:
        self.card.setVisible(line is not None)
        if line is not None:
            self.card.show_household(line, self._desk.statement(line.account))

    def _open(self, _line: SavingsLine) -> None:
        self.act({Shelf.PREPAY: Action.STATEMENT, Shelf.DEPOSIT: Action.SLIP, Shelf.SAVERS: Action.SAVER}[self._shelf])

    def _show_paper(self, action: Action, line: SavingsLine) -> None:
        account, desk = line.account, self._desk
        match action:
            case Action.STATEMENT:
                paper = PaperWanted(tr("预收电费对账单"), lambda: desk.statement_paper(account))
            case Action.SLIP:
                paper = PaperWanted(tr("保证金代管凭条"), lambda: desk.deposit_slip(account))
            case _:
                paper = PaperWanted(tr("银行代扣邀请单"), lambda: desk.invitation(account))
        self.paper_wanted.emit(paper)

    def _written(self, said: str, changes: Changes) -> None:
        self.changed.emit(changes)
        self.refresh(changes)
        self.notice.say(said, tone=Tone.OK)
