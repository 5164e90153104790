"""What is known of a household so that somebody is met: each line to be taken back, and new ones."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.changes import Changes
from collector_desktop.domain.day_words import near_day_words
from collector_desktop.domain.household import Contact, Household
from collector_desktop.domain.names import AccountNumber, ActId
from collector_desktop.domain.promises import AgreementFigures
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.seat import SeatKind
from collector_desktop.services import households
from collector_desktop.services.households import Appoint, CallOff, NoteAway, NoteContact, NoteNeighbour
from collector_desktop.services.requesting import withdraw
from collector_desktop.services.sentences import sentence
from collector_desktop.store.queries.households import household_of
from collector_desktop.store.queries.promises import kept_by
from collector_desktop.ui.collector.collect.household_forms import (
    AppointForm,
    AwayForm,
    ContactForm,
    HouseholdForm,
)
from collector_desktop.ui.collector.today.slip_printer import slip_pdf
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, grid, row
from collector_desktop.ui.widgets.known_lines import KnownLine, KnownLines
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.slip_view import SlipView
from collector_desktop.ui.words import day_word, slot_name, tr

_PAPER_WIDTH = 210


class HouseholdPanel(Card):
    """`changed` carries the Changes of a note; `left` when one goes back, which `step_back` may answer inside."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(margin=Space.M, parent=parent)
        self._session = session
        self._account = AccountNumber("")
        self.notice = Notice()
        self._lines = KnownLines(tr("还没有记过。谁的电话能打通、什么时候在家、托谁捎话,记下来,下次少跑一趟。"))
        self.add_buttons: list[KeyButton] = []
        self._pages = QStackedWidget()
        self._home = self._list()
        self._pages.addWidget(self._home)
        self.slip = SlipView(session, widest=_PAPER_WIDTH)
        self.slip.left.connect(self.step_back)
        self.slip.paper.back.hide()
        self._pages.addWidget(self.slip)
        back = KeyButton(tr("返回"), "Esc", compact=True)
        back.clicked.connect(self.left)
        self.column.setSpacing(Space.S)
        self.column.addLayout(row(Label(tr("住户情况"), size=Size.LARGE, bold=True), None, back))
        self.column.addWidget(self.notice)
        self.column.addWidget(self._pages, 1)

    @property
    def account(self) -> AccountNumber:
        """Whose household is shown."""
        return self._account

    def show_household(self, account: AccountNumber) -> None:
        """Show what is known of a household."""
        self._account = account
        self.notice.clear()
        self._pages.setCurrentWidget(self._home)
        self._show_lines()

    def take_keyboard(self) -> None:
        """The first thing to note takes the keyboard."""
        self.add_buttons[0].setFocus()

    def step_back(self) -> bool:
        """Go from a form back to the list; False where there is no form to leave."""
        self.notice.clear()
        if self._pages.currentWidget() is self._home:
            return False
        self._pages.setCurrentWidget(self._home)
        self.take_keyboard()
        return True

    def _list(self) -> QWidget:
        forms: tuple[tuple[str, HouseholdForm], ...] = (
            (tr("约上门"), AppointForm()),
            (tr("外出"), AwayForm()),
            (tr("联系人"), ContactForm()),
            (tr("邻居"), ContactForm(neighbour=True)),
        )
        for word, form in forms:
            form.wanted.connect(self._note)
            form.given_up.connect(self.step_back)
            self._pages.addWidget(form)
            button = KeyButton(word)
            button.clicked.connect(partial(self._ask, form))
            self.add_buttons.append(button)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._lines, 1)
        column.addWidget(Label(tr("记一条"), tone=Tone.MUTED))
        first, second = tuple(self.add_buttons[:2]), tuple(self.add_buttons[2:])
        column.addLayout(grid(first, second))
        return page

    def _ask(self, form: HouseholdForm, _checked: bool = False) -> None:
        self.notice.clear()
        self._pages.setCurrentWidget(form)
        form.ask(self._account, self._session.business_day, self._session.slot())

    def _note(self, wanted: NoteContact | NoteNeighbour | NoteAway | Appoint) -> None:
        match wanted:
            case NoteContact():
                self._do(partial(households.note_contact, self._session.ledger, wanted, self._session.stamp()))
            case NoteNeighbour():
                self._do(partial(households.note_neighbour, self._session.ledger, wanted, self._session.stamp()))
            case NoteAway():
                self._do(partial(households.note_away, self._session.ledger, wanted, self._session.stamp()))
            case Appoint():
                self._do(partial(households.appoint, self._session.ledger, wanted, self._session.stamp()))

    def _do(self, act: Callable[[], Changes], _checked: bool = False) -> None:
        try:
            changes = act()
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.notice.say(said.what, said.advice)
            return
        self.show_household(self._account)
        self.take_keyboard()
        self.changed.emit(changes)

    def _show_lines(self) -> None:
        with self._session.ledger.reading() as conn:
            known = household_of(conn, self._account, self._session.business_day)
            words = kept_by(conn, self._account, self._session.business_day)
        self._lines.show_lines((*self._known(known), *_kept(words)))

    def _known(self, known: Household) -> Iterator[KnownLine]:
        for each in known.appointments:
            when = f"{day_word(each.on)} {slot_name(each.slot)}"
            told = f"{when} · {each.purpose}" if each.purpose else when
            yield self._line(tr("约好上门"), told, tr("取消"), partial(self._call_off, each.act))
        if known.away is not None:
            told = day_word(known.away.until)
            told = f"{told} · {known.away.reason}" if known.away.reason else told
            yield self._line(tr("外出,这天为止"), told, tr("回来了"), self._back_home)
        for contact in known.contacts:
            take_back = partial(self._withdraw, contact.act)
            yield self._line(tr("联系人"), contact_word(contact), tr("删去"), take_back, contact.phone)
        if known.neighbour is not None:
            take_back = partial(self._withdraw, known.neighbour.act)
            neighbour = known.neighbour
            yield self._line(tr("邻居,只捎话"), contact_word(neighbour), tr("删去"), take_back, neighbour.phone)
        if known.slips:
            slip = known.slips[-1]
            days = "、".join(near_day_words(day, tr) for day in slip.evenings)
            is_laptop = self._session.seat.kind is SeatKind.COLLECTOR
            yield KnownLine(
                tr("门上留条,{day}").format(day=day_word(slip.business_day)),
                tr("说好 {days}晚上来").format(days=days),
                tr("看留条") if is_laptop else "",
                partial(self._show_slip, slip.id) if is_laptop else None,
            )

    def _line(self, title: str, told: str, word: str, take_back: Callable[[], Changes], phone: str = "") -> KnownLine:
        return KnownLine(title, told, word, partial(self._do, take_back), phone)

    def _show_slip(self, slip: ActId, _checked: bool = False) -> None:
        self.slip.show_paper(tr("留条"), partial(slip_pdf, self._session, slip))
        self._pages.setCurrentWidget(self.slip)

    def _call_off(self, appointment: ActId) -> Changes:
        session = self._session
        wanted = CallOff(id=new_act_id(), account=self._account, appointment=appointment)
        return households.call_off(session.ledger, wanted, session.stamp())

    def _back_home(self) -> Changes:
        session = self._session
        return households.end_away(session.ledger, new_act_id(), self._account, session.stamp())

    def _withdraw(self, act: ActId) -> Changes:
        return withdraw(self._session.ledger, act, tr("不再适用"), self._session.stamp())


def _kept(words: AgreementFigures) -> Iterator[KnownLine]:
    """How often what was agreed came about, once a day agreed is over."""
    if not words.kept and not words.broken:
        return
    told = [tr("守约 {count} 次").format(count=words.kept)]
    if words.nobody_home:
        told.append(tr("客户不在 {count} 次").format(count=words.nobody_home))
    if words.nobody_came:
        told.append(tr("我们没去 {count} 次").format(count=words.nobody_came))
    yield KnownLine(tr("约定"), " · ".join(told))


def contact_word(contact: Contact) -> str:
    """王小军(儿子)."""
    return f"{contact.name}({contact.relation})" if contact.relation else contact.name
