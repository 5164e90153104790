"""压下的: lines that wait for the manager, shown with what they contain; released once or kept as evidence."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from collector_desktop.domain.changes import Topic
from collector_desktop.domain.held import HeldState
from collector_desktop.domain.masking import mask_account, mask_name
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.deciding_held import DecideHeld, decide_held
from collector_desktop.services.device_words import held_words, state_word, why_word
from collector_desktop.services.sentences import sentence
from collector_desktop.store.queries import held
from collector_desktop.store.queries.held import HeldGroup
from collector_desktop.ui.place_tab import PlaceTab
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.manager_note import ManagerNote
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.card import Card
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.form import Form
from collector_desktop.ui.widgets.known_lines import KnownLine, KnownLines
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import Column, RowsModel
from collector_desktop.ui.widgets.side_panel import SidePanel
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import day_word, tr, yuan

_TONES = {HeldState.WAITING: Tone.WARN, HeldState.RELEASED: Tone.OK, HeldState.REJECTED: Tone.DANGER}
_LINE_HEIGHT, _MOST_HEIGHT = 52, 160


class HeldForm(Form):
    """What is in it; and, while it waits, the answer."""

    def __init__(self, group: HeldGroup) -> None:
        super().__init__()
        self.group = group
        self.say(Label(why_word(group.why, tr), bold=True, wrap=True))
        self.say(Label(held_words(group, tr), wrap=True))
        lines = KnownLines(tr("里面没有收款"))
        lines.show_lines(
            [
                KnownLine(
                    f"{yuan(each.amount)}  {mask_name(each.name)} {mask_account(each.account)}",
                    f"{day_word(each.day)}  {each.number}" + (f"  {tr('已作废')}" if each.voided else ""),
                )
                for each in group.content.payments
            ]
            + [
                KnownLine(
                    f"{yuan(-each.amount)}  {mask_account(each.account)}",
                    f"{day_word(each.day)}  {each.number}  {tr('作废以前的收据')}",
                )
                for each in group.content.voids
            ]
        )
        count = len(group.content.payments) + len(group.content.voids)
        lines.setFixedHeight(min(_LINE_HEIGHT * max(count, 1), _MOST_HEIGHT))
        self.say(lines)
        self.up_to = TextField(tr("放行到第几行"), longest=9)
        self.up_to.setText(str(group.last_line))
        self.reason = TextField(tr("理由"), tr("如:与收费员、与住户核对过"), 120)
        if group.state is HeldState.WAITING:
            hint = tr("第 {first} 至 {last} 行;其余拒收。").format(first=group.first_line, last=group.last_line)
            self.add("up_to", tr("放行到第几行"), self.up_to, hint=hint)
            self.add("reason", tr("理由"), self.reason)


class HeldTab(PlaceTab):
    """The groups; Enter opens one."""

    concerns = frozenset({Topic.DEVICES, Topic.SYNC, Topic.ATTENTION})

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._groups: tuple[HeldGroup, ...] = ()
        self.notice = Notice()
        self.model = RowsModel(_columns(), session.look, parent=self)
        self.table: DataTable[HeldGroup] = DataTable(tr("压下的内容"), self.model, session, "devices/held")
        self.table.opened.connect(self._open)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self.table)
        nothing = tr("停用的电脑以后交来的、两台电脑用同一机号交来的,会压在这里,由所长看过再决定。")
        self._sheets.addWidget(EmptyState(tr("没有压下的内容"), nothing))
        sheet = Card(margin=Space.S)
        sheet.column.addWidget(self._sheets, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.notice)
        column.addWidget(sheet, 1)
        self._note = ManagerNote(session)
        column.addWidget(self._note)
        self.panel = SidePanel(self)
        self.panel.confirmed.connect(self.release)
        self.panel.declined.connect(self.reject)

    @property
    def count(self) -> int:
        """What waits."""
        with self._session.ledger.reading() as conn:
            return held.waiting(conn)

    def activated(self) -> None:
        """The tab was opened: the table takes the keyboard."""
        self.catch_up()
        self.table.setFocus()

    def reload(self) -> None:
        """Read everything held."""
        self._stale = False
        with self._session.ledger.reading() as conn:
            self._groups = held.groups(conn)
        self.model.show(self._groups)
        self._sheets.setCurrentIndex(0 if self._groups else 1)
        self._note.allow((), possible=True)
        self.counted.emit()

    def release(self) -> None:
        """Let it count, up to the line typed."""
        self._decide(release=True)

    def reject(self) -> None:
        """Keep it as evidence."""
        self._decide(release=False)

    def _open(self, group: HeldGroup) -> None:
        title = tr("{device} 号机 日志链 {chain} 第 {first} 至 {last} 行").format(
            device=group.device, chain=group.chain, first=group.first_line, last=group.last_line
        )
        waits = group.state is HeldState.WAITING and self._note.allow(())
        words = (tr("放行"), tr("拒收,留作凭据")) if waits else ("", "")
        under = state_word(group.state, tr)
        self.panel.open(title, HeldForm(group), words[0], under=under, secondary_text=words[1])
        if group.state is HeldState.WAITING and not waits:
            self.panel.notice.say(self._note.text())

    def _decide(self, *, release: bool) -> None:
        form = self.panel.content
        if not isinstance(form, HeldForm):
            return
        form.clear()
        typed = form.up_to.text().strip()
        if release and not typed.isdecimal():
            form.fail("up_to", tr("请写行号,如 120"))
            return
        wanted = DecideHeld(
            first=form.group.first,
            release=release,
            up_to=int(typed) if release else None,
            reason=form.reason.text(),
        )
        try:
            changes = decide_held(self._session.ledger, wanted, self._session.stamp())
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.panel.notice.say(said.what, said.advice, tone=Tone.DANGER)
            return
        self.panel.close_panel()
        self.changed.emit(changes)
        self.reload()
        if release:
            self.notice.say(tr("已放行,记进账里一次"), held_words(form.group, tr), tone=Tone.OK)
        else:
            self.notice.say(tr("已拒收,留作凭据"), held_words(form.group, tr), tone=Tone.WARN)
        self.table.setFocus()


def _columns() -> tuple[Column[HeldGroup], ...]:
    return (
        Column(
            key="came",
            title=tr("来的日子"),
            text=lambda row: day_word(row.came_on),
            order=lambda row: row.came_on,
            outside=lambda row: row.came_on.isoformat(),
            width=136,
        ),
        Column(
            key="device",
            title=tr("机号"),
            text=lambda row: row.device,
            order=lambda row: row.device,
            outside=lambda row: row.device,
            width=60,
            bold=True,
        ),
        Column(
            key="lines",
            title=tr("日志行"),
            text=lambda row: f"{row.chain}  {row.first_line}–{row.last_line}",
            order=lambda row: (row.chain, row.first_line),
            outside=lambda row: f"{row.chain} {row.first_line}-{row.last_line}",
            width=120,
        ),
        Column(
            key="why",
            title=tr("为什么"),
            text=lambda row: why_word(row.why, tr),
            order=lambda row: row.why,
            outside=lambda row: why_word(row.why, tr),
            width=200,
            fills=True,
        ),
        Column(
            key="content",
            title=tr("里面有"),
            text=lambda row: held_words(row, tr),
            order=lambda row: row.content.received,
            outside=lambda row: held_words(row, tr),
            width=320,
        ),
        Column(
            key="state",
            title=tr("决定"),
            text=lambda row: state_word(row.state, tr),
            order=lambda row: row.state,
            outside=lambda row: state_word(row.state, tr),
            width=150,
            tone=lambda row: _TONES[row.state],
        ),
    )
