"""宣传单: five leaflets, each to be read, edited and printed with this month's figures in it."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from collector_desktop.domain.leaflets import Leaflet, LeafletField
from collector_desktop.domain.refusals import Refusal
from collector_desktop.printing.leaflet import LeafletPaper, leaflet_pdf
from collector_desktop.printing.paper import Paper
from collector_desktop.services.sentences import sentence
from collector_desktop.ui.collector.village.paper_side import PaperSide, Variant
from collector_desktop.ui.collector.village.publicity_presenter import Publicity
from collector_desktop.ui.collector.village.publicity_words import leaflet_word
from collector_desktop.ui.session import Session
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.travel_words import fact_travels
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.drop_down import DropDown
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.words import paper_word, tr

_PAPERS: tuple[LeafletPaper, ...] = (Paper.A4, Paper.A5_TALL)
_PREVIEW_AFTER_MS = 300


class LeafletDesk(QWidget):
    """The text at the left, the paper at the right; `changed` carries the Changes of an edited leaflet."""

    changed = Signal(object)

    def __init__(self, session: Session, publicity: Publicity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._publicity = publicity
        self._leaflet = Leaflet.ELECTRICITY_LAW
        self.choices = {leaflet: KeyButton(leaflet_word(leaflet), compact=True) for leaflet in Leaflet}
        for leaflet, button in self.choices.items():
            button.setProperty("leaflet", str(leaflet))
            button.clicked.connect(self._choose)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(tr("宣传单的文字"))
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._edit)
        self.field = DropDown()
        self.field.setAccessibleName(tr("放进要填的内容"))
        self.field.addItem(tr("放进要填的内容……"))
        self.field.addItems([str(field) for field in LeafletField])
        self.field.activated.connect(self._insert)
        self.notice = Notice()
        self.save = KeyButton(tr("保存文字"))
        self.save.clicked.connect(self._save)
        self.restore = KeyButton(tr("恢复原文"))
        self.restore.clicked.connect(self._restore)
        self.paper = PaperSide(session, for_everybody=True)
        self._soon = QTimer(self, singleShot=True, interval=_PREVIEW_AFTER_MS)
        self._soon.timeout.connect(self._preview)
        self._lay_out()

    def reload(self) -> None:
        """Show the leaflet chosen, as it is being edited or as it stands."""
        for leaflet, button in self.choices.items():
            button.set_chosen(leaflet is self._leaflet)
        text = self._publicity.text(self._leaflet)
        if self.text.toPlainText() != text:
            self.text.blockSignals(True)
            self.text.setPlainText(text)
            self.text.blockSignals(False)
        self._preview()

    def _lay_out(self) -> None:
        card = Card()
        card.column.setSpacing(Space.S)
        card.column.addLayout(row(*self.choices.values(), None))
        how = tr("第一行是标题,「# 」开头是小标题,「- 」开头是一条;花括号里的由电脑填。")
        card.column.addWidget(self.text, 1)
        card.column.addWidget(Label(how, size=Size.SMALL, tone=Tone.MUTED, wrap=True))
        card.column.addWidget(self.notice)
        card.column.addLayout(row(self.field, None, self.restore, self.save))
        left = QVBoxLayout()
        left.addWidget(card, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addLayout(left, 1)
        layout.addWidget(self.paper, 1)

    def _choose(self) -> None:
        pressed = self.sender()
        assert pressed is not None
        self._leaflet = Leaflet(pressed.property("leaflet"))
        self.notice.clear()
        self.reload()

    def _insert(self, at: int) -> None:
        if at:
            self.text.insertPlainText("{" + self.field.itemText(at) + "}")
        self.field.setCurrentIndex(0)
        self.text.setFocus()

    def _edit(self) -> None:
        self._publicity.edit(self._leaflet, self.text.toPlainText())
        self._show_state()
        self._soon.start()

    def _preview(self) -> None:
        self._soon.stop()
        self._show_state()
        try:
            filled = self._publicity.filled(self._leaflet)
        except Refusal as refusal:
            self._say(refusal)
            return
        self.notice.clear()
        demo = self._session.seat.demo
        variants = [Variant(paper_word(paper), partial(leaflet_pdf, filled, paper, demo=demo)) for paper in _PAPERS]
        self.paper.offer(filled.title, tr("宣传单_{name}").format(name=leaflet_word(self._leaflet)), variants)

    def _show_state(self) -> None:
        self.save.setEnabled(self._publicity.is_edited(self._leaflet))
        self.restore.setEnabled(not self._publicity.is_own(self._leaflet))

    def _save(self) -> None:
        self._keep(self.text.toPlainText())

    def _restore(self) -> None:
        self._keep("")

    def _keep(self, text: str) -> None:
        try:
            changes = self._publicity.save_leaflet(self._leaflet, text)
        except Refusal as refusal:
            self._say(refusal)
            return
        self.reload()
        told = tr("别的收费员取线路包后也用这份文字;{how}").format(how=fact_travels(self._session.seat))
        self.notice.say(tr("已保存"), told, tone=Tone.OK)
        self.changed.emit(changes)

    def _say(self, refusal: Refusal) -> None:
        said = sentence(refusal, tr)
        self.notice.say(said.what, said.advice, tone=Tone.DANGER)
