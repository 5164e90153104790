"""The right side of the board: one household, each bill's time, its claim step by step, and what can be done."""

from enum import StrEnum

from PySide6.QtCore import Signal

from collector_desktop.domain.acts.court import CourtPaperMade
from collector_desktop.domain.court import ClaimState
from collector_desktop.domain.limitation_board import BillTime
from collector_desktop.domain.masking import mask_name
from collector_desktop.services.court_words import (
    PAPERS,
    STEPS,
    WAYS,
    restart_sentence,
    stage_sentence,
    time_sentence,
    waiting_sentence,
)
from collector_desktop.services.limitation_board import HouseholdTimes
from collector_desktop.ui.collector.cases.court_model import restart_word, time_tone, time_word
from collector_desktop.ui.look import Look
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, Rule, grid
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.timeline import Moment, Timeline
from collector_desktop.ui.words import month_word, tr, yuan


class Action(StrEnum):
    """What can be done for a household."""

    FILE = "file"
    STEP = "step"
    APPLICATION = "application"
    PACK = "pack"


class CourtCard(Card):
    """`asked` carries the Action pressed."""

    asked = Signal(object)

    def __init__(self, look: Look, *, is_station: bool) -> None:
        super().__init__()
        self._is_station = is_station
        self._who = Label(size=Size.TITLE, bold=True, wrap=True)
        self._where = Label(tone=Tone.MUTED, wrap=True)
        self._amount = Label(size=Size.HUGE, bold=True)
        self._time = Label(size=Size.LARGE, bold=True, wrap=True)
        self._from = Label(tone=Tone.MUTED, wrap=True)
        self._claim = Label(bold=True, wrap=True)
        self._waits = Label(wrap=True)
        words = {
            Action.FILE: tr("申请支付令、起诉"),
            Action.STEP: tr("记下一步"),
            Action.APPLICATION: tr("申请书"),
            Action.PACK: tr("证据材料"),
        }
        self.buttons = {action: KeyButton(words[action]) for action in Action}
        for action, button in self.buttons.items():
            button.setProperty("action", str(action))
            button.clicked.connect(self._pressed)
        self.steps = Timeline(tr("时效和法院步骤"), look)
        for widget in (self._who, self._where, self._amount, self._time, self._from, self._claim, self._waits):
            self.column.addWidget(widget)
        self.column.addSpacing(Space.S)
        self._at_station = Label(tr("由供电所办理;办理情况随路线包带回。"), size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.column.addWidget(self._at_station)
        self._at_station.setVisible(not is_station)
        buttons = [self.buttons[action] for action in Action]
        line = grid(tuple(buttons[:2]), tuple(buttons[2:]))
        self.column.addLayout(line)
        for button in buttons:
            button.setVisible(is_station)
        self.column.addSpacing(Space.XS)
        self.column.addWidget(Rule())
        self.column.addWidget(self.steps, 1)

    def show_household(self, line: HouseholdTimes, papers: tuple[CourtPaperMade, ...], *, settled: bool) -> None:
        """Show one household; `settled` says that its claim has brought in what it asked for."""
        claim = line.claim
        self._who.setText(mask_name(line.account.name))
        self._where.setText(
            tr("户号 {number} · {address}").format(number=line.account.number, address=line.account.address)
        )
        self._amount.setText(yuan(line.due.total))
        self._time.setText(time_word(line))
        self._time.set_tone(time_tone(line.first))
        self._from.setText(restart_word(line))
        self._claim.setVisible(claim is not None)
        self._waits.setVisible(claim is not None)
        if claim is not None:
            number = f"  {claim.case_number}" if claim.case_number else ""
            self._claim.setText(f"{stage_sentence(claim, tr)}{number}")
            self._waits.setText(_waits_word(claim, settled))
            self._waits.set_tone(Tone.OK if settled else Tone.TEXT)
        running = claim is not None and claim.is_open
        self.buttons[Action.FILE].setEnabled(bool(line.times) and not running)
        self.buttons[Action.STEP].setEnabled(running)
        self.buttons[Action.APPLICATION].setEnabled(running or bool(line.times))
        self.buttons[Action.PACK].setEnabled(bool(line.times))
        self.steps.show_moments(_moments(line, papers))

    def _pressed(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self.asked.emit(Action(pressed.property("action")))


def _waits_word(claim: ClaimState, settled: bool) -> str:
    if settled and claim.is_open:
        return tr("欠费已交清,可以撤回或结案。")
    return waiting_sentence(claim, tr) if claim.is_open else tr("已经结束。")


def _moments(line: HouseholdTimes, papers: tuple[CourtPaperMade, ...]) -> tuple[Moment, ...]:
    """Steps of every claim, papers made, and each bill's time; the newest first."""
    found = [_bill(time) for time in line.times]
    for claim in line.claims:
        found.append(_filed(claim))
        found += [
            Moment(step.on, tr(STEPS[step.step]), "", _detail(step.case_number, step.note), Tone.ACCENT)
            for step in claim.steps
        ]
    found += [
        Moment(
            paper.business_day,
            tr(PAPERS[paper.paper]),
            tr("{pages} 页").format(pages=paper.pages),
            f"SHA-256 {paper.sha256[:12]}…",
            Tone.MUTED,
        )
        for paper in papers
    ]
    found.sort(key=lambda moment: moment.day)
    return tuple(reversed(found))


def _bill(time: BillTime) -> Moment:
    bill = time.due.bill
    said = f"{restart_sentence(time, tr)};{time_sentence(time, tr)}"
    return Moment(time.restarted_on, month_word(bill.month), yuan(time.due.total), said, time_tone(time))


def _filed(claim: ClaimState) -> Moment:
    claimed = claim.claimed
    title = tr("提交{court}").format(court=claimed.court)
    return Moment(claimed.filed_on, title, yuan(claimed.total), tr(WAYS[claimed.way]), Tone.ACCENT)


def _detail(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
