"""The right side of 帮忙: one request with everything that was done about it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from collector_desktop.domain.attachment import Attachment
from collector_desktop.domain.helping import Help
from collector_desktop.store.queries.lost_files import FilesHere
from collector_desktop.ui.collector.village.take_back import TakeBack
from collector_desktop.ui.collector.village.words import given_word, help_word, kind_word, short_day
from collector_desktop.ui.theme import Size, Space, Tone
from collector_desktop.ui.widgets.buttons import KeyButton
from collector_desktop.ui.widgets.card import Card, Rule
from collector_desktop.ui.widgets.label import Label
from collector_desktop.ui.widgets.photo_strip import PhotoStrip
from collector_desktop.ui.words import day_word, tr


class HelpCard(Card):
    """`give_asked` when somebody went and it is to be noted; `photo_asked` carries the strip and number of a photo."""

    give_asked = Signal()
    photo_asked = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self._what = Label(size=Size.LARGE, bold=True, wrap=True)
        self._where = Label(tone=Tone.MUTED, wrap=True)
        self._state = Label(bold=True)
        self._given = QVBoxLayout()
        self._given.setSpacing(Space.XS)
        self.give = KeyButton(tr("记出工"), "⏎", primary=True)
        self.give.clicked.connect(self.give_asked)
        self.column.setSpacing(Space.S)
        self._rule = Rule()
        for widget in (self._what, self._where, self._state, self._rule):
            self.column.addWidget(widget)
        self.column.addLayout(self._given)
        self.take_back = TakeBack()
        self.column.addStretch(1)
        self.column.addWidget(self.take_back)
        self.column.addWidget(self.give)

    def show_help(self, chosen: Help | None, files: FilesHere) -> None:
        """Show a request with its photos, or what will be here."""
        while self._given.count():
            item = self._given.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.take_back.reason.clear()
        for widget in (self._state, self._rule, self.take_back):
            widget.setVisible(chosen is not None)
        self.give.setVisible(chosen is not None and chosen.is_open)
        if chosen is None:
            self._what.setText(tr("支援村里"))
            self._where.setText(tr("选一件请求,看谁去过、解决了什么;农忙开始时先点「开始一次支援」。"))
            return
        request = chosen.request
        self._what.setText(request.what)
        where = f" · {request.where}" if request.where else ""
        self._where.setText(
            tr("{kind} · {asked_by} {day} 提出{where}").format(
                kind=kind_word(chosen.campaign),
                asked_by=request.asked_by,
                day=short_day(request.business_day),
                where=where,
            )
        )
        self._state.setText(help_word(chosen))
        self._state.set_tone(Tone.WARN if chosen.is_open else Tone.OK)
        for each in chosen.given:
            self._given.addWidget(Label(day_word(each.on), size=Size.SMALL, tone=Tone.MUTED))
            self._given.addWidget(Label(given_word(each), bold=True, wrap=True))
            self._given.addWidget(Label(each.solved, wrap=True))
            self._given.addWidget(self._strip(each.attachments, files))
            self._given.addSpacing(Space.S)

    def _strip(self, attachments: Sequence[Attachment], files: FilesHere) -> PhotoStrip:
        strip = PhotoStrip(self)
        strip.opened.connect(self._open_photo)
        strip.show_photos(attachments, files)
        return strip

    def _open_photo(self, number: int) -> None:
        self.photo_asked.emit(self.sender(), number)
