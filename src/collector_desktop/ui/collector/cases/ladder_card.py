"""The right side of the ladder: one household, its next lawful step, what that lacks, and the way so far."""

from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector_desktop.domain.acts.base import Fact
from collector_desktop.domain.case import Missing, Step
from collector_desktop.domain.masking import mask_name
from collector_desktop.domain.requests import Role
from collector_desktop.store.queries.cases import Case
from collector_desktop.ui.collector.cases.ladder_presenter import is_money_first
from collector_desktop.ui.collector.cases.ladder_words import (
    clock_word,
    lacks,
    moment_of,
    protection_word,
    rung_word,
    step_word,
    terms_words,
    window_word,
)
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, Rule, grid
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.timeline import Timeline
from collector_desktop.ui.words import tr, yuan


class Action(StrEnum):
    """What can be done for a household beside its next step."""

    STEP = "step"
    CARD = "card"
    DISPUTE = "dispute"
    PROTECT = "protect"
    END = "end"
    NOTICE = "notice"
    PROOF = "proof"
    CHECK = "check"


class LadderCard(Card):
    """`asked` carries the Action pressed."""

    asked = Signal(object)

    def __init__(self, look: Look, *, is_station: bool) -> None:
        super().__init__()
        self._is_station = is_station
        self._who = Label(size=Size.TITLE, bold=True, wrap=True)
        self._where = Label(tone=Tone.MUTED, wrap=True)
        self._amount = Label(size=Size.HUGE, bold=True)
        self._rung = Label(bold=True, wrap=True)
        self._clock = Label(bold=True, tone=Tone.DANGER, wrap=True)
        self._blocks = Label(tone=Tone.OK, wrap=True)
        self._window = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.terms = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.lacks = Label(size=Size.SMALL, tone=Tone.WARN, wrap=True)
        words = {
            Action.STEP: "",
            Action.CARD: tr("去收款") if not is_station else tr("看台账"),
            Action.DISPUTE: tr("有异议"),
            Action.PROTECT: tr("受保护"),
            Action.END: "",
            Action.NOTICE: tr("通知书"),
            Action.PROOF: tr("送达回证"),
            Action.CHECK: tr("复核单"),
        }
        self.leading = Action.STEP
        """What Enter does on the board."""
        self.buttons = {
            action: KeyButton(words[action], "⏎" if action is self.leading else "", primary=action is self.leading)
            for action in Action
        }
        for action, button in self.buttons.items():
            button.setProperty("action", str(action))
            button.clicked.connect(self._pressed)
        self.steps = Timeline(tr("走到哪一步"), look)
        for widget in (self._who, self._where, self._amount, self._rung, self._clock, self._blocks):
            self.column.addWidget(widget)
        self.column.addSpacing(Space.S)
        for label in (self._window, self.terms, self.lacks):
            self.column.addWidget(label)
        of = self.buttons
        self._first = grid((of[Action.STEP],))
        self._others = grid((of[Action.CARD], of[Action.DISPUTE], of[Action.PROTECT]))
        self.column.addLayout(self._first)
        self.column.addLayout(self._others)
        self.column.addWidget(of[Action.END])
        self.column.addLayout(grid((of[Action.NOTICE], of[Action.PROOF], of[Action.CHECK])))
        self.column.addSpacing(Space.XS)
        self.column.addWidget(Rule())
        self.column.addWidget(self.steps, 1)

    def show_case(self, case: Case, missing: tuple[Missing, ...], facts: Iterable[Fact], approver: Role) -> None:
        """Show one household, what its next step lacks at this moment, and everything said about it."""
        state, info = case.state, case.account
        self._who.setText(mask_name(info.name))
        self._where.setText(tr("户号 {number} · {address}").format(number=info.number, address=info.address))
        self._amount.setText(yuan(state.due.total))
        self._rung.setText(rung_word(state))
        clock = clock_word(state)
        self._clock.setText(clock)
        self._clock.setVisible(bool(clock))
        against = [f"{protection_word(noted.ground)} {noted.note}".strip() for noted in state.protections]
        against += [tr("异议:{what}").format(what=dispute.what) for dispute in state.disputes]
        self._blocks.setText("\n".join(against))
        self._blocks.setVisible(bool(against))
        self._show_step(case, missing, approver)
        self._lead(Action.CARD if is_money_first(state) and not self._is_station else Action.STEP)
        self._show_buttons(case)
        moments = [moment for said in facts if (moment := moment_of(said)) is not None]
        self.steps.show_moments(tuple(reversed(moments)))

    def _show_step(self, case: Case, missing: tuple[Missing, ...], approver: Role) -> None:
        step, button = case.step, self.buttons[Action.STEP]
        button.setVisible(step is not None)
        self._window.setVisible(step is not None)
        self.terms.setVisible(step is not None)
        self.lacks.setVisible(bool(missing) and step is not None)
        if step is None:
            return
        window = window_word(case)
        self._window.setText(tr("下一步:{step}").format(step=step_word(step)) + (f"  {window}" if window else ""))
        self.terms.setText(terms_words(step, approver))
        self.lacks.setText(lacks(step, missing))
        button.setText(tr("去审批") if step is Step.DECIDE and self._is_station else step_word(step))
        button.setEnabled(not missing and (step is not Step.DECIDE or self._is_station))

    def _lead(self, action: Action) -> None:
        """Put one of the two ways on first, with the key that does it."""
        if action is self.leading:
            return
        self.leading = action
        pair = (Action.STEP, Action.CARD)
        for each in pair:
            button, leads = self.buttons[each], each is action
            (self._others if leads else self._first).removeWidget(button)
            (self._first if leads else self._others).addWidget(button, 0, 0)
            button.set_key("⏎" if leads else "")
            button.set_primary(leads)
        QWidget.setTabOrder(self.buttons[action], self.buttons[pair[1 - pair.index(action)]])

    def _show_buttons(self, case: Case) -> None:
        state, of = case.state, self.buttons
        of[Action.END].setVisible(bool(state.disputes or state.protections))
        of[Action.END].setText(tr("异议解决了") if state.disputes else tr("解除保护"))
        issued = state.notice is not None or bool(state.demands)
        of[Action.NOTICE].setEnabled(issued)
        of[Action.PROOF].setEnabled(issued)
        of[Action.CHECK].setEnabled(state.call is not None)

    def _pressed(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self.asked.emit(Action(pressed.property("action")))
