"""代扣: the bank's results taken in, and whose month it could not pay."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Topic
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.refusals_savings import BankResultsRefused
from collector_desktop.services.bank_debits import DebitsTaken, import_bank_debits
from collector_desktop.services.sentences import sentence
from collector_desktop.store.queries import debits
from collector_desktop.store.queries.debits import DebitLine
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.seen_part import SeenPart
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.debits.model import Shelf, columns, on_shelf, shelf_word, sum_word
from collector_desktop.ui.station.problem_panel import ProblemPanel
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.job_bar import JobBar
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.words import tr, yuan
from collector_desktop.ui.worker import Done, Ended, Faulted, Progress, Refused


class DebitsPage(SeenPart):
    """`changed` carries the Changes of a file taken in; `card_wanted` an account to look at."""

    changed = Signal(object)
    card_wanted = Signal(str)

    concerns = frozenset({Topic.SAVINGS, Topic.BILLS, Topic.SNAPSHOT})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self._lines: tuple[DebitLine, ...] = ()
        self._shelf = Shelf.WAITING
        self._build()

    def activated(self) -> None:
        """The place was opened: the table takes the keyboard, the button where there is nothing."""
        self.catch_up()
        (self.table if self.model.rows else self.import_button).setFocus()

    def reload(self) -> None:
        """Read the results."""
        self._stale = False
        with self._session.ledger.reading() as conn:
            self._lines = debits.debits(conn)
            last = debits.last_import(conn)
        self._sum.setText(sum_word(self._lines, last))
        self._show()

    def take_in(self, path: Path) -> None:
        """Take the bank's file in, all of it or nothing."""
        ledger, stamp = self._session.ledger, self._session.stamp()

        def work(progress: Progress) -> DebitsTaken:
            return import_bank_debits(ledger, path, stamp, progress.step)

        self.notice.clear()
        self.panel.close_panel()
        self.import_button.setEnabled(False)
        job = self._session.lane.run(work)
        job.ended.connect(self._taken)
        self._job.follow(tr("导入代扣结果"), job)

    def _build(self) -> None:
        self.choice: Choice[Shelf] = Choice(tr("看哪一些"), [(shelf, shelf_word(shelf)) for shelf in Shelf])
        self.choice.choose(self._shelf)
        self.choice.changed.connect(self._go)
        self.import_button = KeyButton(tr("导入代扣结果"), primary=True)
        self.import_button.clicked.connect(self._choose_file)
        self._sum = Label(tone=Tone.MUTED, wrap=True)
        self.notice = Notice()
        self._job = JobBar()
        self.model = RowsModel(columns(), self._session.look, parent=self, account=lambda line: line.result.account)
        self.table: DataTable[DebitLine] = DataTable(tr("银行代扣结果"), self.model, self._session, "debits")
        self.table.opened.connect(self._open)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self.table)
        self._sheets.addWidget(
            EmptyState(
                tr("没有这样的结果"),
                tr("银行给的结果文件(户号、年月、金额、结果、原因)在这里导入;扣款失败的户,下一个线路包会带给收费员。"),
            )
        )
        sheet = Card(margin=Space.S)
        sheet.column.addWidget(self._sheets, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L + Space.XS, Space.L, Space.L + Space.XS, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(row(self.choice, None, self.import_button))
        column.addWidget(self._sum)
        column.addWidget(self.notice)
        column.addWidget(self._job)
        column.addWidget(sheet, 1)
        self.panel = ProblemPanel(self)

    def _show(self) -> None:
        shown = on_shelf(self._lines, self._shelf)
        self.model.show(shown)
        self._sheets.setCurrentIndex(0 if shown else 1)

    def _go(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._show()

    def _open(self, line: DebitLine) -> None:
        self.card_wanted.emit(line.result.account)

    def _choose_file(self) -> None:
        folder = str(self._session.exchange_folder)
        chosen, _kind = QFileDialog.getOpenFileName(
            self, tr("导入代扣结果"), folder, f"{tr('表格')} (*.csv *.tsv *.txt *.xls *.xlsx)"
        )
        if chosen:
            self.take_in(Path(chosen))

    def _taken(self, end: Ended) -> None:
        self.import_button.setEnabled(True)
        match end:
            case Done(DebitsTaken() as taken):
                self._tell(taken)
            case Refused(refusal):
                self._refuse(refusal)
            case Faulted(fault):
                self.notice.say(tr("没有读成"), fault_word(fault), tone=Tone.DANGER)
            case _:
                self.notice.say(tr("已停止,账本没有变。"))

    def _tell(self, taken: DebitsTaken) -> None:
        if taken.again:
            self.notice.say(tr("这个文件以前收过,没有变化"), tone=Tone.ACCENT)
            return
        said = tr("扣成 {paid} 笔 {total},扣款失败 {failed} 笔 {missing}").format(
            paid=taken.paid,
            total=yuan(taken.paid_total),
            failed=taken.failed,
            missing=yuan(taken.failed_total),
        )
        self.notice.say(said, "\n".join(_more(taken)), tone=Tone.WARN if taken.failed else Tone.OK)
        self.changed.emit(taken.changes)
        self.refresh(taken.changes)

    def _refuse(self, refusal: Refusal) -> None:
        said = sentence(refusal, tr)
        self.notice.say(said.what, said.advice, tone=Tone.DANGER)
        if isinstance(refusal, BankResultsRefused):
            self.panel.show_problems(tr("文件里的问题"), refusal.facts["found"], str(refusal.facts["report"]))


def _more(taken: DebitsTaken) -> list[str]:
    told = []
    if taken.known:
        told.append(tr("以前收过的 {count} 行没有再记").format(count=taken.known))
    if taken.shown_before:
        told.append(tr("其中 {amount} 营销系统已显示交清,没有重复记").format(amount=yuan(taken.shown_before)))
    if taken.prepayment:
        told.append(tr("多扣 {amount} 转为预收,请看要留意的事").format(amount=yuan(taken.prepayment)))
    if taken.failed:
        told.append(tr("扣款失败的户,下次派工后会出现在收费员的路线上"))
    return told
