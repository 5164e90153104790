"""宣传登记: what was held at the left, what is being written down at the right."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from collector_desktop.domain.acts.publicity import PublicityHeld
from collector_desktop.domain.day_words import near_day_words
from collector_desktop.domain.refusals import Refusal
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.collector.village.held_form import HeldForm
from collector_desktop.ui.collector.village.publicity_presenter import Publicity, Writing
from collector_desktop.ui.collector.village.publicity_words import handed_out_word, topic_word
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.travel_words import fact_travels
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.data_table import DataTable
from collector_desktop.ui.widgets.empty import EmptyState
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.photo_strip import PhotoStrip
from collector_desktop.ui.widgets.photo_view import PhotoView
from collector_desktop.ui.widgets.rows_model import Column, RowsModel
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

_FORM_WIDTH = 460


class HeldDesk(QWidget):
    """`changed` carries the Changes of what was logged or taken back."""

    changed = Signal(object)

    def __init__(self, session: Session, publicity: Publicity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seat = session.seat
        self._publicity = publicity
        self.model = RowsModel(_columns(), session.look, parent=self)
        self.table: DataTable[PublicityHeld] = DataTable(tr("宣传记录"), self.model, session, "village/publicity")
        self.table.chosen.connect(self._choose)
        self.form = HeldForm()
        self.form.setFixedWidth(_FORM_WIDTH)
        self.form.written.connect(publicity.write)
        self.form.saved.connect(self._save)
        self._sum = Label(size=Size.SMALL, tone=Tone.MUTED)
        self._told = Label(wrap=True)
        self.reason = TextField(tr("收回的原因"), tr("写错了?写明原因再收回"))
        self.take_back = KeyButton(tr("收回这一条"))
        self.take_back.clicked.connect(self._withdraw)
        self.reason.returnPressed.connect(self._withdraw)
        self.notice = Notice()
        self.strip = PhotoStrip()
        self.strip.opened.connect(self._enlarge)
        self._lay_out()
        self.photo = PhotoView(self)

    def show_village(self) -> None:
        """Show the presenter's village and what was being written for it."""
        self.form.show_writing(self._publicity.writing())
        self.notice.clear()
        self.reload()

    def reload(self) -> None:
        """Read what was held again."""
        held = self._publicity.held()
        self.model.show(held)
        self._stack.setCurrentIndex(0 if held else 1)
        people, papers = sum(each.audience for each in held), sum(map(_papers, held))
        self._sum.setText(
            tr("{times} 次宣传,听讲 {people} 人次,发出 {papers} 份").format(
                times=len(held), people=people, papers=papers
            )
        )
        self._choose(self.table.current())

    def _lay_out(self) -> None:
        sheet = Card(margin=Space.S)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState(tr("还没有宣传记录"), tr("讲了电费法律、安全用电,发了宣传单,在右边登记,会进月报。"))
        )
        sheet.column.addWidget(self._stack, 1)
        left = QVBoxLayout()
        left.setSpacing(Space.S)
        left.addWidget(sheet, 1)
        left.addWidget(self._told)
        left.addWidget(self.strip)
        left.addWidget(self.notice)
        line = row(self.reason, self.take_back)
        line.setStretch(0, 1)
        left.addLayout(line)
        left.addWidget(self._sum)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 1)
        layout.addWidget(self.form)

    def _choose(self, held: PublicityHeld | None) -> None:
        self.reason.setVisible(held is not None)
        self.take_back.setVisible(held is not None)
        self._told.setVisible(held is not None)
        self.strip.setVisible(False)
        if held is not None:
            parts = (
                "、".join(map(topic_word, held.topics)),
                held.place,
                "、".join(map(handed_out_word, held.handed_out)),
                held.note,
            )
            self._told.setText(" · ".join(filter(None, parts)))
            self.strip.show_photos(held.attachments, self._publicity.files(held))

    def _enlarge(self, number: int) -> None:
        self.photo.open(self.strip.titles, self.strip.photos, number)

    def _save(self, writing: Writing) -> None:
        try:
            changes = self._publicity.save(writing, self.form.photos.files)
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.form.notice.say(said.what, said.advice, tone=Tone.DANGER)
            return
        self.form.show_writing(Writing())
        told = tr("会进村里的月报;{how}").format(how=fact_travels(self._seat))
        self.form.notice.say(tr("已登记"), told, tone=Tone.OK)
        self.reload()
        self.changed.emit(changes)

    def _withdraw(self) -> None:
        held = self.table.current()
        if held is None:
            return
        try:
            changes = self._publicity.withdraw(held.id, self.reason.text())
        except Refusal as refusal:
            said = sentence(refusal, tr)
            self.notice.say(said.what, said.advice, tone=Tone.DANGER)
            return
        self.reason.clear()
        self.notice.clear()
        self.reload()
        self.changed.emit(changes)


def _columns() -> tuple[Column[PublicityHeld], ...]:
    return (
        Column(
            key="day",
            title=tr("日子"),
            text=lambda held: _day(held.business_day),
            order=lambda held: held.at,
            outside=lambda held: held.business_day,
            width=90,
        ),
        _text("topics", tr("内容"), lambda held: "、".join(map(topic_word, held.topics)), 120, fills=True),
        _text("place", tr("地点"), lambda held: held.place, 120),
        Column(
            key="audience",
            title=tr("人数"),
            text=lambda held: str(held.audience or ""),
            order=lambda held: held.audience,
            outside=lambda held: held.audience,
            width=60,
            right=True,
        ),
        Column(
            key="handed_out",
            title=tr("发放"),
            text=lambda held: tr("{papers} 份").format(papers=_papers(held)) if held.handed_out else "",
            order=_papers,
            outside=_papers,
            width=80,
            right=True,
        ),
    )


def _text(
    key: str,
    title: str,
    text: Callable[[PublicityHeld], str],
    width: int,
    *,
    fills: bool = False,
) -> Column[PublicityHeld]:
    return Column(key=key, title=title, text=text, order=text, outside=text, width=width, fills=fills)


def _papers(held: PublicityHeld) -> int:
    return sum(each.number for each in held.handed_out)


def _day(day: date) -> str:
    return near_day_words(day, tr)
