"""What becomes of a drawer that did not agree: looked at by everybody, decided by the manager, beside the days."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.acts.cash import CashDecided
from collector_desktop.domain.money import Money
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.over_short import CashOutcome, Decided, may_become
from collector_desktop.domain.reconciliation import ReconciledDay
from collector_desktop.domain.refusals import AccountUnknown, ReasonMissing, Refusal
from collector_desktop.domain.refusals_cash import CashPaperMissing
from collector_desktop.services.deciding_cash import DecideCash, decide_cash
from collector_desktop.services.over_short_words import decision_words, difference_words, outcome_word, state_word
from collector_desktop.store.queries import over_short
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.manager_note import ManagerNote
from collector_desktop.ui.theme import Size, Tone
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.form import Form
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.side_panel import SidePanel
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import day_word, tr

_FIELDS: dict[type[Refusal], str] = {
    CashPaperMissing: "paper",
    ReasonMissing: "reason",
    AccountUnknown: "account",
}
_LONGEST_PAPER, _LONGEST_REASON, _ACCOUNT = 40, 120, 10


class DecideForm(Form):
    """A day's difference with everything said of it; where it is still to be decided, the answer.

    The act's id is fixed when it opens, so that a double Enter is one decision.
    """

    def __init__(self, day: ReconciledDay, said: Sequence[CashDecided], *, decides: bool) -> None:
        super().__init__()
        assert day.closed is not None, "a day that is open has no difference"
        self.day = day
        self._act = ActId(new_act_id())
        is_short = day.closed.difference < Money.ZERO
        tone = Tone.DANGER if is_short else Tone.WARN
        self.say(Label(difference_words(day.closed.difference, tr), size=Size.LARGE, tone=tone, bold=True))
        self.say(Label(tr("收费员写的原因:{reason}").format(reason=day.closed.reason), wrap=True))
        for each in said:
            before = "" if each.about == day.closed.act else tr("电脑恢复备份以前那次结账:")
            self.say(Label(before + decision_words(each, tr), tone=Tone.MUTED, wrap=True))
        outcome = None if day.decision is None else day.decision.outcome
        self.possible = may_become(day.closed.difference, outcome) if decides else ()
        options = [(each, outcome_word(each, tr)) for each in self.possible]
        self.outcome: Choice[CashOutcome] = Choice(tr("怎么定"), options)
        self.account = TextField(tr("退给哪一户"), tr("户号"), _ACCOUNT)
        self.paper = TextField(tr("凭证号"), tr("收据或缴款单的号码"), _LONGEST_PAPER)
        self.reason = TextField(tr("理由"), longest=_LONGEST_REASON)
        if self.possible:
            self.add("outcome", tr("怎么定"), self.outcome)
            self.add("account", tr("退给哪一户"), self.account)
            self.add("paper", tr("凭证号"), self.paper)
            self.add("reason", tr("理由"), self.reason)
            self.outcome.changed.connect(self._show_fields)
            self._show_fields(None)

    def wanted(self) -> DecideCash | None:
        """What stands there; None where nothing was chosen, which is then said."""
        chosen, close = self.outcome.value(), self.day.closed
        if chosen is None or close is None:
            self.fail("outcome", tr("请选一项"))
            return None
        return DecideCash(
            id=self._act,
            device=self.day.device,
            day=self.day.day,
            outcome=chosen,
            amount=close.difference,
            replaces=ActId("") if self.day.decision is None else self.day.decision.id,
            account=AccountNumber(self.account.text().strip()),
            paper=self.paper.text(),
            reason=self.reason.text(),
        )

    def _show_fields(self, outcome: CashOutcome | None) -> None:
        moves = outcome is not None and outcome.moves_money
        self.show_field("account", shown=outcome is CashOutcome.RETURNED)
        self.show_field("paper", shown=moves)
        self.show_field("reason", shown=outcome is not None)
        self.reason.setPlaceholderText(tr("可不写") if moves else tr("写明为什么"))


class DecidePanel(SidePanel):
    """`decided` carries the Changes of a decision."""

    decided = Signal(object)

    def __init__(self, page: QWidget, session: Session) -> None:
        super().__init__(page)
        self._session = session
        self.confirmed.connect(self._decide)

    def ask(self, day: ReconciledDay) -> None:
        """Show a day's difference, and ask what becomes of it where that is open and who signed on decides."""
        with self._session.ledger.reading() as conn:
            said = over_short.said_of_day(conn, day.device, day.day)
        form = DecideForm(day, said, decides=self._session.decides())
        if day.decided is not Decided.DONE:
            note = ManagerNote(self._session, form)
            note.allow(())
            form.say(note)
        title = f"{day_word(day.day)} · {day.device} {day.collector_name}"
        outcome = None if day.decision is None else day.decision.outcome
        primary = tr("定下来") if form.possible else ""
        self.open(title, form, primary, under=state_word(day.decided, outcome, tr))

    def _decide(self) -> None:
        form = self.content
        if not isinstance(form, DecideForm):
            return
        form.clear()
        self.notice.clear()
        wanted = form.wanted()
        if wanted is None:
            return
        try:
            changes = decide_cash(self._session.ledger, wanted, self._session.stamp())
        except Refusal as refusal:
            self.refuse(refusal, _FIELDS.get(type(refusal)))
            return
        self.close_panel()
        self.decided.emit(changes)
