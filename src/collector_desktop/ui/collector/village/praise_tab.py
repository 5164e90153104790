"""表扬: a village's prompt payers of a month; at the right the consent of one, the red list, or a certificate."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.changes import Changes
from collector_desktop.domain.refusals import Refusal
from collector_desktop.printing.paper import Paper
from collector_desktop.printing.praise import RedListPaper
from collector_desktop.services.attaching import NewFile
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.collector.village.consent_card import ConsentCard, state_tone, state_word
from collector_desktop.ui.collector.village.paper_side import PaperSide, Variant
from collector_desktop.ui.collector.village.praise_presenter import CONCERNS, Payer, Praise, Prompt
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.drop_down import DropDown
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import Column, RowsModel
from collector_desktop.ui.words import day_word, month_word, tr

_CONSENT, _LIST, _CERTIFICATE = range(3)


class PraiseTab(QWidget):
    """`changed` carries the Changes of a consent or of a list that went up."""

    changed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._praise = Praise(session)
        self._prompt = Prompt()
        self._stale = True
        self.month = DropDown()
        self.month.setAccessibleName(tr("电费年月"))
        self.month.activated.connect(self._choose_month)
        self._sum = Label(size=Size.SMALL, tone=Tone.MUTED)
        self.model = RowsModel(_columns(), session.look, parent=self, account=lambda payer: payer.account)
        self.table: DataTable[Payer] = DataTable(tr("按时交清的户"), self.model, session, "village/praise")
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._ask)
        self.notice = Notice()
        self.consent = ConsentCard(session.look)
        self.consent.said.connect(self._say)
        self.paper = PaperSide(session)
        self.publish = KeyButton(tr("已贴出,记下"))
        self.publish.clicked.connect(self._publish)
        self.parts = [KeyButton(word, compact=True) for word in (tr("同意上榜"), tr("光荣榜"), tr("证书"))]
        for at, part in enumerate(self.parts):
            part.setProperty("at", at)
            part.clicked.connect(self._go)
        self._at = _CONSENT
        self.setFocusProxy(self.table)
        self._lay_out()

    def show_village(self, name: str) -> None:
        """Show another village, at its newest billed month."""
        self._praise.village = name
        self._praise.month = None
        self._stale = True
        self._catch_up()

    def refresh(self, changes: Changes) -> None:
        """Read again if something shown here changed."""
        if changes.topics & CONCERNS:
            self._stale = True
            self._catch_up()

    def go(self, at: int) -> None:
        """Open the consent (0), the red list (1) or the certificate (2)."""
        self._at = at
        self._show_side()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        self._catch_up()

    def _lay_out(self) -> None:
        sheet = Card(margin=Space.S)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState(tr("这个月还没有按时交清的户"), tr("账单在截止日前交清的户会列在这里;换一个月看看。"))
        )
        sheet.column.addWidget(self._stack, 1)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addLayout(row(self.month, self._sum, None))
        left.addWidget(self.notice)
        left.addWidget(sheet, 1)
        self._side = QStackedWidget()
        self._side.addWidget(self.consent)
        self._side.addWidget(self.paper)
        right = QVBoxLayout()
        right.setSpacing(Space.M)
        right.addLayout(row(*self.parts, None, self.publish))
        right.addWidget(self._side, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 1)
        layout.addLayout(right, 1)

    def _catch_up(self) -> None:
        if self._stale and self._praise.village and self.isVisible():
            self._stale = False
            self._reload()

    def _reload(self) -> None:
        months = self._praise.months()
        if self._praise.month not in months:
            self._praise.month = months[0] if months else None
        self.month.clear()
        for month in months:
            self.month.addItem(month_word(month), str(month))
        self.month.setCurrentIndex(months.index(self._praise.month) if self._praise.month in months else -1)
        before = self.table.current()
        self._prompt = self._praise.load()
        self.model.show(self._prompt.payers)
        accounts = [payer.account for payer in self.model.rows]
        if before is not None and before.account in accounts:
            self.table.go_to(accounts.index(before.account))
        self._stack.setCurrentIndex(0 if self._prompt.payers else 1)
        self._tell()
        self._show_side()

    def _tell(self) -> None:
        praise = self._prompt.praise
        named, counted = (len(praise.named), praise.counted) if praise else (0, 0)
        self._sum.setText(
            tr("{households} 户按时交清:{named} 户同意上榜,{counted} 户只计数").format(
                households=named + counted, named=named, counted=counted
            )
        )
        if self._prompt.to_take_down:
            self.notice.say(
                tr("{count} 户收回了同意,请取下旧榜").format(count=len(self._prompt.to_take_down)),
                tr("旧榜上还有:{names}。换贴新榜后再记一次。").format(names="、".join(self._prompt.to_take_down)),
            )
        else:
            self.notice.clear()

    def _show_side(self) -> None:
        for at, part in enumerate(self.parts):
            part.set_chosen(at == self._at)
        payer, praise = self.table.current(), self._prompt.praise
        self._side.setVisible(bool(self._prompt.payers))
        self.publish.setVisible(self._at == _LIST and bool(self._prompt.payers))
        if praise is None or payer is None:
            return
        self._side.setCurrentIndex(0 if self._at == _CONSENT else 1)
        if self._at == _CONSENT:
            self.consent.show_payer(payer, self._praise.wording())
        elif self._at == _LIST:
            self._offer_list()
        else:
            variants = [
                Variant(word, partial(self._praise.certificate, payer, red))
                for word, red in ((tr("彩色"), True), (tr("红纸用"), False))
            ]
            self.paper.offer(tr("证书 {name}").format(name=payer.shown), tr("证书"), variants)

    def _offer_list(self) -> None:
        praise, published = self._prompt.praise, self._prompt.published
        assert praise is not None
        kinds: tuple[tuple[str, RedListPaper, bool], ...] = (
            (tr("A3 彩色"), Paper.A3, True),
            (tr("A3 红纸用"), Paper.A3, False),
            (tr("A4 彩色"), Paper.A4, True),
            (tr("A4 红纸用"), Paper.A4, False),
        )
        variants = [Variant(word, partial(self._praise.red_list, praise, paper, red)) for word, paper, red in kinds]
        title = tr("光荣榜")
        if published is not None:
            title = tr("光荣榜 · {day} 贴过").format(day=day_word(published.business_day))
        self.paper.offer(
            title, tr("光荣榜_{village}_{month}").format(village=praise.village, month=praise.month), variants
        )

    def _choose_month(self, at: int) -> None:
        self._praise.month = self._praise.months()[at]
        self._reload()

    def _choose(self) -> None:
        if self._at != _LIST:
            self._show_side()

    def _ask(self) -> None:
        self.go(_CONSENT)
        self.consent.agrees.setFocus()

    def _go(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self.go(pressed.property("at"))

    def _say(self, consents: bool, files: tuple[NewFile, ...]) -> None:
        payer = self.table.current()
        if payer is None:
            return
        try:
            changes = self._praise.say(payer.account, consents, files)
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.consent.notice.say(said.what, said.advice, tone=Tone.DANGER)
            return
        self._reload()
        self.changed.emit(changes)

    def _publish(self) -> None:
        try:
            up = self._praise.publish()
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.notice.say(said.what, said.advice, tone=Tone.DANGER)
            return
        self._reload()
        self.paper.notice.say(
            tr("已记下:{named} 户上榜,{counted} 户计数").format(named=len(up.praise.named), counted=up.praise.counted),
            tr("谁以后收回同意,这里会提醒取下。"),
            tone=Tone.OK,
        )
        self.changed.emit(up.changes)


def _columns() -> tuple[Column[Payer], ...]:
    return (
        Column(
            key="name",
            title=tr("户名"),
            text=lambda payer: payer.shown,
            order=lambda payer: payer.shown,
            outside=lambda payer: payer.shown,
            width=140,
            fills=True,
            bold=True,
        ),
        Column(
            key="group",
            title=tr("组"),
            text=lambda payer: payer.household.group,
            order=lambda payer: payer.household.group,
            outside=lambda payer: payer.household.group,
            width=90,
        ),
        Column(
            key="consents",
            title=tr("上榜"),
            text=state_word,
            order=lambda payer: (payer.consents is None, not payer.consents),
            outside=state_word,
            width=120,
            tone=state_tone,
        ),
    )
