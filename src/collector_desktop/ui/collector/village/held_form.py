"""Writing down what was held: topics in one tap each, the place, how many listened, leaflets handed out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from collector_desktop.domain.acts.publicity import PublicityTopic
from collector_desktop.domain.leaflets import Leaflet
from collector_desktop.ui.collector.village.photos_field import PhotosField
from collector_desktop.ui.collector.village.publicity_presenter import Writing
from collector_desktop.ui.collector.village.publicity_words import leaflet_word, topic_word
from collector_desktop.ui.theme import TARGET, Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, row
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.notice import Notice
from collector_desktop.ui.widgets.number_field import NumberField
from collector_desktop.ui.widgets.roomy import Roomy
from collector_desktop.ui.widgets.text_field import TextField
from collector_desktop.ui.words import tr

_TOPICS_A_ROW = 4
_LEAFLETS_A_ROW = 3


class HeldForm(Card):
    """`written` with every change, `saved` when it is to be logged; both carry a Writing."""

    written = Signal(object)
    saved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._quiet = False
        self.topics = {topic: KeyButton(topic_word(topic), compact=True) for topic in PublicityTopic}
        self.place = TextField(tr("地点"), tr("地点:村委会、集市、学校……"))
        self.audience = NumberField(tr("听讲人数"))
        self.leaflets = {
            leaflet: NumberField(tr("发「{leaflet}」").format(leaflet=leaflet_word(leaflet))) for leaflet in Leaflet
        }
        self.note = TextField(tr("备注"), tr("备注,可不填"), longest=200)
        self.photos = PhotosField(tr("现场照片"), tr("宣传现场"))
        self.notice = Notice()
        self.save = KeyButton(tr("登记"), "⏎", primary=True)
        for topic, button in self.topics.items():
            button.setProperty("topic", str(topic))
            button.clicked.connect(self._toggle)
        for line in (self.place, self.note):
            line.textChanged.connect(self._tell)
            line.returnPressed.connect(self._save)
        for number in (self.audience, *self.leaflets.values()):
            number.number_changed.connect(self._tell)
            number.returnPressed.connect(self._save)
        self.save.clicked.connect(self._save)
        self._lay_out()

    @property
    def writing(self) -> Writing:
        """What stands there."""
        return Writing(
            topics=tuple(topic for topic, button in self.topics.items() if button.property("chosen")),
            place=self.place.text(),
            audience=self.audience.number,
            handed_out={leaflet: number.number for leaflet, number in self.leaflets.items() if number.number},
            note=self.note.text(),
        )

    def show_writing(self, writing: Writing) -> None:
        """Show what was written before."""
        self._quiet = True
        for topic, button in self.topics.items():
            button.set_chosen(topic in writing.topics)
        self.place.setText(writing.place)
        self.audience.set_number(writing.audience)
        for leaflet, number in self.leaflets.items():
            number.set_number(writing.handed_out.get(leaflet, 0))
        self.note.setText(writing.note)
        self.photos.clear()
        self._quiet = False

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.XS, 0)
        column.setSpacing(Space.S)
        column.addWidget(Label(tr("今天的宣传"), size=Size.LARGE, bold=True))
        topics = _grid()
        for at, button in enumerate(self.topics.values()):
            topics.addWidget(button, at // _TOPICS_A_ROW, at % _TOPICS_A_ROW)
        column.addLayout(topics)
        self.audience.setFixedWidth(2 * TARGET)
        column.addLayout(row(self.place, _small(tr("听讲人数")), self.audience))
        column.addWidget(_small(tr("发出的宣传单,各几份:")))
        numbers = _grid()
        for at, (leaflet, number) in enumerate(self.leaflets.items()):
            place = at // _LEAFLETS_A_ROW, 2 * (at % _LEAFLETS_A_ROW)
            numbers.addWidget(_small(leaflet_word(leaflet)), *place)
            numbers.addWidget(number, place[0], place[1] + 1)
        for at in range(_LEAFLETS_A_ROW):
            numbers.setColumnStretch(2 * at + 1, 1)
        column.addLayout(numbers)
        column.addWidget(self.note)
        photos = row(_small(tr("现场照片")), self.photos)
        photos.setStretch(1, 1)
        column.addLayout(photos)
        column.addStretch(1)
        self.column.setSpacing(Space.S)
        scroll = Roomy(inside)
        if (ground := scroll.widget()) is not None:
            ground.setAutoFillBackground(False)
        self.column.addWidget(scroll, 1)
        self.column.addWidget(self.notice)
        self.column.addWidget(self.save)

    def _toggle(self) -> None:
        pressed = self.sender()
        assert isinstance(pressed, KeyButton)
        pressed.set_chosen(not pressed.property("chosen"))
        self._tell()

    def _tell(self) -> None:
        if not self._quiet:
            self.notice.clear()
            self.written.emit(self.writing)

    def _save(self) -> None:
        self.saved.emit(self.writing)


def _small(text: str) -> Label:
    return Label(text, size=Size.SMALL, tone=Tone.MUTED)


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(Space.S)
    return grid
