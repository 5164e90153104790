"""合同: every account with its contract, what is doubtful about it, a file taken in, one contract entered."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.refusals_terms import ContractsRefused
from collector_desktop.services.importing_contracts import ContractsTaken, import_contracts
from collector_desktop.services.sentences import sentence
from collector_desktop.store.queries import contracts, policies
from collector_desktop.store.queries.contracts import ContractLine
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.seen_part import SeenPart
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.contracts.model import Shelf, columns, on_shelf, sum_word
from collector_desktop.ui.station.contracts.panel import ContractPanel
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.job_bar import JobBar
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.words import tr
from collector_desktop.ui.worker import Done, Ended, Faulted, Progress, Refused


class ContractsPage(SeenPart):
    """`changed` carries the Changes of contracts registered."""

    changed = Signal(object)

    concerns = frozenset({Topic.TERMS, Topic.SNAPSHOT})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._lines: tuple[ContractLine, ...] = ()
        self._shelf = Shelf.ALL
        self._build()

    def activated(self) -> None:
        """The place was opened: the table takes the keyboard."""
        self.catch_up()
        self.table.setFocus()

    def reload(self) -> None:
        """Read the register."""
        self._stale = False
        with self._session.ledger.reading() as conn:
            self._lines = contracts.contracts(conn, policies.policy(conn))
        self._show()

    def take_in(self, path: Path) -> None:
        """Take a register in, all of it or nothing."""
        ledger, stamp = self._session.ledger, self._session.stamp()

        def work(_progress: Progress) -> ContractsTaken:
            return import_contracts(ledger, path, stamp)

        self.notice.clear()
        job = self._session.lane.run(work)
        job.ended.connect(self._taken)
        self._job.follow(tr("导入合同台账"), job)

    def _build(self) -> None:
        shelves = ((Shelf.ALL, tr("全部")), (Shelf.DOUBTFUL, tr("该核对")), (Shelf.MISSING, tr("没有登记")))
        self.choice: Choice[Shelf] = Choice(tr("看哪一些"), shelves)
        self.choice.choose(Shelf.ALL)
        self.choice.changed.connect(self._go)
        self.import_button = KeyButton(tr("导入台账"), primary=True)
        self.import_button.clicked.connect(self._choose_file)
        self.register_button = KeyButton(tr("登记这一户"), "⏎")
        self.register_button.clicked.connect(self._register)
        self._sum = Label(tone=Tone.MUTED)
        self.notice = Notice()
        self._job = JobBar()
        self.model = RowsModel(columns(), self._session.look, parent=self, account=lambda line: line.account)
        self.table: DataTable[ContractLine] = DataTable(tr("供用电合同台账"), self.model, self._session, "contracts")
        self.table.opened.connect(self._open)
        self._sheets = QStackedWidget()
        for view in (
            self.table,
            EmptyState(tr("没有"), tr("没有这样的户。合同台账可以导入表格,也可以一户一户登记。")),
        ):
            self._sheets.addWidget(view)
        sheet = Card(margin=Space.S)
        sheet.column.addWidget(self._sheets, 1)
        law = tr("约定的违约金写进合同才有依据;比例高于规定的,按规定收(电力供应与使用条例 39、民法典 585)。")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L + Space.XS, Space.L, Space.L + Space.XS, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(row(self.choice, None, self.register_button, self.import_button))
        column.addWidget(self._sum)
        column.addWidget(self.notice)
        column.addWidget(self._job)
        column.addWidget(sheet, 1)
        column.addWidget(Label(law, size=Size.SMALL, tone=Tone.MUTED, wrap=True))
        self.panel = ContractPanel(self, self._session)
        self.panel.registered.connect(self._registered)

    def _show(self) -> None:
        shown = on_shelf(self._lines, self._shelf)
        before = self.table.current()
        self.model.show(shown)
        self._sum.setText(sum_word(self._lines))
        self._sheets.setCurrentIndex(0 if shown else 1)
        accounts = [line.account for line in self.model.rows]
        if before is not None and before.account in accounts:
            self.table.go_to(accounts.index(before.account))
        self.register_button.setEnabled(bool(shown))

    def _go(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._show()

    def _open(self, line: ContractLine) -> None:
        self.panel.ask(line)

    def _register(self) -> None:
        line = self.table.current()
        if line is not None:
            self.panel.ask(line)

    def _choose_file(self) -> None:
        folder = str(self._session.exchange_folder)
        chosen, _kind = QFileDialog.getOpenFileName(
            self, tr("导入合同台账"), folder, f"{tr('表格')} (*.csv *.tsv *.xls *.xlsx)"
        )
        if chosen:
            self.take_in(Path(chosen))

    def _taken(self, end: Ended) -> None:
        match end:
            case Done():
                self._tell(end.value)
            case Refused():
                self._refuse(end.refusal)
            case Faulted():
                self.notice.say(tr("没有读成"), fault_word(end.fault), tone=Tone.DANGER)

    def _tell(self, taken: ContractsTaken) -> None:
        said = tr("登记 {registered} 份,以前登记过 {known} 份,有更晚合同没有取 {older} 份").format(
            registered=taken.registered, known=taken.known, older=taken.older
        )
        report = "" if taken.report is None else tr("有要核对的地方,清单在 {report}").format(report=taken.report)
        self.notice.say(said, report, tone=Tone.OK if taken.report is None else Tone.WARN)
        self.changed.emit(taken.changes)
        self.refresh(taken.changes)

    def _refuse(self, refusal: Refusal) -> None:
        said = sentence(refusal, tr)
        self.notice.say(said.what, said.advice, tone=Tone.DANGER)
        if isinstance(refusal, ContractsRefused):
            self.panel.show_problems(refusal.facts["found"], str(refusal.facts["report"]))

    def _registered(self, changes: Changes) -> None:
        self.changed.emit(changes)
        self.refresh(changes)
        self.notice.say(tr("登记好了"), tr("下一个线路包带给收费员。"), tone=Tone.OK)
        self.table.setFocus()
