"""参数: the station's rules with their law; the manager changes them with a reason, everybody sees who did and why."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Topic
from collector_desktop.domain.policy import Policy
from collector_desktop.domain.refusals import ReasonMissing, Refusal
from collector_desktop.domain.refusals_rules import RuleNotUnderstood, RuleOutOfBounds, RulesOutOfOrder, RuleUnchanged
from collector_desktop.services.rule_kinds import Kind, kind_of
from collector_desktop.services.rules_words import holidays_words, set_words
from collector_desktop.services.sentences import sentence
from collector_desktop.services.setting_policy import RulesSet, SetRules, load_holidays, set_rules
from collector_desktop.store.queries import policies, staff
from collector_desktop.ui.faults import fault_word
from collector_desktop.ui.place_tab import PlaceTab
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.devices.rule_form import RuleForm
from collector_desktop.ui.station.devices.rules_model import (
    HistoryLine,
    RuleLine,
    history_columns,
    history_lines,
    rule_columns,
    rule_lines,
)
from collector_desktop.ui.station.manager_note import ManagerNote
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.job_bar import JobBar
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import RowsModel
from collector_desktop.ui.widgets.side_panel import SidePanel
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr
from collector_desktop.ui.worker import Done, Ended, Faulted, Progress, Refused, Work

_AT_THE_VALUE = (RuleNotUnderstood, RuleOutOfBounds, RulesOutOfOrder, RuleUnchanged)
_HISTORY_STRETCH, _RULES_STRETCH = 1, 3


class RulesTab(PlaceTab):
    """The rules, found by typing; Enter changes one. Below them what was changed."""

    concerns = frozenset({Topic.RULES})

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._policy = Policy()
        self.notice = Notice()
        self.search = TextField(tr("找参数"), tr("输入就找:违约金、停电、现金、39……"))
        self.search.textChanged.connect(self._show)
        self.search.returnPressed.connect(self._to_the_table)
        self.holidays = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.model = RowsModel(rule_columns(), session.look, parent=self)
        self.table: DataTable[RuleLine] = DataTable(tr("参数"), self.model, session, "station/rules")
        self.table.opened.connect(self.ask)
        self.table.chosen.connect(self._allow)
        self.past = RowsModel(history_columns(), session.look, parent=self)
        self.history: DataTable[HistoryLine] = DataTable(tr("改过的参数"), self.past, session, "station/rules_history")
        self.edit = KeyButton(tr("改这一项"), "⏎", primary=True)
        self.edit.clicked.connect(self._edit)
        self.load = KeyButton(tr("装入节假日文件"))
        self.load.clicked.connect(self._choose_file)
        self._note = ManagerNote(session)
        self._job = JobBar()
        self._lay_out()
        self.panel = SidePanel(self)
        self.panel.confirmed.connect(self._write)

    def activated(self) -> None:
        """The tab was opened: what is typed finds a rule; Enter goes to the table, Enter again changes the rule."""
        self.catch_up()
        self.search.setFocus()

    def reload(self) -> None:
        """Read the rules and who changed them."""
        self._stale = False
        with self._session.ledger.reading() as conn:
            self._policy = policies.policy(conn)
            past = policies.history(conn)
            names = {str(each.badge): each.name for each in staff.members(conn)}
        self.past.show(history_lines(past, names))
        said, warns = holidays_words(self._policy.holidays, self._session.business_day, tr)
        self.holidays.setText(said)
        self.holidays.set_tone(Tone.WARN if warns else Tone.MUTED)
        self._show()

    def ask(self, line: RuleLine) -> None:
        """Ask for another value, if who signed on decides; holidays come from a file."""
        if kind_of(line.rule) is Kind.HOLIDAYS or not self.edit.isEnabled():
            return
        form = RuleForm(line, self._policy.version, self._session.look)
        under = tr("现在 {said};默认 {usual}").format(said=line.said, usual=line.usual)
        self.panel.open(f"{line.group} · {line.name}", form, tr("改成这样"), under=under)

    def load_file(self, source: Path) -> None:
        """Put a year's holidays in force; sealing a large station's books takes a moment."""
        session, act, version = self._session, new_act_id(), self._policy.version
        stamp, reason = session.stamp(), tr("国务院办公厅放假安排")

        def work(_progress: Progress) -> RulesSet:
            return load_holidays(session.ledger, source, act, version, reason, stamp)

        self._run(tr("装入节假日文件"), work)

    def _lay_out(self) -> None:
        rules, past = Card(margin=Space.S), Card(margin=Space.S)
        rules.column.addWidget(self.table, 1)
        past.column.addWidget(Label(tr("改过的参数"), size=Size.SMALL, tone=Tone.MUTED))
        past.column.addWidget(self.history, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.notice)
        column.addWidget(self.search)
        column.addWidget(self._job)
        column.addWidget(rules, _RULES_STRETCH)
        column.addWidget(past, _HISTORY_STRETCH)
        column.addLayout(foot := row(self.holidays, self.load, self.edit))
        foot.setStretch(0, 1)
        column.addWidget(self._note)

    def _show(self) -> None:
        before = self.table.current()
        self.model.show(rule_lines(self._policy, self.search.text()))
        fields = [line.rule.field for line in self.model.rows]
        if before is not None and before.rule.field in fields:
            self.table.go_to(fields.index(before.rule.field))
        self._allow()

    def _allow(self, _line: object = None) -> None:
        line = self.table.current()
        self._note.allow((self.edit,), possible=line is not None and kind_of(line.rule) is not Kind.HOLIDAYS)
        self._note.allow((self.load,))

    def _to_the_table(self) -> None:
        self.table.setFocus()

    def _edit(self) -> None:
        line = self.table.current()
        if line is not None:
            self.ask(line)

    def _choose_file(self) -> None:
        folder = str(self._session.exchange_folder)
        chosen, _kind = QFileDialog.getOpenFileName(self, tr("装入节假日文件"), folder, f"{tr('节假日文件')} (*.json)")
        if chosen:
            self.load_file(Path(chosen))

    def _write(self) -> None:
        form, session = self.panel.content, self._session
        if not isinstance(form, RuleForm):
            return
        form.clear()
        wanted = {form.line.rule.field: form.typed()}
        asked = SetRules(id=form.act, version=form.version, wanted=wanted, reason=form.reason.text())
        stamp = session.stamp()

        def work(_progress: Progress) -> RulesSet:
            return set_rules(session.ledger, asked, stamp, tr)

        self._run(tr("改参数"), work)

    def _run(self, title: str, work: Work) -> None:
        self.notice.clear()
        self.panel.primary.setEnabled(False)
        job = self._session.lane.run(work)
        job.ended.connect(self._ended)
        self._job.follow(title, job)

    def _ended(self, end: Ended) -> None:
        self.panel.primary.setEnabled(True)
        match end:
            case Done(RulesSet() as done):
                self._done(done)
            case Refused(refusal):
                self._refuse(refusal)
            case Faulted(fault):
                self._notice().say(tr("没有改成"), fault_word(fault), tone=Tone.DANGER)

    def _done(self, done: RulesSet) -> None:
        self.panel.close_panel()
        self.changed.emit(done.changes)
        self.reload()
        said = "" if done.said is None else set_words(done.said, tr)
        self.notice.say(tr("参数改好了,下次派工后各笔记本生效"), said, tone=Tone.OK)
        self.table.setFocus()

    def _refuse(self, refusal: Refusal) -> None:
        said, form = sentence(refusal, tr), self.panel.content
        if isinstance(form, RuleForm) and not self.panel.isHidden():
            if isinstance(refusal, _AT_THE_VALUE):
                form.fail("value", f"{said.what};{said.advice}")
                return
            if isinstance(refusal, ReasonMissing):
                form.fail("reason", said.advice)
                return
        self.reload()
        self._notice().say(said.what, said.advice, tone=Tone.DANGER)

    def _notice(self) -> Notice:
        return self.notice if self.panel.isHidden() else self.panel.notice
