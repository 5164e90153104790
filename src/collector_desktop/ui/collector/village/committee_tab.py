"""村委会: who holds which post and how to reach them, and what waits in the village."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.acts.base import new_act_id
from collector_desktop.domain.committee import Member, Post
from collector_desktop.domain.masking import mask_name, mask_phone
from collector_desktop.domain.refusals import Refusal
from collector_desktop.ui.collector.village.record_fields import ChoiceField
from collector_desktop.ui.collector.village.record_form import RecordForm
from collector_desktop.ui.collector.village.tab import VillagePart
from collector_desktop.ui.collector.village.words import post_word, standing_word
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.travel_words import fact_travels
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.rows_model import Column, RowsModel
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

_FORM_WIDTH = 380


class CommitteeTab(VillagePart):
    """The members at the left; one of them, or a new one, at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._edited: Member | None = None
        self.model = RowsModel(_columns(), session.look, parent=self)
        self.table: DataTable[Member] = DataTable(tr("村委会成员"), self.model, session, "village/committee")
        self.table.opened.connect(self.edit)
        self.form = RecordForm(tr("村委会成员"), tr("保存"), session.drafts, "member")
        self.name = TextField(tr("姓名"), tr("姓名"))
        self.post = ChoiceField(tr("职务"), [(post_word(post), post) for post in Post])
        self.phone = TextField(tr("电话"), tr("电话,可不填"), 20)
        self.note = TextField(tr("备注"), tr("管哪个组、几点好找,可不填"), 100)
        for field in (self.name, self.post, self.phone, self.note):
            self.form.add(field)
        self.form.saved.connect(self.keep)
        self.form.left.connect(self.close_forms)
        self.remove = KeyButton(tr("不再担任,去掉"))
        self.remove.clicked.connect(self._remove)
        self.form.column.insertWidget(self.form.column.count() - 1, self.remove)
        self.add_button = KeyButton(tr("添加成员"))
        self.add_button.clicked.connect(self.add)
        self._lay_out()
        self.setFocusProxy(self.table)
        self.close_forms()

    def reload(self) -> None:
        """Read the committee."""
        self.notice.clear()
        members = self._villages.members()
        self.model.show(members)
        self._stack.setCurrentIndex(0 if members else 1)
        self._standing.setText(standing_word(self._villages.standing(self.village)))

    def close_forms(self) -> None:
        """Close the form."""
        self._edited = None
        self._side.setCurrentIndex(0)
        if self.isVisible():
            self.table.setFocus()

    def add(self) -> None:
        """Open the form for somebody new."""
        self._open(None)
        self.form.open(self.village)
        self.post.setCurrentIndex(0)
        self.name.setFocus()

    def edit(self, member: Member) -> None:
        """Open the form for a member."""
        self._open(member)
        self.form.open(f"{self.village}/{member.name}")
        self.form.suggest(self.name, member.name)
        self.form.suggest(self.phone, member.phone)
        self.form.suggest(self.note, member.note)
        self.post.setCurrentIndex(self.post.findData(member.post))
        self.name.setFocus()

    def keep(self) -> None:
        """Save the member in the form."""
        written = Member(
            name=self.name.text(), post=Post(self.post.currentData()), phone=self.phone.text(), note=self.note.text()
        )
        others = tuple(each for each in self._villages.members() if each != self._edited)
        self._save((*others, written))

    def _open(self, member: Member | None) -> None:
        self._edited = member
        self.remove.setVisible(member is not None)
        self._side.setCurrentIndex(1)

    def _remove(self) -> None:
        self._save(tuple(each for each in self._villages.members() if each != self._edited))

    def _save(self, members: tuple[Member, ...]) -> None:
        try:
            changes = self._villages.note_committee(new_act_id(), members)
        except Refusal as refusal:
            self.form.refuse(refusal)
            return
        self.form.done()
        self.close_forms()
        self._told(changes)
        self.notice.say(tr("已保存"), fact_travels(self._session.seat), tone=Tone.OK)

    def _lay_out(self) -> None:
        self._standing = Label(tone=Tone.MUTED, wrap=True)
        self.notice = Notice()
        sheet = Card(margin=Space.S)
        self._stack = QStackedWidget()
        empty = EmptyState(
            tr("还没有记村委会"), tr("支书、主任、会计、组长和电话记在这里,开座谈会时自动列出。"), tr("添加成员")
        )
        empty.pressed.connect(self.add)
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        sheet.column.addWidget(self._stack, 1)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        top = row(self._standing, self.add_button)
        top.setStretch(0, 1)
        left.addLayout(top)
        left.addWidget(self.notice)
        left.addWidget(sheet, 1)
        hint = Card()
        hint.column.setSpacing(Space.S)
        hint.column.addWidget(Label(tr("联系村委会"), size=Size.LARGE, bold=True))
        for text in (
            tr("每月开一次座谈会,议程按当月数字自动列好。"),
            tr("三夏、抗旱、防汛时先联系村里,有请求记在「帮忙」。"),
            tr("姓名和电话只供工作联系,不印在给别人的纸上。"),
        ):
            hint.column.addWidget(Label(text, tone=Tone.MUTED, wrap=True))
        hint.column.addStretch(1)
        self._side = QStackedWidget()
        self._side.addWidget(hint)
        self._side.addWidget(self.form)
        self._side.setFixedWidth(_FORM_WIDTH)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 1)
        layout.addWidget(self._side)


def _columns() -> tuple[Column[Member], ...]:
    return (
        Column(
            key="post",
            title=tr("职务"),
            text=lambda member: post_word(member.post),
            order=lambda member: tuple(Post).index(member.post),
            outside=lambda member: post_word(member.post),
            width=100,
        ),
        Column(
            key="name",
            title=tr("姓名"),
            text=lambda member: member.name,
            order=lambda member: member.name,
            outside=lambda member: mask_name(member.name),
            width=110,
            bold=True,
        ),
        Column(
            key="phone",
            title=tr("电话"),
            text=lambda member: member.phone,
            order=lambda member: member.phone,
            outside=lambda member: mask_phone(member.phone) if member.phone else "",
            width=140,
        ),
        Column(
            key="note",
            title=tr("备注"),
            text=lambda member: member.note,
            order=lambda member: member.note,
            outside=lambda member: member.note,
            width=140,
            fills=True,
        ),
    )
