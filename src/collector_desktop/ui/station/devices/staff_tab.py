"""人员: who works at the station; the manager lets people in and out, and everybody sets the own PIN."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from collector_desktop.domain.changes import Changes, Topic
from collector_desktop.domain.pin import PinTooShort, PinTooSimple
from collector_desktop.domain.refusals import Refusal
from collector_desktop.domain.requests import Role
from collector_desktop.domain.staff import Member
from collector_desktop.services.sentences import sentence
from collector_desktop.services.staff_words import role_word
from collector_desktop.services.staffing import NewMember, add_member, change_member, let_go, set_pin
from collector_desktop.store.queries import staff
from collector_desktop.ui.place_tab import PlaceTab
from collector_desktop.ui.session import Session
from collector_desktop.ui.station.manager_note import ManagerNote
from collector_desktop.ui.theme import Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.choice import Choice
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.form import Form
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.pin_field import PinField
from collector_desktop.ui.widgets.rows_model import Column, RowsModel
from collector_desktop.ui.widgets.side_panel import SidePanel
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import day_word, tr


class MemberForm(Form):
    """Badge, name, role; a PIN for somebody new."""

    def __init__(self, known: Member | None) -> None:
        super().__init__()
        self.known = known
        self.badge = self.add("badge", tr("工号"), TextField(tr("工号")))
        self.name = self.add("name", tr("姓名"), TextField(tr("姓名")))
        self.role: Choice[Role] = Choice(tr("职务"), [(each, role_word(each, tr)) for each in Role])
        self.role.choose(Role.CLERK if known is None else known.role)
        self.add("role", tr("职务"), self.role, hint=tr("所长审批、停用、管人员;营业员办日常。"))
        self.pin = PinField(tr("第一个密码"), tr("六位以上数字"))
        if known is None:
            self.add("pin", tr("第一个密码"), self.pin, hint=tr("本人签到后可以自己改。"))
        else:
            self.badge.setText(known.badge)
            self.badge.setEnabled(False)
            self.name.setText(known.name)


class LeaveForm(Form):
    """Why somebody leaves."""

    def __init__(self, known: Member) -> None:
        super().__init__()
        self.known = known
        self.reason = self.add("reason", tr("离岗原因"), TextField(tr("离岗原因"), tr("如:调走、退休"), 120))


class PinForm(Form):
    """A new PIN, typed twice."""

    def __init__(self, known: Member) -> None:
        super().__init__()
        self.known = known
        self.pin = self.add("pin", tr("新密码"), PinField(tr("新密码"), tr("六位以上数字")))
        self.again = self.add("again", tr("再输入一次"), PinField(tr("再输入一次"), tr("六位以上数字")))


class StaffTab(PlaceTab):
    """The people, and four buttons."""

    concerns = frozenset({Topic.STAFF})

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.notice = Notice()
        self.model = RowsModel(_columns(), session.look, parent=self)
        self.table: DataTable[Member] = DataTable(tr("人员"), self.model, session, "devices/staff")
        self.table.chosen.connect(self._allow)
        self.table.opened.connect(self._edit)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self.table)
        nothing = tr("这本账还没有登记所长,谁都能办。重新打开窗口时会请第一个签到的人登记所长。")
        self._sheets.addWidget(EmptyState(tr("还没有登记人员"), nothing))
        sheet = Card(margin=Space.S)
        sheet.column.addWidget(self._sheets, 1)
        self.add = KeyButton(tr("登记一个人"), primary=True)
        self.edit = KeyButton(tr("改姓名、职务"))
        self.leave = KeyButton(tr("离岗"))
        self.pin = KeyButton(tr("设密码"))
        for button, slot in (
            (self.add, self.ask_new),
            (self.edit, self._edit),
            (self.leave, self.ask_to_leave),
            (self.pin, self.ask_pin),
        ):
            button.clicked.connect(slot)
        self._note = ManagerNote(session)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.notice)
        column.addWidget(sheet, 1)
        column.addLayout(row(self.pin, self.edit, self.leave, None, self.add))
        column.addWidget(self._note)
        self.panel = SidePanel(self)
        self.panel.confirmed.connect(self._write)

    def activated(self) -> None:
        """The tab was opened: the table takes the keyboard."""
        self.catch_up()
        self.table.setFocus()

    def reload(self) -> None:
        """Read everybody."""
        self._stale = False
        before = self.table.current()
        with self._session.ledger.reading() as conn:
            found = staff.members(conn)
        self.model.show(found)
        self._sheets.setCurrentIndex(0 if found else 1)
        badges = [each.badge for each in self.model.rows]
        if before is not None and before.badge in badges:
            self.table.go_to(badges.index(before.badge))
        self._allow()

    def ask_new(self) -> None:
        """Ask for somebody new."""
        self.panel.open(tr("登记一个人"), MemberForm(None), tr("登记"))

    def ask_to_leave(self) -> None:
        """Ask why somebody leaves."""
        who = self.table.current()
        if who is not None:
            under = tr("从此不能签到;做过的事都在。")
            self.panel.open(f"{tr('离岗')} · {who.name}", LeaveForm(who), tr("离岗"), under=under)

    def ask_pin(self) -> None:
        """Ask for a new PIN of the person chosen: one's own, or anybody's by the manager."""
        who = self.table.current()
        if who is not None:
            self.panel.open(f"{tr('设密码')} · {who.name}", PinForm(who), tr("设密码"))

    def _edit(self, _who: object = None) -> None:
        who = self.table.current()
        if who is not None and self.edit.isEnabled():
            back = "" if who.works_here else tr("保存以后就回到在岗。")
            self.panel.open(f"{tr('改姓名、职务')} · {who.name}", MemberForm(who), tr("保存"), under=back)

    def _allow(self, _who: object = None) -> None:
        who = self.table.current()
        self._note.allow((self.add,), possible=who is not None)
        self._note.allow((self.edit,), possible=who is not None)
        decides = self._note.allow((self.leave,), possible=who is not None and who.works_here)
        own = who is not None and who.badge == self._session.stamp().by
        self.pin.setEnabled(who is not None and who.works_here and (decides or own))

    def _write(self) -> None:
        form, session = self.panel.content, self._session
        if not isinstance(form, (MemberForm, LeaveForm, PinForm)):
            return
        form.clear()
        try:
            match form:
                case MemberForm(known=None):
                    role = form.role.value() or Role.CLERK
                    new = NewMember(badge=form.badge.text(), name=form.name.text(), role=role, pin=form.pin.text())
                    self._done(add_member(session.ledger, new, session.stamp()), tr("登记好了"))
                case MemberForm(known=Member() as known):
                    role = form.role.value() or known.role
                    changes = change_member(session.ledger, known.badge, form.name.text(), role, session.stamp())
                    self._done(changes, tr("改好了"))
                case LeaveForm():
                    changes = let_go(session.ledger, form.known.badge, form.reason.text(), session.stamp())
                    self._done(changes, tr("{name} 已离岗").format(name=form.known.name))
                case PinForm():
                    if form.pin.text() != form.again.text():
                        form.fail("again", tr("两次不一样,请重新输入"))
                        return
                    changes = set_pin(session.ledger, form.known.badge, form.pin.text(), session.stamp())
                    self._done(changes, tr("{name} 的密码已改").format(name=form.known.name))
        except (PinTooShort, PinTooSimple) as refusal:
            said = sentence(refusal, tr)
            form.fail("pin", f"{said.what};{said.advice}")
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.panel.notice.say(said.what, said.advice, tone=Tone.DANGER)

    def _done(self, changes: Changes, title: str) -> None:
        self.panel.close_panel()
        self.changed.emit(changes)
        self.reload()
        self.notice.say(title, tone=Tone.OK)
        self.table.setFocus()


def _columns() -> tuple[Column[Member], ...]:
    return (
        Column(
            key="badge",
            title=tr("工号"),
            text=lambda row: row.badge,
            order=lambda row: row.badge,
            outside=lambda row: row.badge,
            width=110,
            bold=True,
        ),
        Column(
            key="name",
            title=tr("姓名"),
            text=lambda row: row.name,
            order=lambda row: row.name,
            outside=lambda row: row.name,
            width=160,
            fills=True,
        ),
        Column(
            key="role",
            title=tr("职务"),
            text=lambda row: role_word(row.role, tr),
            order=lambda row: row.role,
            outside=lambda row: role_word(row.role, tr),
            width=110,
        ),
        Column(
            key="since",
            title=tr("上岗"),
            text=lambda row: day_word(row.since),
            order=lambda row: row.since,
            outside=lambda row: row.since.isoformat(),
            width=150,
        ),
        Column(
            key="left",
            title=tr("离岗"),
            text=lambda row: day_word(row.left_on) if row.left_on else tr("在岗"),
            order=lambda row: row.left_on.isoformat() if row.left_on else "",
            outside=lambda row: row.left_on.isoformat() if row.left_on else "",
            width=150,
            tone=lambda row: Tone.MUTED if row.left_on else Tone.OK,
        ),
    )
